"""The life of a letter: each step once, by whom it belongs to, from where it may be taken."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta

import pytest

from luoshi.actions import letters
from luoshi.crafts.papers import Layout
from luoshi.records.models import Alert, Letter, Notice, PaperNumber, Post, Register, Reply
from luoshi.rules import letters as rules
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import Actor, Duty, Permission, why_not
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions import stage
from tests.actions.stage import NOON, burn, letter, noon
from tests.actions.watch import latest, nothing_but, one_entry

S = LetterState
Step = Callable[[Letter, Actor], object]

# name: (the step, who takes it, from which states, to which, what permission it needs)
STEPS: dict[str, tuple[Step, str, set[LetterState], LetterState, Permission]] = {
    "submit": (
        lambda made, by: letters.submit_letter(letter=made, by=by, at=NOON),
        "clerk",
        {S.DRAFT},
        S.SUBMITTED,
        Permission.LETTERS_DRAFT,
    ),
    "send_back": (
        lambda made, by: letters.send_back_letter(letter=made, reason="数字有误", by=by, at=NOON),
        "leader",
        {S.SUBMITTED},
        S.DRAFT,
        Permission.LETTERS_APPROVE,
    ),
    "discard": (
        lambda made, by: letters.discard_letter(letter=made, reason="已补报", by=by, at=NOON),
        "clerk",
        {S.DRAFT, S.COSIGNING, S.SUBMITTED, S.APPROVED},
        S.DISCARDED,
        Permission.LETTERS_DRAFT,
    ),
    "approve": (
        lambda made, by: letters.approve_letter(letter=made, by=by, at=NOON),
        "leader",
        {S.SUBMITTED},
        S.APPROVED,
        Permission.LETTERS_APPROVE,
    ),
    "number": (
        lambda made, by: letters.number_letter(letter=made, by=by, at=NOON),
        "clerk",
        {S.APPROVED},
        S.NUMBERED,
        Permission.LETTERS_ISSUE,
    ),
    "issue": (
        lambda made, by: letters.issue_letter(letter=made, by=by, at=NOON),
        "clerk",
        {S.NUMBERED},
        S.ISSUED,
        Permission.LETTERS_ISSUE,
    ),
    "withdraw": (
        lambda made, by: letters.withdraw_letter(letter=made, reason="数据有误", by=by, at=NOON),
        "clerk",
        {S.NUMBERED, S.ISSUED, S.READ, S.REPLIED, S.RETURNED},
        S.WITHDRAWN,
        Permission.LETTERS_ISSUE,
    ),
    "read": (
        lambda made, by: letters.read_letter(letter=made, by=by, at=NOON),
        "county",
        {S.ISSUED},
        S.READ,
        Permission.LETTERS_REPLY,
    ),
    "reply": (
        lambda made, by: letters.reply_letter(letter=made, text="已整改。", by=by, at=NOON),
        "county",
        {S.READ, S.RETURNED},
        S.REPLIED,
        Permission.LETTERS_REPLY,
    ),
    "return_reply": (
        lambda made, by: letters.return_reply(letter=made, reason="没有时间", by=by, at=NOON),
        "clerk",
        {S.REPLIED},
        S.RETURNED,
        Permission.LETTERS_CONFIRM,
    ),
    "close": (
        lambda made, by: letters.close_letter(letter=made, by=by, at=NOON),
        "clerk",
        {S.REPLIED},
        S.CLOSED,
        Permission.LETTERS_CONFIRM,
    ),
    "archive": (
        lambda made, by: letters.archive_letter(letter=made, pages=2, by=by, at=NOON),
        "clerk",
        {S.CLOSED},
        S.ARCHIVED,
        Permission.LETTERS_ISSUE,
    ),
}


FROM = [(name, state) for name, step in STEPS.items() for state in sorted(step[2], key=list(S).index)]


@pytest.mark.parametrize(("name", "state"), FROM)
def test_every_step_is_taken_once_with_one_entry(city: cast.City, name: str, state: LetterState) -> None:
    step, who, _, after, _ = STEPS[name]
    made, by = letter(city, state), getattr(city, who)
    with one_entry(f"letters.{name}", by, f"letter:{made.id}"):
        step(made, by)
    made.refresh_from_db()
    assert made.state == after
    assert latest().facts["unit"] == city.east.name


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_refused_from_every_other_state(city: cast.City, name: str) -> None:
    step, who, before, *_ = STEPS[name]
    made = letter(city)
    for state in set(LetterState) - before:
        Letter.objects.filter(id=made.id).update(state=state.value, end_reason="有误")
        made.refresh_from_db()
        with nothing_but(f"函件现为“{state.label}”"):
            step(made, getattr(city, who))


@pytest.mark.parametrize("name", STEPS)
def test_a_step_belongs_to_who_has_the_permission(city: cast.City, name: str) -> None:
    step, _, before, _, permission = STEPS[name]
    made = letter(city, min(before, key=list(S).index))
    for who, actor in city.actors.items():
        if reason := why_not(actor, permission):
            with nothing_but(reason):
                step(made, actor)
        assert who in city.actors


@pytest.mark.parametrize("name", STEPS)
def test_the_second_is_told_who_was_first(city: cast.City, name: str) -> None:
    step, who, before, after, _ = STEPS[name]
    made = letter(city, min(before, key=list(S).index))
    stale = Letter.objects.get(id=made.id)
    by = getattr(city, who)
    step(made, by)
    with nothing_but(f"已由{by.words}改为“{after.label}”", SomebodyWasFirst):
        step(stale, by)


@pytest.mark.parametrize(
    ("state", "step", "words"),
    [
        (S.SUBMITTED, "send_back", "退回应写明意见"),
        (S.DRAFT, "discard", "不采用应写明理由"),
        (S.ISSUED, "withdraw", "撤回应写明理由"),
        (S.READ, "reply", "回复内容为空"),
        (S.REPLIED, "return_reply", "退回回复应写明还缺什么"),
    ],
)
def test_what_needs_words_is_refused_without(
    city: cast.City, state: LetterState, step: str, words: str
) -> None:
    made = letter(city, state)
    act = {
        "send_back": lambda: letters.send_back_letter(letter=made, reason=" ", by=city.leader, at=NOON),
        "discard": lambda: letters.discard_letter(letter=made, reason="\n", by=city.clerk, at=NOON),
        "withdraw": lambda: letters.withdraw_letter(letter=made, reason="　", by=city.clerk, at=NOON),
        "reply": lambda: letters.reply_letter(letter=made, text=" ", by=city.county, at=NOON),
        "return_reply": lambda: letters.return_reply(letter=made, reason="", by=city.clerk, at=NOON),
    }[step]
    with nothing_but(words):
        act()


def test_only_the_unit_written_to_reads_and_answers(city: cast.City) -> None:
    issued, read = letter(city, S.ISSUED), letter(city, S.READ)
    for other in (city.other_county, city.other_county_head, city.office_unit, city.school_head):
        with nothing_but("只能签收和回复发给本单位的函件"):
            letters.read_letter(letter=issued, by=other, at=NOON)
        with nothing_but("只能签收和回复发给本单位的函件"):
            letters.reply_letter(letter=read, text="已办。", by=other, at=NOON)


def test_who_drafted_approves_in_no_other_post_either(city: cast.City) -> None:
    made = letter(city, S.SUBMITTED)
    person = city.accounts["clerk"].person
    second = Post.objects.create(
        person=person, unit=city.bureau, duty=Duty.BUREAU_LEADER.value, title="副局长", from_on=cast.FOUNDED
    )
    from luoshi.queries import people

    with nothing_but("起草人不能签批自己起草的函件"):
        letters.approve_letter(letter=made, by=people.actor_in(second), at=NOON)
    letters.approve_letter(letter=made, by=city.leader, at=NOON)


@pytest.mark.parametrize("who", ["head", "office_head"])
def test_who_changed_or_countersigned_a_letter_does_not_approve_it(city: cast.City, who: str) -> None:
    made = letter(city, S.DRAFT)
    letters.edit_letter(
        letter=made, title=made.title, text="请核对。", layout=Layout.LETTER, by=city.head, at=NOON
    )
    letters.name_countersigners(letter=made, units=[city.finance], by=city.clerk, at=NOON)
    letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    letters.answer_countersign(letter=made, agrees=True, words="", by=city.office_head, at=NOON)
    Post.objects.filter(id=city.leader.post_id).update(person_id=city.actors[who].person_id)
    with nothing_but("改过、会签过的也不能签批"):
        letters.approve_letter(letter=made, by=city.leader, at=NOON)


def test_an_empty_letter_is_not_approved(city: cast.City) -> None:
    bare, wordless = letter(city, S.SUBMITTED), letter(city, S.SUBMITTED)
    bare.items.all().delete()
    Letter.objects.filter(id=wordless.id).update(text="  ")
    wordless.refresh_from_db()
    with nothing_but("没有列明督办事项"):
        letters.approve_letter(letter=bare, by=city.leader, at=NOON)
    with nothing_but("正文为空"):
        letters.approve_letter(letter=wordless, by=city.leader, at=NOON)


def test_a_number_stays_used_and_the_next_follows(city: cast.City) -> None:
    first = letter(city, S.NUMBERED)
    assert latest().facts["number"] == first.number == "示教督函〔2026〕1号"
    letters.withdraw_letter(letter=first, reason="有误", by=city.clerk, at=NOON)
    reminder = letter(city, S.NUMBERED, LetterKind.REMINDER)
    second = letter(city, S.NUMBERED)
    assert (reminder.number, second.number) == ("示教提函〔2026〕1号", "示教督函〔2026〕2号")
    next_year = letter(city, S.APPROVED)
    letters.number_letter(letter=next_year, by=city.clerk, at=noon(70))
    assert Letter.objects.get(id=next_year.id).number == "示教督函〔2027〕1号"
    given = PaperNumber.objects.values_list("register__series", "register__year", "ordinal")
    assert sorted(given) == [("提函", 2026, 1), ("督函", 2026, 1), ("督函", 2026, 2), ("督函", 2027, 1)]


def test_a_refused_number_uses_none_up(city: cast.City) -> None:
    made = letter(city, S.APPROVED)
    burn(city, "east", "GREEN")
    with nothing_but("均已恢复正常或已销号"):
        letters.number_letter(letter=made, by=city.clerk, at=NOON)
    burn(city, "east", "YELLOW")
    letters.number_letter(letter=made, by=city.clerk, at=NOON)
    assert Register.objects.get().last == 1


def test_a_letter_about_what_has_recovered_does_not_go_out(city: cast.City) -> None:
    made = letter(city, S.NUMBERED)
    burn(city, "east", "GREEN")
    with nothing_but("已编号的请撤回"):
        letters.issue_letter(letter=made, by=city.clerk, at=NOON)


def test_issuing_starts_the_clock_and_tells_the_unit_once(city: cast.City) -> None:
    made = letter(city, S.NUMBERED)
    letters.issue_letter(letter=made, by=city.clerk, at=NOON)
    made.refresh_from_db()
    assert made.reply_due_on == date(2026, 11, 9)
    assert len(made.digest) == 64
    assert latest().facts["digest"] == made.digest
    notice = Notice.objects.get()
    assert (notice.unit_id, notice.key) == (city.east.id, f"letter:{made.id}:issued")
    assert made.number in notice.words


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_a_late_reply_is_taken_and_marked(city: cast.City, days: int, late: bool) -> None:
    made = letter(city, S.READ)
    reply = letters.reply_letter(letter=made, text=" 已整改。 ", by=city.county, at=noon(days))
    assert (reply.is_late, reply.text, reply.sent_by) == (late, "已整改。", city.county.words)
    assert latest().facts["late"] is late


def test_a_returned_reply_is_answered_again(city: cast.City) -> None:
    made = letter(city, S.RETURNED)
    assert made.return_reason == "没有写时间"
    first = Reply.objects.get()
    assert (first.returned_by, first.return_reason) == (city.clerk.words, "没有写时间")
    letters.reply_letter(letter=made, text="12月1日前完成。", by=city.county, at=noon(1))
    letters.close_letter(letter=made, by=city.clerk, at=noon(1))
    made.refresh_from_db()
    assert (made.state, made.return_reason, made.closed_by) == ("CLOSED", "", city.clerk.words)
    assert [reply.returned_at is None for reply in made.replies.order_by("id")] == [False, True]


def test_a_unit_is_told_only_of_what_it_had_received(city: cast.City) -> None:
    inside, outside = letter(city, S.NUMBERED), letter(city, S.ISSUED)
    for made in (inside, outside):
        letters.withdraw_letter(letter=made, reason="数据有误", by=city.clerk, at=NOON)
    told = Notice.objects.filter(key__endswith=":withdrawn")
    assert [notice.key for notice in told] == [f"letter:{outside.id}:withdrawn"]
    assert told[0].words.endswith("理由：数据有误")


def warned(city: cast.City, state: str = "LETTERED") -> Alert:
    part = burn(city, "east", "RED")
    return Alert.objects.create(
        assignment=part, unit=city.east, raised_on=cast.MONDAY, lamp="RED", reason="滞后", state=state
    )


@pytest.mark.parametrize(
    ("step", "state", "becomes"),
    [("discard", S.DRAFT, "DISMISSED"), ("close", S.REPLIED, "CLEARED"), ("withdraw", S.ISSUED, "OPEN")],
)
def test_what_becomes_of_the_warning_behind_a_letter(
    city: cast.City, step: str, state: LetterState, becomes: str
) -> None:
    alert = warned(city)
    made = letter(city, state)
    act, who, *_ = STEPS[step]
    act(made, getattr(city, who))
    alert.refresh_from_db()
    assert alert.state == becomes
    assert (alert.dismissed_by is not None) == (becomes == "DISMISSED")


def test_drafting_by_hand_takes_up_the_warning(city: cast.City) -> None:
    alert = warned(city, "OPEN")
    with one_entry("letters.draft", city.clerk):
        made = letters.draft_letter(
            unit=city.east,
            kind=LetterKind.REMINDER,
            assignments=[city.assignments["east"], city.assignments["east"]],
            reason=" 进度滞后 ",
            by=city.clerk,
            at=NOON,
        )
    alert.refresh_from_db()
    assert (alert.state, made.state, made.why) == ("LETTERED", "DRAFT", "进度滞后")
    assert [each.assignment_id for each in made.items.all()] == [city.assignments["east"].id]
    assert made.title == "关于抓紧落实“完成寄宿制学校项目前期手续”的提醒函"


def test_drafting_by_hand_is_refused_with_a_reason(city: cast.City) -> None:
    def draft(unit: object, parts: list[object], reason: str = "滞后", by: Actor = city.clerk) -> None:
        letters.draft_letter(
            unit=unit, kind=LetterKind.SUPERVISION, assignments=parts, reason=reason, by=by, at=NOON
        )

    east, west = city.assignments["east"], city.assignments["west"]
    with nothing_but("教师厅〔2025〕2号"):
        draft(city.school, [east])
    with nothing_but("《政府督查工作条例》第七条"):
        draft(city.treasury, [east])
    with nothing_but("至少选择一项任务"):
        draft(city.east, [])
    with nothing_but("一份函件只发给一个单位"):
        draft(city.east, [east, west])
    with nothing_but("请写明发函理由"):
        draft(city.east, [east], reason=" ")
    with nothing_but("“起草函件”由"):
        draft(city.east, [east], by=city.leader)
    type(east).objects.filter(id=east.id).update(state="CLOSED")
    east.refresh_from_db()
    with nothing_but("不在办理中"):
        draft(city.east, [east])


def edit(made: Letter, by: Actor, **changes: object) -> Letter:
    words = {"title": "关于督办的函", "text": "请核对。", "layout": Layout.DOCUMENT}
    return letters.edit_letter(letter=made, **{**words, **changes}, by=by, at=NOON)  # type: ignore[arg-type]


def letter_as(made: Letter, **seen: str) -> Letter:
    """Return the letter as somebody had seen it earlier."""
    earlier = copy(made)
    for field, value in seen.items():
        setattr(earlier, field, value)
    return earlier


def test_a_draft_is_edited_from_what_was_seen(city: cast.City) -> None:
    made = letter(city)
    with one_entry("letters.edit", city.clerk, f"letter:{made.id}"):
        edited = edit(made, city.clerk, title=" 关于督办的函 ")
    assert (edited.title, edited.text, edited.layout) == ("关于督办的函", "请核对。", "DOCUMENT")
    with nothing_but("草稿已被他人修改", SomebodyWasFirst):
        edit(letter_as(edited, title="早先的标题"), city.head, text="覆盖。")
    with nothing_but("草稿已被他人修改", SomebodyWasFirst):
        edit(letter_as(edited, layout=Layout.LETTER.value), city.head, text="覆盖。")
    with nothing_but("草稿已被他人修改", SomebodyWasFirst):
        edit(letter_as(edited, text="早先的文字"), city.head, text="覆盖。")


def test_what_may_not_be_written_into_a_draft(city: cast.City) -> None:
    made = letter(city)
    with nothing_but("标题和正文都不能为空"):
        edit(made, city.clerk, title=" ")
    with nothing_but("标题和正文都不能为空"):
        edit(made, city.clerk, text="\n")
    with nothing_but("“起草函件”由"):
        edit(made, city.leader)


@pytest.mark.parametrize("state", [state for state in LetterState if state is not S.DRAFT])
def test_only_a_draft_is_edited(city: cast.City, state: LetterState) -> None:
    made = letter(city, state)
    with nothing_but(f"函件现为“{state.label}”，不能再修改"):
        edit(made, city.clerk)


def test_a_reminder_about_one_thing_in_another_year_counts_its_days(city: cast.City) -> None:
    """Three working days from 30 December 2026 run into 2027, whose notice is not out."""
    made = letter(city, S.NUMBERED, LetterKind.REMINDER)
    letters.issue_letter(letter=made, by=city.clerk, at=noon(58))
    made.refresh_from_db()
    assert made.reply_due_on == date(2027, 1, 5)
    assert letters.recount_reply_dates(by=city.clerk, at=noon(58)) == 0
    assert timedelta(days=made.reply_days) == timedelta(days=3)


def test_the_moves_of_the_actions_are_all_the_moves_of_the_rules() -> None:
    """The four moves that need more than a letter in its state are taken in test_letters_lives."""
    acted = {(before, after) for _, _, states, after, _ in STEPS.values() for before in states}
    acted |= {(S.DRAFT, S.COSIGNING), (S.COSIGNING, S.SUBMITTED), (S.COSIGNING, S.DRAFT)}
    acted.add((S.ISSUED, S.CLOSED))
    assert acted == {(state, after) for state in S for after in rules.MOVES[state]}


def test_a_stage_reaches_every_state(city: cast.City) -> None:
    assert {letter(city, state).state for state in LetterState} == set(LetterState.codes())
    assert stage.NOON == cast.MONDAY_NOON
