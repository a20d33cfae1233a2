"""`paper check` finds what is wrong with papers made elsewhere, as PDF and as DOCX, and names the clause."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from luoshi.crafts.papers import Layout, Paper, Paragraph, measuring, to_docx, to_pdf
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.measuring import office
from luoshi.crafts.papers.measuring.heads import shape_of
from luoshi.crafts.papers.measuring.remedies import REMEDIES
from luoshi.rules.refusals import Refused
from luoshi.site import papers as command
from tests.crafts.papers_foreign import drawn
from tests.crafts.papers_samples import ACROSS, DOCUMENT, JOINT, LETTER, MINUTES, ORDER, UPWARD

OURS = (LETTER, DOCUMENT, MINUTES, ORDER, UPWARD, JOINT, ACROSS)
MARK = "发文机关标志上边缘至版心上边缘"

# What is drawn, and every deviation that this is.
WRONG: list[tuple[dict[str, Any], set[tuple[str, str]]]] = [
    ({"mark_top": 37.0 + 25}, {(MARK, "7.2.4")}),
    ({"mark_top": 37.0 + 80}, {(MARK, "7.2.4")}),
    ({"extra": "主题词：教育　学位　通知"}, {("主题词", "7.4")}),
    ({"corner": ("机密★1年", 160.0)}, {("密级标志", "7.2.2"), ("密级标志位置", "7.2.2")}),
    ({"date": "二〇二六年十一月五日"}, {("汉字日期", "7.3.5.4")}),
    ({"copies_pt": 16.0}, {("版记字号", "7.4")}),
    ({"rule": 140.0}, {("红色分隔线长", "7.2.7")}),
    ({"rule_gap": 9.0}, {("发文字号至红色分隔线", "7.2.7")}),
    ({"number": "示教发〔2026〕01号"}, {("发文字号写法", "7.2.5")}),
    ({"number": "示教发〔2026〕第1号"}, {("发文字号写法", "7.2.5")}),
    ({"number": "示教发【2026】28号"}, {("发文字号写法", "7.2.5")}),
    ({"number": "示教发[26]28号"}, {("发文字号写法", "7.2.5")}),
    ({"number_x": 28.0}, {("发文字号偏离居中", "7.2.5")}),
    ({"folio_centred": True}, {("单页码右空", "7.5"), ("双页码左空", "7.5")}),
    ({"folio": "– {} –"}, {("页码写法", "7.5"), ("单页码右空", "7.5")}),
    ({"imprint_end": 255.0}, {("版记末条分隔线至上页边", "7.4.1")}),
    ({"shows_text": False}, {("首页正文行数", "7.3.3")}),
    ({"title_pt": 18.0}, {("标题字号", "7.3.1")}),
    ({"title": ("示例市教育局关于报送二〇二六年",) * 2}, {("标题排列", "7.3.1")}),
    ({"body_font": Role.SONG}, {("正文字体", "7.3.3")}),
    ({"date": "2026年01月05日"}, {("成文日期写法", "7.3.5.4")}),
    ({"extra": "（此页无正文）"}, {("此页无正文", "7.3.5.5")}),
]


def found(report: measuring.Report) -> set[tuple[str, str]]:
    """Return name and clause of every deviation."""
    return {(figure.name, figure.clause) for figure in report.deviations}


def test_the_document_itself_is_right() -> None:
    report = measuring.inspect(drawn(), "通知.pdf")
    assert (report.layout, report.pages, found(report)) == (Layout.DOCUMENT, 2, set())
    assert [words.partition(" ")[0] for words in report.substitutions] == [
        "方正小标宋简体",
        "仿宋_GB2312",
        "宋体",
    ]


@pytest.mark.parametrize("paper", OURS, ids=[paper.layout.value + paper.number for paper in OURS])
def test_our_own_papers_have_named_stand_ins_for_fonts_and_nothing_else(paper: Paper) -> None:
    rendered = to_pdf(paper)
    report = measuring.inspect(rendered.data, "我们的.pdf")
    assert (report.layout, report.deviations) == (paper.layout, ())
    named = {words.partition(" ")[0] for words in report.substitutions}
    assert named <= {use.wanted for use in rendered.fonts if use.substituted}
    assert named >= {"仿宋_GB2312"} & {use.wanted for use in rendered.fonts if use.substituted}


@pytest.mark.parametrize(("changes", "faults"), WRONG, ids=[str(changes)[:40] for changes, _ in WRONG])
def test_a_wrong_pdf_shows_this_fault_and_no_other(
    changes: dict[str, Any], faults: set[tuple[str, str]]
) -> None:
    report = measuring.inspect(drawn(**changes), "通知.pdf")
    assert found(report) == faults
    assert all(figure.remedy == REMEDIES[figure.name] for figure in report.deviations)


# --- DOCX --------------------------------------------------------------------------------------


def words_in(document: Document, old: str, new: str) -> None:
    """Replace the text of the runs of one paragraph."""
    paragraph = next(one for one in document.paragraphs if one.text == old)
    for run in paragraph.runs:
        run.text = ""
    paragraph.runs[0].text = new


def lower_mark(document: Document, millimetres: float) -> None:
    mark = next(one for one in document.paragraphs if one.text.endswith("文件"))
    mark.paragraph_format.space_before = Pt(mark.paragraph_format.space_before.pt + Mm(millimetres).pt)


def add_line(document: Document, text: str) -> None:
    last = next(one for one in document.paragraphs if one.text == "请各单位对照附件逐项整改。")
    last.insert_paragraph_before(text).paragraph_format.line_spacing = Pt(28.95)


def centre_folio(document: Document) -> None:
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def enlarge_copies(document: Document) -> None:
    for box in document.element.body.iter(qn("w:txbxContent")):
        for size in box.iter(qn("w:sz")):
            size.set(qn("w:val"), "32")


def shorten_rule(document: Document) -> None:
    ruled = next(one for one in document.paragraphs if one.text == DOCUMENT.number)
    ruled.paragraph_format.left_indent = ruled.paragraph_format.right_indent = Mm(10)


def raise_imprint(document: Document) -> None:
    anchor = next(iter(document.element.body.iter(qn("wp:positionV"))))
    anchor.remove(anchor[0])
    offset = anchor.makeelement(qn("wp:posOffset"), {})
    offset.text = str(200 * 36000)
    anchor.append(offset)


def secret_mark(document: Document) -> None:
    mark = next(one for one in document.paragraphs if one.text.endswith("文件"))
    before = mark.paragraph_format.space_before.pt
    mark.paragraph_format.space_before = Pt(before - 28.95)
    line = mark.insert_paragraph_before("机密★1年")
    line.alignment, line.paragraph_format.line_spacing = WD_ALIGN_PARAGRAPH.RIGHT, Pt(28.95)


def text_on_the_next_page(document: Document) -> None:
    text = next(one for one in document.paragraphs if one.text.startswith("正正"))
    text.paragraph_format.page_break_before = True


def office_margins(document: Document) -> None:
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(25.4)
    section.left_margin = section.right_margin = Mm(31.8)


def other_body_font(document: Document) -> None:
    for run in next(one for one in document.paragraphs if one.text.startswith("正正")).runs:
        run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
        run.font.bold = True


WRONG_DOCX: list[tuple[str, Callable[[Document], None], set[tuple[str, str]]]] = [
    ("25 mm", lambda one: lower_mark(one, -10), {(MARK, "7.2.4")}),
    ("80 mm", lambda one: lower_mark(one, 45), {(MARK, "7.2.4")}),
    ("主题词", lambda one: add_line(one, "主题词：教育　学位"), {("主题词", "7.4")}),
    ("密级在右上角", secret_mark, {("密级标志", "7.2.2"), ("密级标志位置", "7.2.2")}),
    (
        "汉字日期",
        lambda one: words_in(one, "2026年11月5日", "二〇二六年十一月五日"),
        {("汉字日期", "7.3.5.4")},
    ),
    ("抄送 3号", enlarge_copies, {("版记字号", "7.4")}),
    ("红线长", shorten_rule, {("红色分隔线长", "7.2.7")}),
    (
        "01号",
        lambda one: words_in(one, DOCUMENT.number, "示教发〔2026〕01号"),
        {("发文字号写法", "7.2.5")},
    ),
    ("【】", lambda one: words_in(one, DOCUMENT.number, "示教发【2026】28号"), {("发文字号写法", "7.2.5")}),
    ("页码居中", centre_folio, {("单页码右空", "7.5"), ("双页码左空", "7.5"), ("页码位置", "7.5")}),
    ("版记偏高", raise_imprint, {("版记末条分隔线至上页边", "7.4.1")}),
    ("首页无正文", text_on_the_next_page, {("首页正文行数", "7.3.3")}),
    ("页边距", office_margins, {("订口（左）", "5.2.1"), ("版心宽", "5.2.1"), ("版心高", "5.2.1")}),
    ("正文宋体加粗", other_body_font, {("正文字体", "7.3.3"), ("加粗", "7.3.3")}),
]

needs_office = pytest.mark.skipif(not office.is_installed(), reason="没有 LibreOffice，位置没有检查")


def made(change: Callable[[Document], None]) -> bytes:
    """Return a letter of ours after somebody changed it in a word processor."""
    paper = dataclasses.replace(
        DOCUMENT, body=(Paragraph("正" * 200), Paragraph("请各单位对照附件逐项整改。"))
    )
    document = docx.Document(io.BytesIO(to_docx(paper).data))
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@needs_office
def test_a_docx_that_nobody_changed_is_right() -> None:
    report = measuring.inspect(made(lambda _: None), "通知.docx")
    assert (report.layout, report.deviations, report.substitutions) == (Layout.DOCUMENT, (), ())
    assert "LibreOffice 排出的版面" in report.notes[0]


@needs_office
@pytest.mark.parametrize(
    ("change", "faults"),
    [(change, faults) for _, change, faults in WRONG_DOCX],
    ids=[name for name, _, _ in WRONG_DOCX],
)
def test_a_wrong_docx_shows_this_fault(
    change: Callable[[Document], None], faults: set[tuple[str, str]]
) -> None:
    assert found(measuring.inspect(made(change), "通知.docx")) >= faults


def test_without_libreoffice_a_docx_is_judged_by_what_it_states(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    right = measuring.inspect(made(lambda _: None), "通知.docx")
    assert (found(right), right.pages) == (set(), None)
    assert "没有安装 LibreOffice" in right.notes[0]
    stated = {
        name: faults
        for name, _, faults in WRONG_DOCX
        if name in {"01号", "页边距", "正文宋体加粗", "汉字日期"}
    }
    for name, change, _ in WRONG_DOCX:
        if name in stated:
            assert found(measuring.inspect(made(change), "通知.docx")) >= stated[name]
    assert ("页码位置", "7.5") in found(measuring.inspect(made(centre_folio), "通知.docx"))


# --- What cannot be measured -------------------------------------------------------------------


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, part)
    return file.getvalue()


def scanned() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def encrypted() -> bytes:
    """Return a PDF whose trailer asks for a password."""
    data = to_pdf(LETTER).data
    crypt = (
        b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    )
    ids = b"/ID[<" + b"43" * 16 + b"><" + b"43" * 16 + b">]"
    return re.sub(rb"/ID\s*\[.*?\]", b"", data).replace(b"/Root", crypt + ids + b"/Root")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", "空的"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "不是可以打开的 PDF"),
        ("a.pdf", scanned(), "多半是扫描件"),
        ("a.txt", "关于某事的通知".encode(), "只能检查 PDF 和 DOCX"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "量不出版面"),
        ("a.docx", b"PK\x03\x04" + b"0" * 64, "已损坏"),
        ("a.pdf", b"%PDF-1.7\n" + b"0" * (51 << 20), "50 MiB"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_words(name: str, data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        measuring.inspect(data, name)


def test_an_encrypted_pdf_says_so() -> None:
    with pytest.raises(Refused, match="设有打开密码"):
        measuring.inspect(encrypted(), "a.pdf")


@needs_office
def test_macros_are_named_and_never_run() -> None:
    report = measuring.inspect(with_part(to_docx(LETTER).data, "word/vbaProject.bin", b"\xd0\xcf"), "a.docm")
    assert report.notes[0] == "文件带有宏，没有运行。"


# --- The command -------------------------------------------------------------------------------


def test_the_command_lists_each_deviation_with_its_clause_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "通知.pdf").write_bytes(drawn(rule=140.0))
    assert command.main(["check", str(tmp_path / "通知.pdf")]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("文件格式（自动识别），共 2 页，按 GB/T 9704—2012 量了 ")
    assert (
        "不合标准 1 处：\n1. 第1页　红色分隔线长：140 mm；应为156 mm（±1）\n"
        "   第7.2.7条　红色分隔线与版心等宽，156 mm。\n"
    ) in shown
    assert "字体代用" in shown


def test_the_command_answers_in_json_and_by_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "函.pdf"
    path.write_bytes(to_pdf(LETTER).data)
    assert command.main(["check", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["layout"], told["pages"], told["deviations"]) == ("LETTER", 1, [])
    assert command.main(["check", str(path), "--layout", "文件", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["layout"] == "DOCUMENT"
    assert command.main(["check", str(tmp_path / "没有.pdf")]) == 2
    assert capsys.readouterr().err.endswith("找不到这个文件。请检查路径。\n")


@pytest.mark.parametrize(
    ("widths", "shape"),
    [
        ([16, 12], "梯形"),
        ([12, 16], "梯形"),
        ([10, 14, 18], "梯形"),
        ([12, 18, 13], "菱形"),
        ([15, 15], "矩形"),
        ([18, 10, 18], "沙漏形"),
    ],
)
def test_the_shape_of_a_title(widths: list[float], shape: str) -> None:
    assert shape_of(widths) == shape
