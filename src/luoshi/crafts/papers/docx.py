"""Official paper as DOCX for Word, WPS and LibreOffice: everything in flow, so that it stays editable."""

from __future__ import annotations

import dataclasses
import html
import re
from typing import Final

from luoshi.crafts.papers import (
    checks,
    docx_closing,
    docx_heads,
    docx_package,
    docx_sections,
    standard,
    tables,
    wordml,
    words,
)
from luoshi.crafts.papers.docx_lines import CHAR, LINE, PT, SMALL, blank, line_of, title_of, words_of
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.model import Attachment, Block, FontUse, Paper, Paragraph, Rendered, Table
from luoshi.crafts.papers.standard import GB9704
from luoshi.crafts.papers.wordml import paragraph, run

_ONLY_NAMED: Final = "文件里只写字体名，打开文件的电脑装有此字体才照此显示"
_RUNS: Final = re.compile(r'w:eastAsia="([^"]+)".*?<w:t xml:space="preserve">([^<]*)</w:t>')
_TABLE_LINE: Final = 1.45  # of the size: from line to line in a cell
_CROWD: Final = 6 * GB9704.chars  # 字 of addressees that leave no room for text on page 1


def to_docx(paper: Paper) -> Rendered:
    """This will return the paper as DOCX, the same bytes for the same paper.

    A DOCX only names its fonts: the account says what was named, and where rare characters need another one.
    Raises Refused with the clause when the paper breaks the standard.
    """
    checks.refuse_faults(paper)
    document = "".join(_sections(paper))
    edges = docx_sections.edges(paper)
    uses = _font_uses(document + "".join(edges.values()))
    data = docx_package.pack(
        document,
        edges,
        title="".join(paper.title.splitlines()) or paper.mark,
        author=paper.signer,
        about="；".join(use.reason for use in uses if use.substituted),
        made_on=paper.signed_on,
    )
    return Rendered(data, uses)


@dataclasses.dataclass(frozen=True, slots=True)
class _Part:
    """What begins on a page of its own: the paper itself, an annex, 版记 after a page that is turned."""

    content: str
    across: bool = False  # its pages are turned
    loose: bool = False  # its pages are counted anew


def _sections(paper: Paper) -> list[str]:
    """Return the sections: a new one begins where pages turn or are counted anew."""
    parts = _parts(paper)
    groups: list[list[_Part]] = []
    for part in parts:
        last = groups[-1][-1] if groups else None
        if last and last.across == part.across and not last.loose and not part.loose:
            groups[-1].append(part)
        else:
            groups.append([part])
    done = []
    for at, group in enumerate(groups):
        head = group[0]
        content = head.content + "".join(_on_new_page(part.content) for part in group[1:])
        properties = docx_sections.section(paper, first=at == 0, across=head.across, loose=head.loose)
        # A DOCX ends with a paragraph, never with a table, and so does every section.
        is_last = at == len(groups) - 1
        end = paragraph("", line=1) + properties if is_last else wordml.section_end(properties)
        done.append(content + end)
    return done


def _parts(paper: Paper) -> list[_Part]:
    """Return the parts in order; 版记 ends the part before it unless the pages of that are turned."""
    crowded = sum(map(words.width_in_chars, paper.addressees)) > _CROWD
    parts = [_Part(_main(paper, crowded))]
    loose: list[_Part] = []
    for place, annex in enumerate(paper.attachments, start=1):
        part = _Part(_annex(paper, place, annex), annex.across, annex.loose)
        (loose if annex.loose else parts).append(part)
    if imprint := docx_closing.imprint(paper, words.addressees_in_imprint(paper) if crowded else ""):
        if parts[-1].across:
            parts.append(_Part(imprint))
        else:
            parts[-1] = dataclasses.replace(parts[-1], content=parts[-1].content + imprint)
    return parts + loose


def _main(paper: Paper, crowded: bool) -> str:
    lines = [docx_heads.head(paper)]
    if words.prints_title(paper):
        lines += [title_of(paper.title), blank()]
    if paper.addressees and not crowded:
        lines.append(line_of(words.addressees_line(paper), first=0))
    lines += [_block(block, GB9704.width) for block in paper.body[:-1]]
    lines.append(_block(paper.body[-1], GB9704.width, keep_next=_is_short(paper)))
    lines += [docx_closing.annex_names(paper), docx_closing.attendance(paper), docx_closing.signature(paper)]
    return "".join(lines)


def _annex(paper: Paper, place: int, annex: Attachment) -> str:
    head = paragraph(run(words.annex_label(paper, place), Role.HEI, GB9704.body_pt), line=LINE, align="left")
    room = standard.across(annex.across)
    blocks = "".join(_block(block, room) for block in annex.blocks)
    return head + blank() + title_of(annex.title) + blank() + blocks


def _on_new_page(content: str) -> str:
    return content.replace("<w:pPr>", "<w:pPr><w:pageBreakBefore/>", 1)


def _block(block: Block, room: float, keep_next: bool = False) -> str:
    if isinstance(block, Table):
        return _table(block, room)
    content = "".join(words_of(text, role) for role, text in words.runs(block))
    return paragraph(content, line=LINE, first=2 * CHAR, keep_next=keep_next or words.stands_alone(block))


def _is_short(paper: Paper) -> bool:
    """Return whether the last block can go to the signature's page whole: keeping never splits one."""
    block = paper.body[-1]
    if words.attendance(paper):
        return False
    return isinstance(block, Paragraph) and words.width_in_chars(block.text) <= 3 * GB9704.chars


def _table(block: Table, room: float) -> str:
    widths = [width * PT for width in tables.column_widths(block, room)]
    aligned = ["center" if middle else "left" for middle in tables.centred(block)]
    size = GB9704.table_pt

    def cells(texts: tuple[str, ...], role: Role, aligns: list[str]) -> list[str]:
        return [
            wordml.cell(paragraph(run(text, role, size), line=size * _TABLE_LINE, align=align), width)
            for text, width, align in zip(texts, widths, aligns, strict=True)
        ]

    rows = [wordml.row(cells(block.header, Role.HEI, ["center"] * len(widths)), heads=True)]
    rows += [wordml.row(cells(texts, Role.BODY, aligned)) for texts in block.rows]
    grid = wordml.table(rows, widths, padding=4, air=4.75 - size * (_TABLE_LINE - 1) / 2)
    caption = paragraph("", line=6)  # air, or the frame would touch the line above
    if block.caption:
        caption = paragraph(run(block.caption, Role.HEI, SMALL), line=LINE, align="center", keep_next=True)
    return caption + grid


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
