"""The moves of a letter, pressed on its page by four different people."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from luoshi.actions import letters as letter_actions
from luoshi.pages.letters import shown
from luoshi.pages.letters.steps import CHANGED
from luoshi.records.models import Assignment, Entry, Letter, Notice, Reply, ReplyItem
from luoshi.rules.letters import LetterState
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, letter_in, seen, set_clock

S = LetterState


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def press(client: Client, letter: Letter, step: str, **fields: str) -> HttpResponse:
    return client.post(f"/letters/{letter.id}/{step}/", fields)


def state_of(letter: Letter) -> str:
    return Letter.objects.values_list("state", flat=True).get(id=letter.id)


def test_from_draft_to_close_by_four_people(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.DRAFT)
    before = Entry.objects.count()
    way = [
        ("clerk", "submit", "", S.SUBMITTED, "已送局领导签批"),
        ("leader", "approve", "", S.APPROVED, "已签批，下一步由督查科编号、发出"),
        ("clerk", "number", "", S.NUMBERED, "已编为示教督函〔2026〕1号"),
        ("head", "issue", "", S.ISSUED, "已发给东河区教育局"),
        ("county", "read", "", S.READ, "已签收"),
        ("county", "reply", "原因：用地未批。\n12月10日前完成。", S.REPLIED, "已回复，等待督查科核定"),
        ("clerk", "return", "请补充责任人", S.RETURNED, "回复已退回东河区教育局补充"),
        ("county_head", "reply", "责任人：分管局长。", S.REPLIED, "已回复"),
        ("head", "close", "", S.CLOSED, "函件办结"),
    ]
    for who, step, words, after, said in way:
        client = signed_in(who)
        carried = seen(client.get(f"/letters/{letter.id}/"))
        answer = press(client, letter, step, words=words, seen=carried)
        assert (answer.status_code, answer["Location"]) == (302, f"/letters/{letter.id}/")
        assert state_of(letter) == after
        assert said in client.get(f"/letters/{letter.id}/").text
    assert Entry.objects.count() == before + len(way)
    texts = list(Reply.objects.order_by("id").values_list("text", flat=True))
    assert texts == ["原因：用地未批。\n12月10日前完成。", "责任人：分管局长。"]


def test_the_unit_finds_a_notice_with_the_way_to_the_letter(city: cast.City) -> None:
    letter = letter_in(city, S.ISSUED)
    notice = Notice.objects.get(key=f"letter:{letter.id}:issued")
    assert (notice.unit_id, notice.link) == (city.east.id, f"/letters/{letter.id}/")


@pytest.mark.parametrize(
    ("at", "step", "who", "reason"),
    [
        (S.SUBMITTED, "send-back", "leader", "退回应写明意见"),
        (S.DRAFT, "discard", "clerk", "不采用应写明理由"),
        (S.ISSUED, "withdraw", "clerk", "撤回应写明理由"),
        (S.READ, "reply", "county", "回复内容为空"),
        (S.REPLIED, "return", "clerk", "退回回复应写明还缺什么"),
    ],
)
def test_what_needs_words_is_refused_without_them(
    city: cast.City, signed_in: SignIn, at: LetterState, step: str, who: str, reason: str
) -> None:
    letter = letter_in(city, at)
    before = Entry.objects.count()
    client = signed_in(who)
    assert CHANGED in press(client, letter, step, words="无所依据").text
    answer = press(client, letter, step, words="  ", seen=seen(client.get(f"/letters/{letter.id}/")))
    assert answer.status_code == 409
    assert reason in answer.text
    assert "data-focus" in answer.text
    assert (state_of(letter), Entry.objects.count()) == (at, before)


@pytest.mark.parametrize(
    ("at", "step", "who"),
    [
        (S.DRAFT, "submit", "leader"),
        (S.SUBMITTED, "approve", "clerk"),
        (S.SUBMITTED, "approve", "head"),
        (S.SUBMITTED, "send-back", "head"),
        (S.APPROVED, "number", "leader"),
        (S.NUMBERED, "issue", "discipline"),
        (S.ISSUED, "read", "clerk"),
        (S.READ, "reply", "leader"),
        (S.REPLIED, "close", "county"),
        (S.REPLIED, "return", "county"),
        (S.ISSUED, "withdraw", "county"),
    ],
)
def test_each_step_belongs_to_its_duty(
    city: cast.City, signed_in: SignIn, at: LetterState, step: str, who: str
) -> None:
    letter = letter_in(city, at)
    assert press(signed_in(who), letter, step, words="理由").status_code == 403
    assert state_of(letter) == at


@pytest.mark.parametrize("step", ["read", "reply"])
def test_another_countys_letter_is_absent(city: cast.City, signed_in: SignIn, step: str) -> None:
    letter = letter_in(city, S.READ if step == "reply" else S.ISSUED)
    assert press(signed_in("other_county"), letter, step, words="回复").status_code == 404
    assert press(signed_in("county"), Letter(id=999_999), step, words="回复").status_code == 404


def test_a_double_press_changes_nothing_and_says_so(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.SUBMITTED)
    client = signed_in("leader")
    carried = seen(client.get(f"/letters/{letter.id}/"))
    assert press(client, letter, "approve", seen=carried).status_code == 302
    before = Entry.objects.count()
    again = press(client, letter, "approve", seen=carried)
    assert again.status_code == 409
    assert CHANGED in again.text
    assert Entry.objects.count() == before


def test_nobody_approves_words_that_they_have_not_seen(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.SUBMITTED)
    client = signed_in("leader")
    carried = seen(client.get(f"/letters/{letter.id}/"))
    letter_actions.send_back_letter(letter=letter, reason="改", by=city.leader, at=FRIDAY)
    Letter.objects.filter(id=letter.id).update(text="完全不同的正文")
    letter.refresh_from_db()
    letter_actions.submit_letter(letter=letter, by=city.clerk, at=FRIDAY)
    answer = press(client, letter, "approve", seen=carried)
    assert answer.status_code == 409
    assert CHANGED in answer.text
    assert "完全不同的正文" in answer.text
    assert state_of(letter) == S.SUBMITTED


def test_a_refused_reply_keeps_what_was_typed(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.READ)
    answer = press(signed_in("county"), letter, "reply", words="写了很久的回复", seen="0" * 64)
    assert answer.status_code == 409
    assert "写了很久的回复</textarea>" in answer.text
    long = press(signed_in("county"), letter, "reply", words="字" * 5001)
    assert long.status_code == 409
    assert "最多5000字" in long.text
    assert not Reply.objects.exists()


def test_a_refused_reply_keeps_its_rows_and_says_what_became_of_its_files(
    city: cast.City, signed_in: SignIn
) -> None:
    letter, client = letter_in(city, S.READ), signed_in("county")
    rows = {"item": ["补齐<手续>", ""], "owner": ["基建股长", ""], "due_on": ["2026-02-30", ""]}
    typed = {"words": "已办。", "seen": shown.seen(letter), **rows}
    answer = client.post(f"/letters/{letter.id}/reply/", {**typed, "files": ContentFile(b"%PDF-", "甲.pdf")})
    assert answer.status_code == 409
    assert "第1项的完成时间不是一个日期" in answer.text
    for kept in ('value="补齐&lt;手续&gt;"', 'value="基建股长"', "附件没有收下", 'letter-more" open'):
        assert kept in answer.text
    empty = client.post(f"/letters/{letter.id}/reply/", {**typed, "due_on": ["", ""]})
    assert "请填写第1项的完成时间" in empty.text
    assert not Reply.objects.exists()
    assert (
        client.post(f"/letters/{letter.id}/reply/", {**typed, "due_on": ["2026-12-25", ""]}).status_code
        == 302
    )
    item = ReplyItem.objects.get()
    for state, step in (("RETURNED", "reword"), ("ACCEPTED", "finish")):
        ReplyItem.objects.update(state=state, words="改", judged_at=letter.drafted_at, judged_by="某人")
        for day in ("2026-02-30", "", "9" * 30, "1066-10-14"):
            fields = {"text": "补齐手续", "owner": "基建股长", "due_on": day, "done_on": day}
            told = client.post(f"/letters/undertakings/{item.id}/{step}/", fields, follow=True)
            assert ("完成" in told.text, ReplyItem.objects.get().state) == (True, state)


def test_a_letter_is_not_numbered_once_everything_has_recovered(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.APPROVED)
    Assignment.objects.update(lamp="GREEN")
    client = signed_in("clerk")
    answer = press(client, letter, "number", seen=seen(client.get(f"/letters/{letter.id}/")))
    assert answer.status_code == 409
    assert "不应再发函" in answer.text
    assert Letter.objects.get(id=letter.id).number == ""


def edit(client: Client, letter: Letter, **fields: str) -> HttpResponse:
    given = {
        "title": letter.title,
        "layout": letter.layout,
        "text": letter.text,
        "seen": shown.seen(letter),
        **fields,
    }
    return client.post(f"/letters/{letter.id}/edit/", given)


def test_a_draft_is_edited_and_its_untouched_title_follows_the_format(
    city: cast.City, signed_in: SignIn
) -> None:
    letter = letter_in(city, S.DRAFT)
    assert letter.title.endswith("的督办函")
    assert edit(signed_in("clerk"), letter, layout="DOCUMENT", text="请核对。").status_code == 302
    letter.refresh_from_db()
    assert (letter.layout, letter.text) == ("DOCUMENT", "请核对。")
    assert letter.title.endswith("的督办通知")


def test_a_title_of_ones_own_stays(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.DRAFT)
    assert edit(signed_in("clerk"), letter, layout="DOCUMENT", title="关于某事的通知").status_code == 302
    letter.refresh_from_db()
    assert letter.title == "关于某事的通知"


def test_a_preview_shows_the_paper_and_keeps_nothing(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.DRAFT)
    before = Entry.objects.count()
    answer = edit(signed_in("clerk"), letter, text="正在写的一句话。", preview="1")
    assert answer.status_code == 200
    assert "<p>正在写的一句话。</p>" in answer.text
    assert Letter.objects.get().text == letter.text
    assert Entry.objects.count() == before


def test_two_editors_do_not_overwrite_each_other(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.DRAFT)
    assert edit(signed_in("clerk"), letter, text="第一位改的。").status_code == 302
    second = edit(signed_in("head"), letter, text="第二位改的。")
    assert second.status_code == 409
    assert "草稿已被他人修改" in second.text
    assert "第二位改的。" in second.text
    assert "第一位改的。" in second.text
    assert Letter.objects.get().text == "第一位改的。"
    letter.refresh_from_db()
    assert f'name="seen" value="{shown.seen(letter)}"' in second.text
    assert edit(signed_in("head"), letter, text="两位改的合并。").status_code == 302


def test_what_is_empty_or_gone_on_is_not_edited(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, S.DRAFT)
    empty = edit(signed_in("clerk"), letter, text="  ", title="")
    assert empty.status_code == 422
    assert "请填写标题。" in empty.text
    submitted = letter_in(city, S.SUBMITTED)
    late = edit(signed_in("clerk"), submitted)
    assert late.status_code == 409
    assert "不能再修改" in late.text
    assert edit(signed_in("leader"), letter).status_code == 403
