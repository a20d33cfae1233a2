"""Pinyin initials: what somebody types to find a unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import units


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("东河区教育局", "dhqjyj"),
        ("市发展和改革委员会", "sfzhggwyh"),
        ("A区 1组（试）", "aq1zs"),
        ("啊座", "az"),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_standards_order(name: str, initials: str) -> None:
    assert units.initials(name) == initials


def test_every_letter_begins_where_the_standard_says() -> None:
    firsts = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
    assert units.initials(firsts) == "abcdefghjklmnopqrstwxyz"


@given(st.text(max_size=30), st.text(max_size=30))
def test_initials_of_a_whole_are_those_of_its_parts(first: str, second: str) -> None:
    assert units.initials(first + second) == units.initials(first) + units.initials(second)
    assert units.initials(first).isascii()
