"""By when: completion dates as offices write them, resolved against the year of the document."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

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
_HINT = re.compile(r"\d月|[\d今本明当]年|年[底末内]|半年|季度|[本当]月|个月|[日天]内")
_OPENS = re.compile(r"(?:年|月|日)?(?:期间|出生|以来|起|开始|以后|后|之后|度|级|届|版)")
_HAPPENED = re.compile(
    r"(?:份)?(?:，)?(?:[^，。；]{0,14})?(?:印发|召开|出台|审议|下发|发布|成立)(?:了|的|《)"
)
_NOT_DUE = re.compile(r"(?:从|自|《|每|有效期至?|延长至|执行至|施行至|比|较|同期|截至)$")
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
_PLAIN = re.compile(
    r"[，、]|(?:完成|实现|达到|建成|建设|新增|形成|力争|争取|基本|全面|全[市省区县]|要|将|全部|培养|选取|培育|打造|各)"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A completion date: the words, the day (None when the year is open), where in the text it stands."""

    words: str
    on: date | None
    start: int
    end: int


def find(text: str, start: int, end: int, year: int | None, issued_on: date | None) -> list[Due]:
    """Return the completion dates in a flat stretch, in order; a bare year only where nothing else is.

    Start dates (起), validity (有效期), frequencies (每周), processing times (3个工作日) are not deadlines.
    """
    if not _HINT.search(text, start, end):
        return []
    firm: list[Due] = []
    bare: list[Due] = []
    for match in _DUE.finditer(text, start, end):
        if not _may_be_due(text, match, start, end):
            continue
        due = Due(
            match.group().lstrip("于～~—-"), _resolve(match, year, issued_on), match.start(), match.end()
        )
        if _is_firm(text, match, end):
            firm.append(due)
        elif _is_bare_year(text, match, start, year):
            bare.append(due)
    return firm or bare


def parse(words: str, year: int | None, issued_on: date | None) -> Due | None:
    """Return what a 完成时限 field says, the last date of several; None where it says 长期 or 持续推进."""
    last = None
    for match in _DUE.finditer(words):
        last = Due(words, _resolve(match, year, issued_on), match.start(), match.end())
    return last


def _may_be_due(text: str, match: re.Match[str], start: int, end: int) -> bool:
    if match["count"]:
        return True
    after = text[match.end() : min(end, match.end() + 24)]
    before = text[max(start, match.start() - 5) : match.start()]
    return not (_OPENS.match(after) or _HAPPENED.match(after) or _NOT_DUE.search(before))


def _is_firm(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the date says by itself that something is to be done by then."""
    after = text[match.end() : min(end, match.end() + 10)]
    arrives = match["lead"] in _ARRIVE
    if match["day"]:
        return bool(match["dayend"]) or arrives or bool(re.match(r"，?(?:完成|报送|上报|报)", after))
    if match["lastmonth"]:
        return bool(match["monthend"]) or arrives or bool(re.match(r"[^，。；]{0,4}完成", after))
    if match["half"]:
        return bool(match["halfbefore"]) or arrives or bool(_SOON.match(after))
    if match["quarter"]:
        return bool(match["quarterend"]) or arrives or bool(_SOON.match(after))
    if match["named"]:
        return bool(match["yearend"]) or arrives
    return True


def _is_bare_year(text: str, match: re.Match[str], start: int, year: int | None) -> bool:
    """“2024年，选取……试点”: a year at the head of a clause, not before the paper's own."""
    if not match["year"] or match["lastmonth"] or match["day"] or match["half"] or match["quarter"]:
        return False
    if year is not None and int(match["year"]) < year:
        return False
    boundary = match.start() == start or text[match.start() - 1] in "。；，："
    return boundary and bool(_PLAIN.match(text, match.end()))


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
