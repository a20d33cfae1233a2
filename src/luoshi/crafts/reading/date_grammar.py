"""How offices write dates: by the calendar, and by the school year, the week, a festival or an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BEFORE = r"(?:以前|之前|前)"
_HOUR = (
    r"(?:（[^）]{1,6}）)?(?:(?:上午|下午|中午|晚上?)?(?:\d{1,2}(?:[时点](?:\d{1,2}分|半)?|：\d{2}))?整?"
    r"|下班)"
)
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半)"
_CALENDAR = re.compile(
    r"(?=[到至截争确力最不～~—\-于\d今本明当上下第一二三四印发出签年])"
    r"(?P<lead>到|至|截至|截止到?|争取|确保|力争|最迟|不晚于|～|~|—|-|于)?"
    r"(?P<named>(?P<year>20\d{2})年|(?P<word>今|本|明|当)年)?"
    rf"(?:(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日?(?P<dayend>{_HOUR}{_BEFORE}|止|以内)?"
    rf"|(?P<lastmonth>\d{{1,2}})月(?:份)?(?P<third>[上中下]旬)?(?P<monthend>[底末]?{_BEFORE}|底|末)?"
    rf"|(?P<half>上|下)半年(?P<halfbefore>{_BEFORE}|结束前)?"
    rf"|第?(?P<quarter>[一二三四1-4])季度(?P<quarterend>[底末]?{_BEFORE}|[底末])?"
    rf"|(?P<thismonth>本月|当月)[底末]{_BEFORE}?"
    rf"|(?:印发|发布|下发|出台|签署)(?:之日)?起?后?(?P<count>{_COUNT})个?(?P<unit>月|工作日|日|天|周|年)[之以]?内"
    rf"|(?(named)(?P<yearend>(?:年?[底末])?(?:{_BEFORE}|[之以]?内)|年?[底末])?"
    rf"|(?<![\d一二三四五六七八九十两几近每多半学])年(?:[底末]{_BEFORE}?|内)))"
)
# Every date of the calendar holds one of these signs, at most so many characters from its start and its end.
_SIGN = re.compile(r"[月年季内]")
REACH = 24

# One of these stands in every date that is told by an event, near its end.
_CLOSE = re.compile(
    r"[前内末底间](?<=[以之学束假始来一二三四五六日天末底节旦明五午秋庆”长期班点时整分\d]前|[以之月周年日天假]内"
    r"|[月季度周期年五”]末|[月季度周期年]底|期间)"
)
_WEEKDAY = "[一二三四五六日天末]"
_FESTIVAL = "元旦|春节|清明|[“”]?五一[“”]?|劳动节|端午|中秋|国庆"
_EVENT = (
    r"会后|会议结束后|即日起|自即日起|从现在起|公文下达后|(?:发文|公布|下达)(?:之日)?起?后?"
    r"|(?P<received>收到(?:本|该)?(?:通知|文件|方案|意见|函|通报|督办函|交办单|整改通知书?)(?:之日)?起?后?)"
)
# Where the year stands before it the date is looked for once more to its left.
_WORDED = re.compile(
    r"(?=[春秋新下开第上本当这学寒暑周月季元清“”五劳端中国会即自从公发收\d一二两三四六半十])(?:"
    rf"(?P<opening>(?:(?P<season>[春秋])季?(?:学期)?|新学[期年]|下学期)?开学{_BEFORE})"
    rf"|(?P<reopened>开学后?(?P<n1>{_COUNT})个?(?P<u1>月|周|天|日|工作日)[之以]?内)"
    rf"|(?P<termend>(?:(?P<which>[春秋]季?|第[一二]|[上下本当这])个?)?学(?P<span>[期年])"
    rf"(?:[底末]{_BEFORE}?|结束{_BEFORE}))"
    rf"|(?P<vacation>(?P<which_vacation>[寒暑])假(?P<phase>(?:放假|开始|到来)?{_BEFORE}|结束{_BEFORE}|期间|内))"
    rf"|(?P<week>(?:(?P<these>[本这下])个?周(?P<weekday>{_WEEKDAY})?|周(?P<bareweekday>{_WEEKDAY}))"
    rf"{_HOUR}(?:{_BEFORE}|[之以]?内|底))"
    rf"|(?P<monthday>(?P<this>[本当这下])个?月(?P<on>\d{{1,2}})日?{_HOUR}{_BEFORE})"
    rf"|(?P<monthclose>(?P<next>下个?)?月[底末]{_BEFORE}?)"
    rf"|(?P<quarterclose>[本当这]?季度?[底末]{_BEFORE}?)"
    rf"|(?P<festival>(?P<which_festival>{_FESTIVAL})节?(?:假期|长假|放假|小长假)?{_BEFORE})"
    rf"|(?P<plan>十(?P<five>[三四五六])五[“”]?(?:规划)?期?末)"
    rf"|(?P<event>(?:{_EVENT})(?P<n2>{_COUNT})个?(?P<u2>月|工作日|日|天|周|年)[之以]?内)"
    rf"|(?P<period>(?<![\d.近])(?P<n3>{_COUNT})个?(?P<u3>月|周)[之以]?内)"
    r")"
)
# What stands before such words where they mean something else: 9月底, 三季度末, 寒暑假, 2026年内.
_SOME = tuple("各每个0123456789一二三四五六七八九十两几半上近这")
_NOT_AFTER = {
    "monthclose": _SOME,
    "quarterclose": _SOME,
    "vacation": ("各", "每", "寒"),
    "week": ("各", "每"),
    "period": (*_SOME, "年", "月", "前", "第", "去", "每年"),
}
_YEAR_BEFORE = re.compile(r"(?:(20\d{2})年|([今本明当])年)[“”]?$")
_COMPLETED = re.compile(r"[^，。；]{0,4}完成")
_FINISHED = re.compile(r"[^，。；]{0,12}(?:完成|到位|建成|竣工|交付)")
_SOON = re.compile(r"[^，。；]{0,6}(?:完成|出台|建成|实现|开工|竣工|公布|印发|启动|上线|报送|达到|落实|到位)")
_REPORTED = re.compile(r"，?(?:完成|报送|上报|报)")
_ARRIVE = (
    "到", "至", "截至", "截止", "截止到", "～", "~", "—", "-", "最迟", "不晚于", "力争", "争取", "确保",
)  # fmt: skip


class Written(NamedTuple):
    """A date as written: `firm` by itself, or when `soon` follows it, or only a `bare` year.

    `worded` names the form of a date that the calendar alone does not give; `year` and `word` are what stands
    before it or in it (2027年, 明年).
    """

    match: re.Match[str]
    start: int
    end: int
    firm: bool
    soon: re.Pattern[str] | None
    bare: bool
    worded: str
    year: str | None
    word: str | None


def written(text: str, start: int, end: int) -> list[Written]:
    """Return the dates between two places of a flat text, in order, none within another."""
    found = list(_by_calendar(text, start, end))
    worded = list(_worded(text, start, end, {each.end for each in found}))
    if not worded:
        return found
    kept: list[Written] = []
    for each in sorted(found + worded, key=_place):
        if kept and each.start < kept[-1].end:
            if each.end - each.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(each)
    return kept


def _place(found: Written) -> int:
    return found.start


def _by_calendar(text: str, start: int, end: int) -> Iterator[Written]:
    for sign in _SIGN.finditer(text, start, end):
        at = sign.start()
        if at < start:
            continue
        match = _CALENDAR.search(text, max(start, at - REACH), min(end, at + REACH))
        if match and match.start() <= at < match.end():
            yield _as_written(match)
            start = match.end()


def _worded(text: str, first: int, end: int, closed: set[int]) -> Iterator[Written]:
    """The dates that the calendar alone does not give; those that end at a place of `closed` are known."""
    start = first
    for close in _CLOSE.finditer(text, start, end):
        at = close.start()
        if at + 1 in closed or at + 2 in closed:
            continue
        match = _WORDED.search(text, max(start, at - REACH), min(end, at + 4)) if at >= start else None
        if not match or not match.start() <= at < match.end():
            continue
        start = match.end()
        name = match.lastgroup or ""
        before = text[max(first, match.start() - 6) : match.start()]
        if name in _NOT_AFTER and before.endswith(_NOT_AFTER[name]):
            continue
        year = _YEAR_BEFORE.search(before)
        begin = match.start() - len(year.group()) if year else match.start()
        soon = _FINISHED if name == "period" or match["phase"] in ("期间", "内") else None
        named = (year[1], year[2]) if year else (None, None)
        yield Written(match, begin, match.end(), soon is None, soon, False, name, *named)


def _as_written(match: re.Match[str]) -> Written:
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
    firm = bool(closed) or match["lead"] in _ARRIVE
    return Written(match, match.start(), match.end(), firm, soon, bare, "", match["year"], match["word"])
