"""Blocks cut into pieces, and each piece judged: by its note, by its item, or by its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from luoshi.crafts.reading import judging, sentences
from luoshi.crafts.reading.dates import Dates
from luoshi.crafts.reading.flat import Flat
from luoshi.crafts.reading.kinds import Manner
from luoshi.crafts.reading.model import Role
from luoshi.crafts.reading.notes import Note
from luoshi.crafts.reading.numbering import Mark
from luoshi.crafts.reading.outline import Block, Section
from luoshi.crafts.reading.tables import Table

_LONGEST_ITEM = 2000
_MEASURES = re.compile(r"^(?:具体|主要|重点|工作)(?:举措|措施|任务|做法|要求)[：]?$")
_SIGNATURE = re.compile(
    r"^[^，。；！？]{0,40}?(?:\d{4}年\d{1,2}月\d{1,2}日)$|^（此件[^）]*）$|^\d{4}年\d{1,2}月\d{1,2}日$"
)
_SAME = re.compile(r"(?:该项?|此项|上述|以上|这项)(?:工作|任务|措施|内容|情况|材料|整改|行动|活动)|其中，")


class Piece(NamedTuple):
    """A flat stretch that has one role."""

    start: int
    end: int
    role: Role
    section: Section | None = None
    note: Note | None = None
    is_note: bool = False


class Judge:
    """Cuts blocks into pieces and says what each piece is."""

    def __init__(self, flat: Flat, found_notes: list[Note], found_dates: Dates, manner: Manner) -> None:
        self.flat = flat
        self.dates = found_dates
        self.notes = found_notes
        self.starts = [note.start for note in found_notes]
        self.manner = manner
        self.levels = 0

    def pieces(self, blocks: list[Block]) -> list[Piece]:
        self.levels = max((block.section.mark.level for block in blocks if block.section), default=0)
        found: list[Piece] = []
        above: Section | None = None
        for block in blocks:
            section, known = block.section, block.section is above
            above = section
            if known:
                found += self._block(block)
                continue
            if section and section.alone:
                found.append(Piece(section.mark.start, section.end, Role.HEADING))
            elif section and section.mark.start < block.start:
                found.append(Piece(section.mark.start, block.start, Role.HEADING))
            found += self._block(block)
        return found

    def of_table(self, table: Table, section: Section | None) -> list[Piece]:
        """Return the rows of a table: what stands before a task heads it, what stands behind is its note.

        Each row is a task; one that tells what became of it was ordered before and is only possible.
        """
        above = (
            (*section.path, section.words) if section and section.words else section.path if section else ()
        )
        found: list[Piece] = []
        position = self.flat.index(table.start)
        for row in table.rows:
            start, after, end = map(self.flat.index, (*row.task, row.end))
            if start > position:
                found.append(Piece(position, start, Role.HEADING))
            role = Role.POSSIBLE if row.told else Role.DIRECTIVE
            mark = Mark("row", len(found), start, start, 0)
            under = Section(mark, "", start, start, True, (*above, *row.path), False)
            note = Note(after, end, row.roles, row.due, row.standard)
            found.append(Piece(start, after, role, under, note))
            if end > after:
                found.append(Piece(after, end, role, is_note=True))
            position = end
        end = self.flat.index(table.end)
        return [*found, Piece(position, end, Role.BACKGROUND)] if end > position else found

    def _block(self, block: Block) -> list[Piece]:
        found: list[Piece] = []
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
                found.append(Piece(start, note.start, Role.DIRECTIVE, block.section, note))
            found.append(
                Piece(note.start, note.end, Role.DIRECTIVE if found else Role.BACKGROUND, is_note=True)
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

    def _rest(self, start: int, end: int, block: Block) -> list[Piece]:
        """Judge a stretch without a note: by item, by paragraph or by sentence."""
        section = block.section
        spans = sentences.split(self.flat, start, end)
        if self.manner.standing:
            return [Piece(a, b, Role.BACKGROUND, section) for a, b in spans]
        if section is None or not self.manner.by_item or self._each_its_own(spans):
            return self._by_sentence(spans, block)
        if section.background:
            return [Piece(a, b, Role.BACKGROUND, section) for a, b in spans]
        whole = start == block.start and not section.alone and end - start <= _LONGEST_ITEM
        found: list[Piece] = []
        for group in self._groups(spans, whole=whole):
            if self._is_aside(*group[0]):
                found.append(Piece(*group[0], Role.BACKGROUND, section))
            else:
                found.append(self._group(group, section))
        return found

    def _groups(self, spans: list[tuple[int, int]], *, whole: bool) -> list[list[tuple[int, int]]]:
        """Sentences that stand together: the whole item or its paragraphs; an aside stands alone."""
        groups: list[list[tuple[int, int]]] = []
        closed = True
        for span in spans:
            aside = self._is_aside(*span)
            if closed or aside or (not whole and self.flat.starts_paragraph(span[0])):
                groups.append([])
            groups[-1].append(span)
            closed = aside
        return groups

    def _group(self, group: list[tuple[int, int]], section: Section) -> Piece:
        roles = [self._role(start, end, spoken=False) for start, end in group]
        order = (Role.DIRECTIVE, Role.POSSIBLE, Role.BACKGROUND)
        return Piece(group[0][0], group[-1][1], next(role for role in order if role in roles), section)

    def _each_its_own(self, spans: list[tuple[int, int]]) -> bool:
        """In a paper of one level, sentences that each name their own unit are tasks of their own."""
        if self.levels > 1 or len(spans) < 3 or self.notes:
            return False
        named = sum(bool(judging.subjects(self.flat.text[a:b])) for a, b in spans[1:])
        return named >= 2 and 2 * named >= len(spans) - 1

    def _by_sentence(self, spans: list[tuple[int, int]], block: Block) -> list[Piece]:
        section = block.section
        found: list[Piece] = []
        for index, (start, end) in enumerate(spans):
            if (section and section.background) or self._is_aside(start, end):
                found.append(Piece(start, end, Role.BACKGROUND, section))
                continue
            if index == 0 and self._leads(section, spans, block):
                found.append(Piece(start, end, Role.HEADING, section))
                continue
            label = self._label(section, start, end) if index == 0 else start
            if label > start:
                found.append(Piece(start, label, Role.HEADING, section))
                start = label
            for first, last in self._parted(start, end):
                if found and found[-1].role is Role.DIRECTIVE and self._continues(found[-1].end, first):
                    found[-1] = found[-1]._replace(end=last)
                    continue
                found.append(Piece(first, last, self._spoken(first, last, block), section))
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
        dated = self.dates.is_due(start, end)
        words = self.flat.text[start:end]
        found = judging.role(words, spoken=spoken, dated=dated, tells=self.manner.tells)
        return Role.POSSIBLE if self.manner.quoted and found is Role.DIRECTIVE else found

    def _parted(self, start: int, end: int) -> list[tuple[int, int]]:
        """Split at ； where at least two parts carry a date of their own."""
        if "；" not in self.flat.text[start : end - 1]:
            return [(start, end)]
        parts = sentences.parts(self.flat, start, end)
        dated = sum(self.dates.is_due(a, b) for a, b in parts)
        return parts if dated >= 2 else [(start, end)]

    def _is_aside(self, start: int, end: int) -> bool:
        words = self.flat.text[start:end].strip("。")
        signed = words.endswith(("日", "）")) and _SIGNATURE.match(words)
        return bool(signed or _MEASURES.match(words))
