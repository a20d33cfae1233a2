"""How the tree of units is written down, and what collective names mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import units
from luoshi.rules.units import UnitKind

ordinals = st.integers(1, 9998) | st.sampled_from([1, 9, 10, 99, 100, 999, 1000, 9997, 9998])
ways = st.lists(ordinals, min_size=1, max_size=5)


def path_of(way: list[int]) -> str:
    path = ""
    for ordinal in way:
        path = units.child_path(path, ordinal)
    return path


@given(way=ways)
def test_a_path_has_four_digits_a_level(way: list[int]) -> None:
    path = path_of(way)
    assert len(path) == 4 * len(way)
    assert [int(path[place : place + 4]) for place in range(0, len(path), 4)] == way


@pytest.mark.parametrize("ordinal", [-1, 0, 9999, 10_000])
def test_an_ordinal_that_does_not_fit_is_refused(ordinal: int) -> None:
    with pytest.raises(ValueError, match="9998"):
        units.child_path("0001", ordinal)


@given(way=ways, other=ways)
def test_a_subtree_is_one_range_of_paths(way: list[int], other: list[int]) -> None:
    low, high = units.subtree(path_of(way))
    is_below = other[: len(way)] == way
    assert (low <= path_of(other) < high) == is_below
    assert units.is_within(path_of(other), path_of(way)) == is_below


@given(way=ways, more=st.lists(ordinals, max_size=3))
def test_everything_below_is_in_the_range(way: list[int], more: list[int]) -> None:
    low, high = units.subtree(path_of(way))
    assert low <= path_of(way + more) < high


@given(way=ways)
def test_the_branch_is_the_second_level(way: list[int]) -> None:
    assert units.branch_path(path_of(way)) == path_of(way[:2])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("各县（市、区）教育局", UnitKind.COUNTY),
        ("各县区教育局", UnitKind.COUNTY),
        ("各市、县（区）教育局", UnitKind.COUNTY),
        ("全市各县区", UnitKind.COUNTY),
        ("局机关各科室", UnitKind.OFFICE),
        ("机关各处室", UnitKind.OFFICE),
        ("各相关科室", UnitKind.OFFICE),
        ("各学校", None),
        ("东河区教育局", None),
        ("各界人士", None),
        ("", None),
    ],
)
def test_collective_names(words: str, kind: UnitKind | None) -> None:
    assert units.group_named(words) == kind


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("东河区", "dhq"),
        ("计划财务科", "jhcwk"),
        ("啊座", "az"),
        ("一小A-2", "yxa2"),
        ("㐀、（）", ""),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert units.initials(name) == letters


@given(name=st.text(max_size=20))
def test_initials_of_anything_are_plain(name: str) -> None:
    assert all(sign.isascii() and sign.isalnum() for sign in units.initials(name))
