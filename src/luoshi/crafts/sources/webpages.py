"""From a saved page to the text that a reader sees on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from luoshi.crafts.sources.decoding import decode
from luoshi.crafts.sources.model import Kind, Source

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
    return "\n".join(line for line in lines if line.strip()) + "\n"


class _Visible:
    """Keeps the words that a browser shows; the parser calls it for every tag and every piece of text."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._hidden: list[str] = []
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        if tag in _BLOCKS:
            self.words.append("\n")
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.append(tag)
        elif tag not in _VOID and (tag in _HIDDEN or _is_hidden(attributes)):
            self._hidden.append(tag)

    def end(self, tag: str) -> None:
        self._flush()
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        if tag in _BLOCKS:
            self.words.append("\n")

    def data(self, words: str) -> None:
        if not self._hidden:
            self._pieces.append(words)

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        """A line break of the page's source parts no words; stripping is linear where a pattern is not."""
        first, *rest = "".join(self._pieces).split("\n")
        self._pieces.clear()
        if rest:
            *middle, last = rest
            first = "".join((first.rstrip(), *(line.strip() for line in middle), last.lstrip()))
        self.words.append(first)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_UNSEEN.search(attributes.get("style", "")))
