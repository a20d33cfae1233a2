"""Official paper as OFD (GB/T 33190—2016), set where the PDF has it: the same glyphs, rules and pages.

Fonts are embedded as subsets. A seal is never part of the file; signing is for whoever holds the seal.
"""

from __future__ import annotations

import hashlib
import html
import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from luoshi.crafts.papers import drawings, pdf, sheets, subsets
from luoshi.crafts.papers.drawings import Drawing
from luoshi.crafts.papers.model import Paper, Rendered
from luoshi.crafts.papers.sheets import Glyph, Sheet
from luoshi.crafts.papers.standard import MM_PER_PT

_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MAKER: Final = "落实"


def to_ofd(paper: Paper) -> Rendered:
    """This will return the paper as OFD, the same bytes for the same paper, and the PDF's account of fonts.

    Raises Refused as pdf.to_pdf() does.
    """
    composed = pdf.to_pdf(paper)
    about = {
        "Title": "".join(paper.title.splitlines()) or paper.mark,
        "Author": paper.signer,
        "Subject": pdf.account(composed.fonts),
        "CreationDate": paper.signed_on.isoformat(),
        "Creator": _MAKER,
    }
    return Rendered(from_pdf(composed.data, about), composed.fonts)


def from_pdf(data: bytes, about: dict[str, str]) -> bytes:
    """This will return a PDF that was composed here as OFD; ``about`` is what DocInfo says, in its order."""
    pages = sheets.read_sheets(data)
    drawn = drawings.read_drawings(data)
    fonts = {name: at for at, name in enumerate(sorted(_used(pages)), start=1)}
    parts: dict[str, bytes] = {"OFD.xml": _entrance(hashlib.sha256(data).hexdigest()[:32], about)}
    numbers = itertools.count(len(fonts) + 1)
    for place, (sheet, lines) in enumerate(zip(pages, drawn, strict=True)):
        parts[f"Doc_0/Pages/Page_{place}/Content.xml"] = _page(sheet, lines, fonts, numbers)
    ids = [next(numbers) for _ in pages]
    parts["Doc_0/Document.xml"] = _document(pages[0], ids)
    parts["Doc_0/PublicRes.xml"] = _resources(fonts)
    for name, chars in _used(pages).items():
        parts[f"Doc_0/Res/font_{fonts[name]}.otf"] = subsets.subset(name, "".join(sorted(chars)))
    return _packed(parts)


def _used(pages: Iterable[Sheet]) -> dict[str, set[str]]:
    """Return every font with the characters that are printed in it."""
    found: dict[str, set[str]] = {}
    for sheet in pages:
        for glyph in (*(one for line in sheet.lines for one in line.glyphs), *sheet.turned):
            found.setdefault(glyph.font, set()).add(glyph.char)
    return found


def _entrance(digest: str, about: dict[str, str]) -> bytes:
    info = "".join(f"<ofd:{name}>{_text(words)}</ofd:{name}>" for name, words in about.items() if words)
    return _part(
        f'<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{digest}'
        f"</ofd:DocID>{info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _document(first: Sheet, ids: Sequence[int]) -> bytes:
    pages = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{place}/Content.xml"/>'
        for place, number in enumerate(ids)
    )
    return _part(
        f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>{ids[-1]}</ofd:MaxUnitID>"
        f"<ofd:PageArea>{_box(first)}</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )


def _resources(fonts: dict[str, int]) -> bytes:
    listed = "".join(
        f'<ofd:Font ID="{number}" FontName="{_text(name)}" FamilyName="{_text(name)}">'
        f"<ofd:FontFile>font_{number}.otf</ofd:FontFile></ofd:Font>"
        for name, number in fonts.items()
    )
    return _part(f'<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts>{listed}</ofd:Fonts></ofd:Res>')


def _page(sheet: Sheet, lines: Sequence[Drawing], fonts: dict[str, int], numbers: Iterator[int]) -> bytes:
    layer = next(numbers)
    objects = [_path(one, sheet, next(numbers)) for one in lines]
    for line in sheet.lines:
        for _, run in itertools.groupby(line.glyphs, key=lambda one: (one.font, one.colour, one.size_pt)):
            objects.append(_run(tuple(run), fonts, next(numbers)))
    objects += [_turned(glyph, fonts, next(numbers)) for glyph in sheet.turned]
    return _part(
        f"<ofd:Page {_SPACE}><ofd:Area>{_box(sheet)}</ofd:Area><ofd:Content>"
        f'<ofd:Layer ID="{layer}" Type="Body">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def _run(glyphs: Sequence[Glyph], fonts: dict[str, int], number: int) -> str:
    """Return glyphs of one look on one baseline: one text object with the distance from each to the next."""
    first, size = glyphs[0], glyphs[0].size_pt * MM_PER_PT
    left, top = first.x - size, first.baseline - size
    width, height = glyphs[-1].x - first.x + 3 * size, 2 * size
    steps = " ".join(_mm(after.x - one.x) for one, after in itertools.pairwise(glyphs))
    delta = f' DeltaX="{steps}"' if steps else ""
    words = _text("".join(glyph.char for glyph in glyphs))
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{_mm(left, top, width, height)}" '
        f'Font="{fonts[first.font]}" Size="{_mm(size)}">{_fill(first.colour)}'
        f'<ofd:TextCode X="{_mm(size)}" Y="{_mm(size)}"{delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def _turned(glyph: Glyph, fonts: dict[str, int], number: int) -> str:
    """Return a glyph that runs down the page: a quarter turn about its origin, the middle of its boundary."""
    size = glyph.size_pt * MM_PER_PT
    box = _mm(glyph.x - size, glyph.baseline - size, 2 * size, 2 * size)
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" CTM="0 1 -1 0 {_mm(size, size)}" '
        f'Font="{fonts[glyph.font]}" Size="{_mm(size)}">{_fill(glyph.colour)}'
        f'<ofd:TextCode X="0" Y="0">{_text(glyph.char)}</ofd:TextCode></ofd:TextObject>'
    )


def _path(drawing: Drawing, sheet: Sheet, number: int) -> str:
    steps = " ".join(f"{sign} {_mm(x, y)}" for sign, x, y in drawing.steps)
    value = " ".join(map(str, drawing.colour))
    if drawing.stroke:
        look, colour = f' LineWidth="{_mm(drawing.stroke)}"', f'<ofd:StrokeColor Value="{value}"/>'
    else:
        look, colour = ' Stroke="false" Fill="true"', f'<ofd:FillColor Value="{value}"/>'
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{_mm(0, 0, sheet.width, sheet.height)}"{look}>{colour}'
        f"<ofd:AbbreviatedData>{steps}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _box(sheet: Sheet) -> str:
    return f"<ofd:PhysicalBox>{_mm(0, 0, sheet.width, sheet.height)}</ofd:PhysicalBox>"


def _fill(colour: tuple[int, int, int]) -> str:
    return f'<ofd:FillColor Value="{" ".join(map(str, colour))}"/>' if any(colour) else ""


def _mm(*lengths: float) -> str:
    return " ".join(f"{length:.3f}".rstrip("0").rstrip(".") for length in lengths)


def _text(words: str) -> str:
    return html.escape(words)


def _part(xml: str) -> bytes:
    return (_XML + xml).encode()


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()
