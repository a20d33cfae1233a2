"""The layout promises of GB/T 9704—2012, taken from finished pages: our PDF, our DOCX by LibreOffice."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Mapping

import pytest

from luoshi.crafts.papers import Layout, Paragraph, measuring, standard, titles, to_docx, to_pdf
from luoshi.crafts.papers.measuring import office
from luoshi.crafts.papers.measuring.lines import body_lines
from luoshi.crafts.papers.sheets import Sheet, read_sheets
from luoshi.crafts.papers.standard import GB9704
from tests.crafts.papers_samples import (
    ACROSS,
    DOCUMENT,
    FULL,
    JOINT,
    LETTER,
    LONG_LETTER,
    MINUTES,
    ORDER,
    UPWARD,
)

PAPERS = {
    "letter": LETTER,
    "long_letter": LONG_LETTER,
    "document": DOCUMENT,
    "full": FULL,
    "minutes": MINUTES,
    "order": ORDER,
    "upward": UPWARD,
    "joint": JOINT,
    # LibreOffice sets 版记 two millimetres high behind a page that is turned: docs/papers.md, known limits.
    "across": dataclasses.replace(ACROSS, copies=(), printer="", printed_on=None),
}
# Where the signature would stand alone the PDF moves its lines and the DOCX its last paragraph (7.3.5.5).
SET_ALIKE = [name for name in PAPERS if name not in ("document", "minutes")]


def through_libreoffice() -> dict[str, bytes]:
    """Return every paper as DOCX and then, by LibreOffice, as PDF."""
    if not office.is_installed():
        reason = "没有 LibreOffice，DOCX 版式没有检查；安装：scripts/fonts.sh --with-office"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return {name: office.to_pdf(to_docx(paper).data) for name, paper in PAPERS.items()}


@pytest.fixture(scope="session", params=["pdf", "docx"])
def rendered(request: pytest.FixtureRequest) -> Mapping[str, bytes]:
    if request.param == "pdf":
        return {name: to_pdf(paper).data for name, paper in PAPERS.items()}
    return through_libreoffice()


@pytest.fixture(scope="session")
def pages(rendered: Mapping[str, bytes]) -> Mapping[str, tuple[Sheet, ...]]:
    return {name: read_sheets(data) for name, data in rendered.items()}


@pytest.fixture(scope="session")
def figures(rendered: Mapping[str, bytes]) -> Mapping[str, tuple[measuring.Measurement, ...]]:
    return {name: measuring.measure(data, PAPERS[name].layout) for name, data in rendered.items()}


Figures = Mapping[str, tuple[measuring.Measurement, ...]]
Pages = Mapping[str, tuple[Sheet, ...]]


def values(figures: tuple[measuring.Measurement, ...], name: str) -> list[float]:
    """Return the values of every figure of this name."""
    return [figure.value for figure in figures if figure.name == name]


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_deviates_from_the_standard(figures: Figures, name: str) -> None:
    assert [str(figure) for figure in measuring.deviations(figures[name])] == []


@pytest.mark.parametrize("name", SET_ALIKE)
def test_a_docx_breaks_its_lines_and_pages_where_the_pdf_does(pages: Pages, name: str) -> None:
    printed = read_sheets(to_pdf(PAPERS[name]).data)
    assert [[line.text for line in sheet.lines] for sheet in pages[name]] == [
        [line.text for line in sheet.lines] for sheet in printed
    ]


def test_t5_01_every_page_is_a4(pages: Pages) -> None:
    for sheets in pages.values():
        for sheet in (one.upright for one in sheets):
            assert sheet.width == pytest.approx(210, abs=0.18)
            assert sheet.height == pytest.approx(297, abs=0.18)


def test_t5_02_text_begins_28_mm_from_the_left(pages: Pages) -> None:
    for sheets in pages.values():
        lines = [line for sheet in sheets for line in body_lines(sheet)]
        assert min(line.left for line in lines) == pytest.approx(28, abs=1)


def test_t5_03_lines_begin_37_mm_from_the_top(figures: Figures) -> None:
    for name in ("long_letter", "full"):
        tops = values(figures[name], "天头（上）")
        assert tops
        assert tops == pytest.approx([37.0] * len(tops), abs=1)


def test_t5_04_a_full_page_is_22_lines_of_28_characters(pages: Pages, figures: Figures) -> None:
    assert values(figures["full"], "每面行数")[0] == 22
    lines = [line for sheet in pages["full"] for line in body_lines(sheet) if set(line.text) == {"正"}]
    assert [len(line.glyphs) for line in lines] == ([26] + [28] * 25) * 2 + [26, 28, 28, 28]


def test_t5_05_the_mark_stands_where_its_format_wants_it(figures: Figures) -> None:
    assert values(figures["letter"], "发文机关标志上边缘至上页边") == [pytest.approx(30, abs=1.5)]
    assert values(figures["document"], "发文机关标志上边缘至版心上边缘") == [pytest.approx(35, abs=1.5)]


def test_t5_06_the_red_rule_is_156_mm_long_and_4_mm_below_the_number(figures: Figures) -> None:
    assert values(figures["document"], "红色分隔线长") == [pytest.approx(156, abs=1)]
    assert values(figures["document"], "发文字号至红色分隔线") == [pytest.approx(4, abs=1)]


def test_t5_07_page_numbers_stand_7_mm_below_odd_right_even_left(pages: Pages, figures: Figures) -> None:
    sheets = pages["document"]
    drops = values(figures["document"], "一字线至版心下边缘")
    assert drops == pytest.approx([7.0] * len(sheets), abs=1)
    folios = [[line for line in sheet.lines if re.fullmatch(r"—\d+—", line.text)] for sheet in sheets]
    assert [line.text for found in folios for line in found] == [f"—{n}—" for n in range(1, len(sheets) + 1)]
    sides = [found[0].left > 105 for found in folios]
    assert sides == [place % 2 == 0 for place in range(len(sheets))]


def test_t5_08_the_last_rule_lies_on_the_lower_edge_of_the_text_block(figures: Figures) -> None:
    assert values(figures["document"], "版记末条分隔线至上页边") == [pytest.approx(262, abs=0.5)]
    thick = values(figures["document"], "版记首末条分隔线粗")
    (thin,) = values(figures["document"], "版记中间分隔线粗")
    assert [one / thin for one in thick] == pytest.approx([1.4, 1.4], abs=0.1)


def test_t5_09_the_number_is_printed_as_given(pages: Pages) -> None:
    for name, paper in PAPERS.items():
        texts = "\n".join(line.text for line in pages[name][0].lines)
        assert paper.number in texts
        pattern = standard.SERIAL_PATTERN if name in ("minutes", "order") else standard.NUMBER_PATTERN
        assert re.fullmatch(pattern, paper.number)


def test_t5_10_the_date_is_arabic_without_leading_zeros(pages: Pages) -> None:
    wanted = {
        "letter": "2026年11月22日",
        "long_letter": "2026年1月5日",
        "document": "2026年11月5日",
        "full": "2026年1月5日",
    }
    for name, day in wanted.items():
        texts = [line.text for sheet in pages[name] for line in body_lines(sheet)]
        assert texts.count(day) == 1
        assert re.fullmatch(standard.DATE_PATTERN, day)


def test_t5_11_the_first_page_shows_text(figures: Figures) -> None:
    for name in PAPERS:
        assert values(figures[name], "首页正文行数")[0] >= 2


def test_t5_12_annexes_are_named_in_order_without_a_mark_after_the_name(pages: Pages) -> None:
    texts = [line.text for sheet in pages["document"] for line in body_lines(sheet)]
    names = [annex.title for annex in DOCUMENT.attachments]
    at = texts.index(f"附件：1.{names[0]}")
    assert texts[at + 1] == f"2.{names[1]}"
    heads = [sheet.lines for sheet in pages["document"] if re.fullmatch(r"附件\d", sheet.lines[0].text)]
    assert [(lines[0].text, lines[1].text) for lines in heads] == [("附件1", names[0]), ("附件2", names[1])]


def test_t5_13_a_letter_has_two_double_rules_and_no_number_on_page_1(pages: Pages) -> None:
    first = pages["long_letter"][0]
    red = [rule for rule in first.rules if rule.red]
    assert [rule.length for rule in red] == pytest.approx([170.0] * 4, abs=2)
    assert [rule.left for rule in red] == pytest.approx([20.0] * 4, abs=1)
    widths = [rule.thickness for rule in red]
    assert [widths[0] > widths[1], widths[2] < widths[3]] == [True, True]
    assert first.height - red[3].y == pytest.approx(20, abs=2)
    texts = [[line.text for line in sheet.lines] for sheet in pages["long_letter"]]
    assert [f"—{place}—" in page for place, page in enumerate(texts, start=1)] == [False, True]
    assert not any(text.endswith("印发") for page in texts for text in page)
    assert "抄送：市发展改革部门。" in texts[-1]
    assert [rule for rule in pages["long_letter"][-1].rules if not rule.red] == []


def test_t5_15_an_unsealed_date_begins_two_characters_after_the_name(pages: Pages) -> None:
    for name in ("long_letter", "document"):
        paper = PAPERS[name]
        lines = [line for sheet in pages[name] for line in body_lines(sheet)]
        at = [line.text for line in lines].index(paper.signer)
        assert lines[at + 1].left - lines[at].left == pytest.approx(2 * 5.64, abs=0.5)


def test_a_sealed_signature_leaves_room_for_the_seal(pages: Pages) -> None:
    lines = [line for sheet in pages["letter"] for line in body_lines(sheet)]
    at = [line.text for line in lines].index(LETTER.signer)
    assert lines[at].baseline - lines[at - 1].baseline > 2.8 * 10.2
    middles = [(line.glyphs[0].x + line.glyphs[-1].x) / 2 for line in lines[at : at + 2]]
    assert middles[0] == pytest.approx(middles[1], abs=1)


@pytest.mark.parametrize("length", [6, 14, 15, 16, 20, 26])
def test_a_long_name_and_its_date_keep_one_middle_within_the_text(length: int) -> None:
    """GB/T 9704-2012 7.3.5.1: 署名 stands over the middle of 成文日期, however long it is."""
    signer = "示例市人民政府教育督导委员会办公室东区分组联合专项工作小组"[:length]
    data = to_pdf(dataclasses.replace(LETTER, signer=signer)).data
    lines = [line for sheet in read_sheets(data) for line in body_lines(sheet)]
    at = [line.text for line in lines].index(signer)
    name, day = ((line.left, line.glyphs[-1].x) for line in lines[at : at + 2])
    assert sum(name) / 2 == pytest.approx(sum(day) / 2, abs=1)
    assert name[1] < GB9704.left + GB9704.width
    room = (GB9704.left + GB9704.width - day[1]) / GB9704.char
    assert room == pytest.approx(max(5, length / 2 - 2.5), abs=1)
    assert measuring.deviations(measuring.measure(data, Layout.LETTER)) == ()


@pytest.mark.parametrize("layout", [Layout.LETTER, Layout.DOCUMENT])
@pytest.mark.parametrize("count", [300, 302, 303, 306, 310, 580, 700])
@pytest.mark.parametrize("sealed", [True, False])
def test_the_signature_never_stands_alone(layout: Layout, count: int, sealed: bool) -> None:
    base = LETTER if layout is Layout.LETTER else DOCUMENT
    paper = dataclasses.replace(
        base, body=(Paragraph("正" * count),), attachments=(), copies=(), sealed=sealed
    )
    sheets = read_sheets(to_pdf(paper).data)
    signed = next(sheet for sheet in sheets if paper.signer in [line.text for line in body_lines(sheet)])
    assert any("正" in line.text for line in body_lines(signed))


def test_forty_addressees_leave_text_on_page_1_and_move_to_the_imprint() -> None:
    names = tuple(f"示例市第{place}县教育局" for place in range(1, 41))
    sheets = read_sheets(to_pdf(dataclasses.replace(DOCUMENT, addressees=names)).data)
    assert any("正" in line.text for line in body_lines(sheets[0]))
    last = "".join(line.text for line in sheets[-1].lines)
    assert "主送：" + "、".join(names) + "。" in last


def test_a_long_title_is_broken_between_words_into_centred_lines() -> None:
    title = (
        "示例市教育局关于对2026年第三季度重点任务落实不到位的有关县区和学校开展专项督办并限期整改情况的通报"
    )
    lines = titles.title_lines(title)
    assert "".join(lines) == title
    assert [len(line) <= 20 for line in lines] == [True] * len(lines)
    assert [line for line in lines if line[0] in "的、，》）和"] == []
    assert titles.title_lines("关于甲的\n通知") == ("关于甲的", "通知")
