"""What in a unit's own accounts, and between the parts of a task, is asked about and what is not."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import contradictions as rules
from luoshi.rules.contradictions import ContradictionKind, ContradictionState, Finding, Limits, Standing, Told
from luoshi.rules.parameters import ParameterBook

K, S = ContradictionKind, ContradictionState
LIMITS = Limits(stuck_from_x100=8000, stuck_weeks=3, jump_x100=4000, end_share_x100=5000, moved_times=2)
MONDAY = date(2026, 9, 7)
DUE = date(2026, 11, 15)


def told(*percents: int, words: str = "") -> list[Told]:
    """Return one account a week from MONDAY on, in whole percents."""
    return [
        Told(number + 1, MONDAY + timedelta(days=7 * number), percent * 100, words)
        for number, percent in enumerate(percents)
    ]


def found(*percents: int, words: str = "", due_on: date = DUE) -> list[Finding]:
    series = told(*percents, words=words)
    return list(rules.about_progress(5, series, MONDAY, due_on, LIMITS))


def kinds(*percents: int, due_on: date = DUE) -> list[ContradictionKind]:
    return [each.kind for each in found(*percents, due_on=due_on)]


def test_steady_progress_raises_nothing() -> None:
    assert kinds(10, 20, 30, 40, 50, 60, 70, 80, 90, 100) == []
    assert kinds() == []


def test_going_back_is_asked_with_both_figures_and_both_weeks() -> None:
    [one] = found(10, 30, 18, 20)
    assert (one.kind, one.parts, one.answered_in) == (K.WENT_BACK, (5,), None)
    assert one.words == (
        "2026年9月14日一周报30%，2026年9月21日一周改报18%，少了12个百分点。是先前多报了，还是口径变了？"
    )


def test_going_back_with_words_is_answered_by_them() -> None:
    [one] = found(10, 30, 18, words="上次有误")
    assert one.answered_in == 3


@pytest.mark.parametrize(("last", "asked"), [(49, []), (50, [K.JUMPED]), (99, [K.JUMPED])])
def test_a_leap_is_asked_from_the_limit_on(last: int, asked: list[ContradictionKind]) -> None:
    assert kinds(3, 6, 10, last) == asked


def test_a_leap_is_measured_by_the_usual_weeks_too() -> None:
    assert kinds(14, 54) == [], "40 points are less than three times the 14 before"
    assert kinds(13, 53) == [K.JUMPED]


def test_a_leap_over_missed_weeks_or_in_the_first_account_is_none() -> None:
    missed = [Told(1, MONDAY, 500), Told(2, MONDAY + timedelta(days=21), 6000)]
    assert list(rules.about_progress(5, missed, MONDAY, DUE, LIMITS)) == []
    assert kinds(70) == []


def test_what_has_less_than_four_weeks_leaps_by_nature() -> None:
    assert kinds(3, 6, 10, 60, due_on=MONDAY + timedelta(days=27)) == []


@pytest.mark.parametrize(
    ("percents", "asked"),
    [
        ((50, 70, 90, 90), []),
        ((50, 70, 90, 90, 90), [K.STUCK]),
        ((50, 70, 80, 80, 80), [K.STUCK]),
        ((50, 70, 79, 79, 79), []),
        ((50, 70, 90, 90, 90, 91), []),
        ((80, 90, 100, 100, 100), []),
    ],
)
def test_resting_just_below_the_whole_is_asked_while_it_lasts(
    percents: tuple[int, ...], asked: list[ContradictionKind]
) -> None:
    assert [kind for kind in kinds(*percents) if kind is not K.JUMPED] == asked


def test_resting_longer_is_the_same_question_in_new_words() -> None:
    [three], [four] = found(30, 60, 90, 90, 90), found(30, 60, 90, 90, 90, 90)
    assert three.key == four.key
    assert "连续3期都报90%" in three.words
    assert "连续4期都报90%" in four.words


def test_most_of_it_in_the_last_tenth_is_asked_once_and_as_one_question() -> None:
    # Ten weeks: the last tenth is the week of the due date.
    assert kinds(5, 10, 15, 20, 25, 30, 35, 40, 45, 100) == [K.END_LOADED]
    assert kinds(6, 12, 18, 24, 30, 36, 42, 48, 51, 100) == [K.JUMPED], "49 points are not most of it"
    assert kinds(5, 10, 15, 20, 25, 30, 35, 40, 45, 99) == [K.JUMPED], "not whole, but a leap"


def test_dates_moved_again_are_asked_with_every_date() -> None:
    first, second, third = DUE, date(2026, 12, 1), date(2026, 12, 20)
    assert list(rules.about_moved_dates(5, [(first, second)], LIMITS)) == []
    [one] = rules.about_moved_dates(5, [(first, second), (second, third)], LIMITS)
    assert one.words == (
        "完成时限已改2次：由2026年11月15日先后改到2026年12月1日、2026年12月20日，共推后35天。"
        "这一次的时限靠什么保证？还有没有会再推后的环节？"
    )


def standing(part: int, percent: int, *, lead: bool = False) -> Standing:
    return Standing(part, f"单位{part}", lead, percent * 100, MONDAY)


def test_a_lead_that_is_done_before_its_parts_is_asked_with_them() -> None:
    [one] = rules.about_parts([standing(1, 100, lead=True), standing(2, 60), standing(3, 100)])
    assert (one.kind, one.parts) == (K.LEAD_DONE, (1, 2))
    assert one.words.startswith("牵头单位单位1在2026年9月7日一周报100%，而责任单位单位2报60%。")


def test_a_lead_that_is_not_done_after_all_its_parts_is_asked_alone() -> None:
    [one] = rules.about_parts([standing(1, 70, lead=True), standing(2, 100), standing(3, 100)])
    assert (one.kind, one.parts) == (K.PARTS_DONE, (1,))


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [standing(1, 100, lead=True)],
        [standing(1, 100), standing(2, 40)],
        [standing(1, 100, lead=True), standing(2, 100)],
        [standing(1, 40, lead=True), standing(2, 60)],
    ],
)
def test_parts_that_add_up_raise_nothing(parts: list[Standing]) -> None:
    assert list(rules.about_parts(parts)) == []


@given(st.lists(st.integers(0, 100), max_size=20), st.integers(0, 200))
def test_every_question_has_its_own_key_and_ends_in_a_question(percents: list[int], days: int) -> None:
    asked = found(*percents, due_on=MONDAY + timedelta(days=days))
    assert len({each.key for each in asked}) == len(asked)
    for each in asked:
        assert each.words.endswith("？")
        assert len(each.words) <= 500
        assert len(each.key) <= 80


@given(st.lists(st.integers(0, 100), min_size=1, max_size=20))
def test_a_claim_that_never_falls_and_never_rests_is_never_said_to(percents: list[int]) -> None:
    rising = sorted(set(percents))
    assert {K.WENT_BACK, K.STUCK}.isdisjoint(kinds(*rising))


@given(st.lists(st.integers(0, 100), min_size=2, max_size=15))
def test_what_was_asked_of_the_past_is_asked_again_whatever_comes_later(percents: list[int]) -> None:
    lasting = {K.WENT_BACK}
    before = {each.key for each in found(*percents[:-1]) if each.kind in lasting}
    after = {each.key for each in found(*percents) if each.kind in lasting}
    assert before <= after


def test_the_limits_are_parameters() -> None:
    assert rules.limits(ParameterBook(), DUE) == LIMITS


@pytest.mark.parametrize(("state", "answered"), list(product(ContradictionState, [None, "甲"])))
def test_an_answer_is_given_once_while_it_is_asked(state: ContradictionState, answered: str | None) -> None:
    refusal = rules.why_not_answer(state, answered, "情况属实。")
    assert (refusal is None) == (state is S.ASKED and answered is None)
    assert rules.why_not_answer(S.ASKED, None, " \n") == (
        "请写一两句话：实际情况是什么，哪个数对，什么时候更正。"
    )


@pytest.mark.parametrize("state", ContradictionState)
def test_what_is_asked_or_answered_may_be_put_to_rest_with_a_reason(state: ContradictionState) -> None:
    refusal = rules.why_not_close(state, "已核实")
    assert (refusal is None) == (state in {S.ASKED, S.ANSWERED})
    assert rules.why_not_close(S.ASKED, " ") is not None
