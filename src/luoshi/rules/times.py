"""The time of one unit's part of a task: days used, days left, days on which its clock stood.

The day on which a part begins is not counted, its last day is (民法典 article 201); so used, stood and left
days always add up to the days from the first to the last. Working days are those of the official calendar,
调休 included. Days on which the clock stood are told apart and belong to neither (docs/adr/0010).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import WorkCalendar, short_date
from luoshi.rules.enums import Labelled
from luoshi.rules.lamps import WHOLE_X100, PausedWay, Trajectory
from luoshi.rules.ways import Pause

Between = Callable[[date, date], int]
"""Counts days after one day up to and including another."""


class Reach(Labelled):
    """Whose dates a list or a feed holds."""

    ME = "ME", "我的"
    UNIT = "UNIT", "本单位"
    ALL = "ALL", "全部"


class DueKind(Labelled):
    """What falls due on a day."""

    TASK = "TASK", "任务到期"
    STAGE = "STAGE", "阶段时限"
    ACCOUNT = "ACCOUNT", "报送周报"
    LETTER = "LETTER", "回复函件"
    HELP = "HELP", "答复求助"
    EXTENSION = "EXTENSION", "审批延期"


@dataclass(frozen=True, slots=True)
class Days:
    """Days of one kind (natural or working): used, on which the clock stood, left, past the last day."""

    used: int
    stood: int
    left: int
    over: int

    @property
    def whole(self) -> int:
        """Return the days that there are in all, those left out on which the clock stood."""
        return self.used + self.left


@dataclass(frozen=True, slots=True)
class TimeAccount:
    """A part's time as it stands on a day. `provisional` are the years in it without a published calendar."""

    start_on: date
    due_on: date
    natural: Days
    working: Days
    provisional: tuple[int, ...]

    @property
    def used_x100(self) -> int:
        """Return the share of natural days that is used, in hundredths of a percent."""
        whole = self.natural.whole
        return WHOLE_X100 * self.natural.used // whole if whole else WHOLE_X100


def account(way: Trajectory | PausedWay, today: date, calendar: WorkCalendar) -> TimeAccount:
    """Return the time of a part with this way, as lamps.along() gives it for today. Today counts as used."""
    stood: Sequence[Pause] = way.stood if isinstance(way, PausedWay) else ()
    first, last = way.start_on, way.due_on
    now = min(max(today, first), last)

    def counted(between: Between) -> Days:
        kept = _stood(stood, first, now, between)
        over = between(last, today) - _stood(stood, last, today, between)
        return Days(between(first, now) - kept, kept, between(now, last), max(over, 0))

    years = range(first.year, max(last, today).year + 1)
    return TimeAccount(
        first,
        last,
        counted(lambda after, until: max((until - after).days, 0)),
        counted(calendar.workdays_between),
        tuple(year for year in years if not calendar.year(year).published),
    )


def _stood(stood: Sequence[Pause], after: date, until: date, between: Between) -> int:
    """Return how many days of these pauses lie after one day up to and including another."""
    return sum(
        between(max(each.after_on, after), min(each.until_on or until, until))
        for each in stood
        if each.after_on < until and (each.until_on is None or each.until_on > after)
    )


def said(time: TimeAccount, today: date) -> str:
    """Return in one sentence how many days are used and left, both kinds, and how many do not count."""
    natural, working = time.natural, time.working
    if today < time.start_on:
        words = f"{short_date(time.start_on, today)}启动，尚未开始计时，共{_both(natural.left, working.left)}"
    elif natural.over:
        words = f"共{_both(natural.whole, working.whole)}，已用完，超过{_both(natural.over, working.over)}"
    else:
        words = f"已用{_both(natural.used, working.used)}，还有{_both(natural.left, working.left)}"
    if natural.stood:
        words += f"；等待答复的{_both(natural.stood, working.stood)}不计"
    if time.provisional:
        years = "、".join(f"{year}年" for year in time.provisional)
        words += f"；{years}放假安排尚未公布，工作日暂定"
    return f"{words}。"


def beside(time: TimeAccount, claimed_x100: int | None, today: date) -> str:
    """Return the share of time used beside the share of work claimed (None: nothing was): no judgement."""
    if today < time.start_on:
        return ""
    claim = "还没有报过进度" if claimed_x100 is None else f"自报完成{_share(claimed_x100)}"
    return f"时间用去{_share(time.used_x100)}，{claim}。"


def why_ask(who: str, count: int, most: int, monday: date, today: date) -> str | None:
    """Return the question to whoever assigns where one person's due days crowd a week; None when they fit.

    It is about the week and never about the person: nobody is compared with anybody.
    """
    if count <= most:
        return None
    return (
        f"{short_date(monday, today)}起的一周，同一责任人（{who}）有{count}项到期，超过{most}项。"
        "能不能错开几项，或者由分管的同志分担？"
    )


SHORTEST_KEY = 40
"""Signs of a feed's key: of 64 kinds, forty are 240 bits."""


def why_not_feed(reach: Reach, key: str) -> str | None:
    """Return why no feed may be opened with this reach and key; None when it may."""
    if reach is Reach.ALL:
        return "订阅日历只含本人或本单位的事项。看全部请打开时间账页面。"
    if len(key) < SHORTEST_KEY:
        return "订阅链接太短，容易被猜到。请重新生成。"
    return None


def _both(natural: int, working: int) -> str:
    return f"{natural}日（{working}个工作日）"


def _share(x100: int) -> str:
    return f"{x100 // 100}%"
