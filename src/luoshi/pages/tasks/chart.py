"""The planned way of a task and what was reported of it, drawn so that it also prints in grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString

from luoshi.rules.calendar import short_date
from luoshi.rules.lamps import WHOLE_X100, PausedWay, Trajectory

WIDE, NARROW, HEIGHT = 760, 500, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 24, 26, 26


@dataclass(frozen=True, slots=True)
class Reported:
    """Progress reported on a day, in hundredths of a percent."""

    on: date
    claimed_x100: int


@dataclass(frozen=True, slots=True)
class _Field:
    """Where days and progress lie on the drawing."""

    first: date
    last: date
    width: int

    @property
    def right(self) -> int:
        """Return where the drawing ends; the words of its last day end there too."""
        return self.width - _RIGHT

    def x(self, day: date) -> float:
        span = max(1, (self.last - self.first).days)
        return round(_LEFT + (self.right - _LEFT) * (day - self.first).days / span, 1)

    def y(self, progress_x100: int) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * progress_x100 / WHOLE_X100, 1)


def drawn(
    way: Trajectory | PausedWay,
    reports: Sequence[Reported],
    others: Sequence[Sequence[Reported]],
    today: date,
    words: str,
    width: int = WIDE,
) -> SafeString:
    """Return the drawing: the plan dashed, the reports a solid stair, other units thin behind, today a line.

    `reports` are in the order of days; `words` say the same for those who do not see it.
    """
    until = max(today, way.start_on)
    field = _Field(way.start_on, max(way.due_on, until), width)
    plan = [(way.start_on, 0), *way.points, (way.due_on, WHOLE_X100), (field.last, WHOLE_X100)]
    marks = [*_grid(field, way, today)]
    marks += [_stairs(field, "chart-other", _stair(way, other, until)) for other in others]
    marks.append(_stairs(field, "chart-plan", plan))
    if reports:
        marks.append(_stairs(field, "chart-told", _stair(way, reports, until)))
        marks += [
            f'<circle cx="{field.x(max(each.on, way.start_on))}" cy="{field.y(each.claimed_x100)}" r="3.5"/>'
            for each in reports
        ]
    marks += _names(field, way, reports, until)
    return SafeString(
        f'<svg class="chart" viewBox="0 0 {width} {HEIGHT}" role="img" aria-label="{escape(words)}">'
        f"{''.join(marks)}</svg>"
    )


def _stairs(field: _Field, kind: str, points: Sequence[tuple[date, int]]) -> str:
    places = " ".join(f"{field.x(day)},{field.y(progress)}" for day, progress in points)
    return f'<polyline class="{kind}" points="{places}"/>'


def _stair(way: Trajectory | PausedWay, reports: Sequence[Reported], until: date) -> list[tuple[date, int]]:
    """Return the corners of what was reported: each report holds until the next, the last until today."""
    corners = [(way.start_on, 0)]
    for each in reports:
        day = max(each.on, way.start_on)
        corners += [(day, corners[-1][1]), (day, each.claimed_x100)]
    return [*corners, (max(until, corners[-1][0]), corners[-1][1])]


def _grid(field: _Field, way: Trajectory | PausedWay, today: date) -> Iterator[str]:
    """Yield the levels, the first and the last day, and today."""
    for level in (0, 5000, WHOLE_X100):
        y = field.y(level)
        yield f'<line class="chart-level" x1="{_LEFT}" x2="{field.right}" y1="{y}" y2="{y}"/>'
        yield _words(_LEFT - 8, y + 4, f"{level // 100}%", anchor="end")
    due, now = field.x(way.due_on), field.x(today)
    yield _words(_LEFT, HEIGHT - 6, f"{short_date(way.start_on, today)}启动")
    yield _words(due, HEIGHT - 6, f"{short_date(way.due_on, today)}到期", anchor=_anchor(field, due))
    if way.due_on < field.last:
        yield f'<line class="chart-due" x1="{due}" x2="{due}" y1="{_TOP}" y2="{HEIGHT - _BOTTOM}"/>'
    if way.start_on <= today:
        yield f'<line class="chart-today" x1="{now}" x2="{now}" y1="{_TOP - 6}" y2="{HEIGHT - _BOTTOM}"/>'
        yield _words(now, _TOP - 11, f"今天 {short_date(today, today)}", "chart-now", _anchor(field, now))


def _names(
    field: _Field, way: Trajectory | PausedWay, reports: Sequence[Reported], until: date
) -> Iterator[str]:
    """Yield the names of the lines, written on them: the plan's at its middle, the reports' at their end."""
    middle = way.start_on + (way.due_on - way.start_on) / 2
    yield _words(field.x(middle) - 8, field.y(way.planned(middle)) - 8, "计划", anchor="end")
    if reports:
        claimed = reports[-1].claimed_x100
        x, y = field.x(until), field.y(claimed)
        if x < field.right - 90:
            yield _words(x + 8, min(y + 5, HEIGHT - _BOTTOM - 4), _told(claimed), "chart-name")
            return
        # Beneath the line where it runs under the plan, and where "today" stands above it.
        beneath = claimed < way.planned(until) or y - 20 < _TOP
        y = min(y + (18 if beneath else -8), HEIGHT - _BOTTOM - 4)
        yield _words(x - 6, y, _told(claimed), "chart-name", "end")


def _told(claimed_x100: int) -> str:
    return f"自报{claimed_x100 / 100:g}%"


def _words(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    marked = f' class="{kind}"' if kind else ""
    return f'<text{marked} x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'


def _anchor(field: _Field, x: float) -> str:
    """Return on which side of a place its words stand, so that they stay on the drawing."""
    if x < _LEFT + 60:
        return "start"
    return "end" if x > field.right - 60 else "middle"
