"""The ladder of letters, the life of a letter, and whom it may address."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from luoshi.rules import letters
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.enums import Turn
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.units import UnitKind

REMINDER, SUPERVISION = LetterKind.REMINDER, LetterKind.SUPERVISION

ALLOWED = {
    "DRAFT>COSIGNING",
    "COSIGNING>SUBMITTED",
    "COSIGNING>DRAFT",
    "COSIGNING>DISCARDED",
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
    "ISSUED>CLOSED",
    "CLOSED>ARCHIVED",
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


def test_t6_02_nothing_goes_out_unapproved() -> None:
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
    ended = {LetterState.CLOSED, LetterState.ARCHIVED, LetterState.WITHDRAWN, LetterState.DISCARDED}
    for state in LetterState:
        expected = Turn.LEADER
        if state in office:
            expected = Turn.OFFICE
        elif state in unit:
            expected = Turn.UNIT
        elif state is LetterState.COSIGNING:
            expected = Turn.COSIGNER
        elif state in ended:
            expected = Turn.NOBODY
        assert letters.TURNS[state] is expected
    assert frozenset(LetterState) - ended == letters.UNFINISHED
    assert unit == letters.AWAITING_REPLY
    assert unit | {LetterState.REPLIED, LetterState.CLOSED, LetterState.ARCHIVED} == letters.OUT


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
        return letters.why_not_approve(author_posts={7, 9}, approver_post=approver, items=items, text=text)

    assert why(8) is None
    assert [(why(post) or "").startswith("起草人不能签批") for post in (7, 9)] == [True, True]
    assert (why(8, items=0) or "").startswith("函件没有列明督办事项")
    assert (why(8, text=" \n") or "").startswith("函件正文为空")


def test_a_letter_whose_items_all_recovered_stays_in() -> None:
    def why(still_behind: int, items: int, kind: LetterKind = SUPERVISION) -> str | None:
        return letters.why_not_issue(kind=kind, still_behind=still_behind, items=items)

    assert why(1, 2) is None
    assert "均已恢复正常或已销号" in (why(0, 2) or "")
    assert "已编号的请撤回" in (why(0, 1) or "")
    assert why(0, 0) is None
    assert why(0, 3, LetterKind.PRAISE) is None
    assert "又有1项滞后或逾期" in (why(1, 3, LetterKind.PRAISE) or "")


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
    slip = kind.label if kind in letters.CORRECTING else kind.label.replace("函", "单")
    assert letters.instrument(kind, UnitKind.OFFICE) == slip
