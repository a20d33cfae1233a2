"""The outline: which words are headings, and the blocks of running text between the enumerators."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.crafts.reading.flat import Flat
from luoshi.crafts.reading.notes import Note
from luoshi.crafts.reading.numbering import Mark

_FULL_STOP = re.compile(r"[。！？；]")
_LONGEST_HEADING = 40
_LONGEST_LABEL = 10
_SIGNIFICANCE = ("重要性", "必要性", "紧迫性", "重要意义", "重大意义")
_BACKGROUND = re.compile(
    r"(?:指导思想|总体要求|总体思路|工作思路|基本思路|基本原则|工作原则|遵循原则|工作目标|主要目标|发展目标|总体目标"
    r"|行动目标|预期目标|具体目标|任务目标|阶段性?目标|近期目标|远期目标|目标任务|重要(?:性|意义)(?:和[^，。]{0,6})?"
    r"|重大意义|必要性|紧迫性|背景|形势|现状|工作成效|成效|工作回顾|回顾|发展成就|总体情况|基本情况|工作开展情况|开展情况"
    r"|进展情况|主要做法|主要成绩|存在(?:的)?(?:主要|突出)?问题(?:和不足)?|督查发现的?(?:主要)?问题|检查发现的?(?:主要)?问题"
    r"|发现的?(?:主要)?问题|主要问题|适用范围|适用对象|主要职责|成员单位|工作规则|议事规则|名词解释|附则"
    r"|督[查察](?:内容|对象|范围|时间安排)|会议(?:时间|内容|地点|议程|安排)[^，。]{0,4}|参[会加]人员|参会对象|参加对象"
    r"|时间[、和及]?地点|申报(?:范围|条件|对象)|评[选审](?:范围|条件)|奖项设置|机遇|挑战|有利条件"
    r"|发展成就和[^。]{0,12}回顾)$"
)
_LONGEST_BEFORE = 8


class Section(NamedTuple):
    """One numbered heading and its place: `words` as written, flat offsets, the headings above it."""

    mark: Mark
    words: str
    start: int
    end: int
    alone: bool
    path: tuple[str, ...]
    background: bool


class Block(NamedTuple):
    """A stretch of running text under one heading (or none, at the head and foot of a document)."""

    start: int
    end: int
    section: Section | None
    leaf: bool


def build(flat: Flat, start: int, end: int, marks: list[Mark], notes: list[Note]) -> list[Block]:
    """Return the blocks of the body in order; a heading alone on its line is not part of its block."""
    blocks: list[Block] = []
    if not marks or marks[0].start > start:
        blocks.append(Block(start, marks[0].start if marks else end, None, leaf=True))
    noted = sorted(note.start for note in notes)
    stack: list[Section] = []
    for index, mark in enumerate(marks):
        stop = marks[index + 1].start if index + 1 < len(marks) else end
        leaf = index + 1 == len(marks) or marks[index + 1].level <= mark.level
        while stack and stack[-1].mark.level >= mark.level:
            stack.pop()
        section = _section(flat, mark, stop, leaf, stack, noted)
        stack.append(section)
        blocks.append(Block(section.end if section.alone else mark.after, stop, section, leaf))
    return blocks


def around(blocks: list[Block], tables: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """Give the blocks without the tables in them, which may leave several blocks of one section."""
    firsts = [first for first, _ in tables]
    for block in blocks:
        start = block.start
        for first, last in tables[bisect_left(firsts, start) : bisect_left(firsts, block.end)]:
            if start <= first:
                yield block._replace(start=start, end=first)
                start = min(last, block.end)
        yield block._replace(start=start)


def _section(
    flat: Flat, mark: Mark, stop: int, leaf: bool, stack: list[Section], noted: list[int]
) -> Section:
    """A heading ends at its line when nothing but a line break follows, else at its first full stop."""
    limit = _next_note(noted, mark.after, stop)
    full = _FULL_STOP.search(flat.text, mark.after, limit)
    sentence = full.start() if full else limit
    line = _line_end(flat, mark.after, limit)
    if line < sentence or (not full and not leaf):
        end, alone = (line, True) if line < sentence else (sentence, True)
        if end - mark.after > 60:
            end, alone = min(sentence, end), False
    else:
        end = sentence
        rest = flat.text[sentence + 1 : stop].strip("。")
        alone = not leaf and not rest and sentence - mark.after <= _LONGEST_HEADING and limit == stop
        if alone:
            end = min(stop, sentence + 1)
    if end == stop and leaf and not full:
        alone = limit == stop and _short_heading(flat.text[mark.after : end])
    words = flat.text[mark.after : end].rstrip("。；：，")
    label, colon, _ = words.partition("：")
    if colon and len(label) <= _LONGEST_LABEL:
        words = label
    if not alone and len(words) > _LONGEST_HEADING:
        words = ""
    path = (*(stack[-1].path if stack else ()), *((stack[-1].words,) if stack and stack[-1].words else ()))
    background = (bool(stack) and stack[-1].background) or _tells_background(words)
    return Section(mark, words, mark.after, end, alone, path, background)


def _tells_background(words: str) -> bool:
    """Whether what stands under these words is told and not ordered: aims, state of things, formalities."""
    if words.endswith(_SIGNIFICANCE) and len(words) <= 40 and "。" not in words:
        return True
    found = _BACKGROUND.search(words)
    return (
        found is not None
        and found.start() <= _LONGEST_BEFORE
        and not set("，。") & set(words[: found.start()])
    )


def _short_heading(words: str) -> bool:
    return len(words) <= 4


def _next_note(noted: list[int], start: int, stop: int) -> int:
    index = bisect_left(noted, start)
    return min(stop, noted[index]) if index < len(noted) else stop


def _line_end(flat: Flat, start: int, stop: int) -> int:
    """Where the line with the heading ends; in a wrapped text only a short, closed line is a heading."""
    line = bisect_right(flat.lines, start)
    if line == len(flat.lines) or (index := flat.lines[line]) >= min(stop, start + 80):
        return stop
    if not flat.wrapped:
        return index
    if flat.starts_line(start) or not 4 <= index - start <= 28:
        return stop
    return index if flat.gaps[index] == 3 or flat.text[index] not in "“”，、。；：（）的和" else stop
