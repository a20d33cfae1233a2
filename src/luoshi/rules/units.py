"""What kinds of unit there are, and how the tree of units is written down.

A unit's place is its materialised path: four digits a level, so that a subtree is one range of
paths in any collation ("00010003" holds every path from "00010003" up to, not including, "00010004").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from luoshi.rules.enums import Labelled

STEP = 4


class UnitKind(Labelled):
    """What a unit is to the supervision office."""

    BUREAU = "BUREAU", "市教育局"
    OFFICE = "OFFICE", "局机关处室"
    COUNTY = "COUNTY", "县级教育局"
    SCHOOL = "SCHOOL", "学校"
    KINDERGARTEN = "KINDERGARTEN", "幼儿园"
    DEPARTMENT = "DEPARTMENT", "市直部门"
    DISCIPLINE = "DISCIPLINE", "派驻纪检组"
    PUBLIC = "PUBLIC", "社会公众"


class NameKind(Labelled):
    """What a name is to its unit."""

    FULL = "FULL", "全称"
    SHORT = "SHORT", "简称"
    FORMER = "FORMER", "曾用名"
    ALIAS = "ALIAS", "别称"


def child_path(parent: str, ordinal: int) -> str:
    """Return the path of the `ordinal`-th child (counted from 1) below `parent` ("" for a root).

    Raises ValueError when the ordinal does not fit: 9999 is kept free to end the last child's subtree.
    """
    if not 1 <= ordinal <= 9998:
        raise ValueError(f"a unit has at most 9998 direct children, not {ordinal}")
    return f"{parent}{ordinal:0{STEP}d}"


def subtree(path: str) -> tuple[str, str]:
    """Return the half-open range of paths [low, high) that a unit and all below it fall into."""
    last = int(path[-STEP:]) + 1
    return path, f"{path[:-STEP]}{last:0{STEP}d}"


def is_within(path: str, ancestor: str) -> bool:
    """Return whether `path` is `ancestor` itself or lies below it."""
    return path.startswith(ancestor)


def branch_path(path: str) -> str:
    """Return the path of the office, county or department that a unit belongs to (the second level)."""
    return path[: 2 * STEP]


# Words by which documents address every unit of a kind at once.
GROUPS: Mapping[UnitKind, re.Pattern[str]] = {
    UnitKind.COUNTY: re.compile(r"^(?:全市)?各(?:市、)?(?:县|区|市县|县区|区县|旗县)"),
    UnitKind.OFFICE: re.compile(r"^(?:局)?(?:机关)?各(?:相关|有关)?(?:处室|科室|单位科室)"),
}


def group_named(words: str) -> UnitKind | None:
    """Return the kind that a collective name ("各县（市、区）教育局") addresses; None for other names."""
    return next((kind for kind, pattern in GROUPS.items() if pattern.match(words)), None)


# GB/T 2312-1980 sorts its first-level characters (B0A1 to D7F9) by pronunciation: where each letter begins.
_FIRST_OF = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_LAST_SORTED = 0xD7F9


def initials(name: str) -> str:
    """Return the pinyin initials of a name ("东河区" is "dhq"); letters and digits stay, other signs go.

    A character of two readings has the one that the standard sorts it by; one of the second level has none.
    """
    return "".join(_initial(sign) for sign in name)


def _initial(sign: str) -> str:
    if sign.isascii():
        return sign.lower() if sign.isalnum() else ""
    code = int.from_bytes(sign.encode("gb2312", "ignore"), "big")
    if not _FIRST_OF[0][0] <= code <= _LAST_SORTED:
        return ""
    return _FIRST_OF[bisect_right(_FIRST_OF, code, key=lambda each: each[0]) - 1][1]
