"""How planned progress rises from the first day of a task to its last."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from luoshi.rules.calendar import WorkCalendar, full_date
from luoshi.rules.enums import Labelled
from luoshi.rules.refusals import Refused
from luoshi.rules.tasks import WHOLE_X100, Step, weekly_steps

Curve = Sequence[tuple[date, int]]
"""Planned progress, in hundredths of a percent, by the end of some days, in their order."""
ONE_DAY = timedelta(days=1)
PARTS = 4
"""Into how many steps a task is cut that has no stages of its own."""
_LINE = re.compile(
    r"(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?[\s,:;，：；]+(?P<percent>\d{1,3})(?:\.(?P<rest>\d{1,2}))?%?"
)


class Shape(Labelled):
    """How the work is spread over the time that there is."""

    STRAIGHT = "STRAIGHT", "均匀推进"
    FRONT = "FRONT", "前快后慢"
    STEPS = "STEPS", "分段完成"
    OWN = "OWN", "自定进度"


MEANS = {
    Shape.STRAIGHT: "按工作日平均分配，每周一样多",
    Shape.FRONT: "前半程完成四分之三，后半程收尾",
    Shape.STEPS: "分几段，每段到期才算完成；没有阶段时限的，平均分成四段",
    Shape.OWN: "逐行写明到哪一天完成百分之几",
}


def steps(
    shape: Shape,
    start_on: date,
    due_on: date,
    calendar: WorkCalendar,
    stages: Sequence[date] = (),
    curve: Curve = (),
) -> Sequence[Step]:
    """Return the milestones of a plan of this shape, by week, and by day in its last week.

    Stages cut all shapes but an own one into equal parts. `curve` are the days that somebody named.
    """
    match shape:
        case Shape.FRONT:
            return weekly_steps(start_on, due_on, calendar, stages, _early)
        case Shape.STEPS:
            ends = stages or _quarters(start_on, due_on, calendar)
            found = weekly_steps(start_on, due_on, calendar, ends, _at_the_end)
            return _with_corners(found if stages else [_of_ours(step) for step in found], start_on, calendar)
        case Shape.OWN:
            return _along_curve(start_on, due_on, calendar, curve)
        case _:
            return weekly_steps(start_on, due_on, calendar, stages)


def _early(done: int, length: int) -> int:
    """Rise fast and then ever slower: three quarters after half of the time."""
    return WHOLE_X100 * done * (2 * length - done) // (length * length)


def _at_the_end(done: int, length: int) -> int:
    return WHOLE_X100 if done == length else 0


def _quarters(start_on: date, due_on: date, calendar: WorkCalendar) -> list[date]:
    before = start_on - ONE_DAY
    length = calendar.workdays_between(before, due_on)
    return [
        calendar.add_workdays(before, -(-length * part // PARTS))
        for part in range(1, PARTS)
        if length >= PARTS
    ]


def _of_ours(step: Step) -> Step:
    """Return a milestone that no text asked for: the cut is ours."""
    return Step(step.due_on, step.planned_x100, step.label.replace("阶段时限", "一段到期"))


def _with_corners(found: Sequence[Step], start_on: date, calendar: WorkCalendar) -> Sequence[Step]:
    """Return milestones that stay level until the working day before each rise."""
    level = 0
    cornered: list[Step] = []
    for step in found:
        eve = calendar.subtract_workdays(step.due_on, 1)
        last = cornered[-1].due_on if cornered else start_on - ONE_DAY
        if step.planned_x100 > level and eve > last:
            cornered.append(Step(eve, level, "本段到期前"))
        cornered.append(step)
        level = step.planned_x100
    return tuple(cornered)


def _along_curve(start_on: date, due_on: date, calendar: WorkCalendar, curve: Curve) -> Sequence[Step]:
    """Return the points as named and, between them, what is due each week by working days."""
    corners = [(start_on - ONE_DAY, 0), *curve]
    if corners[-1][0] < due_on:
        corners.append((due_on, WHOLE_X100))
    days, named = [day for day, _ in corners], dict(curve)
    grid = {step.due_on: step.label for step in weekly_steps(start_on, due_on, calendar)}
    found = []
    for day in sorted({*grid, *named}):
        place = bisect_left(days, day)
        (left, low), (right, high) = corners[place - 1], corners[place]
        length = calendar.workdays_between(left, right)
        gone = calendar.workdays_between(left, day) if length else 1
        planned = high if day == right else low + (high - low) * gone // (length or 1)
        label = grid.get(day, "")
        found.append(Step(day, planned, f"{label}·自定" if label and day in named else label or "自定"))
    return tuple(found)


def read_curve(text: str, start_on: date, due_on: date) -> tuple[tuple[date, int], ...]:
    """Return the points of a plan as somebody typed or pasted them, one a line: a day and a percentage.

    A day without a year is the first such day from the start on. Raises Refused with every line that is not
    right and why.
    """
    points: list[tuple[date, int]] = []
    faults = []
    for number, line in enumerate(unicodedata.normalize("NFKC", text).splitlines(), start=1):
        if not line.strip():
            continue
        point = _point(line.strip(), start_on)
        reason = _why_not_point(point, points, start_on, due_on)
        if reason:
            faults.append(f"第{number}行“{line.strip()[:30]}”：{reason}")
        elif point:
            points.append(point)
    if faults:
        told = "".join(f"{fault}。" for fault in faults[:20])
        raise Refused(f"自定进度有{len(faults)}处要改。{told}")
    if not points:
        raise Refused("自定进度一行也没有。请逐行写日期和计划进度，例如“2026-11-27 40%”，或选择别的形状。")
    return tuple(points)


def _point(line: str, start_on: date) -> tuple[date, int] | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    planned = int(found["percent"]) * 100 + int((found["rest"] or "0").ljust(2, "0"))
    try:
        if found["year"]:
            return date(int(found["year"]), int(found["month"]), int(found["day"])), planned
        day = date(start_on.year, int(found["month"]), int(found["day"]))
        return (day if day >= start_on else day.replace(year=day.year + 1)), planned
    except ValueError:
        return None


def _why_not_point(point: tuple[date, int] | None, before: Curve, start_on: date, due_on: date) -> str | None:
    if point is None:
        return "认不出日期和进度，请写成“2026-11-27 40%”"
    day, planned = point
    if not start_on <= day <= due_on:
        return f"日期应在{full_date(start_on)}到{full_date(due_on)}之间"
    if planned > WHOLE_X100:
        return "计划进度不能超过100%"
    if day == due_on and planned < WHOLE_X100:
        return "完成时限当天应为100%"
    if before and day <= before[-1][0]:
        return "日期应晚于上一行"
    if before and planned < before[-1][1]:
        return "计划进度不应低于上一行"
    return None


def stretched(day: date, start_on: date, before_on: date, after_on: date, calendar: WorkCalendar) -> date:
    """Return where a day of a plan lies when its last day moves from `before_on` to `after_on`.

    It keeps its place among the working days since the start; the last day becomes the last day.
    """
    return transposed(day, (start_on, before_on), (start_on, after_on), calendar)


def transposed(
    day: date, before: tuple[date, date], after: tuple[date, date], calendar: WorkCalendar
) -> date:
    """Return where a day of a plan lies when its first and last day become others: at the same place."""
    start_on, last_on = after
    if day >= before[1]:
        return last_on
    length = calendar.workdays_between(before[0] - ONE_DAY, before[1])
    gone = calendar.workdays_between(before[0] - ONE_DAY, day)
    if gone <= 0 or length <= 0:
        return start_on
    new = -(-gone * calendar.workdays_between(start_on - ONE_DAY, last_on) // length)
    return min(calendar.add_workdays(start_on - ONE_DAY, new), last_on) if new else start_on
