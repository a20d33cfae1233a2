"""Where the document begins and ends on a page, and what its head says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.crafts.reading import heads, lines, signing
from luoshi.crafts.reading.lines import Line

_END = re.compile(
    r"^[\s【\[(（*#>|\-–—·.…]*(?:(?:原文|附件|相关|文件)下载|扫一扫|扫码关注|相关(?:推荐|阅读|链接|文章|新闻|报道|文档|稿件|附件|政策|解读)"
    r"|[上下]一[篇条]|返回(?:顶部|首页|列表)|关闭(?:窗口|本页)|打印(?:本页|此页)|试读结束|查阅全文|本文内容由|本站|免责声明|版权(?:所有|声明)"
    r"|(?:责任)?编辑[:：]|(?:主办|承办)单位[:：]|技术支持[:：]|网站(?:地图|标识码|声明)|\S{0,6}ICP备|\S{0,4}公网安备|分享到"
    r"|附件[:：][^\n]*\.(?:docx?|xlsx?|pdf|wps|zip|rar)|(?:字体|字号)[:：]|热门(?:文章|推荐)|猜你喜欢|联系我们|您可能|发布\s*$)"
)
_ANNEX = re.compile(r"^[\s*#【\[]*附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[】\]]?\s*$")
_END_IN_LINE = re.compile(
    r"[ \u3000\t](?:来源[:：]\S{2,24}(?=\s|$)|附件下载|扫一扫|相关(?:阅读|链接|推荐|新闻)"
    r"|【?打印|【?关闭|责任编辑[:：]|上一篇|分享到)"
)
_WHEN = r"(?:时间|日期)[:：]\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d{2})?"
_NAVIGATION = re.compile(
    r"(?:微信|微博|QQ空间|QQ好友|朋友圈|打印本?页?|关闭窗口?|分享到?[:：]?|字号[:：]?|大 ?中 ?小|收藏"
    rf"|浏览次数[:：]\s*\d*|阅读[:：]?\s*\d+次?|{_WHEN})[\s】\])]+"
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


def find(text: str, tables: Sequence[tuple[int, int]] = ()) -> Bounds:
    """Return the bounds of the document on the page: title to sign-off, no navigation, no adverts.

    `tables` are the offsets of the tables that divide work: one is prose enough for a document, and the
    last of them is the least that the body holds.
    """
    offset = text.find("\n") + 1 if text.startswith("#SOURCE:") else 0
    if text.startswith("#SOURCE:") and not offset:
        offset = len(text)
    rows = lines.of(text, offset)
    first = lines.first_prose(rows)
    if tables:
        headed = next(index for index, line in enumerate(rows) if line.end > tables[0][0])
        first = headed if first is None else min(first, headed)
    if first is None:
        return Bounds(offset, offset, offset, heads.title_of(rows), "", None)
    prose = rows[first].start + _navigation_end(rows[first].text)
    start, title = (prose, "") if prose > rows[first].start else heads.find(rows, first)
    end = _end(text, rows, first, prose)
    signed = end
    if tables:
        signed = min(end, tables[-1][0]) if end <= tables[-1][1] else end
        end = max(end, tables[-1][1])
    head = text[offset : min(end, prose + 200)]
    number = heads.NUMBER.search(head) if "号" in head else None
    written = title or heads.title_of(rows[:first])
    return Bounds(
        start,
        end,
        prose,
        written,
        lines.squeezed(number.group()) if number else "",
        signing.issued_on(text, start, signed),
    )


def _navigation_end(line: str) -> int:
    """On a page without line breaks the article begins after the last button of the bar above it."""
    if not re.match(r"(?:您?的?当前位置|您?现?在?的?位置|首页)", line):
        return 0
    ends = [match.end() for match in _NAVIGATION.finditer(line, 0, 400)]
    return ends[-1] if ends else 0


def _end(text: str, rows: list[Line], first: int, prose: int) -> int:
    """The body ends before the first page furniture after which no more of the document comes."""
    last = first
    numbered = max((index for index, line in enumerate(rows) if lines.NUMBERED.match(line.text)), default=0)
    public = [match.end() for match in _PUBLIC_NOTE.finditer(text, prose)]
    for index in range(first, len(rows)):
        line = rows[index]
        in_line = _END_IN_LINE.search(line.text, max(0, prose - line.start))
        if in_line and lines.is_prose(line.text):
            return line.start + len(line.text[: in_line.start()].rstrip())
        if index > first and _ANNEX.match(line.text) and _is_table(rows, index + 1):
            break
        if index > first and _END.match(line.text) and numbered <= index:
            break
        last = index
    end = rows[last].end
    if public and public[-1] <= end and not lines.has_prose(rows, public[-1], end):
        return public[-1]
    while last > first and _is_tail(rows[last].text):
        last -= 1
    return rows[last].end


def _is_table(rows: list[Line], index: int) -> bool:
    """Whether the annex that begins here is a table: its title says so."""
    title = "".join(lines.squeezed(line.text) for line in rows[index : index + 2] if len(line.text) < 50)
    return bool(re.search(r"(?:表|名单|目录|指标体系|样式|流程图|示意图)(?:（[^）]*）)?", title))


def _is_tail(line: str) -> bool:
    return bool(re.fullmatch(r"[.…·\-=_*#\s]+|\(\d+\)", line))
