"""The published calendar of each year, as data, and what the law alone gives for a year not yet published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from luoshi.rules.refusals import Refused

SATURDAY = 5
ONE_DAY = timedelta(days=1)


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

# 春节 (正月初一), 端午 (五月初五), 中秋 (八月十五). Two independent lunar calendars agree on every row.
_LUNAR: Mapping[int, str] = MappingProxyType(
    {
        2027: "02-06 06-09 09-15",
        2028: "01-26 05-28 10-03",
        2029: "02-13 06-16 09-22",
        2030: "02-03 06-05 09-12",
        2031: "01-23 06-24 10-01",
        2032: "02-11 06-12 09-19",
        2033: "01-31 06-01 09-08",
        2034: "02-19 06-20 09-27",
        2035: "02-08 06-10 09-16",
    }
)


def qingming(year: int) -> date:
    """Return the day of 清明, 4 or 5 April, by the customary formula; exact for 2000 to 2099.

    Outside that century the day is only near, which suffices for dates that are provisional anyway.
    """
    of_century = year % 100
    return date(year, 4, (of_century * 2422 + 48100) // 10000 - of_century // 4)


@cache
def statutory_year(year: int) -> Year:
    """Return the year as the law alone gives it, unpublished: no 调休, every count over it provisional.

    The thirteen days of 全国年节及纪念日放假办法 (revised 2024-11-10), article 2, with a day in lieu for each
    that falls on a weekend (article 6). Before 2027 and after 2035, where no lunar dates are held, only
    元旦, 清明, 劳动节 and 国庆节 are known. Two holidays on one day give one day off: the notice may
    give more, and counting fewer days off makes a date early, never late.
    """
    holidays = [
        [date(year, 1, 1)],
        [qingming(year)],
        [date(year, 5, 1), date(year, 5, 2)],
        [date(year, 10, 1), date(year, 10, 2), date(year, 10, 3)],
    ]
    if year in _LUNAR:
        spring, dragon_boat, mid_autumn = (
            date.fromisoformat(f"{year}-{day}") for day in _LUNAR[year].split()
        )
        holidays += [[spring + offset * ONE_DAY for offset in range(-1, 3)], [dragon_boat], [mid_autumn]]
    return Year(
        year=year,
        notice=f"{year}年放假安排通知尚未录入",
        source="按《全国年节及纪念日放假办法》第二条、第六条推算，不含调休",
        off_weekdays=_weekdays_off({day for days in holidays for day in days}),
        work_weekends=frozenset(),
        published=False,
    )


def _weekdays_off(holidays: Iterable[date]) -> frozenset[date]:
    """Return the weekdays among the holidays and one weekday in lieu, the next free one, for each other."""
    listed = sorted(holidays)
    off = {day for day in listed if day.weekday() < SATURDAY}
    for day in listed:
        if day.weekday() >= SATURDAY:
            in_lieu = day + ONE_DAY
            while in_lieu.weekday() >= SATURDAY or in_lieu in off:
                in_lieu += ONE_DAY
            off.add(in_lieu)
    return frozenset(off)
