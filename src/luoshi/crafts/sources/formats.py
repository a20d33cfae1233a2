"""What a file is by its first bytes and its parts; what cannot be read is refused with the way out."""

from __future__ import annotations

import re

from luoshi.crafts.sources.model import Kind
from luoshi.rules.refusals import Refused

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_BITMAP = re.compile(rb"BM....\0\0\0\0", re.DOTALL)
_OFFICE_XML = re.compile(rb"<(?:\w+:wordDocument|pkg:package|uof:UOF|\w+:UOF)[\s/>]")

SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".docx": Kind.WORD,
    ".docm": Kind.WORD,
    ".dotx": Kind.WORD,
    ".doc": Kind.OLD_WORD,
    ".wps": Kind.OLD_WORD,
    ".dot": Kind.OLD_WORD,
    ".pdf": Kind.PDF,
    ".png": Kind.PICTURE,
    ".jpg": Kind.PICTURE,
    ".jpeg": Kind.PICTURE,
    ".bmp": Kind.PICTURE,
    ".tif": Kind.PICTURE,
    ".tiff": Kind.PICTURE,
    ".gif": Kind.PICTURE,
    ".webp": Kind.PICTURE,
}
"""What the end of a file's name promises."""

_SPREADSHEET = (
    "这是电子表格，不是来文，没有读取。如果来文就是这张表（例如任务分解表），"
    "请把表格复制到 Word 文档里保存为 .docx 或 PDF 再上传，或者选中各行复制，粘贴到正文框里。"
)
_SLIDES = "这是演示文稿（pptx、ppt），没有读取。请把讲话稿正文另存为 .docx，或者直接粘贴文字。"
_OFD = "这是 OFD 版式文件，目前不能读取。请用 OFD 阅读器另存为 PDF 或 .docx 后再读，或者复制文字粘贴。"
_ENCRYPTED = "文件设有打开密码，没有读取。请用 Word 或 WPS 打开，取消密码后另存，再重新上传。"


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of a file, by what it holds; its name decides only between kinds of plain text.

    Raises Refused for spreadsheets, slides, OFD, RTF, archives, encrypted and unknown containers.
    """
    if data.startswith(_ZIP):
        return _kind_of_package(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data, name)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_PICTURES) or _BITMAP.match(data) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Kind.PICTURE
    if data.startswith(b"{\\rtf"):
        raise Refused("这是 RTF 文件，没有读取。请用 Word 或 WPS 打开后另存为 .docx，再重新上传。")
    if name.lower().endswith(".csv"):
        raise Refused(_SPREADSHEET)
    if data[:5] == b"<?xml" and _OFFICE_XML.search(data[:8192]):
        raise Refused("这是存成 XML 的 Office 文档，没有读取。请用 Word 或 WPS 打开后另存为 .docx。")
    return Kind.TEXT


def _kind_of_package(data: bytes) -> Kind:
    from luoshi.crafts.sources import packages

    names = set(packages.names(data))
    folders = {name.split("/", 1)[0].lower() for name in names}
    if "[Content_Types].xml" in names and "word" in folders:
        return Kind.WORD
    if "xl" in folders:
        raise Refused(_SPREADSHEET)
    if "ppt" in folders:
        raise Refused(_SLIDES)
    if any(name.lower() == "ofd.xml" for name in names):
        raise Refused(_OFD)
    if "mimetype" in names and "content.xml" in names:
        raise Refused("这是 OpenDocument 文件（odt、ods），没有读取。请打开后另存为 .docx，再重新上传。")
    raise Refused("这是压缩包，不是文档。请先解压，再逐份上传里面的来文。")


def _kind_of_ole(data: bytes, name: str) -> Kind:
    """Old Office files are told apart by the names of their streams, which are stored as UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise Refused(_ENCRYPTED)
    suffix = name.lower()
    if has("WordDocument") and not suffix.endswith((".xls", ".et", ".ppt", ".dps")):
        if _is_encrypted_word(data):
            raise Refused(_ENCRYPTED)
        return Kind.OLD_WORD
    if has("Workbook") or suffix.endswith((".xls", ".et")):
        raise Refused(_SPREADSHEET)
    if has("PowerPoint Document") or suffix.endswith((".ppt", ".dps")):
        raise Refused(_SLIDES)
    raise Refused(
        "这是旧版 Office 格式的文件，但里面没有 Word 正文，可能已损坏。请用原来的软件打开后另存为 .docx。"
    )


def _is_encrypted_word(data: bytes) -> bool:
    """MS-DOC 2.5.2: the FIB begins with A5EC on a sector; bit 8 of the word at 10 is fEncrypted."""
    for start in range(512, min(len(data) - 12, 1 << 22), 512):
        if data[start : start + 2] == b"\xec\xa5":
            return bool(data[start + 11] & 1)
    return False
