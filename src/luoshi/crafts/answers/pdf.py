"""The 交账单 as PDF, composed in a process that ends with it: the compiler keeps 100 MB of fonts.

The words go in by a pipe as JSON, in which nothing is ever markup, and the PDF comes back by another.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import typst

from luoshi.crafts.answers.docx import HEADS, WIDTHS
from luoshi.crafts.answers.model import Sheet
from luoshi.crafts.papers import fonts, standard, titles
from luoshi.crafts.papers.fonts import Role
from luoshi.rules.refusals import Refused

SECONDS: Final = 60
_TEMPLATE: Final = Path(__file__).with_name("sheet.typ")


def to_pdf(sheet: Sheet, seconds: float = SECONDS) -> bytes:
    """Return the sheet as PDF. Raises Refused when it was not done within `seconds` or broke down."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603 - nothing that anybody wrote is in the command
            command, input=_words(sheet), stdout=subprocess.PIPE, timeout=seconds, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise Refused("PDF 没有生成成功（排版程序超时或中断）。请稍后再试；急用时可先下载 Word。") from error
    return done.stdout


def _words(sheet: Sheet) -> bytes:
    content = dataclasses.asdict(sheet) | {
        "title": [*titles.title_lines(f"《{sheet.title}》"), "交账单"],
        "heads": HEADS,
        "widths": WIDTHS,
        "entries": [
            {
                "number": entry.number,
                "words": entry.words,
                "outcome": entry.outcome,
                "notes": [
                    {"lamp": note.lamp or "", "sign": note.sign, "label": note.label, "words": note.words}
                    for note in entry.notes
                ],
                "heading": entry.is_heading,
            }
            for entry in sheet.entries
        ],
    }
    return json.dumps(content).encode("ascii")


def compose(words: bytes) -> bytes:
    """Return the PDF of a sheet that was written as JSON."""
    shelf = fonts.shelf()
    content = json.loads(words)
    geometry = standard.GB9704
    content["fonts"] = {role.value: [face.family for face in shelf.chain(role)] for role in Role}
    content["geometry"] = dataclasses.asdict(geometry) | {
        "right": geometry.right,
        "bottom": geometry.bottom,
    }
    quoted = json.dumps(content).replace("\\", "\\\\").replace('"', '\\"')
    source = f'#import "{_TEMPLATE.name}": compose\n#compose(json(bytes("{quoted}")))'.encode("ascii")
    made: Any = typst.Compiler(
        root=_TEMPLATE.parent, font_paths=shelf.handle, ignore_system_fonts=True
    ).compile(source, format="pdf")
    if not isinstance(made, bytes):
        raise TypeError("the compiler gave no single PDF")
    return made


if __name__ == "__main__":
    sys.stdout.buffer.write(compose(sys.stdin.buffer.read()))
