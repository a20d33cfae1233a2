"""By when: which of the dates in a stretch of text are completion dates."""

from __future__ import annotations

import re
from bisect import bisect_left

from luoshi.crafts.reading import date_grammar
from luoshi.crafts.reading.almanac import Almanac, Due
from luoshi.crafts.reading.date_grammar import Written

_OPENS = re.compile(r"(?:年|月|日)?(?:期间|出生|以来|起|开始|以后|后|之后|度|级|届|版)")
_HAPPENED = re.compile(r"份?，?[^，。；]{0,14}(?:印发|召开|出台|审议|下发|发布|成立)[了的《]")
_NOT_DUE = (
    *("从", "自", "《", "每", "每年", "每月", "每季度", "每学期", "每学年", "比", "较", "同期", "截至"),
    *("有效期", "有效期至", "延长", "延长至", "执行", "执行至", "施行", "施行至"),
)
_NOT_DUE_ENDS = frozenset(words[-1] for words in _NOT_DUE)
_FIGURES = re.compile(r"(?<!\d)(20\d{2})[.．/\-](\d{1,2})(?:[.．/\-](\d{1,2}))?(?![\d月日])")
_AS_OF = ("截至", "截止", "截止到")
_PLAIN = re.compile(
    r"[，、]|(?:完成|实现|达到|建成|建设|新增|形成|力争|争取|基本|全面|全[市省区县]|要|将|全部|培养|选取|培育|打造|各)"
)


class Dates:
    """The dates of a flat text, found once and asked for by stretch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.written = date_grammar.written(text, 0, len(text))
        self.starts = [found.start for found in self.written]

    def is_due(self, start: int, end: int) -> bool:
        """Return whether a completion date stands in a stretch."""
        return bool(self._due(start, end, None))

    def due(self, start: int, end: int, almanac: Almanac) -> list[Due]:
        """Return the completion dates in a stretch, in order; a bare year only where nothing else is.

        Start dates (起), validity (有效期), frequencies (每周) and processing times (3个工作日)
        are not deadlines.
        """
        return _resolved(self._due(start, end, almanac.year), almanac)

    def _due(self, start: int, end: int, year: int | None) -> list[Written]:
        firm: list[Written] = []
        bare: list[Written] = []
        for found in self._within(start, end):
            stop = min(end, found.end + 20)
            if found.firm or (found.soon and found.soon.match(self.text, found.end, stop)):
                chosen = firm
            elif found.bare and self._heads_clause(found, start, year):
                chosen = bare
            else:
                continue
            if self._may_be_due(found, start, end):
                chosen.append(found)
        return firm or bare

    def _within(self, start: int, end: int) -> list[Written]:
        """The dates of a stretch; one that crosses its edge counts with the part inside."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if last and (self.written[last - 1].end > end or (first and self.written[first - 1].end > start)):
            return date_grammar.written(self.text, start, end)
        return self.written[first:last]

    def _may_be_due(self, found: Written, start: int, end: int) -> bool:
        if not found.worded and found.match["count"]:
            return True
        if not found.worded and found.match["lead"] in _AS_OF and self.text.startswith("，", found.end):
            return False
        stop = min(end, found.end + date_grammar.REACH)
        begin = found.start
        if (
            begin > start
            and self.text[begin - 1] in _NOT_DUE_ENDS
            and self.text.endswith(_NOT_DUE, max(start, begin - 5), begin)
        ):
            return False
        return not (_OPENS.match(self.text, found.end, stop) or _HAPPENED.match(self.text, found.end, stop))

    def _heads_clause(self, found: Written, start: int, year: int | None) -> bool:
        """“2024年，选取……试点”: a year at the head of a clause, not before the paper's own."""
        if year is not None and found.year and int(found.year) < year:
            return False
        boundary = found.start == start or self.text[found.start - 1] in "。；，："
        return boundary and bool(_PLAIN.match(self.text, found.end))


def parse(words: str, almanac: Almanac) -> list[Due]:
    """Return the dates of a 完成时限 field in order; none where it says 长期 or 持续推进.

    In such a field 2026.12 and 2026-12-31 are dates too; anywhere else they may be numbers.
    """
    words = _FIGURES.sub(
        lambda found: f"{found[1]}年{found[2]}月" + (f"{found[3]}日" if found[3] else ""), words
    )
    return _resolved(date_grammar.written(words, 0, len(words)), almanac)


def _resolved(written: list[Written], almanac: Almanac) -> list[Due]:
    """A year that one date names holds for the dates after it: 2027年3月底前……，6月底前……."""
    found: list[Due] = []
    carried: int | None = None
    for each in written:
        words = each.match.string[each.start : each.end].lstrip("于～~—-")
        found.append(almanac.due(each, words, carried))
        if each.year or each.word:
            carried = almanac.named(each)
    return found
