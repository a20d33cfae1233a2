"""Many lines of a unit's account are sent together: all of them or none, each with its entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.reports import weighing
from luoshi.actions.reports.sending import note_made_up
from luoshi.actions.reports.weighing import Scale
from luoshi.queries import lamps as lamp_queries
from luoshi.records import rows, statements
from luoshi.records.models import Assignment, LampChange, Report
from luoshi.rules import lamps, reports
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.reports import ReportState

# One statement for all: rows that somebody changed meanwhile no longer match and do not come back.
_CLAIM = """
WITH told(id, claimed, words, next_on, lamp, before, change) AS ({told})
UPDATE records_assignment
SET claimed_x100 = told.claimed, claimed_on = %s, claimed_words = told.words, accounted_week = %s,
    next_lamp_on = told.next_on, lamp = told.lamp,
    lamp_on = CASE WHEN told.lamp = told.before THEN lamp_on ELSE %s END
FROM told
WHERE records_assignment.id = told.id AND records_assignment.state = 'OPEN'
  AND records_assignment.lamp = told.before AND records_assignment.change = told.change
RETURNING records_assignment.id
"""
_TOLD = ("bigint", "integer", "text", "date", "text", "text", "text")
_REPLACE = """
WITH earlier(assignment_id, revision) AS ({earlier})
UPDATE records_report SET state = 'REPLACED'
FROM earlier
WHERE records_report.assignment_id = earlier.assignment_id AND records_report.week_start = %s
  AND records_report.revision = earlier.revision AND records_report.state IN {states}
RETURNING records_report.assignment_id, records_report.is_late
"""
_WEIGHED = ("task_id", "unit_id", "role", "state", "claimed_x100", "claimed_on", "lamp", "change")
_REPORTED = ("assignment_id", "revision", "claimed_x100", "is_unchanged", "is_late", "words")
_TURNED = ("assignment_id", "before", "after", "planned_x100", "claimed_x100")


@dataclass(frozen=True, slots=True)
class Told:
    """One line: progress in hundredths of a percent, `revision` as for submit_report, what was seen before.

    `seen_x100` is the last progress that whoever filled it in had before them.
    """

    assignment_id: int
    revision: int
    seen_x100: int
    claimed_x100: int
    words: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a line is not taken; `is_stale` when it was right until somebody was first or the task went on."""

    reason: str
    is_stale: bool


class NotAllFit(Exception):
    """Some lines may not be sent, so none was: `unfit` by their place in what was given."""

    def __init__(self, unfit: Mapping[int, Unfit]) -> None:
        super().__init__(f"{len(unfit)} unfit")
        self.unfit = unfit


@dataclass(frozen=True, slots=True)
class Together:
    """How many lines were sent, how many of them unchanged, and how many had been sent just so before."""

    sent: int
    unchanged: int
    repeated: int
    is_late: bool


class _Line(NamedTuple):
    told: Told
    words: str
    assignment: Assignment
    verdict: lamps.Verdict


def submit_reports(
    *, week_start: date, told: Sequence[Told], is_rehearsed: bool = False, by: Actor, at: datetime
) -> Together:
    """Account for many assignments of the actor's unit in one week: all are stored, or nothing is.

    Each leaves the report, lamp and entry that submit_report would. A line that was sent just so before is
    left as it is. With `is_rehearsed` all is weighed and nothing stored. Raises Refused when no account is
    taken at all, NotAllFit with the reason of every line that may not be sent, SomebodyWasFirst when a line
    moved on between weighing and writing.
    """
    today = timezone.localdate(at)
    if reason := weighing.why_not_by(by) or reports.why_not_account(by.unit_kind):
        raise Refused(reason)
    scale = Scale(week_start, today, by.unit_id)
    period = scale.open_period
    found, repeated = _weighed(scale, told, by)
    if found and not is_rehearsed:
        try:
            with transaction.atomic():
                _store(found, scale, by, at)
        except IntegrityError as error:
            last = _last({line.told.assignment_id for line in found}, period.week_start)
            if taken := sum(_is_there(line.told, last) for line in found):
                raise _meanwhile(taken) from error
            raise
    unchanged = sum(line.told.claimed_x100 == line.told.seen_x100 for line in found)
    return Together(len(found), unchanged, repeated, reports.is_late(period, today))


def _weighed(scale: Scale, told: Sequence[Told], by: Actor) -> tuple[list[_Line], int]:
    """Return the lines that are to be stored, and how many were sent just so before. Raises NotAllFit."""
    wanted = {each.assignment_id for each in told}
    owned = Assignment.objects.filter(id__in=rows.among(wanted), unit_id=by.unit_id).only(*_WEIGHED)
    parts = {part.id: part for part in owned}
    last = _last(parts, scale.open_period.week_start)
    ways = lamp_queries.trajectories({part.task_id for part in parts.values()})
    found: list[_Line] = []
    unfit: dict[int, Unfit] = {}
    seen: set[int] = set()
    repeated = 0
    for place, each in enumerate(told):
        part, words = parts.get(each.assignment_id), each.words.strip()[:500]
        report = last.get(each.assignment_id)
        if part is None:
            unfit[place] = Unfit("这一项已不由本单位承担。", is_stale=True)
        elif report and _is_just_so(report, each, words):
            repeated += 1
        elif reason := _why_stale(scale, part, report, each, by):
            unfit[place] = Unfit(reason, is_stale=True)
        elif part.id in seen:
            unfit[place] = Unfit("同一项报了两次。请只留一次。", is_stale=False)
        else:
            seen.add(part.id)
            try:
                verdict = scale.weigh(part, ways[part.task_id], each.claimed_x100, words)
            except Refused as refusal:
                unfit[place] = Unfit(refusal.reason, is_stale=False)
            else:
                found.append(_Line(each, words, part, verdict))
    if unfit:
        raise NotAllFit(unfit)
    return found, repeated


def _last(parts: Collection[int], week_start: date) -> dict[int, Report]:
    """Return the last account of each part in a week."""
    told = Report.objects.filter(assignment__in=rows.among(parts), week_start=week_start).order_by("revision")
    return {report.assignment_id: report for report in told}


def _is_there(told: Told, last: Mapping[int, Report]) -> bool:
    """Return whether somebody else wrote the account that this line would be."""
    report = last.get(told.assignment_id)
    return report is not None and report.revision >= told.revision


def _meanwhile(count: int) -> SomebodyWasFirst:
    return SomebodyWasFirst(f"有{count}项刚刚由他人改动，全部没有报送。请重新上传，会告诉您是哪几项。")


def _is_just_so(report: Report, told: Told, words: str) -> bool:
    return (
        report.state in reports.STANDING
        and report.revision == told.revision
        and report.claimed_x100 == told.claimed_x100
        and report.words == words
    )


def _why_stale(scale: Scale, part: Assignment, report: Report | None, told: Told, by: Actor) -> str | None:
    """Return what happened since a line was handed out that it does not know of; None when nothing did."""
    if reason := scale.why_not_now(part, by):
        return reason
    if report and report.state not in scale.replaceable():
        return reports.why_not_correct(ReportState(report.state), scale.open_period, scale.today)
    if told.revision != (report.revision if report else 0) + 1:
        return f"{weighing.meanwhile(report)}。" if report else "这一项本周的周报与导出时不同。"
    if told.seen_x100 != part.claimed_x100:
        before, now = lamps.percent(told.seen_x100), lamps.percent(part.claimed_x100)
        return f"上次所报由{before}变为{now}（补报了前一周）。"
    return None


def _store(lines: Sequence[_Line], scale: Scale, by: Actor, at: datetime) -> None:
    week_start = scale.open_period.week_start
    was_late = _replace(scale, [(line.told.assignment_id, line.told.revision - 1) for line in lines])
    is_late = reports.is_late(scale.open_period, scale.today)
    late = {line.told.assignment_id: is_late and was_late[line.told.assignment_id] for line in lines}
    reported = [
        (
            line.told.assignment_id,
            line.told.revision,
            line.told.claimed_x100,
            _is_unchanged(line),
            late[line.told.assignment_id],
            line.words,
        )
        for line in lines
    ]
    rows.fill(
        Report,
        _REPORTED,
        reported,
        week_start=week_start,
        state=scale.first_state(by).value,
        submitted_at=at,
        submitted_by=by.words,
        submitted_post_id=by.post_id,
    )
    outdone = _outdone(lines, week_start, scale.today)
    _claim([line for line in lines if line.told.assignment_id not in outdone], week_start, scale.today)
    if outdone:
        note_made_up(outdone, week_start)
    audit.record_each(
        action="reports.submit",
        about=[
            (
                f"assignment:{line.told.assignment_id}",
                _facts(line, week_start, is_late=late[line.told.assignment_id]),
            )
            for line in lines
        ],
        by=by,
        at=at,
    )


def _is_unchanged(line: _Line) -> bool:
    return line.told.claimed_x100 == line.assignment.claimed_x100


def _facts(line: _Line, week_start: date, *, is_late: bool) -> dict[str, object]:
    return {
        "week": week_start.isoformat(),
        "revision": line.told.revision,
        "claimed_x100": line.told.claimed_x100,
        "unchanged": _is_unchanged(line),
        "late": is_late,
        "lamp": line.verdict.lamp.value,
    }


def _replace(scale: Scale, earlier: Sequence[tuple[int, int]]) -> dict[int, bool]:
    """Let the accounts that are corrected give way; return which were late, as first ones may be."""
    was_late = {part_id: True for part_id, revision in earlier if not revision}
    chosen = [each for each in earlier if each[1]]
    if chosen:
        statement = _REPLACE.format(
            earlier=rows.handed_over("bigint", "integer"), states=statements.codes(scale.replaceable())
        )
        gone = statements.ask(statement, [rows.packed(chosen), scale.open_period.week_start])
        if len(gone) < len(chosen):
            raise _meanwhile(len(chosen) - len(gone))
        was_late |= {part_id: bool(late) for part_id, late in gone}
    return was_late


def _outdone(lines: Sequence[_Line], week_start: date, today: date) -> set[int]:
    """Return the parts that a later week was accounted for: what is made up afterwards changes no lamp."""
    if today - week_start < timedelta(days=7):
        return set()
    later = Report.objects.filter(
        assignment__in=rows.among(line.told.assignment_id for line in lines), week_start__gt=week_start
    )
    return set(later.values_list("assignment_id", flat=True))


def _claim(lines: Sequence[_Line], week_start: date, today: date) -> None:
    told = [
        (
            line.told.assignment_id,
            line.told.claimed_x100,
            line.words,
            line.verdict.next_change_on,
            line.verdict.lamp.value,
            line.assignment.lamp,
            line.assignment.change,
        )
        for line in lines
    ]
    won = statements.ask(
        _CLAIM.format(told=rows.handed_over(*_TOLD)), [rows.packed(told), today, week_start, today]
    )
    if len(won) < len(told):
        raise _meanwhile(len(told) - len(won))
    turned = [
        (
            line.told.assignment_id,
            line.assignment.lamp,
            line.verdict.lamp.value,
            line.verdict.planned_x100,
            line.told.claimed_x100,
        )
        for line in lines
        if line.assignment.lamp != line.verdict.lamp
    ]
    rows.insert(LampChange, _TURNED, turned, turned_on=today)
