"""Sections of a DOCX, and what stands on the edges of their pages."""

from __future__ import annotations

from typing import Final

from luoshi.crafts.papers import docx_package, wordml
from luoshi.crafts.papers.docx_heads import letter_header
from luoshi.crafts.papers.docx_lines import BODY, LINE, PT, SMALL
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.model import Layout, Paper
from luoshi.crafts.papers.standard import GB9704
from luoshi.crafts.papers.wordml import paragraph, run

_FROM_EDGE: Final = 15.0  # mm, of what stands above the text


def section(paper: Paper, *, first: bool, across: bool, loose: bool) -> str:
    """Return the properties of a section: its page, its edges, whether its pages are counted anew."""
    margins = {
        "top": GB9704.left if across else GB9704.top,
        "right": GB9704.top if across else GB9704.right,
        "bottom": GB9704.right if across else GB9704.bottom,
        "left": GB9704.bottom if across else GB9704.left,
        "header": 5.0 if across else _FROM_EDGE,
        "footer": 5.0 if across else GB9704.bottom - GB9704.folio_drop - 3.1,
        "gutter": 0.0,
    }
    sizes = " ".join(f'w:{side}="{wordml.twips(mm * PT)}"' for side, mm in margins.items())
    sides = (GB9704.page_width, GB9704.page_height)
    width, height = (wordml.twips(mm * PT) for mm in (sides[::-1] if across else sides))
    turned = ' w:orient="landscape"' if across else ""
    count = '<w:pgNumType w:start="1"/>' if loose else ""
    title_page = "<w:titlePg/>" if first and paper.layout is Layout.LETTER else ""
    return (
        f"<w:sectPr>{docx_package.edge_references(across=across)}"
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar {sizes}/>{count}{title_page}'
        f'<w:docGrid w:type="lines" w:linePitch="{wordml.twips(LINE)}"/></w:sectPr>'
    )


def edges(paper: Paper) -> dict[str, str]:
    """Return headers and footers by file name: odd pages, even pages, first page, pages that are turned."""
    draft = "" if paper.number else run("草稿", Role.HEI, SMALL, spacing=4, colour="737373")
    quiet = paragraph(draft, line=BODY * 1.25, align="right")
    empty = paragraph("", line=1, align="left")
    return {
        "header1.xml": quiet,
        "header2.xml": quiet,
        "header3.xml": letter_header(paper) if paper.layout is Layout.LETTER else empty,
        "header4.xml": _turned_folio(odd=True),
        "header5.xml": _turned_folio(odd=False),
        "footer1.xml": paragraph(_folio(), line=SMALL * 1.25, align="right", right=SMALL),
        "footer2.xml": paragraph(_folio(), line=SMALL * 1.25, align="left", left=SMALL),
        "footer3.xml": empty,
    }


def _folio() -> str:
    dash = run("— ", Role.SONG, SMALL)
    return dash + wordml.page_field(Role.SONG, SMALL) + run(" —", Role.SONG, SMALL)


def _turned_folio(*, odd: bool) -> str:
    """Return the page number of a turned page: where it would stand were the page not turned (clause 8)."""
    high, long = SMALL * 1.25 / PT, 40.0
    across = GB9704.body_end + GB9704.folio_drop - high / 2
    x = GB9704.page_height - across - high
    start = GB9704.page_width - GB9704.right - SMALL / PT - long if odd else GB9704.left + SMALL / PT
    line = paragraph(_folio(), line=SMALL * 1.25, align="right" if odd else "left")
    return paragraph(wordml.turned_box(line, x, start, high, long), line=1, align="left")
