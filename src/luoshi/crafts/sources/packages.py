"""Zipped packages and their XML parts, opened with limits: no bombs, no entities, nothing from outside."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from luoshi.rules.refusals import Refused

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PARTS = 5_000
LARGEST_PART = 32 * 1024 * 1024
LARGEST_WHOLE = 512 * 1024 * 1024
HIGHEST_RATIO = 150
"""How many times larger unpacked than packed a package of more than 64 MiB may be."""

_HARMLESS = 64 * 1024 * 1024
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,  # what zipfile says of a way of packing that it does not know
    ValueError,
    KeyError,
)
_STRICT = b"http://purl.oclc.org/ooxml/"
_LOOSE = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


def names(data: bytes) -> list[str]:
    """Return the names of the parts. Raises Refused for a damaged package and for a bomb."""
    return Package(data).names


class Package:
    """A zipped Office document. Every method raises Refused, naming the part, for what cannot be read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            parts = self._archive.infolist()
        except _DAMAGED as error:
            raise Refused(
                "文件已损坏或没有传完，压缩目录读不出来。请重新取得这份文件，"
                "或者用 Word、WPS 打开修复后另存为 .docx。"
            ) from error
        whole = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS:
            raise Refused(
                f"文件里有 {len(parts)} 个部分，超过 {MOST_PARTS} 个的上限，不像正常的文档，没有读取。"
            )
        if whole > LARGEST_WHOLE or (whole > _HARMLESS and whole > HIGHEST_RATIO * len(data)):
            largest = max(parts, key=lambda part: part.file_size)
            raise Refused(
                f"文件解开后有 {whole / 1048576:,.0f} MiB，其中 {largest.filename} 最大，"
                "是压缩包炸弹或内含过大的图片，没有读取。"
                "请删去图片只留正文，另存后再上传。"
            )
        self.names = [part.filename for part in parts]

    def read(self, name: str) -> bytes | None:
        """Return one part, or None when there is none."""
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as part:
                data = part.read(LARGEST_PART + 1)
        except _DAMAGED as error:
            raise Refused(
                f"文件已损坏：其中的 {name} 解不开。请用 Word、WPS 打开修复后另存为 .docx，再重新上传。"
            ) from error
        if len(data) > LARGEST_PART:
            raise Refused(
                f"文件里的 {name} 解开后超过 {LARGEST_PART // 1048576} MiB 的上限，没有读取。"
                "请只上传正文，或拆成几份。"
            )
        return data

    def tree(self, name: str) -> _Element | None:
        """Return the root of an XML part, or None when there is no such part."""
        data = self.read(name)
        return None if data is None else _parsed(data, name)

    def related(self, part: str) -> dict[str, list[str]]:
        """Return what a part refers to inside the package: last word of the relation's type to part names.

        `part` is "" for the package itself. Targets outside the package are left out.
        """
        folder, base = posixpath.split(part)
        found: dict[str, list[str]] = {}
        tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if tree is None else tree:
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.setdefault(kind, []).append(posixpath.normpath(path))
        return found


def _parsed(data: bytes, name: str) -> Any:
    from lxml import etree

    if any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        raise Refused(
            f"文件里的 {name} 带有 DTD 实体定义。正常的 Office 文档没有这样的内容，"
            "可能是攻击文件，没有读取。请核实来源。"
        )
    if _STRICT in data:
        for strict, loose in _LOOSE.items():
            data = data.replace(strict, loose)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line, column = getattr(error, "position", (0, 0))
        place = f"，第 {line} 行第 {column} 个字符处读不下去" if line else ""
        raise Refused(
            f"文件已损坏：其中的 {name} 不是完整的 XML{place}。"
            "请用 Word、WPS 打开修复后另存为 .docx，再重新上传。"
        ) from error
