"""The statutory holidays: 全国年节及纪念日放假办法 (revised 2024-11-10), articles 2 and 6."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

SATURDAY = 5
ONE_DAY = timedelta(days=1)

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

# The years whose notices are entered, for naming a festival only: their days off stand in the notices.
_LUNAR_BEFORE: Mapping[int, str] = MappingProxyType(
    {2024: "02-10 06-10 09-17", 2025: "01-29 05-31 10-06", 2026: "02-17 06-19 09-25"}
)
_LUNAR_NAMES = ("春节", "端午", "中秋")
_FIXED: Mapping[str, tuple[int, int]] = MappingProxyType({"元旦": (1, 1), "劳动节": (5, 1), "国庆": (10, 1)})


def statutory_holidays(year: int) -> frozenset[date]:
    """Return the statutory holidays of a year, weekends included: the thirteen days of article 2.

    Before 2027 and after 2035, where no lunar dates are held, only 元旦, 清明, 劳动节 and 国庆节 are known.
    The second day of 劳动节 counts since 2025.
    """
    days = {date(year, 1, 1), qingming(year), date(year, 5, 1)}
    days |= {date(year, 10, day) for day in (1, 2, 3)}
    if year >= 2025:
        days.add(date(year, 5, 2))
    if year in _LUNAR:
        spring, dragon_boat, mid_autumn = (
            date.fromisoformat(f"{year}-{day}") for day in _LUNAR[year].split()
        )
        days |= {spring + offset * ONE_DAY for offset in range(-1, 3)} | {dragon_boat, mid_autumn}
    return frozenset(days)


def festival(year: int, name: str) -> date | None:
    """Return the day of 元旦, 春节, 清明, 劳动节, 端午, 中秋 or 国庆 in a year; None where not known."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == "清明":
        return qingming(year)
    days = _LUNAR.get(year) or _LUNAR_BEFORE.get(year)
    return date.fromisoformat(f"{year}-{days.split()[_LUNAR_NAMES.index(name)]}") if days else None


def qingming(year: int) -> date:
    """Return the day of 清明, 4 or 5 April, by the customary formula for 2000 to 2099.

    Outside that century the day is only near, which suffices for dates that are provisional anyway.
    """
    of_century = year % 100
    return date(year, 4, (of_century * 2422 + 48100) // 10000 - of_century // 4)


def weekdays_off(year: int) -> frozenset[date]:
    """Return the weekdays not worked by the law alone: holidays, and a day in lieu for each on a weekend.

    The day in lieu (article 6) is the next free weekday. Two holidays on one day give one day off: the notice
    may give more, and counting fewer days off makes a date early, never late.
    """
    holidays = sorted(statutory_holidays(year))
    off = {day for day in holidays if day.weekday() < SATURDAY}
    for day in holidays:
        if day.weekday() >= SATURDAY:
            in_lieu = day + ONE_DAY
            while in_lieu.weekday() >= SATURDAY or in_lieu in off:
                in_lieu += ONE_DAY
            off.add(in_lieu)
    return frozenset(off)
