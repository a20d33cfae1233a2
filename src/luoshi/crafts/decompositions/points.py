"""The tasks as 工作要点: headings, numbered items, and after each the note of who answers for it by when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from luoshi.crafts.annexes import BODY_FONT, HEAD_FONT, KAI_FONT, Annex
from luoshi.crafts.decompositions import rows
from luoshi.crafts.decompositions.paper import source_of
from luoshi.crafts.papers.titles import title_lines
from luoshi.crafts.reading import flat
from luoshi.crafts.reading.model import Directive, Reading

_NOTED = (("牵头", "牵头单位"), ("责任", "责任单位"), ("配合", "配合单位"))
_DIGITS = "一二三四五六七八九"
_STOPS = "。！？；：，、,;:!?. "


def write_points(reading: Reading) -> bytes:
    """Return a DOCX file with the tasks as running items, each followed by （牵头单位：…；完成时限：…）.

    The items stand in the document's own words under its own first headings, numbered throughout.
    """
    annex = Annex("工作要点", landscape=False)
    annex.mark()
    annex.title(*title_lines(f"贯彻落实《{reading.title}》工作要点" if reading.title else "工作要点"))
    if source := source_of(reading):
        annex.centred(source)
    annex.gap()
    if not reading.tasks:
        annex.words((rows.NOTHING, BODY_FONT))
    number = 0
    chapters = groupby(reading.tasks, key=lambda found: found.heading_path[0] if found.heading_path else "")
    for place, (heading, tasks) in enumerate(chapters, start=1):
        if heading:
            annex.words((f"{_numeral(place)}、{heading.rstrip(_STOPS)}", HEAD_FONT))
        for found in tasks:
            number += 1
            said = flat.without_breaks(found.quote).strip().rstrip(_STOPS)
            annex.words((f"{number}. {said}。", BODY_FONT), (note(found), KAI_FONT))
    return annex.save()


def note(found: Directive) -> str:
    """Return （牵头单位：…；责任单位：…；完成时限：…）, or what is still to be settled."""
    return f"（{'；'.join(_noted(found))}）"


def _noted(found: Directive) -> Iterator[str]:
    for role, label in _NOTED:
        if named := found.roles.get(role):
            yield f"{label}：{'、'.join(named)}"
    if not found.roles.get("牵头") and not found.roles.get("责任"):
        yield "责任单位：待定"
    yield f"完成时限：{rows.deadline(found) or '待定'}"


def _numeral(number: int) -> str:
    """Return a number below 100 as headings count: 一, 十, 二十一; larger ones stay in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十") + (
        _DIGITS[ones - 1] if ones else ""
    )
