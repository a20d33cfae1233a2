"""Official paper as PDF: one warm Typst compiler for each process, words passed as data."""

from __future__ import annotations

import dataclasses
import functools
import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

import typst

from luoshi.crafts.papers import checks, fonts, standard, tables, titles, words
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.model import Block, FontUse, Layout, Paper, Rendered, Table
from luoshi.crafts.papers.standard import Geometry
from luoshi.rules.refusals import Refused

_TEMPLATE: Final = Path(__file__).with_name("paper.typ")
_COMPILING: Final = threading.Lock()  # a compiler keeps the inputs of its last paper: one thread at a time

_ONE_PAGE: Final = b"/Type/Pages/Count 1/"  # written otherwise some day, only time is lost

# 7.3.5.5: when the signature would stand alone on a page, the lines move closer or further apart.
_OTHER_LINES: Final = (23, 24, 21, 20, 19, 18)


@dataclasses.dataclass(frozen=True, slots=True)
class _Places:
    """The pages on which the text begins and ends, the signature stands, the last annex ends, 版记 stands."""

    begun: int
    ended: int
    signed: int
    closed: int
    imprint: int | None


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
    given = prepared(paper, geometry)
    content = given.content
    press = _Press(fonts.shelf(), datetime.combine(paper.signed_on, time(), UTC))
    with _COMPILING:
        data = press.pdf(content)
        if paper.on_the_back or _ONE_PAGE not in data:
            content["one_page"] = False
            data = _fitted(press, content, data, geometry, on_the_back=paper.on_the_back)
    return Rendered(data, given.fonts)


@dataclasses.dataclass(frozen=True, slots=True)
class Prepared:
    """A paper as the template takes it, and the account of its fonts."""

    content: dict[str, Any]
    fonts: tuple[FontUse, ...]


def prepared(paper: Paper, geometry: Geometry = standard.GB9704) -> Prepared:
    """Return what the compiler is to be given; Refused as to_pdf(), but for what only composing shows."""
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
    content["description"] = account(uses)
    return Prepared(content, uses)


def together(papers: Sequence[Prepared]) -> bytes:
    """Return papers one after the other in one PDF without tags; nothing is fitted or numbered."""
    with _COMPILING:
        data = _compiler(fonts.shelf()).compile(
            _source(*(paper.content for paper in papers)), format="pdf", pdf_tags=False
        )
    if not isinstance(data, bytes):
        raise TypeError("the compiler gave no single PDF")
    return data


def account(uses: tuple[FontUse, ...]) -> str:
    """Return what the file itself says of its fonts: every one that stands in for another."""
    replaced = [f"{use.wanted}→{use.used}" for use in uses if use.substituted]
    return f"字体代用：{'；'.join(replaced)}" if replaced else ""


def _fitted(
    press: _Press, content: dict[str, Any], data: bytes, geometry: Geometry, *, on_the_back: bool
) -> bytes:
    """Return the paper with its text on page 1, its signature beside text and its 版记 where it belongs.

    Clauses 7.3.2, 7.3.3, 7.3.5.5 and 7.5. Raises Refused when the head leaves no room for text on page 1.
    """
    places = press.places(content)
    before = places
    if places.begun > 1 and content["addressees"]:
        content["imprint"]["addressees"] = content["imprint_addressees"]
        content["addressees"] = ""
        places = press.places(content)
    if places.begun > 1:
        raise Refused(
            f"版头和标题太长，首页显示不出正文（{standard.STANDARD} 第7.3.3条）。"
            "请缩短标题，或在发文机关标志中只印主办机关。"
        )
    if places.signed != places.ended:
        places = _pressed(press, content, geometry) or places
    if places.imprint and _imprint_moves(content, places, on_the_back=on_the_back):
        return press.pdf(content)
    return data if places is before and content["layout"] != Layout.LETTER else press.pdf(content)


def _pressed(press: _Press, content: dict[str, Any], geometry: Geometry) -> _Places | None:
    """Set the lines closer or further apart until the signature stands beside text (7.3.5.5)."""
    for lines in _OTHER_LINES:
        content["pitch"] = dataclasses.replace(geometry, lines=lines).pitch
        places = press.places(content)
        if places.signed == places.ended and places.begun == 1:
            return places
    content["pitch"] = geometry.pitch
    return None


def _imprint_moves(content: dict[str, Any], places: _Places, *, on_the_back: bool) -> bool:
    """Give 版记 a page of its own where it has no room, or where it must stand on a back page.

    Where that leaves an empty page before it, neither is numbered (7.5). Return whether anything changed.
    """
    crowded = places.imprint != places.closed
    if on_the_back and (places.closed + crowded) % 2:
        content["imprint"]["pages_before"] = 2 if crowded else 1
        content["numbered_until"] = places.closed if crowded else None
    elif crowded:
        content["imprint"]["pages_before"] = 1
    return bool(content["imprint"]["pages_before"])


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
        labels = ", ".join(f"<{each.name}>" for each in dataclasses.fields(_Places))
        pages = typst.eval(  # type: ignore[type-var]  # its stub wants source and root of one type
            _source(content),
            f"({labels}).map(label => query(label).map(one => one.location().page()).at(0, default: none))",
            root=str(_TEMPLATE.parent),
            font_paths=self.shelf.handle,
            ignore_system_fonts=True,
        )
        return _Places(*json.loads(pages))


def _source(*contents: dict[str, Any]) -> bytes:
    """Return the source of papers: the words of each as one string literal, in which nothing is ever markup.

    Inputs (sys.inputs) would be a new world for each paper, and the compiler would forget the template:
    measured, a quarter slower.
    """
    composed = []
    for content in contents:
        words = json.dumps(content, separators=(",", ":")).replace("\\", "\\\\").replace('"', '\\"')
        composed.append(f'#compose(json(bytes("{words}")))')
    return "\n".join((f'#import "{_TEMPLATE.name}": compose', *composed)).encode("ascii")


@functools.lru_cache(maxsize=2)
def _compiler(shelf: fonts.Shelf) -> typst.Compiler:
    return typst.Compiler(root=_TEMPLATE.parent, font_paths=shelf.handle, ignore_system_fonts=True)


def _font(shelf: fonts.Shelf, role: Role) -> dict[str, Any]:
    faces = shelf.chain(role)
    return {"families": list(dict.fromkeys(face.family for face in faces)), "weight": faces[0].weight}


def _content(paper: Paper) -> dict[str, Any]:
    return {
        "layout": paper.layout.value,
        "marks": words.mark_names(paper),
        "mark_ending": words.mark_ending(paper),
        "number": paper.number,
        "copy_number": paper.copy_number,
        "urgency": paper.urgency,
        "approvers": paper.approvers,
        "title": titles.title_lines(paper.title),
        "addressees": words.addressees_line(paper),
        "imprint_addressees": words.addressees_in_imprint(paper),
        "body": [_block(block, standard.GB9704.width) for block in paper.body],
        "annex_names": [annex.title for annex in paper.attachments],
        "attendance": words.attendance(paper),
        "signers": words.signers(paper),
        "posts": paper.posts,
        "signed_on": words.chinese_date(paper.signed_on),
        "sealed": paper.sealed,
        "note": paper.note,
        "annexes": [
            {
                "label": words.annex_label(paper, place),
                "title": titles.title_lines(annex.title),
                "across": annex.across,
                "loose": annex.loose,
                "blocks": [_block(block, standard.across(annex.across)) for block in annex.blocks],
            }
            for place, annex in enumerate(paper.attachments, start=1)
        ],
        "imprint": {
            "addressees": "",
            "pages_before": 0,
            "copies": words.copies_line(paper),
            "printer": paper.printer,
            "printed_on": words.chinese_date(paper.printed_on) if paper.printed_on else "",
        },
        "numbered_until": None,
        "one_page": paper.layout is Layout.LETTER,  # taken for granted until it has more
    }


def _block(block: Block, room: float) -> dict[str, Any]:
    """Return a block as the template takes it; ``room`` is the width of its 版心 in mm."""
    if isinstance(block, Table):
        widths = tables.column_widths(block, room)
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
    texts[Role.TITLE].update(*content["marks"], content["mark_ending"], *content["annex_names"])
    if words.prints_title(paper):
        texts[Role.TITLE].update(*content["title"])
    texts[Role.SONG].update("—0123456789 ")
    texts[Role.KAI].update(*paper.approvers)
    texts[Role.HEI].update(paper.urgency, *(annex["label"] for annex in content["annexes"]))
    texts[Role.HEI].update(*(label for label, _ in content["attendance"]))
    texts[Role.BODY].update(
        content["number"],
        content["addressees"],
        *content["annex_names"],
        content["copy_number"],
        *content["signers"],
        *content["posts"],
        *(names for _, names in content["attendance"]),
        content["signed_on"],
        paper.note,
        *(text for text in content["imprint"].values() if isinstance(text, str)),
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
