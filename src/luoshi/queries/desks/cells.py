"""The ledger as the rows of a sheet: what stands in each column, column by column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from operator import attrgetter

from luoshi.queries import forecasts, tasks
from luoshi.queries.tasks import Due, Filter, Row, Sort, Standing
from luoshi.rules import forecasts as rules
from luoshi.rules.calendar import full_date
from luoshi.rules.lamps import WHOLE_X100, Ground, Lamp
from luoshi.rules.people import Actor
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, AssignmentState, Role

Cell = str | int | float | date | None
TASK, CHANCE = "task", "chance"
NO_LAMP = "配合，不单独亮灯"
MOST_ROWS = 100_000
# Looked up a hundred thousand times for a sheet; an enum takes three times as long to find its member.
_LAMPS = {lamp.value: lamp for lamp in Lamp}
_ROLES = {role.value: role.label for role in Role}
_STATES = {state.value: state.label for state in AssignmentState}


@dataclass(frozen=True, slots=True)
class Seen:
    """The day on which the ledger is looked at, and the latest chances by part."""

    today: date
    chances: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """What a column holds: its head, and its cells for many rows at once."""

    head: str
    of: Callable[[Sequence[Row], Seen], Iterable[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ledger to be written: its heads and its rows, as many of them as a sheet may have."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]

    def title(self, at: datetime, spoken: str) -> str:
        """Return the line above the heads: as of when (local time), what was asked for, how many rows."""
        count = f"共{len(self.rows):,}项"
        if len(self.rows) >= MOST_ROWS:
            count = f"只含前{MOST_ROWS:,}项，请缩小范围后再导出其余"
        return f"督查任务台账（截至{full_date(at.date())} {at:%H:%M}；{spoken}；{count}）"


def sheet(actor: Actor, asked: Filter, keys: Sequence[str], today: date, limit: int = MOST_ROWS) -> Sheet:
    """Return what the ledger shows this actor under a filter, in these columns, all its pages together."""
    rows = tasks.every(actor, asked, today, limit)
    seen = Seen(today, forecasts.chances(row.id for row in rows) if CHANCE in keys else {})
    columns = [CONTENTS[key] for key in (TASK, *keys)]
    cells = zip(*(column.of(rows, seen) for column in columns), strict=True)
    return Sheet(tuple(column.head for column in columns), list(cells))


def packed(asked: Filter, keys: Sequence[str]) -> bytes:
    """Return what a sheet is to hold, for unpacked(), while it waits to be written."""
    return json.dumps({"filter": asdict(asked), "columns": list(keys)}).encode()


def unpacked(data: bytes) -> tuple[Filter, list[str]]:
    """Return the filter and the columns that packed() kept."""
    kept = json.loads(data)
    told = kept["filter"]
    told |= {"standing": Standing(told["standing"]), "sort": Sort(told["sort"])}
    told["due"] = Due(told["due"]) if told["due"] else ""
    return Filter(**told), kept["columns"]


def lamp_of(row: Row, today: date) -> tuple[Lamp, str]:
    """Return the lamp of a row and the word beside its sign, as exact as the row itself allows."""
    lamp = _LAMPS[row.lamp]
    if row.change and row.claimed_x100 < WHOLE_X100 and lamp is not Lamp.BLUE and row.is_paused(today):
        return lamp, Ground.PAUSED.label
    if lamp is Lamp.RED:
        return lamp, (Ground.OVERDUE if row.due_on < today else Ground.FAR_BEHIND).label
    if lamp is Lamp.GREEN and row.claimed_x100 >= WHOLE_X100:
        return lamp, Ground.CLAIMED_WHOLE.label
    return lamp, lamp.label


def chance(row: Row, seen: Seen) -> int | None:
    """Return the latest chance of a row that has work and time left."""
    has_left = row.claimed_x100 < WHOLE_X100 and row.due_on >= seen.today and row.state in UNDERWAY
    return seen.chances.get(row.id) if has_left else None


def _plain(name: str) -> Callable[[Sequence[Row], Seen], Iterable[Cell]]:
    return lambda rows, _: map(attrgetter(name), rows)


def _lamps(rows: Sequence[Row], seen: Seen) -> Iterable[Cell]:
    for row in rows:
        if row.role not in ACCOUNTABLE and row.state in UNDERWAY:
            yield NO_LAMP
        else:
            lamp, word = lamp_of(row, seen.today)
            yield f"{lamp.sign} {word}"


def _chances(rows: Sequence[Row], seen: Seen) -> Iterable[Cell]:
    if not seen.chances:
        return [""] * len(rows)
    return (
        "" if (x100 := chance(row, seen)) is None else f"{rules.tenths(x100)}（{rules.percent(x100)}）"
        for row in rows
    )


CONTENTS: Mapping[str, Content] = {
    TASK: Content("任务", _plain("summary")),
    "unit": Content("责任单位", _plain("unit")),
    "role": Content("分工", lambda rows, _: (_ROLES[row.role] for row in rows)),
    "due": Content("完成时限", _plain("due_on")),
    "lamp": Content("亮灯", _lamps),
    "claimed": Content(
        "自报进度（%）", lambda rows, _: (row.claimed_x100 / 100 if row.claimed_on else None for row in rows)
    ),
    "moved": Content("改期（次）", _plain("moved")),
    CHANCE: Content("按期可能", _chances),
    "claimed_on": Content("最近填报", _plain("claimed_on")),
    "first": Content("第一责任人", _plain("first")),
    "direct": Content("直接责任人", _plain("direct")),
    "state": Content("办理情况", lambda rows, _: (_STATES[row.state] for row in rows)),
    "document": Content("来文", _plain("document")),
}
"""Every column of the ledger by its key; the task stands first in any."""
