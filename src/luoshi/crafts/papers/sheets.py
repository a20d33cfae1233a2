"""What stands on the pages of a PDF: glyphs, lines of text, ruled lines, in mm from the top left corner."""

from __future__ import annotations

import ctypes
import dataclasses
import math
import threading
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from luoshi.crafts.papers.standard import MM_PER_PT
from luoshi.rules.refusals import Refused

READING: Final = threading.Lock()  # PDFium is not safe in several threads at once
_NO_WIDTH: Final = "\u200b\u200c\u200d\u2060\ufeff"
_SHORTEST: Final = 60.0  # mm: shorter strokes belong to tables and drawings
_THICKEST: Final = 4.0  # mm
MOST_PAGES: Final = 300
_SAME_LINE: Final = 0.6  # mm between baselines


@dataclasses.dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: ``x`` and ``baseline`` are its origin, the others the edges of its ink."""

    char: str
    x: float
    baseline: float
    left: float
    top: float
    right: float
    bottom: float
    size_pt: float
    colour: tuple[int, int, int]  # red, green, blue
    font: str
    turned: bool = False  # it runs up or down the page


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """Its characters without the gaps between them."""
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def size_pt(self) -> float:
        """The size of its largest character."""
        return max(glyph.size_pt for glyph in self.glyphs)

    @property
    def size_in_chars(self) -> float:
        """How wide it is, in characters of its size."""
        return (self.glyphs[-1].x - self.glyphs[0].x) / (self.size_pt * MM_PER_PT) + 1

    @property
    def left(self) -> float:
        """Where its first character begins, by the character's cell."""
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        """Where the ink of its last character ends."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def top(self) -> float:
        """The highest ink."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """The lowest ink."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """Where its characters stand."""
        return self.glyphs[0].baseline

    @property
    def red(self) -> bool:
        """Whether it is printed in red."""
        return is_red(self.glyphs[0].colour)


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal ruled line; ``y`` is its middle."""

    left: float
    right: float
    y: float
    thickness: float
    red: bool

    @property
    def length(self) -> float:
        """From end to end."""
        return self.right - self.left


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    turned: tuple[Glyph, ...] = ()  # what runs up or down the page stands in no line

    @property
    def upright(self) -> Sheet:
        """The page as it is bound: one that lies on its side is stood up, its upper edge to the left.

        Of such a page only what then stands upright is kept: its number.
        """
        if self.width <= self.height:
            return self
        glyphs = sorted((_stood_up(one, self.width) for one in self.turned), key=lambda one: one.baseline)
        return Sheet(self.height, self.width, tuple(_lines(glyphs)), ())


def _stood_up(glyph: Glyph, width: float) -> Glyph:
    return dataclasses.replace(
        glyph,
        x=glyph.baseline,
        baseline=width - glyph.x,
        left=glyph.top,
        right=glyph.bottom,
        top=width - glyph.right,
        bottom=width - glyph.left,
    )


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """This will return the pages of a PDF. Raises Refused when it cannot be opened or holds no page."""
    with READING:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise Refused("这个 PDF 设有打开密码，没有检查。请取消密码后另存，再重新检查。") from error
            raise Refused("这个文件不是可以打开的 PDF，文件可能损坏。请重新导出后再检查。") from error
        try:
            if len(document) > MOST_PAGES:
                raise Refused(
                    f"这个 PDF 有 {len(document)} 页，超过 {MOST_PAGES} 页的上限，没有检查。请拆成几份。"
                )
            sheets = tuple(_sheet(document[place]) for place in range(len(document)))
        except pypdfium2.PdfiumError as error:
            raise Refused("这个 PDF 有的页面读不出来，文件可能损坏。请重新导出后再检查。") from error
        finally:
            document.close()
    if not sheets:
        raise Refused("这个 PDF 一页也没有，无法检查。请重新导出后再检查。")
    return sheets


def _sheet(page: Any) -> Sheet:
    page.set_rotation(0)  # positions are told as if it were, so the size must be
    width, height = page.get_size()
    text = page.get_textpage()
    glyphs = sorted(_glyphs(text, height), key=lambda glyph: (glyph.baseline, glyph.x))
    lines = _lines([glyph for glyph in glyphs if not glyph.turned])
    turned = tuple(glyph for glyph in glyphs if glyph.turned)
    rules = sorted(_rules(page, height), key=lambda rule: rule.y)
    text.close()
    page.close()
    return Sheet(width * MM_PER_PT, height * MM_PER_PT, tuple(lines), tuple(rules), turned)


def _glyphs(text: Any, height: float) -> Iterator[Glyph]:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = pdfium.FS_MATRIX()
    colour = [ctypes.c_uint() for _ in range(4)]
    name = ctypes.create_string_buffer(128)
    for at in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, at))
        if "\udc00" <= char <= "\udfff":
            continue  # the second half of a character beyond U+FFFF
        if "\ud800" <= char < "\udc00":
            low = chr(pdfium.FPDFText_GetUnicode(text, at + 1))
            char = (char + low).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or char.isspace() or char in _NO_WIDTH:
            continue
        pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        pdfium.FPDFText_GetFillColor(text, at, *colour)
        pdfium.FPDFText_GetFontInfo(text, at, name, len(name), None)
        yield Glyph(
            char=char,
            x=x.value * MM_PER_PT,
            baseline=(height - y.value) * MM_PER_PT,
            left=left.value * MM_PER_PT,
            top=(height - top.value) * MM_PER_PT,
            right=right.value * MM_PER_PT,
            bottom=(height - bottom.value) * MM_PER_PT,
            size_pt=pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d),
            colour=(colour[0].value, colour[1].value, colour[2].value),
            font=_font(name.value),
            turned=abs(matrix.b) > abs(matrix.a),
        )


def _font(name: bytes) -> str:
    """Return the name of a font without the six letters before the + of a subset."""
    try:
        words = name.decode("utf-8")
    except UnicodeDecodeError:
        words = name.decode("gb18030", "replace")
    return words.partition("+")[2] or words


def _lines(glyphs: list[Glyph]) -> Iterator[Line]:
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and glyph.baseline - line[0].baseline > _SAME_LINE:
            yield Line(tuple(sorted(line, key=lambda one: one.x)))
            line = []
        line.append(glyph)
    if line:
        yield Line(tuple(sorted(line, key=lambda one: one.x)))


def _rules(page: Any, height: float) -> Iterator[Rule]:
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        path = item.raw
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(path, matrix)
        points = [_point(path, at, matrix) for at in range(pdfium.FPDFPath_CountSegments(path))]
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
        if not points or not (filled.value or stroked.value):
            continue
        stroke = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(path, stroke)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        thickness = stroke.value * abs(matrix.d) if stroked.value else max(ys) - min(ys)
        if (max(xs) - min(xs)) * MM_PER_PT < _SHORTEST or (max(ys) - min(ys)) * MM_PER_PT > _THICKEST:
            continue
        colour = [ctypes.c_uint() for _ in range(4)]
        read = pdfium.FPDFPageObj_GetStrokeColor if stroked.value else pdfium.FPDFPageObj_GetFillColor
        read(path, *colour)
        middle = height - (max(ys) + min(ys)) / 2
        yield Rule(
            left=min(xs) * MM_PER_PT,
            right=max(xs) * MM_PER_PT,
            y=middle * MM_PER_PT,
            thickness=thickness * MM_PER_PT,
            red=is_red((colour[0].value, colour[1].value, colour[2].value)),
        )


def _point(path: Any, at: int, matrix: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(path, at), x, y)
    return (
        matrix.a * x.value + matrix.c * y.value + matrix.e,
        matrix.b * x.value + matrix.d * y.value + matrix.f,
    )


def is_red(colour: tuple[int, int, int]) -> bool:
    """Return whether a colour is the red of official paper, as printers and word processors have it."""
    red, green, blue = colour
    return red > 150 and green < 120 and blue < 120
