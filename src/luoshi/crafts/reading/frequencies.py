"""How often: 每周, 每两个月, 每学期末前, 按季度, 周调度. A frequency is not a deadline."""

from __future__ import annotations

import re
from typing import NamedTuple

from luoshi.crafts.reading import almanac

_BEFORE = r"(?:以前|之前|前)"
_ROUND = "(?:调度|通报|研判|小结|报告|例会|汇总)"
_EVERY = re.compile(
    r"(?=[每按日周月季一])(?:每隔?(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3}|半)?个?"
    r"(?P<unit>学年|学期|季度|季|月度|月(?!嫂)|年度|年(?![级龄轻])|周|星期|旬|天(?!然)|日)"
    rf"(?P<by>(?:的?(?:第[一二三四]?(?:个月|周|季度)|周[一二三四五六日末]|\d{{1,2}}月?(?:\d{{1,2}}日|日|号)?)"
    rf"|[初中底末]|结束)*(?:{_BEFORE})?)"
    r"|按(?P<by_unit>学期|季度|月|周|年度|旬)(?!时)"
    rf"|(?:(?<=[、，。；“：])|(?<=[实执]行)|(?<=坚持)|(?<=落实)|(?<=建立))(?P<in_word>[日周月季]){_ROUND}"
    rf"|一(?P<once_in>[日周月季])一{_ROUND})"
)
_ROUGH = re.compile(rf"每|按[学季月周年旬]|[日周月季]一?{_ROUND}")
_UNITS = {"季": "季度", "月度": "月", "年度": "年", "星期": "周", "天": "日"}


class Every(NamedTuple):
    """A frequency: the words, and once in how many of which unit (日, 周, 旬, 月, 季度, 学期, 年, 学年)."""

    words: str
    amount: int
    unit: str

    def as_dict(self) -> dict[str, str | int]:
        """Return the frequency as `luoshi read --json` prints it."""
        return self._asdict()


def find(words: str) -> tuple[Every, ...]:
    """Return the frequencies in flat words, in order, each once."""
    if not _ROUGH.search(words):
        return ()
    return tuple(dict.fromkeys(map(_every, _EVERY.finditer(words))))


def _every(match: re.Match[str]) -> Every:
    unit = match["unit"] or match["by_unit"] or match["in_word"] or match["once_in"]
    unit = _UNITS.get(unit, unit)
    if match["count"] == "半":
        halves = {"年": (6, "月"), "月": (15, "日"), "学期": (10, "周"), "学年": (1, "学期")}
        amount, unit = halves.get(unit, (1, unit))
        return Every(match.group(), amount, unit)
    return Every(match.group(), almanac.number(match["count"]) if match["count"] else 1, unit)
