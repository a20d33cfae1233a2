"""The ladder of letters, the life of a letter, and whom it may address."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import letters
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.enums import Turn
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import Item, LetterKind, LetterState
from luoshi.rules.units import UnitKind

TODAY = date(2026, 11, 16)
REMINDER, SUPERVISION = LetterKind.REMINDER, LetterKind.SUPERVISION

ALLOWED = {
    "DRAFT>SUBMITTED",
    "DRAFT>DISCARDED",
    "SUBMITTED>APPROVED",
    "SUBMITTED>DRAFT",
    "SUBMITTED>DISCARDED",
    "APPROVED>NUMBERED",
    "APPROVED>DISCARDED",
    "NUMBERED>ISSUED",
    "NUMBERED>WITHDRAWN",
    "ISSUED>READ",
    "ISSUED>WITHDRAWN",
    "READ>REPLIED",
    "READ>WITHDRAWN",
    "REPLIED>CLOSED",
    "REPLIED>RETURNED",
    "REPLIED>WITHDRAWN",
    "RETURNED>REPLIED",
    "RETURNED>WITHDRAWN",
}


@pytest.mark.parametrize(("current", "wanted"), list(product(LetterState, LetterState)))
def test_every_move_of_a_letter(current: LetterState, wanted: LetterState) -> None:
    reason = letters.why_not_move(current, wanted)
    if f"{current}>{wanted}" in ALLOWED:
        assert reason is None
    else:
        assert reason == f"函件现为“{current.label}”，不能改为“{wanted.label}”。"


def test_nothing_goes_out_unapproved() -> None:
    """T6-02: an escalation letter is a draft until approved: every way to ISSUED leads through APPROVED."""
    before = {state for state in LetterState if LetterState.ISSUED in letters.MOVES[state]}
    assert before == {LetterState.NUMBERED}
    assert {state for state in LetterState if LetterState.NUMBERED in letters.MOVES[state]} == {
        LetterState.APPROVED
    }
    assert {state for state in LetterState if LetterState.APPROVED in letters.MOVES[state]} == {
        LetterState.SUBMITTED
    }


def test_whose_turn_it_is() -> None:
    office = {LetterState.DRAFT, LetterState.APPROVED, LetterState.NUMBERED, LetterState.REPLIED}
    unit = {LetterState.ISSUED, LetterState.READ, LetterState.RETURNED}
    ended = {LetterState.CLOSED, LetterState.WITHDRAWN, LetterState.DISCARDED}
    for state in LetterState:
        expected = Turn.LEADER
        if state in office:
            expected = Turn.OFFICE
        elif state in unit:
            expected = Turn.UNIT
        elif state in ended:
            expected = Turn.NOBODY
        assert letters.TURNS[state] is expected
    assert frozenset(LetterState) - ended == letters.UNFINISHED
    assert unit == letters.AWAITING_REPLY
    assert unit | {LetterState.REPLIED, LetterState.CLOSED} == letters.OUT


def item(
    lamp: Lamp,
    weeks: int = 0,
    open_letter: LetterKind | None = None,
    due: date | None = None,
    number: int = 1,
) -> Item:
    return Item(number, lamp, weeks, open_letter, due)


DUE = [None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)]


@pytest.mark.parametrize("lingers_from", [2, 3])
@pytest.mark.parametrize(
    ("lamp", "weeks", "held", "due"), list(product(Lamp, (1, 2, 3), (None, *LetterKind), DUE))
)
def test_what_the_ladder_calls_for(
    lamp: Lamp, weeks: int, held: LetterKind | None, due: date | None, lingers_from: int
) -> None:
    calm = lamp in {Lamp.GREY, Lamp.GREEN, Lamp.BLUE}
    expected: LetterKind | None
    if calm or held is SUPERVISION:
        expected = None
    elif lamp is Lamp.RED:
        expected = SUPERVISION
    elif weeks < lingers_from:
        expected = None if held is REMINDER else REMINDER
    elif held is REMINDER and due is not None and due >= TODAY:
        expected = None
    else:
        expected = SUPERVISION
    assert letters.called_for(item(lamp, weeks, held, due), TODAY, lingers_from) is expected


items = st.lists(
    st.builds(
        Item,
        assignment_id=st.integers(1, 50),
        lamp=st.sampled_from(list(Lamp)),
        yellow_weeks=st.integers(0, 4),
        open_letter=st.sampled_from([None, *LetterKind]),
        open_letter_reply_due=st.sampled_from(DUE),
    ),
    unique_by=lambda each: each.assignment_id,
    max_size=12,
)


@given(found=items)
def test_proposals_hold_each_called_for_item_once_and_one_letter_a_kind(found: list[Item]) -> None:
    proposals = letters.propose(found, TODAY, 2)
    held = {each.assignment_id: proposal.kind for proposal in proposals for each in found_in(proposal, found)}
    assert held == {
        each.assignment_id: kind for each in found if (kind := letters.called_for(each, TODAY, 2)) is not None
    }
    kinds = [proposal.kind for proposal in proposals]
    assert len(kinds) == len(set(kinds))
    assert all(proposal.why and proposal.why_now and proposal.what_would_stop for proposal in proposals)


def found_in(proposal: letters.Proposal, found: list[Item]) -> list[Item]:
    return [each for each in found if each.assignment_id in proposal.assignment_ids]


def test_a_proposal_says_how_many_and_why() -> None:
    red, lingering = item(Lamp.RED, number=1), item(Lamp.YELLOW, 2, number=2)
    fresh, calm = item(Lamp.YELLOW, 1, number=3), item(Lamp.GREEN, number=4)
    first, second = letters.propose([red, lingering, fresh, calm], TODAY, 2)
    assert (first.kind, first.assignment_ids) == (SUPERVISION, (1, 2))
    assert first.why == "1项亮红灯（严重滞后或逾期）、1项连续2期黄灯，按督办阶梯应予督办。"
    assert (second.kind, second.assignment_ids) == (REMINDER, (3,))
    assert second.why == "1项任务亮黄灯（滞后），按督办阶梯先提醒。"


@pytest.mark.parametrize("kind", UnitKind)
def test_whom_a_letter_may_address(kind: UnitKind) -> None:
    reason = letters.why_not_address(kind)
    if kind in {UnitKind.OFFICE, UnitKind.COUNTY}:
        assert reason is None
    elif kind in {UnitKind.SCHOOL, UnitKind.KINDERGARTEN}:
        assert "教师厅〔2025〕2号" in (reason or "")
    else:
        assert "《政府督查工作条例》第七条" in (reason or "")
        assert kind.label in (reason or "")


def test_who_drafted_does_not_approve_in_any_post() -> None:
    def why(approver: int, items: int = 1, text: str = "请核对。") -> str | None:
        return letters.why_not_approve(drafter_posts={7, 9}, approver_post=approver, items=items, text=text)

    assert why(8) is None
    assert [(why(post) or "").startswith("起草人不能签批") for post in (7, 9)] == [True, True]
    assert (why(8, items=0) or "").startswith("函件没有列明督办事项")
    assert (why(8, text=" \n") or "").startswith("函件正文为空")


def test_a_letter_whose_items_all_recovered_stays_in() -> None:
    assert letters.why_not_issue(still_behind=1, items=2) is None
    assert "均已恢复正常或已销号" in (letters.why_not_issue(still_behind=0, items=2) or "")
    assert "已编号的请撤回" in (letters.why_not_issue(still_behind=0, items=1) or "")
    assert letters.why_not_issue(still_behind=0, items=0) is None


@pytest.mark.parametrize("state", LetterState)
def test_what_may_be_withdrawn(state: LetterState) -> None:
    out = {"NUMBERED", "ISSUED", "READ", "REPLIED", "RETURNED"}
    reason = letters.why_not_withdraw(state, "有误")
    if state.value in out:
        assert reason is None
        assert (letters.why_not_withdraw(state, " ") or "").startswith("撤回应写明理由")
    else:
        assert (reason or "").startswith(f"函件现为“{state.label}”，不能撤回。")
        assert ("未采用" in (reason or "").partition("。")[2]) == (
            state.value in {"DRAFT", "SUBMITTED", "APPROVED"}
        )


def test_a_reply_says_something() -> None:
    assert letters.why_not_reply("已完成。") is None
    assert (letters.why_not_reply(" \n") or "").startswith("回复内容为空")


def test_the_day_of_issue_is_not_counted_and_holidays_are_not_either() -> None:
    calendar = WorkCalendar()
    assert letters.reply_due(date(2026, 9, 30), 5, calendar) == date(2026, 10, 13)
    assert letters.reply_due(date(2026, 11, 20), 3, calendar) == date(2026, 11, 25)


def test_numbers_tell_the_registers_apart() -> None:
    assert letters.number_words("示教", SUPERVISION, 2026, 12) == "示教督函〔2026〕12号"
    assert letters.number_words("示教", REMINDER, 2026, 1) == "示教提函〔2026〕1号"
    assert len({letters.number_series(kind) for kind in LetterKind}) == len(LetterKind)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_paper_inside_the_house_is_a_slip(kind: LetterKind) -> None:
    assert letters.instrument(kind, UnitKind.COUNTY) == kind.label
    assert letters.instrument(kind, UnitKind.OFFICE) == kind.label.replace("函", "单")
