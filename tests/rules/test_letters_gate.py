"""What stands against a letter: what was written before, what its unit was not told, what it is called."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.rules import leads, letters
from luoshi.rules.leads import LeadState
from luoshi.rules.letters import Earlier, Heard, LetterKind, LetterState, Visit
from luoshi.rules.parameters import ParameterBook, local_row
from luoshi.rules.refusals import Refused
from luoshi.rules.units import UnitKind

TODAY = date(2026, 11, 18)
BOOK = ParameterBook()
K, S = LetterKind, LetterState


def before(kind: LetterKind, on: date, state: LetterState = S.CLOSED, due: date | None = None) -> Earlier:
    return Earlier(7, "扩建学校", kind, state, on, "示教督函〔2026〕3号", due)


def again(kind: LetterKind, *earlier: Earlier, red: bool = False) -> str | None:
    return letters.why_not_again(kind, earlier, {7} if red else (), TODAY, BOOK)


@pytest.mark.parametrize(("on", "is_refused"), [(date(2026, 11, 16), True), (date(2026, 11, 15), False)])
def test_the_same_kind_is_not_repeated_within_its_week(on: date, is_refused: bool) -> None:
    assert (again(K.SUPERVISION, before(K.SUPERVISION, on)) is not None) == is_refused
    assert again(K.BULLETIN, before(K.SUPERVISION, on)) is None


@pytest.mark.parametrize(("on", "is_refused"), [(date(2026, 10, 26), True), (date(2026, 10, 25), False)])
def test_a_bulletin_is_not_repeated_within_four_weeks(on: date, is_refused: bool) -> None:
    reason = again(K.BULLETIN, before(K.BULLETIN, on))
    assert (reason is not None) == is_refused
    assert reason is None or "同一事项4期内不重复" in reason


def test_a_reply_that_is_not_due_is_not_asked_for_twice_unless_red_calls_for_more() -> None:
    waiting = before(K.REMINDER, date(2026, 11, 12), S.READ, TODAY)
    assert "回复期未到，不重复要求" in (again(K.SUPERVISION, waiting) or "")
    assert again(K.SUPERVISION, waiting, red=True) is None
    over = before(K.REMINDER, date(2026, 11, 12), S.READ, TODAY - timedelta(days=1))
    assert again(K.SUPERVISION, over) is None
    assert "回复期未到" in (again(K.REMINDER, before(K.SUPERVISION, TODAY, S.READ, TODAY), red=True) or "")


def test_an_inspection_of_the_same_subject_stands_in_the_way_and_no_other() -> None:
    visit = Visit("校园安全督导", "冬季校园消防隐患", date(2026, 11, 20))
    assert "第十五条" in (letters.why_not_beside(["完成校园消防隐患整改"], [visit]) or "")
    assert letters.why_not_beside(["拨付生均公用经费"], [visit]) is None
    assert letters.why_not_beside(["完成校园消防隐患整改"], []) is None


@pytest.mark.parametrize(
    ("title", "kind", "says"),
    [
        ("关于抓紧落实任务的督办函", UnitKind.COUNTY, None),
        ("关于抓紧落实任务的督办单", UnitKind.OFFICE, None),
        ("关于抓紧落实任务的通知", UnitKind.OFFICE, None),
        ("关于更正有关数据的更正函", UnitKind.OFFICE, None),
        ("关于抓紧落实任务的督办函", UnitKind.OFFICE, "不相隶属机关"),
        ("关于抓紧落实任务的督办单", UnitKind.COUNTY, "只在局机关内部使用"),
        ("关于拨付经费的请示", UnitKind.COUNTY, "只用于向上级机关请求指示"),
        ("关于工作情况的报告", UnitKind.COUNTY, "只用于向上级机关汇报"),
        ("关于工作安排的批复", UnitKind.COUNTY, "只用于答复下级机关"),
    ],
)
def test_each_instrument_is_used_for_what_it_serves(title: str, kind: UnitKind, says: str | None) -> None:
    reason = letters.why_not_call(title, kind)
    assert (reason is None) == (says is None)
    assert says is None or (says in (reason or "") and "（中办发〔2012〕14号）第八条" in (reason or ""))


def unheard(heard: Heard | None, today: date = TODAY, items: set[int] | None = None) -> str | None:
    return letters.why_not_unheard(K.BULLETIN, heard, digest="a", items=items or {1}, today=today)


def test_who_is_named_was_told_these_words_and_had_the_time_to_answer() -> None:
    told = Heard("a", frozenset({1, 2}), TODAY, is_answered=False)
    assert "应把拟通报的内容告知该单位" in (unheard(None) or "")
    assert "还没有答复" in (unheard(told) or "")
    assert unheard(told, TODAY + timedelta(days=1)) is None
    assert unheard(Heard("a", frozenset({1, 2}), TODAY, is_answered=True)) is None
    assert "重新告知" in (unheard(Heard("b", frozenset({1}), TODAY, is_answered=True)) or "")
    assert "重新告知" in (unheard(told, TODAY + timedelta(days=1), {1, 3}) or "")
    assert letters.why_not_unheard(K.SUPERVISION, None, digest="a", items={1}, today=TODAY) is None


@pytest.mark.parametrize("kind", [K.BULLETIN, K.PRAISE])
def test_units_are_ranked_only_where_the_bureau_says_so(kind: LetterKind) -> None:
    assert "不给单位排名次" in (letters.why_not_rank(kind, "倒数第一", may_rank=False) or "")
    assert letters.why_not_rank(kind, "倒数第一", may_rank=True) is None
    assert letters.why_not_rank(kind, "自报进度10%", may_rank=False) is None
    assert letters.why_not_rank(K.SUPERVISION, "倒数第一", may_rank=False) is None
    assert BOOK.value("letter.ranking", TODAY) == 1


def test_only_the_ladder_has_numbers_for_a_campaign() -> None:
    with pytest.raises(Refused, match="不能按专项另定"):
        local_row("help.reply", 2, source="文", effective_from=TODAY, campaign="SAFETY")
    assert (
        local_row("letter.yellow_weeks", 3, source="文", effective_from=TODAY, campaign="SAFETY").value == 3
    )


@pytest.mark.parametrize("words", ["建议处分", "存在失职", "予以问责", "不作为", "涉嫌职务犯罪"])
def test_a_lead_judges_nobody(words: str) -> None:
    assert "第二十三条" in (leads.why_not_say(f"该单位{words}") or "")
    assert leads.why_not_say("约谈后自报进度仍为10%") is None


def test_a_lead_skips_no_rung_and_is_decided_once_by_another() -> None:
    assert "没有经过约谈" in (leads.why_not_draft(items=2, talked=1, reason="仍未完成") or "")
    assert leads.why_not_draft(items=2, talked=2, reason="仍未完成") is None

    def why(post: int, wanted: LeadState, authority: str = "", state: LeadState = LeadState.DRAFT) -> str:
        return (
            leads.why_not_decide(
                state=state,
                wanted=wanted,
                drafter_posts={1},
                decider_post=post,
                decision="事实清楚",
                authority=authority,
            )
            or ""
        )

    assert why(2, LeadState.KEPT) == ""
    assert why(2, LeadState.HANDED_OVER, "有权机关") == ""
    assert "有权机关" in why(2, LeadState.HANDED_OVER)
    assert why(1, LeadState.KEPT).startswith("起草人不能决定")
    assert "不能改为" in why(2, LeadState.KEPT, state=LeadState.HANDED_OVER)
