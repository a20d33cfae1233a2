"""Official paper as DOCX for Word, WPS and LibreOffice: everything in flow, so that it stays editable."""

from __future__ import annotations

import html
import re
from typing import Final

from luoshi.crafts.papers import checks, docx_package, standard, tables, titles, wordml, words
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.model import Attachment, Block, FontUse, Layout, Paper, Paragraph, Rendered, Table
from luoshi.crafts.papers.standard import GB9704
from luoshi.crafts.papers.wordml import TAB, paragraph, run

_PT: Final = 1 / standard.MM_PER_PT
_LINE: Final = 28.95  # 22 exact lines of 28.95 pt are 636.9 of the 637.8 pt of the 版心; 29 pt would give 21
_SQUEEZE: Final = -0.25  # 28 × 16 pt are 158 mm; Word rounds to 1/20 pt, −0.2 would leave room for 27 only
_CHAR: Final = GB9704.char * _PT
_ROOM: Final = GB9704.width * _PT
_BODY: Final = GB9704.body_pt
_SMALL: Final = GB9704.imprint_pt
_ABOVE_BODY: Final = 9.5  # from the top of a line of text to the top of its characters
_ABOVE_INK: Final = (
    0.16  # of the size: from the top of an exact line of 1.25 sizes to the top of the characters
)
_ONLY_NAMED: Final = "文件里只写字体名，打开文件的电脑装有此字体才照此显示"
_RUNS: Final = re.compile(r'w:eastAsia="([^"]+)".*?<w:t xml:space="preserve">([^<]*)</w:t>')
_IMPRINT_CHARS: Final = 24  # 字 of 4号 beside 抄送：, one in from both edges
_CROWD: Final = 6 * GB9704.chars  # 字 of addressees that leave no room for text on page 1


def to_docx(paper: Paper) -> Rendered:
    """This will return the paper as DOCX, the same bytes for the same paper.

    A DOCX only names its fonts: the account says what was named, and where rare characters need another one.
    Raises Refused with the clause when the paper breaks the standard.
    """
    checks.refuse_faults(paper)
    crowded = sum(map(words.width_in_chars, paper.addressees)) > _CROWD
    head = _letter_head(paper) if paper.layout is Layout.LETTER else _document_head(paper)
    lines = [head, _title(paper.title), _blank()]
    if paper.addressees and not crowded:
        lines.append(_text(words.addressees_line(paper), first=0))
    lines += [_block(block) for block in paper.body[:-1]]
    lines.append(_block(paper.body[-1], keep_next=_is_short(paper.body[-1])))
    lines.append(_annex_names(paper))
    lines.append(_signature(paper))
    for place, annex in enumerate(paper.attachments, start=1):
        lines.append(_annex(words.annex_label(paper, place), annex))
    imprint = _imprint(paper, words.addressees_in_imprint(paper) if crowded else "")
    lines += [
        imprint or paragraph("", line=1),
        _section(paper),
    ]  # a DOCX ends with a paragraph, never a table
    document = "".join(lines)
    edges = _edges(paper)
    data = docx_package.pack(
        document,
        edges,
        title="".join(paper.title.splitlines()),
        author=paper.signer,
        made_on=paper.signed_on,
    )
    return Rendered(data, _font_uses(document + "".join(edges.values())))


def _text(text: str, *, first: float = 2 * _CHAR, left: float = 0.0, keep_next: bool = False) -> str:
    return paragraph(
        run(text, Role.BODY, _BODY, spacing=_SQUEEZE), line=_LINE, first=first, left=left, keep_next=keep_next
    )


def _blank(keep_next: bool = False) -> str:
    return _text("", keep_next=keep_next)


def _mark(
    paper: Paper, wanted: float, before: float, frame: tuple[float, float, float, float] | None = None
) -> str:
    text = words.mark_text(paper)
    size = min(wanted, _ROOM / len(text))
    gap = max(0.0, min(size * 0.3, (_ROOM * 0.92 - len(text) * size) / max(1, len(text) - 1)))
    content = run(text[:-1], Role.TITLE, size, spacing=gap, colour=wordml.RED)
    content += run(text[-1], Role.TITLE, size, colour=wordml.RED)
    return paragraph(content, line=size * 1.25, align="center", before=before, frame=frame)


def _mark_height(paper: Paper, wanted: float) -> float:
    return min(wanted, _ROOM / len(words.mark_text(paper))) * 1.25


def _letter_head(paper: Paper) -> str:
    """Return the line of 紧急程度 and 发文字号, its characters 7/8 of a character below the rule (10.1)."""
    _, thin_rule, thickness = _letter_rules(paper)[1]
    ink_top = (thin_rule + thickness / 2 + GB9704.letter_first_gap - GB9704.top) * _PT
    content = (
        run(paper.urgency, Role.HEI, _BODY) + TAB + run(paper.number, Role.BODY, _BODY, spacing=_SQUEEZE)
    )
    line = paragraph(
        content, line=_LINE, align="left", before=ink_top - _ABOVE_BODY, tabs=(("right", _ROOM),)
    )
    return line + _blank() * 2


def _document_head(paper: Paper) -> str:
    height = _mark_height(paper, GB9704.document_mark_pt)
    top = (GB9704.document_mark_top - GB9704.top) * _PT - height / 1.25 * _ABOVE_INK
    lines = []
    if paper.urgency:
        lines.append(paragraph(run(paper.urgency, Role.HEI, _BODY), line=_LINE, align="left"))
        top -= _LINE
    lines.append(_mark(paper, GB9704.document_mark_pt, top))
    lines.append(_blank() * 2)
    number = run(paper.number, Role.BODY, _BODY, spacing=_SQUEEZE)
    rule = ("bottom", wordml.RED, round(GB9704.red_rule * _PT * 8), GB9704.rule_gap * _PT - 4)
    if paper.approver:
        approver = run("签发人：", Role.BODY, _BODY) + run(paper.approver, Role.KAI, _BODY)
        stops = (("left", _CHAR), ("right", _ROOM - _CHAR))
        lines.append(
            paragraph(TAB + number + TAB + approver, line=_LINE, align="left", tabs=stops, rules=(rule,))
        )
    else:
        lines.append(paragraph(number, line=_LINE, align="center", rules=(rule,)))
    lines.append(_blank() * 2)
    return "".join(lines)


def _title(title: str) -> str:
    size = GB9704.title_pt
    return "".join(
        paragraph(run(line, Role.TITLE, size), line=size * 1.5, align="center", keep_next=True)
        for line in titles.title_lines(title)
    )


def _block(block: Block, keep_next: bool = False) -> str:
    if isinstance(block, Table):
        return _table(block)
    content = "".join(run(text, role, _BODY, spacing=_SQUEEZE) for role, text in words.runs(block))
    return paragraph(content, line=_LINE, first=2 * _CHAR, keep_next=keep_next or words.stands_alone(block))


def _is_short(block: Block) -> bool:
    """Return whether the last block can go to the signature's page whole: keeping never splits one."""
    return isinstance(block, Paragraph) and words.width_in_chars(block.text) <= 3 * GB9704.chars


def _table(block: Table) -> str:
    widths = [width * _PT for width in tables.column_widths(block, GB9704.width)]
    aligned = ["center" if middle else "left" for middle in tables.centred(block)]
    size = GB9704.table_pt

    def cells(texts: tuple[str, ...], role: Role, aligns: list[str]) -> list[str]:
        return [
            wordml.cell(paragraph(run(text, role, size), line=size * 1.6, align=align), width)
            for text, width, align in zip(texts, widths, aligns, strict=True)
        ]

    rows = [wordml.row(cells(block.header, Role.HEI, ["center"] * len(widths)), heads=True)]
    rows += [wordml.row(cells(texts, Role.BODY, aligned)) for texts in block.rows]
    grid = wordml.table(rows, widths, padding=4)
    caption = paragraph("", line=6)  # air, or the frame would touch the line above
    if block.caption:
        caption = paragraph(run(block.caption, Role.HEI, _SMALL), line=_LINE, align="center", keep_next=True)
    return caption + grid


def _annex_names(paper: Paper) -> str:
    lines = [_blank(keep_next=True)] if paper.attachments else []
    for place, annex in enumerate(paper.attachments, start=1):
        number = f"{place}. " if len(paper.attachments) > 1 else ""
        hang = words.width_in_chars(number) * _CHAR
        lead = "附件：" if place == 1 else ""
        first = -hang - words.width_in_chars(lead) * _CHAR
        lines.append(_text(lead + number + annex.title, left=5 * _CHAR + hang, first=first, keep_next=True))
    return "".join(lines)


def _signature(paper: Paper) -> str:
    day = words.chinese_date(paper.signed_on)
    lines = [_blank(keep_next=True)] * (2 if paper.sealed else 1)
    if paper.sealed:
        # Both stand centred on one axis, whatever a program makes of the width of digits.
        axis = (("center", _ROOM - (4 + words.width_in_chars(day) / 2) * _CHAR),)
        for text, more in ((paper.signer, True), (day, bool(paper.note))):
            content = TAB + run(text, Role.BODY, _BODY, spacing=_SQUEEZE)
            lines.append(paragraph(content, line=_LINE, align="left", tabs=axis, keep_next=more))
    else:
        # The lines may reach into the right margin: where digits are set wider, a date must not be broken.
        places = words.signature_places(paper, GB9704.chars)
        for text, at, more in ((paper.signer, places[0], True), (day, places[1], bool(paper.note))):
            content = run(text, Role.BODY, _BODY, spacing=_SQUEEZE)
            lines.append(
                paragraph(
                    content, line=_LINE, left=at * _CHAR, right=-2 * _CHAR, align="left", keep_next=more
                )
            )
    if paper.note:
        lines.append(_text(f"（{paper.note}）"))
    return "".join(lines)


def _annex(label: str, annex: Attachment) -> str:
    head = paragraph(run(label, Role.HEI, _BODY), line=_LINE, align="left", new_page=True)
    return head + _blank() + _title(annex.title) + _blank() + "".join(map(_block, annex.blocks))


def _imprint(paper: Paper, addressees: str) -> str:
    """Return 版记 in a box that stands on the lower edge of the last 版心 (7.4); a letter's has no rules."""
    line = _SMALL * 1.6
    ruled = paper.layout is Layout.DOCUMENT
    rows = []
    listed = [("主送：", addressees), ("抄送：", words.copies_line(paper))]

    names = [
        paragraph(
            run(label + text, Role.BODY, _SMALL), line=line, left=4 * _SMALL, right=_SMALL, first=-3 * _SMALL
        )
        for label, text in listed
        if text
    ]
    if names:
        rows.append("".join(names))
    if paper.printer and paper.printed_on:
        day = words.chinese_date(paper.printed_on) + "印发"
        content = run(paper.printer, Role.BODY, _SMALL) + TAB + run(day, Role.BODY, _SMALL)
        rows.append(
            paragraph(content, line=line, align="left", left=_SMALL, tabs=(("right", _ROOM - _SMALL),))
        )
    if ruled and rows:
        thick = _imprint_rule(GB9704.imprint_thick)
        rows = [thick, _imprint_rule(GB9704.imprint_thin).join(rows), thick]
    if not rows:
        return ""
    # The box lies over the page; its anchoring paragraph keeps as much room free, or goes to a new page.
    wide = sum(-(-words.width_in_chars(text) // _IMPRINT_CHARS) for _, text in listed if text)
    height = line * (wide + bool(paper.printer)) + 9
    return paragraph(wordml.foot_box("".join(rows), GB9704.width), line=height, align="left")


def _imprint_rule(thickness: float) -> str:
    rule = ("bottom", "000000", round(thickness * _PT * 8), 0.0)
    return paragraph("", line=3, align="left", rules=(rule,))


def _section(paper: Paper) -> str:
    margins = {
        "top": GB9704.top,
        "right": GB9704.right,
        "bottom": GB9704.bottom,
        "left": GB9704.left,
        "header": 15.0,
        "footer": GB9704.bottom - GB9704.folio_drop - 3.1,
        "gutter": 0.0,
    }
    sizes = " ".join(f'w:{side}="{wordml.twips(mm * _PT)}"' for side, mm in margins.items())
    width, height = wordml.twips(GB9704.page_width * _PT), wordml.twips(GB9704.page_height * _PT)
    title_page = "<w:titlePg/>" if paper.layout is Layout.LETTER else ""
    return (
        f"<w:sectPr>{docx_package.edge_references()}"
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {sizes}/>{title_page}'
        f'<w:docGrid w:type="lines" w:linePitch="{wordml.twips(_LINE)}"/></w:sectPr>'
    )


def _edges(paper: Paper) -> dict[str, str]:
    """Return the headers and footers: odd pages, even pages, first page of a letter."""
    draft = "" if paper.number else run("草稿", Role.HEI, _SMALL, spacing=4, colour="737373")
    quiet = paragraph(draft, line=_BODY * 1.25, align="right")
    dash = run("— ", Role.SONG, _SMALL) + wordml.page_field(Role.SONG, _SMALL) + run(" —", Role.SONG, _SMALL)
    empty = paragraph("", line=1, align="left")
    letter = paper.layout is Layout.LETTER
    return {
        "header1.xml": quiet,
        "header2.xml": quiet,
        "header3.xml": _letter_header(paper) if letter else empty,
        "footer1.xml": paragraph(dash, line=_SMALL * 1.25, align="right", right=_SMALL),
        "footer2.xml": paragraph(dash, line=_SMALL * 1.25, align="left", left=_SMALL),
        "footer3.xml": empty,
    }


def _letter_rules(paper: Paper) -> tuple[tuple[str, float, float], ...]:
    """Return name, middle and thickness in mm of the four red rules of a letter, top to bottom (10.1)."""
    ink = _mark_height(paper, GB9704.letter_mark_pt) / 1.25 * 0.92 * standard.MM_PER_PT
    thick, thin, between = GB9704.letter_rule_thick, GB9704.letter_rule_thin, GB9704.letter_rule_between
    first = GB9704.letter_mark_top + ink + GB9704.rule_gap
    last = GB9704.page_height - GB9704.letter_foot
    return (
        ("上粗线", first + thick / 2, thick),
        ("上细线", first + thick + between + thin / 2, thin),
        ("下细线", last - thick - between - thin / 2, thin),
        ("下粗线", last - thick / 2, thick),
    )


def _letter_header(paper: Paper) -> str:
    """Return what stands on a letter's first page at fixed places: its mark and both double rules."""
    left = (GB9704.page_width - GB9704.letter_rule) / 2
    rules = "".join(
        wordml.red_line(name, place, y, left, GB9704.letter_rule, thickness)
        for place, (name, y, thickness) in enumerate(_letter_rules(paper), start=1)
    )
    height = _mark_height(paper, GB9704.letter_mark_pt)
    top = GB9704.letter_mark_top * _PT - height / 1.25 * _ABOVE_INK
    frame = (GB9704.left * _PT, top, _ROOM, height)
    return _mark(paper, GB9704.letter_mark_pt, 0, frame) + paragraph(rules, line=1, align="left")


def _font_uses(parts: str) -> tuple[FontUse, ...]:
    """Return the fonts that the runs of all parts name, and for which characters another one stands in."""
    named: dict[str, set[str]] = {}
    for font, text in _RUNS.findall(parts):
        named.setdefault(font, set()).update(html.unescape(text))
    found = []
    for role in Role:
        wider = wordml.WIDER.get(role, "")
        rare = "".join(sorted(filter(wordml.is_rare, named.get(wider, ()))))
        if role.label in named:
            found.append(FontUse(role.label, role.label, False, _ONLY_NAMED))
        if rare:
            found.append(FontUse(role.label, wider, True, f"{role.label}没有“{rare}”，这些字用{wider}"))
    return tuple(found)
