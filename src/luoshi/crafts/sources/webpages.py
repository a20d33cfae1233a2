"""From a saved page to the text that a reader sees on it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

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
    parser = _Visible()
    parser.feed(text)
    parser.close()
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip(" ") for line in "".join(parser.words).split("\n"))
    return "\n".join(line for line in lines if line.strip()) + "\n"


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")
        if tag in _VOID:
            return
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.append(tag)
            return
        if tag in _HIDDEN or _is_hidden(attrs):
            self.hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data if "\n" not in data else re.sub(r"\s*\n\s*", "", data))


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    for name, value in attrs:
        if name == "hidden":
            return True
        if (
            name == "style"
            and value
            and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", value, re.IGNORECASE)
        ):
            return True
    return False
