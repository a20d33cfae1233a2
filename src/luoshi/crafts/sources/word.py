"""From a .docx to the text that a reader sees: paragraphs and tables in order, numbers, boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from luoshi.crafts.sources import grids
from luoshi.crafts.sources.model import Kind, Source
from luoshi.crafts.sources.packages import Package
from luoshi.crafts.sources.word_numbers import Numbers, W, word_of
from luoshi.crafts.sources.word_styles import Styles
from luoshi.rules import documents
from luoshi.rules.refusals import Refused

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_REMOVED = {f"{W}{name}" for name in ("del", "moveFrom")}
_UNREAD = {
    f"{W}{name}"
    for name in ("pPr", "rPr", "delText", "instrText", "delInstrText", "fldData", "rt", "sectPr", "tblPr")
}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_OFF = ("0", "false", "off", "none")


def text_of(data: bytes) -> Source:
    """Return the text of a .docx, one line a paragraph, one line a table row with tabs between the cells.

    Left out: deletions not yet accepted, comments, headers and footers, hidden text, tables of contents.
    Footnotes and endnotes stand at the end under 脚注 and 尾注. Raises Refused for damaged files, bombs,
    and where a header bears a mark of secrecy.
    """
    package = Package(data)
    main = next(iter(package.related("").get("officeDocument", ())), "word/document.xml")
    document = package.tree(main)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise Refused("文件已损坏：找不到正文部分。请用 Word、WPS 打开修复后另存为 .docx，再重新上传。")
    parts = package.related(main)
    walk = _Walk(Styles(_first(package, parts, "styles")), Numbers(_first(package, parts, "numbering")))
    lines = list(walk.blocks(body))
    for kind, heading in (("footnotes", "脚注"), ("endnotes", "尾注")):
        lines += walk.notes(_first(package, parts, kind), heading)
    _refuse_secrets(package, parts.get("header", []) + parts.get("footer", []))
    text = "".join(f"{line}\n" for line in lines)
    if not text.strip():
        raise Refused(
            f"文档里没有文字{f'，只有 {walk.pictures} 张图片' if walk.pictures else ''}。"
            "如果来文是扫描图片，请把图片另存出来上传（需要文字识别），或者直接粘贴文字。"
        )
    return Source(text, Kind.WORD, tuple(_remarks(walk, package.names)))


def _first(package: Package, parts: dict[str, list[str]], kind: str) -> _Element | None:
    return package.tree(parts[kind][0]) if parts.get(kind) else None


def _refuse_secrets(package: Package, names: list[str]) -> None:
    """A mark of secrecy counts wherever it stands, also in a header that is not read."""
    for name in names:
        part = package.tree(name)
        if part is not None:
            lines = _Walk(Styles(None), Numbers(None)).blocks(part)
            if reason := documents.why_not_store("\n".join(lines)):
                raise Refused(f"页眉或页脚：{reason}")


def _remarks(walk: _Walk, names: list[str]) -> Iterator[str]:
    if walk.changes:
        yield (
            f"文件里有 {walk.changes} 处尚未接受的修订：插入的文字已读入，删除的文字没有读入。"
            "请确认这是定稿；不是定稿的，请在 Word 里接受或拒绝全部修订后再上传。"
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield "文件带有宏。只读了文字，宏没有运行。"
    if walk.pictures:
        yield f"文件里有 {walk.pictures} 张图片，图片里的文字没有读入。"
    if walk.embedded:
        yield f"文件里嵌有 {walk.embedded} 个其他文件（表格、网页等），没有读入。"


@dataclass
class _Walk:
    styles: Styles
    numbers: Numbers
    changes: int = 0
    pictures: int = 0
    embedded: int = 0
    carried: str = ""
    boxes: list[str] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[str]:
        """Give the lines of everything inside a body, cell, box or note, in document order."""
        for node in parent:
            tag = node.tag
            if tag == f"{W}p":
                yield from self._paragraph(node)
            elif tag == f"{W}tbl":
                yield from self._table(node)
            elif tag == _CHOICE:
                yield from self.blocks(_chosen(node))
            elif tag == f"{W}altChunk":
                self.embedded += 1
            elif tag in _REMOVED:
                self.changes += 1
            elif tag not in _UNREAD:
                yield from self.blocks(node)

    def _paragraph(self, node: Any) -> Iterator[str]:
        words: list[str] = []
        outer, self.boxes = self.boxes, []
        self._inline(node, words)
        boxes, self.boxes = self.boxes, outer
        text = "".join(words)
        shape = node.find(f"{W}pPr")
        mark = None if shape is None else shape.find(f"{W}rPr/{W}del")
        if mark is not None:
            self.changes += 1
            self.carried += text
            return
        number, level = self.styles.number(shape, self.numbers)
        label = self.numbers.label(number, level) if number else ""
        text, self.carried = self.carried + text, ""
        if text.strip() and not self.styles.is_contents(shape):
            first, *rest = (line.rstrip() for line in text.split("\n"))
            yield from (line for line in (label + first.lstrip("\t"), *rest) if line.strip())
        yield from boxes

    def _inline(self, node: Any, words: list[str]) -> None:
        for child in node:
            tag = child.tag
            if tag in (f"{W}t", _MATH_TEXT):
                words.append((child.text or "").replace("\n", " "))
            elif tag in _SIGNS:
                words.append(_SIGNS[tag])
            elif tag == f"{W}r":
                if not _is_hidden(child):
                    self._inline(child, words)
            elif tag in _REMOVED:
                self.changes += 1
            elif tag == _CHOICE:
                self._inline(_chosen(child), words)
            elif tag == f"{W}txbxContent":
                self.boxes.extend(self.blocks(child))
            elif tag in _PICTURES:
                self.pictures += 1
            elif tag not in _UNREAD:
                if tag in (f"{W}ins", f"{W}moveTo"):
                    self.changes += 1
                elif tag == f"{W}object":
                    self.embedded += 1
                self._inline(child, words)

    def _table(self, table: Any) -> Iterator[str]:
        rows: list[list[grids.Cell]] = []
        for row in _inside(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.changes += 1
                continue
            rows.append([])
            for cell in _inside(row, f"{W}tc"):
                shape = cell.find(f"{W}tcPr")
                joined = None if shape is None else shape.find(f"{W}vMerge")
                continues = joined is not None and joined.get(f"{W}val", "continue") == "continue"
                lines = list(self.blocks(cell))
                rows[-1].append(None if continues else lines)
                span = word_of(shape, f"{W}gridSpan")
                rows[-1].extend([] for _ in range(min(int(span), 64) - 1 if span.isdecimal() else 0))
        yield from grids.lines(rows)

    def notes(self, part: _Element | None, heading: str) -> list[str]:
        """Return the footnotes or endnotes under a line of their own; nothing where there are none."""
        found: list[str] = []
        for note in () if part is None else part:
            if note.get(f"{W}type", "normal") != "normal" or not isinstance(note.tag, str):
                continue
            words = " ".join(map(grids.one_line, self.blocks(note))).strip()
            if words:
                found.append(f"［{len(found) + 1}］{words}")
        return [heading, *found] if found else []


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Give rows or cells, also those that content controls and tracked changes wrap."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
            yield from _inside(node, tag)


def _chosen(alternatives: Any) -> Any:
    """A drawing is kept twice, for new and for old programs: take the first that holds any text."""
    for choice in alternatives:
        if next(choice.iter(f"{W}t", f"{W}tab", f"{W}br"), None) is not None:
            return choice
    return alternatives[0] if len(alternatives) else ()


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in _OFF
