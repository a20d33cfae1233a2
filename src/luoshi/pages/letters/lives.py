"""What is done about a letter beside its plain way: countersigning, correcting, what replies undertake."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import letters as letter_actions
from luoshi.pages.day_fields import day_of
from luoshi.pages.doors import Request, allowed
from luoshi.queries import letters
from luoshi.queries.letters import Letter, ReplyItem
from luoshi.rules.letters import LetterKind, Undertaking
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.LETTERS_DRAFT)
@require_POST
def name_offices(request: Request, letter_id: int) -> HttpResponse:
    """Name the offices that are to countersign a draft."""
    letter = _found(request, letter_id)
    wanted = set(request.POST.getlist("office"))
    possible = letters.possible_countersigners(letter, request.actor)
    units = [unit for unit, _ in possible if str(unit.id) in wanted]
    said = f"会签处室：{'、'.join(unit.short_name for unit in units)}。" if units else "不请处室会签。"
    return _done(
        request,
        letter.id,
        said,
        lambda: letter_actions.name_countersigners(
            letter=letter, units=units, by=request.actor, at=request.now
        ),
    )


@allowed(Permission.LETTERS_DRAFT)
@require_POST
def correct(request: Request, letter_id: int) -> HttpResponse:
    """Draft a letter that puts this one right or apologises for it, and go there."""
    letter = _found(request, letter_id)
    kind = request.POST.get("kind", "")
    try:
        if kind not in LetterKind.codes():
            raise Refused("请选择更正函或致歉函。")
        made = letter_actions.correct_letter(
            letter=letter,
            kind=LetterKind(kind),
            reason=request.POST.get("words", ""),
            by=request.actor,
            at=request.now,
        )
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("letter", letter.id)
    messages.success(request, f"已拟出{made.get_kind_display()}草稿，请把双花括号处改成实际内容再送签。")
    return redirect("letter-edit", made.id)


@allowed(Permission.LETTERS_CONFIRM)
@require_POST
def judge(request: Request, undertaking_id: int) -> HttpResponse:
    """Accept or return one item of a reply."""
    item = _item(request, undertaking_id)
    accepts, words = "accept" in request.POST, request.POST.get("words", "")
    return _done(
        request,
        item.reply.letter_id,
        "整改事项已认可，完成后由单位报完成日期。" if accepts else "整改事项已退回单位修改。",
        lambda: letter_actions.judge_item(
            item=item, accepts=accepts, words=words, by=request.actor, at=request.now
        ),
    )


@allowed(Permission.LETTERS_REPLY)
@require_POST
def reword(request: Request, undertaking_id: int) -> HttpResponse:
    """Put a returned item right."""
    item = _item(request, undertaking_id)

    def act() -> object:
        due_on = day_of(request.POST.get("due_on", ""), "完成时间")
        wording = Undertaking(request.POST.get("text", ""), request.POST.get("owner", ""), due_on)
        return letter_actions.reword_item(item=item, wording=wording, by=request.actor, at=request.now)

    return _done(request, item.reply.letter_id, "整改事项已修改，等督查科认可。", act)


@allowed(Permission.LETTERS_REPLY)
@require_POST
def finish(request: Request, undertaking_id: int) -> HttpResponse:
    """Say that an accepted item is done."""
    item = _item(request, undertaking_id)

    def act() -> object:
        done_on = day_of(request.POST.get("done_on", ""), "完成日期")
        return letter_actions.finish_item(item=item, done_on=done_on, by=request.actor, at=request.now)

    return _done(request, item.reply.letter_id, "整改事项已报完成。", act)


@allowed(Permission.LETTERS_SEE)
@require_safe
def enclosed(request: Request, file_id: int) -> HttpResponse:
    """Hand out a file that came with a reply, always as a download."""
    file = letters.visible_file(request.actor, file_id)
    if file is None:
        raise Http404
    response = HttpResponse(bytes(file.data), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, file.name) or ""
    return response


def _found(request: Request, letter_id: int) -> Letter:
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    return letter


def _item(request: Request, undertaking_id: int) -> ReplyItem:
    item = letters.visible_item(request.actor, undertaking_id)
    if item is None:
        raise Http404
    return item


def _done(request: Request, letter_id: int, said: str, act: Callable[[], object]) -> HttpResponse:
    """Act, say what came of it, and go back to the letter."""
    try:
        act()
    except (Refused, SomebodyWasFirst) as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect("letter", letter_id)
