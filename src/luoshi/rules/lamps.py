"""Which lamp an assignment shows, why, and on which day it changes if nobody reports anything.

Planned progress against claimed progress, with the bounds of common municipal practice (no law sets them, so
they are parameters): green while the claim is at most 10 percentage points behind the plan; yellow up to 30
behind, or within 5 working days of the due date though not before the start; red beyond that or after the
due date; grey before the start, and while nothing has been reported but nothing is behind; blue once
struck off. Who has claimed the whole waits for the office to verify and is neither late nor due soon.

While help is being waited for the clock stands: the lamp keeps the colour of the day on which it stopped.

Progress is told once a week: what was planned for a day is held against a unit only when the week's account
is over (`accounted_on`); the due date itself counts on the day.

All progress is an integer from 0 to 10000, hundredths of a percent; a gap is in hundredths of a point.
Time alone never improves a lamp.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.rules import calendar, ways
from luoshi.rules.enums import Labelled
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.refusals import Refused

WHOLE_X100 = 10_000
ONE_DAY = timedelta(days=1)


class Lamp(Labelled):
    """The colour of an assignment; `sign` is its shape, so that colour never stands alone."""

    sign: str

    GREY = "GREY", "未启动", "○"
    GREEN = "GREEN", "正常", "●"
    YELLOW = "YELLOW", "滞后或临期", "▲"
    RED = "RED", "逾期或严重滞后", "■"
    BLUE = "BLUE", "已销号", "✓"

    def __new__(cls, value: str, label: str = "", sign: str = "") -> Lamp:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.sign = sign
        return member


class Ground(Labelled):
    """What the lamp shows the colour for; its label is the word that stands beside the sign."""

    NOT_STARTED = "NOT_STARTED", "未启动"
    ON_TRACK = "ON_TRACK", "正常"
    CLAIMED_WHOLE = "CLAIMED_WHOLE", "待销号"
    BEHIND = "BEHIND", "滞后"
    DUE_SOON = "DUE_SOON", "临期"
    FAR_BEHIND = "FAR_BEHIND", "严重滞后"
    OVERDUE = "OVERDUE", "逾期"
    PAUSED = "PAUSED", "暂停计时"
    STRUCK_OFF = "STRUCK_OFF", "已销号"


OFF_TRACK = frozenset({Ground.BEHIND, Ground.FAR_BEHIND, Ground.OVERDUE})
_UNFINISHED = frozenset(Ground) - {Ground.CLAIMED_WHOLE, Ground.STRUCK_OFF}


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Planned cumulative progress from `start_on` (0) to `due_on` (the whole).

    `points` are milestones (day, planned progress by the end of that day) in order of days; between points,
    the start and the due date the plan rises in a straight line by natural days, rounded down. Raises
    Refused when the dates or points contradict one another.
    """

    start_on: date
    due_on: date
    points: tuple[tuple[date, int], ...] = ()

    def __post_init__(self) -> None:
        if self.due_on < self.start_on:
            raise Refused(
                f"完成日期{calendar.full_date(self.due_on)}早于启动日期{calendar.full_date(self.start_on)}，"
                "请改正其中之一。"
            )
        if self.points:
            _check_points(self)

    def planned(self, on: date) -> int:
        """Return the planned progress by the end of the day: 0 before the start, all from the due date."""
        if on >= self.due_on:
            return WHOLE_X100
        if on < self.start_on:
            return 0
        left, low = self.start_on, 0
        for right, high in self.points:
            if on < right:
                return low + (high - low) * (on - left).days // (right - left).days
            left, low = right, high
        return low + (WHOLE_X100 - low) * (on - left).days // (self.due_on - left).days

    def days_over(self, on: date) -> int:
        """Return how many days past the due date this day is; below 1 when it is not past."""
        return (on - self.due_on).days

    def first_day_above(self, level: int) -> date | None:
        """Return the first day whose planned progress exceeds `level`; None when no day's does.

        Raises ValueError for a level below 0, which the plan exceeds on every day.
        """
        if level < 0:
            raise ValueError("level must be at least 0")
        if level >= WHOLE_X100:
            return None
        left, low = self.start_on, 0
        for right, high in self.points:
            if high > level:
                return _crossing(left, low, right, high, level)
            left, low = right, high
        return _crossing(left, low, self.due_on, WHOLE_X100, level)


def _crossing(left: date, low: int, right: date, high: int, level: int) -> date:
    """Return the first day on which the line between two corners, rounded down, exceeds the level."""
    start = left.toordinal()
    rise = (level + 1 - low) * (right.toordinal() - start)
    return date.fromordinal(start - (-rise // (high - low)))


@dataclass(frozen=True, slots=True)
class PausedWay:
    """A planned way with days on which the clock stood: what was `laid`, read by the part's own clock.

    `stood` are pauses with ends that lie apart from one another, in the order of days.
    """

    laid: Trajectory
    stood: tuple[ways.Pause, ...]

    @property
    def start_on(self) -> date:
        """Return the first day, later by what the clock stood before it."""
        return ways.falls_on(self.laid.start_on, self.stood)

    @property
    def due_on(self) -> date:
        """Return the last day that is not past the due date of the part's own clock."""
        return ways.last_day(self.laid.due_on, self.stood)

    @property
    def points(self) -> tuple[tuple[date, int], ...]:
        """Return the corners of the way: milestones, and both ends of every day on which nothing was due."""
        moved = {ways.falls_on(day, self.stood): planned for day, planned in self.laid.points}
        for each in self.stood:
            moved |= {day: self.planned(day) for day in (each.after_on, each.until_on or each.after_on)}
        return tuple((day, moved[day]) for day in sorted(moved) if self.start_on <= day <= self.due_on)

    def planned(self, on: date) -> int:
        """Return the planned progress by the end of the day."""
        return self.laid.planned(ways.counted(on, self.stood))

    def days_over(self, on: date) -> int:
        """Return how many days past the due date this day is, those left out on which the clock stood."""
        return self.laid.days_over(ways.counted(on, self.stood))

    def first_day_above(self, level: int) -> date | None:
        """Return the first day whose planned progress exceeds `level`; None when no day's does."""
        day = self.laid.first_day_above(level)
        return ways.falls_on(day, self.stood) if day else None


def along(way: Trajectory, change: ways.Change, today: date) -> Trajectory | PausedWay:
    """Return the way of a part of a task with this way, as it is on a day: a pause that lasts ends today."""
    if change.grant:
        way = Trajectory(way.start_on, change.grant.due_on, change.plan or change.grant.points)
    elif change.plan:
        way = Trajectory(way.start_on, way.due_on, change.plan)
    stood = change.stood(today)
    return PausedWay(way, stood) if stood else way


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How far behind is yellow and red, in hundredths of a percentage point; exactly that far is not yet.

    A yellow gap not below the red one means that a gap alone never shows yellow.
    """

    yellow_gap_x100: int
    red_gap_x100: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an assignment on the day `today`.

    `started` says that anything at all has been reported; a claim above 0 implies it. `due_soon_on` is the
    first day that counts as due soon, from `due_soon_on()`. With `weekly` the plan is held against the claim
    week by week, as accounts are sent; without it day by day. When the clock stands, `paused_on` is the day
    since which it does, and `today` is that day. `asked_for` is a later date that was asked for and not yet
    decided on; it changes no colour.
    """

    trajectory: Trajectory | PausedWay
    claimed_x100: int
    started: bool
    closed: bool
    today: date
    due_soon_on: date
    weekly: calendar.WorkCalendar | None = None
    paused_on: date | None = None
    asked_for: date | None = None

    @property
    def planned_x100(self) -> int:
        """Return the progress that the claim is measured against today."""
        return self.trajectory.planned(self.planned_for)

    @property
    def planned_for(self) -> date:
        """Return the day whose plan counts today: the close of the latest week that is over, or today."""
        if self.weekly is None or self.today > self.trajectory.due_on:
            return self.today
        return accounted_on(self.today, self.weekly)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lamp, the word shown with it, and the first later day on which the lamp differs.

    `next_change_on` supposes that nothing is reported meanwhile; None means that time changes nothing more.
    The reason is worded when it is asked for: of the thousands of a workbook nobody reads it.
    """

    lamp: Lamp
    ground: Ground
    planned_x100: int
    next_change_on: date | None
    facts: Facts
    limits: Thresholds

    @property
    def reason(self) -> str:
        """Return why, in Chinese, numbers included."""
        facts, planned = self.facts, self.planned_x100
        ground = _running_ground(self.lamp, facts, planned, self.limits)
        reason = _reason(ground, facts, planned, self.limits)
        if ground in _UNFINISHED and (day := facts.asked_for):
            reason += f"；已申请延期至{calendar.short_date(day, facts.today)}，待审批，批准前亮灯不变"
        if ground in _UNFINISHED and (day := facts.paused_on):
            return f"求助未获答复，{calendar.short_date(day, facts.today)}起暂停计时；此前{reason}"
        return reason


def thresholds(book: ParameterBook, on: date) -> Thresholds:
    """Return the thresholds in force on the day."""
    return Thresholds(book.value("lamp.yellow_gap_x100", on), book.value("lamp.red_gap_x100", on))


def due_soon_on(due_on: date, workdays: int, work_calendar: calendar.WorkCalendar) -> date:
    """Return the first day after which at most `workdays` working days remain, the due date included."""
    return work_calendar.subtract_workdays(work_calendar.last_workday_on_or_before(due_on), workdays)


def accounted_on(today: date, work_calendar: calendar.WorkCalendar) -> date:
    """Return the day that accounts speak for today: the last working day of the latest week that is over."""
    day = today
    close = work_calendar.week_close(day)
    while close is None or close >= today:
        day = date.fromordinal(day.toordinal() - day.weekday() - 1)
        close = work_calendar.week_close(day)
    return close


def held_against_on(day: date, work_calendar: calendar.WorkCalendar) -> date:
    """Return the first day on which what was planned for `day` counts: `accounted_on` has reached it."""
    week = day
    close = work_calendar.week_close(week)
    while close is None or close < day:
        week = date.fromordinal(week.toordinal() - week.weekday() + 7)
        close = work_calendar.week_close(week)
    return date.fromordinal(close.toordinal() + 1)


def colour(facts: Facts, limits: Thresholds) -> tuple[Lamp, date | None]:
    """Return the lamp and the first later day on which it differs, without words: for whole ledgers."""
    return _colour(facts, limits, facts.planned_x100)


def judge(facts: Facts, limits: Thresholds) -> Verdict:
    """Return the lamp with its ground; its reason tells the numbers."""
    planned = facts.planned_x100
    lamp, next_change_on = _colour(facts, limits, planned)
    running = _running_ground(lamp, facts, planned, limits)
    ground = Ground.PAUSED if facts.paused_on and running in _UNFINISHED else running
    return Verdict(lamp, ground, planned, next_change_on, facts, limits)


def _colour(facts: Facts, limits: Thresholds, planned: int) -> tuple[Lamp, date | None]:
    """Return what colour() does. While the clock stands, time changes nothing."""
    lamp, next_change_on = _running_colour(facts, limits, planned)
    return lamp, None if facts.paused_on else next_change_on


def _running_colour(facts: Facts, limits: Thresholds, planned: int) -> tuple[Lamp, date | None]:
    """Return the colour of a running clock; the plan never falls, so today's gap says what was crossed."""
    if facts.closed:
        return Lamp.BLUE, None
    claimed = facts.claimed_x100
    if claimed >= WHOLE_X100:
        return Lamp.GREEN, None
    today, trajectory = facts.today, facts.trajectory
    gap = planned - claimed
    if today > trajectory.due_on or gap > limits.red_gap_x100:
        return Lamp.RED, None
    red_on = min(_behind_on(facts, limits.red_gap_x100), trajectory.due_on + ONE_DAY)
    soon_on = max(facts.due_soon_on, trajectory.start_on)
    if today >= soon_on or gap > limits.yellow_gap_x100:
        return Lamp.YELLOW, red_on
    resting = Lamp.GREEN if facts.started or claimed else Lamp.GREY
    return resting, min(_behind_on(facts, limits.yellow_gap_x100), soon_on, red_on)


def _behind_on(facts: Facts, gap_x100: int) -> date:
    """Return the first day on which the claim is further behind than the gap; the end of time when never."""
    day = facts.trajectory.first_day_above(facts.claimed_x100 + gap_x100)
    if day is None:
        return date.max
    return held_against_on(day, facts.weekly) if facts.weekly else day


def _running_ground(lamp: Lamp, facts: Facts, planned: int, limits: Thresholds) -> Ground:
    if lamp is Lamp.RED:
        return Ground.OVERDUE if facts.today > facts.trajectory.due_on else Ground.FAR_BEHIND
    if lamp is Lamp.YELLOW:
        return Ground.BEHIND if planned - facts.claimed_x100 > limits.yellow_gap_x100 else Ground.DUE_SOON
    if lamp is Lamp.GREEN:
        return Ground.CLAIMED_WHOLE if facts.claimed_x100 >= WHOLE_X100 else Ground.ON_TRACK
    return Ground.STRUCK_OFF if lamp is Lamp.BLUE else Ground.NOT_STARTED


def _reason(ground: Ground, facts: Facts, planned: int, limits: Thresholds) -> str:
    due, start = facts.trajectory.due_on, facts.trajectory.start_on
    due_words = calendar.short_date(due, facts.today)
    reported = facts.started or facts.claimed_x100 > 0
    claim = f"自报{percent(facts.claimed_x100)}" if reported else "尚无填报"
    dated = calendar.short_date(facts.planned_for, facts.today) if facts.weekly and planned else ""
    standing = f"{dated}应达{percent(planned)}，{claim}，{_gap_words(planned - facts.claimed_x100)}"
    match ground:
        case Ground.STRUCK_OFF:
            return "已核验销号"
        case Ground.CLAIMED_WHOLE:
            return f"已报完成（{claim}），等待核验销号"
        case Ground.OVERDUE:
            return f"应于{due_words}完成，已逾期{facts.trajectory.days_over(facts.today)}日，{claim}"
        case Ground.FAR_BEHIND:
            return f"{standing}，超过{points(limits.red_gap_x100)}个百分点"
        case Ground.BEHIND:
            soon = f"，{due_words}到期" if facts.today >= facts.due_soon_on else ""
            return f"{standing}，超过{points(limits.yellow_gap_x100)}个百分点{soon}"
        case Ground.DUE_SOON:
            return f"{due_words}到期，临近期限尚未完成，{standing}"
        case Ground.ON_TRACK:
            return standing
        case _:
            if facts.today < start:
                return f"{calendar.short_date(start, facts.today)}启动，尚未到启动日"
            return f"{claim}，{dated}应达{percent(planned)}，未超过{points(limits.yellow_gap_x100)}个百分点"


def percent(progress_x100: int) -> str:
    """Return progress as a percentage with two decimals: 4500 is 45.00%."""
    return f"{progress_x100 // 100}.{progress_x100 % 100:02d}%"


def points(gap_x100: int) -> str:
    """Return a gap in percentage points without idle zeros: 2500 is 25, 2550 is 25.5, 2505 is 25.05."""
    return f"{gap_x100 // 100}.{gap_x100 % 100:02d}".rstrip("0").rstrip(".")


def _gap_words(gap_x100: int) -> str:
    if gap_x100 == 0:
        return "与计划持平"
    return f"{'落后' if gap_x100 > 0 else '超前'}{points(abs(gap_x100))}个百分点"


def _check_points(trajectory: Trajectory) -> None:
    earlier, low = date.min, 0
    for day, planned in trajectory.points:
        if day <= earlier:
            raise Refused(f"里程碑应按日期先后排列且每日只有一个，请检查{calendar.full_date(day)}。")
        if not low <= planned <= WHOLE_X100:
            raise Refused(
                f"{calendar.full_date(day)}的计划进度应在0%到100%之间，且不低于前一里程碑，请改正。"
            )
        earlier, low = day, planned
    if trajectory.points[0][0] < trajectory.start_on or earlier > trajectory.due_on:
        raise Refused("里程碑的日期应在启动日期和完成日期之间，请改正。")
