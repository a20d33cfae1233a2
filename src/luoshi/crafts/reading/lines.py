"""Lines of a page: which are running text, which address somebody, which are furniture of the page."""

from __future__ import annotations

import re
from typing import NamedTuple

from luoshi.crafts.reading import verbs

LABEL = re.compile(
    r"^[\s*#>\-–—|]*(?:索\s*引\s*号|主\s*题\s*(?:分\s*类|词)|发文机[关构]|成文日期|标\s*题|发文字号|发布(?:日期|时间|机构|单位)"
    r"|信息(?:来源|分类)|来\s*源|时\s*间|日\s*期|作\s*者|记\s*者|文\s*号|栏\s*目|分\s*类|名\s*称|文件(?:名称|编号)"
    r"|原文链接|本地目录|检索\S{0,4}|有效性|效力\S{0,3}|浏览\S{0,4}|字\s*号|分享到?|文档类型|关键\s*[词字]|公开方式"
    r"|文档|阅读\S{0,4}|点击\S{0,4}|编\s*辑|责任编辑|生成日期|失效日期|实施日期|所属\S{0,4})[*\s]*[:：]"
)
_FURNITURE = re.compile(
    r"北大法宝|法宝引证码|https?://|www\.|当前位置|首页|打印|字号|字体|无障碍|长者"
    r"|收藏|下载|全屏|还原|加大|减小|浏览次数|links\.tsv|正文 =|基本信息|扫一扫"
)
_RULE = re.compile(r"[\s*#>\-–—=|_]*$")
_STOP = re.compile(r"[。！？；]")
_CLOSED = re.compile(r"[一-龥”》）%\d][。；](?:$|[（〔一-龥])")
_ENUMERATED = re.compile(
    r"^[\s*#]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、])\s*"
)
_MODAL = re.compile(r"(?<![重主需])要(?!求|点|闻|素|件)|须|请|务必|应当|不得|严禁")
_NAMES_A_PAPER = re.compile(
    r"(?:通知|意见|方案|措施|计划|要点|规划|办法|规定|讲话|报告|通报|纪要|清单|决定)$"
)
_FEW = 40
_COMMA = re.compile(r"[，,]")
_INTRODUCES = re.compile(r"^(?:为|根据|按照|近日|近年来|现|经|鉴于)|如下|现将|现就")
_SALUTATION = re.compile(
    r"^(?:尊敬的|各|有关|相关|同志们|先生们|女士们|市|省|区|县|机关|局|直属|国务院|全)"
    r"|(?:部门|单位|政府|委员会|学校|局|委|办|会|院|公司|代表|同志|处室|科室|中心)[)）]?\s*[:：]$"
)
NUMBERED = re.compile(r"^[\s*#]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")


class Line(NamedTuple):
    start: int
    end: int
    text: str


def of(text: str, offset: int) -> list[Line]:
    lines = []
    for raw in text[offset:].splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = offset + raw.index(stripped[0])
            lines.append(Line(start, start + len(stripped), stripped))
        offset += len(raw)
    return lines


def first_prose(rows: list[Line]) -> int | None:
    """Return the index of the first line of running text; of the first full sentence where none is longer.

    A few lines that were pasted, with nothing of a page around them, may hold no full stop at all: then of
    the first line that orders.
    """
    for test in (is_prose, _is_sentence, _is_short):
        found = next((index for index, line in enumerate(rows) if test(line.text)), None)
        if found is not None:
            return first_item(rows, found)
    if len(rows) > _FEW or any(LABEL.match(line.text) or is_furniture(line.text) for line in rows):
        return None
    found = next((index for index, line in enumerate(rows) if _orders(line.text)), None)
    return None if found is None else first_item(rows, found)


def _is_short(line: str) -> bool:
    """Whether a short line holds a sentence: with a note behind it, or with hardly any words in it."""
    if not 6 <= len(line) <= 200 or LABEL.match(line) or is_furniture(line) or is_salutation(line):
        return False
    return bool(_CLOSED.search(line))


def _orders(line: str) -> bool:
    words = _ENUMERATED.sub("", line)
    return (
        len(words) >= 5
        and not _NAMES_A_PAPER.search(words)
        and (verbs.acts(words) or bool(_MODAL.search(words)))
    )


def _is_sentence(line: str) -> bool:
    return 8 <= len(line) <= 80 and line.endswith("。") and not LABEL.match(line) and not is_furniture(line)


def first_item(lines: list[Line], first: int) -> int:
    """Where an item 一、 begins shortly before the first line of prose, the prose begins with the item."""
    for index in range(max(0, first - 6), first):
        if NUMBERED.match(lines[index].text):
            return index
    return first


def is_prose(line: str) -> bool:
    """Whether a line is running text: a full stop after fifteen characters, or a comma in a long line."""
    if LABEL.match(line) or is_salutation(line) or is_furniture(line) or line.startswith(("©", "Copyright")):
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


def is_furniture(line: str) -> bool:
    return len(line) < 160 and bool(_RULE.match(line) or _FURNITURE.search(line))


def is_salutation(line: str) -> bool:
    return (
        line[-1] in ":："
        and len(line) <= 240
        and not _INTRODUCES.search(line)
        and bool(_SALUTATION.search(line))
    )


def has_prose(lines: list[Line], start: int, end: int) -> bool:
    return any(line.start >= start and line.end <= end and is_prose(line.text) for line in lines)


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)
