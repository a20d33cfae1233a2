"""What the supervision office did in a month, held up to itself: each figure with its rule and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.queries.burden.counting import midnight, office_on
from luoshi.queries.burden.months import next_month
from luoshi.records import statements
from luoshi.rules.burden.checking import Figure

_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One thing behind a figure: what it is, whose, on which day, and its page ("" for none)."""

    words: str
    unit: str
    on: date | None
    link: str


@dataclass(frozen=True, slots=True)
class SelfAudit:
    """A month of the office in figures; minutes as they were counted week by week."""

    first: date
    counts: dict[Figure, int]

    @property
    def letters_per_solved_x100(self) -> int | None:
        """Letters issued for each problem that is solved, in hundredths; None where none is."""
        solved = self.counts[Figure.SOLVED]
        return 100 * self.counts[Figure.LETTERS] // solved if solved else None

    @property
    def false_share_x100(self) -> int | None:
        """Warnings that cleared by themselves among those raised, in hundredths of a percent."""
        raised = self.counts[Figure.RAISED]
        return 10_000 * self.counts[Figure.FALSE] // raised if raised else None


def self_audit(first: date) -> SelfAudit:
    """Return the figures of a month. One query each, along the month's own index."""
    return SelfAudit(first, {figure: _count(figure, first) for figure in Figure})


def _span(first: date, figure: Figure) -> list[object]:
    """Return the month's bounds as the figure's statement wants them: instants for letters, else days."""
    after = next_month(first)
    if figure in {Figure.LETTERS, Figure.WITHDRAWN, Figure.PROBLEMS, Figure.SOLVED}:
        return [statements.instant(midnight(day)) for day in (first, after)]
    return [first, after]


def _count(figure: Figure, first: date) -> int:
    given = _span(first, figure)
    if figure is Figure.MINUTES:
        given.append(office_on(next_month(first) - timedelta(days=1)))
    [[number]] = statements.ask(_COUNTS[figure], given)
    return int(number)


_OF_LETTERS = "FROM records_letter letter WHERE letter.issued_at >= %s AND letter.issued_at < %s"
_OF_ITEMS = (
    "FROM records_letter letter JOIN records_letteritem item ON item.letter_id = letter.id"
    " JOIN records_assignment part ON part.id = item.assignment_id"
    " WHERE letter.issued_at >= %s AND letter.issued_at < %s"
)
_OF_ALERTS = "FROM records_alert alert WHERE alert.raised_on >= %s AND alert.raised_on < %s"
_CLEARED_ALONE = (
    "AND alert.state = 'CLEARED' AND NOT EXISTS (SELECT 1 FROM records_letteritem item"
    " JOIN records_letter letter ON letter.id = item.letter_id AND letter.issued_at IS NOT NULL"
    " WHERE item.assignment_id = alert.assignment_id AND item.as_of_on >= alert.raised_on)"
)
_OF_BLOCKS = "FROM records_blocked blocked WHERE blocked.blocked_on >= %s AND blocked.blocked_on < %s"
_HELD = f"SELECT max(blocked.minutes) AS minutes {_OF_BLOCKS} GROUP BY blocked.request_id"
_COUNTS = {
    Figure.LETTERS: f"SELECT count(*) {_OF_LETTERS}",
    Figure.WITHDRAWN: f"SELECT count(*) {_OF_LETTERS} AND letter.state = 'WITHDRAWN'",
    Figure.PROBLEMS: f"SELECT count(DISTINCT part.id) {_OF_ITEMS}",
    Figure.SOLVED: f"SELECT count(DISTINCT part.id) {_OF_ITEMS} AND part.lamp IN ('GREEN', 'BLUE')",
    Figure.RAISED: f"SELECT count(*) {_OF_ALERTS}",
    Figure.FALSE: f"SELECT count(*) {_OF_ALERTS} {_CLEARED_ALONE}",
    Figure.SET_ASIDE: f"SELECT count(*) {_OF_ALERTS} AND alert.state = 'DISMISSED'",
    Figure.MINUTES: (
        "SELECT COALESCE(CAST(sum(minutes) AS bigint), 0) FROM records_burden"
        " WHERE week_start >= %s AND week_start < %s AND asker_id = %s"
    ),
    Figure.BLOCKED: f"SELECT count(DISTINCT blocked.request_id) {_OF_BLOCKS}",
    Figure.SPARED: f"SELECT COALESCE(CAST(sum(minutes) AS bigint), 0) FROM ({_HELD}) held",  # noqa: S608
}
_LETTER = "SELECT letter.id, letter.title, unit.short_name, NULL "
_ALERT = "SELECT task.id, task.summary, unit.short_name, alert.raised_on "
_UNIT_OF = " JOIN records_unit unit ON unit.id = {0}.unit_id WHERE "
_LETTERS = _LETTER + _OF_LETTERS.replace(" WHERE ", _UNIT_OF.format("letter"))
_PROBLEMS = "SELECT DISTINCT task.id, task.summary, unit.short_name, NULL " + _OF_ITEMS.replace(
    " WHERE ", " JOIN records_task task ON task.id = part.task_id" + _UNIT_OF.format("part")
)
_ALERTS = _ALERT + _OF_ALERTS.replace(
    " WHERE ",
    " JOIN records_assignment part ON part.id = alert.assignment_id"
    " JOIN records_task task ON task.id = part.task_id" + _UNIT_OF.format("alert"),
)
_BLOCKS = "SELECT request.id, request.title, unit.short_name, blocked.blocked_on " + _OF_BLOCKS.replace(
    " WHERE ",
    " JOIN records_request request ON request.id = blocked.request_id"
    " JOIN records_unit unit ON unit.id = request.asker_id WHERE ",
)
_ROWS: dict[Figure, tuple[str, str]] = {
    Figure.LETTERS: ("/letters/{}/", _LETTERS),
    Figure.WITHDRAWN: ("/letters/{}/", f"{_LETTERS} AND letter.state = 'WITHDRAWN'"),
    Figure.PROBLEMS: ("/tasks/{}/", _PROBLEMS),
    Figure.SOLVED: ("/tasks/{}/", f"{_PROBLEMS} AND part.lamp IN ('GREEN', 'BLUE')"),
    Figure.RAISED: ("/tasks/{}/", _ALERTS),
    Figure.FALSE: ("/tasks/{}/", f"{_ALERTS} {_CLEARED_ALONE}"),
    Figure.SET_ASIDE: ("/tasks/{}/", f"{_ALERTS} AND alert.state = 'DISMISSED'"),
    Figure.BLOCKED: ("", _BLOCKS),
}
DRILLED = frozenset(_ROWS)
"""The figures of which the rows can be shown."""


def behind(first: date, figure: Figure) -> list[Row]:
    """Return the first rows behind a figure of a month."""
    link, statement = _ROWS[figure]
    found = statements.ask(f"{statement} ORDER BY 4, 1 LIMIT {_MOST_ROWS}", _span(first, figure))
    return [Row(words, unit, on, link.format(number) if link else "") for number, words, unit, on in found]
