"""By when: completion dates as offices write them, resolved against the year of the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COUNT = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "半": 0,
}
_BEFORE = r"(?:以前|之前|前)"
_DUE = re.compile(
    r"(?=[到至截争确力最不～~—\-于\d今本明当上下第一二三四印发出签年])"
    r"(?P<lead>到|至|截至|截止到?|争取|确保|力争|最迟|不晚于|～|~|—|-|于)?"
    r"(?P<named>(?P<year>20\d{2})年|(?P<word>今|本|明|当)年)?"
    rf"(?:(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日?(?P<dayend>{_BEFORE}|止|以内)?"
    rf"|(?P<lastmonth>\d{{1,2}})月(?:份)?(?P<monthend>[底末]?{_BEFORE}|底|末)?"
    rf"|(?P<half>上|下)半年(?P<halfbefore>{_BEFORE}|结束前)?"
    rf"|第?(?P<quarter>[一二三四1-4])季度(?P<quarterend>[底末]?{_BEFORE}|[底末])?"
    rf"|(?P<thismonth>本月|当月)[底末]{_BEFORE}?"
    r"|(?:印发|发布|下发|出台|签署)(?:之日)?起?后?(?P<count>\d{1,3}|[一二两三四五六七八九十半])个?"
    r"(?P<unit>月|工作日|日|天|年)[之以]?内"
    rf"|(?(named)(?P<yearend>(?:年?[底末])?(?:{_BEFORE}|[之以]?内)|年?[底末])?|(?<![\d一二三四五六七八九十两几近每多半])年(?:[底末]{_BEFORE}?|内)))"
)
# Every date holds one of these signs, at most so many characters from its start and from its end.
_SIGN = re.compile(r"[月年季内]")
_REACH = 24
_OPENS = re.compile(r"(?:年|月|日)?(?:期间|出生|以来|起|开始|以后|后|之后|度|级|届|版)")
_HAPPENED = re.compile(r"份?，?[^，。；]{0,14}(?:印发|召开|出台|审议|下发|发布|成立)[了的《]")
_NOT_DUE = (
    "从", "自", "《", "每", "有效期", "有效期至", "延长至", "执行至", "施行至", "比", "较", "同期", "截至",
)  # fmt: skip
_ARRIVE = (
    "到",
    "至",
    "截至",
    "截止",
    "截止到",
    "～",
    "~",
    "—",
    "-",
    "最迟",
    "不晚于",
    "力争",
    "争取",
    "确保",
)
_SOON = re.compile(r"[^，。；]{0,6}(?:完成|出台|建成|实现|开工|竣工|公布|印发|启动|上线|报送|达到|落实|到位)")
_REPORTED = re.compile(r"，?(?:完成|报送|上报|报)")
_COMPLETED = re.compile(r"[^，。；]{0,4}完成")
_PLAIN = re.compile(
    r"[，、]|(?:完成|实现|达到|建成|建设|新增|形成|力争|争取|基本|全面|全[市省区县]|要|将|全部|培养|选取|培育|打造|各)"
)


class Due(NamedTuple):
    """A completion date: the words, and the day (None when the year is open)."""

    words: str
    on: date | None


class _Written(NamedTuple):
    """A date as written: `firm` by itself, or when `soon` follows it, or only a `bare` year."""

    match: re.Match[str]
    start: int
    end: int
    firm: bool
    soon: re.Pattern[str] | None
    bare: bool


class Dates:
    """The dates of a flat text, found once and asked for by stretch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.written = list(_written(text, 0, len(text)))
        self.starts = [found.start for found in self.written]

    def is_due(self, start: int, end: int) -> bool:
        """Return whether a completion date stands in a stretch."""
        return bool(self._due(start, end, None))

    def last(self, start: int, end: int, year: int | None, issued_on: date | None) -> Due | None:
        """Return the last completion date in a stretch; a bare year only where nothing else is.

        Start dates (起), validity (有效期), frequencies (每周) and processing times (3个工作日)
        are not deadlines.
        """
        found = self._due(start, end, year)
        if not found:
            return None
        words = found[-1].match.group().lstrip("于～~—-")
        return Due(words, _resolve(found[-1].match, year, issued_on))

    def _due(self, start: int, end: int, year: int | None) -> list[_Written]:
        firm: list[_Written] = []
        bare: list[_Written] = []
        for found in self._within(start, end):
            stop = min(end, found.end + 10)
            if found.firm or (found.soon and found.soon.match(self.text, found.end, stop)):
                chosen = firm
            elif found.bare and self._heads_clause(found, start, year):
                chosen = bare
            else:
                continue
            if self._may_be_due(found, start, end):
                chosen.append(found)
        return firm or bare

    def _within(self, start: int, end: int) -> list[_Written]:
        """The dates of a stretch; one that crosses its edge counts with the part inside."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if last and (self.written[last - 1].end > end or (first and self.written[first - 1].end > start)):
            return list(_written(self.text, start, end))
        return self.written[first:last]

    def _may_be_due(self, found: _Written, start: int, end: int) -> bool:
        if found.match["count"]:
            return True
        stop = min(end, found.end + _REACH)
        return not (
            self.text.endswith(_NOT_DUE, max(start, found.start - 5), found.start)
            or _OPENS.match(self.text, found.end, stop)
            or _HAPPENED.match(self.text, found.end, stop)
        )

    def _heads_clause(self, found: _Written, start: int, year: int | None) -> bool:
        """“2024年，选取……试点”: a year at the head of a clause, not before the paper's own."""
        if year is not None and int(found.match["year"]) < year:
            return False
        boundary = found.start == start or self.text[found.start - 1] in "。；，："
        return boundary and bool(_PLAIN.match(self.text, found.end))


def parse(words: str, year: int | None, issued_on: date | None) -> Due | None:
    """Return what a 完成时限 field says, the last date of several; None where it says 长期 or 持续推进."""
    last = None
    for match in _DUE.finditer(words):
        last = Due(words, _resolve(match, year, issued_on))
    return last


def _written(text: str, start: int, end: int) -> Iterator[_Written]:
    for sign in _SIGN.finditer(text, start, end):
        at = sign.start()
        if at < start:
            continue
        match = _DUE.search(text, max(start, at - _REACH), min(end, at + _REACH))
        if match and match.start() <= at < match.end():
            yield _as_written(match)
            start = match.end()


def _as_written(match: re.Match[str]) -> _Written:
    closed, soon, bare = None, None, False
    if match["day"]:
        closed, soon = match["dayend"], _REPORTED
    elif match["lastmonth"]:
        closed, soon = match["monthend"], _COMPLETED
    elif match["half"]:
        closed, soon = match["halfbefore"], _SOON
    elif match["quarter"]:
        closed, soon = match["quarterend"], _SOON
    elif match["named"]:
        closed, bare = match["yearend"], bool(match["year"])
    else:
        closed = match.group()
    return _Written(match, match.start(), match.end(), bool(closed) or match["lead"] in _ARRIVE, soon, bare)


def _year(match: re.Match[str], year: int | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["word"] == "明":
        return year + 1 if year is not None else None
    return year


def _resolve(match: re.Match[str], year: int | None, issued_on: date | None) -> date | None:
    if match["count"]:
        return _after(match, issued_on)
    named = _year(match, year)
    if match["thismonth"]:
        return _month_end(issued_on.year, issued_on.month) if issued_on else None
    if named is None:
        return None
    if match["day"]:
        return _day(named, int(match["month"]), int(match["day"]))
    if match["lastmonth"]:
        return _month_end(named, int(match["lastmonth"]))
    if match["half"]:
        return date(named, 6, 30) if match["half"] == "上" else date(named, 12, 31)
    if match["quarter"]:
        return _month_end(named, 3 * _QUARTER[match["quarter"]])
    return date(named, 12, 31)


def _after(match: re.Match[str], issued_on: date | None) -> date | None:
    if issued_on is None:
        return None
    count = int(match["count"]) if match["count"].isdecimal() else _COUNT[match["count"]]
    if match["unit"] in ("月", "年"):
        months = issued_on.month - 1 + count * (12 if match["unit"] == "年" else 1)
        year, month = issued_on.year + months // 12, months % 12 + 1
        return date(year, month, min(issued_on.day, monthrange(year, month)[1]))
    if match["unit"] == "工作日":
        return None
    return issued_on + timedelta(days=count)


def _month_end(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
