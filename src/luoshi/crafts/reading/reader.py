"""The reading itself: bounds, outline, notes, then every sentence judged and every directive dressed."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from luoshi.crafts.reading import (
    body,
    dates,
    judging,
    kinds,
    notes,
    numbering,
    outline,
    sentences,
    standards,
    summaries,
)
from luoshi.crafts.reading.flat import Flat, flatten
from luoshi.crafts.reading.model import Directive, Heading, Reading, Role, Sentence
from luoshi.crafts.reading.notes import Note
from luoshi.crafts.reading.outline import Block, Section

_FEWEST_NOTES = 3
_LONGEST_ITEM = 2000
_MEASURES = re.compile(r"^(?:具体|主要|重点|工作)(?:举措|措施|任务|做法|要求)[：]?$")
_SIGNATURE = re.compile(
    r"^[^，。；！？]{0,40}?(?:\d{4}年\d{1,2}月\d{1,2}日)$|^（此件[^）]*）$|^\d{4}年\d{1,2}月\d{1,2}日$"
)
_SAME = re.compile(r"(?:该项?|此项|上述|以上|这项)(?:工作|任务|措施|内容|情况|材料|整改|行动|活动)|其中，")
_TRIM = "，；、 "


@dataclass(frozen=True, slots=True)
class _Piece:
    """A flat stretch that has one role."""

    start: int
    end: int
    role: Role
    section: Section | None = None
    note: Note | None = None
    is_note: bool = False


def read(text: str, *, today_year: int | None = None) -> Reading:
    """Return the reading of a decoded document.

    `today_year` resolves dates without a year when the document itself names none. Offsets count the
    characters of `text` from 0, the first line included; every quote equals its slice of `text`.
    """
    bounds = body.find(text)
    if bounds.start == bounds.end:
        kind = kinds.of(bounds.title)
        return Reading(bounds.title, kind, "", None, bounds.start, bounds.end, (), (), ())
    flat = flatten(text)
    start, end, prose = (bisect_left(flat.starts, at) for at in (bounds.start, bounds.end, bounds.prose))
    kind = kinds.of(bounds.title, flat.text[prose : prose + 400])
    marks = numbering.find(flat, prose, end, unnumbered=kinds.is_speech(kind))
    found_notes = notes.find(flat, prose, end)
    blocks = outline.build(flat, prose, end, marks, found_notes)
    noted = sum(bool(note.roles or note.due) for note in found_notes) >= _FEWEST_NOTES
    judge = _Judge(
        flat,
        found_notes,
        by_item=noted or kinds.is_plan(kind),
        tells=kinds.tells(kind),
        standing=kinds.is_rule(kind),
    )
    pieces = judge.pieces(blocks)
    if start < prose:
        pieces.insert(0, _Piece(start, prose, Role.BACKGROUND))
    dresser = _Dresser(text, flat, _year(bounds, today_year), bounds.issued_on)
    return Reading(
        title=bounds.title,
        kind=kind,
        number=bounds.number,
        issued_on=bounds.issued_on,
        body_start=bounds.start,
        body_end=bounds.end,
        headings=tuple(
            _heading(flat, block.section) for block in blocks if block.section and block.section.words
        ),
        directives=tuple(
            dresser.dress(piece)
            for piece in pieces
            if piece.role in (Role.DIRECTIVE, Role.POSSIBLE) and not piece.is_note
        ),
        sentences=tuple(_accounts(flat, pieces)),
    )


def _year(bounds: body.Bounds, today_year: int | None) -> int | None:
    if bounds.issued_on:
        return bounds.issued_on.year
    named = re.search(r"[〔\[［（(【](20\d{2})", bounds.number) or re.search(r"(20\d{2})年", bounds.title)
    return int(named[1]) if named else today_year


def _heading(flat: Flat, section: Section) -> Heading:
    start, end = flat.span(section.start, section.start + len(section.words))
    return Heading(section.mark.level, section.words, start, end)


class _Judge:
    """Cuts blocks into pieces and says what each piece is."""

    def __init__(
        self, flat: Flat, found_notes: list[Note], *, by_item: bool, tells: bool, standing: bool
    ) -> None:
        self.flat = flat
        self.notes = found_notes
        self.starts = [note.start for note in found_notes]
        self.by_item = by_item
        self.tells = tells
        self.standing = standing
        self.levels = 0

    def pieces(self, blocks: list[Block]) -> list[_Piece]:
        self.levels = max((block.section.mark.level for block in blocks if block.section), default=0)
        found: list[_Piece] = []
        for block in blocks:
            section = block.section
            if section and section.alone:
                found.append(_Piece(section.mark.start, section.end, Role.HEADING))
            elif section and section.mark.start < block.start:
                found.append(_Piece(section.mark.start, block.start, Role.HEADING))
            found += self._block(block)
        return found

    def _block(self, block: Block) -> list[_Piece]:
        found: list[_Piece] = []
        position = block.start
        for index in range(bisect_left(self.starts, block.start), len(self.notes)):
            note = self.notes[index]
            if note.start >= block.end:
                break
            if not (note.roles or note.due):
                continue
            if note.start > position:
                start = self._after_asides(position, note.start)
                found += self._rest(position, start, block) if start > position else []
                found.append(_Piece(start, note.start, Role.DIRECTIVE, block.section, note))
            found.append(
                _Piece(note.start, note.end, Role.DIRECTIVE if found else Role.BACKGROUND, is_note=True)
            )
            position = note.end
        if position < block.end:
            found += self._rest(position, block.end, block)
        return found

    def _after_asides(self, start: int, end: int) -> int:
        """Skip what stands between an item and its measures, such as 具体举措："""
        for first, last in sentences.split(self.flat, start, end):
            if not _MEASURES.match(self.flat.text[first:last]):
                return first
        return start

    def _rest(self, start: int, end: int, block: Block) -> list[_Piece]:
        """Judge a stretch without a note: by item, by paragraph or by sentence."""
        section = block.section
        spans = sentences.split(self.flat, start, end)
        if self.standing:
            return [_Piece(a, b, Role.BACKGROUND, section) for a, b in spans]
        if section is None or not self.by_item or self._each_its_own(spans):
            return self._by_sentence(spans, block)
        if section.background:
            return [_Piece(a, b, Role.BACKGROUND, section) for a, b in spans]
        asides = [(a, b) for a, b in spans if self._is_aside(a, b)]
        apart = set(asides)
        spans = [span for span in spans if span not in apart]
        whole = start == block.start and not section.alone and end - start <= _LONGEST_ITEM
        groups = [spans] if whole and spans else self._paragraphs(spans)
        found = [_Piece(a, b, Role.BACKGROUND, section) for a, b in asides]
        for group in groups:
            found += self._group(group, section)
        return sorted(found, key=lambda piece: piece.start)

    def _group(self, group: list[tuple[int, int]], section: Section) -> list[_Piece]:
        roles = [self._role(a, b, spoken=False) for a, b in group]
        best = (
            Role.DIRECTIVE
            if Role.DIRECTIVE in roles
            else Role.POSSIBLE
            if Role.POSSIBLE in roles
            else Role.BACKGROUND
        )
        return [_Piece(group[0][0], group[-1][1], best, section)]

    def _each_its_own(self, spans: list[tuple[int, int]]) -> bool:
        """In a paper of one level, sentences that each name their own unit are tasks of their own."""
        if self.levels > 1 or len(spans) < 3 or self.notes:
            return False
        named = sum(bool(judging.subjects(self.flat.text[a:b])) for a, b in spans[1:])
        return named >= 2 and 2 * named >= len(spans) - 1

    def _by_sentence(self, spans: list[tuple[int, int]], block: Block) -> list[_Piece]:
        section = block.section
        found: list[_Piece] = []
        for index, (start, end) in enumerate(spans):
            if (section and section.background) or self._is_aside(start, end):
                found.append(_Piece(start, end, Role.BACKGROUND, section))
                continue
            if index == 0 and self._leads(section, spans, block):
                found.append(_Piece(start, end, Role.HEADING, section))
                continue
            label = self._label(section, start, end) if index == 0 else start
            if label > start:
                found.append(_Piece(start, label, Role.HEADING, section))
                start = label
            for first, last in self._parted(start, end):
                if found and found[-1].role is Role.DIRECTIVE and self._continues(found[-1].end, first):
                    found[-1] = replace(found[-1], end=last)
                    continue
                found.append(_Piece(first, last, self._spoken(first, last, block), section))
        return found

    def _label(self, section: Section | None, start: int, end: int) -> int:
        """Where the sentence begins after a label that heads it: 结果应用：督查组要……"""
        if section is None or section.alone or start != section.start or not section.words:
            return start
        after = start + len(section.words)
        return after + 1 if after + 1 < end and self.flat.text[after] == "：" else start

    def _continues(self, end: int, start: int) -> bool:
        """Whether a sentence speaks on about the one before it: 该项工作于4月底前完成。"""
        return end == start and bool(_SAME.match(self.flat.text, start))

    def _leads(self, section: Section | None, spans: list[tuple[int, int]], block: Block) -> bool:
        """Whether the first sentence is the item's heading, with its text in the same paragraph."""
        if section is None or section.alone or not section.words or len(spans) < 2:
            return False
        start, end = spans[0]
        if start != block.start or end - start > len(section.words) + 2:
            return False
        return not self.flat.starts_paragraph(spans[1][0])

    def _spoken(self, start: int, end: int, block: Block) -> Role:
        """What stands before the first number introduces: it orders only what it dates or asks for."""
        found = self._role(start, end, spoken=True)
        if found is Role.DIRECTIVE and block.section is None and self.levels:
            return Role.DIRECTIVE if judging.asks(self.flat.text[start:end]) else Role.POSSIBLE
        return found

    def _role(self, start: int, end: int, *, spoken: bool) -> Role:
        dated = bool(dates.find(self.flat.text, start, end, None, None))
        return judging.role(self.flat.text[start:end], spoken=spoken, dated=dated, tells=self.tells)

    def _parted(self, start: int, end: int) -> list[tuple[int, int]]:
        """Split at ； where at least two parts carry a date of their own."""
        parts = sentences.parts(self.flat, start, end)
        if len(parts) < 2:
            return [(start, end)]
        dated = sum(bool(dates.find(self.flat.text, a, b, None, None)) for a, b in parts)
        return parts if dated >= 2 else [(start, end)]

    def _paragraphs(self, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
        groups: list[list[tuple[int, int]]] = []
        for span in spans:
            if not groups or self.flat.starts_paragraph(span[0]):
                groups.append([])
            groups[-1].append(span)
        return groups

    def _is_aside(self, start: int, end: int) -> bool:
        words = self.flat.text[start:end].strip("。")
        return bool(_SIGNATURE.match(words) or _MEASURES.match(words))


class _Dresser:
    """Turns a piece into a directive: quote, units, deadline, standard, summary."""

    def __init__(self, text: str, flat: Flat, year: int | None, issued_on: date | None) -> None:
        self.text = text
        self.flat = flat
        self.year = year
        self.issued_on = issued_on

    def dress(self, piece: _Piece) -> Directive:
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

    def _due(self, piece: _Piece) -> dates.Due | None:
        if piece.note and piece.note.due:
            return dates.parse(piece.note.due, self.year, self.issued_on)
        found = dates.find(self.flat.text, piece.start, piece.end, self.year, self.issued_on)
        return found[-1] if found else None


def _path(section: Section | None, start: int) -> tuple[str, ...]:
    if section is None:
        return ()
    return (*section.path, section.words) if section.words and start != section.start else section.path


def _accounts(flat: Flat, pieces: list[_Piece]) -> list[Sentence]:
    accounts = []
    for piece in pieces:
        for first, last in sentences.split(flat, piece.start, piece.end):
            start, end = flat.span(first, last)
            accounts.append(Sentence(start, end, piece.role))
    return accounts
