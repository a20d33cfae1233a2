"""The levels of the weekly account: who passes it on, what silence says, when it is locked, what excuses."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import calendar, parameters, reports
from luoshi.rules.calendar.holidays import statutory_holidays
from luoshi.rules.parameters import DEFAULTS, ParameterBook, local_row
from luoshi.rules.people import Actor, Duty
from luoshi.rules.reports import Allowance, AllowanceKind, Period, ReportState
from luoshi.rules.units import UnitKind

S = ReportState
FRIDAY, CLOSING = date(2026, 11, 27), date(2026, 12, 1)
WEEK = Period(date(2026, 11, 23), date(2026, 11, 23), FRIDAY, CLOSING, provisional=False)
OVER = CLOSING + timedelta(days=1)
SINCE = date(2026, 11, 16)
TWO_LEVELS = ParameterBook(
    [*DEFAULTS, local_row("report.review", 2, source="示教〔2026〕10号", effective_from=SINCE)]
)
FEASTS_2027 = {day for day in statutory_holidays(2027) if day.weekday() < 5}
EXCUSED, REOPENED = AllowanceKind
DAYS = st.dates(date(2026, 11, 20), date(2027, 1, 15))
ALLOWANCES = st.lists(st.builds(Allowance, st.sampled_from(AllowanceKind), DAYS), max_size=4)
ALLOWED = {
    (S.PENDING, S.SENT),
    (S.PENDING, S.RETURNED),
    (S.PENDING, S.REPLACED),
    (S.SENT, S.ACCEPTED),
    (S.SENT, S.RETURNED),
    (S.SENT, S.REPLACED),
    (S.ACCEPTED, S.RETURNED),
    (S.ACCEPTED, S.REPLACED),
    (S.RETURNED, S.REPLACED),
}


def actor(duty: Duty, kind: UnitKind = UnitKind.COUNTY) -> Actor:
    return Actor(1, 2, "某某", "科员", duty, 3, "示例单位", "00010001", kind, 3)


@pytest.mark.parametrize(("current", "wanted"), list(product(S, repeat=2)))
def test_every_move_is_allowed_or_refused_by_name(current: ReportState, wanted: ReportState) -> None:
    expected = (
        None if (current, wanted) in ALLOWED else f"周报现为“{current.label}”，不能改为“{wanted.label}”。"
    )
    assert reports.why_not_move(current, wanted) == expected


def test_whose_turn_it_is_stands_at_every_state() -> None:
    assert {state.value: reports.TURNS[state].label for state in S} == {
        "PENDING": "责任单位负责人",
        "SENT": "督查科",
        "ACCEPTED": "无",
        "RETURNED": "责任单位",
        "REPLACED": "无",
    }
    assert sorted(reports.STANDING) == ["ACCEPTED", "PENDING", "SENT"]


@pytest.mark.parametrize("duty", [Duty.HEAD, Duty.DEPUTY, Duty.HANDLER])
@pytest.mark.parametrize("kind", [UnitKind.COUNTY, UnitKind.OFFICE])
@pytest.mark.parametrize("day", [SINCE - timedelta(days=3), FRIDAY])
def test_only_a_countys_clerk_waits_and_only_from_the_day_on_that_it_is_so_set(
    duty: Duty, kind: UnitKind, day: date
) -> None:
    waits = duty is Duty.HANDLER and kind is UnitKind.COUNTY and day >= SINCE
    assert reports.first_state(actor(duty, kind), TWO_LEVELS, day) is (S.PENDING if waits else S.SENT)
    assert reports.first_state(actor(duty, kind), ParameterBook(), day) is S.SENT
    assert reports.is_reviewed_first(kind, TWO_LEVELS, day) is (kind is UnitKind.COUNTY and day >= SINCE)


def test_silence_until_the_close_accepts_and_says_so() -> None:
    assert [reports.standing_words(state, WEEK, CLOSING) for state in S] == [state.label for state in S]
    assert [reports.standing_words(state, WEEK, OVER) for state in S] == [
        "到期未经本单位审核，按所报认可",
        "到期未提异议，视为认可",
        "已认可",
        "退回重报",
        "已更新",
    ]


def test_what_is_accepted_is_corrected_only_after_a_return_or_when_opened_again() -> None:
    reopened = WEEK.with_allowances([Allowance(REOPENED, date(2026, 12, 4))])
    assert reports.why_not_correct(S.ACCEPTED, WEEK, FRIDAY) == (
        "督查科已认可这一项，不能直接更正。数字有误的，请与督查科联系，由其写明理由退回。"
    )
    assert reports.why_not_correct(S.ACCEPTED, reopened, date(2026, 12, 4)) is None
    assert reports.why_not_correct(S.ACCEPTED, reopened, date(2026, 12, 5)) is not None
    for state in (S.PENDING, S.SENT, S.RETURNED):
        assert reports.why_not_correct(state, WEEK, FRIDAY) is None
    assert reports.why_not_correct(S.REPLACED, WEEK, FRIDAY) == "周报现为“已更新”，不能改为“已更新”。"


def test_a_return_has_a_reason_and_leaves_a_day_to_mend_it() -> None:
    last = "今天是本期补报的最后一天，退回后对方来不及重报。"
    for state in (S.SENT, S.ACCEPTED):
        assert reports.why_not_return(state, "数字不符", WEEK, CLOSING - timedelta(days=1)) is None
        assert reports.why_not_return(state, " ", WEEK, FRIDAY) == (
            "退回周报应写明理由，责任单位据此修改重报。"
        )
        assert (reports.why_not_return(state, "数字不符", WEEK, CLOSING) or "").startswith(last)
    assert reports.why_not_return(S.PENDING, "数字不符", WEEK, CLOSING) is None
    for state in (S.PENDING, S.SENT, S.ACCEPTED):
        assert "锁定" in (reports.why_not_return(state, "数字不符", WEEK, OVER) or "")
    assert reports.why_not_return(S.REPLACED, "数字不符", WEEK, FRIDAY) == (
        "周报现为“已更新”，不能改为“退回重报”。"
    )


def test_nothing_is_passed_when_there_is_nothing_or_the_week_is_locked() -> None:
    assert reports.why_not_pass(WEEK, CLOSING, S.SENT, 3) is None
    assert reports.why_not_pass(WEEK, CLOSING, S.SENT, 0) == "没有可以审核通过的周报。请刷新后查看。"
    assert reports.why_not_pass(WEEK, CLOSING, S.ACCEPTED, 0) == "没有可以认可的周报。请刷新后查看。"
    locked = "本期周报已于12月1日截止并锁定。确需更正的，由督查科写明理由、限期重新开放。"
    assert reports.why_not_pass(WEEK, OVER, S.SENT, 3) == reports.why_locked(WEEK, OVER) == locked


@given(ALLOWANCES, DAYS)
def test_exceptions_count_in_any_order_and_never_take_anything_away(
    granted: list[Allowance], day: date
) -> None:
    ways = {WEEK.with_allowances(order) for order in permutations(granted)}
    assert len(ways) == 1
    period = ways.pop()
    assert period.closes_on >= WEEK.closes_on
    assert not reports.is_late(period, day) or reports.is_late(WEEK, day)
    assert reports.why_not_send(WEEK, day) is not None or reports.why_not_send(period, day) is None
    excused = max((each.until_on for each in granted if each.kind is EXCUSED), default=FRIDAY)
    assert reports.is_late(period, day) == (day > max(FRIDAY, excused))
    assert period.is_reopened(day) == any(each.kind is REOPENED and day <= each.until_on for each in granted)


@pytest.mark.parametrize(
    ("kind", "until_on", "reason", "today", "words"),
    [
        (EXCUSED, date(2026, 11, 30), "断网", FRIDAY, None),
        (EXCUSED, date(2026, 11, 30), " ", FRIDAY, "请写明理由"),
        (EXCUSED, FRIDAY, "断网", FRIDAY, "本来就不算迟报"),
        (EXCUSED, date(2026, 12, 28), "断网", FRIDAY, None),
        (EXCUSED, date(2026, 12, 29), "断网", FRIDAY, "最多到截止日2026年11月27日之后31日"),
        (EXCUSED, date(2026, 11, 30), "断网", date(2026, 11, 22), "还没有开始填报"),
        (EXCUSED, date(2026, 11, 30), "断网", date(2026, 12, 20), None),
        (REOPENED, date(2026, 12, 4), "更正", CLOSING, "现在就能更正，不需要重新开放"),
        (REOPENED, date(2026, 12, 4), "更正", OVER, None),
        (REOPENED, CLOSING, "更正", OVER, "不能早于今天"),
        (REOPENED, date(2027, 1, 3), "更正", OVER, "重新开放最长31日"),
    ],
)
def test_an_exception_is_granted_or_refused_with_its_reason(
    kind: AllowanceKind, until_on: date, reason: str, today: date, words: str | None
) -> None:
    refusal = reports.why_not_allow(kind, WEEK, until_on, reason, today)
    assert (refusal is None) if words is None else (words in (refusal or ""))


def test_a_period_in_a_year_without_a_calendar_is_provisional_until_the_notice_comes() -> None:
    plain = calendar.WorkCalendar()
    week = reports.period_of(date(2027, 3, 1), plain, parameters.ParameterBook())
    assert week is not None
    assert (week.due_on, week.provisional) == (date(2027, 3, 5), True)
    notice = calendar.Year(
        year=2027,
        notice="示例通知",
        source="测试",
        off_weekdays=frozenset({*FEASTS_2027, date(2027, 3, 4), date(2027, 3, 5)}),
        work_weekends=frozenset(),
    )
    known = calendar.WorkCalendar({**calendar.OFFICIAL, 2027: notice})
    week = reports.period_of(date(2027, 3, 1), known, parameters.ParameterBook())
    assert week is not None
    assert (week.due_on, week.provisional) == (date(2027, 3, 3), False)
