"""Fonts are reported as they are, rare characters get a right glyph, and words are never markup."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.crafts.papers import Paper, Paragraph, Table, fonts, sheets, to_docx, to_pdf
from luoshi.crafts.papers.measuring.lines import body_lines
from luoshi.rules.refusals import Refused
from tests.crafts.papers_samples import DOCUMENT, FULL, LETTER

RARE = "昇祎禛翀堃赟"


def says(text: str, paper: Paper = LETTER) -> Paper:
    """Return the paper with one paragraph of text."""
    return dataclasses.replace(paper, body=(Paragraph(text, 0),))


def squeezed(name: str) -> str:
    """Return a font's name as PDF and family list have it in common."""
    name = re.sub(r"-(identity-h|regular|bold)", "", name.lower()).removesuffix(" r")
    return re.sub(r"[^a-z]", "", name)


def test_t5_14_every_embedded_font_is_in_the_account_and_every_stand_in_is_named(tmp_path: Path) -> None:
    rendered = to_pdf(DOCUMENT)
    (tmp_path / "a.pdf").write_bytes(rendered.data)
    listing = subprocess.run(
        ["pdffonts", tmp_path / "a.pdf"], check=True, capture_output=True, text=True
    ).stdout
    embedded = {squeezed(line.split()[0].partition("+")[2]) for line in listing.splitlines()[2:]}
    assert embedded == {squeezed(use.used) for use in rendered.fonts}
    for use in rendered.fonts:
        assert use.substituted == (use.used != use.wanted)
        assert bool(use.reason) == use.substituted
        if use.substituted:
            assert use.wanted in use.reason or use.used in use.reason


def test_t5_14_a_docx_names_the_fonts_that_the_standard_wants() -> None:
    rendered = to_docx(LETTER)
    with zipfile.ZipFile(io.BytesIO(rendered.data)) as archive:
        named = set(re.findall(r'w:eastAsia="([^"]+)"', archive.read("word/document.xml").decode()))
        named |= set(re.findall(r'w:eastAsia="([^"]+)"', archive.read("word/header3.xml").decode()))
        named |= set(re.findall(r'w:eastAsia="([^"]+)"', archive.read("word/footer1.xml").decode()))
    assert named == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
    assert {use.used for use in rendered.fonts} == named


def test_rare_characters_get_a_glyph_and_the_lender_is_named() -> None:
    rendered = to_pdf(says(f"联系人：{RARE}。"))
    glyphs = [
        glyph
        for sheet in sheets.read_sheets(rendered.data)
        for line in body_lines(sheet)
        for glyph in line.glyphs
        if glyph.char in RARE
    ]
    assert "".join(glyph.char for glyph in glyphs) == RARE
    assert all(glyph.right - glyph.left > 3 for glyph in glyphs)
    main = fonts.shelf().chain(fonts.Role.BODY)[0]
    lent = [use for use in rendered.fonts if use.wanted == "仿宋_GB2312" and use.used != main.family]
    assert "".join(sorted(RARE)) == "".join(
        sorted("".join(re.findall("“(.+)”", use.reason)[0] for use in lent))
    )


def test_rare_characters_of_a_docx_stand_in_a_font_that_has_them() -> None:
    rendered = to_docx(says(f"联系人：{RARE}。"))
    document = docx.Document(io.BytesIO(rendered.data))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if set(run.text) & set(RARE)]
    assert [(run.text, run.font.name) for run in runs] == [(RARE, "仿宋")]
    assert [use.used for use in rendered.fonts if use.substituted] == ["仿宋"]


def test_a_character_that_no_font_has_is_refused_and_not_printed_as_a_box() -> None:
    with pytest.raises(Refused) as refusal:
        to_pdf(says("编号\ue000"))
    assert refusal.value.reason.startswith("字符“\ue000”（U+E000）在已安装的字库中都没有")


def test_licensed_fonts_come_first_and_a_wrong_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = tmp_path / "licensed"
    mounted.mkdir()
    body = fonts.shelf().chain(fonts.Role.BODY)[0]
    copy = mounted / Path(body.path).name
    copy.write_bytes(Path(body.path).read_bytes())
    monkeypatch.setenv("LUOSHI_FONTS", str(mounted))
    assert fonts.shelf().chain(fonts.Role.BODY)[0].path == str(copy)
    monkeypatch.setenv("LUOSHI_FONTS", str(tmp_path / "absent"))
    with pytest.raises(Refused, match="不存在"):
        to_pdf(LETTER)


HOSTILE = (
    '#panic("x")',
    '")) #read("/etc/passwd") //',
    "*粗* _斜_ $x^2$ `代码` <标签> @引用 = 标题 - 项",
    "\\u{41} \\ \\\\ \\\" ' ~ #let it = 1",
    "<w:p/> & ]]> &amp; <!-- -->",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_never_markup(text: str) -> None:
    cell = Table((text,), ((text,),))
    paper = dataclasses.replace(LETTER, body=(Paragraph(text, 0), cell), title=text, note=text)
    printed = "".join(line.text for sheet in sheets.read_sheets(to_pdf(paper).data) for line in sheet.lines)
    assert printed.count(re.sub(r"\s", "", text)) >= 2
    document = docx.Document(io.BytesIO(to_docx(paper).data))
    assert text in [paragraph.text for paragraph in document.paragraphs]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [[text], [text]]


@settings(max_examples=40)
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=24))
def test_any_ascii_arrives_as_it_was_written(text: str) -> None:
    paper = says("甲" + text + "乙")
    printed = "".join(
        line.text for sheet in sheets.read_sheets(to_pdf(paper).data) for line in body_lines(sheet)
    )
    assert "甲" + text.replace(" ", "") + "乙" in printed
    document = docx.Document(io.BytesIO(to_docx(paper).data))
    assert "甲" + text + "乙" in [paragraph.text for paragraph in document.paragraphs]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert to_pdf(FULL).data == to_pdf(FULL).data
    assert to_docx(FULL).data == to_docx(FULL).data


def test_a_draft_says_so_on_every_page_and_leaves_its_number_empty() -> None:
    pages = sheets.read_sheets(to_pdf(dataclasses.replace(FULL, number="")).data)
    assert [sum(line.text == "草稿" for line in sheet.lines) for sheet in pages] == [1] * len(pages)
    assert not any("〔" in line.text for line in pages[0].lines)
    issued = sheets.read_sheets(to_pdf(FULL).data)
    assert not any(line.text == "草稿" for sheet in issued for line in sheet.lines)


def test_a_table_wider_than_the_page_is_fitted_between_the_margins() -> None:
    wide = Table(
        tuple(f"第{place}栏名称" for place in range(1, 13)), (tuple("内容很长很长很长" for _ in range(12)),)
    )
    pages = sheets.read_sheets(to_pdf(dataclasses.replace(LETTER, body=(Paragraph("见下表。"), wide))).data)
    small = [line for sheet in pages for line in sheet.lines if abs(line.size_pt - 12) < 0.5]
    assert small
    assert [line.left >= 27.9 and line.right <= 184.1 for line in small] == [True] * len(small)
