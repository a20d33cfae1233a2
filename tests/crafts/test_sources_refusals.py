"""What cannot be read is refused in words that say what it is, where, and what to do; nothing crashes."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.crafts import sources
from luoshi.crafts.sources import Kind, apart, formats, packages, pictures
from luoshi.rules.refusals import Refused
from tests.crafts import sources_samples as samples
from tests.crafts.sources_samples import docx, p

WORDS = "各学校要在6月底前完成排查。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = docx(p(WORDS))


def reason(data: bytes, name: str) -> str:
    with pytest.raises(Refused) as refusal:
        sources.text_of(data, name)
    return refusal.value.reason


def stream(name: str) -> bytes:
    return OLE + bytes(504) + name.encode("utf-16-le") + bytes(512)


def picture(width: int = 40, height: int = 40) -> bytes:
    image = pytest.importorskip("PIL.Image")
    made = io.BytesIO()
    image.new("L", (width, height), 255).save(made, "PNG")
    return made.getvalue()


def scanned_pdf() -> bytes:
    image = pytest.importorskip("PIL.Image")
    made = io.BytesIO()
    image.new("L", (600, 800), 255).save(made, "PDF")
    return made.getvalue()


def locked_pdf() -> bytes:
    """A PDF 1.4 whose password nobody knows: its user key fits none."""
    encrypt = f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{'41' * 32}> /U <{'42' * 32}> >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", encrypt]
    made, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{words}\nendobj\n".encode()
    start = len(made)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"<< /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<{'43' * 16}> <{'43' * 16}>] >>"
    return made + f"xref\n0 4\n0000000000 65535 f \n{rows}trailer\n{tail}\nstartxref\n{start}\n%%EOF".encode()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (
            stream("EncryptedPackage"),
            "密.docx",
            "文件设有打开密码，没有读取。请用 Word 或 WPS 打开，取消密码",
        ),
        (
            OLE
            + bytes(504)
            + b"\xec\xa5\xc1\0"
            + bytes(7)
            + b"\1"
            + bytes(500)
            + "WordDocument".encode("utf-16-le"),
            "密.doc",
            "文件设有打开密码",
        ),
        (locked_pdf(), "密.pdf", "PDF 设有打开密码，没有读取。"),
        (b"%PDF-1.7\n...", "坏.pdf", "PDF 已损坏或没有传完，打不开。"),
        (GOOD[:-40], "坏.docx", "文件已损坏或没有传完，压缩目录读不出来。"),
        (b"\x00\x01\x02" * 99, "坏.docx", "文件名以 .docx 结尾，内容却不是这种文件"),
        (samples.package({"xl/workbook.xml": ""}), "表.docx", "这是电子表格，不是来文，没有读取。"),
        (stream("Workbook"), "表.xls", "这是电子表格，不是来文，没有读取。"),
        (samples.package({"ppt/presentation.xml": ""}), "a.pptx", "这是演示文稿（pptx、ppt），没有读取。"),
        (stream("PowerPoint Document"), "a.ppt", "这是演示文稿（pptx、ppt），没有读取。"),
        (samples.package({"OFD.xml": ""}), "a.ofd", "这是 OFD 版式文件，目前不能读取。请用 OFD 阅读器另存为"),
        (samples.package({"mimetype": "", "content.xml": ""}), "a.odt", "这是 OpenDocument 文件"),
        (samples.package({"甲.docx": ""}), "a.zip", "这是压缩包，不是文档。请先解压"),
        (stream("Nothing"), "a.wps", "这是旧版 Office 格式的文件，但里面没有 Word 正文，可能已损坏。"),
        (rb"{\rtf1 abc}", "a.doc", "这是 RTF 文件，没有读取。请用 Word 或 WPS 打开后另存为 .docx"),
        ("序号,任务\n".encode(), "a.csv", "这是电子表格，不是来文，没有读取。"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "a.doc", "这是存成 XML 的 Office 文档，没有读取。"),
        (docx(""), "空.docx", "文档里没有文字。"),
        (samples.pdf("#rect()"), "空.pdf", "PDF 里没有文字，也没有图片。请检查是否选对了文件。"),
        (b"", "空.docx", "文件名以 .docx 结尾，内容却不是这种文件，可能已损坏或没有传完。"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_each_is_refused_with_what_it_is_and_what_to_do(data: bytes, name: str, words: str) -> None:
    assert reason(data, name).startswith(words)


def test_a_damaged_part_is_named() -> None:
    files = samples.unpacked(GOOD)
    torn = {**files, "word/document.xml": files["word/document.xml"][:-30]}
    assert reason(samples.package(torn), "坏.docx").startswith(
        "文件已损坏：其中的 word/document.xml 不是完整的 XML，第 1 行第 "
    )
    broken = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        place = archive.getinfo("word/document.xml").header_offset + 60
    broken[place : place + 20] = b"\xff" * 20
    assert reason(bytes(broken), "坏.docx").startswith("文件已损坏：其中的 word/document.xml 解不开。")


def test_an_entity_is_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不可外泄")
    for entity in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', '<!ENTITY a "哈"><!ENTITY x "&a;&a;&a;">'):
        files = samples.unpacked(docx(p("&amp;x;")))
        body = files["word/document.xml"].replace("&amp;x;", "&x;")
        files["word/document.xml"] = f"<!DOCTYPE d [{entity}]>{body}"
        assert reason(samples.package(files), "攻击.docx").startswith(
            "文件里的 word/document.xml 带有 DTD 实体定义。"
        )


def test_bombs_are_measured_before_they_are_opened() -> None:
    whole = samples.package({**samples.unpacked(GOOD), "word/media/a.bin": "0" * (80 * 1024 * 1024)})
    assert len(whole) < 200_000
    assert reason(whole, "弹.docx").startswith("文件解开后有 80 MiB，其中 word/media/a.bin 最大，")
    large = samples.package(
        {**samples.unpacked(GOOD), "word/document.xml": " " * (packages.LARGEST_PART + 1)}
    )
    assert reason(large, "弹.docx").startswith("文件里的 word/document.xml 解开后超过 32 MiB 的上限")
    many = samples.package({f"word/{n}.xml": "" for n in range(packages.MOST_PARTS + 1)})
    assert reason(many, "弹.docx").startswith("文件里有 5001 个部分，超过 5000 个的上限")


def test_a_deep_nest_is_refused_and_no_recursion_breaks() -> None:
    deep = "<w:sdt><w:sdtContent>" * 4000 + p(WORDS) + "</w:sdtContent></w:sdt>" * 4000
    assert reason(docx(deep), "深.docx").startswith("文件已损坏：其中的 word/document.xml 不是完整的 XML")


def test_a_wrong_name_is_told_and_the_file_is_read_by_what_it_holds() -> None:
    note = "文件名以 .txt 结尾，内容却是Word 文档（docx），已按内容读取。"
    assert sources.text_of(GOOD, "来文.txt") == sources.Source(f"{WORDS}\n", Kind.WORD, (note,))
    page = f"<html><body><p>{WORDS}</p></body></html>".encode()
    saved = sources.text_of(page, "来文.doc")
    assert (saved.text, saved.kind) == (f"{WORDS}\n", Kind.PAGE)
    assert saved.notes == ("文件名以 .doc 结尾，内容却是网页，已按内容读取。",)
    assert sources.text_of(page, "来文.html").notes == ()
    assert sources.text_of(GOOD, "来文").notes == ()


def test_macros_are_told_and_never_run() -> None:
    files = {**samples.unpacked(GOOD), "word/vbaProject.bin": "Sub AutoOpen()"}
    source = sources.text_of(samples.package(files), "来文.docm")
    assert source == sources.Source(f"{WORDS}\n", Kind.WORD, ("文件带有宏。只读了文字，宏没有运行。",))


def test_a_secret_in_a_header_that_is_not_read_is_refused() -> None:
    header = f"<w:hdr {samples.W}>{p('机密★1年')}</w:hdr>"
    assert reason(docx(p(WORDS), header=header), "密.docx").startswith(
        "页眉或页脚：文件第 1 行标有密级“机密”。"
    )
    quiet = f"<w:hdr {samples.W}>{p('某市教育局文件')}</w:hdr>"
    assert sources.text_of(docx(p(WORDS), header=quiet), "来文.docx").text == f"{WORDS}\n"


@pytest.mark.skipif(pictures.is_installed(), reason="the optional recogniser is installed here")
def test_scans_without_the_recogniser_say_what_to_install() -> None:
    command = '.venv/bin/pip install -e ".[ocr]"'
    assert reason(picture(), "照片.png").startswith("这是图片。识别扫描件和图片需要文字识别组件")
    assert command in reason(picture(), "照片.png")
    told = reason(scanned_pdf(), "扫描.pdf")
    assert told.startswith("PDF 第 1 页是扫描图片，没有文字。")
    assert command in told


@pytest.mark.skipif(not pictures.is_installed(), reason="the optional recogniser is not installed here")
def test_a_picture_without_text_is_refused() -> None:
    assert reason(picture(400, 400), "照片.png").startswith("图片里没有认出文字。")


def test_two_papers_in_one_file_are_told_with_the_place_of_the_second() -> None:
    def paper(number: int, about: str) -> str:
        return f"某教〔2026〕{number}号\n关于{about}的通知\n各学校：\n{WORDS}\n某市教育局\n2026年3月2日\n"

    both = paper(7, "校车安全") + paper(8, "食堂管理")
    place = both.index("某教〔2026〕8号") + 1
    assert sources.text_of(both.encode(), "两份.txt").notes == (
        f"文件里可能有两份来文：第 {place} 字起是另一份（某教〔2026〕8号）。"
        "请拆成两份分别登记，否则标题、文号、日期只认第一份的。",
    )
    annexed = paper(7, "转发上级文件") + "附件\n" + paper(8, "食堂管理")
    assert sources.text_of(annexed.encode(), "转发.txt").notes == ()
    assert sources.text_of(paper(7, "校车安全").encode(), "一份.txt").notes == ()


def test_traditional_characters_are_told_and_kept() -> None:
    words = "各縣區教育局應當組織學校開展檢查，對發現的問題進行整改，並於六月底前報送結果。\n" * 2
    source = sources.text_of(words.encode(), "來文.txt")
    assert source.text == words
    assert [note[:9] for note in source.notes] == ["原文是繁体字，按原"]
    assert sources.text_of((WORDS * 9).encode(), "来文.txt").notes == ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_old_word_and_wps_are_read_through_libreoffice_which_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = samples.old_word(tmp_path, f"关于排查的通知\n{WORDS}\n")
    own = tmp_path / "own"  # others read through LibreOffice at the same time
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    for name in ("来文.doc", "来文.wps"):
        source = sources.text_of(data, name)
        assert source == sources.Source(f"关于排查的通知\n{WORDS}\n", Kind.OLD_WORD, ())
    assert os.listdir(own) == []
    macros = sources.text_of(data + "_VBA_PROJECT".encode("utf-16-le"), "来文.doc")
    assert macros.notes == ("文件带有宏。只读了文字，宏没有运行。",)
    assert reason(stream("WordDocument"), "坏.doc").startswith("文件没有转换成功，可能已损坏")


def test_without_libreoffice_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    told = reason(stream("WordDocument"), "来文.doc")
    assert "sudo apt-get install --no-install-recommends libreoffice-writer" in told


def test_a_reader_that_hangs_or_hoards_is_ended(tmp_path: Path) -> None:
    with pytest.raises(TimeoutError):
        apart.run(["sleep", "60"], data=b"", folder=tmp_path, seconds=1, mebibytes=512)
    hoard = [sys.executable, "-c", "x = bytearray(2 << 30)"]
    code, _ = apart.run(hoard, data=b"", folder=tmp_path, seconds=20, mebibytes=1024)
    assert code == 1
    code, seen = apart.run(["env"], data=b"", folder=tmp_path, seconds=5, mebibytes=512)
    assert code == 0
    assert {line.partition("=")[0] for line in seen.decode().splitlines()} <= {
        "PATH", "HOME", "TMPDIR", "LANG", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PWD",
        "SHLVL", "_", "OLDPWD",
    }  # fmt: skip


def test_reading_text_loads_no_heavy_library() -> None:
    script = (
        "import sys; from luoshi.crafts import sources; sources.text_of('要落实。'.encode(), 'a.txt');"
        "print(sorted({'lxml', 'zipfile', 'pypdfium2', 'docx', 'subprocess', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_mutation_of_a_docx_makes_it_fall(data: st.DataObject) -> None:
    torn = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        torn[data.draw(st.integers(0, len(torn) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refused):
        assert sources.text_of(bytes(torn), "来文.docx").text.strip()


def test_every_suffix_is_offered_by_the_upload_form() -> None:
    assert {".docx", ".doc", ".wps", ".pdf", ".txt", ".html", ".png", ".jpg"} <= set(formats.SUFFIXES)
