"""The columns of the ledger on its page: what stands in each, and which of them are shown.

A page has fifty rows of ten cells and six thousandths of a second: each cell is one expression that builds
its own markup. Whatever came from a person or a document goes through `text`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from luoshi.pages.templatetags.words import date_markup
from luoshi.queries.desks import cells
from luoshi.queries.tasks import Row, Sort
from luoshi.rules import calendar, forecasts
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import WHOLE_X100, Lamp
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, AssignmentState, Role

COOKIE = "ledger-columns"
_ROLES = {role.value: role.label for role in Role}


@dataclass(frozen=True, slots=True)
class Seen(cells.Seen):
    """How each due date is said on the day on which the ledger is looked at, beside what a sheet needs."""

    calendar: WorkCalendar
    said: dict[tuple[date, bool], str]

    def day(self, value: date, settled: bool) -> str:
        """Return a due date as markup, red once past unless `settled`; each is worked out once a page."""
        words = self.said.get((value, settled))
        if words is None:
            words = self.said[value, settled] = date_markup(value, self.today, self.calendar, settled)
        return words


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the page: its key in the cookie and on a sheet, and its cell as markup."""

    key: str
    markup: Callable[[Row, Seen], str]
    sort: Sort | None = None
    is_number: bool = False
    is_usual: bool = True

    @property
    def head(self) -> str:
        """Its head, the same as on a sheet."""
        return cells.CONTENTS[self.key].head


text = lru_cache(maxsize=8192)(escape)
"""Escape a text for markup; the names of units, people and documents come again on every page."""


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
        return f'<span class="muted">{cells.NO_LAMP}</span>'
    lamp, word = cells.lamp_of(row, seen.today)
    return f'<span class="lamp lamp-{lamp.lower()}"><i aria-hidden="true">{lamp.sign}</i>{word}</span>'


def _due_markup(row: Row, seen: Seen) -> str:
    said = seen.day(row.due_on, not is_late(row, seen.today))
    return f'{said}<span class="sub">改期{row.moved}次</span>' if row.change and row.moved else said


def _claimed_markup(row: Row, _: Seen) -> str:
    if row.claimed_on is None:
        return '<span class="muted">未报</span>'
    whole, rest = divmod(row.claimed_x100, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def _chance_markup(row: Row, seen: Seen) -> str:
    chance = cells.chance(row, seen)
    if chance is None:
        return "—"
    return f'{forecasts.tenths(chance)} <span class="muted">{forecasts.percent(chance)}</span>'


def _claimed_on_markup(row: Row, seen: Seen) -> str:
    return calendar.short_date(row.claimed_on, seen.today) if row.claimed_on else "—"


def _post(name: str) -> str:
    return text(name) if name else '<span class="muted">未配置</span>'


TASK = Column(cells.TASK, lambda row, _: text(row.summary))
COLUMNS = (
    Column("unit", lambda row, _: text(row.unit), Sort.UNIT),
    Column("role", lambda row, _: _ROLES[row.role]),
    Column("due", _due_markup, Sort.DUE),
    Column("lamp", _lamp_markup),
    Column("claimed", _claimed_markup, Sort.CLAIMED, is_number=True),
    Column("moved", lambda row, _: str(row.moved), is_number=True, is_usual=False),
    Column(cells.CHANCE, _chance_markup),
    Column("claimed_on", _claimed_on_markup, is_usual=False),
    Column("first", lambda row, _: _post(row.first)),
    Column("direct", lambda row, _: _post(row.direct)),
    Column("state", lambda row, _: AssignmentState(row.state).label, is_usual=False),
    Column("document", lambda row, _: text(row.document), is_usual=False),
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
    drawn = [(' class="num"' if column.is_number else "", column.markup) for column in shown]
    lines = []
    for row in rows:
        edge = _EDGES.get(row.lamp, "")
        task, part = f"/tasks/{row.task_id}/", f"?part={row.id}"
        line = (
            f'<tr id="part-{row.id}"{edge}><th scope="row" class="wrap"><a href="{task}{part}" '
            f'hx-get="{task}panel/{part}" hx-target="#panel">{text(row.summary)}</a></th>'
        )
        lines.append(
            line + "".join(f"<td{kind}>{markup(row, seen)}</td>" for kind, markup in drawn) + "</tr>"
        )
    return SafeString("\n".join(lines))


_EDGES = {Lamp.RED.value: ' class="is-late"', Lamp.YELLOW.value: ' class="is-soon"'}
