"""Where the document begins and ends on a page, and what its head says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_LABEL = re.compile(
    r"^[\s*#>\-–—|]*(?:索\s*引\s*号|主\s*题\s*(?:分\s*类|词)|发文机[关构]|成文日期|标\s*题|发文字号|发布(?:日期|时间|机构|单位)"
    r"|信息(?:来源|分类)|来\s*源|时\s*间|日\s*期|作\s*者|记\s*者|文\s*号|栏\s*目|分\s*类|名\s*称|文件(?:名称|编号)"
    r"|原文链接|本地目录|检索\S{0,4}|有效性|效力\S{0,3}|浏览\S{0,4}|字\s*号|分享到?|文档类型|关键\s*[词字]|公开方式"
    r"|文档|阅读\S{0,4}|点击\S{0,4}|编\s*辑|责任编辑|生成日期|失效日期|实施日期|所属\S{0,4})[*\s]*[:：]"
)
_FURNITURE = re.compile(
    r"^[\s*#>\-–—=|_]*$|北大法宝|法宝引证码|https?://|www\.|当前位置|首页|打印|字号|字体|无障碍|长者"
    r"|收藏|下载|全屏|还原|加大|减小|浏览次数|links\.tsv|正文 =|基本信息|扫一扫"
)
_NUMBER = re.compile(
    r"[一-龥]{1,14}(?:\s*)[〔\[［（(【]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］）)】]\s*(?:第\s*)?(?P<serial>\d{1,5})\s*号"
)
_TITLE_WORDS = re.compile(
    r"关于|印发|通知|意见|方案|措施|计划|要点|规划|办法|规定|讲话|报告|通报|纪要|清单|决定|条例|规则|公告|函|安排|分工|致辞|发言|细则"
)
_STOP = re.compile(r"[。！？；]")
_COMMA = re.compile(r"[，,]")
_INTRODUCES = re.compile(r"^(?:为|根据|按照|近日|近年来|现|经|鉴于)|如下|现将|现就")
_SALUTATION = re.compile(
    r"^(?:尊敬的|各|有关|相关|同志们|先生们|女士们|市|省|区|县|机关|局|直属|国务院|全)"
    r"|(?:部门|单位|政府|委员会|学校|局|委|办|会|院|公司|代表|同志|处室|科室|中心)[)）]?\s*[:：]$"
)
_END = re.compile(
    r"^[\s【\[(（*#>|\-–—·.…]*(?:(?:原文|附件|相关|文件)下载|扫一扫|扫码关注|相关(?:推荐|阅读|链接|文章|新闻|报道|文档|稿件|附件|政策|解读)"
    r"|[上下]一[篇条]|返回(?:顶部|首页|列表)|关闭(?:窗口|本页)|打印(?:本页|此页)|试读结束|查阅全文|本文内容由|本站|免责声明|版权(?:所有|声明)"
    r"|(?:责任)?编辑[:：]|(?:主办|承办)单位[:：]|技术支持[:：]|网站(?:地图|标识码|声明)|\S{0,6}ICP备|\S{0,4}公网安备|分享到"
    r"|附件[:：][^\n]*\.(?:docx?|xlsx?|pdf|wps|zip|rar)|(?:字体|字号)[:：]|热门(?:文章|推荐)|猜你喜欢|联系我们|您可能|发布\s*$)"
)
_ANNEX = re.compile(r"^[\s*#【\[]*附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[】\]]?\s*$")
_NUMBERED = re.compile(r"^[\s*#]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
_END_IN_LINE = re.compile(
    r"[ \u3000\t](?:来源[:：]\S{2,24}(?=\s|$)|附件下载|扫一扫|相关(?:阅读|链接|推荐|新闻)"
    r"|【?打印|【?关闭|责任编辑[:：]|上一篇|分享到)"
)
_WHEN = r"(?:时间|日期)[:：]\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d{2})?"
_NAVIGATION = re.compile(
    r"(?:微信|微博|QQ空间|QQ好友|朋友圈|打印本?页?|关闭窗口?|分享到?[:：]?|字号[:：]?|大 ?中 ?小|收藏"
    rf"|浏览次数[:：]\s*\d*|阅读[:：]?\s*\d+次?|{_WHEN})[\s】\])]+"
)
_DATE = re.compile(r"((?:19|20)\d{2})\s*[年]\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ONES = "一二三四五六七八九"
_DATE_LINE = re.compile(rf"^[ \t\u3000（(〔]*{_DATE.pattern}[ \t\u3000）)〕]*$", re.MULTILINE)
_WORDED_DATE = re.compile(
    rf"^[ \t\u3000]*([二一][〇○零Ｏ{_ONES}]{{3}})年([{_ONES}十]{{1,2}})月([{_ONES}十]{{1,3}})日[ \t\u3000]*$",
    re.MULTILINE,
)
_LABELLED_DATE = re.compile(r"成文日期[:：\s*]*((?:19|20)\d{2})[-年/.](\d{1,2})[-月/.](\d{1,2})")
_PUBLISHED = re.compile(
    r"(?:发布|公开)(?:日期|时间)[:：\s*]*((?:19|20)\d{2})[-年/.](\d{1,2})[-月/.](\d{1,2})"
)
_PUBLIC_NOTE = re.compile(r"（此件[^）\n]{0,6}公开[^）\n]{0,4}）")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the body lies (`start == end`: nowhere), where its first prose begins, and what the head says."""

    start: int
    end: int
    prose: int
    title: str
    number: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def find(text: str) -> Bounds:
    """Return the bounds of the document on the page: title to sign-off, no navigation, no adverts."""
    offset = text.find("\n") + 1 if text.startswith("#SOURCE:") else 0
    if text.startswith("#SOURCE:") and not offset:
        offset = len(text)
    lines = _lines(text, offset)
    first = next((index for index, line in enumerate(lines) if _is_prose(line.text)), None)
    if first is None:
        return Bounds(offset, offset, offset, _title_of(lines), "", None)
    first = _first_item(lines, first)
    prose = lines[first].start + _navigation_end(lines[first].text)
    start, title = (prose, "") if prose > lines[first].start else _head(lines, first)
    end = _end(text, lines, first, prose)
    number = _NUMBER.search(text, offset, min(end, prose + 200))
    written = title or _title_of(lines[:first])
    return Bounds(
        start, end, prose, written, _squeezed(number.group()) if number else "", _issued(text, start, end)
    )


def _lines(text: str, offset: int) -> list[_Line]:
    lines = []
    for raw in text[offset:].splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = offset + raw.index(stripped[0])
            lines.append(_Line(start, start + len(stripped), stripped))
        offset += len(raw)
    return lines


def _first_item(lines: list[_Line], first: int) -> int:
    """Where an item 一、 begins shortly before the first line of prose, the prose begins with the item."""
    for index in range(max(0, first - 6), first):
        if _NUMBERED.match(lines[index].text):
            return index
    return first


def _is_prose(line: str) -> bool:
    """Whether a line is running text: a full stop after fifteen characters, or a comma in a long line."""
    if (
        _LABEL.match(line)
        or _is_salutation(line)
        or _is_furniture(line)
        or line.startswith(("©", "Copyright"))
    ):
        return False
    last = 0
    for stop in _STOP.finditer(line):
        if stop.start() - last >= 15:
            return True
        last = stop.end()
    comma = _COMMA.search(line)
    if not comma:
        return False
    if line[0] in "“《":
        return len(line) >= 20
    return "一" <= line[0] <= "龥" and comma.start() >= 4 and len(line) - comma.end() >= 10


def _is_furniture(line: str) -> bool:
    return len(line) < 160 and bool(_FURNITURE.search(line))


def _is_salutation(line: str) -> bool:
    return (
        line[-1] in ":："
        and len(line) <= 240
        and not _INTRODUCES.search(line)
        and bool(_SALUTATION.search(line))
    )


def _navigation_end(line: str) -> int:
    """On a page without line breaks the article begins after the last button of the bar above it."""
    if not re.match(r"(?:您?的?当前位置|您?现?在?的?位置|首页)", line):
        return 0
    ends = [match.end() for match in _NAVIGATION.finditer(line, 0, 400)]
    return ends[-1] if ends else 0


def _head(lines: list[_Line], first: int) -> tuple[int, str]:
    """Walk up from the first prose over addressee, document number, date and title."""
    if first <= 16 and not any(_is_furniture(line.text) or _LABEL.match(line.text) for line in lines[:first]):
        return _head_of_page(lines, first)
    top = first
    titles: list[str] = []
    while top > 0 and first - top < 14:
        line = lines[top - 1]
        words = _squeezed(line.text.strip("*# "))
        if not words or _is_furniture(line.text):
            break
        if _LABEL.match(line.text) and not _is_salutation(line.text):
            if titles or not _title_above(lines, top - 1):
                break
            top -= 1
            continue
        aside = _belongs_to_head(line.text, words)
        titular = not aside and _continues_title(words) and bool(titles or _TITLE_WORDS.search(words))
        if titular and words in "".join(titles):
            break
        if not (aside or titular):
            break
        if titular:
            titles.insert(0, words)
        top -= 1
    return lines[top].start, _clean("".join(titles))


def _head_of_page(lines: list[_Line], first: int) -> tuple[int, str]:
    """Nothing but the document stands on the page: its first line begins the body."""
    titles: list[str] = []
    for line in lines[:first]:
        words = _squeezed(line.text.strip("*# "))
        if not words or _belongs_to_head(line.text, words) or not _continues_title(words):
            if titles:
                break
            continue
        if words not in "".join(titles):
            titles.append(words)
    return lines[0].start, _clean("".join(titles))


def _title_above(lines: list[_Line], index: int) -> bool:
    """Whether a source or a date that a newspaper puts under its title stands here."""
    if not re.match(r"^[\s*（(]*(?:来\s*源|时\s*间|日\s*期|作\s*者|记\s*者)\s*[:：]", lines[index].text):
        return False
    above = (_squeezed(line.text) for line in lines[max(0, index - 3) : index] if not _LABEL.match(line.text))
    return any(_TITLE_WORDS.search(words) and _continues_title(words) for words in above)


def _clean(title: str) -> str:
    """Drop what a collection adds to a title: a number before it, the date in brackets after it."""
    return re.sub(r"（[^（）]*\d{4}年\d{1,2}月\d{1,2}日[^（）]*）$", "", re.sub(r"^\d{1,3}[.、]", "", title))


def _belongs_to_head(line: str, words: str) -> bool:
    if _is_salutation(line) or words[0] == "各":
        return True
    if _NUMBER.search(words) and len(words) <= 60 and "关于" not in words:
        return True
    if words[0] in "（(—-" or words == "附件":
        return True
    return bool(re.match(r"[（(]?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日", words)) and len(words) <= 40


def _continues_title(words: str) -> bool:
    return 2 <= len(words) <= 90 and not any(sign in words for sign in "。；！？：:")


def _title_of(lines: list[_Line]) -> str:
    """Return the title from the page's own label or from the first line that reads like one."""
    for line in lines:
        label = re.match(r"^[\s*#]*(?:标\s*题|名\s*称)[*\s]*[:：]\s*(\S.*)$", line.text)
        if label:
            return _clean(_squeezed(label[1]))
    for line in lines:
        words = _squeezed(line.text.strip("*# "))
        if 6 <= len(words) <= 90 and _TITLE_WORDS.search(words) and not _LABEL.match(line.text):
            return _clean(words)
    return ""


def _end(text: str, lines: list[_Line], first: int, prose: int) -> int:
    """The body ends before the first page furniture after which no more of the document comes."""
    last = first
    numbered = max((index for index, line in enumerate(lines) if _NUMBERED.match(line.text)), default=0)
    public = [match.end() for match in _PUBLIC_NOTE.finditer(text, prose)]
    for index in range(first, len(lines)):
        line = lines[index]
        in_line = _END_IN_LINE.search(line.text, max(0, prose - line.start)) if _is_prose(line.text) else None
        if in_line:
            return line.start + len(line.text[: in_line.start()].rstrip())
        if index > first and _ANNEX.match(line.text) and _is_table(lines, index + 1):
            break
        if index > first and _END.match(line.text) and numbered <= index:
            break
        last = index
    end = lines[last].end
    if public and public[-1] <= end and not _has_prose(lines, public[-1], end):
        return public[-1]
    while last > first and _is_tail(lines[last].text):
        last -= 1
    return lines[last].end


def _is_table(lines: list[_Line], index: int) -> bool:
    """Whether the annex that begins here is a table: its title says so."""
    title = "".join(_squeezed(line.text) for line in lines[index : index + 2] if len(line.text) < 50)
    return bool(re.search(r"(?:表|名单|目录|指标体系|样式|流程图|示意图)(?:（[^）]*）)?", title))


def _is_tail(line: str) -> bool:
    return bool(re.fullmatch(r"[.…·\-=_*#\s]+|\(\d+\)", line))


def _has_prose(lines: list[_Line], start: int, end: int) -> bool:
    return any(line.start >= start and line.end <= end and _is_prose(line.text) for line in lines)


def _issued(text: str, start: int, end: int) -> date | None:
    """The day of signing: the date that stands alone on a line, else in the head, else at the very end."""
    body = text[start:end]
    for match in _DATE_LINE.finditer(body):
        return _day(match[1], match[2], match[3])
    worded = _WORDED_DATE.search(body)
    if worded:
        return _day(_digits(worded[1]), str(_count(worded[2])), str(_count(worded[3])))
    for pattern, stretch in (
        (_LABELLED_DATE, text[:start]),
        (_DATE, body[-40:]),
        (re.compile(rf"[（(]\s*{_DATE.pattern}"), body[:400]),
        (_PUBLISHED, text[:start]),
    ):
        found = pattern.search(stretch)
        if found:
            return _day(found[1], found[2], found[3])
    return None


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


def _squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)
