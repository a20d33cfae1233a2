"""From a saved page to the text that a reader sees on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from luoshi.crafts.sources.decoding import decode
from luoshi.crafts.sources.model import Kind, Source

if TYPE_CHECKING:
    from luoshi.crafts.sources import grids

_HIDDEN = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "select",
    "object",
    "textarea",
    "title",
}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_CELLS = ("td", "th")
_TAB = "\x1f"
"""Stands for a tab between cells until the tabs of the page's source have become spaces."""
_WIDEST = 64
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_LOOKS_LIKE_HTML = re.compile(
    r"^\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.IGNORECASE
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


def source_of(data: bytes, name: str) -> Source:
    """Return the text that offsets count in: a .txt as it is, the visible text of a saved page.

    `name` is the file's name; what the file holds weighs more than its suffix. Raises Refused as `decode`.
    """
    text = _decoded(data)
    if name.lower().endswith((".html", ".htm", ".xhtml", ".mht")) or _LOOKS_LIKE_HTML.match(text[:2000]):
        return Source(_visible(text), Kind.PAGE)
    return Source(text, Kind.TEXT)


def _decoded(data: bytes) -> str:
    """A page that declares a charset of the GB family is read as GB 18030, whatever else would fit."""
    declared = _DECLARED.search(data[:4096])
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030", b"gb_2312-80"):
        try:
            return decode(data.decode("gb18030").encode())
        except UnicodeDecodeError:
            return decode(data)
    return decode(data)


def _visible(text: str) -> str:
    """The library of the standard library takes minutes for 20,000 unclosed tags; this one is linear."""
    from lxml import etree

    seen = _Visible()
    target = cast(Any, seen)  # the stubs would have it take bytes as well
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    parser.feed(text.encode())
    parser.close()
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip(" ") for line in "".join(seen.words).split("\n"))
    return "\n".join(line for line in lines if line.strip()).replace(_TAB, "\t") + "\n"


@dataclass
class _Cell:
    """One cell: where its words begin and end among the words of the page, and what it spans."""

    start: int
    end: int
    wide: int
    high: int


@dataclass
class _Table:
    """One table, the place of its words, and whether another stands in it, as where tables lay out a page."""

    start: int
    rows: list[list[_Cell]]
    nested: bool = False


class _Visible:
    """Keeps the words that a browser shows; the parser calls it for every tag and every piece of text."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._hidden: list[str] = []
        self._pieces: list[str] = []
        self._tables: list[_Table] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        if tag in _BLOCKS:
            self.words.append("\n")
        self._open(tag, attributes)
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.append(tag)
        elif tag not in _VOID and (tag in _HIDDEN or _is_hidden(attributes)):
            self._hidden.append(tag)

    def end(self, tag: str) -> None:
        self._flush()
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        if tag in _CELLS and self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            self._tables[-1].rows[-1][-1].end = len(self.words)
        elif tag == "table" and self._tables:
            self._close(self._tables.pop())
        if tag in _BLOCKS:
            self.words.append("\n")

    def data(self, words: str) -> None:
        if not self._hidden:
            self._pieces.append(words)

    def close(self) -> None:
        self._flush()

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        place = len(self.words)
        if tag == "table":
            for outer in self._tables[-1:]:
                outer.nested = True
            self._tables.append(_Table(place, []))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in _CELLS and self._tables and self._tables[-1].rows:
            spans = (_span(attributes.get(name, "")) for name in ("colspan", "rowspan"))
            self._tables[-1].rows[-1].append(_Cell(place, place, *spans))

    def _close(self, table: _Table) -> None:
        """Write a table that divides work row by row; any other stays as its cells came, line by line."""
        if table.nested:
            return
        from luoshi.crafts.sources import grids  # brings the whole reading with it, which no PDF needs

        rows = self._rows(table)
        if grids.divides_work(rows):
            written = "\n".join(line.replace("\t", _TAB) for line in grids.lines(rows))
            self.words[table.start :] = ["\n", written]

    def _rows(self, table: _Table) -> list[list[grids.Cell]]:
        rows: list[list[grids.Cell]] = []
        merged: dict[int, int] = {}
        for cells in table.rows:
            row: list[grids.Cell] = []
            for cell in cells[:_WIDEST]:
                while merged.get(len(row), 0) > 0:
                    merged[len(row)] -= 1
                    row.append(None)
                lines = (
                    " ".join(line.split()) for line in "".join(self.words[cell.start : cell.end]).split("\n")
                )
                if cell.high > 1:
                    merged |= dict.fromkeys(
                        range(len(row), min(len(row) + cell.wide, _WIDEST)), cell.high - 1
                    )
                row.append([line for line in lines if line])
                row.extend([] for _ in range(cell.wide - 1))
            while merged.get(len(row), 0) > 0:
                merged[len(row)] -= 1
                row.append(None)
            rows.append(row[:_WIDEST])
        return rows

    def _flush(self) -> None:
        """A line break of the page's source parts no words; stripping is linear where a pattern is not."""
        first, *rest = "".join(self._pieces).split("\n")
        self._pieces.clear()
        if rest:
            *middle, last = rest
            first = "".join((first.rstrip(), *(line.strip() for line in middle), last.lstrip()))
        self.words.append(first)


def _span(written: str) -> int:
    return min(max(int(written), 1), _WIDEST) if written.isdecimal() and len(written) < 6 else 1


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_UNSEEN.search(attributes.get("style", "")))
