"""The part of a font that a file embeds: only the characters that are printed."""

from __future__ import annotations

import functools
import io
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from luoshi.crafts.papers import fonts
from luoshi.crafts.papers.fonts import Role

_KEPT: Final = frozenset(
    ("head", "hhea", "maxp", "hmtx", "cmap", "name", "OS/2", "post", "CFF ", "glyf", "loca")
)


def subset(name: str, chars: str) -> bytes:
    """Return some characters of an installed font, called by its PostScript name, as an OpenType font.

    Only what draws a glyph is kept: no tables of layout, no hints.
    """
    path, index = _places()[name]
    with TTFont(path, fontNumber=index, lazy=True, recalcTimestamp=False) as font:
        for tag in [tag for tag in font.keys() if tag not in _KEPT]:  # noqa: SIM118 - a font is no dictionary
            del font[tag]
        worker = Subsetter(Options(hinting=False, notdef_outline=True, name_IDs=[1, 2, 4, 6]))
        worker.populate(text=chars)
        worker.subset(font)
        file = io.BytesIO()
        font.save(file)
    return file.getvalue()


@functools.cache
def _places() -> dict[str, tuple[str, int]]:
    """Return file and place in it of every font of papers.fonts, by its PostScript name."""
    shelf = fonts.shelf()
    found = {}
    for face in {face for role in Role for face in shelf.chain(role)}:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            found[str(font["name"].getDebugName(6))] = (face.path, face.index)
    return found
