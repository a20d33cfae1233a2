"""The columns of the ledger: what stands in each, on the page and on the sheet, and which of them are shown.

A page has fifty rows of ten cells and six thousandths of a second: each cell is one expression that builds
its own markup. Whatever came from a person or a document goes through `text`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from luoshi.crafts.sheets import Cell
from luoshi.pages.templatetags.words import date_markup
from luoshi.queries.tasks import Row, Sort
from luoshi.rules import calendar, forecasts
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import WHOLE_X100, Ground, Lamp
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, AssignmentState, Role

COOKIE = "ledger-columns"
CHANCE = "chance"
NO_LAMP = "配合，不单独亮灯"
# Looked up a hundred thousand times for a sheet; an enum takes three times as long to find its member.
_LAMPS = {lamp.value: lamp for lamp in Lamp}
_ROLES = {role.value: role.label for role in Role}


@dataclass(frozen=True, slots=True)
class Seen:
    """The day on which the ledger is looked at, how each due date is said on it, the chances by part."""

    today: date
    calendar: WorkCalendar
    said: dict[tuple[date, bool], str]
    chances: Mapping[int, int]

    def day(self, value: date, settled: bool) -> str:
        """Return a due date as markup, red once past unless `settled`; each is worked out once a page."""
        words = self.said.get((value, settled))
        if words is None:
            words = self.said[value, settled] = date_markup(value, self.today, self.calendar, settled)
        return words


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the cookie, its head, its cell as markup and as a value of a sheet."""

    key: str
    head: str
    markup: Callable[[Row, Seen], str]
    value: Callable[[Row, Seen], Cell]
    sort: Sort | None = None
    is_number: bool = False
    is_usual: bool = True


text = lru_cache(maxsize=8192)(escape)
"""Escape a text for markup; the names of units, people and documents come again on every page."""


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


def is_late(row: Row, today: date) -> bool:
    """Return whether the due date of a row has passed and the unit answers for what is still not done."""
    return (
        row.due_on < today
        and row.state in UNDERWAY
        and row.role in ACCOUNTABLE
        and row.claimed_x100 < WHOLE_X100
        and not row.is_paused(today)
    )


def _lamp_markup(row: Row, seen: Seen) -> str:
    if row.role not in ACCOUNTABLE and row.state in UNDERWAY:
        return f'<span class="muted">{NO_LAMP}</span>'
    lamp, word = lamp_of(row, seen.today)
    return f'<span class="lamp lamp-{lamp.lower()}"><i aria-hidden="true">{lamp.sign}</i>{word}</span>'


def _lamp_value(row: Row, seen: Seen) -> str:
    if row.role not in ACCOUNTABLE and row.state in UNDERWAY:
        return NO_LAMP
    lamp, word = lamp_of(row, seen.today)
    return f"{lamp.sign} {word}"


def _due_markup(row: Row, seen: Seen) -> str:
    said = seen.day(row.due_on, not is_late(row, seen.today))
    return f'{said}<span class="sub">改期{row.moved}次</span>' if row.change and row.moved else said


def _claimed_markup(row: Row, _: Seen) -> str:
    if row.claimed_on is None:
        return '<span class="muted">未报</span>'
    whole, rest = divmod(row.claimed_x100, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def _chance(row: Row, seen: Seen) -> int | None:
    """Return the latest chance of a row that has work and time left."""
    has_left = row.claimed_x100 < WHOLE_X100 and row.due_on >= seen.today and row.state in UNDERWAY
    return seen.chances.get(row.id) if has_left else None


def _chance_markup(row: Row, seen: Seen) -> str:
    chance = _chance(row, seen)
    if chance is None:
        return "—"
    return f'{forecasts.tenths(chance)} <span class="muted">{forecasts.percent(chance)}</span>'


def _chance_value(row: Row, seen: Seen) -> str:
    chance = _chance(row, seen)
    return "" if chance is None else f"{forecasts.tenths(chance)}（{forecasts.percent(chance)}）"


def _claimed_on_markup(row: Row, seen: Seen) -> str:
    return calendar.short_date(row.claimed_on, seen.today) if row.claimed_on else "—"


def _post(name: str) -> str:
    return text(name) if name else '<span class="muted">未配置</span>'


def _claimed(row: Row) -> float | None:
    return row.claimed_x100 / 100 if row.claimed_on else None


TASK = Column("task", "任务", lambda row, _: text(row.summary), lambda row, _: row.summary)
COLUMNS = (
    Column("unit", "责任单位", lambda row, _: text(row.unit), lambda row, _: row.unit, sort=Sort.UNIT),
    Column("role", "分工", lambda row, _: _ROLES[row.role], lambda row, _: _ROLES[row.role]),
    Column("due", "完成时限", _due_markup, lambda row, _: row.due_on, sort=Sort.DUE),
    Column("lamp", "亮灯", _lamp_markup, _lamp_value),
    Column(
        "claimed",
        "自报进度（%）",
        _claimed_markup,
        lambda row, _: _claimed(row),
        Sort.CLAIMED,
        is_number=True,
    ),
    Column("moved", "改期（次）", lambda row, _: str(row.moved), lambda row, _: row.moved, None, True, False),
    Column(CHANCE, "按期可能", _chance_markup, _chance_value),
    Column("claimed_on", "最近填报", _claimed_on_markup, lambda row, _: row.claimed_on, is_usual=False),
    Column("first", "第一责任人", lambda row, _: _post(row.first), lambda row, _: row.first),
    Column("direct", "直接责任人", lambda row, _: _post(row.direct), lambda row, _: row.direct),
    Column(
        "state",
        "办理情况",
        lambda row, _: AssignmentState(row.state).label,
        lambda row, _: AssignmentState(row.state).label,
        is_usual=False,
    ),
    Column(
        "document", "来文", lambda row, _: text(row.document), lambda row, _: row.document, is_usual=False
    ),
)
_USUAL = tuple(column for column in COLUMNS if column.is_usual)


def chosen(cookie: str | None) -> tuple[Column, ...]:
    """Return the columns that a cookie remembers, the usual ones where there is none or it is spoilt."""
    keys = set((cookie or "").split("."))
    return tuple(column for column in COLUMNS if column.key in keys) or _USUAL


def remembered(keys: Sequence[str]) -> str:
    """Return the cookie that remembers these columns; keys that name no column are left out."""
    return ".".join(column.key for column in COLUMNS if column.key in keys)


def menu(shown: Sequence[Column]) -> SafeString:
    """Return the boxes to tick for the columns to show."""
    return SafeString(
        "".join(
            f'<label class="form-check"><input type="checkbox" name="column" value="{column.key}"'
            f"{' checked' if column in shown else ''}>{column.head}</label>"
            for column in COLUMNS
        )
    )


def body(rows: Sequence[Row], shown: Sequence[Column], seen: Seen) -> SafeString:
    """Return the rows of the table. Each leads to its task, and under htmx opens beside the list."""
    cells = [(' class="num"' if column.is_number else "", column.markup) for column in shown]
    lines = []
    for row in rows:
        edge = _EDGES.get(row.lamp, "")
        task, part = f"/tasks/{row.task_id}/", f"?part={row.id}"
        line = (
            f'<tr id="part-{row.id}"{edge}><th scope="row" class="wrap"><a href="{task}{part}" '
            f'hx-get="{task}panel/{part}" hx-target="#panel">{text(row.summary)}</a></th>'
        )
        lines.append(
            line + "".join(f"<td{kind}>{markup(row, seen)}</td>" for kind, markup in cells) + "</tr>"
        )
    return SafeString("\n".join(lines))


_EDGES = {Lamp.RED.value: ' class="is-late"', Lamp.YELLOW.value: ' class="is-soon"'}
