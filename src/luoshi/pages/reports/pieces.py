"""Lines of the account whose assignments are broken down: folded they tell a count, unfolded the pieces."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from luoshi.pages.reports.rows import Row
from luoshi.queries import plans
from luoshi.rules import ways
from luoshi.rules.plans import Piece


@dataclass(frozen=True, slots=True)
class Tick:
    """One piece as a box to tick; `due_on` is its day by the calendar."""

    piece: Piece
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The pieces of one project, in the order of its links; without projects there is one without a name."""

    project: str
    ticks: tuple[Tick, ...]


def counted(rows: Sequence[Row]) -> list[Row]:
    """Return lines that know how many of their pieces are done; a question more only where there are any."""
    broken = [row.line.assignment.id for row in rows if row.is_broken_down]
    counts = plans.counts(broken) if broken else {}
    return [replace(row, count=counts.get(row.line.assignment.id, (0, 0))) for row in rows]


def unfolded(row: Row, ticked: Collection[int] | None = None) -> Row:
    """Return a line with its pieces, ticked as they are on record, or as somebody just ticked them."""
    part = row.line.assignment
    stood = ways.read(part.change).stood(part.due_on) if part.due_on else ()
    pieces = [replace(piece, due_on=ways.last_day(piece.due_on, stood)) for piece in plans.pieces(part.id)]
    groups = tuple(
        Group(
            project,
            tuple(Tick(each, each.is_done if ticked is None else each.id in ticked) for each in found),
        )
        for (_, project), found in groupby(pieces, key=lambda each: (each.project_id, each.project))
    )
    return replace(row, groups=groups, count=(sum(each.is_done for each in pieces), len(pieces)))
