"""What a row of a roster looked like when it was exported, so that three things can be told apart.

A row that nobody touched since says nothing. One that was edited counts, if what is kept still is as the row
was. One that was edited while the roster went on is stale: not wrong, but what it would change is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from luoshi.rules.imports.faults import Fault, Place
from luoshi.rules.imports.model import PostLine, UnitLine

Line = TypeVar("Line", UnitLine, PostLine)
_GONE_ON = "已过时，不是填错：导出名册之后，系统里的这一条有过变动"
_REMEDY = "请重新导出名册，把要改的写进去，再上传"


def mark_of(cells: Iterable[str | date | tuple[str, ...] | None]) -> str:
    """Return 16 hexadecimal digits that stand for the cells of a row, in the order of its columns."""
    return hashlib.sha256("\n".join(map(_written, cells)).encode()).hexdigest()[:16]


def _written(cell: str | date | tuple[str, ...] | None) -> str:
    return "、".join(cell) if isinstance(cell, tuple) else str(cell or "")


def current(
    lines: Sequence[Line], kept: frozenset[str], place: Place, key: str
) -> tuple[list[Line], list[Fault]]:
    """Return the rows that count, and a fault for every stale one at its column `key`.

    `kept` are the marks of all rows as they would be exported now.
    """
    touched = [line for line in lines if not line.base or line.base != line.typed]
    stale = [line for line in touched if line.base and not kept & {line.base, line.typed}]
    rows = {line.row for line in stale}
    return (
        [line for line in touched if line.row not in rows],
        [place.fault(line.row, key, getattr(line, key), _GONE_ON, _REMEDY) for line in stale],
    )
