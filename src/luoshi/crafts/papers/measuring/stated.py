"""What a DOCX states of itself: pages, paragraphs, runs, with styles resolved (ISO/IEC 29500-1, 17.7.2)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, Final

from luoshi.crafts.sources.packages import Package
from luoshi.rules.refusals import Refused

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEEPEST: Final = 20
_MM: Final = 25.4 / 1440  # a twip in mm
_OFF: Final = ("0", "false", "off", "none")


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look. ``size`` is in points, ``font`` what is said for Chinese characters."""

    text: str
    font: str
    size: float
    bold: bool
    colour: str


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """One paragraph. ``line`` is an exact distance of lines in points, None where none is fixed."""

    runs: tuple[Run, ...]
    align: str
    line: float | None
    in_table: bool
    has_page_number: bool

    @property
    def words(self) -> str:
        """Its text without white space."""
        return "".join("".join(run.text for run in self.runs).split())


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """A page as a section states it; lengths in mm, ``pitch`` of the grid of lines in points or None."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    pitch: float | None


@dataclasses.dataclass(frozen=True, slots=True)
class Stated:
    """A whole document. ``feet`` are the paragraphs with a page number, by which pages they are for."""

    sections: tuple[Section, ...]
    texts: tuple[Text, ...]
    feet: tuple[tuple[str, Text], ...]
    odd_and_even: bool
    has_macros: bool


def read(data: bytes) -> Stated:
    """This will return what a DOCX states. Raises Refused for what is damaged, a bomb, or no document."""
    package = Package(data)
    document = package.related("").get("officeDocument", ["word/document.xml"])[0]
    tree = package.tree(document)
    body = None if tree is None else tree.find(f"{W}body")
    if body is None:
        raise Refused("文件里没有正文，可能已损坏。请用 Word、WPS 打开修复后另存为 .docx，再重新检查。")
    related = package.related(document)
    looks = _Looks(package, related)
    settings = package.tree(related.get("settings", ["word/settings.xml"])[0])
    sections = tuple(_section(one) for one in body.iter(f"{W}sectPr"))
    return Stated(
        sections=sections,
        texts=tuple(looks.text(one) for one in _paragraphs(body)),
        feet=tuple(_feet(package, document, body, looks)),
        odd_and_even=_is_on(None if settings is None else settings.find(f"{W}evenAndOddHeaders")),
        has_macros=any(name.lower().endswith("vbaproject.bin") for name in package.names),
    )


class _Looks:
    """How paragraphs and runs look: their own properties, then their styles', then the document's."""

    def __init__(self, package: Package, related: dict[str, list[str]]) -> None:
        styles = package.tree(related.get("styles", ["word/styles.xml"])[0])
        named = () if styles is None else styles.iterfind(f"{W}style")
        self._styles: dict[str, Any] = {style.get(f"{W}styleId", ""): style for style in named}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") not in (None, *_OFF)
            ),
            "",
        )
        self._defaults = None if styles is None else styles.find(f"{W}docDefaults")
        theme = package.tree(related.get("theme", ["word/theme/theme1.xml"])[0])
        self._theme = {} if theme is None else _theme_fonts(theme)

    def text(self, paragraph: Any) -> Text:
        """Return a paragraph with its runs."""
        shape = paragraph.find(f"{W}pPr")
        chain = [shape, *self._chain(_value(shape, "pStyle") or self._default, "pPr")]
        chain.append(_under(self._defaults, "pPrDefault", "pPr"))
        spacing = [one.find(f"{W}spacing") for one in chain if one is not None]
        align = next((found for one in chain if (found := _value(one, "jc"))), "left")
        codes = "".join(one.text or "" for one in paragraph.iter(f"{W}instrText"))
        codes += "".join(one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple"))
        style = _value(shape, "pStyle") or self._default
        return Text(
            runs=tuple(self._run(run, style) for run in _runs(paragraph)),
            align=align,
            line=_exact_line(spacing),
            in_table=any(one.tag == f"{W}tc" for one in paragraph.iterancestors()),
            has_page_number="PAGE" in codes.upper().split(),
        )

    def _run(self, run: Any, style: str) -> Run:
        shape = run.find(f"{W}rPr")
        chain = [shape, *self._chain(_value(shape, "rStyle"), "rPr"), *self._chain(style, "rPr")]
        chain.append(_under(self._defaults, "rPrDefault", "rPr"))
        present = [one for one in chain if one is not None]
        size = next((found for one in present if (found := _value(one, "sz"))), "20")
        bold = next((found for one in present if (found := one.find(f"{W}b")) is not None), None)
        return Run(
            text="".join(one.text or "" for one in run.iterfind(f"{W}t")),
            font=next((found for one in present if (found := self._font(one))), ""),
            size=_number(size) / 2,
            bold=_is_on(bold),
            colour=next((found for one in present if (found := _value(one, "color"))), "auto"),
        )

    def _font(self, shape: Any) -> str:
        fonts = shape.find(f"{W}rFonts")
        if fonts is None:
            return ""
        themed = fonts.get(f"{W}eastAsiaTheme")
        if themed:
            return self._theme.get("major" if themed.startswith("major") else "minor", "")
        return str(fonts.get(f"{W}eastAsia") or "")

    def _chain(self, name: str, kind: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style.find(f"{W}{kind}")
            name = _value(style, "basedOn")


def _paragraphs(body: Any) -> Iterator[Any]:
    """Yield paragraphs in order, those in text boxes once and not again as fallback."""
    for one in body.iter(f"{W}p"):
        if not _is_fallback(one):
            yield one


def _is_fallback(element: Any) -> bool:
    return any(parent.tag == _FALLBACK for parent in element.iterancestors())


def _runs(paragraph: Any) -> Iterator[Any]:
    """Yield the runs of a paragraph itself, not those of paragraphs in a box that hangs on it."""
    for run in paragraph.iter(f"{W}r"):
        owner = next(one for one in run.iterancestors() if one.tag == f"{W}p")
        if owner is paragraph and not _is_fallback(run):
            yield run


def _feet(package: Package, document: str, body: Any, looks: _Looks) -> Iterator[tuple[str, Text]]:
    r = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    folder = document.rpartition("/")[0]
    rels = package.tree(f"{folder}/_rels/{document.rpartition('/')[2]}.rels")
    targets = {} if rels is None else {one.get("Id"): one.get("Target", "") for one in rels}
    for reference in body.iter(f"{W}footerReference"):
        target = targets.get(reference.get(r), "")
        part = package.tree(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}")
        for paragraph in () if part is None else _paragraphs(part):
            text = looks.text(paragraph)
            if text.has_page_number:
                yield reference.get(f"{W}type", "default"), text


def _section(properties: Any) -> Section:
    size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
    grid = properties.find(f"{W}docGrid")
    typed = grid is not None and grid.get(f"{W}type", "default") != "default"

    def mm(element: Any, name: str) -> float:
        return 0.0 if element is None else abs(_number(element.get(f"{W}{name}"))) * _MM

    return Section(
        width=mm(size, "w"),
        height=mm(size, "h"),
        top=mm(margins, "top"),
        bottom=mm(margins, "bottom"),
        left=mm(margins, "left") + mm(margins, "gutter"),
        right=mm(margins, "right"),
        pitch=_number(grid.get(f"{W}linePitch")) / 20 if typed else None,
    )


def _exact_line(spacings: list[Any]) -> float | None:
    for spacing in spacings:
        if spacing is not None and spacing.get(f"{W}line"):
            exact = spacing.get(f"{W}lineRule") == "exact"
            return _number(spacing.get(f"{W}line")) / 20 if exact else None
    return None


def _theme_fonts(theme: Any) -> dict[str, str]:
    found = {}
    for kind in ("major", "minor"):
        fonts = next(theme.iter(f"{_A}{kind}Font"), None)
        for one in () if fonts is None else fonts:
            if one.tag == f"{_A}ea" and one.get("typeface"):
                found[kind] = str(one.get("typeface"))
            elif one.get("script") == "Hans":
                found.setdefault(kind, str(one.get("typeface")))
    return found


def _under(element: Any, *names: str) -> Any:
    for name in names:
        element = None if element is None else element.find(f"{W}{name}")
    return element


def _value(element: Any, name: str) -> str:
    found = None if element is None else element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _number(words: str | None) -> float:
    """Return a number of twips or half-points; a damaged one counts as nothing."""
    try:
        return float(words or 0)
    except ValueError:
        return 0.0
