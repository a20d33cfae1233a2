"""Breaking a title into lines that keep words whole and stand as a trapezoid (GB/T 9704—2012, 7.3.1)."""

from __future__ import annotations

import itertools
import re
from typing import Final

from luoshi.crafts.papers import words

_WIDEST: Final = 19.0  # 字 of 2号 that fit a line of 156 mm, with a little air
_NO_START: Final = "的、，。；：！？）〕》”’和与及等了"
_NO_END: Final = "（〔《“‘、第和与及在对为"
_GOOD_START: Final = ("关于", "提醒", "督办", "通报", "通知", "开展", "做好", "进一步", "专项", "工作")
_GOOD_END: Final = "局委府室校区县市的、》"
_WHOLE: Final = re.compile(
    r"[0-9A-Za-z.%‰—-]+年?|《[^》]{1,12}》|“[^”]{1,8}”|〔\d+〕\d+号"
    r"|第[一二三四五六七八九十\d]+(?:季度|学期|学年|批|期|次|轮|届)?|[上下]半年|\d+年度?|[一二三四五六七八九十]+月份?"
)
_TOKENS: Final = (
    "通知书|督办函|提醒函|预警函|督导|教育局|教育|工作|情况|通报|整改|中小学|学校|幼儿园|学位|建设|任务|落实|专项|"
    "行动|方案|意见|办法|规定|计划|管理|安全|检查|督查|督办|提醒|进展|滞后|进一步|加强|推进|开展|有关|问题|事项|报告|请示|批复"
)
_WORDS: Final = re.compile(_TOKENS)


def title_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a title. Line breaks that the author wrote are kept."""
    return tuple(line for part in title.splitlines() if part.strip() for line in _lines(part.strip()))


def _lines(text: str) -> tuple[str, ...]:
    width = words.width_in_chars(text)
    count = max(1, -int(-width // _WIDEST))
    while (lines := _best(text, count)) is None:
        count += 1
    return lines


def _best(text: str, count: int) -> tuple[str, ...] | None:
    """Return the cheapest way to cut ``text`` into ``count`` lines, or None when a line would be too wide."""
    if count >= len(text):
        return tuple(text)
    ideal = words.width_in_chars(text) / count
    closed = _closed(text)
    reach = (0.0, *itertools.accumulate(words.width_in_chars(char) for char in text))
    # best[k][end]: cost and cuts of the first k lines that end before character `end`
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in range(count):
        grown: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for end in range(start + 1, len(text) + 1):
                width = reach[end] - reach[start]
                if width > _WIDEST:
                    break
                if (end == len(text)) != (line == count - 1):
                    continue
                total = cost + (width - ideal) ** 2 + _cut_cost(text, end, closed)
                if end not in grown or total < grown[end][0]:
                    grown[end] = (total, (*cuts, end))
        best = grown
    if len(text) not in best:
        return None
    ends = best[len(text)][1]
    return tuple(text[start:end] for start, end in zip((0, *ends[:-1]), ends, strict=True))


def _closed(text: str) -> frozenset[int]:
    """Return the places inside numbers, names in 《》 and well-known words, where no line should end."""
    inside: set[int] = set()
    for pattern in (_WHOLE, _WORDS):
        for found in pattern.finditer(text):
            inside.update(range(found.start() + 1, found.end()))
    return frozenset(inside)


def _cut_cost(text: str, end: int, closed: frozenset[int]) -> float:
    if end == len(text):
        return 0.0
    cost = 0.0
    if end in closed:
        cost += 60
    if text[end] in _NO_START or text[end - 1] in _NO_END:
        cost += 40
    if text.startswith(_GOOD_START, end):
        cost -= 6
    if text[end - 1] in _GOOD_END:
        cost -= 4
    return cost
