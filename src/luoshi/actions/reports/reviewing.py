"""Accounts are passed on by their unit's leaders, accepted by the office, or sent back by either."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import audit as audit_queries
from luoshi.queries import people as people_queries
from luoshi.queries import reports as report_queries
from luoshi.records import rows, statements
from luoshi.records.models import Assignment, Notice, Report
from luoshi.rules import reports
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.reports import Period, ReportState

_MOVE = """
WITH chosen(id) AS ({chosen})
UPDATE records_report SET state = %s, decided_at = %s, decided_by = %s
FROM chosen, records_assignment part
WHERE records_report.id = chosen.id AND records_report.state = %s AND records_report.week_start = %s
  AND part.id = records_report.assignment_id AND part.unit_id = %s
RETURNING records_report.assignment_id, records_report.revision, records_report.claimed_x100,
  records_report.submitted_post_id
"""


@transaction.atomic
def pass_reports(
    *, week_start: date, unit_id: int, report_ids: Sequence[int], by: Actor, at: datetime
) -> int:
    """Pass on what was sent within one's own unit: from here on it is the unit's. Return how many were.

    Those that were corrected or sent back meanwhile are left out: nobody passes what they have not seen.
    Raises Refused when none is left, or the week is locked.
    """
    if refusal := why_not(by, Permission.REPORTS_PASS):
        raise Refused(refusal)
    if unit_id != by.unit_id:
        raise Refused("只能审核本单位的周报。")
    return _move_on("pass", ReportState.PENDING, ReportState.SENT, week_start, unit_id, report_ids, by, at)


@transaction.atomic
def accept_reports(
    *, week_start: date, unit_id: int, report_ids: Sequence[int], by: Actor, at: datetime
) -> int:
    """Accept a unit's accounts before the week closes; what is not objected to is accepted then anyway.

    Return how many were. Those that changed meanwhile are left out. Raises Refused as pass_reports does, and
    where one of them was sent by the same person.
    """
    if refusal := why_not(by, Permission.REPORTS_REVIEW):
        raise Refused(refusal)
    return _move_on("accept", ReportState.SENT, ReportState.ACCEPTED, week_start, unit_id, report_ids, by, at)


def _move_on(
    done: str,
    before: ReportState,
    wanted: ReportState,
    week_start: date,
    unit_id: int,
    report_ids: Sequence[int],
    by: Actor,
    at: datetime,
) -> int:
    period = _period(week_start, unit_id)
    if refusal := reports.why_not_pass(period, timezone.localdate(at), wanted, len(report_ids)):
        raise Refused(refusal)
    moved = statements.ask(
        _MOVE.format(chosen=rows.handed_over("bigint")),
        [
            rows.packed([each] for each in sorted(set(report_ids))),
            wanted.value,
            statements.instant(at),
            by.words,
            before.value,
            week_start,
            unit_id,
        ],
    )
    if not moved:
        raise SomebodyWasFirst("这些周报刚刚已被更正、退回或办理，没有改动。请刷新后查看。")
    senders = {post_id for *_, post_id in moved}
    if refusal := reports.why_not_judge(senders, people_queries.posts_of_holders({by.post_id})):
        raise Refused(refusal)
    audit.record_each(
        action=f"reports.{done}",
        about=[
            (
                f"assignment:{part_id}",
                {"week": week_start.isoformat(), "revision": revision, "claimed_x100": claimed},
            )
            for part_id, revision, claimed, _ in sorted(moved)
        ],
        by=by,
        at=at,
    )
    return len(moved)


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Actor, at: datetime) -> Report:
    """Send an account back to its unit with a reason; the claim stays shown until it is corrected.

    The unit's leaders send back what waits for them, the office whatever has come to it.
    """
    state, unit = ReportState(report.state), report.assignment.unit
    is_own = by.unit_id == unit.id and by.may(Permission.REPORTS_PASS)
    permission = Permission.REPORTS_PASS if is_own else Permission.REPORTS_REVIEW
    if refusal := why_not(by, permission) or _why_not_whose_turn(state, is_own=is_own):
        raise Refused(refusal)
    period = _period(report.week_start, unit.id)
    if refusal := reports.why_not_return(state, reason, period, timezone.localdate(at)):
        raise Refused(refusal)
    won = Report.objects.filter(id=report.id, state=state).update(
        state=ReportState.RETURNED, return_reason=reason.strip()[:200], decided_at=at, decided_by=by.words
    )
    if not won:
        hand = audit_queries.last_hand(f"assignment:{report.assignment_id}")
        raise SomebodyWasFirst(f"这份周报已由{hand}更正或办理，请刷新后查看。")
    report.refresh_from_db()
    _stand_back(report)
    Notice.objects.get_or_create(
        key=f"return:{report.id}",
        defaults={
            "unit": unit,
            "words": f"周报被退回：{report.assignment.task.summary}。理由：{report.return_reason}"[:300],
            "link": f"/reports/?week={report.week_start}",
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


def _stand_back(report: Report) -> None:
    """Let the assignment's last account that stands be the one before that which came back."""
    standing = Report.objects.filter(assignment=report.assignment_id, state__in=sorted(reports.STANDING))
    last = standing.aggregate(week=Max("week_start"))["week"]
    Assignment.objects.filter(id=report.assignment_id).update(accounted_week=last)


def _why_not_whose_turn(state: ReportState, *, is_own: bool) -> str | None:
    if is_own and state in {ReportState.SENT, ReportState.ACCEPTED}:
        return "这一项已报督查科，要改的请直接更正；督查科已认可的，由其退回。"
    if not is_own and state is ReportState.PENDING:
        return "这一项还在其单位内部审核，由该单位负责人退回。"
    return None


def _period(week_start: date, unit_id: int) -> Period:
    period = report_queries.period_for(week_start, unit_id)
    if period is None:
        raise Refused("该周全周放假，没有周报。")
    return period
