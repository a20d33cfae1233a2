"""How one unit's claims moved, where the way of moving itself raises a question.

Falling back, leaping in one week, resting just below the whole for weeks, making most of it in the last tenth
of the time, moving the date again and again. Each is a sentence with dates and figures that ends in a
question; none is a charge and none is counted as a score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from luoshi.rules.contradictions.findings import Finding, Told, amount, share, week
from luoshi.rules.contradictions.states import ContradictionKind, Limits
from luoshi.rules.lamps import WHOLE_X100

SHORTEST = timedelta(days=28)
"""What is given less time than this leaps and ends in its last week by nature."""
_FASTER = 3
"""A leap is also this many times the usual week before it."""


def about_progress(
    part: int, series: Sequence[Told], start_on: date, due_on: date, limits: Limits
) -> Iterator[Finding]:
    """Yield what a part's own accounts raise, `series` in the order of weeks, one a week."""
    yield from _went_back(part, series)
    at_the_end = _end_loaded(part, series, start_on, due_on, limits)
    if at_the_end is not None:
        yield at_the_end
    if due_on - start_on >= SHORTEST:
        leaps = _jumped(part, series, limits)
        # What was made at the end is one question, not two.
        last = _last_stretch(start_on, due_on)
        yield from (leap for leap in leaps if at_the_end is None or leap.week_start < last)
    yield from _stuck(part, series, limits)


def about_moved_dates(part: int, moved: Sequence[tuple[date, date]], limits: Limits) -> Iterator[Finding]:
    """Yield a question about dates that were moved again and again; `moved` are (from, to), oldest first."""
    if len(moved) < limits.moved_times:
        return
    way = "、".join(_day(to) for _, to in moved)
    days = (moved[-1][1] - moved[0][0]).days
    words = (
        f"完成时限已改{len(moved)}次：由{_day(moved[0][0])}先后改到{way}，共推后{days}天。"
        "这一次的时限靠什么保证？还有没有会再推后的环节？"
    )
    yield Finding(ContradictionKind.MOVED_DATES, str(len(moved)), moved[-1][0], words, (part,))


def _went_back(part: int, series: Sequence[Told]) -> Iterator[Finding]:
    for before, after in pairwise(series):
        fall = before.claimed_x100 - after.claimed_x100
        if fall <= 0:
            continue
        words = (
            f"{week(before.week_start)}报{share(before.claimed_x100)}，{week(after.week_start)}"
            f"改报{share(after.claimed_x100)}，少了{amount(fall)}。是先前多报了，还是口径变了？"
        )
        yield Finding(
            ContradictionKind.WENT_BACK,
            after.week_start.isoformat(),
            after.week_start,
            words,
            (part,),
            answered_in=after.id if after.words else None,
        )


def _jumped(part: int, series: Sequence[Told], limits: Limits) -> Iterator[Finding]:
    """Yield leaps; the first account is none: what was done before it was never told week by week."""
    for place, (before, after) in enumerate(pairwise(series), start=1):
        rise = after.claimed_x100 - before.claimed_x100
        usual = before.claimed_x100 // place // 10 * 10
        if (after.week_start - before.week_start).days > 7 or rise < max(limits.jump_x100, _FASTER * usual):
            continue
        words = (
            f"{week(after.week_start)}从{share(before.claimed_x100)}报到{share(after.claimed_x100)}，"
            f"一周多了{amount(rise)}；此前{place}次周报平均每次{amount(usual)}。这一周办成了什么？"
        )
        yield Finding(
            ContradictionKind.JUMPED, after.week_start.isoformat(), after.week_start, words, (part,)
        )


def _stuck(part: int, series: Sequence[Told], limits: Limits) -> Iterator[Finding]:
    """Yield the rest that goes on: the same claim, high but not whole, in the latest accounts."""
    if not series or not limits.stuck_from_x100 <= series[-1].claimed_x100 < WHOLE_X100:
        return
    level = series[-1].claimed_x100
    resting = 0
    for each in reversed(series):
        if each.claimed_x100 != level:
            break
        resting += 1
    if resting < limits.stuck_weeks:
        return
    since = series[-resting].week_start
    words = (
        f"从{week(since)}到{week(series[-1].week_start)}，连续{resting}期都报{share(level)}。"
        "还差哪一步、卡在哪里、哪天能办完？"
    )
    mark = f"{level}:{since.isoformat()}"
    yield Finding(ContradictionKind.STUCK, mark, since, words, (part,))


def _end_loaded(
    part: int, series: Sequence[Told], start_on: date, due_on: date, limits: Limits
) -> Finding | None:
    """Return the question about a whole of which most was made in the last tenth of the time, or None."""
    if due_on - start_on < SHORTEST:
        return None
    last = _last_stretch(start_on, due_on)
    before = [each for each in series if each.week_start < last]
    within = [each for each in series if last <= each.week_start <= due_on]
    if not before or not within or within[-1].claimed_x100 < WHOLE_X100:
        return None
    made = WHOLE_X100 - before[-1].claimed_x100
    if made < limits.end_share_x100:
        return None
    words = (
        f"时限为{_day(start_on)}至{_day(due_on)}，到{week(before[-1].week_start)}只报{share(before[-1].claimed_x100)}，"
        f"最后这一段（{week(last)}起）报了{amount(made)}而完成。前面为什么慢，最后这段做了哪些？"
    )
    return Finding(ContradictionKind.END_LOADED, "end", within[-1].week_start, words, (part,))


def _last_stretch(start_on: date, due_on: date) -> date:
    """Return the Monday with which the last tenth of the time begins; at least the week of the due date."""
    day = due_on - (due_on - start_on) / 10
    return day - timedelta(days=day.weekday())


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
