"""Files of every kind that is read, made on the spot."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import typst

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def p(words: str = "", shape: str = "") -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f"<w:p>{f'<w:pPr>{shape}</w:pPr>' if shape else ''}{run}</w:p>"


def numbered(words: str, number: int = 1, level: int = 0) -> str:
    """A paragraph with an automatic number."""
    return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(place: int, style: str, pattern: str, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is words, or XML when it begins with <."""
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    """A .docx whose body is the XML given; parts: numbering, styles, footnotes, endnotes, header."""
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for place, name in enumerate(parts)
    )
    files = {f"word/{name}.xml": xml for name, xml in parts.items()}
    return package(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations(
                f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/document.xml": f"<w:document {W} {MORE}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relations(relations),
            **files,
        }
    )


def _relations(inside: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'


def package(files: dict[str, str]) -> bytes:
    """A zip of texts."""
    return packed({name: words.encode() for name, words in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def numbering(levels: str, uses: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part with one list."""
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{uses}</w:numbering>'


def pdf(markup: str, page: str = "") -> bytes:
    """A PDF of A4 pages with the margins of an official paper, set by Typst."""
    head = (
        f'#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), {page})\n'
        '#set text(font: "Noto Serif CJK SC", size: 16pt, lang: "zh", cjk-latin-spacing: none)\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
    )
    made = typst.compile((head + markup).encode())
    assert isinstance(made, bytes)
    return made


def old_word(folder: Path, words: str) -> bytes:
    """A .doc, made by LibreOffice."""
    program = shutil.which("soffice")
    assert program
    (folder / "paper.txt").write_text(words, encoding="utf-8")
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "doc:MS Word 97",
            "--infilter=Text (encoded):UTF8",
            "--outdir",
            str(folder),
            str(folder / "paper.txt"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "paper.doc").read_bytes()


def unpacked(data: bytes) -> dict[str, str]:
    """The texts of a zip."""
    return {name: part.decode() for name, part in unpacked_bytes(data).items()}


def unpacked_bytes(data: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
