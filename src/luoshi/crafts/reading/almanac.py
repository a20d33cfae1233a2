"""Which day a written date means: by the paper's own date, working days, festivals and the school year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from luoshi.crafts.reading.date_grammar import Written
from luoshi.rules import calendar
from luoshi.rules.calendar import DayKind, Moment, Party, SchoolCalendar, WorkCalendar
from luoshi.rules.refusals import Refused

_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ONES = "零一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
_THIRD = {"上": 10, "中": 20}
_PLAN_ENDS = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}
_FESTIVALS = {"五一": "劳动节"}
_OPENINGS = frozenset({Moment.WINTER_ENDS, Moment.SUMMER_ENDS})
_TERM_ENDS = frozenset({Moment.AUTUMN_ENDS, Moment.SPRING_ENDS})
_DAY = timedelta(days=1)
_UNDATED = "来文没有落款日期，无法推算"
_UNKNOWN_YEAR = "来文没有写明年份"


class Due(NamedTuple):
    """A completion date: the words, and the day (None when it stays open).

    `provisional` says that the day may still move: the holidays of its year are not published, or it rests on
    a school calendar that is not the city's own. `basis` tells how a day was reckoned, or why it is open; it
    is empty where the words name the day themselves.
    """

    words: str
    on: date | None
    provisional: bool = False
    basis: str = ""

    def as_dict(self) -> dict[str, str | bool | None]:
        """Return the date as `luoshi read --json` prints it."""
        return {
            "words": self.words,
            "deadline_iso": self.on.isoformat() if self.on else None,
            "provisional": self.provisional,
            "basis": self.basis,
        }


class _Found(NamedTuple):
    on: date | None
    provisional: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Almanac:
    """What dates are resolved against: the year that a paper means, its date, and the calendars."""

    year: int | None
    issued_on: date | None
    workdays: WorkCalendar
    schools: SchoolCalendar

    def due(self, found: Written, words: str, carried: int | None = None) -> Due:
        """Return the day that a written date means; `carried` is the year that the date before it named."""
        try:
            day = self._worded(found) if found.worded else self._by_calendar(found, carried)
        except (Refused, ValueError, OverflowError):
            day = _Found(None, False, "日期超出日历范围，请核对")
        if day.on is None:
            return Due(words, None, False, day.basis)
        unpublished = day.on.year > self.workdays.last_published
        basis = day.basis
        if unpublished and "尚未公布" not in basis:
            note = f"{day.on.year}年放假安排尚未公布或录入，日期暂定"
            basis = f"{basis}；{note}" if basis else note
        return Due(words, day.on, day.provisional or unpublished, basis)

    def named(self, found: Written, carried: int | None = None) -> int | None:
        """Return the year that a date names, else the year carried on to it, else the paper's."""
        if found.year:
            return int(found.year)
        if found.word == "明":
            return self.year + 1 if self.year is not None else None
        return self.year if found.word or carried is None else carried

    def _by_calendar(self, found: Written, carried: int | None) -> _Found:
        match = found.match
        if match["count"]:
            return self._after(match["count"], match["unit"])
        if match["thismonth"]:
            return self._month(0)
        year = self.named(found, carried)
        if year is None:
            return _Found(None, False, _UNKNOWN_YEAR)
        if match["day"]:
            return _Found(_real(year, int(match["month"]), int(match["day"])))
        if match["lastmonth"]:
            month = int(match["lastmonth"])
            third = _THIRD.get(match["third"][0]) if match["third"] else None
            return _Found(_real(year, month, third) if third else _month_end(year, month))
        if match["half"]:
            return _Found(date(year, 6, 30) if match["half"] == "上" else date(year, 12, 31))
        if match["quarter"]:
            return _Found(_month_end(year, 3 * _QUARTER[match["quarter"]]))
        return _Found(date(year, 12, 31))

    def _worded(self, found: Written) -> _Found:
        resolve = _FORMS[found.worded]
        return resolve(self, found)

    def _since(self, found: Written) -> date | None:
        """The first day that a date without its own may mean: in the named year, not before the paper."""
        if found.year or found.word:
            year = self.named(found)
            opens = date(year, 1, 1) if year else None
            return max(filter(None, (opens, self.issued_on)), default=None)
        return self.issued_on

    def _school(self, found: Written, moments: frozenset[Moment]) -> _Found:
        since = self._since(found)
        day = self.schools.first(moments, since) if since else None
        if since is None:
            return _Found(None, False, _UNDATED)
        if day is None:
            return _Found(None, False, "校历没有录入，日期待定")
        basis = f"{day.of.words}{day.moment.label}：{calendar.full_date(day.on)}（{day.of.source}）"
        return _Found(day.on, day.of.provisional, basis)

    def _opening(self, found: Written) -> _Found:
        season = found.match["season"]
        moments = {"春": Moment.WINTER_ENDS, "秋": Moment.SUMMER_ENDS}
        return self._school(found, frozenset({moments[season]}) if season else _OPENINGS)

    def _reopened(self, found: Written) -> _Found:
        opening = self._school(found, frozenset({Moment.AUTUMN_OPENS, Moment.SPRING_OPENS}))
        if opening.on is None:
            return opening
        after = self._counted(opening.on, found.match["n1"], found.match["u1"])
        return _Found(after.on, opening.provisional or after.provisional, f"{opening.basis}；{after.basis}")

    def _term_end(self, found: Written) -> _Found:
        which = (found.match["which"] or "")[:1] + (found.match["which"] or "")[1:2].replace("季", "")
        if found.match["span"] == "年" or which in ("春", "第二"):
            return self._school(found, frozenset({Moment.SPRING_ENDS}))
        if which in ("秋", "第一"):
            return self._school(found, frozenset({Moment.AUTUMN_ENDS}))
        return self._school(found, _TERM_ENDS)

    def _vacation(self, found: Written) -> _Found:
        winter = found.match["which_vacation"] == "寒"
        if found.match["phase"].startswith(("结束", "期间", "内")):
            return self._school(found, frozenset({Moment.WINTER_ENDS if winter else Moment.SUMMER_ENDS}))
        return self._school(found, frozenset({Moment.AUTUMN_ENDS if winter else Moment.SPRING_ENDS}))

    def _week(self, found: Written) -> _Found:
        if self.issued_on is None:
            return _Found(None, False, _UNDATED)
        match = found.match
        named = match["weekday"] or match["bareweekday"]
        monday = self.issued_on - self.issued_on.weekday() * _DAY
        if match["these"] == "下":
            monday += 7 * _DAY
        basis = f"从来文日期{calendar.full_date(self.issued_on)}推算"
        if named in (None, "末"):
            on = self.workdays.week_close(monday) or monday + 6 * _DAY
            return _Found(on if named is None else monday + 6 * _DAY, False, basis)
        on = monday + _WEEKDAYS.index(named.replace("天", "日")) * _DAY
        if match["bareweekday"] and on < self.issued_on:
            on += 7 * _DAY
        return _Found(on, False, basis)

    def _month_day(self, found: Written) -> _Found:
        month = self._month(found.match["this"] == "下")
        if month.on is None:
            return month
        return month._replace(on=_real(month.on.year, month.on.month, int(found.match["on"])))

    def _month_close(self, found: Written) -> _Found:
        return self._month(found.match["next"] is not None)

    def _quarter_close(self, _found: Written) -> _Found:
        if self.issued_on is None:
            return _Found(None, False, _UNDATED)
        month = 3 * ((self.issued_on.month + 2) // 3)
        return _Found(_month_end(self.issued_on.year, month), False, self._from_issue())

    def _festival(self, found: Written) -> _Found:
        name = found.match["which_festival"].strip("“”")
        since = self._since(found)
        if since is None:
            return _Found(None, False, _UNDATED)
        for year in (since.year, since.year + 1):
            day = calendar.festival(year, _FESTIVALS.get(name, name))
            if day is None:
                return _Found(None, False, f"{year}年{name}的日期没有录入")
            if day > since:
                return _Found(day - _DAY, False, f"{year}年{name}是{calendar.full_date(day)}")
        return _Found(None)

    def _plan(self, found: Written) -> _Found:
        year = _PLAN_ENDS[found.match["five"]]
        return _Found(date(year, 12, 31), False, f"五年规划到{year}年底")

    def _event(self, found: Written) -> _Found:
        if found.match["received"]:
            return _Found(None, False, "自收到之日起计算，收到的日期待定")
        return self._after(found.match["n2"], found.match["u2"])

    def _period(self, found: Written) -> _Found:
        return self._after(found.match["n3"], found.match["u3"])

    def _month(self, ahead: int) -> _Found:
        if self.issued_on is None:
            return _Found(None, False, _UNDATED)
        months = self.issued_on.year * 12 + self.issued_on.month - 1 + ahead
        return _Found(_month_end(months // 12, months % 12 + 1), False, self._from_issue())

    def _after(self, count: str, unit: str) -> _Found:
        if self.issued_on is None:
            return _Found(None, False, _UNDATED)
        return self._counted(self.issued_on, count, unit)

    def _counted(self, start: date, count: str, unit: str) -> _Found:
        kind, size = _PERIODS[unit]
        amount = number(count) * size
        if count == "半":
            kind, amount = (DayKind.MONTH, 6) if unit == "年" else (DayKind.NATURAL, 15)
        ends = calendar.deadline(start, amount, kind, self.workdays, party=Party.BUREAU)
        return _Found(ends.on, ends.provisional, ends.basis)

    def _from_issue(self) -> str:
        return f"从来文日期{calendar.full_date(self.issued_on)}推算" if self.issued_on else ""


_PERIODS: Mapping[str, tuple[DayKind, int]] = {
    "月": (DayKind.MONTH, 1),
    "年": (DayKind.MONTH, 12),
    "周": (DayKind.NATURAL, 7),
    "日": (DayKind.NATURAL, 1),
    "天": (DayKind.NATURAL, 1),
    "工作日": (DayKind.WORKING, 1),
}
_FORMS: Mapping[str, Callable[[Almanac, Written], _Found]] = {
    "opening": Almanac._opening,
    "reopened": Almanac._reopened,
    "termend": Almanac._term_end,
    "vacation": Almanac._vacation,
    "week": Almanac._week,
    "monthday": Almanac._month_day,
    "monthclose": Almanac._month_close,
    "quarterclose": Almanac._quarter_close,
    "festival": Almanac._festival,
    "plan": Almanac._plan,
    "event": Almanac._event,
    "period": Almanac._period,
}


def number(words: str) -> int:
    """Return a count written in digits or in Chinese numerals up to ninety-nine; 半 gives 0."""
    if words.isdecimal():
        return int(words)
    tens, mark, ones = words.replace("两", "二").partition("十")
    if not mark:
        return max(0, _ONES.find(words.replace("两", "二")[:1]))
    return (_ONES.find(tens) if tens else 1) * 10 + (_ONES.find(ones) if ones else 0)


def _month_end(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
