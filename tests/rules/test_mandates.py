"""The gate: what the law stands against, with its article and the way out (T1-*, T2-*, T8-*)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import mandates
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.mandates import (
    Activity,
    Basis,
    Listed,
    ListedKind,
    Method,
    Other,
    Plan,
    Rule,
    Target,
    moves,
)
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.mandates.wording import objections_to_criteria
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.units import UnitKind

BOOK, CALENDAR = ParameterBook(), WorkCalendar()
COUNTY = Target(1, "甲县教育局", UnitKind.COUNTY)
SCHOOL = Target(2, "甲县第一中学", UnitKind.SCHOOL)
ON_LIST = Listed("3", "春季学期综合督导", ListedKind.COMPREHENSIVE, 2026, date(2026, 2, 2), "全市中小学")
PLAN = Plan(
    title="关于春季学期收费工作的专项督导",
    subject="春季学期教育收费",
    basis=Basis.EDUCATION,
    basis_document="《教育督导条例》（国务院令第624号）第十一条",
    designation="",
    activity=Activity.SPECIAL,
    content="收费公示、收费项目和标准执行情况",
    scope="2026年春季学期",
    methods=frozenset({Method.FILES, Method.MEETING}),
    criteria="",
    from_on=date(2026, 3, 9),
    to_on=date(2026, 3, 13),
    leader="督导组组长",
    members=("督学一", "督学二", "督学三"),
    inspectors=3,
    discipline="不影响正常教学，不接受宴请",
    notice_on=date(2026, 3, 4),
    listed=None,
    targets=(COUNTY,),
)


def rules(plan: Plan, *others: Other) -> list[Rule]:
    return [found.rule for found in mandates.objections(plan, others, BOOK, CALENDAR)]


def test_a_whole_plan_meets_no_objection() -> None:
    """The plan that every other test spoils in one place is lawful."""
    assert rules(PLAN) == []


def test_t1_01_government_inspection_without_designation_is_refused() -> None:
    """T1-01: 《政府督查工作条例》 article 7; with the paper of designation it may go."""
    plan = replace(PLAN, basis=Basis.GOVERNMENT)
    (found,) = mandates.objections(plan, (), BOOK, CALENDAR)
    assert found.rule is Rule.DESIGNATION
    assert found.law == "《政府督查工作条例》（国务院令第733号）第七条"
    assert not found.may_be_overridden
    assert rules(replace(plan, designation="某政办函〔2026〕8号")) == []


def test_t1_02_what_is_approved_changes_by_approval_only() -> None:
    """T1-02: a change of an approved plan has to be asked for with a reason; a draft is simply edited."""
    assert moves.why_not_change(MandateState.APPROVED, "甲县", "甲县、乙县", "乙县有同类投诉") is None
    assert "写明理由" in (moves.why_not_change(MandateState.APPROVED, "甲县", "甲县、乙县", " ") or "")
    assert "草稿请直接修改" in (moves.why_not_change(MandateState.DRAFT, "甲县", "乙县", "改") or "")
    assert "没有需要批准" in (moves.why_not_change(MandateState.APPROVED, "甲县", "甲县", "改") or "")


@pytest.mark.parametrize(
    ("from_on", "to_on", "subject", "unit_id", "hit"),
    [
        (date(2026, 3, 13), date(2026, 3, 20), "教育收费规范管理", 1, True),
        (date(2026, 3, 14), date(2026, 3, 20), "教育收费规范管理", 1, False),
        (date(2026, 3, 1), date(2026, 3, 9), "春季学期教育收费", 1, True),
        (date(2026, 3, 9), date(2026, 3, 13), "校园消防安全", 1, False),
        (date(2026, 3, 9), date(2026, 3, 13), "春季学期教育收费", 9, False),
    ],
)
def test_t1_03_two_plans_on_the_same_at_the_same_time_are_stopped(
    from_on: date, to_on: date, subject: str, unit_id: int, *, hit: bool
) -> None:
    """T1-03: same unit, same time, same subject: 重复、多头督查; who approves may go ahead with a reason."""
    other = Other("另一项督查", subject, unit_id, from_on, to_on, is_comprehensive=False)
    found = mandates.objections(PLAN, (other,), BOOK, CALENDAR)
    assert [each.rule for each in found] == [Rule.OVERLAP] * hit
    if hit:
        assert found[0].may_be_overridden
        assert moves.why_not_go(found, ()) == str(found[0])
        assert moves.why_not_go(found, {Rule.OVERLAP}) is None
        assert moves.why_not_override(found, Rule.OVERLAP, "上级统一部署的联合督查") is None
        assert moves.why_not_override(found, Rule.OVERLAP, "急") is not None


def test_what_the_law_forbids_outright_nobody_overrides() -> None:
    """An override of anything but an overlap changes nothing."""
    found = mandates.objections(replace(PLAN, inspectors=2), (), BOOK, CALENDAR)
    assert moves.why_not_go(found, {Rule.TEAM}) == str(found[0])
    assert "不允许" in (moves.why_not_override(found, Rule.TEAM, "人手确实不够") or "")


@pytest.mark.parametrize(("inspectors", "found"), [(2, [Rule.TEAM]), (3, []), (4, [])])
def test_t2_01_a_team_of_two_is_refused(inspectors: int, found: list[Rule]) -> None:
    """T2-01: 《教育督导条例》 article 16: three inspectors or more."""
    assert rules(replace(PLAN, inspectors=inspectors)) == found


def test_education_inspection_needs_a_notice_beforehand() -> None:
    """《教育督导条例》 article 17: a written notice first; so none is unannounced."""
    assert rules(replace(PLAN, notice_on=None)) == [Rule.NOTICE]
    assert rules(replace(PLAN, notice_on=date(2026, 3, 10))) == [Rule.NOTICE]
    assert rules(replace(PLAN, methods=frozenset({Method.UNANNOUNCED}))) == [Rule.NOTICE]


def test_t8_01_a_school_off_the_list_is_not_inspected() -> None:
    """T8-01: 教师厅〔2025〕2号: what is not on the annual list may not be done at all."""
    plan = replace(PLAN, targets=(COUNTY, SCHOOL))
    (found,) = mandates.objections(plan, (), BOOK, CALENDAR)
    assert found.rule is Rule.LISTED
    assert "教师厅〔2025〕2号" in found.law
    assert SCHOOL.name in found.words
    assert rules(replace(plan, listed=replace(ON_LIST, kind=ListedKind.SPECIAL))) == []


@pytest.mark.parametrize(
    ("announced_on", "found"), [(date(2026, 2, 9), []), (date(2026, 2, 10), [Rule.LEAD_TIME])]
)
def test_a_listed_inspection_is_announced_a_month_before(announced_on: date, found: list[Rule]) -> None:
    """教师厅〔2025〕2号: content, reach and way are clear a month before; here it begins on 9 March."""
    assert (
        rules(replace(PLAN, targets=(SCHOOL,), listed=replace(ON_LIST, announced_on=announced_on))) == found
    )


def test_a_listed_item_holds_in_its_year_only() -> None:
    """Last year's list permits nothing this year."""
    assert rules(replace(PLAN, targets=(SCHOOL,), listed=replace(ON_LIST, year=2025))) == [Rule.OUTSIDE]


def test_t8_02_a_school_has_one_comprehensive_inspection_a_year() -> None:
    """T8-02: the second 综合督导 of a school in a year is stopped; 专项 and 资质评定 are not."""
    had = Other("秋季综合督导", "办学行为", SCHOOL.unit_id, date(2026, 10, 12), date(2026, 10, 16), True)
    plan = replace(PLAN, targets=(SCHOOL,), listed=ON_LIST)
    (found,) = mandates.objections(plan, (had,), BOOK, CALENDAR)
    assert found.rule is Rule.ONCE_A_YEAR
    assert "秋季综合督导" in found.words
    for kind in (ListedKind.SPECIAL, ListedKind.QUALIFICATION):
        assert rules(replace(plan, listed=replace(ON_LIST, kind=kind)), had) == []
    assert rules(plan, replace(had, from_on=date(2025, 10, 12), to_on=date(2025, 10, 16))) == []


@pytest.mark.parametrize(
    ("words", "law"),
    [
        ("台账记录完整，留痕资料齐全的得5分", "教师厅〔2025〕2号"),
        ("开会次数不少于4次", "教师厅〔2025〕2号"),
        ("领导批示每件加2分", "整治形式主义为基层减负若干规定"),
        ("学习笔记字数", "整治形式主义为基层减负若干规定"),
        ("平台登录次数排名", "国办函〔2026〕12号"),
        ("每日打卡签到", "国办函〔2026〕12号"),
    ],
)
def test_t8_03_a_criterion_of_traces_is_refused_with_its_document(words: str, law: str) -> None:
    """T8-03: banned measures are named with the document that bans them; forbidding them is no measure."""
    found = objections_to_criteria(words)
    assert [each.rule for each in found] == [Rule.CRITERIA]
    assert law in found[0].law
    assert objections_to_criteria(f"不得以{words}作为依据") == ()
    assert rules(replace(PLAN, criteria=words)) == [Rule.CRITERIA]


def test_t8_04_research_with_a_scoring_sheet_is_an_inspection() -> None:
    """T8-04: 调研 with scores for schools needs an item of the list; going to listen does not."""
    plan = replace(PLAN, title="关于收费工作的调研", targets=(SCHOOL,), criteria="收费公示到位得10分")
    assert rules(plan) == [Rule.DISGUISED]
    assert rules(replace(plan, criteria="")) == []
    assert rules(replace(plan, title="关于收费工作的检查", criteria="")) == [Rule.LISTED]


def test_t8_06_a_document_of_4001_characters_is_warned_about() -> None:
    """T8-06: 专项 up to 4,000, 综合 up to 5,000; blanks do not count."""
    on = date(2026, 3, 2)
    assert mandates.why_too_long("字" * 4000 + " \n", BOOK, on, is_general=False) is None
    found = mandates.why_too_long("字" * 4001, BOOK, on, is_general=False)
    assert found is not None
    assert found.rule is Rule.LENGTH
    assert mandates.why_too_long("字" * 4001, BOOK, on, is_general=True) is None
    assert mandates.why_too_long("字" * 5001, BOOK, on, is_general=True) is not None


def test_t8_08_pledges_and_single_vetoes_are_refused() -> None:
    """T8-08: 责任状 and 一票否决 are refused wherever they are ordered, not where they are forbidden."""
    for words in ("各校签订收费工作责任状", "实行一票否决"):
        assert [each.rule for each in mandates.objections_to_words(words, is_designated=False)] == [
            Rule.PLEDGE
        ]
        assert rules(replace(PLAN, content=words)) == [Rule.PLEDGE]
    assert mandates.objections_to_words("不得与学校签订责任状，不搞一票否决", is_designated=False) == ()


def test_the_name_of_government_inspection_is_kept_for_those_designated() -> None:
    """《政府督查工作条例》 article 7: the words may stand only with a designation, the law's title always."""
    words = "现开展政府督查"
    assert [each.rule for each in mandates.objections_to_words(words, is_designated=False)] == [Rule.LABEL]
    assert mandates.objections_to_words(words, is_designated=True) == ()
    assert mandates.objections_to_words("依据《政府督查工作条例》", is_designated=False) == ()


def test_a_mark_of_secrecy_is_refused() -> None:
    """《保守国家秘密法》 article 31: this is no system for secrets."""
    found = mandates.objections_to_words("机密★1年", is_designated=True)
    assert [each.rule for each in found] == [Rule.SECRET]


def test_a_basis_reaches_its_own_units_only() -> None:
    """内部督办 does not reach a county, 教育督导 no department of the city."""
    assert rules(replace(PLAN, basis=Basis.INTERNAL)) == [Rule.REACH]
    department = Target(5, "市财政局", UnitKind.DEPARTMENT)
    assert rules(replace(PLAN, targets=(department,))) == [Rule.REACH]
    designated = replace(PLAN, basis=Basis.GOVERNMENT, designation="某政函〔2026〕1号", targets=(department,))
    assert rules(designated) == []


def test_every_part_of_a_plan_is_asked_for() -> None:
    """《政府督查工作条例》 article 15: a plan without its parts names those that it lacks."""
    bare = replace(PLAN, content="", scope=" ", discipline="", leader="", members=(), targets=())
    (found,) = [each for each in mandates.objections(bare, (), BOOK, CALENDAR) if each.rule is Rule.PARTS]
    assert found.words == "方案缺少：内容、范围、对象、组长、成员、纪律。"


@given(
    st.builds(
        Plan,
        title=st.text(max_size=12),
        subject=st.text(max_size=12),
        basis=st.sampled_from(Basis),
        basis_document=st.text(max_size=4),
        designation=st.text(max_size=4),
        activity=st.sampled_from(Activity),
        content=st.text(max_size=12),
        scope=st.text(max_size=4),
        methods=st.frozensets(st.sampled_from(Method)),
        criteria=st.text(max_size=12),
        from_on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        to_on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        leader=st.text(max_size=4),
        members=st.tuples(st.text(max_size=4)),
        inspectors=st.integers(0, 9),
        discipline=st.text(max_size=4),
        notice_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        listed=st.none() | st.just(ON_LIST),
        targets=st.lists(st.sampled_from((COUNTY, SCHOOL)), max_size=2).map(tuple),
    )
)
def test_every_objection_names_its_document_and_a_way_out(plan: Plan) -> None:
    """Whatever is typed, each refusal cites a document and says what would make it lawful."""
    for found in mandates.objections(plan, (), BOOK, CALENDAR):
        assert "《" in found.law or "教师厅" in found.law
        assert found.remedy.startswith("请")
        assert found.words
