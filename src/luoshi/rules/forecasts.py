"""What a forecast rests on, in which words it is said, and how it is held against what came.

A forecast says how likely a unit's part is claimed as a whole by the end of the week in which it is due,
judging by how such tasks went before. It is about tasks of units; nobody is scored by it, and nothing follows
from it: lamps, letters and permissions do not know it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.enums import Labelled

ENOUGH = 12
"""So many finished tasks make a reference class; with fewer, the next wider class is asked."""
UNLIKELY_X100 = 5000
"""Below this chance a task is listed among those to look after."""
_TENTHS = "一二三四五六七八九"


class Basis(Labelled):
    """The reference classes, narrowest first."""

    UNIT_CAMPAIGN = "UNIT_CAMPAIGN", "本单位同专项任务"
    UNIT = "UNIT", "本单位任务"
    LEVEL_CAMPAIGN = "LEVEL_CAMPAIGN", "同级单位同专项任务"
    LEVEL = "LEVEL", "同级单位任务"
    CITY = "CITY", "全市任务"


class Ahead(Labelled):
    """How many weeks before the end a forecast was made."""

    NEAR = "NEAR", "提前1–2周"
    MIDDLE = "MIDDLE", "提前3–4周"
    FAR = "FAR", "提前5周以上"


def ahead(weeks_left: int) -> Ahead:
    """Return how early a forecast with so many weeks left is."""
    if weeks_left <= 2:
        return Ahead.NEAR
    return Ahead.MIDDLE if weeks_left <= 4 else Ahead.FAR


def tenths(chance_x100: int) -> str:
    """Return a chance in hundredths of a percent as people say it: 5800 is 约六成, 300 不到一成."""
    tenth = (chance_x100 + 500) // 1000
    if tenth == 0:
        return "不到一成"
    return "九成以上" if tenth == 10 else f"约{_TENTHS[tenth - 1]}成"


def percent(chance_x100: int) -> str:
    """Return a chance in whole percents: 5849 is 58%."""
    return f"{(chance_x100 + 50) // 100}%"


def said(chance_x100: int) -> str:
    """Return the sentence that a page shows."""
    return f"按以往进度，按期完成的可能{tenths(chance_x100)}"


def sample(basis: Basis, tasks: int, alike: int) -> str:
    """Return what a forecast rests on, with its size; says so where the narrow classes had too little."""
    wider = "" if basis in {Basis.UNIT_CAMPAIGN, Basis.UNIT} else "，本单位办结的样本不足，放宽了范围"
    return f"{basis.label}，同类样本n={tasks}，其中当时进度相近的{alike}项{wider}"


def tenth(chance_x100: int) -> int:
    """Return the tenth that a chance falls in: 0 for below 10 %, 9 for 90 % and above."""
    return min(9, chance_x100 // 1000)


def error_x100(chance_x100: int, came_true: bool) -> int:
    """Return the squared distance of a chance from what came; 0 is right, 10000 as wrong as can be."""
    return (chance_x100 - (10_000 if came_true else 0)) ** 2 // 10_000


class Weeks:
    """The weeks with working days between two days, to be counted; a week that is off brings no progress."""

    def __init__(self, days: WorkCalendar, first: date, last: date) -> None:
        monday = first - timedelta(days=first.weekday())
        every = (monday + timedelta(days=7 * n) for n in range((last - monday).days // 7 + 1))
        self._mondays = [day for day in every if days.week_close(day) is not None]

    def count(self, first: date, last: date) -> int:
        """Return how many of the weeks lie from that of `first` to that of `last`, both included."""
        monday = first - timedelta(days=first.weekday())
        return max(0, bisect_right(self._mondays, last) - bisect_left(self._mondays, monday))
