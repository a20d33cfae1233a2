"""To what standard: quantities with their direction and unit, frequencies, and blanks left open (X个项目)."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from luoshi.crafts.reading import almanac

_DIGITS = r"\d+(?:\.\d+)?"
_NUMBER = r"(?:\d+(?:\.\d+)?|[XxＸ×]|[一二三四五六七八九十百两]+)"
_UNIT = (
    r"(?:%|％|个百分点|万元|亿元|元|个工作日|天|小时|分钟|周|个月"
    r"|万?[个项家所名人次处条份套间座台件场节课时门学分平方米公里亩]+)"
)
_BOUNDS = (
    "不低于|不少于|不超过|不高于|不大于|不小于|至少|最多|超过|高于|低于|控制在|保持在|稳定在|压缩至|提升至"
    "|提高到|降至|增加到|缩短至"
)
_BOUND = f"(?:{_BOUNDS}|达到?|力争达?到?)"
_PERIOD = r"每(?:半|两|[一二三]|\d)?(?:年|学年|学期|季度|月|周|天|日)"
_TIMES = rf"{_NUMBER}(?:次|轮|场|届|课时|元|万元|分钟|小时)"
_UP, _DOWN = "(?:提高|提升|增长|增加|上升)", "(?:降低|下降|减少|压减|压缩|缩短)"
_CHANGE = f"(?:{_UP}|{_DOWN})"
_OPEN = "[XxＸ×]{1,2}|若干"
_STANDARD = re.compile(
    rf"{_BOUND}[^，。；、（）]{{0,12}}?{_NUMBER}(?:{_UNIT}|[一-龥])(?:以上|以下|以内|左右)?"
    rf"|{_PERIOD}(?:至少|定期|各|要)?[^，。；、（）]{{0,10}}?(?:{_TIMES}|定期)"
    rf"|[^，。；、（）“”\d前]{{0,10}}(?:率|比例|覆盖面|占比)[^，。；、（）]{{0,8}}?{_NUMBER}[%％](?:以上|以内|左右)?"
    rf"|{_CHANGE}[^，。；、（）\d]{{0,4}}?{_DIGITS}(?:[%％]|个百分点)(?:以上|以内|左右)?"
    rf"|{_NUMBER}[%％](?:以上|以内|左右)?|全覆盖|零[延容差]\w|\d+(?:\.\d+)?{_UNIT}(?:以上|以下|以内)"
    r"|[XxＸ×]{1,2}(?:个|项|所|名|人|万元|亿元|%)[^，。；、（）]{0,8}"
    r"|若干(?:个|项|所|名|家|处|条|批|件)[^，。；、（）]{0,8}"
)
# One of these stands in every standard; no standard goes beyond the signs between the parts.
_HINT = re.compile(f"%|％|百分点|{_BOUNDS}|达|力争|每|全覆盖|零|以上|以下|以内|若干|X|x|Ｘ|×")
_PARTS = re.compile(r"[^，。；、（）]+")
_MOST = 4


class Direction(StrEnum):
    """On which side of its value a quantity is to lie.

    以上, 以下 and 以内 include the number, 超过 and 低于 do not: 民法典 (2021-01-01), art. 1259.
    """

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"
    EXACTLY = "exactly"
    ABOUT = "about"
    UP_BY = "up_by"
    DOWN_BY = "down_by"


DIRECTION_LABELS = {
    Direction.AT_LEAST: "不低于",
    Direction.AT_MOST: "不超过",
    Direction.ABOVE: "高于",
    Direction.BELOW: "低于",
    Direction.EXACTLY: "等于",
    Direction.ABOUT: "约",
    Direction.UP_BY: "增加",
    Direction.DOWN_BY: "减少",
}
_SAID = tuple(
    (direction, re.compile(words))
    for direction, words in (
        (Direction.AT_LEAST, r"不低于|不少于|不小于|至少|以上"),
        (Direction.AT_MOST, r"不超过|不高于|不大于|最多|以下|以内|控制在|压缩至|降至|缩短至"),
        (Direction.ABOVE, r"超过|高于"),
        (Direction.BELOW, r"低于"),
        (Direction.DOWN_BY, rf"{_DOWN}[^\d到至]{{0,4}}(?=\d)"),
        (Direction.UP_BY, rf"{_UP}[^\d到至]{{0,4}}(?=\d)"),
        (Direction.ABOUT, r"左右"),
        (Direction.AT_LEAST, r"达|力争|提升至|提高到|增加到"),
    )
)
_VALUE = re.compile(
    rf"(?P<value>{_DIGITS}|{_OPEN}|(?<![之第统唯])[一二三四五六七八九十百两]+)"
    r"(?P<unit>%|％|个百分点|万元|亿元|元|个工作日|课时|小时|分钟|平方米|公里|个月|学时|学分"
    r"|万?[个项家所名人次处条份套间座台件场节门亩轮届批天周])?"
)
_PERIOD_OF = re.compile(r"每(?P<count>半|两|[一二三]|\d)?个?(?P<unit>学年|学期|季度|年|月|周|天|日)")


class Quantity(NamedTuple):
    """One measurable standard: the words, the number, its unit, and on which side the result is to lie.

    `value` is None where the paper leaves the number open (X个, 若干项) for the office to fill. A frequency
    has the unit of what is done and how often: 次/学期.
    """

    words: str
    value: Decimal | None
    unit: str
    direction: Direction

    def as_dict(self) -> dict[str, Any]:
        """Return the quantity as `luoshi read --json` prints it; the value is text, so that 0.1 stays 0.1."""
        return {
            "words": self.words,
            "value": None if self.value is None else f"{self.value.normalize():f}",
            "unit": self.unit,
            "direction": self.direction.value,
        }


def find(words: str) -> tuple[str, ...]:
    """Return the measurable standards in flat words as written, each once, the first four."""
    if not _HINT.search(words):
        return ()
    found: dict[str, None] = {}
    for part in _PARTS.findall(words):
        if _HINT.search(part):
            found |= dict.fromkeys(match.group() for match in _STANDARD.finditer(part))
    return tuple(found)[:_MOST]


def quantity(words: str) -> Quantity | None:
    """Return a standard as a value with its unit and direction; None where it names no number (定期)."""
    if "全覆盖" in words and not re.search(r"\d", words):
        return Quantity(words, Decimal(100), "%", Direction.EXACTLY)
    if words.startswith("零"):
        return Quantity(words, Decimal(0), "次", Direction.EXACTLY)
    period = _PERIOD_OF.search(words)
    measured = words[period.end() :] if period else words
    values = list(_VALUE.finditer(measured))
    match = next((each for each in reversed(values) if each["unit"]), None)
    if match is None:
        return None
    unit = match["unit"].replace("％", "%")
    if len(unit) > 1 and unit[0] == "个":
        unit = unit[1:]
    value = _value(match["value"])
    if value is not None and unit[0] == "万" and unit != "万元":
        value, unit = value * 10_000, unit[1:]
    if period:
        count = {"半": "半", "两": "2"}.get(period["count"] or "", period["count"] or "")
        unit = f"{unit}/{count}{period['unit']}"
    return Quantity(words, value, unit, _direction(words))


def _direction(words: str) -> Direction:
    return next((direction for direction, said in _SAID if said.search(words)), Direction.EXACTLY)


def _value(words: str) -> Decimal | None:
    if words[0].isdecimal():
        return Decimal(words)
    if words[0] in "XxＸ×若":
        return None
    hundreds, mark, rest = words.replace("两", "二").partition("百")
    if mark:
        return Decimal(100 * (almanac.number(hundreds) or 1) + (almanac.number(rest) if rest else 0))
    return Decimal(almanac.number(words))
