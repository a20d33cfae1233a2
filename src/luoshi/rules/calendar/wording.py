"""How a date is said."""

from __future__ import annotations

from datetime import date

from luoshi.rules.calendar.counting import WorkCalendar

_WEEKDAYS = "一二三四五六日"


def full_date(day: date) -> str:
    """Return the date as paper has it: 2026年11月27日, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date, today: date) -> str:
    """Return 11月27日, with the year when it is not today's."""
    return f"{day.month}月{day.day}日" if day.year == today.year else full_date(day)


def spoken(day: date, today: date, calendar: WorkCalendar) -> str:
    """Return the date with its weekday and distance in working days: 11月27日（周五，还有3个工作日）.

    Days ahead are counted after today up to and including `day`; days past after `day` up to and including
    today. （暂定） follows when the calendar of the day's year is not published.
    """
    provisional = "（暂定）" if calendar.is_provisional(day) else ""
    weekday = _WEEKDAYS[day.weekday()]
    return f"{short_date(day, today)}（周{weekday}，{_distance(day, today, calendar)}）{provisional}"


def _distance(day: date, today: date, calendar: WorkCalendar) -> str:
    if day == today:
        return "今天"
    if day > today:
        ahead = calendar.workdays_between(today, day)
        return f"还有{ahead}个工作日" if ahead else "此前没有工作日"
    past = calendar.workdays_between(day, today)
    return f"已过{past}个工作日" if past else "已过，其后尚无工作日"
