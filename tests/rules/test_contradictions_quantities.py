"""Numbers in words: what is the same thing counted differently, and what only looks so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import contradictions as rules
from luoshi.rules.contradictions import ContradictionKind, Finding, Saying

MONDAY = date(2026, 11, 2)


def heard(words: str) -> list[tuple[int, str, str]]:
    return [(each.value_x1000, each.measure, each.subject) for each in rules.quantities(words)]


@pytest.mark.parametrize(
    ("words", "quantities"),
    [
        ("已建成12所幼儿园", [(12_000, "所", "建成幼儿园")]),
        ("新建幼儿园１２所，改建３所", [(12_000, "所", "新建幼儿园"), (3000, "所", "改建")]),
        ("累计培训教师三百二十人次。", [(320_000, "人次", "培训教师")]),
        ("拨付资金3.5万元", [(35_000_000, "元", "拨付资金")]),
        ("新增学位2万个", [(20_000_000, "个", "新增学位")]),
        ("清查食堂十二家，整改两家", [(12_000, "家", "清查食堂"), (2000, "家", "整改")]),
        ("历时2个月，第3次会商，进度80%", []),
        ("没有数字", []),
        ("", []),
    ],
)
def test_a_number_with_its_measure_and_its_thing(words: str, quantities: list[tuple[int, str, str]]) -> None:
    assert heard(words) == quantities


def said(*words: str, document: int = 1, campaigns: tuple[str, ...] = ("", "")) -> list[Finding]:
    sayings = [
        Saying(number, f"任务{number}", document + number * (document > 1), campaign, each)
        for number, (each, campaign) in enumerate(zip(words, campaigns, strict=False), start=1)
    ]
    return list(rules.about_sayings(MONDAY, sayings))


def test_twelve_here_and_fifteen_there_is_asked_with_both_sayings() -> None:
    [one] = said("已摸排农村学校12所，台账已建。", "共摸排农村学校十五所")
    assert (one.kind, one.parts) == (ContradictionKind.TOLD_DIFFERENTLY, (1, 2))
    assert one.words == (
        "2026年11月2日一周，“任务1”的周报写“已摸排农村学校12所”，“任务2”的周报写“共摸排农村学校十五所”。"
        "说的是同一个数吗？以哪个为准？"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("摸排农村学校12所", "摸排农村学校十二所"),
        ("新建幼儿园12所", "改建幼儿园15所"),
        ("培训教师12人", "培训教师15人次"),
        ("12所", "15所"),
        ("摸排农村学校12所，其中摸排农村学校15所", "没有数"),
    ],
)
def test_the_same_number_another_thing_and_another_measure_are_not_asked(one: str, other: str) -> None:
    assert said(one, other) == []


def test_only_tasks_of_one_document_or_one_campaign_are_held_together() -> None:
    words = ("摸排农村学校12所", "摸排农村学校15所")
    assert len(said(*words)) == 1
    assert said(*words, document=2) == []
    assert len(said(*words, document=2, campaigns=("SAFETY", "SAFETY"))) == 1
    assert said(*words, document=2, campaigns=("SAFETY", "FEES")) == []


@pytest.mark.parametrize(
    ("standard", "words", "is_told"),
    [
        ("新建公办园12所", "12所全部开园。", True),
        ("新建公办园12所", "十所已开园，两所收尾", True),
        ("新建公办园12所", "全部完成", False),
        ("问题整改率达到规定要求", "整改率逐项核对，全部达到", True),
        ("问题整改率达到规定要求", "已完成", False),
        ("", "", True),
    ],
)
def test_whether_words_speak_of_a_standard(standard: str, words: str, is_told: bool) -> None:
    assert rules.is_told(standard, words) is is_told
    asked = list(rules.about_standard(5, standard, MONDAY, words))
    assert [each.parts for each in asked] == ([] if is_told else [(5,)])


@given(st.text(max_size=200))
def test_no_words_break_the_counting(words: str) -> None:
    for each in rules.quantities(words):
        assert each.value_x1000 >= 0
        assert each.measure


@given(st.integers(1, 9_999))
def test_a_number_in_digits_is_itself(number: int) -> None:
    assert heard(f"建成校舍{number}间") == [(number * 1000, "间", "建成校舍")]
