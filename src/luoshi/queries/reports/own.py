"""A unit's own weekly account: what it owes, what it has said, what came back, what waits for its leaders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from luoshi.queries import lamps as lamp_queries
from luoshi.queries import parameters, tasks
from luoshi.queries.reports.periods import after
from luoshi.records import statements
from luoshi.records.models import Assignment, Report, UnitChange
from luoshi.rules import reports
from luoshi.rules.lamps import Verdict
from luoshi.rules.people import Actor, Permission
from luoshi.rules.reports import Period, ReportState
from luoshi.rules.tasks import ACCOUNTABLE
from luoshi.rules.units import ChangeKind


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment of this week's account: what was said last, what the plan says, what was sent."""

    assignment: Assignment
    verdict: Verdict
    sent: Report | None
    next_revision: int

    @property
    def is_waiting(self) -> bool:
        """Return whether the unit still owes an account of it this week."""
        return self.sent is None or self.sent.state == ReportState.RETURNED


def week_of(actor: Actor, this: Period, today: date, only: int | None = None) -> list[Line]:
    """Return the lines of the actor's own unit for a week, soonest due first; `only` picks one assignment.

    Each lamp is the one that will show when the week is over if the last value is sent again.
    """
    if not actor.may(Permission.REPORTS_SUBMIT):
        return []
    chosen = {"id": only} if only else {}
    owed = list(
        Assignment.objects.filter(owing(this.week_start), unit_id=actor.unit_id, **chosen)
        .select_related("task", "unit")
        .prefetch_related(
            Prefetch(
                "reports",
                Report.objects.filter(week_start=this.week_start).order_by("revision"),
                to_attr="this_week",
            )
        )
        .order_by("due_on", "id")
    )
    ways = lamp_queries.trajectories({part.task_id for part in owed})
    judge = lamp_queries.judge_with(max(today, after(this)))
    lines = []
    for part in owed:
        sent: list[Report] = part.this_week
        last = sent[-1] if sent else None
        verdict = judge(part, ways[part.task_id], part.claimed_x100)
        lines.append(Line(part, verdict, last, (last.revision if last else 0) + 1))
    return lines


def _end_of(week_start: date) -> datetime:
    """Return the midnight after a week's Sunday."""
    return timezone.make_aware(datetime.combine(week_start + timedelta(days=7), time()))


def owing(week_start: date, through: str = "") -> Q:
    """Return what is to be accounted for in a week: nothing that was handed out only after it."""
    published = Q((f"{through}task__document__published_at__lt", _end_of(week_start)))
    return tasks.accounted_for(through) & published


# Counted along one index. Only what was accounted for a later week as well is looked up in the accounts.
_COUNTS = """
SELECT part.unit_id, count(*), count(CASE
    WHEN part.accounted_week = %s THEN 1
    WHEN part.accounted_week > %s AND EXISTS (
        SELECT 1 FROM records_report report
        WHERE report.assignment_id = part.id AND report.week_start = %s AND report.state IN {standing}
    ) THEN 1
END)
FROM records_assignment part
WHERE {limits} AND part.state = 'OPEN' AND part.role IN {accountable}
    AND part.task_id NOT IN (
        SELECT task.id FROM records_task task JOIN records_document document ON document.id = task.document_id
        WHERE document.published_at >= %s OR document.published_at IS NULL
    ) -- what came too late is little, what came in time is everything
GROUP BY part.unit_id
"""
"""What `owing` says, counted with the accounts sent: one at most stands for an assignment in a week."""


def counts(week_start: date, limits: str, limited_to: Sequence[object]) -> dict[int, tuple[int, int]]:
    """Return {unit: (lines owed for a week, lines of them sent)} within limits as of `tasks.limits`."""
    over = statements.instant(_end_of(week_start))
    asking = _COUNTS.format(
        limits=limits,
        accountable=statements.codes(ACCOUNTABLE),
        standing=statements.codes(reports.STANDING),
    )
    found = statements.ask(asking, (week_start, week_start, week_start, *limited_to, over))
    return {unit_id: (owed, sent) for unit_id, owed, sent in found}


def progress(actor: Actor, week_start: date) -> tuple[int, int]:
    """Return how many lines of the actor's own unit are sent for a week, and how many it owes."""
    found = counts(week_start, "part.unit_id = %s", [actor.unit_id])
    owed, sent = found.get(actor.unit_id, (0, 0))
    return sent, owed


def returned_in(actor: Actor, week_start: date) -> QuerySet[Report]:
    """Return the accounts of the actor's own unit that came back in a week and wait to be sent again."""
    rows = Report.objects.filter(week_start=week_start, state=ReportState.RETURNED)
    rows = rows.filter(owing(week_start, "assignment__"), assignment__unit_id=actor.unit_id)
    return rows.select_related("assignment__task").order_by("assignment__due_on", "id")


def pending_in(actor: Actor, this: Period) -> list[Report]:
    """Return the accounts of the actor's own unit that wait for this actor, what changed first."""
    if not actor.may(Permission.REPORTS_PASS):
        return []
    if not reports.is_reviewed_first(actor.unit_kind, parameters.book(), this.due_on):
        return []
    rows = Report.objects.filter(week_start=this.week_start, state=ReportState.PENDING)
    rows = rows.filter(assignment__unit_id=actor.unit_id).select_related("assignment__task")
    return list(rows.order_by("is_unchanged", "assignment__due_on", "id"))


def became_of(actor: Actor, week_start: date) -> list[UnitChange]:
    """Return what moves the account of a week: the unit hangs elsewhere, went into another, or got one.

    Where the own unit went into another that is told for every week: its account is there now.
    """
    since = Q(effective_on__gte=week_start)
    moved = Q(unit=actor.unit_id, kind=ChangeKind.MOVED.value) & since
    got = Q(other=actor.unit_id, kind=ChangeKind.MERGED.value) & since
    gone = Q(unit=actor.unit_id, kind=ChangeKind.MERGED.value)
    return list(UnitChange.objects.filter(moved | got | gone).order_by("effective_on", "id"))
