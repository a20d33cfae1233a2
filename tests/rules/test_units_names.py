"""Under which names a unit is looked up, what can become a name of it, and whose duty a text speaks of."""

from __future__ import annotations

import pytest

from luoshi.rules import units
from luoshi.rules.units import DutyOfUnit

DUTIES = (
    DutyOfUnit(1, "学前教育科", "学前教育", ("幼儿园", "普惠性民办园")),
    DutyOfUnit(2, "民办教育科", "民办教育", ("民办",)),
    DutyOfUnit(3, "计划财务科", "教育经费", ("经费",)),
    DutyOfUnit(4, "体育卫生科", "近视", ("近视",)),
    DutyOfUnit(4, "体育卫生科", "防疫", ("传染病",)),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("计划财务科", ("计划财务科",)),
        ("局计划财务科", ("局计划财务科", "计划财务科")),
        ("市教育局办公室", ("市教育局办公室", "办公室")),
        ("市教育局", ("市教育局",)),
        ("财政部门", ("财政部门", "财政", "财政局", "财政委员会")),
        ("有关部门", ("有关部门", "有关", "有关局", "有关委员会")),
        ("部门", ("部门",)),
        ("局长", ("局长",)),
    ],
)
def test_a_written_name_is_looked_up_as_written_first(name: str, expected: tuple[str, ...]) -> None:
    assert units.spellings(name) == expected


@pytest.mark.parametrize(
    "name", ["各学校", "有关部门", "各县（市、区）教育局", "其他单位", "学校", "局", "全市中小学"]
)
def test_a_collective_name_never_stands_for_one_unit(name: str) -> None:
    refusal = units.why_not_teach(name)
    assert refusal is not None
    assert "每份文件里所指不同" in refusal


def test_a_name_that_another_unit_bears_is_not_taught() -> None:
    assert units.why_not_teach("基教科") is None
    assert units.why_not_teach("基教科", "基建科") == "“基教科”已经是基建科的名称，不能再指别的单位。"


def proposed(quote: str, heading: str = "") -> list[tuple[str, str]]:
    return [(each.unit, each.reason) for each in units.proposals(quote, heading, DUTIES)]


def test_the_closest_duty_is_proposed_with_its_reason() -> None:
    assert proposed("认定普惠性民办园") == [("学前教育科", "职责记录：学前教育；原文有“普惠性民办园”")]
    assert proposed("抓好落实", "办好幼儿园") == [("学前教育科", "职责记录：学前教育；标题有“幼儿园”")]


def test_two_that_are_equally_close_are_both_proposed_and_three_are_not() -> None:
    assert [unit for unit, _ in proposed("民办学校的经费")] == ["民办教育科", "计划财务科"]
    assert proposed("民办学校的经费和近视") == []
    assert proposed("凝心聚力") == []


def test_a_unit_is_proposed_once_by_its_closest_duty() -> None:
    assert proposed("防传染病、防近视") == [("体育卫生科", "职责记录：防疫；原文有“传染病”")]
