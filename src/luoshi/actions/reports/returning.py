"""The office sends an account back to its unit."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import audit as audit_queries
from luoshi.records.models import Notice, Report
from luoshi.rules import reports
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.reports import ReportState


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
