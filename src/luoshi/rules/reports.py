"""The weekly account: for which week, until when, by whom, and what may be claimed in it.

The account stops at the bureau's offices and the county bureaus. Schools are not asked: 教师厅〔2025〕2号
(2025-10-14) forbids whatever is not on the yearly list and forbids records as a measure of work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.rules import calendar
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.lamps import WHOLE_X100, percent
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.units import UnitKind


class ReportState(Labelled):
    """Where one account stands. A later account for the same week takes the place of an earlier one."""

    SENT = "SENT", "已报送"
    RETURNED = "RETURNED", "退回重报"
    REPLACED = "REPLACED", "已更新"


S = ReportState

MOVES: Mapping[ReportState, frozenset[ReportState]] = {
    S.SENT: frozenset({S.RETURNED, S.REPLACED}),
    S.RETURNED: frozenset({S.REPLACED}),
    S.REPLACED: frozenset(),
}
TURNS: Mapping[ReportState, Turn] = {
    S.SENT: Turn.NOBODY,
    S.RETURNED: Turn.UNIT,
    S.REPLACED: Turn.NOBODY,
}
_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?%?")
REPORTING = frozenset({UnitKind.BUREAU, UnitKind.OFFICE, UnitKind.COUNTY})


@dataclass(frozen=True, slots=True)
class Period:
    """One week of accounts: from Monday `week_start`, reported from `opens_on`, on time until `due_on`.

    `opens_on` is the week's first working day, `due_on` its last; late accounts are taken until `closes_on`.
    `provisional` says that a day of it rests on a calendar that is not published.
    """

    week_start: date
    opens_on: date
    due_on: date
    closes_on: date
    provisional: bool


def period_of(day: date, work_calendar: calendar.WorkCalendar, book: ParameterBook) -> Period | None:
    """Return the period of the Monday-to-Sunday week of `day`; None when the whole week is off."""
    due_on = work_calendar.week_close(day)
    if due_on is None:
        return None
    monday = day - timedelta(days=day.weekday())
    closes_on = work_calendar.add_workdays(due_on, book.value("report.closing", due_on))
    return Period(
        week_start=monday,
        opens_on=work_calendar.next_workday_on_or_after(monday),
        due_on=due_on,
        closes_on=closes_on,
        provisional=work_calendar.is_provisional(due_on) or work_calendar.is_provisional(closes_on),
    )


def periods_open(
    today: date, work_calendar: calendar.WorkCalendar, book: ParameterBook
) -> tuple[Period, ...]:
    """Return the periods that take accounts today, earliest first: last week's too until it closes."""
    found: list[Period] = []
    day = today
    while True:
        period = period_of(day, work_calendar, book)
        if period is not None and period.closes_on < today:
            return tuple(found)
        if period is not None and period.opens_on <= today:
            found.insert(0, period)
        day -= timedelta(days=7)


def is_late(period: Period, sent_on: date) -> bool:
    """Say whether an account sent on this day is late."""
    return sent_on > period.due_on


def percent_x100(written: str) -> int | None:
    """Return a written percentage ("45", "45.5%", "４５％") in hundredths of a percent, else None."""
    found = _PERCENT.fullmatch(unicodedata.normalize("NFKC", written).strip().replace(" ", ""))
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def why_not_move(current: ReportState, wanted: ReportState) -> str | None:
    """Return why an account may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"周报现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_send(period: Period, today: date) -> str | None:
    """Return why no account for this period is taken today; None when one is."""
    if today < period.opens_on:
        return f"本期周报从{calendar.short_date(period.opens_on, today)}起填报，请到时再报。"
    if today > period.closes_on:
        closed = calendar.short_date(period.closes_on, today)
        return f"本期周报已于{closed}截止补报，不再接收。请把最新进度报在本周周报中。"
    return None


def why_not_account(unit_kind: UnitKind) -> str | None:
    """Return why a unit of this kind may not be asked for weekly accounts; None when it may."""
    if unit_kind in REPORTING:
        return None
    if unit_kind in {UnitKind.SCHOOL, UnitKind.KINDERGARTEN}:
        return (
            f"周报只到局机关处室和县级教育局，不向{unit_kind.label}布置：涉校事项实行年度清单管理，未纳入清单的"
            "一律不得开展，也不得以留痕资料、台账记录作为评价依据（教师厅〔2025〕2号）。"
            "可以使用已有数据，按年度清单已列事项了解，或由县级教育局抽样核实。"
        )
    if unit_kind is UnitKind.DEPARTMENT:
        return (
            "市直部门不报周报：教育部门未经本级政府指定，不能对其他部门开展政府督查"
            "（《政府督查工作条例》第七条）。请发函商请其书面回复，回复内容由督查科录入。"
        )
    return f"{unit_kind.label}不承担周报任务。请把任务交办给局机关处室或县级教育局，由其报送进度。"


def why_not_claim(previous_x100: int, new_x100: int, words: str, *, behind: bool) -> str | None:
    """Return why this progress may not be claimed; None when it may.

    Progress is in hundredths of a percent, 0 to 10000. Words are asked for only when the claim goes back or,
    as `behind` says, leaves the assignment behind its plan or overdue (lamps.OFF_TRACK): no prose for its
    own sake.
    """
    if not 0 <= new_x100 <= WHOLE_X100:
        return "进度应在0%到100%之间。请改正后再报。"
    written = bool(words.strip())
    if new_x100 < previous_x100 and not written:
        return (
            f"本次进度{percent(new_x100)}低于上次所报{percent(previous_x100)}。"
            "请写明更正原因（如：上次数据有误），再报送。"
        )
    if behind and not written:
        return "进度落后于计划或已逾期。请用一两句话写明原因和下一步措施，再报送；正常推进的不必写文字。"
    return None


def why_not_return(state: ReportState, reason: str) -> str | None:
    """Return why an account may not be sent back to its unit; None when it may."""
    if S.RETURNED not in MOVES[state]:
        return why_not_move(state, S.RETURNED)
    if not reason.strip():
        return "退回周报应写明理由，责任单位据此修改重报。"
    return None
