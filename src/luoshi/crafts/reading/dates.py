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
    rf"|(?(named)(?P<yearend>(?:年?[底末])?(?:{_BEFORE}|[之以]?内)|年?[底末])?|年(?:[底末]{_BEFORE}?|内)))"
)
_START = re.compile(r"(?:以来|起|开始|以后|后|之后|度|级|届|版|年版|印发|召开|出台|审议|下旬以来)")
_PAST = re.compile(r"从|自|自从|《|每|全国|截至目前|有效期至|以|比|较|与|由|同期|执行至|施行至|延长至")
_PLAIN = re.compile(
    r"[，、]|(?:完成|实现|达到|建成|建设|新增|形成|力争|争取|基本|全面|全市|全省|全区|要|将|全部|培养|选取|培育|打造|各)"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A completion date: the words, the day (None when the year is open), where in the text it stands."""

    words: str
    on: date | None
    start: int
    end: int


def find(text: str, start: int, end: int, year: int | None, issued_on: date | None) -> list[Due]:
    """Return the completion dates in a flat stretch, in order.

    Start dates (起), validity (有效期), frequencies (每周), processing times (3个工作日) are not deadlines.
    """
    found = []
    for match in _DUE.finditer(text, start, end):
        if _is_completion(text, match, start, end, year):
            on = _resolve(match, year, issued_on)
            words = match.group()
            found.append(Due(words.lstrip("于～~—-"), on, match.start(), match.end()))
    return found


def parse(words: str, year: int | None, issued_on: date | None) -> Due | None:
    """Return what a 完成时限 field says; None where it says 长期 or 持续推进."""
    last = None
    for match in _DUE.finditer(words):
        on = _resolve(match, year, issued_on)
        last = Due(words, on, match.start(), match.end())
    return last


def _is_completion(text: str, match: re.Match[str], start: int, end: int, year: int | None) -> bool:
    after = text[match.end() : min(end, match.end() + 12)]
    before = text[max(start, match.start() - 6) : match.start()]
    if _START.match(after) or re.search(
        r"(?:从|自|自从|《|每|有效期至?|延长至|执行至|施行至|比|较|同期)$", before
    ):
        return False
    lead = match["lead"] or ""
    if match["day"]:
        return (
            bool(match["dayend"])
            or lead in ("到", "至", "截至", "截止", "截止到", "～", "~", "—", "-", "最迟", "不晚于")
            or bool(re.match(r"[，]?(?:完成|报送|上报|报)", after))
        )
    if match["lastmonth"]:
        if match["monthend"]:
            return True
        return lead in ("到", "至", "截至", "最迟", "不晚于", "争取", "力争") or bool(
            re.match(r"[^，。；]{0,4}完成", after)
        )
    if match["half"]:
        return bool(match["halfbefore"]) or lead != "" or "完成" in after
    if match["quarter"]:
        return bool(match["quarterend"]) or lead != "" or "完成" in after
    if match["year"] or match["word"]:
        if match["yearend"]:
            return True
        value = _year(match, year)
        if value is None or (year is not None and value < year):
            return False
        if lead in ("到", "至", "力争", "争取", "最迟", "确保"):
            return True
        boundary = match.start() == start or text[match.start() - 1] in "。；，："
        return boundary and match["year"] is not None and bool(_PLAIN.match(after))
    return True


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
