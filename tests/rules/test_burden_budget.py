"""What asking costs and what a week bears: arithmetic that holds for all numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules.burden import ENOUGH_UNITS, AskKind, Load, Measure, rates, why_not_exempt, why_over
from luoshi.rules.burden.costs import FIELD_KEYS, FORM_KEYS, FREE_LETTERS
from luoshi.rules.letters.kinds import UNANSWERED
from luoshi.rules.parameters import ParameterBook

DAY = date(2026, 11, 2)
BOOK = ParameterBook()
MINUTES = st.integers(0, 2000)


def load(used: int, added: int, budget: int, freed: int = 0) -> Load:
    return Load(1, "东河区", DAY, used, added, budget, freed)


@given(MINUTES, MINUTES, MINUTES, MINUTES)
def test_nothing_goes_through_that_fills_a_week_beyond_what_it_was_or_bears(
    used: int, added: int, budget: int, freed: int
) -> None:
    each = load(used, added, budget, freed)
    if not each.is_over:
        assert each.after <= max(budget, used)
    else:
        assert each.after > budget
        assert each.after > used


@given(MINUTES, MINUTES, MINUTES, MINUTES)
def test_giving_up_more_never_bars_what_went_through_with_less(
    used: int, added: int, budget: int, freed: int
) -> None:
    assert load(used, added, budget, freed + 1).is_over <= load(used, added, budget, freed).is_over


@given(st.lists(st.tuples(MINUTES, MINUTES)))
def test_a_refusal_names_the_fullest_and_counts_the_others(weeks: list[tuple[int, int]]) -> None:
    loads = [load(used, added, 480) for used, added in weeks]
    over = [each for each in loads if each.is_over]
    words = why_over(loads)
    assert (words is None) is (not over)
    if words is not None:
        assert words.startswith(f"东河区2026年11月2日起的一周已用{max(over, key=lambda e: e.after).used}分钟")
        assert (f"另有{len(over) - 3}个单位也超出" in words) is (len(over) > 3)


@given(st.integers(0, 50), st.integers(0, 500))
def test_minutes_are_whole_and_never_fewer_than_the_seconds(forms: int, fields: int) -> None:
    rate = rates(BOOK, DAY, {})[AskKind.REQUEST]
    seconds = forms * rate.form_seconds + fields * rate.field_seconds
    assert 0 <= 60 * rate.minutes(forms, fields) - seconds < 60


@pytest.mark.parametrize("units", [ENOUGH_UNITS - 1, ENOUGH_UNITS])
def test_measured_from_enough_units_on(units: int) -> None:
    rate = rates(BOOK, DAY, {AskKind.ACCOUNT: Measure(seconds=100, fields=3, units=units)})[AskKind.ACCOUNT]
    enough = units == ENOUGH_UNITS
    assert (rate.is_measured, rate.field_seconds) == ((True, 34) if enough else (False, 120))


def test_every_kind_has_an_estimate_but_a_meeting() -> None:
    assert set(AskKind) - set(FORM_KEYS) - set(FIELD_KEYS) == {AskKind.MEETING}
    for key in (*FORM_KEYS.values(), *FIELD_KEYS.values(), "burden.week_budget"):
        assert BOOK.row(key, DAY).source.startswith("系统默认")


def test_the_letters_that_cost_nothing_are_those_that_ask_for_no_reply() -> None:
    assert {kind.value for kind in UNANSWERED} == FREE_LETTERS


@pytest.mark.parametrize(
    ("law", "is_one"),
    [
        ("《中华人民共和国安全生产法》第七十条", True),
        ("《传染病防治法》（2025年修订）第21条", True),
        ("领导要求", False),
        ("《安全生产法》", False),
    ],
)
def test_only_a_document_with_its_article_exempts(law: str, is_one: bool) -> None:
    assert (why_not_exempt(law) is None) is is_one
