"""What is refused before a paper is composed, and that the refusal names the clause and the remedy."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts.papers import Attachment, Layout, Paper, Paragraph, Table, checks, to_docx, to_pdf
from luoshi.rules.refusals import Refused
from tests.crafts.papers_samples import DOCUMENT, LETTER

ANNEX_TEXT = (Paragraph("内容。"),)


def changed(paper: Paper, changes: dict[str, Any]) -> Paper:
    """Return the paper with some fields changed."""
    return dataclasses.replace(paper, **changes)


def test_the_samples_themselves_are_not_refused() -> None:
    assert [checks.why_not_compose(paper) for paper in (LETTER, DOCUMENT)] == [None, None]


@pytest.mark.parametrize(
    "number",
    [
        "示教函[2026]1号",
        "示教函【2026】1号",
        "示教函〔26〕1号",
        "示教函〔2026〕01号",
        "示教函〔2026〕第1号",
        "示教函〔2026〕1",
    ],
)
def test_t5_09_a_malformed_number_is_refused(number: str) -> None:
    reason = checks.why_not_compose(changed(LETTER, {"number": number}))
    assert reason is not None
    assert reason.startswith(f"发文字号“{number}”不合规范（GB/T 9704—2012 第7.2.5条）")


@given(st.text("示教督函发办", min_size=1, max_size=6), st.integers(2000, 2099), st.integers(1, 99_999))
def test_t5_09_every_well_formed_number_is_accepted(code: str, year: int, serial: int) -> None:
    assert checks.why_not_compose(changed(LETTER, {"number": f"{code}〔{year}〕{serial}号"})) is None


def test_t5_10_a_date_outside_this_century_is_refused() -> None:
    reason = checks.why_not_compose(changed(LETTER, {"signed_on": date(1999, 12, 31)}))
    assert reason == "成文日期的年份 1999 不对（GB/T 9704—2012 第7.3.5.4条）。应当是 2000 年以后的四位年份。"


@pytest.mark.parametrize("mark", ["。", "；", "，", ".", "："])
def test_t5_12_a_mark_after_the_name_of_an_annex_is_refused(mark: str) -> None:
    good, bad = (
        changed(DOCUMENT, {"attachments": (Attachment("清单" + end, ANNEX_TEXT),)}) for end in ("", mark)
    )
    assert checks.why_not_compose(good) is None
    reason = f"附件名称“清单{mark}”后面不加标点符号（GB/T 9704—2012 第7.3.4条）。请删去末尾标点。"
    assert checks.why_not_compose(bad) == reason


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"mark": " "}, "缺少发文机关标志"),
        ({"title": ""}, "缺少标题"),
        ({"signer": ""}, "缺少发文机关署名"),
        ({"body": ()}, "没有正文"),
        ({"body": (Paragraph("  "),)}, "没有正文"),
        ({"addressees": ("甲局", "")}, "主送机关中有空白名称"),
        ({"urgency": "火急"}, "紧急程度“火急”不合规范"),
        ({"mark": "示例市教育局文件"}, "发文机关标志不必写“文件”二字"),
        ({"printer": "办公室", "printed_on": date(2026, 1, 1)}, "信函格式的版记不印印发机关和印发日期"),
        ({"approvers": ("某甲",)}, "信函格式不标注签发人"),
        ({"attachments": (Attachment("", ANNEX_TEXT),)}, "第1个附件没有名称"),
        ({"attachments": (Attachment("清单", ()),)}, "附件“清单”没有内容"),
        ({"body": (Table((), ()),)}, "表格没有表头"),
        ({"body": (Table(("甲", "乙"), (("1",),)),)}, "表格第1行有 1 格，表头有 2 格"),
        ({"body": (Paragraph("一行\n又一行"),)}, "正文中间有换行"),
        ({"body": (Paragraph("隐藏\u202e字符"),)}, "正文含有不能印出的控制字符（U+202E）"),
        ({"body": (Paragraph("零\x00字节"),)}, "正文含有不能印出的控制字符（U+0000）"),
    ],
)
def test_a_fault_is_refused_with_its_reason(changes: dict[str, Any], start: str) -> None:
    paper = changed(LETTER, changes)
    for compose in (to_pdf, to_docx):
        with pytest.raises(Refused) as refusal:
            compose(paper)
        assert refusal.value.reason.startswith(start)


def test_a_printer_without_a_date_is_refused() -> None:
    assert DOCUMENT.layout is Layout.DOCUMENT
    reason = checks.why_not_compose(changed(DOCUMENT, {"printed_on": None}))
    assert reason == "印发机关和印发日期应当同时填写（GB/T 9704—2012 第7.4.3条）。请补上缺少的一项。"


@pytest.mark.parametrize("mark", ["秘密★1年", "机密 ★", "绝密", "【机密】", "秘 密"])
def test_a_secret_paper_is_refused(mark: str) -> None:
    reason = checks.why_not_compose(changed(LETTER, {"body": (Paragraph(mark), *LETTER.body)}))
    assert reason is not None
    assert reason.startswith("正文带有密级标志。本系统是非涉密系统")
    assert "保守国家秘密法第三十一条第三项" in reason


def test_a_paper_may_speak_of_secrets() -> None:
    text = Paragraph("各校要做好试卷保密工作，严防泄露国家秘密和工作秘密。")
    assert checks.why_not_compose(changed(LETTER, {"body": (text,)})) is None
