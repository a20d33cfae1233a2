"""What the office decides about one directive: one POST, one action, one row drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import NoReturn

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from luoshi.actions import tasks as actions
from luoshi.pages import numbers
from luoshi.pages.documents import owners
from luoshi.pages.documents.desk import Desk, Mode, Working
from luoshi.pages.documents.forms import EditForm
from luoshi.pages.doors import Door, Request, allowed
from luoshi.queries import documents, units
from luoshi.queries.tasks import Directive
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import Role


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
@vary_on_headers("HX-Request")
def directive(request: Request, document_id: int, draft_id: int) -> HttpResponse:
    """Show one directive, open for what `as` asks; without htmx within the whole desk.

    `seen` is the version on the visitor's screen: a colleague's work since then is told, not slipped in.
    """
    desk = Desk(request, document_id)
    task = documents.draft_row(desk.document, draft_id) or _gone()
    asked, seen = request.GET.get("as", ""), request.GET.get("seen", str(task.version))
    if seen != str(task.version):
        return desk.refuse(draft_id, SomebodyWasFirst(documents.who_was_first(task)))
    mode = Mode(asked) if asked in Mode.codes() and desk.why_not_decide is None else Mode.READ
    working = Working(draft_id, mode, sought=request.GET.get("q", ""))
    return desk.answer(draft_id, working=working)


Decide = Callable[[Request, Desk, Directive], HttpResponse]


def _decision(mode: Mode = Mode.READ) -> Callable[[Decide], Door[[int, int]]]:
    """Make a view of what is done about one directive; a refusal is told in its row, open as `mode`."""

    def made(decide: Decide) -> Door[[int, int]]:
        @allowed(Permission.DOCUMENTS_READ)
        @require_POST
        @wraps(decide)
        def view(request: Request, document_id: int, draft_id: int) -> HttpResponse:
            desk = Desk(request, document_id)
            task = documents.draft_row(desk.document, draft_id) or _gone()
            try:
                return decide(request, desk, task)
            except (Refused, SomebodyWasFirst) as refusal:
                return desk.refuse(draft_id, refusal, mode)

        return view

    return made


@_decision()
def accept(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Accept a directive as a task."""
    actions.accept_task(task=task, version=_version(request), by=request.actor, at=request.now)
    return desk.answer(task.id)


@_decision(Mode.DROP)
def drop(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Decide that a directive is no task, with the reason chosen or written."""
    reason = (request.POST.get("reason") or request.POST.get("words", "")).strip()
    if not reason:
        raise Refused("请选一个不列任务的理由，或者自己写一句；这句话的着落要查得到。")
    actions.drop_task(task=task, reason=reason, version=_version(request), by=request.actor, at=request.now)
    return desk.answer(task.id)


@_decision()
def reopen(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Take a decision back."""
    actions.reopen_task(task=task, version=_version(request), by=request.actor, at=request.now)
    return desk.answer(task.id)


@_decision()
def edit(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Change a directive's words and dates; with the second button accept it in the same stroke."""
    form = EditForm(request.POST, auto_id=f"d{task.id}-%s")
    if not form.is_valid():
        return desk.answer(task.id, working=Working(task.id, Mode.EDIT, form=form), status=422)
    try:
        actions.edit_task(
            task=task, **form.cleaned_data, version=_version(request), by=request.actor, at=request.now
        )
    except (Refused, SomebodyWasFirst) as refusal:
        return desk.refuse(task.id, refusal, Mode.EDIT, form)
    if "accept" in request.POST:
        try:
            actions.accept_task(task=task, version=task.version, by=request.actor, at=request.now)
        except (Refused, SomebodyWasFirst) as refusal:
            raise Refused(f"修改已保存，但没有采纳：{refusal.reason}") from refusal
    return desk.answer(task.id)


@_decision(Mode.OWNERS)
def assign(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Say who answers for a directive: the roles on the form, and whom the person added."""
    choice = owners.chosen(request.POST, desk.document, task.id)
    if choice.said:
        working = Working(task.id, Mode.OWNERS, choice.said, sought=choice.sought)
        return desk.answer(task.id, working=working, status=422)
    actions.assign_task(
        task=task, owners=choice.owners, version=_version(request), by=request.actor, at=request.now
    )
    mode = Mode.READ if "done" in request.POST else Mode.OWNERS
    try:
        taught = _teach(request, desk, choice)
    except (Refused, SomebodyWasFirst) as refusal:
        raise Refused(f"单位已定，叫法没有记下：{refusal.reason}") from refusal
    return desk.answer(task.id, working=Working(task.id, mode), beside=taught - {task.id})


def _teach(request: Request, desk: Desk, choice: owners.Choice) -> set[int]:
    """Let the names that were ticked stand for the unit that was added; return the directives that got it."""
    names = request.POST.getlist("teach")
    if not names:
        return set()
    if len(choice.joined) != 1:
        raise Refused("一个叫法只能指一个单位。请勾选后只加入这一个单位。")
    given: set[int] = set()
    for name in names:
        given |= set(
            actions.teach_name(
                name=name, unit=choice.joined[0], document=desk.document, by=request.actor, at=request.now
            )
        )
    return given


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def forget(request: Request, document_id: int, draft_id: int) -> HttpResponse:
    """Take back that a name as written means one unit."""
    desk = Desk(request, document_id)
    try:
        actions.forget_name(name=request.POST.get("name", ""), by=request.actor, at=request.now)
    except (Refused, SomebodyWasFirst) as refusal:
        return desk.refuse(draft_id, refusal, Mode.OWNERS)
    return desk.answer(draft_id, working=Working(draft_id, Mode.OWNERS))


@_decision()
def adopt(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Let a unit answer for a directive that was proposed for it by the duties on record."""
    drafts = documents.desk(desk.document, [task.id])
    proposed = documents.proposals(drafts, request.today).get(task.id, ())
    chosen = next((each for each in proposed if str(each.unit_id) == request.POST.get("unit")), None)
    if chosen is None:
        raise Refused("这条建议已经不成立，可能已有人定了单位，或者职责记录改了。请看最新内容。")
    [unit] = units.assignable().filter(id=chosen.unit_id)
    actions.assign_task(
        task=task,
        owners={unit: Role.RESPONSIBLE},
        version=_version(request),
        by=request.actor,
        at=request.now,
        grounds=chosen.reason,
    )
    return desk.answer(task.id)


@_decision()
def stage(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Say by which days before the due date a part is due; an empty form takes them back."""
    days = _days(request.POST.get("stages", ""))
    actions.set_stages(task=task, days=days, version=_version(request), by=request.actor, at=request.now)
    return desk.answer(task.id)


@_decision(Mode.SPLIT)
def split(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Cut a directive in two at a place of the document."""
    first, second = actions.split_task(
        task=task,
        offset=_offset(request, task.start, task.quote),
        version=_version(request),
        by=request.actor,
        at=request.now,
    )
    return desk.answer(first.id, second.id, is_text_new=True)


@_decision()
def merge(request: Request, desk: Desk, task: Directive) -> HttpResponse:
    """Join a directive to the one before it."""
    joined = actions.merge_task(task=task, version=_version(request), by=request.actor, at=request.now)
    return desk.answer(joined.id, is_text_new=True, joined=joined.id)


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def propose(request: Request, document_id: int, sentence_id: int) -> HttpResponse:
    """Put a sentence that was read as background on the desk."""
    desk = Desk(request, document_id)
    sentence = documents.sentence_row(desk.document, sentence_id)
    if sentence is None:
        raise Http404
    task = actions.propose_task(span=sentence, by=request.actor, at=request.now)
    return desk.answer(task.id, is_text_new=True)


def _offset(request: Request, start: int, quote: str) -> int:
    """Return where to cut: at a place of the document, or where the caret stood in the words as shown.

    A browser shows one character for the two of a line's end, so carriage returns are not counted.
    """
    offset, caret = (numbers.whole(request.POST.get(name, "")) for name in ("offset", "caret"))
    if offset is not None:
        return offset
    if caret is None:
        return 0
    shown = [place for place, sign in enumerate(quote) if sign != "\r"]
    return start + (shown[caret] if caret < len(shown) else len(quote))


def _days(written: str) -> list[date]:
    try:
        return [date.fromisoformat(each) for each in written.split()]
    except ValueError:
        raise Refused("阶段时限不是日期，没有改动。请刷新页面后再试。") from None


def _version(request: Request) -> int:
    """Return the version of the row that the person saw; 0, which no row has, when the form lost it."""
    return numbers.whole(request.POST.get("version", "")) or 0


def _gone() -> NoReturn:
    raise SomebodyWasFirst("这条已不在读文台上，可能已被他人并入上一条。请刷新页面查看最新内容。")
