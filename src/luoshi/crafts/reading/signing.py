"""When a document was signed."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"((?:19|20)\d{2})\s*[年]\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
# At the very end a date in a sentence is a deadline (2027年1月20日前), not the day of signing.
_CLOSING_DATE = re.compile(_DATE.pattern + r"(?!\s*(?:前|之前|以前|起|至|止|内|底))")
_ONES = "一二三四五六七八九"
_DATE_LINE = re.compile(rf"^[ \t\u3000（(〔]*{_DATE.pattern}[ \t\u3000）)〕]*$", re.MULTILINE)
_WORDED_DATE = re.compile(
    rf"^[ \t\u3000]*([二一][〇○零Ｏ{_ONES}]{{3}})年([{_ONES}十]{{1,2}})月([{_ONES}十]{{1,3}})日[ \t\u3000]*$",
    re.MULTILINE,
)
_LINE_CLOSES = re.compile("日[ \\t\u3000）)〕]*$", re.MULTILINE)
_LABELLED_DATE = re.compile(r"成文日期[:：\s*]*((?:19|20)\d{2})[-年/.](\d{1,2})[-月/.](\d{1,2})")
_PUBLISHED = re.compile(
    r"(?:发布|公开)(?:日期|时间)[:：\s*]*((?:19|20)\d{2})[-年/.](\d{1,2})[-月/.](\d{1,2})"
)


def issued_on(text: str, start: int, end: int) -> date | None:
    """The day of signing: the date that stands alone on a line, else in the head, else at the very end."""
    body = text[start:end]
    for match in _DATE_LINE.finditer(body):
        return _day(match[1], match[2], match[3])
    worded = _WORDED_DATE.search(body)
    if worded:
        return _day(_digits(worded[1]), str(_count(worded[2])), str(_count(worded[3])))
    for pattern, stretch in (
        (_LABELLED_DATE, text[:start]),
        (_CLOSING_DATE, body[-40:]),
        (re.compile(rf"[（(]\s*{_DATE.pattern}"), body[:400]),
        (_PUBLISHED, text[:start]),
    ):
        found = pattern.search(stretch)
        if found:
            return _day(found[1], found[2], found[3])
    return None


def places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the dates that stand alone on a line between two places of the document."""
    found = []
    for close in _LINE_CLOSES.finditer(text, start, end):
        begin = text.rfind("\n", start, close.start()) + 1 or start
        match = _DATE_LINE.match(text, begin, close.end()) or _WORDED_DATE.match(text, begin, close.end())
        if match:
            found.append(match.span())
    return found


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _digits(words: str) -> str:
    return "".join(
        str("〇一二三四五六七八九".find(sign)) if sign in "一二三四五六七八九" else "0" for sign in words
    )


def _count(words: str) -> int:
    tens, mark, ones = words.partition("十")
    numerals = " 一二三四五六七八九"
    if not mark:
        return numerals.find(words)
    return (numerals.find(tens) if tens else 1) * 10 + (numerals.find(ones) if ones else 0)
