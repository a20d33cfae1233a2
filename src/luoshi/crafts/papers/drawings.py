"""The ruled lines and areas of a PDF as paths, in mm from the top left corner of their page."""

from __future__ import annotations

import ctypes
import dataclasses
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from luoshi.crafts.papers.sheets import READING
from luoshi.crafts.papers.standard import MM_PER_PT

_SIGNS: Final = {pdfium.FPDF_SEGMENT_MOVETO: "M", pdfium.FPDF_SEGMENT_LINETO: "L"}


@dataclasses.dataclass(frozen=True, slots=True)
class Drawing:
    """One path: its steps, M (move) and L (line) with a point each, and how it is drawn.

    ``stroke`` is the thickness in mm, 0.0 of an area that is filled.
    """

    steps: tuple[tuple[str, float, float], ...]
    stroke: float
    colour: tuple[int, int, int]


def read_drawings(data: bytes) -> tuple[tuple[Drawing, ...], ...]:
    """This will return the paths of each page of a PDF that was composed here; curves are not expected."""
    with READING:
        document = pypdfium2.PdfDocument(data)
        try:
            return tuple(tuple(_drawings(document[place])) for place in range(len(document)))
        finally:
            document.close()


def _drawings(page: Any) -> Iterator[Drawing]:
    height = page.get_height()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        path = item.raw
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(path, matrix)
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(path, width)
        colour = [ctypes.c_uint() for _ in range(4)]
        read = pdfium.FPDFPageObj_GetStrokeColor if stroked.value else pdfium.FPDFPageObj_GetFillColor
        read(path, *colour)
        yield Drawing(
            steps=tuple(_step(path, at, matrix, height) for at in range(pdfium.FPDFPath_CountSegments(path))),
            stroke=width.value * MM_PER_PT if stroked.value else 0.0,
            colour=(colour[0].value, colour[1].value, colour[2].value),
        )
    page.close()


def _step(path: Any, at: int, matrix: Any, height: float) -> tuple[str, float, float]:
    segment = pdfium.FPDFPath_GetPathSegment(path, at)
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    across = matrix.a * x.value + matrix.c * y.value + matrix.e
    up = matrix.b * x.value + matrix.d * y.value + matrix.f
    return _SIGNS[pdfium.FPDFPathSegment_GetType(segment)], across * MM_PER_PT, (height - up) * MM_PER_PT
