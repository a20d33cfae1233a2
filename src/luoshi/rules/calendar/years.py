"""The published calendar of each year, as data, and what the law alone gives for a year not yet published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from luoshi.rules.calendar.holidays import SATURDAY, statutory_holidays, weekdays_off
from luoshi.rules.refusals import Refused


@dataclass(frozen=True)
class Year:
    """One year's exceptions to "Monday to Friday are worked".

    `off_weekdays` are Mondays to Fridays not worked; `work_weekends` are Saturdays and Sundays worked in
    exchange. `notice` and `source` name the document. `published` is False when no notice has been entered
    and the days were derived from the statutory holidays: whatever is counted over them is provisional.
    A notice may also touch the last week of the December before (元旦 joined to a weekend).
    Raises Refused when a date lies outside the year or is of the wrong kind.
    """

    year: int
    notice: str
    source: str
    off_weekdays: frozenset[date]
    work_weekends: frozenset[date]
    published: bool = True

    def __post_init__(self) -> None:
        earliest = date(self.year - 1, 12, 25)
        for day in sorted(self.off_weekdays | self.work_weekends):
            if not earliest <= day <= date(self.year, 12, 31):
                raise Refused(f"{day:%Y-%m-%d}不属于{self.year}年的放假安排，请核对年份后重新录入。")
        for day in sorted(self.off_weekdays):
            if day.weekday() >= SATURDAY:
                raise Refused(f"{day:%Y-%m-%d}本来就是周末，不必列为放假日，请从“放假的工作日”中删去。")
        for day in sorted(self.work_weekends):
            if day.weekday() < SATURDAY:
                raise Refused(f"{day:%Y-%m-%d}不是周末，不能列为调休上班日，请核对通知原文。")
        if self.published:
            for day in sorted(statutory_holidays(self.year)):
                if day.weekday() < SATURDAY and day not in self.off_weekdays:
                    raise Refused(f"{day:%Y-%m-%d}是法定节假日，应列为放假日，请对照通知原文补上。")


def _days(year: int, listed: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in listed.split())


def _published(year: int, number: str, issued: str, *, off: str, worked: str) -> Year:
    return Year(
        year=year,
        notice=f"国务院办公厅关于{year}年部分节假日安排的通知（{number}）",
        source=f"国务院办公厅，{issued}发布",
        off_weekdays=_days(year, off),
        work_weekends=_days(year, worked),
    )


OFFICIAL: Mapping[int, Year] = MappingProxyType(
    {
        2024: _published(
            2024,
            "国办发明电〔2023〕7号",
            "2023年10月25日",
            off="01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 "
            "10-01 10-02 10-03 10-04 10-07",
            worked="02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
        ),
        2025: _published(
            2025,
            "国办发明电〔2024〕12号",
            "2024年11月12日",
            off="01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 "
            "10-01 10-02 10-03 10-06 10-07 10-08",
            worked="01-26 02-08 04-27 09-28 10-11",
        ),
        2026: _published(
            2026,
            "国办发明电〔2025〕7号",
            "2025年11月4日",
            off="01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 "
            "10-01 10-02 10-05 10-06 10-07",
            worked="01-04 02-14 02-28 05-09 09-20 10-10",
        ),
    }
)


@cache
def statutory_year(year: int) -> Year:
    """Return the year as the law alone gives it, unpublished: no 调休, every count over it provisional."""
    return Year(
        year=year,
        notice=f"{year}年放假安排通知尚未录入",
        source="按《全国年节及纪念日放假办法》第二条、第六条推算，不含调休",
        off_weekdays=weekdays_off(year),
        work_weekends=frozenset(),
        published=False,
    )
