"""What only some formats have: where it stands, in the PDF and, through LibreOffice, in the DOCX alike."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from luoshi.crafts.papers import Attachment, Attendance, Layout, Paragraph, checks, measuring, titles, to_pdf
from luoshi.crafts.papers.measuring.heads import shape_of
from luoshi.crafts.papers.measuring.lines import body_lines, imprint_lines, is_folio, pieces_of
from luoshi.crafts.papers.sheets import Line, Sheet, read_sheets
from luoshi.crafts.papers.standard import GB9704
from luoshi.crafts.papers.words import width_in_chars
from luoshi.rules.refusals import Refused
from tests.crafts.papers_samples import (
    ACROSS,
    DOCUMENT,
    FULL,
    JOINT,
    LETTER,
    MINUTES,
    ORDER,
    UPWARD,
)

CHAR, PITCH = GB9704.char, GB9704.pitch


def pages_of(paper: Any) -> tuple[Sheet, ...]:
    return read_sheets(to_pdf(paper).data)


def line_with(sheets: tuple[Sheet, ...], text: str) -> Line:
    """Return the first line of 3号 that has this text in it."""
    return next(line for sheet in sheets for line in body_lines(sheet) if text in line.text)


def at(line: Line, text: str) -> float:
    """Return where a text begins on its line, in 字 from the left edge of the 版心."""
    return (line.glyphs[line.text.index(text)].x - GB9704.left) / CHAR


# --- Upward documents (7.2.5, 7.2.6), 份号 and 紧急程度 (7.2.1, 7.2.3) ---------------------------


def test_an_upward_document_names_two_approvers_a_line_each_under_the_one_above() -> None:
    (first, *_) = sheets = pages_of(UPWARD)
    upper, lower = line_with(sheets, "签发人"), line_with(sheets, "某丁")
    assert [piece.text for piece in pieces_of(upper)] == ["签发人：某甲", "某乙丙"]
    assert lower.text == UPWARD.number + "某丁"
    assert at(lower, "示教") == pytest.approx(1, abs=0.1)
    assert at(lower, "某丁") == pytest.approx(at(upper, "某甲"), abs=0.1)
    assert at(upper, "某乙丙") + 3 == pytest.approx(27, abs=0.1)
    rule = next(rule for rule in first.rules if rule.red)
    assert rule.y - lower.bottom == pytest.approx(4, abs=1)


def test_the_copy_number_stands_above_the_urgency_at_the_upper_left() -> None:
    (first, *_) = pages_of(UPWARD)
    number, urgency = first.lines[:2]
    assert (number.text, urgency.text) == ("000012", "特急")
    assert [line.left for line in (number, urgency)] == pytest.approx([28, 28], abs=0.5)
    assert urgency.baseline - number.baseline == pytest.approx(PITCH, abs=0.1)
    (letter, *_) = pages_of(dataclasses.replace(LETTER, copy_number="000001"))
    row = next(line for line in letter.lines if line.text.startswith("000001"))
    assert row.text == "000001" + LETTER.number
    assert next(line for line in letter.lines if line.text == "加急").baseline > row.baseline


def test_a_name_of_an_annex_goes_on_under_its_first_character_and_the_note_stands_in_brackets() -> None:
    sheets = pages_of(UPWARD)
    first, rest = line_with(sheets, "附件：1."), line_with(sheets, "开工日期")
    assert rest.baseline - first.baseline == pytest.approx(PITCH, abs=0.1)
    assert at(first, "示例市") * CHAR == pytest.approx(rest.left - GB9704.left, abs=0.3)
    note, day = line_with(sheets, "联系人"), line_with(sheets, "2026年11月5日")
    assert note.text == f"（{UPWARD.note}）"
    assert note.baseline - day.baseline == pytest.approx(PITCH, abs=0.1)


# --- Joint papers (7.2.4, 7.3.5) ---------------------------------------------------------------


def test_a_joint_mark_names_the_leading_organ_first_all_as_wide_with_文件_beside_their_middle() -> None:
    (first, *_) = pages_of(JOINT)
    red = [piece for line in first.lines if line.red for piece in pieces_of(line) if piece.red]
    glyphs = [glyph for line in first.lines if line.red for glyph in line.glyphs]
    beside = [glyph for glyph in glyphs if glyph.char in "文件"]
    rows: dict[float, list[Any]] = {}
    for glyph in glyphs:
        if glyph not in beside:
            rows.setdefault(round(glyph.baseline), []).append(glyph)
    names = [
        "".join(one.char for one in sorted(row, key=lambda one: one.x)) for _, row in sorted(rows.items())
    ]
    assert red
    assert names == [JOINT.mark, *JOINT.partners]
    assert [min(one.x for one in row) for row in rows.values()] == pytest.approx([31] * 4, abs=4)
    ends = [max(one.right for one in row) for row in rows.values()]
    assert max(ends) - min(ends) < 1
    middle = (min(one.top for one in glyphs) + max(one.bottom for one in glyphs)) / 2
    assert (beside[0].top + beside[0].bottom) / 2 == pytest.approx(middle, abs=2)
    assert min(one.left for one in beside) > max(ends)


def test_a_joint_paper_may_bear_the_mark_of_its_leading_organ_alone() -> None:
    (first, *_) = pages_of(dataclasses.replace(JOINT, partners_in_mark=False))
    assert [line.text for line in first.lines if line.red] == ["示例市教育局文件"]


def test_seals_of_a_joint_paper_have_room_side_by_side_and_the_date_stands_under_the_last() -> None:
    sheets = pages_of(JOINT)
    upper, lower = line_with(sheets, "示例市发展和改革委员会"), line_with(sheets, "示例市自然资源和规划局")
    day = line_with(sheets, "2026年11月5日")
    pairs = [[piece.text for piece in pieces_of(line)] for line in (upper, lower)]
    assert pairs == [[JOINT.mark, JOINT.partners[0]], list(JOINT.partners[1:])]
    assert lower.baseline - upper.baseline >= GB9704.seal
    middles = [(piece.left + piece.right) / 2 for piece in pieces_of(upper)]
    assert middles[1] - middles[0] >= GB9704.seal
    last = pieces_of(lower)[-1]
    assert (last.left + last.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=1.5)
    before = line_with(sheets, "请各单位对照逐项整改")
    assert upper.baseline - GB9704.seal / 2 - before.baseline <= PITCH


def test_unsealed_organs_stand_one_below_the_other() -> None:
    sheets = pages_of(dataclasses.replace(JOINT, sealed=False))
    names = [line_with(sheets, name) for name in (JOINT.signer + "", *JOINT.partners)][1:]
    assert {round(line.left, 1) for line in names} == {round(names[0].left, 1)}
    day = line_with(sheets, "2026年11月5日")
    assert day.left - names[0].left == pytest.approx(2 * CHAR, abs=0.5)


# --- 令 and 纪要 (10.2, 10.3) ------------------------------------------------------------------


def test_an_order_goes_from_its_number_to_its_text_and_leaves_room_for_the_stamp() -> None:
    sheets = pages_of(ORDER)
    (only,) = sheets
    mark = next(line for line in only.lines if line.red)
    assert mark.top - GB9704.top == pytest.approx(20, abs=1.5)
    assert not any(ORDER.title in line.text for line in only.lines)
    number, text = line_with(sheets, "第7号"), line_with(sheets, "《示例市校车")
    assert (number.top - mark.bottom) / PITCH == pytest.approx(2, abs=0.3)
    assert (text.baseline - number.baseline) / PITCH == pytest.approx(3, abs=0.3)
    post, day = line_with(sheets, "市长"), line_with(sheets, "2026年11月12日")
    stamp = GB9704.stamp_width / CHAR
    assert at(post, "市长") + 2 == pytest.approx(28 - 4 - stamp - 2, abs=0.2)
    assert 28 - at(day, "2026") - width_in_chars(day.text) == pytest.approx(4, abs=0.3)
    assert day.baseline - post.baseline > GB9704.stamp_height / 2 + PITCH


def test_minutes_list_who_was_there_in_bold_face_with_names_under_one_another() -> None:
    sheets = pages_of(MINUTES)
    first, rest = line_with(sheets, "出席："), line_with(sheets, "规划财务科、")
    assert at(first, "出席") == pytest.approx(2, abs=0.1)
    assert at(first, "局长") == pytest.approx(at(rest, "规划"), abs=0.2)
    assert {glyph.font for glyph in first.glyphs[:2]} != {glyph.font for glyph in first.glyphs[3:]}
    labels = [line.text[:2] for sheet in sheets for line in body_lines(sheet) if line.text[2:3] == "："]
    assert labels == ["出席", "请假", "列席"]


# --- Pages (7.3.7, 7.5, 8) ---------------------------------------------------------------------


def test_a_turned_page_keeps_its_number_where_it_was() -> None:
    sheets = pages_of(ACROSS)
    turned = [(place, sheet) for place, sheet in enumerate(sheets, start=1) if sheet.width > sheet.height]
    assert [place for place, _ in turned] == [3, 4, 5]
    for place, sheet in turned:
        (folio,) = [line for line in sheet.upright.lines if is_folio(line)]
        assert folio.text == f"—{place}—"
        assert (folio.left > 105) == bool(place % 2)
        rows = [line for line in sheet.lines if line.text.startswith("第10项")]
        assert len(rows) == 1
    assert measuring.deviations(measuring.measure(to_pdf(ACROSS).data, Layout.DOCUMENT)) == ()


def test_a_loose_annex_bears_the_number_of_the_paper_and_counts_its_own_pages() -> None:
    sheets = pages_of(ACROSS)
    assert sheets[-1].lines[0].text == f"{ACROSS.number}附件3"
    assert [line.text for line in sheets[-1].lines if is_folio(line)] == ["—1—"]
    assert [bool(imprint_lines(sheet)) for sheet in sheets[-2:]] == [True, False]


@pytest.mark.parametrize("lines", range(1, 26))
def test_on_the_back_the_imprint_stands_on_an_even_page_and_an_empty_page_is_not_numbered(lines: int) -> None:
    text = (Paragraph("正" * 700), *(Paragraph("正" * 20) for _ in range(lines)))
    paper = dataclasses.replace(DOCUMENT, body=text, attachments=(), on_the_back=True)
    sheets = pages_of(paper)
    places = [place for place, sheet in enumerate(sheets, start=1) if imprint_lines(sheet)]
    assert places == [len(sheets)]
    assert len(sheets) % 2 == 0
    numbered = [bool([line for line in sheet.lines if is_folio(line)]) for sheet in sheets]
    blank = not [line for line in sheets[-2].lines if not is_folio(line)]
    assert numbered == [True] * (len(sheets) - 2) + [not blank] * 2
    assert measuring.deviations(measuring.measure(to_pdf(paper).data, Layout.DOCUMENT)) == ()


def test_a_head_that_leaves_no_room_for_text_is_refused_with_the_clause() -> None:
    paper = dataclasses.replace(
        FULL,
        title="关于" + "进一步加强学位建设和校园安全工作" * 14 + "的通知",
        addressees=(),
    )
    with pytest.raises(Refused, match=r"首页显示不出正文（GB/T 9704—2012 第7.3.3条）"):
        to_pdf(paper)


# --- Titles (7.3.1) ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "示例市教育局关于2026年第三季度重点任务督办落实情况的通报",
        "示例市教育局关于对2026年第三季度重点任务落实不到位的有关县区和学校开展专项督办并限期整改情况的通报",
        "示例市教育局关于解决学位建设资金缺口的请示",
        "示例市教育局 示例市财政局关于印发《示例市学位建设三年行动计划》的通知",
        "示例市学位建设项目进展和资金缺口情况一览表（按县区和学校分列并注明开工日期）",
        "关于抓紧落实“新建改扩建公办义务教育学校”等12项任务的督办函",
    ],
)
def test_the_lines_of_a_title_stand_as_a_trapezoid_or_a_rhombus(title: str) -> None:
    lines = titles.title_lines(title)
    assert "".join(lines) == title
    assert len(lines) > 1
    assert shape_of([width_in_chars(line) for line in lines]) in ("梯形", "菱形")


@pytest.mark.parametrize(
    ("paper", "changes", "start"),
    [
        (MINUTES, {"mark": "示例市教育局"}, "纪要标志“示例市教育局”不是以“纪要”结尾"),
        (MINUTES, {"number": "12号"}, "发文字号“12号”不合规范"),
        (ORDER, {"mark": "示例市人民政府"}, "发文机关标志“示例市人民政府”不是以“令”结尾"),
        (ORDER, {"posts": ()}, "命令没有签发人职务"),
        (ORDER, {"posts": ("市长", " ")}, "签发人职务中有空白"),
        (DOCUMENT, {"posts": ("局长",), "sealed": True}, "不能既加盖印章又加盖签名章"),
        (DOCUMENT, {"attendance": Attendance("某甲")}, "文件格式不标注出席、请假、列席人员"),
        (DOCUMENT, {"copy_number": "12"}, "份号“12”不合规范"),
        (JOINT, {"partners": ("示例市财政局", "")}, "联合行文的机关中有空白名称"),
        (JOINT, {"partners": (JOINT.signer,)}, "联合行文的机关有重复"),
        (MINUTES, {"partners": ("示例市财政局",)}, "纪要格式不由几个机关联合署名"),
        (UPWARD, {"approvers": ("某甲", "")}, "签发人中有空白姓名"),
        (ORDER, {"approvers": ("某甲",)}, "命令格式不标注签发人"),
        (DOCUMENT, {"attachments": (Attachment("清单", (Paragraph(" "),)),)}, "附件“清单”没有内容"),
        (LETTER, {"printer": "办公室", "printed_on": date(2026, 1, 1)}, "信函格式的版记不印"),
    ],
)
def test_what_a_format_does_not_have_is_refused(paper: Any, changes: dict[str, Any], start: str) -> None:
    assert checks.why_not_compose(paper) is None
    reason = checks.why_not_compose(dataclasses.replace(paper, **changes))
    assert reason is not None
    assert reason.startswith(start)
