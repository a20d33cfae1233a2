"""The pages that LibreOffice makes of a DOCX: apart, without macros, without network, with our fonts."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from luoshi.crafts.papers import fonts
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.sources import office
from luoshi.crafts.sources.model import UNHURRIED
from luoshi.rules.refusals import Refused

_BOLD: Final = 600  # a face from this weight on is asked for as bold
_BACKWARDS: Final = ((b'<w:overflowPunct w:val="0"/>', b'<w:overflowPunct w:val="1"/>'),)


def is_installed() -> bool:
    """Return whether there is a LibreOffice to make pages."""
    return office.program() is not None


def to_pdf(data: bytes) -> bytes:
    """This will return a DOCX as PDF; takes a second or two.

    The five typefaces of official paper are those of papers.fonts, whatever the machine would put for them.
    Raises Refused when LibreOffice is missing or fails.
    """
    program = office.program()
    if program is None:
        raise Refused("没有安装 LibreOffice，不能排出版面。")
    with tempfile.TemporaryDirectory(prefix="luoshi-office-") as place:
        folder = Path(place)
        config = folder / ".config" / "fontconfig"
        config.mkdir(parents=True)
        (config / "fonts.conf").write_text(_font_rules(folder), encoding="utf-8")
        return office.converted(program, _turned(data), folder, "paper.docx", "pdf", UNHURRIED)


def _turned(data: bytes) -> bytes:
    """Return the document as LibreOffice must have it: it reads overflowPunct the wrong way round (7.4)."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as goal:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                for wrong, right in _BACKWARDS:
                    part = part.replace(wrong, right)
            goal.writestr(name, part)
    return made.getvalue()


def _font_rules(folder: Path) -> str:
    """Return rules by which the fonts of papers.fonts answer to the names that a DOCX asks for."""
    shelf = fonts.shelf()
    rules, folders = [], {str(Path(face.path).parent) for role in Role for face in shelf.chain(role)}
    for role in Role:
        face = shelf.chain(role)[0]
        weight = "bold" if face.weight >= _BOLD else "regular"
        rules.append(
            f'<match target="pattern"><test name="family"><string>{role.label}</string></test>'
            f'<edit name="family" mode="assign" binding="strong"><string>{escape(face.family)}</string>'
            "</edit>"
            f'<edit name="weight" mode="assign"><const>{weight}</const></edit></match>'
        )
    places = "".join(f"<dir>{escape(one)}</dir>" for one in sorted(folders))
    cache = f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>"
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    return f"{head}<fontconfig>{places}{cache}{''.join(rules)}</fontconfig>"
