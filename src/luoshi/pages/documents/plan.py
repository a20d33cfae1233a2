"""What publishing a document will do, before it is done: to whom, how much, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.queries.documents import Draft
from luoshi.rules import tasks
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.tasks import Role, TaskState


@dataclass(frozen=True, slots=True)
class UnitShare:
    """How many of the tasks come to one unit, by what it is to them."""

    unit_id: int
    name: str
    leading: int
    responsible: int
    helping: int

    @property
    def total(self) -> int:
        """All tasks that come to the unit."""
        return self.leading + self.responsible + self.helping


@dataclass(frozen=True, slots=True)
class WeekShare:
    """What falls due in one week: milestones of tasks, and tasks themselves."""

    monday: date
    milestones: int
    due: int

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing will put into the ledger. `late` are tasks whose date is past already."""

    accepted: int
    dropped: int
    units: tuple[UnitShare, ...]
    weeks: tuple[WeekShare, ...]
    late: tuple[Draft, ...]

    @property
    def due_weeks(self) -> tuple[WeekShare, ...]:
        """The weeks in which a task is due."""
        return tuple(week for week in self.weeks if week.due)

    @property
    def milestones(self) -> int:
        """Milestones in all."""
        return sum(week.milestones for week in self.weeks)

    @property
    def assignments(self) -> int:
        """Assignments in all: each unit's part of each task."""
        return sum(unit.total for unit in self.units)


def of(drafts: Sequence[Draft], calendar: WorkCalendar, today: date) -> Plan:
    """Return what publishing these directives today will do."""
    accepted = [draft for draft in drafts if draft.state is TaskState.ACCEPTED]
    parts = Counter((owner.unit_id, owner.role) for draft in accepted for owner in draft.owners)
    names = {owner.unit_id: owner.name for draft in accepted for owner in draft.owners}
    milestones: Counter[date] = Counter()
    due: Counter[date] = Counter()
    for draft in accepted:
        if draft.due_on is None:
            continue
        due[_monday(draft.due_on)] += 1
        milestones.update(
            _monday(step.due_on)
            for step in tasks.weekly_steps(draft.start_on, draft.due_on, calendar, draft.stages)
        )
    return Plan(
        accepted=len(accepted),
        dropped=sum(draft.state is TaskState.DROPPED for draft in drafts),
        units=tuple(
            UnitShare(unit_id, name, *(parts[unit_id, role] for role in Role))
            for unit_id, name in names.items()
        ),
        weeks=tuple(WeekShare(monday, milestones[monday], due[monday]) for monday in sorted(milestones)),
        late=tuple(draft for draft in accepted if draft.due_on and draft.due_on < today),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
