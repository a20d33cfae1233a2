"""The moves of a letter: one press, one action; where it is refused, what was typed comes back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.actions import letters as letter_actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.letters import shown
from luoshi.pages.letters.forms import WordsForm
from luoshi.pages.letters.offers import STEPS
from luoshi.queries import letters
from luoshi.rules import calendar
from luoshi.rules.letters import LetterState
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

CHANGED = "函件在您打开这一页之后有变动，没有办理。请看过下面的最新内容再办。"


def _step(
    request: Request,
    letter_id: int,
    url_name: str,
    act: Callable[[letters.Letter, str], object],
    said: Callable[[letters.Letter], str],
) -> HttpResponse:
    """Do one step with the letter as the person saw it, and say what happened and what comes next."""
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    form = WordsForm(request.POST)
    words = form.cleaned_data.get("words", "") if form.is_valid() else request.POST.get("words", "")
    try:
        if not form.is_valid():
            raise Refused("文字太长，最多5000字。请精简后再办。")
        if form.cleaned_data["seen"] != shown.seen(letter):
            raise SomebodyWasFirst(CHANGED)
        act(letter, words)
    except (Refused, SomebodyWasFirst) as refusal:
        letter = letters.visible_letter(request.actor, letter_id)
        if letter is None:
            raise Http404 from refusal
        context = shown.context(request, letter)
        steps = (step for step in STEPS[LetterState(letter.state)] if step.url_name == url_name)
        if step := next(steps, None):
            context["tried"] = shown.tried(step, words, refusal.reason)
        else:
            messages.error(request, refusal.reason)
        return render(request, "letters/letter.html", context, status=409)
    letter = letters.visible_letter(request.actor, letter_id)
    assert letter is not None, "an actor may see what they have just moved"
    messages.success(request, said(letter))
    return redirect("letter", letter_id)


@allowed(Permission.LETTERS_DRAFT)
@require_POST
def submit(request: Request, letter_id: int) -> HttpResponse:
    """Hand a draft up."""
    return _step(
        request,
        letter_id,
        "letter-submit",
        lambda letter, _: letter_actions.submit_letter(letter=letter, by=request.actor, at=request.now),
        lambda letter: f"“{letter.title}”已送局领导签批，签批后回到督查科编号。",
    )


@allowed(Permission.LETTERS_APPROVE)
@require_POST
def approve(request: Request, letter_id: int) -> HttpResponse:
    """Approve a letter as it stands."""
    return _step(
        request,
        letter_id,
        "letter-approve",
        lambda letter, _: letter_actions.approve_letter(letter=letter, by=request.actor, at=request.now),
        lambda letter: f"“{letter.title}”已签批，下一步由督查科编号、发出。",
    )


@allowed(Permission.LETTERS_APPROVE)
@require_POST
def send_back(request: Request, letter_id: int) -> HttpResponse:
    """Send a draft back with an opinion."""
    return _step(
        request,
        letter_id,
        "letter-send-back",
        lambda letter, words: letter_actions.send_back_letter(
            letter=letter, reason=words, by=request.actor, at=request.now
        ),
        lambda letter: f"“{letter.title}”已退回督查科修改，修改后会再送您签批。",
    )


@allowed(Permission.LETTERS_ISSUE)
@require_POST
def number(request: Request, letter_id: int) -> HttpResponse:
    """Give the letter its number."""
    return _step(
        request,
        letter_id,
        "letter-number",
        lambda letter, _: letter_actions.number_letter(letter=letter, by=request.actor, at=request.now),
        lambda letter: f"已编为{letter.number}。请核对成文后发出。",
    )


@allowed(Permission.LETTERS_ISSUE)
@require_POST
def issue(request: Request, letter_id: int) -> HttpResponse:
    """Send the letter out."""
    return _step(
        request,
        letter_id,
        "letter-issue",
        lambda letter, _: letter_actions.issue_letter(letter=letter, by=request.actor, at=request.now),
        lambda letter: f"{letter.number}已发给{letter.unit.name}，请对方于{_due(letter)}前回复。",
    )


@allowed(Permission.LETTERS_REPLY)
@require_POST
def read(request: Request, letter_id: int) -> HttpResponse:
    """Sign for the letter."""
    return _step(
        request,
        letter_id,
        "letter-read",
        lambda letter, _: letter_actions.read_letter(letter=letter, by=request.actor, at=request.now),
        lambda letter: f"{letter.number}已签收，请于{_due(letter)}前回复。",
    )


@allowed(Permission.LETTERS_REPLY)
@require_POST
def reply(request: Request, letter_id: int) -> HttpResponse:
    """Answer the letter."""
    return _step(
        request,
        letter_id,
        "letter-reply",
        lambda letter, words: letter_actions.reply_letter(
            letter=letter, text=words, by=request.actor, at=request.now
        ),
        lambda letter: f"{letter.number}已回复，等待督查科核定；需要补充的会退回并写明。",
    )


@allowed(Permission.LETTERS_CONFIRM)
@require_POST
def return_reply(request: Request, letter_id: int) -> HttpResponse:
    """Ask for a better answer."""
    return _step(
        request,
        letter_id,
        "letter-return",
        lambda letter, words: letter_actions.return_reply(
            letter=letter, reason=words, by=request.actor, at=request.now
        ),
        lambda letter: f"{letter.number}的回复已退回{letter.unit.name}补充。",
    )


@allowed(Permission.LETTERS_CONFIRM)
@require_POST
def close(request: Request, letter_id: int) -> HttpResponse:
    """Accept the answer."""
    return _step(
        request,
        letter_id,
        "letter-close",
        lambda letter, _: letter_actions.close_letter(letter=letter, by=request.actor, at=request.now),
        lambda letter: f"{letter.number}的回复已核定，函件办结。所涉任务仍按周报亮灯。",
    )


@allowed(Permission.LETTERS_ISSUE)
@require_POST
def withdraw(request: Request, letter_id: int) -> HttpResponse:
    """Take the letter back."""
    return _step(
        request,
        letter_id,
        "letter-withdraw",
        lambda letter, words: letter_actions.withdraw_letter(
            letter=letter, reason=words, by=request.actor, at=request.now
        ),
        lambda letter: f"{letter.number}已撤回，文号保留在登记簿中，不再另用。",
    )


@allowed(Permission.LETTERS_DRAFT)
@require_POST
def discard(request: Request, letter_id: int) -> HttpResponse:
    """Give a draft up."""
    return _step(
        request,
        letter_id,
        "letter-discard",
        lambda letter, words: letter_actions.discard_letter(
            letter=letter, reason=words, by=request.actor, at=request.now
        ),
        lambda letter: f"“{letter.title}”不采用，理由已记入操作台账。",
    )


def _due(letter: letters.Letter) -> str:
    assert letter.reply_due_on is not None, "an issued letter has a day to reply by"
    return calendar.full_date(letter.reply_due_on)
