"""The head of a document: title, number, addressee, walked up from its first prose."""

from __future__ import annotations

import re

from luoshi.crafts.reading import lines
from luoshi.crafts.reading.lines import Line

NUMBER = re.compile(
    r"[一-龥]{1,14}(?:\s*)[〔\[［（(【]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］）)】]\s*(?:第\s*)?(?P<serial>\d{1,5})\s*号"
)
_TITLE_WORDS = re.compile(
    r"关于|印发|通知|意见|方案|措施|计划|要点|规划|办法|规定|讲话|报告|通报|纪要|清单|决定|条例|规则|公告|函|安排|分工|致辞|发言|细则"
)

_LAST_WORD = re.compile(r"(?:通知|通报|公告|通告|批复|复函|讲话|致辞|发言)$")
_ITEM = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、．]|（[一二三四五六七八九十\d]{1,2}）")
_SENTENCE_OPENS = re.compile(r"近日|日前|为|根据|按照|现|经|鉴于")
_SIGNS = re.compile(r"[()（）\-—–－~～《》“”]")


def find(rows: list[Line], first: int) -> tuple[int, str]:
    """Walk up from the first prose over addressee, document number, date and title."""
    if first <= 16 and not any(
        lines.is_furniture(line.text) or lines.LABEL.match(line.text) for line in rows[:first]
    ):
        return _head_of_page(rows, first)
    top = first
    titles: list[str] = []
    while top > 0 and first - top < 14:
        line = rows[top - 1]
        words = lines.squeezed(line.text.strip("*# "))
        if not words or lines.is_furniture(line.text):
            break
        if lines.LABEL.match(line.text) and not lines.is_salutation(line.text):
            if titles or not _title_above(rows, top - 1):
                break
            top -= 1
            continue
        aside = _belongs_to_head(line.text, words)
        titular = not aside and _continues_title(words) and bool(titles or _TITLE_WORDS.search(words))
        if titular and (_letters(words) in _letters("".join(titles)) or not _goes_on(words, titles[:1])):
            break
        if not (aside or titular):
            break
        if titular:
            titles.insert(0, words)
        top -= 1
    return rows[top].start, _clean("".join(titles))


def _head_of_page(rows: list[Line], first: int) -> tuple[int, str]:
    """Nothing but the document stands on the page: its first line begins the body."""
    titles: list[str] = []
    for line in rows[:first]:
        words = lines.squeezed(line.text.strip("*# "))
        if not words or _belongs_to_head(line.text, words) or not _continues_title(words):
            if titles:
                break
            continue
        if titles and not _goes_on(titles[-1], [words]):
            break
        if _letters(words) not in _letters("".join(titles)):
            titles.append(words)
    return rows[0].start, _clean("".join(titles))


def _goes_on(above: str, below: list[str]) -> bool:
    """Whether a title goes on in the next line: not past its last word, nor into a first sentence."""
    if not below:
        return True
    if _ITEM.match(below[0]) or ("，" in below[0] and _SENTENCE_OPENS.match(below[0])):
        return False
    return not _LAST_WORD.search(above) or below[0].startswith(("的", "（")) or above == below[0]


def _letters(words: str) -> str:
    """Words without the signs that are written in two widths or two lengths."""
    return _SIGNS.sub("", words)


def _title_above(rows: list[Line], index: int) -> bool:
    """Whether a source or a date that a newspaper puts under its title stands here."""
    if not re.match(r"^[\s*（(]*(?:来\s*源|时\s*间|日\s*期|作\s*者|记\s*者)\s*[:：]", rows[index].text):
        return False
    above = (
        lines.squeezed(line.text)
        for line in rows[max(0, index - 3) : index]
        if not lines.LABEL.match(line.text)
    )
    return any(_TITLE_WORDS.search(words) and _continues_title(words) for words in above)


def _clean(title: str) -> str:
    """Drop what a collection adds to a title: a number before it, the date in brackets after it."""
    return re.sub(r"（[^（）]*\d{4}年\d{1,2}月\d{1,2}日[^（）]*）$", "", re.sub(r"^\d{1,3}[.、]", "", title))


def _belongs_to_head(line: str, words: str) -> bool:
    if lines.is_salutation(line) or words[0] == "各":
        return True
    if "号" in words and len(words) <= 60 and "关于" not in words and NUMBER.search(words):
        return True
    if words[0] in "（(—-" or words == "附件":
        return True
    return bool(re.match(r"[（(]?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日", words)) and len(words) <= 40


def _continues_title(words: str) -> bool:
    return 2 <= len(words) <= 90 and not any(sign in words for sign in "。；！？：:")


def title_of(rows: list[Line]) -> str:
    """Return the title from the page's own label or from the first line that reads like one."""
    for line in rows:
        label = re.match(r"^[\s*#]*(?:标\s*题|名\s*称)[*\s]*[:：]\s*(\S.*)$", line.text)
        if label:
            return _clean(lines.squeezed(label[1]))
    for line in rows:
        words = lines.squeezed(line.text.strip("*# "))
        if 6 <= len(words) <= 90 and _TITLE_WORDS.search(words) and not lines.LABEL.match(line.text):
            return _clean(words)
    return ""
