"""The measuring finds what is wrong: papers made on purpose by other numbers, those of 1999 too."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from luoshi.crafts.papers import Layout, Paper, Paragraph, measuring, pdf, standard
from luoshi.rules.refusals import Refused
from tests.crafts.papers_samples import DOCUMENT, FULL, LETTER

HEAD = 37.0


def faults(paper: Paper, **numbers: Any) -> set[tuple[str, str]]:
    """Return name and clause of every deviation of the paper, composed by other numbers."""
    geometry = dataclasses.replace(standard.GB9704, **numbers)
    figures = measuring.measure(pdf.compose(paper, geometry).data, paper.layout)
    return {(figure.name, figure.clause) for figure in measuring.deviations(figures)}


def test_right_numbers_have_no_fault() -> None:
    assert [faults(paper) for paper in (LETTER, DOCUMENT, FULL)] == [set(), set(), set()]


@pytest.mark.parametrize(
    ("paper", "numbers", "fault"),
    [
        (DOCUMENT, {"document_mark_top": HEAD + 25}, ("发文机关标志上边缘至版心上边缘", "7.2.4")),
        (DOCUMENT, {"document_mark_top": HEAD + 80}, ("发文机关标志上边缘至版心上边缘", "7.2.4")),
        (DOCUMENT, {"imprint_pt": 16.0}, ("版记字号", "7.4")),
        (DOCUMENT, {"imprint_thick": 0.6}, ("版记首末条分隔线粗", "7.4.1")),
        (DOCUMENT, {"rule_gap": 8.0}, ("发文字号至红色分隔线", "7.2.7")),
        (DOCUMENT, {"folio_drop": 10.0}, ("一字线至版心下边缘", "7.5")),
        (DOCUMENT, {"folio_pt": 10.5}, ("页码字号", "7.5")),
        (DOCUMENT, {"title_pt": 18.0}, ("标题字号", "7.3.1")),
        (FULL, {"left": 32.0}, ("订口（左）", "5.2.1")),
        (FULL, {"top": 25.4}, ("天头（上）", "5.2.1")),
        (FULL, {"lines": 25}, ("每面行数", "5.2.3")),
        (FULL, {"chars": 27}, ("每行字数", "5.2.3")),
        (FULL, {"page_height": 279.4}, ("纸高", "5.1")),
        (LETTER, {"letter_mark_top": 25.0}, ("发文机关标志上边缘至上页边", "10.1")),
        (LETTER, {"letter_rule": 156.0}, ("红色双线长", "10.1")),
        (LETTER, {"letter_foot": 30.0}, ("第二条红色双线至下页边", "10.1")),
        (LETTER, {"letter_rule_thick": 0.2, "letter_rule_thin": 0.8}, ("红色双线上粗下细", "10.1")),
    ],
)
def test_a_wrong_number_is_found_with_its_clause(
    paper: Paper, numbers: dict[str, float], fault: tuple[str, str]
) -> None:
    assert fault in faults(paper, **numbers)


@pytest.mark.parametrize(
    ("text", "fault"),
    [("主题词：教育 督导 通报", ("主题词", "7.4")), ("二〇二六年十一月五日", ("汉字日期", "7.3.5.4"))],
)
def test_what_the_edition_of_1999_had_is_found(text: str, fault: tuple[str, str]) -> None:
    paper = dataclasses.replace(FULL, body=(*FULL.body, Paragraph(text)))
    assert faults(paper) == {fault}


def test_a_paper_of_the_other_format_is_told() -> None:
    figures = measuring.measure(pdf.to_pdf(LETTER).data, Layout.DOCUMENT)
    assert ("红色分隔线长", "7.2.7") in {(one.name, one.clause) for one in measuring.deviations(figures)}


def test_a_draft_without_a_number_is_found() -> None:
    assert faults(dataclasses.replace(FULL, number="")) == {("发文字号", "7.2.5")}


def test_a_figure_reads_as_a_sentence() -> None:
    figures = measuring.measure(pdf.to_pdf(LETTER).data, Layout.LETTER)
    (rule,) = [figure for figure in figures if figure.name == "第二条红色双线至下页边"]
    assert (
        str(rule)
        == f"第1页 第二条红色双线至下页边：{rule.value:g} mm，应为20 mm（±2）（GB/T 9704—2012 第10.1条）符合"
    )


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="不是可以打开的 PDF"):
        measuring.measure(data, Layout.LETTER)
