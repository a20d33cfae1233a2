"""When a period ends: 民法典 (2021-01-01) articles 201 to 203.

The first day is not counted (201). A period of months ends on the corresponding day, or on the last day of a
month that has none (202). When the last day is a rest day the period ends on the next working day (203).

Our reading: a citizen's right rolls forward off a rest day; a duty of the bureau does not, and the bureau is
warned on the last working day before. That is safe whichever way the article is read.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.rules.calendar.counting import WorkCalendar
from luoshi.rules.calendar.wording import full_date
from luoshi.rules.enums import Labelled


class DayKind(Labelled):
    """What a period is counted in.

    日 in Chinese law is a natural day unless the law says 工作日; 行政处罚法 article 85 (二日、三日、五日、
    七日) and 行政复议法 article 88 (三日、五日、七日、十日) say so for the short periods within them.
    """

    NATURAL = "NATURAL", "日"
    WORKING = "WORKING", "工作日"
    MONTH = "MONTH", "月"

    def of(self, amount: int) -> str:
        """Return the period in words: 15日, 5个工作日, 1个月."""
        return f"{amount}{'' if self is DayKind.NATURAL else '个'}{self.label}"


class Party(Labelled):
    """Whose period it is."""

    CITIZEN = "CITIZEN", "公民、法人和其他组织"
    BUREAU = "BUREAU", "办理机关"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period.

    `on` is that day; the period runs to its end. `safe_on` is the last working day on or before it, never
    earlier than the start. `provisional` says that a year counted over has no published calendar yet.
    `basis` tells in Chinese how it was counted, with the articles.
    """

    on: date
    provisional: bool
    safe_on: date
    basis: str


def deadline(start: date, amount: int, kind: DayKind, calendar: WorkCalendar, *, party: Party) -> Deadline:
    """Return the end of a period of `amount` days, working days or months that begins with `start`.

    `start` is the day of the event (received, accepted, issued) and is not counted. Raises ValueError when
    `amount` is less than 1.
    """
    if amount < 1:
        raise ValueError("a period is at least 1")
    ends_on, articles = _counted(start, amount, kind, calendar)
    basis = f"自{full_date(start)}的次日起计算{kind.of(amount)}（{articles}）"
    on = ends_on
    if party is Party.CITIZEN:
        on = calendar.next_workday_on_or_after(ends_on)
    if on != ends_on:
        basis += f"，期满日{full_date(ends_on)}为休息日，顺延至{full_date(on)}（民法典第二百零三条）"
    safe_on = max(calendar.last_workday_on_or_before(on), start)
    if safe_on != on:
        basis += f"，期满日{full_date(on)}为休息日，办理机关不顺延，最迟在{full_date(safe_on)}办结"
    unpublished = _unpublished(start, on, kind, calendar)
    if unpublished:
        basis += f"；{'、'.join(unpublished)}放假安排尚未公布或录入，日期暂定"
    return Deadline(on=on, provisional=bool(unpublished), safe_on=safe_on, basis=basis)


def _counted(start: date, amount: int, kind: DayKind, calendar: WorkCalendar) -> tuple[date, str]:
    if kind is DayKind.WORKING:
        return calendar.add_workdays(start, amount), "民法典第二百零一条，按工作日计"
    if kind is DayKind.NATURAL:
        return start + timedelta(days=amount), "民法典第二百零一条"
    months = start.year * 12 + start.month - 1 + amount
    year, month = months // 12, months % 12 + 1
    day = min(start.day, monthrange(year, month)[1])
    return date(year, month, day), "民法典第二百零一条、第二百零二条"


def _unpublished(start: date, on: date, kind: DayKind, calendar: WorkCalendar) -> list[str]:
    """Return the unpublished years counted over, or that decide whether the last day is a rest day."""
    first = start.year if kind is DayKind.WORKING else on.year
    return [f"{year}年" for year in range(first, on.year + 1) if not calendar.year(year).published]
