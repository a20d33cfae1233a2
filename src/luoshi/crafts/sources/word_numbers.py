"""Automatic numbers of a Word document: what a reader sees before a paragraph but nobody typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from luoshi.crafts.sources import numerals

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_HIGHEST = 100_000
_CLOSED = "、）．。：】〕》"


def number_of(element: Any, path: str) -> int | None:
    """Return the w:val of a child as a whole number within sane bounds, or None."""
    found = None if element is None else element.find(path)
    value = "" if found is None else found.get(f"{W}val", "")
    return min(int(value), _HIGHEST) if re.fullmatch(r"\d{1,9}", value) else None


def word_of(element: Any, path: str) -> str:
    """Return the w:val of a child, or an empty string."""
    found = None if element is None else element.find(path)
    return "" if found is None else found.get(f"{W}val", "")


@dataclass(frozen=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    spaced: bool = True
    paragraph_style: str = ""


@dataclass
class _List:
    levels: dict[int, _Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(frozen=True)
class _Use:
    """One w:num: the list that it counts in, and the levels that it begins anew."""

    shared: _List
    levels: dict[int, _Level]
    restarts: dict[int, int]


class Numbers:
    """Counts the paragraphs of one document in the order in which they are asked for."""

    def __init__(self, numbering: _Element | None) -> None:
        self._uses: dict[str, _Use] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._learn(numbering)

    def label(self, number: str, level: int) -> str:
        """Return what stands before the next paragraph of list `number` (w:numId) at a level from 0."""
        use = self._uses.get(number)
        if use is None or not 0 <= level < _LEVELS:
            return ""
        counters = use.shared.counters
        self._count(number, level, use, counters)
        shape = use.levels.get(level, _Level())
        if shape.style == "bullet":
            sign = shape.pattern.strip()
            return "• " if not sign or "\ue000" <= sign[0] <= "\uf8ff" else f"{sign[0]} "

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = use.levels.get(place, _Level())
            style = "decimal" if shape.legal and other.style != "none" else other.style
            count = counters[place]
            return numerals.written(other.start if count is None else count, style)

        words = _PLACE.sub(shown, shape.pattern)
        return words + (" " if words and shape.spaced and words[-1] not in _CLOSED else "")

    def level_of_style(self, number: str, style: str) -> int | None:
        """Return the level that a list gives to a paragraph style, if it names the style."""
        use = self._uses.get(number)
        levels = use.levels.items() if use else ()
        return next((level for level, shape in levels if shape.paragraph_style == style), None)

    def _count(self, number: str, level: int, use: _Use, counters: list[int | None]) -> None:
        for place in range(level):
            if counters[place] is None:
                counters[place] = use.levels.get(place, _Level()).start
        now = counters[level]
        anew = level in use.restarts and (number, level) not in self._begun
        if anew:
            self._begun.add((number, level))
        if anew:
            counters[level] = use.restarts[level]
        else:
            counters[level] = use.levels.get(level, _Level()).start if now is None else now + 1
        for deeper in range(level + 1, _LEVELS):
            restart = use.levels.get(deeper, _Level()).restart
            if restart is None or (restart and level < restart):
                counters[deeper] = None

    def _learn(self, numbering: _Element) -> None:
        lists: dict[str, _List] = {}
        styles: dict[str, str] = {}
        linked: dict[str, str] = {}
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            lists[key] = _List(
                {place: shape for node in abstract.iterfind(f"{W}lvl") for place, shape in _level(node)}
            )
            if style := word_of(abstract, f"{W}styleLink"):
                styles[style] = key
            if link := word_of(abstract, f"{W}numStyleLink"):
                linked[key] = link
        for node in numbering.iterfind(f"{W}num"):
            key = word_of(node, f"{W}abstractNumId")
            key = styles.get(linked.get(key, ""), key)
            if key not in lists:
                continue
            levels, restarts = dict(lists[key].levels), {}
            for override in node.iterfind(f"{W}lvlOverride"):
                place = _place(override)
                levels.update(pair for own in override.iterfind(f"{W}lvl") for pair in _level(own))
                begin = number_of(override, f"{W}startOverride")
                if begin is not None:
                    restarts[place] = begin
                    levels[place] = replace(levels.get(place, _Level()), start=begin)
            self._uses[node.get(f"{W}numId", "")] = _Use(lists[key], levels, restarts)


def _place(node: Any) -> int:
    written = node.get(f"{W}ilvl", "")
    return int(written) if re.fullmatch(r"[0-8]", written) else 0


def _level(node: Any) -> list[tuple[int, _Level]]:
    styles = [found for found in node.iter(f"{W}numFmt") if found.get(f"{W}val") != "custom"]
    start = number_of(node, f"{W}start")
    legal = node.find(f"{W}isLgl")
    shape = _Level(
        start=0 if start is None else start,
        style=styles[-1].get(f"{W}val", "decimal") if styles else "decimal",
        pattern=word_of(node, f"{W}lvlText"),
        restart=number_of(node, f"{W}lvlRestart"),
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        spaced=word_of(node, f"{W}suff") != "nothing",
        paragraph_style=word_of(node, f"{W}pStyle"),
    )
    return [(_place(node), shape)]
