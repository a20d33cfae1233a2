"""A piece dressed as a directive: quote, summary, units, deadline, standard."""

from __future__ import annotations

from datetime import date

from luoshi.crafts.reading import dates, judging, notes, standards, summaries
from luoshi.crafts.reading.dates import Dates
from luoshi.crafts.reading.flat import Flat
from luoshi.crafts.reading.model import Directive, Role
from luoshi.crafts.reading.outline import Section
from luoshi.crafts.reading.pieces import Piece


class Dresser:
    """Turns a piece into a directive: quote, units, deadline, standard, summary."""

    def __init__(
        self, text: str, flat: Flat, found_dates: Dates, year: int | None, issued_on: date | None
    ) -> None:
        self.text = text
        self.flat = flat
        self.dates = found_dates
        self.year = year
        self.issued_on = issued_on

    def dress(self, piece: Piece) -> Directive:
        words = self.flat.text[piece.start : piece.end]
        start, end = self.flat.span(piece.start, piece.end)
        roles = dict(piece.note.roles) if piece.note else {}
        if not roles:
            roles = judging.roles(words)
            named = {name for role in roles.values() for name in role}
            subjects = [name for name in judging.subjects(words) if name not in named]
            roles |= {notes.DUTY: subjects} if subjects else {}
        units = tuple(dict.fromkeys(name for role in roles.values() for name in role))
        due = self._due(piece)
        section = piece.section
        lead = section.words if section and piece.start == section.start else ""
        return Directive(
            start=start,
            end=end,
            quote=self.text[start:end],
            summary=summaries.of(words, lead, units),
            units=units,
            roles={role: roles.get(role, []) for role in (notes.LEAD, notes.DUTY, notes.HELP)},
            deadline=due.words if due else None,
            due_on=due.on if due else None,
            heading_path=_path(section, piece.start),
            possible=piece.role is Role.POSSIBLE,
            standard=standards.find(words),
        )

    def _due(self, piece: Piece) -> dates.Due | None:
        if piece.note and piece.note.due:
            return dates.parse(piece.note.due, self.year, self.issued_on)
        return self.dates.last(piece.start, piece.end, self.year, self.issued_on)


def _path(section: Section | None, start: int) -> tuple[str, ...]:
    if section is None:
        return ()
    return (*section.path, section.words) if section.words and start != section.start else section.path
