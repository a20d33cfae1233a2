"""All figures that can be taken from printed pages."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.crafts.papers import sheets
from luoshi.crafts.papers.measuring import feet, heads, page, texts
from luoshi.crafts.papers.measuring.figures import Measurement
from luoshi.crafts.papers.model import Layout
from luoshi.crafts.papers.sheets import Sheet


def measure(data: bytes, layout: Layout) -> tuple[Measurement, ...]:
    """This will return every figure that can be taken from the PDF. Raises Refused when it is no PDF."""
    return figures_of(sheets.read_sheets(data), layout)


def figures_of(pages: tuple[Sheet, ...], layout: Layout) -> tuple[Measurement, ...]:
    """Return every figure of these pages; what a paper need not have is measured only where it is."""
    return tuple(_figures(pages, layout))


def _figures(pages: tuple[Sheet, ...], layout: Layout) -> Iterator[Measurement]:
    bound = tuple(sheet.upright for sheet in pages)
    yield from page.paper_size(bound)
    yield from page.text_block(bound)
    yield from page.grid(bound)
    yield from heads.head(bound[0], layout)
    yield from feet.folios(bound, layout, feet.unnumbered(pages))
    yield from texts.signature(bound, layout)
    yield from texts.annexes(pages)
    yield from feet.imprint(bound, layout)
    yield from texts.relics(pages)
