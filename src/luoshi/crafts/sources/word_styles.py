"""What the styles of a Word document add to a paragraph: its list, its level, whether it is contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from luoshi.crafts.sources.word_numbers import Numbers, W, number_of, word_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading)", re.IGNORECASE)
_DEEPEST = 20


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, styles: _Element | None) -> None:
        self._named: dict[str, Any] = {}
        self._default = ""
        for style in () if styles is None else styles.iterfind(f"{W}style"):
            if style.get(f"{W}type", "paragraph") != "paragraph":
                continue
            name = style.get(f"{W}styleId", "")
            self._named[name] = style
            if style.get(f"{W}default") in ("1", "true", "on"):
                self._default = name

    def number(self, shape: Any, numbers: Numbers) -> tuple[str, int]:
        """Return the list (w:numId, empty for none) and the level of a paragraph from its properties."""
        own = None if shape is None else shape.find(f"{W}numPr")
        number, level = word_of(own, f"{W}numId"), number_of(own, f"{W}ilvl")
        if not number:
            number, inherited = self._inherited(word_of(shape, f"{W}pStyle") or self._default, numbers)
            level = inherited if level is None else level
        return ("" if number == "0" else number), level or 0

    def is_contents(self, shape: Any) -> bool:
        """Return whether the paragraph is a line of the automatic table of contents."""
        style = self._named.get(word_of(shape, f"{W}pStyle"))
        return style is not None and bool(_CONTENTS.match(word_of(style, f"{W}name")))

    def _inherited(self, name: str, numbers: Numbers) -> tuple[str, int]:
        for _ in range(_DEEPEST):
            style = self._named.get(name)
            if style is None:
                break
            own = style.find(f"{W}pPr/{W}numPr")
            if number := word_of(own, f"{W}numId"):
                level = numbers.level_of_style(number, name)
                return number, (number_of(own, f"{W}ilvl") or 0) if level is None else level
            name = word_of(style, f"{W}basedOn")
        return "", 0
