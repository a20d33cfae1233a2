"""The ladder: which rung comes next, what holds it back and until when, and what is proposed in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import letters
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import Hold, Item, LetterKind, LetterState, Limits, Past
from luoshi.rules.parameters import ParameterBook, local_row

TODAY = date(2026, 11, 16)
CALENDAR = WorkCalendar()
LIMITS = letters.limits_on(ParameterBook(), CALENDAR, TODAY)
K, S = LetterKind, LetterState
DAY = timedelta(days=1)


def item(lamp: Lamp, weeks: int = 1, past: Past | None = None, *holds: Hold, number: int = 1) -> Item:
    return Item(number, lamp, weeks, past, holds)


def read(kind: LetterKind, due: date = TODAY - DAY) -> Past:
    return Past(kind, S.READ, due)


@pytest.mark.parametrize(
    ("lamp", "weeks", "past", "expected"),
    [
        (Lamp.GREEN, 1, None, None),
        (Lamp.GREY, 5, read(K.REMINDER), None),
        (Lamp.BLUE, 1, None, None),
        (Lamp.YELLOW, 1, None, K.REMINDER),
        (Lamp.YELLOW, 2, None, K.SUPERVISION),
        (Lamp.YELLOW, 1, read(K.REMINDER), None),
        (Lamp.YELLOW, 2, read(K.REMINDER), K.SUPERVISION),
        (Lamp.YELLOW, 2, read(K.REMINDER, TODAY), None),
        (Lamp.YELLOW, 2, read(K.WARNING), K.SUPERVISION),
        (Lamp.YELLOW, 9, read(K.SUPERVISION), None),
        (Lamp.RED, 1, None, K.SUPERVISION),
        (Lamp.RED, 1, read(K.REMINDER, TODAY + DAY), K.SUPERVISION),
        (Lamp.RED, 1, read(K.WARNING, TODAY + DAY), K.SUPERVISION),
        (Lamp.RED, 1, read(K.SUPERVISION), None),
        (Lamp.RED, 2, read(K.SUPERVISION), K.BULLETIN),
        (Lamp.RED, 2, read(K.SUPERVISION, TODAY), None),
        (Lamp.RED, 2, read(K.BULLETIN), K.TALK),
        (Lamp.RED, 9, read(K.TALK), None),
    ],
)
def test_each_rung_follows_the_one_before(
    lamp: Lamp, weeks: int, past: Past | None, expected: LetterKind | None
) -> None:
    assert letters.called_for(item(lamp, weeks, past), LIMITS) is expected


@pytest.mark.parametrize(("days", "expected"), [(7, K.WARNING), (8, K.REMINDER)])
def test_what_turns_red_within_five_working_days_is_warned_of(days: int, expected: LetterKind) -> None:
    fresh = replace(item(Lamp.YELLOW), red_on=TODAY + days * DAY)
    assert letters.called_for(fresh, LIMITS) is expected
    reminded = replace(fresh, past=read(K.REMINDER))
    assert letters.called_for(reminded, LIMITS) is (K.WARNING if expected is K.WARNING else None)


@pytest.mark.parametrize(
    ("past", "words", "earliest"),
    [
        (Past(K.SUPERVISION, S.DRAFT), "督办函还没有发出", None),
        (Past(K.SUPERVISION, S.REPLIED, TODAY - DAY), "督办函已回复，等督查科核定", None),
        (read(K.SUPERVISION, date(2026, 11, 18)), "督办函的回复期到2026年11月18日", date(2026, 11, 19)),
        (Past(K.SUPERVISION, S.RETURNED, TODAY), "督办函的回复期到2026年11月16日", date(2026, 11, 17)),
        (
            Past(K.SUPERVISION, S.ISSUED, date(2026, 11, 13)),
            "督办函尚未签收，应先核实送达",
            date(2026, 11, 19),
        ),
        (
            Past(K.SUPERVISION, S.CLOSED, date(2026, 11, 10), closed_on=TODAY),
            "督办函的回复本周刚核定，看下一期周报",
            date(2026, 11, 23),
        ),
    ],
)
def test_the_letter_before_holds_the_next_one_back(past: Past, words: str, earliest: date | None) -> None:
    """Delivered, read, answered: each is asked, on the calendar of working days."""
    assert letters.step(item(Lamp.RED, 2, past), LIMITS) == letters.Step(K.BULLETIN, (words,), earliest)


@pytest.mark.parametrize("hold", Hold)
def test_what_is_pending_elsewhere_holds_every_rung_back(hold: Hold) -> None:
    for lamp, weeks, past in (
        (Lamp.YELLOW, 1, None),
        (Lamp.RED, 1, None),
        (Lamp.RED, 2, read(K.BULLETIN)),
    ):
        free, held = item(lamp, weeks, past), item(lamp, weeks, past, hold)
        assert letters.called_for(free, LIMITS) is not None
        assert letters.called_for(held, LIMITS) is None
        assert letters.step(held, LIMITS).held == (hold.label,)


def test_too_few_weeks_are_told_with_the_monday_on_which_they_are_enough() -> None:
    found = letters.step(item(Lamp.RED, 1, read(K.SUPERVISION)), LIMITS)
    assert found.held == ("红灯刚1期，连续2期才通报",)
    assert found.earliest == date(2026, 11, 23)


def test_a_campaign_may_have_numbers_of_its_own() -> None:
    own = local_row(
        "letter.yellow_weeks", 1, source="专班方案", effective_from=date(2026, 9, 1), campaign="SAFETY"
    )
    book = ParameterBook([*ParameterBook(), own])
    fresh = item(Lamp.YELLOW)
    assert letters.called_for(fresh, letters.limits_on(book, CALENDAR, TODAY)) is K.REMINDER
    assert letters.called_for(fresh, letters.limits_on(book, CALENDAR, TODAY, "FEES")) is K.REMINDER
    assert letters.called_for(fresh, letters.limits_on(book, CALENDAR, TODAY, "SAFETY")) is K.SUPERVISION


pasts = st.none() | st.builds(
    Past,
    kind=st.sampled_from(letters.RUNGS),
    state=st.sampled_from(sorted(set(LetterState) - {S.WITHDRAWN, S.DISCARDED})),
    reply_due_on=st.none() | st.dates(TODAY - 9 * DAY, TODAY + 9 * DAY),
    closed_on=st.none() | st.dates(TODAY - 20 * DAY, TODAY),
)
items = st.lists(
    st.builds(
        Item,
        assignment_id=st.integers(1, 50),
        lamp=st.sampled_from(list(Lamp)),
        weeks=st.integers(1, 4),
        past=pasts,
        holds=st.lists(st.sampled_from(list(Hold)), max_size=2, unique=True).map(tuple),
        red_on=st.none() | st.dates(TODAY, TODAY + 20 * DAY),
    ),
    unique_by=lambda each: each.assignment_id,
    max_size=12,
)


@given(found=items)
def test_proposals_hold_each_called_for_item_once_and_one_letter_a_kind(found: list[Item]) -> None:
    proposals = letters.propose(found, lambda _: LIMITS)
    taken = {each: proposal.kind for proposal in proposals for each in proposal.assignment_ids}
    assert taken == {
        each.assignment_id: kind for each in found if (kind := letters.called_for(each, LIMITS)) is not None
    }
    kinds = [proposal.kind for proposal in proposals]
    assert kinds == sorted(set(kinds), key=letters.RUNGS.index, reverse=True)
    for each in proposals:
        assert all(0 < len(words) <= 300 for words in (each.why, each.why_now, each.what_would_stop))
        assert not set(each.assignment_ids) & {number for number, _ in each.held}


@given(found=items, later=st.integers(0, 60))
def test_nothing_is_called_for_before_the_earliest_day_that_was_told(found: list[Item], later: int) -> None:
    day = TODAY + later * DAY
    limits = replace(LIMITS, today=day)
    for each in found:
        told = letters.step(each, LIMITS)
        aged = replace(each, weeks=each.weeks + (day - TODAY).days // 7)
        if told.held and told.earliest is not None and day < told.earliest:
            now = letters.called_for(aged, limits)
            assert now is None or now is not told.kind


def test_a_proposal_says_how_many_and_why_and_what_was_left_out() -> None:
    red, lingering = item(Lamp.RED, number=1), item(Lamp.YELLOW, 2, number=2)
    fresh, calm = item(Lamp.YELLOW, 1, number=3), item(Lamp.GREEN, number=4)
    helped = item(Lamp.RED, 1, None, Hold.HELP, number=5)
    first, second = letters.propose([red, lingering, fresh, calm, helped], lambda _: LIMITS)
    assert (first.kind, first.assignment_ids) == (K.SUPERVISION, (1, 2))
    assert first.why == "1项亮红灯（严重滞后或逾期）、1项连续2期黄灯，按督办阶梯应予督办。"
    assert first.held == ((5, "求助尚未答复，时限暂停计算"),)
    assert (second.kind, second.assignment_ids) == (K.REMINDER, (3,))
    assert second.why == "1项任务亮黄灯（滞后），按督办阶梯先提醒。"


def test_praise_needs_enough_that_recovered_and_nothing_that_is_behind() -> None:
    made = letters.praise([1, 2, 3], off_track=0, weeks=4, least=3)
    assert made is not None
    assert (made.kind, made.assignment_ids) == (K.PRAISE, (1, 2, 3))
    assert letters.praise([1, 2, 3], off_track=1, weeks=4, least=3) is None
    assert letters.praise([1, 2], off_track=0, weeks=4, least=3) is None


def test_limits_are_the_bureaus_numbers() -> None:
    assert Limits(TODAY, CALENDAR, 2, 2, 2, 5, 3) == LIMITS
