"""Letters drafted by hand, and the words and format of a draft."""

from __future__ import annotations

from copy import copy

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.actions import letters as letter_actions
from luoshi.crafts.papers import Layout
from luoshi.pages.doors import Request, allowed
from luoshi.pages.letters import shown
from luoshi.pages.letters.forms import EditForm, NewForm
from luoshi.queries import calendar, letters
from luoshi.rules import templates
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

_WRITTEN = (
    *("title", "layout", "text", "copies"),
    *("annex_title", "annex_text", "present", "excused", "observing"),
)
_BEHIND = frozenset({Lamp.YELLOW.value, Lamp.RED.value})


@allowed(Permission.LETTERS_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Draft a letter outside the ladder: choose the unit, the tasks, the paper, and say why."""
    units = list(letters.addressable())
    unit = next((each for each in units if str(each.id) == request.GET.get("unit", "")), None)
    if unit is None:
        return render(request, "letters/new.html", {"units": units})
    parts = letters.draftable(unit)
    wanted = request.GET.getlist("item")
    chosen = [str(part.id) for part in parts if not wanted or str(part.id) in wanted]
    if not wanted:
        chosen = [str(part.id) for part in parts if part.lamp in _BEHIND]
    form = NewForm(parts, request.POST or None, initial={"kind": LetterKind.REMINDER.value, "items": chosen})
    if form.is_valid():
        try:
            letter = letter_actions.draft_letter(
                unit=unit,
                kind=LetterKind(form.cleaned_data["kind"]),
                assignments=[part for part in parts if str(part.id) in form.cleaned_data["items"]],
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "已拟好草稿。请核对标题、正文和事项，再送局领导签批。")
            return redirect("letter", letter.id)
    ticked = form["items"].value() or []
    unfinished = letters.unfinished_about(parts)
    rows = [(part, str(part.id) in ticked, unfinished.get(part.id)) for part in parts]
    context = {"units": units, "unit": unit, "form": form, "rows": rows, "calendar": calendar.work_calendar()}
    return render(request, "letters/new.html", context, status=422 if form.errors else 200)


@allowed(Permission.LETTERS_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, letter_id: int) -> HttpResponse:
    """Change a draft; "preview" shows the paper as typed and keeps nothing."""
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    if letter.state != LetterState.DRAFT:
        words = LetterState(letter.state).label
        raise Refused(f"函件现为“{words}”，不能再修改；如需修改，请由签批人退回。")
    written = {name: getattr(letter, name) for name in _WRITTEN}
    is_minutes, seen = letter.kind == LetterKind.MINUTES, shown.seen(letter)
    form = EditForm(request.POST or None, initial=written, is_minutes=is_minutes)
    status = 200
    if form.is_valid() and "preview" not in request.POST:
        data = form.cleaned_data
        try:
            if data["seen"] != seen:
                raise SomebodyWasFirst("草稿已被他人修改。请看过下面的最新草稿，合并好再保存。")
            letter_actions.edit_letter(
                letter=letter,
                title=_fitting(letter, data["title"], Layout(data["layout"])),
                text=data["text"],
                layout=Layout(data["layout"]),
                extras=form.extras(),
                by=request.actor,
                at=request.now,
            )
        except (Refused, SomebodyWasFirst) as refusal:
            form.add_error(None, refusal.reason)
            status = 409
        else:
            messages.success(request, "草稿已保存。核对无误后送局领导签批。")
            return redirect("letter", letter.id)
    elif form.is_bound and "preview" not in request.POST:
        status = 422
    saved = copy(letter)
    if form.is_bound:
        letter.layout = request.POST.get("layout", letter.layout)
        if letter.layout not in Layout.codes():
            letter.layout = Layout.LETTER.value
        letter.title = _fitting(letter, request.POST.get("title", "")[:120], Layout(letter.layout))
        letter.text = request.POST.get("text", "")[:5000]
        letter.copies = "\n".join(line.strip() for line in request.POST.get("copies", "")[:4000].splitlines())
        letter.annex_title = request.POST.get("annex_title", "")[:120]
        letter.annex_text = request.POST.get("annex_text", "")[:20000]
    context = {
        "letter": letter,
        "form": form,
        "saved": saved if status == 409 else None,
        "seen": shown.seen(saved),
        "paper": letters.paper(letter, today=request.today),
        "open_fields": templates.open_fields(saved.text),
    }
    if request.htmx.target == "preview":
        return render(request, "letters/paper.html", context)
    return render(request, "letters/edit.html", context, status=status)


def _fitting(letter: letters.Letter, title: str, layout: Layout) -> str:
    """Return the title; one that nobody has touched follows the format (a 函 becomes a 通知)."""
    untouched = {letters.title_in(letter, each) for each in Layout}
    return letters.title_in(letter, layout) if title in untouched else title
