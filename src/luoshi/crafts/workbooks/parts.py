"""What an .xlsx says of its sheets beyond the values: hidden rows, formulas without a result, far cells."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.rules.refusals import Refused

MOST_ROWS = 200_000
"""Rows of a sheet. With the columns below it bounds the memory that the values of a sheet can take."""

# None of these looks beyond the next "<": a tag that never ends costs no more than one that does.
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(rb'(?<![\w:])([\w:]++)\s*+=\s*+"([^"]*)"')
_HIDDEN_ROW = re.compile(rb'<row(?=\s[^<>]*\shidden="(?:1|true)")[^<>]*>')
_UNCOMPUTED = re.compile(
    rb'<c\s+r="([A-Z]+\d+)"[^<>]*><f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
    rb'|<c\s+r="([A-Z]+\d+)"(?=[^<>]*\st="e")'
)
# A value beyond column CZ, or beyond the last row that is read: a sheet is kept whole between its corners.
_FAR = re.compile(rb'<c\s+r="(?:[D-Z][A-Z]|[A-Z]{3})(\d+)"[^<>/]*>')
_FILLED = re.compile(rb'<c\s+r="[A-Z]+(\d+)"[^<>/]*>')
_TAIL = 1 << 20
_ENTITIES = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"), (b"&amp;", b"&"))


@dataclass(frozen=True, slots=True)
class Traits:
    """Rows that are hidden (from 1), and cells whose formula carries no result or an error."""

    hidden_rows: frozenset[int] = frozenset()
    uncomputed: tuple[str, ...] = ()


def traits(archive: zipfile.ZipFile) -> dict[str, Traits]:
    """Return the traits of every sheet of an .xlsx by its name; of other packages none.

    Raises Refused for a sheet with values beyond MOST_ROWS or column CZ.
    """
    if "xl/workbook.xml" not in archive.namelist():
        return {}
    targets = {
        found[b"Id"]: found.get(b"Target", b"").decode()
        for found in map(_attributes, _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")))
        if b"Id" in found
    }
    known: dict[str, Traits] = {}
    for sheet in map(_attributes, _SHEET.findall(archive.read("xl/workbook.xml"))):
        target = targets.get(sheet.get(b"r:id", b""), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        name = sheet.get(b"name", b"").decode(errors="replace")
        if part.endswith(".xml") and part in archive.namelist():
            known[name] = _of(archive.read(part), name)
    return known


def _of(xml: bytes, name: str) -> Traits:
    if far := _FAR.search(xml):
        raise Refused(
            f"工作表“{name}”在很靠右的列（第{int(far[1])}行，CZ列以后）还有内容，没有读取。"
            "请删去右边多余的内容，或把内容复制到页面上下载的表格里。"
        )
    if (last := _last_row(xml)) > MOST_ROWS:
        raise Refused(
            f"工作表“{name}”有{last:,}行，超过{MOST_ROWS:,}行的上限，没有读取。"
            "请分几次导入，或删去下面多余的行。"
        )
    may_fail = b"<f" in xml or b't="e"' in xml
    uncomputed = [(a or b).decode() for a, b in _UNCOMPUTED.findall(xml)] if may_fail else []
    return Traits(frozenset(_hidden(xml) if b'hidden="' in xml else ()), tuple(dict.fromkeys(uncomputed)))


def _hidden(xml: bytes) -> Iterator[int]:
    for row in map(_attributes, _HIDDEN_ROW.findall(xml)):
        if b"r" in row:
            yield int(row[b"r"])


def _last_row(xml: bytes) -> int:
    """Return the last row with a value: rows come in order, so the end of the sheet tells, if it has any."""
    found = _FILLED.findall(xml, max(0, len(xml) - _TAIL)) or _FILLED.findall(xml)
    return max(map(int, found), default=0)


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    found = dict(_ATTRIBUTE.findall(tag))
    for entity, sign in _ENTITIES:
        found = {key: value.replace(entity, sign) for key, value in found.items()}
    return found
