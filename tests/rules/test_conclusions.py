"""Conclusions, opinions and sanctions: clocks, recusal, hearing, and what belongs to others (T1-*, T2-*)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import conclusions, opinions, sanctions
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.conclusions import ConclusionState, ReviewState, SuggestionKind, SuggestionState
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.opinions import Hearing, OpinionState
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.sanctions import ELSEWHERE, FORMS, AppealKind, AppealState, Form, SanctionState, SubjectKind

BOOK, CALENDAR = ParameterBook(), WorkCalendar()
# Thirty days on is Friday 2026-04-10, a working day; the thirty-first is a Saturday.
RECEIVED = date(2026, 3, 11)


def test_t1_04_a_review_is_in_time_on_day_30_and_late_on_day_31() -> None:
    last = conclusions.apply_by(RECEIVED, BOOK, CALENDAR)
    assert last.on == RECEIVED + timedelta(days=30) == date(2026, 4, 10)
    assert not conclusions.is_late(RECEIVED + timedelta(days=30), last)
    assert conclusions.is_late(RECEIVED + timedelta(days=31), last)
    late = conclusions.why_not_ask_review(ConclusionState.RECEIVED, "数据有误", is_asked=False)
    assert late is None, "being late is marked, never refused"


def test_t1_04_the_last_day_rolls_off_a_holiday_for_the_unit_and_not_for_who_decides() -> None:
    received = date(2026, 9, 1)  # thirty days on is National Day, the holidays end on October 7
    assert conclusions.apply_by(received, BOOK, CALENDAR).on == date(2026, 10, 8)
    decide = conclusions.decide_by(received, BOOK, CALENDAR)
    assert (decide.on, decide.safe_on) == (date(2026, 10, 1), date(2026, 9, 30))


def test_t1_04_who_had_a_hand_in_the_conclusion_does_not_review_it() -> None:
    refusal = conclusions.why_not_review({1: "甲", 2: "乙"}, {2, 3}, set())
    assert refusal is not None
    assert refusal.startswith("乙参与作出了这份督查结论，应当回避")
    assert "第十七条" in refusal
    assert "丙" in (conclusions.why_not_review({4: "丙"}, {2, 3}, {"丙"}) or ""), "nor who inspected"
    assert conclusions.why_not_review({4: "丁"}, {2, 3}, {"丙"}) is None
    assert conclusions.why_not_review({}, {2}, set()) == "请至少指定一名复核人员。"


def test_t1_05_nothing_is_done_before_the_head_of_government_approved() -> None:
    why = conclusions.why_not_carry_on
    refusal = why(SuggestionState.SUGGESTED, SuggestionState.DONE)
    assert refusal is not None
    assert "没有行政首长批准的记录" in refusal
    assert why(SuggestionState.SUGGESTED, SuggestionState.APPROVED, approver="市长") is not None
    paper = {"approver": "市长", "paper": "市长批示，2026年4月2日"}
    assert why(SuggestionState.SUGGESTED, SuggestionState.APPROVED, **paper) is None
    assert why(SuggestionState.APPROVED, SuggestionState.DONE) is None
    assert why(SuggestionState.REFUSED, SuggestionState.DONE) is not None


def test_a_suggestion_of_blame_names_facts_and_no_penalty() -> None:
    why = conclusions.why_not_suggest
    facts = "某县教育局未按期整改三处隐患，建议由有权机关调查。"
    assert why(ConclusionState.RECEIVED, SuggestionKind.BLAME, facts) is None
    refusal = why(ConclusionState.RECEIVED, SuggestionKind.BLAME, facts + "建议给予主要负责人记过处分。")
    assert refusal is not None
    assert "不得预设处分种类" in refusal
    assert why(ConclusionState.DRAFT, SuggestionKind.PRAISE, facts) is not None


def test_a_conclusion_rests_on_a_finished_inspection_of_that_unit() -> None:
    why = conclusions.why_not_conclude
    assert why(Basis.HANDED_DOWN, MandateState.ENDED, is_target=True) is None
    assert "督导意见书" in (why(Basis.EDUCATION, MandateState.ENDED, is_target=True) or "")
    assert "请先结束督查" in (why(Basis.HANDED_DOWN, MandateState.APPROVED, is_target=True) or "")
    assert why(Basis.HANDED_DOWN, MandateState.ENDED, is_target=False) is not None
    assert opinions.why_not_begin(Basis.EDUCATION, MandateState.APPROVED, is_target=True) is None
    assert opinions.why_not_begin(Basis.HANDED_DOWN, MandateState.ENDED, is_target=True) is not None


def test_a_review_in_time_is_never_declined_as_late() -> None:
    why = conclusions.why_not_settle
    assert why(ReviewState.ASKED, ReviewState.DECLINED, "超过期限", "", late=True) is None
    assert "期限内提出" in (why(ReviewState.ASKED, ReviewState.DECLINED, "超过期限", "", late=False) or "")
    assert why(ReviewState.EXAMINED, ReviewState.UPHELD, " ", "示教督〔2026〕1号", late=False) is not None
    assert why(ReviewState.EXAMINED, ReviewState.UPHELD, "查明无误", "第1号", late=True) is not None


@pytest.mark.parametrize("state", OpinionState)
def test_t2_02_no_opinion_is_issued_but_from_heard(state: OpinionState) -> None:
    refusal = opinions.why_not_move(state, OpinionState.ISSUED)
    # A report that was not good enough goes back to the unit: that opinion was issued before.
    may = {OpinionState.HEARD, OpinionState.REPORTED}
    assert (refusal is None) == (state in may)
    if state in {OpinionState.DRAFT, OpinionState.SENT}:
        assert refusal is not None
        assert "没有听取申辩的记录" in refusal
        assert "第二十条" in refusal


def test_t2_02_the_hearing_is_a_plea_a_written_waiver_or_silence_after_the_last_day() -> None:
    last = date(2026, 4, 3)

    def why(
        kind: Hearing, today: date, *, words: str = "", paper: str = "", is_unit: bool = False
    ) -> str | None:
        return opinions.why_not_hear(kind, words, paper, is_unit=is_unit, plea_by=last, today=today)

    assert why(Hearing.PLEA, last, words="数据口径不同", is_unit=True) is None
    assert why(Hearing.PLEA, last, is_unit=True) is not None
    assert why(Hearing.WAIVED, last, is_unit=True) is None
    assert why(Hearing.WAIVED, last) is not None, "what the office enters names its paper"
    assert why(Hearing.WAIVED, last, paper="放弃申辩书（2026年4月1日）") is None
    assert "期满之前" in (why(Hearing.SILENT, last, paper="送达回证") or "")
    assert why(Hearing.SILENT, last + timedelta(days=1), paper="送达回证") is None
    assert why(Hearing.SILENT, last + timedelta(days=1), is_unit=True) is not None


def test_an_opinion_bears_the_head_of_the_inspection_body() -> None:
    why = opinions.why_not_issue
    fit = {"issuer": "示例市人民政府教育督导室", "number": "示教督〔2026〕3号", "plea": "", "plea_answer": ""}
    assert why(**fit, bureau="示例市教育局") is None
    assert "不用教育局的文件版头" in (why(**{**fit, "issuer": "示例市教育局"}, bureau="示例市教育局") or "")
    assert "不合格式" in (why(**{**fit, "number": "示教督[2026]03号"}, bureau="示例市教育局") or "")
    assert "采纳" in (why(**{**fit, "plea": "数据有误"}, bureau="示例市教育局") or "")


@pytest.mark.parametrize("form", Form)
def test_t2_05_what_another_authority_decides_is_only_handed_over(form: Form) -> None:
    decide = sanctions.why_not_move(SanctionState.HEARD, SanctionState.DECIDED, form)
    hand_over = sanctions.why_not_move(SanctionState.HEARD, SanctionState.HANDED_OVER, form)
    assert (decide is None, hand_over is None) == (form not in ELSEWHERE, form in ELSEWHERE)
    assert "陈述申辩" in (sanctions.why_not_move(SanctionState.PREPARED, SanctionState.DECIDED, form) or "")


def test_t2_05_discipline_yields_a_paper_of_suggestion() -> None:
    refusal = sanctions.why_not_move(SanctionState.HEARD, SanctionState.DECIDED, Form.DISCIPLINE) or ""
    assert "《处分建议书》" in refusal
    assert sanctions.paper_of(Form.TRANSFER) == "移交函"
    assert {Form.PENALTY, Form.REASSIGN, Form.DISCIPLINE, Form.TRANSFER} <= ELSEWHERE


def test_units_and_persons_have_their_own_forms() -> None:
    why = sanctions.why_not_prepare
    assert why(SubjectKind.UNIT, Form.BULLETIN, "", "事实", "依据") is None
    assert "没有“处分”这种问责方式" in (why(SubjectKind.UNIT, Form.DISCIPLINE, "", "事实", "依据") or "")
    assert why(SubjectKind.UNIT, Form.TALK, "某人", "事实", "依据") is not None
    assert why(SubjectKind.PERSON, Form.TALK, "", "事实", "依据") is not None
    assert why(SubjectKind.PERSON, Form.BAN, "某校举办者", "事实", "依据") is not None
    assert why(SubjectKind.PRIVATE, Form.BAN, "某校举办者", "事实", "依据") is None
    assert set().union(*FORMS.values()) == set(Form)


def test_t2_03_a_second_time_within_twelve_months_is_hinted_at() -> None:
    decided = date(2026, 9, 10)
    hint = sanctions.aggravation([date(2025, 9, 11)], decided, BOOK)
    assert hint is not None
    assert "可以从重" in hint
    assert "由教育督导委员会决定" in hint
    assert sanctions.aggravation([date(2025, 9, 10)], decided, BOOK) is None, (
        "twelve months to the day are over"
    )
    assert sanctions.aggravation([], decided, BOOK) is None
    assert sanctions.aggravation([date(2027, 3, 1)], date(2028, 2, 29), BOOK) is not None


def test_t2_04_a_direct_appeal_is_late_on_day_16_and_one_after_review_in_time_on_day_15() -> None:
    received = date(2026, 3, 10)  # fifteen days on is a Wednesday
    direct = sanctions.apply_by(AppealKind.DIRECT, received, BOOK, CALENDAR)
    after = sanctions.apply_by(AppealKind.AFTER_REVIEW, received, BOOK, CALENDAR)
    assert direct.on == after.on == received + timedelta(days=15)
    assert conclusions.is_late(received + timedelta(days=16), direct)
    assert not conclusions.is_late(received + timedelta(days=15), after)
    assert sanctions.decide_by(AppealKind.DIRECT, received, BOOK, CALENDAR).on == received + timedelta(
        days=60
    )
    assert sanctions.decide_by(AppealKind.REVIEW, received, BOOK, CALENDAR).on == received + timedelta(
        days=30
    )
    assert sanctions.correct_by(received, BOOK, CALENDAR).on == received + timedelta(days=15)
    assert sanctions.team_by(received, BOOK, CALENDAR).on == received + timedelta(days=60)


def test_t2_04_an_appeal_goes_one_way_once() -> None:
    D, grounds = SanctionState.DECIDED, "事实不清"
    why = sanctions.why_not_ask
    reviewed = [(AppealKind.REVIEW, AppealState.UPHELD)]
    assert why(AppealKind.REVIEW, D, grounds, []) is None
    assert why(AppealKind.DIRECT, D, grounds, []) is None
    assert why(AppealKind.AFTER_REVIEW, D, grounds, []) is not None
    assert why(AppealKind.AFTER_REVIEW, D, grounds, reviewed) is None
    assert why(AppealKind.DIRECT, D, grounds, reviewed) is not None
    assert why(AppealKind.AFTER_REVIEW, D, grounds, [(AppealKind.DIRECT, AppealState.ASKED)]) is not None
    assert why(AppealKind.REVIEW, SanctionState.HEARD, grounds, []) is not None


@given(st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 10, 1)))
def test_the_right_of_review_is_never_shorter_than_thirty_days(received: date) -> None:
    last = conclusions.apply_by(received, BOOK, CALENDAR).on
    assert last >= received + timedelta(days=30)
    assert CALENDAR.is_workday(last)
