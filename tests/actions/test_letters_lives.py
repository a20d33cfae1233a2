"""What befalls a letter beside its plain way: countersigned, corrected, filed, answered item by item."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.actions import letters
from luoshi.crafts.papers import Layout
from luoshi.queries import desks, proofs
from luoshi.queries import letters as queries
from luoshi.records.models import Letter, Notice, ReplyFile, ReplyItem, Unit
from luoshi.rules.letters import (
    CountersignState,
    Enclosure,
    Extras,
    LetterKind,
    LetterState,
    Undertaking,
)
from luoshi.rules.proofs import Verdict
from tests import cast
from tests.actions.stage import NOON, letter, noon
from tests.actions.watch import latest, nothing_but, one_entry

S, C = LetterState, CountersignState
SOON = cast.MONDAY + timedelta(days=20)


def test_a_draft_with_offices_named_goes_to_them_first(city: cast.City) -> None:
    made = letter(city)
    with one_entry("letters.name_countersigners", city.clerk, f"letter:{made.id}"):
        letters.name_countersigners(letter=made, units=[city.finance], by=city.clerk, at=NOON)
    with one_entry("letters.submit", city.clerk):
        letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    assert made.state == S.COSIGNING
    assert queries.visible_letter(city.office_head, made.id) == made
    assert queries.visible_letter(city.county, made.id) is None
    assert list(queries.waiting_in(city.office_head, *S)) == [made]
    assert Notice.objects.filter(unit=city.finance, key__startswith=f"letter:{made.id}:cosign").count() == 1
    with one_entry("letters.countersign", city.office_head, f"letter:{made.id}"):
        letters.answer_countersign(letter=made, agrees=True, words="", by=city.office_head, at=noon(1))
    made.refresh_from_db()
    assert (made.state, made.submitted_by) == (S.SUBMITTED, city.clerk.words)
    assert queries.visible_letter(city.office_head, made.id) == made
    assert list(queries.waiting_in(city.office_head, *S)) == []


def test_the_last_office_that_agrees_hands_the_letter_up(city: cast.City) -> None:
    made = letter(city)
    other = Unit.objects.get(id=city.finance.id)
    other.pk, other.code, other.path = None, "00010099", "00010099"
    other.save(force_insert=True)
    letters.name_countersigners(letter=made, units=[city.finance, other], by=city.clerk, at=NOON)
    letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    with one_entry("letters.countersign", city.office_head):
        letters.answer_countersign(letter=made, agrees=True, words="", by=city.office_head, at=NOON)
    made.refresh_from_db()
    assert made.state == S.COSIGNING
    with nothing_but("本处室已经答复"):
        letters.answer_countersign(letter=made, agrees=True, words="", by=city.office_head, at=NOON)


def test_an_objection_brings_the_draft_back_and_asks_anew(city: cast.City) -> None:
    made = letter(city, S.COSIGNING)
    with nothing_but("不同意应写明意见"):
        letters.answer_countersign(letter=made, agrees=False, words=" ", by=city.office_head, at=NOON)
    stale = Letter.objects.get(id=made.id)
    letters.answer_countersign(letter=made, agrees=False, words="经费口径不对", by=city.office_head, at=NOON)
    made.refresh_from_db()
    assert (made.state, made.return_reason) == (
        S.DRAFT,
        "示例市教育局计划财务科会签不同意：经费口径不对",
    )
    assert [each.state for each in queries.countersigns_of(made)] == [C.OBJECTED, C.NAMED]
    with nothing_but("本处室已经答复"):
        letters.answer_countersign(letter=stale, agrees=True, words="", by=city.office_head, at=NOON)
    letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    assert made.state == S.COSIGNING


def test_what_a_leader_sends_back_is_countersigned_again(city: cast.City) -> None:
    made = letter(city, S.COSIGNING)
    letters.answer_countersign(letter=made, agrees=True, words="", by=city.office_head, at=NOON)
    made.refresh_from_db()
    letters.send_back_letter(letter=made, reason="改标题", by=city.leader, at=NOON)
    assert [each.state for each in queries.countersigns_of(made)] == [C.AGREED, C.NAMED]


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("east", "会签只请本局处室"),
        ("supervision", "起草处室不必会签自己的函件"),
        ("treasury", "会签只请本局处室"),
    ],
)
def test_who_is_not_asked_to_countersign(city: cast.City, unit: str, words: str) -> None:
    made = letter(city)
    with nothing_but(words):
        letters.name_countersigners(letter=made, units=[getattr(city, unit)], by=city.clerk, at=NOON)


def test_only_the_office_that_is_asked_answers(city: cast.City) -> None:
    made = letter(city, S.COSIGNING)
    with nothing_but("没有请本处室会签"):
        letters.answer_countersign(letter=made, agrees=True, words="", by=city.county_head, at=NOON)
    with nothing_but("“会签函件”由"):
        letters.answer_countersign(letter=made, agrees=True, words="", by=city.clerk, at=NOON)


def test_an_issued_letter_keeps_the_names_that_it_was_issued_under(city: cast.City) -> None:
    issued = letter(city, S.ISSUED)
    before = queries.paper(issued, today=cast.MONDAY)
    Unit.objects.filter(id=city.east.id).update(name="东河新区教育局")
    Unit.objects.filter(id=city.bureau.id).update(name="示例市教育和体育局")
    renamed = Letter.objects.get(id=issued.id)
    assert queries.paper(renamed, today=cast.MONDAY) == before
    assert before.addressees == ("东河区教育局",)
    assert list(queries.altered()) == []
    assert queries.paper(letter(city), today=cast.MONDAY).addressees == ("东河新区教育局",)


def correction(city: cast.City, wrong: Letter, kind: LetterKind = LetterKind.CORRECTION) -> Letter:
    made = letters.correct_letter(letter=wrong, kind=kind, reason="进度数字有误", by=city.clerk, at=NOON)
    text = made.text.replace("{{有误之处}}", "自报进度写为0%").replace("{{更正内容}}", "自报进度10%")
    text = text.replace("{{致歉事由}}", "进度数字有误。").replace("{{补救措施}}", "已逐项核对。")
    return letters.edit_letter(
        letter=made, title=made.title, text=text, layout=Layout.LETTER, by=city.clerk, at=NOON
    )


def test_what_is_only_signed_for_asks_for_no_reply(city: cast.City) -> None:
    made = sent(city, correction(city, letter(city, S.ISSUED)))
    assert Notice.objects.get(key=f"letter:{made.id}:issued").words.endswith("请签收。")
    assert made.id not in {each.id for each in queries.replies_owed(date(2027, 1, 1))}


def sent(city: cast.City, made: Letter) -> Letter:
    letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    letters.approve_letter(letter=made, by=city.leader, at=NOON)
    letters.number_letter(letter=made, by=city.clerk, at=NOON)
    return letters.issue_letter(letter=made, by=city.clerk, at=NOON)


def test_a_wrong_letter_is_put_right_by_one_with_a_number_of_its_own(city: cast.City) -> None:
    wrong = letter(city, S.ISSUED)
    assert not queries.is_corrected(wrong)
    made = letters.correct_letter(
        letter=wrong, kind=LetterKind.CORRECTION, reason="进度数字有误", by=city.clerk, at=NOON
    )
    assert (made.corrects_id, latest().facts["corrects"]) == (wrong.id, wrong.number)
    assert wrong.number in made.title
    with nothing_but("正文第1行：“有误之处”还没有填写"):
        letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    assert not queries.is_corrected(wrong)
    out = sent(city, correction(city, wrong))
    assert out.number == "示教更函〔2026〕1号"
    assert queries.is_corrected(wrong)
    assert proofs.of_code(wrong.number, wrong.digest) is Verdict.CORRECTED
    assert queries.corrected_in(2026) == {wrong.id: out.number}
    with one_entry("letters.read", city.county):
        closed = letters.read_letter(letter=out, by=city.county, at=NOON)
    assert (closed.state, closed.read_by) == (S.CLOSED, city.county.words)
    letters.withdraw_letter(letter=wrong, reason="另发", by=city.clerk, at=NOON)
    assert proofs.of_code(wrong.number, wrong.digest) is Verdict.WITHDRAWN


def test_an_apology_leaves_the_letter_valid(city: cast.City) -> None:
    wrong = letter(city, S.CLOSED)
    out = sent(city, correction(city, wrong, LetterKind.APOLOGY))
    assert (out.number, queries.is_corrected(wrong)) == ("示教歉函〔2026〕1号", False)
    assert queries.corrections_of(wrong) == [out]


def test_what_never_went_out_is_not_corrected(city: cast.City) -> None:
    made = letter(city, S.NUMBERED)
    with nothing_but("没有发出过"):
        letters.correct_letter(letter=made, kind=LetterKind.CORRECTION, reason="错", by=city.clerk, at=NOON)
    with nothing_but("应在所更正、致歉的函件页面起草"):
        letters.draft_letter(
            unit=city.east, kind=LetterKind.APOLOGY, assignments=[], reason="错", by=city.clerk, at=NOON
        )


def test_a_closed_letter_is_filed_with_its_year_and_pages(city: cast.City) -> None:
    made = letter(city, S.CLOSED)
    with nothing_but("至少1页"):
        letters.archive_letter(letter=made, pages=0, by=city.clerk, at=NOON)
    letters.archive_letter(letter=made, pages=2, by=city.clerk, at=noon(50))
    assert (made.archive_year, made.archive_pages, made.archived_by) == (2026, 2, city.clerk.words)


ITEM = Undertaking("补足周报并逐项核对", "基础教育科科长", SOON)
FILE = Enclosure("情况说明.pdf", b"%PDF-1.7 ...")


def test_a_reply_may_hold_items_and_files_and_need_not(city: cast.City) -> None:
    made = letter(city, S.READ)
    with one_entry("letters.reply", city.county):
        letters.reply_letter(
            letter=made, text="已部署。", items=[ITEM], files=[FILE, FILE], by=city.county, at=NOON
        )
    [item], [file] = ReplyItem.objects.all(), ReplyFile.objects.all()
    assert (item.text, item.owner, item.due_on, item.state) == (ITEM.text, ITEM.owner, SOON, "PROPOSED")
    assert (file.name, file.size, bytes(file.data)) == (FILE.name, len(FILE.data), FILE.data)
    assert queries.visible_file(city.county, file.id) == file
    assert queries.visible_file(city.other_county, file.id) is None
    assert queries.visible_item(city.other_county, item.id) is None


def test_each_item_is_accepted_or_returned_and_done(city: cast.City) -> None:
    made = letter(city, S.READ)
    letters.reply_letter(letter=made, text="已部署。", items=[ITEM, ITEM], by=city.county, at=NOON)
    first, second = ReplyItem.objects.order_by("id")
    with nothing_but("退回整改事项应写明怎样改"):
        letters.judge_item(item=first, accepts=False, words=" ", by=city.clerk, at=NOON)
    with one_entry("letters.judge_item", city.clerk, f"letter:{made.id}"):
        letters.judge_item(item=first, accepts=False, words="时间太晚", by=city.clerk, at=NOON)
    with nothing_but("还有1项整改事项没有认可或退回"):
        letters.close_letter(letter=made, by=city.clerk, at=NOON)
    letters.judge_item(item=second, accepts=True, words="", by=city.clerk, at=NOON)
    mine = sorted(each.verb for each in desks.decisions(city.county, cast.MONDAY) if each.due_on == SOON)
    assert mine == ["修改退回的整改事项", "完成整改事项"], "both of them, on one day"
    assert "整改事项" not in str(desks.decisions(city.other_county, cast.MONDAY))
    with nothing_but("只能办理本单位回复中的整改事项"):
        letters.finish_item(item=second, done_on=cast.MONDAY, by=city.other_county, at=NOON)
    with nothing_but("还没有到"):
        letters.finish_item(item=second, done_on=SOON, by=city.county, at=NOON)
    letters.finish_item(item=second, done_on=cast.MONDAY, by=city.county, at=NOON)
    sooner = Undertaking("补足周报", "基础教育科科长", SOON - timedelta(days=7))
    letters.reword_item(item=first, wording=sooner, by=city.county, at=NOON)
    assert [(item.state, item.due_on, item.done_on) for item in (first, second)] == [
        ("PROPOSED", sooner.due_on, None),
        ("DONE", SOON, cast.MONDAY),
    ]
    with nothing_but("整改事项现为“已完成”，不能改为“已认可”"):
        letters.judge_item(item=second, accepts=True, words="", by=city.clerk, at=NOON)
    letters.withdraw_letter(letter=made, reason="有误", by=city.clerk, at=NOON)
    with nothing_but("不再办理"):
        letters.judge_item(
            item=ReplyItem.objects.get(id=first.id), accepts=True, words="", by=city.clerk, at=NOON
        )


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([Enclosure("表.exe", b"MZ")], "类型不能上传"),
        ([Enclosure("表.pdf", b"")], "是空的"),
        ([Enclosure("表.pdf", b"PK\x03\x04")], "内容不是pdf文件"),
        ([Enclosure("表.png", b"\x89PNG\r\n\x1a\n" + b"0" * 10 * 1024 * 1024)], "超过10MB"),
        ([FILE] * 6, "附件最多5个"),
    ],
)
def test_files_that_may_not_come_with_a_reply(city: cast.City, files: list[Enclosure], words: str) -> None:
    made = letter(city, S.READ)
    with nothing_but(words):
        letters.reply_letter(letter=made, text="已办。", files=files, by=city.county, at=NOON)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (Undertaking("", "某岗", SOON), "第1项整改事项没有写完整"),
        (Undertaking("做事", " ", SOON), "第1项整改事项没有写完整"),
        (Undertaking("做事", "某岗", date(2020, 1, 1)), "2020年1月1日已过"),
        (Undertaking("做" * 301, "某岗", SOON), "太长"),
    ],
)
def test_items_that_a_reply_may_not_undertake(city: cast.City, item: Undertaking, words: str) -> None:
    made = letter(city, S.READ)
    with nothing_but(words):
        letters.reply_letter(letter=made, text="已办。", items=[item], by=city.county, at=NOON)


FORTY = tuple(f"第{number}县（市、区）教育局" for number in range(1, 41))


def carrying(city: cast.City, made: Letter, extras: Extras) -> Letter:
    return letters.edit_letter(
        letter=made,
        title=made.title,
        text=made.text,
        layout=Layout(made.layout),
        extras=extras,
        by=city.clerk,
        at=NOON,
    )


def test_forty_copies_and_an_annex_stand_on_the_paper(city: cast.City) -> None:
    made = carrying(city, letter(city), Extras(FORTY, "任务清单", "一、甲\n二、乙"))
    paper = queries.paper(made, today=cast.MONDAY)
    assert paper.copies == FORTY
    assert [(annex.title, len(annex.blocks)) for annex in paper.attachments] == [("任务清单", 2)]


def test_minutes_have_a_format_of_their_own(city: cast.City) -> None:
    made = letter(city)
    with nothing_but("纪要格式只用于会议纪要"):
        letters.edit_letter(
            letter=made, title=made.title, text=made.text, layout=Layout.MINUTES, by=city.clerk, at=NOON
        )


@pytest.mark.parametrize(
    ("extras", "words"),
    [
        (Extras(annex_title="任务清单"), "附件“任务清单”没有内容"),
        (Extras(annex_text="一、甲"), "附件没有名称"),
        (Extras(annex_title="任务清单。", annex_text="甲"), "后面不加标点"),
        (Extras(copies=("甲局", "甲局")), "写了两次"),
        (Extras(copies=("东河区教育局",)), "已是主送机关"),
        (Extras(copies=FORTY + tuple(f"乙{place}" for place in range(21))), "最多60个"),
        (Extras(present="某处"), "只用于纪要格式"),
    ],
)
def test_what_a_letter_may_not_carry(city: cast.City, extras: Extras, words: str) -> None:
    made = letter(city)
    with nothing_but(words):
        carrying(city, made, extras)
