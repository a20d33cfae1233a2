"""A piece dressed as a directive: quote, summary, units, deadline, standard."""

from __future__ import annotations

from datetime import date

from luoshi.crafts.reading import dates, frequencies, judging, notes, standards, summaries
from luoshi.crafts.reading.almanac import Almanac, Due
from luoshi.crafts.reading.dates import Dates
from luoshi.crafts.reading.flat import Flat
from luoshi.crafts.reading.model import Directive, Role
from luoshi.crafts.reading.outline import Section
from luoshi.crafts.reading.pieces import Piece


class Dresser:
    """Turns a piece into a directive: quote, units, deadline, standard, summary."""

    def __init__(self, text: str, flat: Flat, found_dates: Dates, almanac: Almanac) -> None:
        self.text = text
        self.flat = flat
        self.dates = found_dates
        self.almanac = almanac

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
        found = sorted(dict.fromkeys(self._dates(piece)), key=_by_day)
        due = next((each for each in reversed(found) if each.on), found[-1] if found else None)
        column = piece.note.standard if piece.note else ""
        standard = tuple(dict.fromkeys((*standards.find(words), *standards.find(column))))
        section = piece.section
        lead = section.words if section and piece.start == section.start else ""
        return Directive(
            start=start,
            end=end,
            quote=self.text[start:end],
            summary=summaries.of(words, lead, units),
            units=units,
            roles={role: roles.get(role, []) for role in (notes.LEAD, notes.DUTY, notes.HELP)},
            deadline=(self._field(piece) or due.words) if due else None,
            due_on=due.on if due else None,
            dates=tuple(found),
            every=frequencies.find(words),
            heading_path=_path(section, piece.start),
            possible=piece.role is Role.POSSIBLE,
            standard="；".join(standard) or column or None,
            quantities=tuple(filter(None, map(standards.quantity, standard))),
        )

    def _dates(self, piece: Piece) -> list[Due]:
        field = self._field(piece)
        if field:
            return dates.parse(field, self.almanac)
        return self.dates.due(piece.start, piece.end, self.almanac)

    def _field(self, piece: Piece) -> str | None:
        return piece.note.due if piece.note else None


def _by_day(due: Due) -> tuple[bool, date]:
    return due.on is None, due.on or date.max


def _path(section: Section | None, start: int) -> tuple[str, ...]:
    if section is None:
        return ()
    return (*section.path, section.words) if section.words and start != section.start else section.path
