"""The few pieces of WordprocessingML (ISO/IEC 29500) that official paper needs, written as text.

Lengths in arguments are points unless named otherwise; the files hold twips (1/20 pt), half-points (sizes),
eighths of a point (borders) and EMU (drawings, 914 400 to the inch).
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable, Sequence
from typing import Final

from luoshi.crafts.papers.fonts import Role

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RED: Final = "FF0000"

# Ideographs outside GB 2312 are in none of the *_GB2312 fonts; the stock fonts of a desktop have them.
WIDER: Final = {Role.TITLE: "宋体", Role.BODY: "仿宋", Role.KAI: "楷体"}
_IDEOGRAPHS: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


# LibreOffice (7.4) sets digits apart from Chinese whatever autoSpaceDE says, unless a sign of no width stands
# between them. Word and WPS know w15 and take the empty choice: to them nothing stands there.
_TOUCH: Final = (
    '<mc:AlternateContent><mc:Choice Requires="w15"/><mc:Fallback><w:r><w:rPr><w:sz w:val="2"/>'
    '<w:szCs w:val="2"/></w:rPr><w:t>\u200b</w:t></w:r></mc:Fallback></mc:AlternateContent>'
)
_SEAM: Final = re.compile("(?<=[\u2e80-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u2e80-\u9fff])")


def twips(points: float) -> int:
    """Return points as whole twentieths."""
    return round(points * 20)


@functools.cache
def is_rare(char: str) -> bool:
    """Return whether an ideograph is missing from GB 2312."""
    if not _IDEOGRAPHS.match(char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def run(text: str, role: Role, size: float, *, spacing: float = 0.0, colour: str = "") -> str:
    """Return one or more runs of text; rare ideographs get runs and a font of their own."""
    pieces: list[tuple[str, str]] = []
    for char in text:
        font = WIDER.get(role, role.label) if is_rare(char) else role.label
        if pieces and pieces[-1][0] == font:
            pieces[-1] = (font, pieces[-1][1] + char)
        else:
            pieces.append((font, char))
    look = f'<w:color w:val="{colour}"/>' if colour else ""
    look += f'<w:spacing w:val="{twips(spacing)}"/>' if spacing else ""
    look += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    return "".join(
        _TOUCH.join(_run(part, font, look) for part in _SEAM.split(piece)) for font, piece in pieces
    )


def _run(text: str, font: str, look: str) -> str:
    return (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>'
        f'{look}</w:rPr><w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r>'
    )


def page_field(role: Role, size: float) -> str:
    """Return a field that shows the number of its page."""
    return f'<w:fldSimple w:instr=" PAGE ">{run("1", role, size)}</w:fldSimple>'


def paragraph(
    content: str,
    *,
    line: float | None = None,
    align: str = "both",
    left: float = 0.0,
    right: float = 0.0,
    first: float = 0.0,
    before: float = 0.0,
    after: float = 0.0,
    keep_next: bool = False,
    tabs: Sequence[tuple[str, float]] = (),
    rules: Sequence[tuple[str, str, int, float]] = (),
    frame: tuple[float, float, float, float] | None = None,
) -> str:
    """Return a paragraph. ``first`` is the first line's indent (negative hangs); ``line`` an exact height.

    ``rules`` are side (top, bottom), colour, thickness in eighths of a point, and distance in points.
    ``frame`` puts the paragraph at a fixed place of the page: left, top, width, height.
    """
    parts = ["<w:keepNext/>" if keep_next else ""]
    if frame:
        x, y, wide, high = map(twips, frame)
        parts.append(
            f'<w:framePr w:w="{wide}" w:h="{high}" w:hRule="exact" w:wrap="around" w:vAnchor="page" '
            f'w:hAnchor="page" w:x="{x}" w:y="{y}"/>'
        )
    if rules:
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{round(space)}" w:color="{colour}"/>'
            for side, colour, eighths, space in rules
        )
        parts.append(f"<w:pBdr>{borders}</w:pBdr>")
    if tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for kind, at in tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    # Said in every paragraph: LibreOffice 7.4 overlooks them in styles.
    parts.append('<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>')
    height = f' w:line="{twips(line)}" w:lineRule="exact"' if line is not None else ""
    if height or before or after:
        parts.append(f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"{height}/>')
    if left or right or first:
        hang = f'w:hanging="{twips(-first)}"' if first < 0 else f'w:firstLine="{twips(first)}"'
        parts.append(f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" {hang}/>')
    parts.append(f'<w:jc w:val="{align}"/>')
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{content}</w:p>"


TAB: Final = "<w:r><w:tab/></w:r>"


def red_line(name: str, place: int, y_mm: float, x_mm: float, length_mm: float, thickness_mm: float) -> str:
    """Return a run with a red line anchored to the page, ``y_mm`` its middle; ``place`` numbers drawings."""
    shape = (
        f"<wps:cNvCnPr/><wps:spPr>{_form((length_mm, 0), 'line')}"
        f'<a:ln w="{_emu(thickness_mm)}"><a:solidFill><a:srgbClr val="{RED}"/></a:solidFill></a:ln>'
        "</wps:spPr><wps:bodyPr/>"
    )
    at = (
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{_emu(x_mm)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_emu(y_mm)}</wp:posOffset></wp:positionV>'
    )
    return _drawing(name, place, at, (length_mm, 0), shape)


def foot_box(content: str, width_mm: float) -> str:
    """Return a run with a frameless text box, as high as its paragraphs, that stands on the bottom margin."""
    size = (width_mm, 4.0)  # the height is a seed: the box grows to its paragraphs
    shape = (
        f'<wps:cNvSpPr txBox="1"/><wps:spPr>{_form(size, "rect")}<a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:spAutoFit/></wps:bodyPr>'
    )
    at = (
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
    )
    return _drawing("版记", 9, at, size, shape)


def turned_box(content: str, x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> str:
    """Return a run with a frameless box at a fixed place of the page, its text turned to run downwards."""
    size = (width_mm, height_mm)
    shape = (
        f'<wps:cNvSpPr txBox="1"/><wps:spPr>{_form(size, "rect")}<a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>'
    )
    at = (
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{_emu(x_mm)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_emu(y_mm)}</wp:posOffset></wp:positionV>'
    )
    return _drawing("页码", 8, at, size, shape)


def _emu(mm: float) -> int:
    return round(mm * 36000)


def _form(size_mm: tuple[float, float], kind: str) -> str:
    return (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{_emu(size_mm[0])}" cy="{_emu(size_mm[1])}"/></a:xfrm>'
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
    )


def _drawing(name: str, place: int, at: str, size_mm: tuple[float, float], shape: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{place}" '
        f'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{at}'
        f'<wp:extent cx="{_emu(size_mm[0])}" cy="{_emu(size_mm[1])}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{place}" name="{html.escape(name, quote=False)}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp>{shape}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def table(rows: Iterable[str], widths: Sequence[float], *, padding: float, air: float) -> str:
    """Return a ruled table of fixed column widths (points).

    ``padding`` is left and right of every cell, ``air`` above and below its lines.
    """
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{twips(air)}" w:type="dxa"/><w:left w:w="{twips(padding)}" w:type="dxa"/>'
        f'<w:bottom w:w="{twips(air)}" w:type="dxa"/><w:right w:w="{twips(padding)}" w:type="dxa"/>'
        "</w:tblCellMar>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def plain_table(rows: Iterable[str], widths: Sequence[float]) -> str:
    """Return a centred table without rules, padding or repeated rows."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    none = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{none}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def section_end(properties: str) -> str:
    """Return the paragraph that ends a section before the last one; ``properties`` is its w:sectPr."""
    return f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{properties}</w:pPr></w:p>'


def row(cells: Iterable[str], *, heads: bool = False) -> str:
    """Return a table row that never breaks over pages; ``heads`` repeats it on every page."""
    look = "<w:cantSplit/><w:tblHeader/>" if heads else "<w:cantSplit/>"
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, width: float) -> str:
    """Return a table cell; ``content`` is at least one paragraph."""
    look = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>"
