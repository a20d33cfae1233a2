"""How many fields a unit had to fill in, week by week, drawn so that it also prints in grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from django.utils.safestring import SafeString

from luoshi.queries.burden import KindWeek
from luoshi.rules.calendar import short_date

WIDTH, HEIGHT, SLOTS = 760, 190, 12
_TOP, _BOTTOM, _GAP = 24, 24, 14


def said(weeks: Sequence[KindWeek], today: date) -> str:
    """Return in words what the drawing shows; empty of nothing."""
    if not weeks:
        return ""
    last = weeks[-1]
    words = f"{last.kind.label}在{short_date(last.monday, today)}起的一周填写{last.fields}项（中位数）"
    if len(weeks) == 1:
        return f"{words}。"
    before = weeks[-2].fields
    turn = (
        "持平"
        if before == last.fields
        else f"{'多' if last.fields > before else '少'}{abs(last.fields - before)}项"
    )
    least, most = min(week.fields for week in weeks), max(week.fields for week in weeks)
    return f"{words}，与前一周相比{turn}；{len(weeks)}周里最少{least}项，最多{most}项。"


def drawn(weeks: Sequence[KindWeek], words: str) -> SafeString:
    """Return one bar a week with its number on it and its Monday beneath, the oldest first."""
    highest = max((week.fields for week in weeks), default=0) or 1
    width = WIDTH / max(len(weeks), SLOTS)
    marks = "".join(
        "".join(_bar(week, place, width, highest, len(weeks))) for place, week in enumerate(weeks)
    )
    frame = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(words)}"'
    return SafeString(f'<svg class="chart" {frame}>{marks}</svg>')


def _bar(week: KindWeek, place: int, width: float, highest: int, count: int) -> Iterator[str]:
    height = round((HEIGHT - _TOP - _BOTTOM) * week.fields / highest, 1)
    left, top = round(place * width + _GAP / 2, 1), round(HEIGHT - _BOTTOM - height, 1)
    middle = round(place * width + width / 2, 1)
    latest = " is-latest" if place == count - 1 else ""
    size = f'width="{width - _GAP:.1f}" height="{height}"'
    yield f'<rect class="burden-bar{latest}" x="{left}" y="{top}" {size}/>'
    yield f'<text class="chart-name" x="{middle}" y="{top - 6}" text-anchor="middle">{week.fields}</text>'
    monday = f"{week.monday.month}.{week.monday.day}"
    yield f'<text x="{middle}" y="{HEIGHT - 6}" text-anchor="middle">{monday}</text>'
