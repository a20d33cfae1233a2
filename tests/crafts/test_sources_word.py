"""A .docx gives what its reader sees: automatic numbers, tables by row, boxes once, notes at the end."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts import reading, sources
from luoshi.crafts.sources import Kind, numerals
from tests.crafts import sources_samples as samples
from tests.crafts.sources_samples import W, docx, level, numbered, numbering, p, table

OUTLINE = numbering(
    level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>')
    + level(1, "japaneseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "(%4)")
)


def lines(data: bytes) -> list[str]:
    return sources.text_of(data, "来文.docx").text.splitlines()


def test_a_document_of_the_usual_library_is_read_in_order() -> None:
    made = Document()
    made.add_paragraph("关于开展检查的通知")
    grid = made.add_table(rows=2, cols=2)
    for cell, words in zip(grid._cells, ("任务", "单位", "检查校车", "市教育局"), strict=True):
        cell.text = words
    made.add_paragraph("请认真落实。")
    made.sections[0].header.paragraphs[0].text = "页眉不读"
    file = io.BytesIO()
    made.save(file)
    source = sources.text_of(file.getvalue(), "来文.docx")
    assert source == sources.Source(
        "关于开展检查的通知\n任务\t单位\n检查校车\t市教育局\n请认真落实。\n", Kind.WORD, ()
    )


def test_automatic_numbers_stand_as_a_reader_sees_them_and_begin_anew_below() -> None:
    body = (
        numbered("工作目标")
        + numbered("重点任务")
        + numbered("检查", level=1)
        + numbered("逐校", level=2)
        + numbered("逐车", level=2)
        + numbered("逐座", level=3)
        + numbered("整改", level=1)
        + numbered("建账", level=2)
        + numbered("工作要求")
        + numbered("报送", level=1)
    )
    assert lines(docx(body, numbering=OUTLINE)) == [
        "一、工作目标", "二、重点任务", "（一）检查", "1. 逐校", "2. 逐车", "(1) 逐座", "（二）整改",
        "1. 建账",
        "三、工作要求", "（一）报送",
    ]  # fmt: skip


def test_a_second_use_of_a_list_goes_on_or_begins_anew_as_it_says() -> None:
    uses = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    part = numbering(level(0, "ideographDigital", "第%1条"), uses)
    body = numbered("甲") + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3) + numbered("戊", 0)
    assert lines(docx(body, numbering=part)) == ["第一条 甲", "第二条 乙", "第五条 丙", "第六条 丁", "戊"]


def test_upper_levels_are_repeated_in_legal_figures_where_asked() -> None:
    part = numbering(
        level(0, "chineseCounting", "第%1章")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "bullet", "")
    )
    body = numbered("总则") + numbered("目的", level=1) + numbered("点", level=2) + numbered("依据", level=1)
    assert lines(docx(body, numbering=part)) == ["第一章 总则", "1.1 目的", "• 点", "1.2 依据"]


def test_a_number_that_comes_from_a_style_counts_too() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C1"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    part = numbering(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
        + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
    )
    body = "".join(
        p(words, f'<w:pStyle w:val="{style}"/>')
        for style, words in (("C1", "目标	1"), ("H1", "目标"), ("H2", "任务"), ("Own", "要求"))
    )
    assert lines(docx(body, numbering=part, styles=styles)) == ["一、目标", "（一）任务", "二、要求"]


@given(st.integers(1, 9999))
def test_counted_numbers_differ_and_never_hold_two_zeros(number: int) -> None:
    words = numerals.written(number, "chineseCountingThousand")
    assert "零零" not in words
    assert not words.endswith("零")
    value = 0
    digit = 1 if words.startswith("十") else 0
    for sign in words:
        if sign in "十百千":
            value += digit * 10 ** (1 + "十百千".index(sign))
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(sign)
    assert value + digit == number


@pytest.mark.parametrize(
    ("style", "number", "words"),
    [
        ("chineseCounting", 10, "十"),
        ("japaneseCounting", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 10, "一〇"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 13, "子"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 1, "a"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("none", 1, ""),
        ("unheardOf", 8, "8"),
    ],
)
def test_every_format_of_numbers(style: str, number: int, words: str) -> None:
    assert numerals.written(number, style) == words


def test_a_row_is_a_line_and_merged_cells_leave_their_place_empty() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    down = '<w:tcPr><w:vMerge w:val="{}"/></w:tcPr>'
    body = table(
        (wide + p("任务分解表"),),
        ("序号", "任务", "单位"),
        ("1", p("排查") + p("整改"), down.format("restart") + p("市教育局") + p("市公安局")),
        ("2", "培训", down.format("continue") + p("")),
        (wide + p("合计"), "两项"),
    )
    assert lines(docx(body)) == [
        "任务分解表",
        "序号\t任务\t单位",
        "1\t排查 整改\t市教育局 市公安局",
        "2\t培训",
        "合计\t\t两项",
    ]


def test_a_frame_of_one_cell_keeps_its_paragraphs() -> None:
    assert lines(docx(table((p("各学校：") + p("请落实。") + table(("甲", "乙")),)))) == [
        "各学校：", "请落实。", "甲\t乙",
    ]  # fmt: skip


def test_a_text_box_is_read_once() -> None:
    inside = f"<w:txbxContent>{p('示教〔2026〕7号')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>文件头</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(docx(body + p("正文"))) == ["文件头", "示教〔2026〕7号", "正文"]


def test_tracked_changes_keep_what_was_put_in_and_tell() -> None:
    body = (
        "<w:p><w:r><w:t>请于</w:t></w:r><w:del><w:r><w:delText>5月</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>6月</w:t></w:r></w:ins><w:r><w:t>底前</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>完成</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>整改。</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    source = sources.text_of(docx(body), "来文.docx")
    assert source.text == "请于6月底前\n完成整改。\n"
    assert len(source.notes) == 1
    assert source.notes[0].startswith("文件里有 4 处尚未接受的修订：插入的文字已读入，删除的文字没有读入。")


def test_notes_stand_at_the_end_and_what_is_not_seen_is_left_out() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
        f'<w:footnote w:id="1">{p("指在校学生。")}</w:footnote></w:footnotes>'
    )
    body = (
        '<w:p><w:r><w:t>学生</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>须</w:t><w:br/><w:t>登记</w:t></w:r>"
        "<w:r><w:commentReference w:id='3'/></w:r></w:p>"
    )
    assert lines(docx(body, footnotes=notes)) == ["学生须", "登记", "脚注", "［1］指在校学生。"]


def test_offsets_of_the_reading_count_in_the_text_with_numbers() -> None:
    body = (
        p("关于检查校车的通知")
        + p("各学校：")
        + numbered("要逐车检查，6月底前完成。（市教育局牵头）")
        + numbered("要建立台账，每月报送。（市公安局牵头）")
    )
    text = sources.text_of(docx(body, numbering=OUTLINE), "来文.docx").text
    found = reading.read(text)
    assert [task.quote for task in found.tasks] == [text[task.start : task.end] for task in found.tasks]
    assert [list(task.units) for task in found.tasks] == [["市教育局"], ["市公安局"]]
    assert "一、要逐车检查" in text


def test_the_strict_dialect_is_read_alike() -> None:
    loose, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        ("http://purl.oclc.org/ooxml/wordprocessingml/main"),
    )
    files = samples.unpacked(docx(p("各学校要落实。")))
    files["word/document.xml"] = files["word/document.xml"].replace(loose, strict)
    assert lines(samples.package(files)) == ["各学校要落实。"]


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20))
)
def test_whatever_is_typed_comes_out_as_it_was(typed: list[str]) -> None:
    words = [line.rstrip() for line in typed if line.strip()]
    made = Document()
    for line in ["首行", *words]:
        made.add_paragraph(line)
    file = io.BytesIO()
    made.save(file)
    assert sources.text_of(file.getvalue(), "来文.docx").text.split("\n") == ["首行", *words, ""]
