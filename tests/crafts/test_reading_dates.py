"""By when: every form of a completion date, and what is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts import reading
from luoshi.crafts.reading import dates, frequencies
from luoshi.crafts.reading.almanac import Almanac, Due
from luoshi.rules.calendar import SchoolCalendar, SchoolYear, WorkCalendar

SIGNED = date(2026, 3, 2)
SPRING = Almanac(2026, SIGNED, WorkCalendar(), SchoolCalendar())
AUTUMN = Almanac(2026, date(2026, 11, 20), WorkCalendar(), SchoolCalendar())
UNDATED = Almanac(None, None, WorkCalendar(), SchoolCalendar())


def due_in(words: str, almanac: Almanac = SPRING) -> list[Due]:
    return dates.Dates(words).due(0, len(words), almanac)


def said(found: list[Due]) -> list[tuple[str, str | None]]:
    return [(due.words, due.on.isoformat() if due.on else None) for due in found]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("请于2026年11月10日前报送", ("2026年11月10日前", "2026-11-10")),
        ("6月底前完成整改", ("6月底前", "2026-06-30")),
        ("于2027年2月底前完成", ("2027年2月底前", "2027-02-28")),
        ("年底前全部完成", ("年底前", "2026-12-31")),
        ("今年年底前建成", ("今年年底前", "2026-12-31")),
        ("明年6月底前建成", ("明年6月底前", "2027-06-30")),
        ("上半年完成招标", ("上半年", "2026-06-30")),
        ("下半年前完成", ("下半年前", "2026-12-31")),
        ("第三季度末前完成", ("第三季度末前", "2026-09-30")),
        ("本季度末前完成", ("本季度末前", "2026-03-31")),
        ("12月中旬前完成", ("12月中旬前", "2026-12-20")),
        ("本月底前报送", ("本月底前", "2026-03-31")),
        ("月底前报送", ("月底前", "2026-03-31")),
        ("下月底前报送", ("下月底前", "2026-04-30")),
        ("下月15日前报送", ("下月15日前", "2026-04-15")),
        ("到2028年建成10所", ("到2028年", "2028-12-31")),
        ("到“十五五”末实现", ("十五五”末", "2030-12-31")),
        ("2026年底前基本建成", ("2026年底前", "2026-12-31")),
        ("3月20日～4月10日，主要检查落实情况", ("4月10日", "2026-04-10")),
        ("2027年，选取部分学校开展试点", ("2027年", "2027-12-31")),
        ("11月25日（周三）下班前报送", ("11月25日（周三）下班前", "2026-11-25")),
        ("11月25日17：00前报送", ("11月25日17：00前", "2026-11-25")),
        ("11月25日下午5点前报送", ("11月25日下午5点前", "2026-11-25")),
        ("本周五前报送台账", ("本周五前", "2026-03-06")),
        ("下周一前报送台账", ("下周一前", "2026-03-09")),
        ("本周内报送台账", ("本周内", "2026-03-06")),
        ("周三下班前报送台账", ("周三下班前", "2026-03-04")),
        ("劳动节前完成检查", ("劳动节前", "2026-04-30")),
        ("中秋节前拨付到位", ("中秋节前", "2026-09-24")),
    ],
)
def test_a_completion_date_is_read_and_resolved(words: str, due: tuple[str, str]) -> None:
    assert said(due_in(words)) == [due]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("本方案印发后3个月内出台细则", ("印发后3个月内", "2026-06-02")),
        ("自印发之日起30日内上报", ("印发之日起30日内", "2026-04-01")),
        ("自本通知印发之日起20个工作日内上报", ("印发之日起20个工作日内", "2026-03-30")),
        ("通知印发后十五个工作日内上报", ("印发后十五个工作日内", "2026-03-23")),
        ("印发之日起半年内完成", ("印发之日起半年内", "2026-09-02")),
        ("印发后半个月内报备", ("印发后半个月内", "2026-03-17")),
        ("会后一周内报送贯彻情况", ("会后一周内", "2026-03-09")),
        ("三个月内完成整改", ("三个月内", "2026-06-02")),
    ],
)
def test_a_relative_date_is_counted_from_the_paper(words: str, due: tuple[str, str]) -> None:
    found = due_in(words)
    assert said(found) == [due]
    assert found[0].basis.startswith("自2026年3月2日的次日起计算")
    assert not found[0].provisional
    undated = due_in(words, UNDATED)
    assert said(undated) == [(due[0], None)]
    assert undated[0].basis == "来文没有落款日期，无法推算"


def test_working_days_are_counted_over_the_holidays_and_the_weekends_worked() -> None:
    issued = Almanac(2026, date(2026, 9, 30), WorkCalendar(), SchoolCalendar())
    assert said(due_in("印发之日起3个工作日内报送", issued)) == [("印发之日起3个工作日内", "2026-10-10")]


def test_days_from_receipt_stay_open() -> None:
    [due] = due_in("收到通知之日起5个工作日内反馈")
    assert (due.on, due.basis) == (None, "自收到之日起计算，收到的日期待定")


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("本学期末前完成排查", "2027-01-15"),
        ("学期结束前完成排查", "2027-01-15"),
        ("春季学期结束前完成排查", "2027-07-02"),
        ("第二学期末前完成排查", "2027-07-02"),
        ("学年末完成考核", "2027-07-02"),
        ("寒假前完成排查", "2027-01-15"),
        ("寒假期间完成维修", "2027-02-21"),
        ("暑假前完成排查", "2027-07-02"),
        ("开学前完成检查", "2027-02-21"),
        ("秋季学期开学前配齐教师", "2027-08-31"),
        ("2027年秋季学期开学前建成", "2027-08-31"),
        ("开学后两周内报送总结", "2027-03-08"),
    ],
)
def test_the_school_year_gives_a_provisional_date_and_says_so(words: str, on: str) -> None:
    [due] = due_in(words, AUTUMN)
    assert due.on == date.fromisoformat(on)
    assert due.provisional
    assert "以市教育局公布的为准" in due.basis


def test_a_citys_own_school_calendar_replaces_the_default() -> None:
    own = SchoolYear(
        2025, date(2025, 9, 1), date(2026, 1, 30), date(2026, 3, 4), date(2026, 7, 10), "示例市校历"
    )
    almanac = Almanac(2026, SIGNED, WorkCalendar(), SchoolCalendar({2025: own}))
    [due] = due_in("学期末前完成考核", almanac)
    assert (due.on, due.provisional) == (date(2026, 7, 10), False)
    assert due.basis == "2025—2026学年春季学期结束（暑假前）：2026年7月10日（示例市校历）"
    assert due_in("学期末前完成考核")[0].on == date(2026, 7, 3)


def test_a_paper_older_than_every_school_calendar_keeps_the_words_without_a_date() -> None:
    old = Almanac(2019, date(2019, 5, 6), WorkCalendar(), SchoolCalendar())
    assert said(due_in("暑假前完成检查", old)) == [("暑假前", None)]


def test_a_date_in_a_year_without_published_holidays_is_provisional() -> None:
    [now], [then] = due_in("2026年12月底前完成"), due_in("2027年1月底前完成")
    assert (now.provisional, now.basis) == (False, "")
    assert (then.provisional, then.basis) == (True, "2027年放假安排尚未公布或录入，日期暂定")
    assert said([then]) == [("2027年1月底前", "2027-01-31")]


@pytest.mark.parametrize(
    "words",
    [
        "自2026年9月1日起施行",
        "从2026年开始实行",
        "2026年以来，各校认真落实",
        "2026年春季学期起实施",
        "本学期开学以来，各校认真落实",
        "2026年度工作",
    ],
)
def test_a_start_is_no_deadline(words: str) -> None:
    assert due_in(words) == []


@pytest.mark.parametrize(
    "words", ["有效期至2030年7月31日", "有效期5年", "本办法有效期为3年，延长至2029年12月31日"]
)
def test_a_validity_is_no_deadline(words: str) -> None:
    assert due_in(words) == []


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("每月底前报送进展", ("每月底前", 1, "月")),
        ("每月5日前报送进展", ("每月5日前", 1, "月")),
        ("每年9月底前核定", ("每年9月底前", 1, "年")),
        ("每学期末报送总结", ("每学期末", 1, "学期")),
        ("每季度调度", ("每季度", 1, "季度")),
        ("每两周调度一次", ("每两周", 2, "周")),
        ("每半年评估", ("每半年", 6, "月")),
        ("坚持周调度", ("周调度", 1, "周")),
        ("按季度报送", ("按季度", 1, "季度")),
    ],
)
def test_a_frequency_is_kept_and_is_no_deadline(words: str, every: tuple[str, int, str]) -> None:
    assert due_in(words) == []
    assert [tuple(found) for found in frequencies.find(words)] == [every]


@pytest.mark.parametrize("words", ["各年级开展活动", "按时完成", "加强每天然气站检查", "全市通报"])
def test_what_only_looks_like_a_frequency_is_none(words: str) -> None:
    assert frequencies.find(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "2025年，各校完成了建设",
        "《目录（2022年版）》",
        "3个工作日内办结",
        "三年内建成",
        "2026年3月印发了通知",
        "2022年9月1日至2023年8月31日期间出生的幼儿",
        "截至2026年2月底，完成率80%",
        "寒暑假前开展安全教育",
        "立即整改，限期完成",
    ],
)
def test_history_processing_times_and_haste_are_no_deadlines(words: str) -> None:
    assert due_in(words) == []


def test_several_dates_are_all_kept_and_a_named_year_holds_for_those_after_it() -> None:
    found = due_in("2027年3月底前完成立项，6月底前开工，12月底前竣工")
    assert said(found) == [
        ("2027年3月底前", "2027-03-31"),
        ("6月底前", "2027-06-30"),
        ("12月底前", "2027-12-31"),
    ]


def test_a_directive_offers_its_dates_by_day_and_its_last_as_the_deadline() -> None:
    text = (
        "关于校车检查的通知\n各学校：\n一、各学校要建立台账，每周报送进展，12月底前完成整改，"
        "3月底前完成排查，覆盖率不低于95%。\n示例市教育局\n2026年3月2日\n"
    )
    [task] = reading.read(text).tasks
    assert [due.on for due in task.dates] == [date(2026, 3, 31), date(2026, 12, 31)]
    assert (task.deadline, task.due_on) == ("12月底前", date(2026, 12, 31))
    assert [each.words for each in task.every] == ["每周"]
    shown = task.as_dict()
    assert shown["dates"][0] == {
        "words": "3月底前", "deadline_iso": "2026-03-31", "provisional": False, "basis": "",
    }  # fmt: skip
    assert shown["quantities"] == [
        {"words": "覆盖率不低于95%", "value": "95", "unit": "%", "direction": "at_least"}
    ]
    assert not task.is_provisional


def test_of_a_firm_date_and_a_bare_year_the_firm_one_counts() -> None:
    assert said(due_in("2026年底前达标。2028年，全部达到更高标准")) == [("2026年底前", "2026-12-31")]


def test_a_date_cut_by_the_edge_of_a_stretch_counts_with_the_part_inside() -> None:
    words = "2026年6月底前完成"
    found = dates.Dates(words)
    assert found.due(0, len(words), UNDATED) == [Due("2026年6月底前", date(2026, 6, 30))]
    assert found.due(5, len(words), UNDATED) == [Due("6月底前", None, False, "来文没有写明年份")]
    assert not found.is_due(0, 5)


def test_an_impossible_day_is_kept_as_written_without_a_date() -> None:
    assert said(due_in("请于2月30日前报送")) == [("2月30日前", None)]


def test_a_count_beyond_every_calendar_is_kept_without_a_date() -> None:
    [due] = due_in("印发后999年内完成")
    assert (due.on, due.basis) == (None, "日期超出日历范围，请核对")


@given(st.integers(1, 12), st.integers(2024, 2035))
def test_the_end_of_a_month_is_its_last_day(month: int, year: int) -> None:
    [due] = dates.parse(f"{year}年{month}月底前", UNDATED)
    assert due.on is not None
    assert (due.on.year, due.on.month) == (year, month)
    assert (due.on.toordinal() + 1) == date(year + month // 12, month % 12 + 1, 1).toordinal()


@pytest.mark.parametrize("words", ["长期坚持", "持续推进", "每学期"])
def test_a_field_that_says_always_is_no_date(words: str) -> None:
    assert dates.parse(words, SPRING) == []


@given(
    st.text(
        "2026年月日底前末内0135一二三上下半学期寒暑假周季度开印发后个工作会春节“”十五，。每自起", max_size=40
    )
)
def test_any_words_are_read_and_every_date_stands_in_them(words: str) -> None:
    for due in due_in(words):
        assert due.words in words
        assert due.on is not None or due.basis or not due.provisional
    frequencies.find(words)
