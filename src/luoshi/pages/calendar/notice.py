"""Reading a year's holidays out of the words of the notice, as people paste them in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

_DATE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:\([^()]*\))?(?P<until>\s*(?:至|到|-|—|~)\s*)?"
)
_CLAUSE = re.compile(r"[。;\n]|(?<=放假),|(?<=调休),|(?<=上班),")
_WORKED = re.compile(r"上班|补班|工作")
_OFF = re.compile(r"放假|休息|调休|补休")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """The days off as listed, weekends among them, the days worked, and the clauses not understood."""

    off: frozenset[date]
    worked: frozenset[date]
    unread: tuple[str, ...]

    @property
    def off_weekdays(self) -> frozenset[date]:
        """The Mondays to Fridays that are not worked."""
        return frozenset(day for day in self.off if day.weekday() < _SATURDAY)


def read(text: str, year: int) -> Notice:
    """Return the days that a notice for a year lists, clause by clause: off by 放假, worked by 上班."""
    off: set[date] = set()
    worked: set[date] = set()
    unread = []
    for written in _CLAUSE.split(unicodedata.normalize("NFKC", text)):
        clause = written.strip()
        days = _days(clause, year)
        if _WORKED.search(clause) and days:
            worked |= days
        elif _OFF.search(clause) and days:
            off |= days
        elif days is None or days:
            unread.append(clause)
    return Notice(frozenset(off), frozenset(worked), tuple(unread))


def _days(clause: str, year: int) -> set[date] | None:
    """Return the days that a clause names; None when one of them is no day."""
    days: set[date] = set()
    start: date | None = None
    month = 0
    for found in _DATE.finditer(clause):
        month = int(found["month"] or month)
        try:
            day = date(int(found["year"] or year), month, int(found["day"]))
        except ValueError:
            return None
        if start is not None and start <= day <= start + timedelta(days=31):
            days |= {start + timedelta(days=offset) for offset in range((day - start).days + 1)}
        days.add(day)
        start = day if found["until"] else None
    return days
