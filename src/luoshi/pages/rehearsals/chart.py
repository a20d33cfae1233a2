"""Letters week by week in both years, drawn so that it also prints in grey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from django.utils.safestring import SafeString

from luoshi.rules.calendar import short_date

WIDTH, HEIGHT = 760, 170
_TOP, _BOTTOM, _LEFT = 12, 24, 4


def said(weeks: Mapping[int, list[int]], today: date) -> str:
    """Return in words what the drawing shows; empty of nothing."""
    if not weeks:
        return ""
    now, then = (sum(pair[side] for pair in weeks.values()) for side in (0, 1))
    widest = max(weeks, key=lambda week: abs(weeks[week][1] - weeks[week][0]))
    pair = weeks[widest]
    words = f"现行规则{now}份，预演{then}份"
    if pair[0] == pair[1]:
        return f"{words}，每周的份数都相同。"
    monday = short_date(date.fromordinal(widest), today)
    return f"{words}；相差最多的是{monday}起的一周，现行{pair[0]}份、预演{pair[1]}份。"


def drawn(weeks: Mapping[int, list[int]], words: str) -> SafeString:
    """Return two bars a week: what it was in outline, what it would have been filled, the oldest first."""
    highest = max((max(pair) for pair in weeks.values()), default=0) or 1
    first, last = min(weeks), max(weeks)
    count = (last - first) // 7 + 1
    width = (WIDTH - 2 * _LEFT) / max(count, 12)
    marks = "".join(
        "".join(_bars((week - first) // 7, weeks[week], width, highest)) for week in sorted(weeks)
    )
    step = max(1, round(64 / width))
    labels = "".join(_label(first + 7 * place, place, width) for place in range(0, count, step))
    frame = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(words)}"'
    return SafeString(f'<svg class="chart" {frame}>{marks}{labels}</svg>')


def _bars(place: int, pair: list[int], width: float, highest: int) -> Iterator[str]:
    for side, name in enumerate(("rehearsed-now", "rehearsed-then")):
        height = round((HEIGHT - _TOP - _BOTTOM) * pair[side] / highest, 1)
        left = round(_LEFT + place * width + side * width * 0.42 + width * 0.08, 1)
        top = round(HEIGHT - _BOTTOM - height, 1)
        size = f'width="{width * 0.38:.1f}" height="{height}"'
        yield f'<rect class="{name}" x="{left}" y="{top}" {size}/>'


def _label(monday: int, place: int, width: float) -> str:
    day = date.fromordinal(monday)
    left = round(_LEFT + place * width, 1)
    return f'<text x="{left}" y="{HEIGHT - 6}">{day.month}.{day.day}</text>'
