"""A spreadsheet file, opened with limits. Nothing in it is ever run: macros, links and formulas lie still."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from luoshi.crafts.workbooks import parts
from luoshi.rules.imports import why_too_large
from luoshi.rules.refusals import Refused

LARGEST_UNPACKED = 1024 * 1024 * 1024
HIGHEST_RATIO = 150
_HARMLESS = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = "文件已损坏或没有传完，读不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
_ENCRYPTED = "文件设有打开密码，没有读取。请用 Excel 或 WPS 打开，取消密码后另存，再重新上传。"
_OTHER = "这不是电子表格。请上传 .xlsx（Excel、WPS）、.xls 或 .ods 文件；最好用页面上下载的模板填写。"
# What the libraries below raise for files that are not what they say.
_BROKEN = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and what its XML tells beyond the values (nothing for .xls and .ods)."""

    name: str
    is_hidden: bool
    traits: parts.Traits


@dataclass(frozen=True, slots=True)
class Book:
    """An open workbook and its sheets, in their order; `notes` are to be told to who brought it."""

    file: CalamineWorkbook
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]

    def values(self, sheet: Sheet) -> CalamineSheet:
        """Return the values of a sheet. Raises Refused for one that is damaged."""
        try:
            return self.file.get_sheet_by_name(sheet.name)
        except _BROKEN as error:
            raise Refused(_DAMAGED) from error


def opened(data: bytes, largest: int = LARGEST_UNPACKED) -> Book:
    """Return the workbook. Raises Refused for what is no spreadsheet, is damaged, encrypted, or a bomb.

    `largest` is how many bytes it may have when it is unpacked.
    """
    if reason := why_too_large(len(data)):
        raise Refused(reason)
    if not data:
        raise Refused("文件是空的，没有任何内容。请核对后重新上传。")
    traits: dict[str, parts.Traits] = {}
    notes: list[str] = []
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _weigh(archive, len(data), largest)
                traits = parts.traits(archive)
                if any(each.endswith("vbaProject.bin") for each in archive.namelist()):
                    notes.append("文件带有宏。宏没有运行，也不会保存。")
        elif not data.startswith(_OLE):
            raise Refused(_OTHER)
        elif "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused(_ENCRYPTED)
        elif "_VBA_PROJECT".encode("utf-16-le") in data:
            notes.append("文件带有宏。宏没有运行，也不会保存。")
        file = CalamineWorkbook.from_object(io.BytesIO(data))
    except PasswordError as error:
        raise Refused(_ENCRYPTED) from error
    except _BROKEN as error:
        raise Refused(_DAMAGED) from error
    sheets = tuple(
        Sheet(each.name, each.visible is not SheetVisibleEnum.Visible, traits.get(each.name, parts.Traits()))
        for each in file.sheets_metadata
        if each.typ is SheetTypeEnum.WorkSheet
    )
    return Book(file, sheets, tuple(notes))


def _weigh(archive: zipfile.ZipFile, packed: int, largest: int) -> None:
    names = archive.namelist()
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        raise Refused(_OTHER)
    whole = sum(part.file_size for part in archive.infolist())
    if whole > largest or (whole > _HARMLESS and whole > HIGHEST_RATIO * packed):
        raise Refused(
            f"文件解开后有{whole / 1048576:,.0f} MiB，远大于这样的表应有的大小，没有读取。"
            "请把内容复制到页面上下载的表格里再上传。"
        )
