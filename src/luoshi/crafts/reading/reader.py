"""The reading itself: bounds, outline and notes, then every piece judged and every directive dressed."""

from __future__ import annotations

import re
from bisect import bisect_left

from luoshi.crafts.reading import body, imprint, kinds, notes, numbering, outline, sentences, tables
from luoshi.crafts.reading.almanac import Almanac
from luoshi.crafts.reading.dates import Dates
from luoshi.crafts.reading.dressing import Dresser
from luoshi.crafts.reading.flat import Flat, flatten
from luoshi.crafts.reading.model import Heading, Reading, Role, Sentence
from luoshi.crafts.reading.outline import Section
from luoshi.crafts.reading.pieces import Judge, Piece
from luoshi.rules.calendar import SchoolCalendar, WorkCalendar

_FEWEST_NOTES = 3
_WORKDAYS = WorkCalendar()
_SCHOOLS = SchoolCalendar()


def read(
    text: str,
    *,
    today_year: int | None = None,
    workdays: WorkCalendar = _WORKDAYS,
    schools: SchoolCalendar = _SCHOOLS,
) -> Reading:
    """Return the reading of a decoded document.

    `today_year` resolves dates without a year when the document itself names none; `workdays` and `schools`
    are the calendars that its dates are counted by. Offsets count the characters of `text` from 0, the first
    line included; every quote equals its slice of `text`.
    """
    found_tables = tables.find(text)
    spans = [(table.start, table.end) for table in found_tables]
    bounds = body.find(text, spans)
    if bounds.start == bounds.end:
        kind = kinds.of(bounds.title)
        return Reading(bounds.title, kind, "", None, bounds.start, bounds.end, (), (), ())
    flat = flatten(text, spans)
    start, end, prose = map(flat.index, (bounds.start, bounds.end, bounds.prose))
    kind = kinds.of(bounds.title, flat.text[prose : prose + 400])
    cut = [(flat.index(first), flat.index(last)) for first, last in spans]
    prose_only = flat.without(cut)
    marks = numbering.find(prose_only, prose, end, unnumbered=kinds.is_speech(kind))
    found_notes = notes.find(prose_only, prose, end, marks)
    stops = [*found_notes, *(notes.Note(*span) for span in cut)]
    outlined = outline.build(prose_only, prose, end, notes.outside(marks, found_notes), stops)
    blocks = list(outline.around(outlined, cut)) if cut else outlined
    noted = sum(bool(note.roles or note.due) for note in found_notes) >= _FEWEST_NOTES
    manner = kinds.manner(kind, flat.text[prose:end], noted=noted)
    found_dates = Dates(flat.text)
    judge = Judge(flat, found_notes, found_dates, manner)
    pieces = judge.pieces(blocks)
    sections = [block.section for block in blocks if block.section]
    begins = [section.mark.start for section in sections]
    for table, (first, _) in zip(found_tables, cut, strict=True):
        above = bisect_left(begins, first)
        pieces += judge.of_table(table, sections[above - 1] if above else None)
    pieces.sort(key=lambda piece: piece.start)
    if start < prose:
        pieces.insert(0, Piece(start, prose, Role.BACKGROUND))
    year = _year(bounds, today_year)
    dresser = Dresser(text, flat, found_dates, Almanac(year, bounds.issued_on, workdays, schools))
    return Reading(
        title=bounds.title,
        kind=kind,
        number=bounds.number,
        issued_on=bounds.issued_on,
        body_start=bounds.start,
        body_end=bounds.end,
        headings=tuple(
            _heading(flat, block.section) for block in outlined if block.section and block.section.words
        ),
        directives=tuple(
            dresser.dress(piece)
            for piece in pieces
            if piece.role in (Role.DIRECTIVE, Role.POSSIBLE) and not piece.is_note
        ),
        sentences=tuple(_accounts(flat, pieces)),
        imprint=imprint.of(text, bounds),
    )


def _year(bounds: body.Bounds, today_year: int | None) -> int | None:
    if bounds.issued_on:
        return bounds.issued_on.year
    named = re.search(r"[〔\[［（(【](20\d{2})", bounds.number) or re.search(r"(20\d{2})年", bounds.title)
    return int(named[1]) if named else today_year


def _heading(flat: Flat, section: Section) -> Heading:
    start, end = flat.span(section.start, section.start + len(section.words))
    return Heading(section.mark.level, section.words, start, end)


def _accounts(flat: Flat, pieces: list[Piece]) -> list[Sentence]:
    accounts = []
    for piece in pieces:
        for first, last in sentences.split(flat, piece.start, piece.end):
            start, end = flat.span(first, last)
            accounts.append(Sentence(start, end, piece.role))
    return accounts
