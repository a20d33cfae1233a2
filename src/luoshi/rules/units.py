"""What kinds of unit there are, and how the tree of units is written down.

A unit's place is its materialised path: four digits a level, so that a subtree is one range of
paths in any collation ("00010003" holds every path from "00010003" up to, not including, "00010004").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luoshi.rules.enums import Labelled

STEP = 4
LONGEST_NAME = 80
LONGEST_TOPIC = 40
LONGEST_PAPER = 60


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
    TAUGHT = "TAUGHT", "本局叫法"


class ChangeKind(Labelled):
    """What happened to a unit on a day."""

    RENAMED = "RENAMED", "更名"
    MOVED = "MOVED", "调整隶属"
    ENDED = "ENDED", "撤销"
    MERGED = "MERGED", "并入"


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


# What may be left out before the name of one of the bureau's own offices, and words that name no single unit.
_OF_THE_BUREAU = re.compile(r"^(?:市教育局|我局|本局|局机关|局)(?=.{2})")
_WHOEVER = re.compile(
    r"^(?:各|有关|相关|其他|其它|上述|以上|本|全市|全体|所有)|^(?:学校|部门|单位|人员|同志|领导)$"
)


def spellings(name: str) -> tuple[str, ...]:
    """Return under which names of record a written name is looked up, as written first.

    "局计划财务科" is looked up without the bureau before it, "财政部门" as 财政局 and 财政委员会 too.
    """
    found = {name: None}
    plain = _OF_THE_BUREAU.sub("", name)
    found.setdefault(plain)
    if plain.endswith("部门") and len(plain) > len("部门") + 1:
        stem = plain.removesuffix("部门")
        found |= dict.fromkeys((stem, f"{stem}局", f"{stem}委员会"))
    return tuple(found)


def why_not_teach(name: str, borne_by: str = "") -> str | None:
    """Return why a name as written may not stand for one unit from now on; None when it may.

    `borne_by` is a unit that bears the name already. Collective words mean other units in every paper.
    """
    if borne_by:
        return f"“{name}”已经是{borne_by}的名称，不能再指别的单位。"
    if len(name) > LONGEST_NAME:
        return "这个名称太长，不像一个单位的名称，没有记下。"
    if len(name) < 2 or group_named(name) or _WHOEVER.search(name):
        return f"“{name}”不是一个单位的名称，每份文件里所指不同，不能固定指一个单位。请只在这一条里指定。"
    return None


_MOST_WORDS = 20
_LONGEST_WORD = 20


def why_not_record_duty(topic: str, words: Sequence[str]) -> str | None:
    """Return why a duty may not go on record with these words to know it by; None when it may."""
    if not topic or len(topic) > LONGEST_TOPIC:
        return f"请用不超过{LONGEST_TOPIC}个字写明管什么，例如“校园安全”。"
    if not words:
        return "请至少写一个词。来文里出现这个词而没有写明单位时，就建议由这个单位负责。"
    if len(words) > _MOST_WORDS:
        return f"词太多，最多{_MOST_WORDS}个。请只留来文里真正用来说这件事的词。"
    if odd := next((word for word in words if not 2 <= len(word) <= _LONGEST_WORD), ""):
        return f"“{odd}”不合适：每个词应有2至{_LONGEST_WORD}个字，一个字到处都会出现。"
    return None


@dataclass(frozen=True, slots=True)
class DutyOfUnit:
    """A topic that a unit answers for, and the words by which a text is known to speak of it."""

    unit_id: int
    unit: str
    topic: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit that may answer for a text that names nobody, and why: its duty, and the word that was found."""

    unit_id: int
    unit: str
    topic: str
    word: str
    is_in_heading: bool = False

    @property
    def reason(self) -> str:
        """Return why, in words."""
        return f"职责记录：{self.topic}；{'标题' if self.is_in_heading else '原文'}有“{self.word}”"


_MOST_PROPOSED = 2


def proposals(quote: str, heading: str, duties: Sequence[DutyOfUnit]) -> tuple[Proposal, ...]:
    """Return whose duties a sentence, or else the heading above it, speaks of: the closest, or two that are.

    A longer word is closer than a short one ("普惠性民办园" than "民办"). Where more than two are equally
    close nobody is proposed: the duties do not tell.
    """
    return _closest(quote, duties, is_heading=False) or _closest(heading, duties, is_heading=True)


def _closest(text: str, duties: Sequence[DutyOfUnit], *, is_heading: bool) -> tuple[Proposal, ...]:
    found: dict[int, tuple[int, Proposal]] = {}
    for duty in duties:
        words = [word for word in duty.words if word in text]
        if not words:
            continue
        weight = sum(map(len, words))
        if weight > found.get(duty.unit_id, (0,))[0]:
            proposal = Proposal(duty.unit_id, duty.unit, duty.topic, max(words, key=len), is_heading)
            found[duty.unit_id] = (weight, proposal)
    most = max((weight for weight, _ in found.values()), default=0)
    closest = tuple(proposal for weight, proposal in found.values() if weight == most)
    return closest if len(closest) <= _MOST_PROPOSED else ()


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
