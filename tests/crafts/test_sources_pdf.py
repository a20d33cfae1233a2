"""A PDF gives paragraphs: wrapped lines rejoined, page marks and running heads gone, columns in turn."""

from __future__ import annotations

import pytest

from luoshi.crafts import sources
from luoshi.crafts.sources import layout, pdf_pages
from luoshi.crafts.sources.layout import Line, Page
from luoshi.rules.refusals import Refused
from tests.crafts import sources_samples as samples

FIRST = (
    "各县区教育局要在6月底前逐校排查校车安全隐患，建立台账，做到一车一档，并于7月5日前把结果书面报送市教育局。"
    * 3
)
SECOND = (
    "一、要强化监督。市教育局每周通报一次进展情况，对连续两周没有进展的单位发函督办，并约谈主要负责人。" * 2
)
THIRD = "二、要压实责任。" + "各学校主要负责人是第一责任人，要亲自部署、亲自检查。" * 30
PAPER = "#align(center)[#text(size: 22pt)[关于校车安全的通知]]\n\n各县区教育局：\n\n" + "\n\n".join(
    (FIRST, SECOND, THIRD, "")
)
LINES = ["关于校车安全的通知", "各县区教育局：", FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "page",
    [
        "",
        'numbering: "— 1 —"',
        'numbering: "第1页 共1页"',
        'header: [示例市教育局文件 #h(1fr) 内部使用], numbering: "1 / 1"',
        "columns: 2",
    ],
)
def test_wrapped_lines_become_paragraphs_and_marks_of_the_page_go(page: str) -> None:
    made = samples.pdf(PAPER.replace("各县区教育局：", "#par(first-line-indent: 0em)[各县区教育局：]"), page)
    assert sources.text_of(made, "来文.pdf") == sources.Source(
        "".join(f"{line}\n" for line in LINES), sources.Kind.PDF, ()
    )


def test_a_page_number_in_the_text_stays() -> None:
    made = samples.pdf("第3页\n\n— 4 —\n\n" + THIRD, 'numbering: "— 1 —"')
    assert sources.text_of(made, "来文.pdf").text.splitlines()[:2] == ["第3页", "— 4 —"]


def test_latin_words_and_hyphens_are_rejoined() -> None:
    lines = [
        Line(0, 100, 90, 10, "采用 open"),
        Line(0, 60, 76, 10, "source 与 inter-"),
    ]
    page = Page(120, 400, (Line(20, 100, 104, 10, "首行缩进两格的句子"), *lines))
    assert layout.paragraphs([page])[0] == ["首行缩进两格的句子采用 open source 与 inter-"]
    assert layout.paragraphs(
        [
            Page(
                120,
                400,
                (
                    Line(0, 100, 104, 10, "多用 inter-"),
                    Line(0, 100, 90, 10, "national 的"),
                    Line(0, 90, 76, 10, "说法"),
                ),
            ),
        ]
    )[0] == ["多用 international 的说法"]


def test_cells_of_one_height_are_parted_by_tabs() -> None:
    made = samples.pdf(
        "#set par(first-line-indent: 0em)\n#table(columns: (20mm, 70mm, 50mm), [序号], [任务], [单位],"
        " [1], [检查校车], [市教育局], [2], [培训司机], [市公安局])"
    )
    assert sources.text_of(made, "分解表.pdf").text == (
        "序号\t任务\t单位\n1\t检查校车\t市教育局\n2\t培训司机\t市公安局\n"
    )


def test_a_slanted_watermark_is_no_text() -> None:
    made = samples.pdf(THIRD, "background: rotate(35deg, text(60pt, fill: luma(220))[征求意见])")
    assert sources.text_of(made, "来文.pdf").text == f"{THIRD}\n"


def test_recognised_lines_of_one_height_are_one_row() -> None:
    rows = layout.sorted_rows(
        [Line(200, 260, 50, 10, "市教育局"), Line(0, 90, 80, 10, "任务"), Line(0, 90, 51, 10, "检查校车")]
    )
    assert [row.words for row in rows] == ["任务", "检查校车\t市教育局"]


def test_too_many_pages_are_refused_and_five_hundred_are_read() -> None:
    most = samples.pdf("#set text(size: 8pt)\n" + "各校要落实。\n#pagebreak()\n" * 499 + "完")
    assert sources.text_of(most, "长.pdf").text == "各校要落实。\n" * 499 + "完\n"
    with pytest.raises(Refused) as refusal:
        sources.text_of(samples.pdf("#pagebreak()\n" * 1999 + "完"), "长.pdf")
    assert refusal.value.reason == "PDF 有 2000 页，超过 500 页的上限。请只上传正文，或拆成几份。"


def test_page_numbers_are_listed_for_a_reader() -> None:
    assert layout.listed([1, 3]) == "1、3"
    assert layout.listed(list(range(1, 11))) == "1、2、3、4、5、6、7、8 等 10"


def test_a_secret_in_a_running_head_is_refused() -> None:
    made = samples.pdf(THIRD * 2, "header: [机密★1年]")
    with pytest.raises(Refused) as refusal:
        sources.text_of(made, "来文.pdf")
    assert refusal.value.reason.startswith("页眉或页脚：文件第 1 行标有密级“机密”。")


def test_pages_are_read_alike_in_this_process() -> None:
    made = samples.pdf(PAPER)
    assert pdf_pages.pages_of(made)["text"] == sources.text_of(made, "来文.pdf").text
