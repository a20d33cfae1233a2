"""Which files are taken in."""

from __future__ import annotations

LARGEST = 50 * 1024 * 1024
"""Bytes."""
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".et")


def why_too_large(size: int) -> str | None:
    """Return why a file of so many bytes is not taken; None when it is."""
    if size <= LARGEST:
        return None
    return (
        f"文件有{size / 1048576:,.0f} MiB，超过{LARGEST // 1048576} MiB的上限，没有读取。"
        "请删去图片和多余的工作表，只留要导入的内容。"
    )
