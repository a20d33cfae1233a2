"""The moves of a letter: one press, one action; where it is refused, what was typed comes back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.actions import letters as letter_actions
from luoshi.crafts.letters import pages_of
from luoshi.pages.day_fields import day_of
from luoshi.pages.doors import Door, Request, allowed
from luoshi.pages.letters import shown
from luoshi.pages.letters.forms import WordsForm
from luoshi.pages.letters.offers import STEPS
from luoshi.queries import letters
from luoshi.queries.letters import Letter
from luoshi.rules import calendar
from luoshi.rules.letters import Enclosure, LetterState, Undertaking, enclosures
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

CHANGED = "函件在您打开这一页之后有变动，没有办理。请看过下面的最新内容再办。"


def _step(
    permission: Permission,
    url_name: str,
    action: Callable[..., object],
    said: Callable[[Letter], str],
    *,
    words_as: str = "",
    more: Callable[[Request, Letter], dict[str, object]] = lambda _request, _letter: {},
) -> Door[[int]]:
    """Return the view of one step: it acts on the letter as the person saw it, and says what comes next.

    `words_as` is what the action calls the words that were typed; without it the step asks for none. `more`
    finds whatever else the action wants to know.
    """

    @allowed(permission)
    @require_POST
    def view(request: Request, letter_id: int) -> HttpResponse:
        letter = _found(request, letter_id)
        form = WordsForm(request.POST)
        words = form.cleaned_data.get("words", "") if form.is_valid() else request.POST.get("words", "")
        try:
            if not form.is_valid():
                raise Refused("文字太长，最多5000字。请精简后再办。")
            if form.cleaned_data["seen"] != shown.seen(letter):
                raise SomebodyWasFirst(CHANGED)
            typed = {words_as: words} if words_as else {}
            action(letter=letter, **typed, **more(request, letter), by=request.actor, at=request.now)
        except (Refused, SomebodyWasFirst) as refusal:
            return _again(request, letter_id, url_name, words, refusal.reason)
        messages.success(request, said(_found(request, letter_id)))
        return redirect("letter", letter_id)

    return view


def _found(request: Request, letter_id: int) -> Letter:
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    return letter


def _again(request: Request, letter_id: int, url_name: str, words: str, reason: str) -> HttpResponse:
    """Show the letter as it is now, with what was typed and why it was not done."""
    letter = _found(request, letter_id)
    context = shown.context(request, letter)
    steps = (step for step in STEPS[LetterState(letter.state)] if step.url_name == url_name)
    if step := next(steps, None):
        context["tried"] = shown.tried(step, words, reason)
        context["undertaken"] = _rows(request) or context["undertaken"]
        context["had_files"] = bool(request.FILES)
    else:
        messages.error(request, reason)
    return render(request, "letters/letter.html", context, status=409)


def _due(letter: Letter) -> str:
    assert letter.reply_due_on is not None, "an issued letter has a day to reply by"
    return calendar.full_date(letter.reply_due_on)


def _undertaken(request: Request, _letter: Letter) -> dict[str, object]:
    """Return what a reply undertakes and the files with it; rows left empty are none."""
    items = [
        Undertaking(text, owner, day_of(due_on.strip(), f"第{place}项的完成时间"))
        for place, (text, owner, due_on) in enumerate(_rows(request), start=1)
        if (text + owner + due_on).strip()
    ]
    files = request.FILES.getlist("files")
    if any((file.size or 0) > enclosures.BIGGEST for file in files) or len(files) > enclosures.MOST:
        biggest = enclosures.BIGGEST // 1024 // 1024
        raise Refused(f"附件最多{enclosures.MOST}个，每个不超过{biggest}MB。附件不是必需的。")
    return {"items": items, "files": [Enclosure(file.name or "", file.read()) for file in files]}


def _rows(request: Request) -> list[tuple[str, str, str]]:
    """Return the rows for what a reply undertakes, as typed: what, which post, by when."""
    typed = (request.POST.getlist(name) for name in ("item", "owner", "due_on"))
    return list(zip(*typed, strict=False))


def _pages(request: Request, letter: Letter) -> dict[str, object]:
    """Return how many pages the letter has on paper."""
    return {"pages": pages_of(letters.paper(letter, today=request.today))}


submit = _step(
    Permission.LETTERS_DRAFT,
    "letter-submit",
    letter_actions.submit_letter,
    lambda letter: (
        f"“{letter.title}”已送会签，处室都同意后自动送局领导签批。"
        if letter.state == LetterState.COSIGNING
        else f"“{letter.title}”已送局领导签批，签批后回到督查科编号。"
    ),
)
agree = _step(
    Permission.LETTERS_COSIGN,
    "letter-agree",
    letter_actions.answer_countersign,
    lambda letter: f"已会签同意“{letter.title}”。处室都同意后送局领导签批。",
    more=lambda _request, _letter: {"agrees": True, "words": ""},
)
object_to = _step(
    Permission.LETTERS_COSIGN,
    "letter-object",
    letter_actions.answer_countersign,
    lambda letter: f"“{letter.title}”已退回起草人，修改后会再送会签。",
    words_as="words",
    more=lambda _request, _letter: {"agrees": False},
)
approve = _step(
    Permission.LETTERS_APPROVE,
    "letter-approve",
    letter_actions.approve_letter,
    lambda letter: f"“{letter.title}”已签批，下一步由督查科编号、发出。",
)
send_back = _step(
    Permission.LETTERS_APPROVE,
    "letter-send-back",
    letter_actions.send_back_letter,
    lambda letter: f"“{letter.title}”已退回督查科修改，修改后会再送您签批。",
    words_as="reason",
)
number = _step(
    Permission.LETTERS_ISSUE,
    "letter-number",
    letter_actions.number_letter,
    lambda letter: f"已编为{letter.number}。请核对成文后发出。",
)
issue = _step(
    Permission.LETTERS_ISSUE,
    "letter-issue",
    letter_actions.issue_letter,
    lambda letter: (
        f"{letter.number}已发给{letter.unit.name}，"
        + (f"请对方于{_due(letter)}前回复。" if shown.asks_reply(letter) else "对方签收即办结。")
    ),
)
read = _step(
    Permission.LETTERS_REPLY,
    "letter-read",
    letter_actions.read_letter,
    lambda letter: (
        f"{letter.number}已签收，不需要回复。"
        if letter.state == LetterState.CLOSED
        else f"{letter.number}已签收，请于{_due(letter)}前回复。"
    ),
)
reply = _step(
    Permission.LETTERS_REPLY,
    "letter-reply",
    letter_actions.reply_letter,
    lambda letter: f"{letter.number}已回复，等待督查科核定；需要补充的会退回并写明。",
    words_as="text",
    more=_undertaken,
)
return_reply = _step(
    Permission.LETTERS_CONFIRM,
    "letter-return",
    letter_actions.return_reply,
    lambda letter: f"{letter.number}的回复已退回{letter.unit.name}补充。",
    words_as="reason",
)
close = _step(
    Permission.LETTERS_CONFIRM,
    "letter-close",
    letter_actions.close_letter,
    lambda letter: f"{letter.number}的回复已核定，函件办结。所涉任务仍按周报亮灯。",
)
withdraw = _step(
    Permission.LETTERS_ISSUE,
    "letter-withdraw",
    letter_actions.withdraw_letter,
    lambda letter: f"{letter.number}已撤回，文号保留在登记簿中，不再另用。",
    words_as="reason",
)
archive = _step(
    Permission.LETTERS_ISSUE,
    "letter-archive",
    letter_actions.archive_letter,
    lambda letter: f"{letter.number}已归入{letter.archive_year}年卷，共{letter.archive_pages}页。",
    more=_pages,
)
discard = _step(
    Permission.LETTERS_DRAFT,
    "letter-discard",
    letter_actions.discard_letter,
    lambda letter: f"“{letter.title}”不采用，理由已记入操作台账。",
    words_as="reason",
)
