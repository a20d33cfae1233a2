"""What kinds of unit there are, and how the tree of units is written down.

A unit's place is its materialised path: four digits a level, so that a subtree is one range of
paths in any collation ("00010003" holds every path from "00010003" up to, not including, "00010004").
"""

from __future__ import annotations

import re
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

    Raises ValueError when the ordinal does not fit in four digits.
    """
    if not 1 <= ordinal <= 9999:
        raise ValueError(f"a unit has at most 9999 direct children, not {ordinal}")
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
