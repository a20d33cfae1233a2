"""One line of the weekly account is sent, or corrected."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.reports import ticking, weighing
from luoshi.actions.reports.ticking import Ticks
from luoshi.actions.reports.weighing import somebody_was_first
from luoshi.queries import audit as audit_queries
from luoshi.queries import tasks as task_queries
from luoshi.records import rows, statements
from luoshi.records.models import Assignment, LampChange, Report
from luoshi.rules import lamps, reports
from luoshi.rules.burden import Sitting
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.reports import Period, ReportState


@dataclass(frozen=True, slots=True)
class Sent:
    """An account that was taken, its period, the lamp that it leaves at the end, and the days counted by."""

    report: Report
    period: Period
    at_close: lamps.Verdict
    days: WorkCalendar


def submit_report(
    *,
    assignment: Assignment,
    week_start: date,
    claimed_x100: int,
    words: str,
    revision: int,
    done: Collection[int] | None = None,
    sitting: Sitting | None = None,
    by: Actor,
    at: datetime,
) -> Sent:
    """Account for one assignment in the week that begins on the Monday `week_start`.

    `claimed_x100` is the progress so far in hundredths of a percent. Of an assignment that is broken down
    `done` are the pieces that are, neither more nor less: its progress follows from them instead.

    `revision` is the number this account will bear (1 for the first of the week): sending the same form
    twice, or from two desks at once, is told to the second. The lamp follows at once.
    `sitting` is when its page was opened: what that adds to the unit's time of the week is summed up.
    Raises Refused when the account may not be sent, SomebodyWasFirst when this revision is there already.
    """
    scale = weighing.Scale(week_start, timezone.localdate(at), by.unit_id)
    if reason := weighing.why_not_by(by) or scale.why_not_now(assignment, by):
        raise Refused(reason)
    way = task_queries.trajectory(assignment.task)
    ticks = None if done is None else ticking.weighed(assignment, done)
    if ticks:
        claimed_x100 = ticks.claimed_x100
    verdict = scale.weigh(assignment, way, claimed_x100, words, ticks)
    at_close = scale.at_close(assignment, way, claimed_x100)
    try:
        with transaction.atomic():
            if sitting:
                _sum_up(assignment.unit_id, week_start, sitting, at)
            report = _submit(scale, assignment, verdict, claimed_x100, words, revision, by, at, ticks)
    except IntegrityError as error:
        raise somebody_was_first(assignment, week_start, revision) from error
    return Sent(report, scale.open_period, at_close, scale.days)


def _sum_up(unit_id: int, week_start: date, sitting: Sitting, at: datetime) -> None:
    """Add the time of one line to its unit's of the week; nothing else of the sitting is kept."""
    seconds, is_cut = sitting.added(at)
    statements.ask(_SUM_UP, [unit_id, week_start, seconds, int(is_cut)])


_SUM_UP = """
INSERT INTO records_timetaken (unit_id, week_start, seconds, lines, cut) VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (week_start, unit_id) DO UPDATE SET seconds = records_timetaken.seconds + excluded.seconds,
    lines = records_timetaken.lines + 1, cut = records_timetaken.cut + excluded.cut
RETURNING id
"""


def _submit(
    scale: weighing.Scale,
    assignment: Assignment,
    verdict: lamps.Verdict,
    claimed_x100: int,
    words: str,
    revision: int,
    by: Actor,
    at: datetime,
    ticks: Ticks | None,
) -> Report:
    today, period = timezone.localdate(at), scale.open_period
    was_late = _replace(scale, assignment, revision)
    report = Report(
        assignment=assignment,
        week_start=period.week_start,
        revision=revision,
        claimed_x100=claimed_x100,
        is_unchanged=claimed_x100 == assignment.claimed_x100,
        is_late=was_late and reports.is_late(period, today),
        words=words.strip()[:500],
        state=scale.first_state(by).value,
        submitted_at=at,
        submitted_by=by.words,
        submitted_post_id=by.post_id,
    )
    statements.insert(report)
    if not _is_outdone(assignment, period, today):
        _claim(assignment, claimed_x100, words, period.week_start, today, verdict)
        if ticks:
            ticking.store(ticks, today)
    else:
        note_made_up([assignment.id], period.week_start)
    audit.record(
        action="reports.submit",
        subject=f"assignment:{assignment.id}",
        facts={
            "week": period.week_start.isoformat(),
            "revision": revision,
            "claimed_x100": claimed_x100,
            "unchanged": report.is_unchanged,
            "late": report.is_late,
            "lamp": verdict.lamp.value,
            **({"pieces": ticks.said} if ticks else {}),
        },
        by=by,
        at=at,
    )
    return report


def _replace(scale: weighing.Scale, assignment: Assignment, revision: int) -> bool:
    """Let the account that this one corrects give way; return whether it was late, as a first one may be.

    There is one behind every revision but the first.
    """
    week_start = scale.open_period.week_start
    if revision == 1:
        return True
    if revision > 1:
        before = [assignment.id, week_start, revision - 1]
        if gone := statements.ask(_REPLACE.format(statements.codes(scale.replaceable())), before):
            return bool(gone[0][0])
        last = assignment.reports.filter(week_start=week_start).order_by("revision").last()
        if last and last.revision == revision - 1:
            refusal = reports.why_not_correct(ReportState(last.state), scale.open_period, scale.today)
            if refusal:
                raise Refused(refusal)
    raise somebody_was_first(assignment, week_start, revision)


_REPLACE = """
UPDATE records_report SET state = 'REPLACED'
WHERE assignment_id = %s AND week_start = %s AND revision = %s AND state IN {}
RETURNING is_late
"""


def _is_outdone(assignment: Assignment, period: Period, today: date) -> bool:
    """Return whether a later week was accounted for already: what is made up afterwards changes no lamp."""
    is_past = today - period.week_start >= timedelta(days=7)
    return is_past and assignment.reports.filter(week_start__gt=period.week_start).exists()


def note_made_up(parts: Collection[int], week_start: date) -> None:
    """Let a week that was made up stand as the last one where no later account stands."""
    not_yet = Q(accounted_week=None) | Q(accounted_week__lt=week_start)
    Assignment.objects.filter(not_yet, id__in=rows.among(parts)).update(accounted_week=week_start)


def _claim(
    assignment: Assignment, claimed_x100: int, words: str, week: date, today: date, verdict: lamps.Verdict
) -> None:
    before, turns = assignment.lamp, assignment.lamp != verdict.lamp
    changes: dict[str, object] = {
        "claimed_x100": claimed_x100,
        "claimed_on": today,
        "claimed_words": words.strip()[:500],
        "accounted_week": week,
        "next_lamp_on": verdict.next_change_on,
        "lamp": verdict.lamp.value,
        "lamp_on": today if turns else assignment.lamp_on,
    }
    # Between reading and writing the unit may have asked to be struck off on the strength of the last claim,
    # or its clock may have been stopped or moved on.
    if not statements.ask(_CLAIM, [*changes.values(), assignment.id, before, assignment.change]):
        hand = audit_queries.last_hand(f"assignment:{assignment.id}")
        raise SomebodyWasFirst(f"该项刚刚由{hand}改动，没有记录本次周报。请刷新后再报。")
    for field, value in changes.items():
        setattr(assignment, field, value)
    if turns:
        statements.insert(
            LampChange(
                assignment=assignment,
                turned_on=today,
                before=before,
                after=verdict.lamp.value,
                planned_x100=verdict.planned_x100,
                claimed_x100=claimed_x100,
            )
        )


_CLAIM = """
UPDATE records_assignment
SET claimed_x100 = %s, claimed_on = %s, claimed_words = %s, accounted_week = %s, next_lamp_on = %s,
    lamp = %s, lamp_on = %s
WHERE id = %s AND state = 'OPEN' AND lamp = %s AND change = %s
RETURNING id
"""
