"""When a field was told already, and what a gate says; the same answer however a name is written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules.burden import Load
from luoshi.rules.mandates import Target
from luoshi.rules.requests import gate, states
from luoshi.rules.requests.fields import Field, Known, Period, is_kept, key_of, read_fields
from luoshi.rules.requests.gate import Bar, Wanted
from luoshi.rules.requests.states import Hurdle, RequestKind, RequestState
from luoshi.rules.units import UnitKind

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(0, 400)).map(lambda each: Period(each[0], each[0] + timedelta(each[1])))
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
EAST = Target(1, "东河区", UnitKind.COUNTY)


def wanted(*names: str, law: str = "", targets: tuple[Target, ...] = (EAST,)) -> Wanted:
    return Wanted(
        title="10月学前教育基本情况",
        kind=RequestKind.DATA,
        asker_kind=UnitKind.OFFICE,
        basis="示教财〔2026〕3号",
        law=law,
        note="",
        fields=tuple(Field(name) for name in names),
        period=OCTOBER,
        due_on=date(2026, 11, 12),
        soonest_on=date(2026, 11, 5),
        is_listed=False,
        targets=targets,
        length=0,
        people=0,
    )


def hurdles(found: tuple[Bar, ...]) -> list[Hurdle]:
    return [each.hurdle for each in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全县在园幼儿总数（人）", "在园幼儿数"),
        ("截至目前 专任教师人数", "专任教师数"),
        ("公办园数量", "公办园数"),
        ("ＧＤＰ情况", "gdp"),
    ],
)
def test_the_same_thing_in_other_words_is_one_field(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) != ""


@pytest.mark.parametrize(("one", "other"), [("公办园数", "民办园数"), ("公共卫生教师数", "卫生教师数")])
def test_two_things_stay_two(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@given(st.text(max_size=80))
def test_a_key_of_a_key_is_itself_and_fits(name: str) -> None:
    key = key_of(name)
    assert len(key) <= 60
    if len(key) < 60:
        assert key_of(key) == key


@given(PERIODS, PERIODS)
def test_periods_meet_both_ways_and_just_when_a_day_is_common(one: Period, other: Period) -> None:
    days = {one.from_on + timedelta(n) for n in range((one.to_on - one.from_on).days + 1)}
    common = any(other.from_on <= day <= other.to_on for day in days)
    assert one.meets(other) is other.meets(one) is common


def test_fields_are_read_one_a_line_with_their_measure() -> None:
    assert read_fields("在园幼儿数（人）\n\n 存在的主要困难；\n生均经费(元)") == [
        Field("在园幼儿数", "人"),
        Field("存在的主要困难"),
        Field("生均经费", "元"),
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("工作进度", True), ("任务完成率", True), ("各项任务进展情况", True), ("工程款支付进度表", False)],
)
def test_what_the_ledger_has_anyway(name: str, kept: bool) -> None:
    assert is_kept(name) is kept


def test_t8_05_a_duplicate_is_refused_and_the_earlier_value_offered() -> None:
    told = Known(1, "东河区", key_of("在园幼儿数"), "在园幼儿数", "1250人", "学前科“月报”", date(2026, 11, 3))
    [bar] = gate.bars(wanted("全县在园幼儿总数", "公办园数"), [told], [])
    assert (bar.hurdle, bar.offered) == (Hurdle.KNOWN, (told,))
    assert "东河区“在园幼儿数”：1250人（学前科“月报”，2026年11月3日）" in str(bar)
    assert "《政务数据共享条例》" in str(bar)
    assert gate.bars(wanted("公办园数"), [told], []) == ()


@pytest.mark.parametrize(
    "name", ["现场照片", "会议签到表", "学习笔记", "在线时长", "整改台账资料", "媒体报道篇数"]
)
def test_traces_are_not_asked_for(name: str) -> None:
    assert hurdles(gate.bars(wanted(name), [], [])) == [Hurdle.TRACES]


def test_a_full_week_is_said_with_its_sum_and_a_law_goes_ahead() -> None:
    full = Load(1, "东河区", date(2026, 11, 9), used=470, added=20, budget=480)
    [bar] = gate.bars(wanted("公办园数"), [], [full])
    assert bar.hurdle is Hurdle.BUDGET
    assert "已用470分钟，预算480分钟，这一项再要20分钟，超出10分钟" in str(bar)
    assert gate.bars(wanted("公办园数", law="《中华人民共和国安全生产法》第七十条"), [], [full]) == ()


def test_schools_need_the_list() -> None:
    school = Target(2, "一小", UnitKind.SCHOOL)
    assert hurdles(gate.bars(wanted("公办园数", targets=(school,)), [], [])) == [Hurdle.SCHOOLS]


@pytest.mark.parametrize("current", RequestState)
@pytest.mark.parametrize("target", RequestState)
def test_a_request_moves_by_its_table(current: RequestState, target: RequestState) -> None:
    refusal = states.why_not_move(current, target)
    assert (refusal is None) is (target in states.MOVES[current])
    assert refusal is None or (current.label in refusal and target.label in refusal)
