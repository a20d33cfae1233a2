"""When two fields ask for the same thing, of the same period; and what the ledger knows anyway."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import full_date

_BRACKETED = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_FILLERS = re.compile(
    r"^(?:截至目前|截至|目前|现有|本单位|本辖区|全市|全县|全区|辖区内|辖区|本县|本区|累计|合计|总|共)|的|"
    r"(?:情况统计|统计|情况|总人数|总数|人数|个数|数量|数据|数)$"
)
_PLAIN = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
# What the ledger is told every week by whoever works on a task (《政务数据共享条例》: 一数一源).
_KEPT = re.compile(
    r"(?:完成|工作|任务|整改|落实|各项|重点)*(?:进度|完成率|进展|完成比例|进展百分比)|任务完成|未完成任务|逾期任务|周报"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to report: its name, and the measure word that it is counted in, if any."""

    name: str
    measure: str = ""

    @property
    def key(self) -> str:
        """Return the name as two names are compared: 全县在园幼儿总数（人） and 在园幼儿数 are one."""
        return key_of(self.name)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a field speaks of, both included."""

    from_on: date
    to_on: date

    def meets(self, other: Period) -> bool:
        """Return whether two periods share a day: who reported for one is not asked for the other."""
        return self.from_on <= other.to_on and other.from_on <= self.to_on

    @property
    def words(self) -> str:
        """Return 2026年11月1日至2026年11月30日."""
        return f"{full_date(self.from_on)}至{full_date(self.to_on)}"


@dataclass(frozen=True, slots=True)
class Known:
    """A value that the house has: of which unit and field, from where, when it was told."""

    unit_id: int
    unit: str
    key: str
    name: str
    value: str
    source: str
    told_on: date

    @property
    def words(self) -> str:
        """Return the earlier value with its source and its day, as it is offered to who asks again."""
        return f"{self.unit}“{self.name}”：{self.value}（{self.source}，{full_date(self.told_on)}）"


def key_of(name: str) -> str:
    """Return a field's name without what changes nothing of its meaning, cut to 60 characters."""
    plain = _BRACKETED.sub("", unicodedata.normalize("NFKC", name).lower())
    plain = _PLAIN.sub("", plain)
    while (shorter := _FILLERS.sub("", plain)) != plain and shorter:
        plain = shorter
    return plain[:60]


def is_kept(name: str) -> bool:
    """Return whether the ledger has this of every unit anyway: progress, what is overdue, weekly accounts."""
    return _KEPT.fullmatch(key_of(name)) is not None


def read_fields(text: str) -> list[Field]:
    """Return the fields written one a line; what stands in brackets at the end is the measure."""
    return list(_read(text.splitlines()))


def _read(lines: Iterable[str]) -> Iterator[Field]:
    for line in lines:
        words = " ".join(line.split()).strip("，、；;,。.")
        if not words:
            continue
        match = re.fullmatch(r"(.+?)[（(]([^（）()]{1,10})[）)]", words)
        yield Field(match[1].strip()[:60], match[2].strip()) if match else Field(words[:60])
