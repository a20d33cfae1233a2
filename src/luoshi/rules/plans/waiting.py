"""What a task waits for: other tasks that must be done first, and how much may be claimed until then."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import WorkCalendar, full_date, short_date
from luoshi.rules.tasks import WHOLE_X100


@dataclass(frozen=True, slots=True)
class Awaited:
    """A task that is waited for, with who has not finished it; `due_on` is when it should be done at last."""

    task_id: int
    summary: str
    units: tuple[str, ...]
    due_on: date
    limit_x100: int

    @property
    def is_done(self) -> bool:
        """Return whether nobody has anything left to do at it."""
        return not self.units

    def said(self, today: date) -> str:
        """Return the sentence that those who wait read."""
        if self.is_done:
            return f"前置任务“{self.summary}”已完成。"
        late = f"，已逾期{(today - self.due_on).days}日" if today > self.due_on else ""
        bound = f"；办完之前本任务最多报到{self.limit_x100 / 100:g}%" if self.limit_x100 < WHOLE_X100 else ""
        due = short_date(self.due_on, today)
        return f"在等{'、'.join(self.units)}：“{self.summary}”应于{due}完成{late}{bound}。"


def cycle(waits: Mapping[int, Collection[int]], task: int, awaited: int) -> list[int]:
    """Return the tasks that would wait for one another in a ring, `task` first and last; [] when none would.

    `waits` are the tasks that each task waits for already; now `task` is to wait for `awaited` as well.
    """
    if awaited == task:
        return [task, task]
    before: dict[int, int] = {}
    waiting = [awaited]
    while waiting:
        here = waiting.pop()
        for following in sorted(waits.get(here, ())):
            if following == task:
                ring = [task, here]
                while ring[-1] != awaited:
                    ring.append(before[ring[-1]])
                return [task, *reversed(ring[1:]), task]
            if following not in before and following != awaited:
                before[following] = here
                waiting.append(following)
    return []


def why_not_wait(ring: Sequence[int], names: Mapping[int, str]) -> str | None:
    """Return why a task may not wait for another when they would wait in this ring; None without a ring."""
    if not ring:
        return None
    if len(ring) == 2:
        return "任务不能等自己。请另选前置任务。"
    told = " → ".join(f"“{names[each]}”" for each in ring)
    return f"这样会互相等待，谁也开不了头：{told}（箭头指向要等的任务）。请去掉其中一个前置关系。"


def why_not_beyond(claimed_x100: int, awaited: Sequence[Awaited], today: date) -> str | None:
    """Return why no more than so much may be claimed while others are not done; None when it may."""
    held = [each for each in awaited if not each.is_done and claimed_x100 > each.limit_x100]
    if not held:
        return None
    first = min(held, key=lambda each: each.limit_x100)
    return (
        f"还不能报{claimed_x100 / 100:g}%。{first.said(today)}"
        "请等前置任务办完再报；等得太久的，可以向该单位提出求助，等待期间暂停计时。"
    )


def later_start(
    start_on: date, awaited: Sequence[Awaited], calendar: WorkCalendar
) -> tuple[date, Awaited] | None:
    """Return from when the work can really begin, and because of what; None when it can begin as planned.

    Only what bars all progress keeps a task from starting.
    """
    barring = [each for each in awaited if not each.is_done and each.limit_x100 == 0]
    if not barring:
        return None
    last = max(barring, key=lambda each: (each.due_on, each.task_id))
    first_day = calendar.add_workdays(last.due_on, 1)
    return (first_day, last) if first_day > start_on else None


def later_words(start_on: date, first_day: date, because: Awaited) -> str:
    """Return in words why a task begins later than planned."""
    return (
        f"计划{full_date(start_on)}启动；前置任务“{because.summary}”（{'、'.join(because.units)}）"
        f"应于{full_date(because.due_on)}完成，按此最早{full_date(first_day)}可以开始。"
    )
