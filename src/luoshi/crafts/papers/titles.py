"""Breaking a title into lines that keep words whole and stand as a trapezoid (GB/T 9704—2012, 7.3.1)."""

from __future__ import annotations

import itertools
import re
from typing import Final

from luoshi.crafts.papers import words

_WIDEST: Final = 19.0  # 字 of 2号 that fit a line of 156 mm, with a little air
_STEP: Final = 2.0  # 字 from one line to the next that make a shape
_SHAPELESS: Final = 50.0  # what equal lines cost: almost as much as a word cut in two
_ALIKE: Final = 0.75  # 字: lines that differ by less look equal
_NO_START: Final = "的、，。；：！？）〕》”’和与及等了"
_NO_END: Final = "（〔《“‘、第和与及在对为"
_GOOD_START: Final = ("关于", "提醒", "督办", "通报", "通知", "开展", "做好", "进一步", "专项", "工作")
_GOOD_END: Final = "局委府室校区县市的、》"
_WHOLE: Final = re.compile(
    r"[0-9A-Za-z.%‰—-]+年?|《[^》]{1,12}》|“[^”]{1,8}”|〔\d+〕\d+号"
    r"|第[一二三四五六七八九十\d]+(?:季度|学期|学年|批|期|次|轮|届)?|[上下]半年|\d+年度?|[一二三四五六七八九十]+月份?"
)
_TOKENS: Final = (
    "解决|加快|推动|组织|报送|印发|召开|深化|提高|改革|发展|义务教育|学前教育|局长办公会议|会议|人民政府|一览表|明细表|汇总表|情况表|清单|台账|项目|资金|学校|通知书|督办函|提醒函|预警函|督导|教育局|教育|工作|情况|通报|整改|中小学|学校|幼儿园|学位|建设|任务|落实|专项|"
    "行动|方案|意见|办法|规定|计划|管理|安全|检查|督查|督办|提醒|进展|滞后|进一步|加强|推进|开展|有关|问题|事项|报告|请示|批复"
)
_WORDS: Final = re.compile(_TOKENS)


def title_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a title. Line breaks that the author wrote are kept."""
    return tuple(line for part in title.splitlines() if part.strip() for line in _lines(part.strip()))


def _lines(text: str) -> tuple[str, ...]:
    width = words.width_in_chars(text)
    count = max(1, -int(-width // _WIDEST))
    while (found := _shaped(text, count)) is None:
        count += 1
    if _is_shapely(found) or count == 1:
        return found
    more = _shaped(text, count + 1)
    return more if more and _is_shapely(more) else found


def _shaped(text: str, count: int) -> tuple[str, ...] | None:
    """Return ``text`` in ``count`` lines that stand as a trapezoid or a rhombus, the cheapest way.

    None when a line would be too wide. A title too long for any shape keeps the cuts that cost least.
    """
    if count == 1:
        return (text,) if words.width_in_chars(text) <= _WIDEST else None
    ideal = words.width_in_chars(text) / count
    found = [one for shape in _shapes(count, ideal) if (one := _best(text, shape))]
    if not found:
        return None
    return min(found, key=lambda one: one[0] + (0 if _is_shapely(one[1]) else _SHAPELESS))[1]


def _shapes(count: int, ideal: float) -> list[list[float]]:
    """Return how wide the lines would best be: growing, shrinking, or widest in the middle."""
    middle = (count - 1) / 2
    slope = [(at - middle) * _STEP for at in range(count)]
    bulge = [_STEP * (middle / 2 - abs(at - middle)) for at in range(count)]
    shapes = [slope, slope[::-1], bulge] if count > 2 else [slope, slope[::-1]]
    return [[ideal + off for off in shape] for shape in shapes]


def _is_shapely(lines: tuple[str, ...]) -> bool:
    widths = [words.width_in_chars(line) for line in lines]
    steps = [low - high for high, low in itertools.pairwise(widths)]
    signs = [0 if abs(step) < _ALIKE else (1 if step > 0 else -1) for step in steps]
    return any(signs) and [sign for sign in signs if sign] == sorted(filter(None, signs), reverse=True)


def _best(text: str, ideals: list[float]) -> tuple[float, tuple[str, ...]] | None:
    """Return cost and lines of the cheapest cut into lines about as wide as asked, None when too wide."""
    count = len(ideals)
    if count >= len(text):
        return 0.0, tuple(text)
    closed, edges = _closed(text)
    reach = (0.0, *itertools.accumulate(words.width_in_chars(char) for char in text))
    # best[end]: cost and cuts of the lines so far, that end before character `end`
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line, ideal in enumerate(ideals):
        grown: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for end in range(start + 1, len(text) + 1):
                width = reach[end] - reach[start]
                if width > _WIDEST:
                    break
                if (end == len(text)) != (line == count - 1):
                    continue
                total = cost + (width - ideal) ** 2 + _cut_cost(text, end, closed, edges)
                if end not in grown or total < grown[end][0]:
                    grown[end] = (total, (*cuts, end))
        best = grown
    if len(text) not in best:
        return None
    cost, ends = best[len(text)]
    return cost, tuple(text[start:end] for start, end in zip((0, *ends[:-1]), ends, strict=True))


def _closed(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the places inside numbers, names in 《》 and well-known words, and the places at their edges."""
    inside: set[int] = set()
    edges: set[int] = set()
    for pattern in (_WHOLE, _WORDS):
        for found in pattern.finditer(text):
            inside.update(range(found.start() + 1, found.end()))
            edges.update((found.start(), found.end()))
    return frozenset(inside), frozenset(edges)


def _cut_cost(text: str, end: int, closed: frozenset[int], edges: frozenset[int]) -> float:
    if end == len(text):
        return 0.0
    cost = 0.0
    if end in closed:
        cost += 60
    elif end not in edges:
        cost += 12  # perhaps inside a word that is not known here
    if text[end] in _NO_START or text[end - 1] in _NO_END:
        cost += 40
    if text.startswith(_GOOD_START, end):
        cost -= 6
    if text[end - 1] in _GOOD_END:
        cost -= 4
    return cost
