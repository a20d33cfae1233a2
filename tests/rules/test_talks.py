"""Minutes stand when both sides said yes to the same words; notices ask lawfully; words hold no penalty."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import rectifications, talks
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.rectifications import ItemState, RectificationState
from luoshi.rules.talks import Said, TalkSide, TalkState
from luoshi.rules.units import UnitKind

S = TalkState
WORDS = st.sampled_from(["甲稿", "乙稿", "丙稿"])
VOICES = st.lists(
    st.builds(Said, side=st.sampled_from(TalkSide), digest=WORDS.map(talks.digest_of), agrees=st.booleans()),
    max_size=8,
)


@given(WORDS, VOICES)
def test_minutes_stand_only_by_voices_about_these_very_words(text: str, voices: list[Said]) -> None:
    digest = talks.digest_of(text)
    about = [voice for voice in voices if voice.digest == digest]
    state = talks.standing(digest, voices)
    assert state == talks.standing(digest, about), "what was said of other words counts for nothing"
    assert (state is S.CONFIRMED) == (
        {voice.side for voice in about} == set(TalkSide) and all(voice.agrees for voice in about)
    )
    assert (state is S.DISPUTED) == any(not voice.agrees for voice in about)


@given(st.lists(st.tuples(st.sampled_from(["write", "yes", "no"]), st.sampled_from(TalkSide)), max_size=12))
def test_however_it_goes_nothing_is_confirmed_that_one_side_has_not_seen(
    steps: list[tuple[str, TalkSide]],
) -> None:
    """Play any order of writing and speaking; a change after one yes asks both again."""
    number, voices, state = 0, list[Said](), S.HELD
    digest = ""
    for what, side in steps:
        if what == "write":
            if talks.why_not_write(state, f"第{number + 1}稿", f"第{number}稿") is None:
                number, state = number + 1, S.MINUTED
                digest = talks.digest_of(f"第{number}稿")
            continue
        spoken = [voice.side for voice in voices if voice.digest == digest]
        refused = talks.why_not_speak(
            state, side, spoken=spoken, same_person=False, agrees=what == "yes", words="不符"
        )
        if refused is None:
            voices.append(Said(side, digest, what == "yes"))
            state = talks.standing(digest, voices)
    now = [voice for voice in voices if voice.digest == digest]
    assert len({voice.side for voice in now}) == len(now), "a side speaks once of a wording"
    if state is S.CONFIRMED:
        assert [voice.agrees for voice in now] == [True, True]


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("要求逐项整改，12月10日前报告。", False),
        ("约谈不是处分，不予问责。", False),
        ("给予相关人员党内警告", True),
        ("拟对分管负责人诫勉谈话", True),
        ("扣发奖金并扣分", True),
        ("说明中提到不给予处分", False),
    ],
)
def test_t2_05_words_of_a_talk_hold_no_penalty(text: str, bad: bool) -> None:
    """T2-05 in its spirit: what others decide is not written into a notice or minutes."""
    assert (talks.why_not_penalise(text) is not None) == bad


@pytest.mark.parametrize(
    ("materials", "words"),
    [
        ((), None),
        (("图审意见原件", "资金到位凭证"), None),
        (("近三期周报",), "不得重复收集"),
        (("督办函回复",), "不得重复收集"),
        (("汇报PPT",), "不能要求准备"),
        (("甲", "乙", "丙", "丁"), "最多3份"),
    ],
)
def test_t8_05_what_the_bureau_holds_is_not_asked_for_again(
    materials: tuple[str, ...], words: str | None
) -> None:
    """T8-05 for talks: what was reported already is not to be brought."""
    reason = talks.why_not_ask_for(materials, 3)
    assert reason is None if words is None else reason is not None and words in reason


def test_plan_and_report_are_due_from_the_day_the_minutes_were_settled() -> None:
    due = talks.dues(date(2026, 9, 28), ParameterBook(), WorkCalendar())
    assert (due.plan_on, due.report_on) == (date(2026, 10, 16), date(2026, 10, 28))


@pytest.mark.parametrize(
    ("words", "bad"),
    [
        ("已对相关责任人给予处分。", True),
        ("已约谈，已批评教育", True),
        ("已批评教育责任人，并补齐全部灭火器。", False),
        ("更换灭火器12具，消防部门验收合格。", False),
        ("好", False),
        ("", False),
    ],
)
def test_punishment_alone_puts_nothing_right(words: str, bad: bool) -> None:
    assert (rectifications.why_not_instead(words) is not None) == bad


@given(st.lists(st.sampled_from(ItemState), min_size=1, max_size=6))
def test_a_rectification_is_closed_when_every_item_was_found_done(items: list[ItemState]) -> None:
    assert (rectifications.why_not_close(items) is None) == (set(items) == {ItemState.CHECKED_OK})


@given(st.sampled_from(RectificationState), st.sampled_from(ItemState), st.sampled_from(ItemState))
def test_items_move_only_while_the_whole_is_open(
    whole: RectificationState, current: ItemState, wanted: ItemState
) -> None:
    may = rectifications.why_not_item_move(whole, current, wanted) is None
    assert may == (whole is RectificationState.OPEN and wanted in rectifications.ITEM_MOVES[current])


@pytest.mark.parametrize("kind", UnitKind)
@pytest.mark.parametrize("reaches_it", [True, False])
def test_who_may_be_asked_to_put_something_right(kind: UnitKind, reaches_it: bool) -> None:
    reason = rectifications.why_not_address(kind, reaches_it=reaches_it)
    if kind in {UnitKind.OFFICE, UnitKind.COUNTY}:
        assert reason is None
    elif kind in {UnitKind.SCHOOL, UnitKind.KINDERGARTEN}:
        assert (reason is None) == reaches_it
    else:
        assert reason is not None
        assert "《政府督查工作条例》第七条" in reason
