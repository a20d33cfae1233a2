"""The parts of tasks as they stood: claims from accounts, lamps from their changes, endings from the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from luoshi.queries.answers import sent
from luoshi.queries.answers.model import Became, Part
from luoshi.records.models import Assignment, Document, Entry, LampChange, Report
from luoshi.rules.lamps import Lamp
from luoshi.rules.people import Actor
from luoshi.rules.tasks import ACCOUNTABLE, WHOLE_X100, AssignmentState, Role, TaskState

_ASKED = {"tasks.ask_to_close": AssignmentState.CLOSING, "tasks.refuse_close": AssignmentState.OPEN}


def in_the_ledger(
    actor: Actor, document: Document, became: Mapping[int, Became], on: date, until: datetime
) -> dict[int, Became]:
    """Return the directives with the parts and letters that they had as tasks."""
    rows = list(
        Assignment.objects.filter(task__document=document)
        .exclude(state=AssignmentState.PLANNED)
        .select_related("unit")
        .order_by("unit__path")
    )
    rank = {role.value: place for place, role in enumerate(Role)}
    parts = _parts(sorted(rows, key=lambda row: rank[row.role]), document, on, until)
    letters = sent.about(actor, document, until)
    found = {}
    for task_id, directive in became.items():
        own = tuple(parts.get(task_id, ()))
        if own:
            open_parts = [part for part in own if part.role in ACCOUNTABLE and part.closed_on is None]
            state = TaskState.OPEN if open_parts else TaskState.CLOSED
            directive = replace(directive, state=state, parts=own, letters=tuple(letters.get(task_id, ())))
        found[task_id] = directive
    return found


def _parts(
    rows: Sequence[Assignment], document: Document, on: date, until: datetime
) -> dict[int, list[Part]]:
    claims = _claims(document, until)
    changes = LampChange.objects.filter(assignment__task__document=document, turned_on__lte=on)
    lamp_of = dict(changes.order_by("turned_on", "id").values_list("assignment_id", "after"))
    whole = [row.id for row in rows if row.id in claims and claims[row.id][0] == WHOLE_X100]
    asked = _asked(whole, until)
    found: dict[int, list[Part]] = {}
    for row in rows:
        is_closed = row.closed_at is not None and row.closed_at < until
        claimed, claimed_on = claims.get(row.id, (0, None))
        lamp = Lamp(lamp_of.get(row.id, Lamp.GREY)) if row.role in ACCOUNTABLE else None
        part = Part(
            id=row.id,
            unit=row.unit.short_name,
            role=Role(row.role),
            state=AssignmentState.CLOSED if is_closed else asked.get(row.id, AssignmentState.OPEN),
            lamp=Lamp.BLUE if is_closed and lamp else lamp,
            claimed_x100=claimed,
            claimed_on=claimed_on,
            closed_on=timezone.localdate(row.closed_at) if is_closed and row.closed_at else None,
            closed_by=(row.closed_by or "") if is_closed else "",
        )
        found.setdefault(row.task_id, []).append(part)
    return found


def _claims(document: Document, until: datetime) -> dict[int, tuple[int, date]]:
    """Return {part: progress and day of the account that counted}, as each account came in.

    What is made up afterwards for a week that a later account has outdone changed nothing then either.
    """
    rows = Report.objects.filter(assignment__task__document=document, submitted_at__lt=until)
    found: dict[int, tuple[int, date]] = {}
    latest: dict[int, date] = {}
    columns = ("assignment_id", "week_start", "claimed_x100", "submitted_at")
    for part_id, week_start, claimed, at in rows.order_by("submitted_at", "id").values_list(*columns):
        day = timezone.localdate(at)
        if day - week_start < timedelta(days=7) or latest.get(part_id, week_start) <= week_start:
            found[part_id] = (claimed, day)
        latest[part_id] = max(week_start, latest.get(part_id, week_start))
    return found


def _asked(part_ids: Iterable[int], until: datetime) -> dict[int, AssignmentState]:
    """Return {part: whether its unit's wish to be struck off stood}, for those that claimed the whole."""
    rows = Entry.objects.filter(
        subject__in=[f"assignment:{part_id}" for part_id in part_ids], action__in=_ASKED, at__lt=until
    )
    return {
        int(subject.partition(":")[2]): _ASKED[action]
        for subject, action in rows.order_by("number").values_list("subject", "action")
    }
