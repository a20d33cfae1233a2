"""The weekly account: sent, corrected, returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import audit as audit_queries
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import reports as report_queries
from luoshi.queries import tasks as task_queries
from luoshi.records import statements
from luoshi.records.models import Assignment, LampChange, Notice, Report
from luoshi.rules import lamps, reports
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.reports import Period, ReportState
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState


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
    by: Actor,
    at: datetime,
) -> Sent:
    """Account for one assignment in the week that begins on the Monday `week_start`.

    `claimed_x100` is the progress so far in hundredths of a percent.

    `revision` is the number this account will bear (1 for the first of the week): sending the same form
    twice, or from two desks at once, is told to the second. The lamp follows at once.
    Raises Refused when the account may not be sent, SomebodyWasFirst when this revision is there already.
    """
    if "\x00" in words:
        raise Refused("文字中有不能识别的字符，请删去后再报送。")
    weighed = _weigh(assignment, week_start, claimed_x100, words, by, timezone.localdate(at))
    try:
        with transaction.atomic():
            report = _submit(assignment, weighed, claimed_x100, words, revision, by, at)
    except IntegrityError as error:
        raise _somebody_was_first(assignment, week_start, revision) from error
    return Sent(report, weighed.period, weighed.at_close, weighed.days)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What an account says, weighed before anything is locked: for which week, and which lamp it turns."""

    period: Period
    verdict: lamps.Verdict
    at_close: lamps.Verdict
    days: WorkCalendar


def _weigh(
    assignment: Assignment, week_start: date, claimed_x100: int, words: str, by: Actor, today: date
) -> _Weighed:
    yardstick = lamp_queries.yardstick()
    period = reports.period_of(week_start, yardstick.days, yardstick.book)
    if reason := _why_not_now(assignment, period, today, by):
        raise Refused(reason)
    assert period is not None, "refused above"
    way = task_queries.trajectory(assignment.task)
    verdict = yardstick.on(today)(assignment, way, claimed_x100)
    over = max(today, report_queries.after(period))
    at_close = yardstick.on(over)(assignment, way, claimed_x100)
    behind = at_close.ground in lamps.OFF_TRACK
    if reason := reports.why_not_claim(assignment.claimed_x100, claimed_x100, words, behind=behind):
        raise Refused(reason)
    return _Weighed(period, verdict, at_close, yardstick.days)


def _submit(
    assignment: Assignment,
    weighed: _Weighed,
    claimed_x100: int,
    words: str,
    revision: int,
    by: Actor,
    at: datetime,
) -> Report:
    today, period, verdict = timezone.localdate(at), weighed.period, weighed.verdict
    _replace(assignment, period.week_start, revision)
    report = Report(
        assignment=assignment,
        week_start=period.week_start,
        revision=revision,
        claimed_x100=claimed_x100,
        is_unchanged=claimed_x100 == assignment.claimed_x100,
        is_late=reports.is_late(period, today),
        words=words.strip()[:500],
        state=ReportState.SENT.value,
        submitted_at=at,
        submitted_by=by.words,
        submitted_post_id=by.post_id,
    )
    statements.insert(report)
    if not _is_outdone(assignment, period, today):
        _claim(assignment, claimed_x100, words, today, verdict)
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
        },
        by=by,
        at=at,
    )
    return report


def _replace(assignment: Assignment, week_start: date, revision: int) -> None:
    """Let the account that this one corrects give way; there is one behind every revision but the first."""
    if revision == 1:
        return
    earlier = assignment.reports.filter(
        week_start=week_start,
        revision=revision - 1,
        state__in=[ReportState.SENT, ReportState.RETURNED],
    )
    if revision < 1 or not earlier.update(state=ReportState.REPLACED):
        raise _somebody_was_first(assignment, week_start, revision)


def _somebody_was_first(assignment: Assignment, week_start: date, revision: int) -> SomebodyWasFirst:
    first = assignment.reports.filter(week_start=week_start, revision=revision).first()
    if first is None:
        return SomebodyWasFirst("这一项本周的周报与您打开时不同，没有记录。请刷新后再报。")
    sent = timezone.localtime(first.submitted_at)
    return SomebodyWasFirst(
        f"这一项本周已由{first.submitted_by}于{sent:%H:%M}报送（{lamps.percent(first.claimed_x100)}），"
        "没有重复记录。如需更正，请刷新后再报。"
    )


def _why_not_now(assignment: Assignment, period: Period | None, today: date, by: Actor) -> str | None:
    if reason := why_not(by, Permission.REPORTS_SUBMIT):
        return reason
    if assignment.unit_id != by.unit_id:
        return "只能报送本单位承担的任务。"
    if reason := reports.why_not_account(by.unit_kind):
        return reason
    if assignment.role not in ACCOUNTABLE:
        return "配合单位不单独报送周报，由牵头或责任单位统一报送。"
    if assignment.state != AssignmentState.OPEN:
        return f"该项现为“{AssignmentState(assignment.state).label}”，不需要再报送周报。"
    if period is None:
        return "该周全周放假，不报周报。"
    return reports.why_not_send(period, today)


def _is_outdone(assignment: Assignment, period: Period, today: date) -> bool:
    """Return whether a later week was accounted for already: what is made up afterwards changes no lamp."""
    is_past = today - period.week_start >= timedelta(days=7)
    return is_past and assignment.reports.filter(week_start__gt=period.week_start).exists()


def _claim(
    assignment: Assignment, claimed_x100: int, words: str, today: date, verdict: lamps.Verdict
) -> None:
    before, turns = assignment.lamp, assignment.lamp != verdict.lamp
    changes: dict[str, object] = {
        "claimed_x100": claimed_x100,
        "claimed_on": today,
        "claimed_words": words.strip()[:500],
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
SET claimed_x100 = %s, claimed_on = %s, claimed_words = %s, next_lamp_on = %s, lamp = %s, lamp_on = %s
WHERE id = %s AND state = 'OPEN' AND lamp = %s AND change = %s
RETURNING id
"""


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Actor, at: datetime) -> Report:
    """Send an account back to its unit with a reason; the claim stays shown until it is corrected."""
    if refusal := why_not(by, Permission.REPORTS_REVIEW) or reports.why_not_return(
        ReportState(report.state), reason
    ):
        raise Refused(refusal)
    won = Report.objects.filter(id=report.id, state=ReportState.SENT).update(
        state=ReportState.RETURNED, return_reason=reason.strip()[:200]
    )
    if not won:
        hand = audit_queries.last_hand(f"assignment:{report.assignment_id}")
        raise SomebodyWasFirst(f"这份周报已由{hand}更正或退回，请刷新后查看。")
    report.refresh_from_db()
    unit = report.assignment.unit
    Notice.objects.get_or_create(
        key=f"return:{report.id}",
        defaults={
            "unit": unit,
            "words": f"周报被退回：{report.assignment.task.summary}。理由：{report.return_reason}"[:300],
            "link": "/reports/",
            "at": at,
            "by": by.words,
        },
    )
    audit.record(
        action="reports.return",
        subject=f"assignment:{report.assignment_id}",
        facts={
            "week": report.week_start.isoformat(),
            "revision": report.revision,
            "reason": report.return_reason,
        },
        by=by,
        at=at,
    )
    return report
