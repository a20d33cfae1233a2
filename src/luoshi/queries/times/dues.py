"""What falls due in a stretch of days, for a person, a unit or all that somebody sees."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet

from luoshi.queries import calendar, extensions, letters, obstacles, parameters, people, tasks
from luoshi.records import statements
from luoshi.records.models import Asking
from luoshi.rules import lamps, reports, times, ways
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import Trajectory
from luoshi.rules.letters import AWAITING_REPLY
from luoshi.rules.obstacles import ObstacleState
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.tasks import UNDERWAY, WHOLE_X100, AssignmentState
from luoshi.rules.times import DueKind, Reach, TimeAccount
from luoshi.rules.units import UnitKind

LISTED = 20
"""How many parts that fall due on one day are named; how many there are is told."""
_MOST_STAGES = 200
_BEFORE = timedelta(days=10)
"""A stage lies at most so long after the working day that its milestone bears: no holiday is longer."""


@dataclass(frozen=True, slots=True)
class DuePart:
    """One unit's part of a task that falls due, or a stage of it. `claimed_x100` is None before any claim."""

    id: int
    task_id: int
    on: date
    summary: str
    unit: str
    role: str
    state: AssignmentState
    claimed_x100: int | None
    time: TimeAccount
    paused_since: date | None = None
    is_stage: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """Anything else that falls due: in words, with where it is done and the unit that it is about."""

    kind: DueKind
    on: date
    words: str
    link: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day with what falls due on it. `count` parts fall due, of which at most LISTED are among `parts`."""

    on: date
    count: int
    parts: tuple[DuePart, ...]
    others: tuple[Due, ...]

    @property
    def more(self) -> int:
        """Return how many parts that fall due are not named."""
        return self.count - sum(not part.is_stage for part in self.parts)


def reaches(actor: Actor) -> list[Reach]:
    """Return the reaches that differ for an actor, the narrowest first."""
    sees_more = actor.scope is Scope.CITY or actor.unit_kind is UnitKind.COUNTY
    return [Reach.ME, Reach.UNIT, *([Reach.ALL] if sees_more else [])]


def days(actor: Actor, reach: Reach, first: date, last: date, today: date) -> list[DueDay]:
    """Return the days from `first` to `last` on which anything falls due, in order. At most nine queries."""
    calendar_now = calendar.work_calendar()
    where, handed = reached(actor, reach, today)
    counts = dict(statements.ask(_COUNTS.format(where), (*handed, first, last)))
    parts: dict[date, list[DuePart]] = defaultdict(list)
    clock = _clock(today, calendar_now)
    for part in _stages(where, handed, first, last, today, clock):
        parts[part.on].append(part)
    for part in _parts(where, handed, sorted(counts), today, clock):
        parts[part.on].append(part)
    others: dict[date, list[Due]] = defaultdict(list)
    for due in _others(actor, reach, first, last, today, calendar_now):
        others[due.on].append(due)
    return [
        DueDay(on, counts.get(on, 0), tuple(parts[on]), tuple(others[on]))
        for on in sorted(counts.keys() | parts.keys() | others.keys())
    ]


def reached(actor: Actor, reach: Reach, today: date) -> tuple[str, list[object]]:
    """Return the condition on `part`, with what stands for its %s, of parts under way within a reach."""
    limits, limited_to = tasks.limits(actor)
    conditions, handed = [limits, f"part.state IN {statements.codes(UNDERWAY)}"], [*limited_to]
    if reach is Reach.UNIT:
        conditions.append("part.unit_id = %s")
        handed.append(actor.unit_id)
    elif reach is Reach.ME:
        held = list(people.posts_on(today).filter(person=actor.person_id).values_list("id", "unit_id"))
        posts, units = ", ".join(str(post) for post, _ in held), ", ".join(str(unit) for _, unit in held)
        conditions.append(
            f"part.unit_id IN ({units})"
            f" AND (part.first_responsible_id IN ({posts}) OR part.direct_responsible_id IN ({posts}))"
        )
    return " AND ".join(conditions), handed


_COUNTS = """
SELECT part.due_on, count(*) FROM records_assignment part
WHERE {} AND part.due_on BETWEEN %s AND %s GROUP BY part.due_on
"""
_SHOWN = """
SELECT part.id, part.task_id, part.due_on, task.summary,
       (SELECT unit.short_name FROM records_unit unit WHERE unit.id = part.unit_id),
       part.role, part.state, part.claimed_x100, part.claimed_on, task.start_on, task.due_on, part.change,
       task.stages
"""
# Each day is one short walk along an index, however much falls due on it.
_ONE_DAY = (
    "SELECT * FROM (SELECT part.id FROM records_assignment part"
    " WHERE {} AND part.due_on = %s ORDER BY part.id LIMIT {}) AS day{}"
)
_PARTS = """
{} FROM ({}) AS picked JOIN records_assignment part ON part.id = picked.id
JOIN records_task task ON task.id = part.task_id ORDER BY part.due_on, part.id
"""
# The second half looks for stages of earlier days that a pause moved on: it begins with who asked for help,
# which CROSS JOIN holds SQLite to.
_STAGES = """
{0} FROM (
    SELECT id FROM (
        SELECT part.id FROM records_milestone step JOIN records_assignment part ON part.task_id = step.task_id
        WHERE step.is_stage AND step.due_on BETWEEN %s AND %s AND {1} ORDER BY step.due_on LIMIT {2}
    ) AS near
    UNION
    SELECT part.id FROM records_obstacle obstacle
    CROSS JOIN records_assignment part CROSS JOIN records_milestone step
    WHERE part.id = obstacle.assignment_id AND step.task_id = part.task_id
      AND step.is_stage AND step.due_on < %s AND part.change <> '' AND {1}
) AS picked JOIN records_assignment part ON part.id = picked.id
JOIN records_task task ON task.id = part.task_id ORDER BY part.due_on, part.id
"""


_Clock: TypeAlias = Callable[[date, date, str], tuple[TimeAccount, ways.Change]]


def _clock(today: date, days: WorkCalendar) -> _Clock:
    """Return what tells a part's time by its task's dates and its own change; alike ones are told once."""

    @cache
    def told(start_on: date, due_on: date, kept: str) -> tuple[TimeAccount, ways.Change]:
        change = ways.read(kept)
        way = lamps.along(Trajectory(start_on, due_on), change, today)
        return times.account(way, today, days), change

    return told


def _parts(where: str, handed: list[object], on: list[date], today: date, clock: _Clock) -> Iterator[DuePart]:
    """Yield the first parts that fall due on each of these days."""
    if not on:
        return
    walks = " UNION ALL ".join(_ONE_DAY.format(where, LISTED, place) for place in range(len(on)))
    given = [each for day in on for each in (*handed, day)]
    for row in statements.ask(_PARTS.format(_SHOWN, walks), given):
        part, *_ = _shown(row, today, clock)
        yield part


def _stages(
    where: str, handed: list[object], first: date, last: date, today: date, clock: _Clock
) -> Iterator[DuePart]:
    """Yield the stages that fall into the days; what is claimed whole has none left."""
    asking = _STAGES.format(_SHOWN, where, _MOST_STAGES)
    given = [first - _BEFORE, last, *handed, first, *handed]
    for row in statements.ask(asking, given):
        part, change, stages = _shown(row, today, clock)
        if part.claimed_x100 == WHOLE_X100:
            continue
        for day in stage_days(stages, change, today):
            if first <= day <= last:
                yield replace(part, on=day, is_stage=True)


def stage_days(stages: list[str], change: ways.Change, today: date) -> list[date]:
    """Return the days of a task's stages (ISO) as they count for a part: later by what its clock stood."""
    stood, one = change.stood(today), timedelta(days=1)
    return [ways.falls_on(date.fromisoformat(stage) + one, stood) - one for stage in stages]


def _shown(row: tuple[Any, ...], today: date, clock: _Clock) -> tuple[DuePart, ways.Change, list[str]]:
    part_id, task_id, on, summary, unit, role, state, claimed, claimed_on, *dates, stages = row
    time, change = clock(*dates)
    part = DuePart(
        part_id,
        task_id,
        on,
        summary,
        unit,
        role,
        AssignmentState(state),
        claimed if claimed_on else None,
        time,
        change.stands_since(today),
    )
    return part, change, json.loads(stages) if isinstance(stages, str) else stages


def _others(
    actor: Actor, reach: Reach, first: date, last: date, today: date, days: WorkCalendar
) -> Iterator[Due]:
    yield from _accounts(actor, reach, first, last, today, days)
    owed = letters.visible(actor).filter(state__in=sorted(AWAITING_REPLY), reply_due_on__range=(first, last))
    if reach is not Reach.ALL:
        owed = owed.filter(unit_id=actor.unit_id) if actor.may(Permission.LETTERS_REPLY) else owed.none()
    named = owed.order_by("reply_due_on", "id").values_list(
        "id", "number", "title", "reply_due_on", "unit__short_name"
    )
    for letter_id, number, title, on, unit in named:
        assert on is not None, "only letters with a date were asked for"
        yield Due(DueKind.LETTER, on, f"{number}《{title}》", f"/letters/{letter_id}/", unit)
    for asking in _askings(actor, reach).filter(due_on__range=(first, last)):
        matter = asking.obstacle
        words = f"{matter.assignment.unit.short_name}：{matter.assignment.task.summary}"
        yield Due(DueKind.HELP, asking.due_on, words, f"/obstacles/{matter.id}/", matter.helper.short_name)
    for wish in extensions.waiting(actor).filter(decide_by_on__range=(first, last)):
        assert wish.decide_by_on is not None, "only wishes with a date were asked for"
        unit, summary = wish.assignment.unit.short_name, wish.assignment.task.summary
        yield Due(DueKind.EXTENSION, wish.decide_by_on, f"{unit}：{summary}", f"/extensions/{wish.id}/", unit)


def _askings(actor: Actor, reach: Reach) -> QuerySet[Asking]:
    """Return what waits for an answer: of one's own unit; for all, what obstacles.visible() shows of it.

    That is said here by the columns themselves: few wait, and they are looked up from there.
    """
    if reach is not Reach.ALL:
        return obstacles.to_answer(actor)
    rows = Asking.objects.filter(answered_on=None, obstacle__state=ObstacleState.ASKED)
    rows = rows.filter(obstacle__assignment__state=AssignmentState.OPEN)
    if actor.scope is not Scope.CITY:
        rows = rows.filter(
            Q(obstacle__helper_id__in=(actor.unit_id, actor.branch_id))
            | Q(obstacle__assignment__branch_id=actor.branch_id)
        )
    return rows.select_related(
        "obstacle__helper", "obstacle__assignment__task", "obstacle__assignment__unit"
    ).order_by("due_on", "id")


def _accounts(
    actor: Actor, reach: Reach, first: date, last: date, today: date, days: WorkCalendar
) -> Iterator[Due]:
    """Yield the last days on which accounts are in time. How many lines are owed, the desk tells."""
    is_own = actor.may(Permission.REPORTS_SUBMIT) and not reports.why_not_account(actor.unit_kind)
    if not is_own and (reach is not Reach.ALL or actor.scope is not Scope.CITY):
        return
    book, monday = parameters.book(), first - timedelta(days=first.weekday())
    while monday <= last:
        period = reports.period_of(monday, days, book)
        if period and first <= period.due_on <= last:
            yield Due(
                DueKind.ACCOUNT,
                period.due_on,
                "本周周报截止" if monday <= today else "下周周报截止",
                f"/reports/?week={monday.isoformat()}" if monday <= today else "/reports/",
                actor.unit_name if is_own else "各单位",
            )
        monday += timedelta(days=7)
