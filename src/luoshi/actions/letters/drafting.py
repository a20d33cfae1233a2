"""Letters come to be: prepared by the ladder or by hand, edited, handed up, sent back, given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.letters.countersigning import ask_named, name_again
from luoshi.actions.letters.moves import move
from luoshi.crafts.letters import FIRST_LAYOUT
from luoshi.crafts.papers import Layout
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import letters as letter_queries
from luoshi.queries import parameters as parameter_queries
from luoshi.queries import templates as template_queries
from luoshi.queries import units as unit_queries
from luoshi.queries.lamps import Plans
from luoshi.queries.letters import Listed
from luoshi.records import rows
from luoshi.records.models import Alert, Assignment, Letter, LetterItem, Unit
from luoshi.rules import lamps, letters, reports
from luoshi.rules.alerts import AlertState
from luoshi.rules.letters import Extras, LetterKind, LetterState, Proposal
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import UNDERWAY
from luoshi.rules.units import UnitKind


@transaction.atomic
def prepare_letters(
    *, unit: Unit, on: date, plans: Plans | None = None, by: Actor, at: datetime
) -> list[Letter]:
    """Draft the letters that the ladder calls for about one unit, at most one of each kind a weekly period.

    A draft of this period that still waits takes up the new items; once it has gone on, they wait for the
    next period. Nothing is sent: every draft waits for a person. Safe to call twice and by two at once.
    """
    period = reports.period_of(on, calendar_queries.work_calendar(), parameter_queries.book())
    if period is None or letters.why_not_address(UnitKind(unit.kind)):
        return []
    prepared = []
    plans = plans or Plans()
    for proposal in letters.propose(letter_queries.items_for(unit, on), letter_queries.limits_on(on)):
        parts = letter_queries.to_be_listed(proposal.assignment_ids)
        earlier = Letter.objects.filter(unit=unit, kind=proposal.kind, period_start=period.week_start).first()
        if earlier is None:
            try:
                with transaction.atomic():
                    letter = begin(unit, proposal, parts, period.week_start, on, plans, by, at)
            except IntegrityError:
                continue
            prepared.append(letter)
        elif not _add_items(earlier, parts, on, plans, by, at):
            continue
        _set_lettered(unit, proposal)
    return prepared


@transaction.atomic
def prepare_praise(
    *, unit: Unit, on: date, plans: Plans | None = None, by: Actor, at: datetime
) -> Letter | None:
    """Draft the notice of praise that a unit has earned; None while it has not, or had one these weeks.

    Facts only, by the record; like every letter it waits for a person.
    """
    book = parameter_queries.book()
    period = reports.period_of(on, calendar_queries.work_calendar(), book)
    if period is None or letters.why_not_address(UnitKind(unit.kind)):
        return None
    weeks = book.value("letter.praise_weeks", on)
    since = letter_queries.praise_since(on, weeks)
    proposal = letters.praise(
        letter_queries.recovered(unit, since),
        off_track=letter_queries.off_track(unit),
        weeks=weeks,
        least=book.value("letter.praise_items", on),
    )
    if proposal is None or letter_queries.praised_since(unit, since):
        return None
    parts = letter_queries.to_be_listed(proposal.assignment_ids)
    try:
        with transaction.atomic():
            return begin(unit, proposal, parts, period.week_start, on, plans or Plans(), by, at)
    except IntegrityError:
        return None


@transaction.atomic
def draft_letter(
    *, unit: Unit, kind: LetterKind, assignments: Sequence[Assignment], reason: str, by: Actor, at: datetime
) -> Letter:
    """Draft a letter by hand, outside the ladder; the reason takes the place of the ladder's."""
    if refusal := why_not(by, Permission.LETTERS_DRAFT) or letters.why_not_address(UnitKind(unit.kind)):
        raise Refused(refusal)
    if not assignments and kind in letters.LISTING:
        raise Refused("请至少选择一项任务，函件应写明督办事项。")
    if kind in letters.CORRECTING:
        raise Refused(f"{kind.label}应在所更正、致歉的函件页面起草，以便注明原文。")
    chosen = list({assignment.id: assignment for assignment in assignments}.values())
    if any(assignment.unit_id != unit.id for assignment in chosen):
        raise Refused("一份函件只发给一个单位，所选任务应属于同一单位。")
    if any(assignment.state not in UNDERWAY for assignment in chosen):
        raise Refused("所选任务中有的不在办理中（尚未发布、已销号或已撤销），不能就此发函。请重新选择。")
    if not reason.strip():
        raise Refused("请写明发函理由，理由将与函件一并显示给签批人和收函单位。")
    on = timezone.localdate(at)
    if refusal := letter_queries.why_not_write(unit, kind, [assignment.id for assignment in chosen], on):
        raise Refused(refusal)
    proposal = Proposal(
        kind,
        tuple(assignment.id for assignment in chosen),
        why=reason.strip()[:300],
        why_now=f"由{by.words}起草，不是由督办阶梯自动拟出。",
        what_would_stop="签批前所列任务恢复正常或已销号，即不应再发。"
        if chosen
        else "签批前查明所说的情况不实或已经解决，即不应再发。",
    )
    parts = letter_queries.to_be_listed(proposal.assignment_ids)
    letter = begin(unit, proposal, parts, None, on, Plans(), by, at)
    _set_lettered(unit, proposal)
    return letter


def _set_lettered(unit: Unit, proposal: Proposal) -> None:
    waiting = Alert.objects.filter(unit=unit, state=AlertState.OPEN)
    waiting.filter(assignment__in=rows.among(proposal.assignment_ids)).update(state=AlertState.LETTERED)


def begin(
    unit: Unit,
    proposal: Proposal,
    parts: Sequence[Listed],
    period_start: date | None,
    on: date,
    plans: Plans,
    by: Actor,
    at: datetime,
    corrects: Letter | None = None,
) -> Letter:
    """Write a draft down, in the caller's transaction and with its entry in the ledger."""
    reply_days = parameter_queries.book().value(letters.REPLY_KEY[proposal.kind], on)
    bureau = unit_queries.bureau()
    letter = Letter(
        kind=proposal.kind.value,
        layout=FIRST_LAYOUT[proposal.kind].value,
        template=template_queries.current(proposal.kind),
        unit=unit,
        issuer=bureau,
        corrects=corrects,
        period_start=period_start,
        why=proposal.why,
        why_now=proposal.why_now,
        what_would_stop=proposal.what_would_stop,
        held_back=letter_queries.summarised(proposal.held),
        reply_days=reply_days,
        drafted_at=at,
        drafted_by=by.words,
        drafted_post_id=by.post_id,
        title="",
        text="",
    )
    letter.save(force_insert=True)
    _list(letter, parts, on, plans)
    words = letter_queries.words_of(letter)
    letter.title, letter.text, letter.closing = words.title, words.text, words.closing
    letter.save(update_fields=["title", "text", "closing"])
    audit.record(
        action="letters.draft",
        subject=f"letter:{letter.id}",
        facts={
            "kind": proposal.kind.label,
            "unit": unit.name,
            "items": [part.id for part in parts],
            "why": proposal.why,
            **({"corrects": corrects.number} if corrects else {}),
        },
        by=by,
        at=at,
    )
    return letter


def _list(letter: Letter, parts: Sequence[Listed], on: date, plans: Plans) -> None:
    """Write down what a letter is about, with the figures as they stand."""
    ways, facts_of = plans.of({part.task_id for part in parts}), lamp_queries.yardstick().facts_on(on)
    planned = {
        part.id: facts_of(ways[part.task_id], 0, True, False, part.change).planned_x100 for part in parts
    }
    rows.insert(
        LetterItem,
        ("assignment_id", "lamp", "planned_x100", "claimed_x100", "due_on"),
        [(part.id, part.lamp, planned[part.id], part.claimed_x100, part.due_on) for part in parts],
        letter_id=letter.id,
        as_of_on=lamps.accounted_on(on, calendar_queries.work_calendar()),
    )


def _add_items(
    letter: Letter, parts: Sequence[Listed], on: date, plans: Plans, by: Actor, at: datetime
) -> bool:
    """Let a draft that still waits take up what it does not hold yet; return whether it still waits.

    Words that nobody has edited are written anew, so that they count what the letter now lists.
    """
    if not Letter.objects.filter(id=letter.id, state=LetterState.DRAFT).update(state=LetterState.DRAFT):
        return False
    known = letter_queries.already_listed(letter, parts)
    added = [part for part in parts if part.id not in known]
    if not added:
        return True
    letter.refresh_from_db()
    before = letter_queries.words_of(letter)
    _list(letter, added, on, plans)
    after = letter_queries.words_of(letter)
    untouched = {
        name: getattr(after, name)
        for name in ("title", "text", "closing")
        if getattr(letter, name) == getattr(before, name)
    }
    if untouched:
        Letter.objects.filter(id=letter.id).update(**untouched)
    audit.record(
        action="letters.add_items",
        subject=f"letter:{letter.id}",
        facts={"items": [part.id for part in added]},
        by=by,
        at=at,
    )
    return True


@transaction.atomic
def edit_letter(
    *,
    letter: Letter,
    title: str,
    text: str,
    layout: Layout,
    extras: Extras | None = None,
    by: Actor,
    at: datetime,
) -> Letter:
    """Change the words or the format of a draft; `letter` is as the editor saw it.

    Without `extras` what it carries beside its words stays. Raises SomebodyWasFirst when title, format or
    words are otherwise meanwhile.
    """
    if reason := why_not(by, Permission.LETTERS_DRAFT):
        raise Refused(reason)
    if not title.strip() or not text.strip():
        raise Refused("标题和正文都不能为空。")
    if (layout is Layout.MINUTES) != (letter.kind == LetterKind.MINUTES):
        raise Refused("纪要格式只用于会议纪要，会议纪要也只用纪要格式（GB/T 9704-2012 10.3）。")
    carried = _carried(letter, extras, layout) if extras else {}
    won = Letter.objects.filter(
        id=letter.id, state=LetterState.DRAFT, title=letter.title, layout=letter.layout, text=letter.text
    ).update(title=title.strip()[:120], text=text.strip(), layout=layout.value, **carried)
    if not won:
        letter.refresh_from_db()
        if letter.state != LetterState.DRAFT:
            raise Refused(
                f"函件现为“{LetterState(letter.state).label}”，不能再修改；如需修改，请由签批人退回。"
            )
        raise SomebodyWasFirst("草稿已被他人修改，请查看最新内容后再改，以免覆盖。")
    letter.refresh_from_db()
    audit.record(
        action="letters.edit",
        subject=f"letter:{letter.id}",
        facts={"title": letter.title, "text": letter.text, "layout": letter.layout, **carried},
        by=by,
        at=at,
    )
    return letter


def _carried(letter: Letter, extras: Extras, layout: Layout) -> dict[str, str]:
    """Return what a draft carries beside its words, as it is kept. Raises Refused for what it may not."""
    if reason := letters.why_not_carry(
        extras, addressee=letter.unit.name, is_minutes=layout is Layout.MINUTES
    ):
        raise Refused(reason)
    return {
        "copies": "\n".join(extras.copies),
        "annex_title": extras.annex_title.strip(),
        "annex_text": extras.annex_text.strip(),
        "present": extras.present.strip(),
        "excused": extras.excused.strip(),
        "observing": extras.observing.strip(),
    }


@transaction.atomic
def submit_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Hand a draft up: to the offices that are named to countersign it, or to the leader.

    Raises Refused for words that no paper may hold, and for what its template leaves to the drafter.
    """
    if reason := (
        why_not(by, Permission.LETTERS_DRAFT)
        or letters.why_not_submit(LetterState(letter.state), letter.text)
        or letter_queries.why_not_go_on(letter, timezone.localdate(at))
        or letter_queries.why_not_print(letter, timezone.localdate(at))
    ):
        raise Refused(reason)
    asked = ask_named(letter, by, at)
    return move(
        letter=letter,
        to=LetterState.COSIGNING if asked else LetterState.SUBMITTED,
        action="submit",
        changes={},
        facts={"offices": asked} if asked else {},
        by=by,
        at=at,
    )


@transaction.atomic
def send_back_letter(*, letter: Letter, reason: str, by: Actor, at: datetime) -> Letter:
    """Send a draft back to the office with a reason instead of approving it."""
    if refusal := (
        why_not(by, Permission.LETTERS_APPROVE) or letters.why_not_send_back(LetterState(letter.state))
    ):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("退回应写明意见，起草人据此修改。")
    sent_back = move(
        letter=letter,
        to=LetterState.DRAFT,
        action="send_back",
        changes={"return_reason": reason.strip()[:200]},
        facts={"reason": reason},
        by=by,
        at=at,
    )
    name_again(sent_back, by, at)
    return sent_back


@transaction.atomic
def discard_letter(*, letter: Letter, reason: str, by: Actor, at: datetime) -> Letter:
    """Give up a letter that has no number yet; the reason sets its warnings aside as well."""
    if refusal := why_not(by, Permission.LETTERS_DRAFT):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("不采用应写明理由（如：单位已补报、客观原因已核实）。")
    moved = move(
        letter=letter,
        to=LetterState.DISCARDED,
        action="discard",
        changes={"end_reason": reason.strip()[:200]},
        facts={"reason": reason},
        by=by,
        at=at,
    )
    Alert.objects.filter(assignment__in=letter.items.values("assignment"), state=AlertState.LETTERED).update(
        state=AlertState.DISMISSED,
        dismissed_at=at,
        dismissed_by=by.words,
        dismiss_reason=reason.strip()[:200],
    )
    return moved
