"""Official paper as PDF: one warm Typst compiler for each process, words passed as data."""

from __future__ import annotations

import dataclasses
import functools
import json
import threading
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

import typst

from luoshi.crafts.papers import checks, fonts, standard, tables, titles, words
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.model import Block, FontUse, Paper, Rendered, Table
from luoshi.crafts.papers.standard import Geometry

_TEMPLATE: Final = Path(__file__).with_name("paper.typ")
_COMPILING: Final = threading.Lock()  # a compiler keeps the inputs of its last paper: one thread at a time

_ONE_PAGE: Final = b"/Type/Pages/Count 1/"  # written otherwise some day, only time is lost

# 7.3.5.5: when the signature would stand alone on a page, the lines move closer or further apart.
_OTHER_LINES: Final = (23, 24, 21, 20, 19, 18)


@dataclasses.dataclass(frozen=True, slots=True)
class _Places:
    """The pages on which the text begins and ends and on which the signature stands."""

    begun: int
    ended: int
    signed: int


def to_pdf(paper: Paper) -> Rendered:
    """This will return the paper as PDF, the same bytes for the same paper, with an account of its fonts.

    Raises Refused with the clause when the paper breaks the standard, or when a character is in no font.
    """
    return compose(paper, standard.GB9704)


def fonts_of(paper: Paper) -> tuple[FontUse, ...]:
    """This will return the account of the fonts of the PDF without composing it; Refused as to_pdf()."""
    checks.refuse_faults(paper)
    return _font_uses(fonts.shelf(), paper, _content(paper))


def compose(paper: Paper, geometry: Geometry) -> Rendered:
    """This will give the paper as PDF by other numbers than the standard's, to prove the measuring."""
    checks.refuse_faults(paper)
    shelf = fonts.shelf()
    content = _content(paper)
    uses = _font_uses(shelf, paper, content)
    content["fonts"] = {role.value: _font(shelf, role) for role in Role}
    content["geometry"] = dataclasses.asdict(geometry) | {
        "char": geometry.char,
        "right": geometry.right,
        "bottom": geometry.bottom,
    }
    content["pitch"] = geometry.pitch
    press = _Press(shelf, datetime.combine(paper.signed_on, time(), UTC))
    with _COMPILING:
        data = press.pdf(content)
        if _ONE_PAGE not in data:
            data = _with_room(press, content, data, geometry)
    return Rendered(data, uses)


def _with_room(press: _Press, content: dict[str, Any], data: bytes, geometry: Geometry) -> bytes:
    """Return the paper with its text on page 1 and its signature beside text (7.3.2, 7.3.3, 7.3.5.5)."""
    places = press.places(content)
    if places.begun > 1 and content["addressees"]:
        content["imprint"]["addressees"] = content["imprint_addressees"]
        content["addressees"] = ""
        data = press.pdf(content)
        places = press.places(content)
    if places.signed == places.ended:
        return data
    for lines in _OTHER_LINES:
        content["pitch"] = dataclasses.replace(geometry, lines=lines).pitch
        places = press.places(content)
        if places.signed == places.ended:
            return press.pdf(content)
    return data


@dataclasses.dataclass(frozen=True, slots=True)
class _Press:
    """The compiler, kept warm, and the date that the PDF bears as its making."""

    shelf: fonts.Shelf
    made_at: datetime

    def pdf(self, content: dict[str, Any]) -> bytes:
        data = _compiler(self.shelf).compile(_source(content), format="pdf", timestamp=self.made_at)
        if not isinstance(data, bytes):
            raise TypeError("the compiler gave no single PDF")
        return data

    def places(self, content: dict[str, Any]) -> _Places:
        """Return where the labels of the template stand."""
        pages = typst.eval(  # type: ignore[type-var]  # its stub wants source and root of one type
            _source(content),
            "(<begun>, <ended>, <signed>).map(label => query(label).first().location().page())",
            root=str(_TEMPLATE.parent),
            font_paths=self.shelf.handle,
            ignore_system_fonts=True,
        )
        return _Places(*json.loads(pages))


def _source(content: dict[str, Any]) -> bytes:
    """Return the source of one paper: its words as one string literal, in which nothing is ever markup.

    Inputs (sys.inputs) would be a new world for each paper, and the compiler would forget the template:
    measured, a quarter slower.
    """
    words = json.dumps(content, separators=(",", ":")).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "{_TEMPLATE.name}": compose\n#compose(json(bytes("{words}")))'.encode("ascii")


@functools.lru_cache(maxsize=2)
def _compiler(shelf: fonts.Shelf) -> typst.Compiler:
    return typst.Compiler(root=_TEMPLATE.parent, font_paths=shelf.handle, ignore_system_fonts=True)


def _font(shelf: fonts.Shelf, role: Role) -> dict[str, Any]:
    faces = shelf.chain(role)
    return {"families": list(dict.fromkeys(face.family for face in faces)), "weight": faces[0].weight}


def _content(paper: Paper) -> dict[str, Any]:
    return {
        "layout": paper.layout.value,
        "mark": words.mark_text(paper),
        "number": paper.number,
        "urgency": paper.urgency,
        "approver": paper.approver,
        "title": titles.title_lines(paper.title),
        "addressees": words.addressees_line(paper),
        "imprint_addressees": words.addressees_in_imprint(paper),
        "body": [_block(block) for block in paper.body],
        "annex_names": [annex.title for annex in paper.attachments],
        "signer": paper.signer,
        "signed_on": words.chinese_date(paper.signed_on),
        "sealed": paper.sealed,
        "note": paper.note,
        "annexes": [
            {
                "label": words.annex_label(paper, place),
                "title": titles.title_lines(annex.title),
                "blocks": [_block(block) for block in annex.blocks],
            }
            for place, annex in enumerate(paper.attachments, start=1)
        ],
        "imprint": {
            "addressees": "",
            "copies": words.copies_line(paper),
            "printer": paper.printer,
            "printed_on": words.chinese_date(paper.printed_on) if paper.printed_on else "",
        },
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        widths = tables.column_widths(block, standard.GB9704.width)
        return {
            "table": {
                "caption": block.caption,
                "header": block.header,
                "rows": block.rows,
                "one_line": tables.sure_of_one_line(block, widths),
                "widths": widths,
                "centred": tables.centred(block),
            }
        }
    return {
        "heading": words.stands_alone(block),
        "runs": [(role.value, text) for role, text in words.runs(block)],
    }


def _font_uses(shelf: fonts.Shelf, paper: Paper, content: dict[str, Any]) -> tuple[FontUse, ...]:
    """Return every font that the paper uses, and refuse characters that no font has."""
    texts: dict[Role, set[str]] = {role: set() for role in Role}
    texts[Role.TITLE].update(content["mark"], *content["title"], *content["annex_names"])
    texts[Role.SONG].update("—0123456789 ")
    texts[Role.KAI].update(paper.approver)
    texts[Role.HEI].update(paper.urgency, *(annex["label"] for annex in content["annexes"]))
    texts[Role.BODY].update(
        content["number"],
        content["addressees"],
        *content["annex_names"],
        paper.signer,
        content["signed_on"],
        paper.note,
        *content["imprint"].values(),
        "附件：0123456789. （）签发人抄送主印",
    )
    for block in [*content["body"], *(block for annex in content["annexes"] for block in annex["blocks"])]:
        if "table" in block:
            table = block["table"]
            texts[Role.HEI].update(table["caption"], *table["header"])
            texts[Role.BODY].update(*(cell for row in table["rows"] for cell in row))
        for role, text in block.get("runs", ()):
            texts[Role(role)].update(text)
    return tuple(use for role, text in texts.items() if text for use in shelf.uses(role, text))
