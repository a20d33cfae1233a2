"""One task of the demo city broken down: three counties, three projects each, the permits before building."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from luoshi.actions import plans
from luoshi.jobs.demo.script import MONDAYS
from luoshi.queries import calendar
from luoshi.queries import plans as plan_queries
from luoshi.queries import reports as report_queries
from luoshi.queries.tasks import Part
from luoshi.rules import plans as rules
from luoshi.rules import ways
from luoshi.rules.calendar import full_date
from luoshi.rules.campaigns import Campaign
from luoshi.rules.people import Actor
from luoshi.rules.plans import Shape
from luoshi.rules.tasks import WHOLE_X100, TaskState
from luoshi.rules.units import UnitKind

_LEAST = timedelta(days=40)
_COUNTIES = 3
_PROJECTS = ("第一中学改扩建", "实验小学新建", "中心幼儿园新建")
_REASON = "图审意见要求补充消防专篇，施工许可顺延一周，开工不受影响。"
_MORE = "招标公告期满只有两家投标，按规定重新招标。"


class Projects:
    """What is broken down before the document is published, and what its units tick and ask for later."""

    def __init__(self, handlers: Mapping[int, Actor], clerk: Actor, head: Actor) -> None:
        self.handlers, self.clerk, self.head = handlers, clerk, head
        self.units: list[int] = []

    def break_down(self, drafts: Iterable[Any], at: datetime) -> None:
        """Break down the first task on building schools that reaches three counties and has time enough."""
        days = calendar.work_calendar()
        for task in drafts:
            units = [each.unit for each in task.assignments.select_related("unit").order_by("unit__path")]
            counties = [unit for unit in units if unit.kind == UnitKind.COUNTY][:_COUNTIES]
            if (
                task.state != TaskState.ACCEPTED
                or task.campaign != Campaign.PLACES
                or task.due_on is None
                or task.due_on - task.start_on < _LEAST
                or len(counties) < _COUNTIES
            ):
                continue
            links = next(each.links for each in rules.TEMPLATES if each.key == "before-building")
            self.units = [unit.id for unit in counties]
            plans.break_down(
                task=task,
                links=links,
                days=rules.weeks(links, plan_queries.laid_steps(task, Shape.STRAIGHT, (), days)),
                projects={
                    unit.id: [
                        (f"{unit.short_name}{name}", f"SL-{unit.id:03}-{place}")
                        for place, name in enumerate(_PROJECTS, start=1)
                    ]
                    for unit in counties
                },
                version=task.version,
                reason="",
                by=self.clerk,
                at=at,
            )
            return

    def ticked(self, part: Part, claimed_x100: int) -> tuple[list[int] | None, int]:
        """Return which pieces a unit ticks to come to a claim, link after link, and what that makes of it.

        None for a part that is not broken down.
        """
        if not ways.read(part.change).plan:
            return None, claimed_x100
        pieces = plan_queries.pieces(part.id)
        done = [piece.id for piece in pieces if piece.is_done]
        for piece in sorted(pieces, key=lambda each: (each.order, each.project_id)):
            if rules.claimed_x100(pieces, done) >= claimed_x100:
                break
            if piece.id not in done:
                done.append(piece.id)
        return done, rules.claimed_x100(pieces, done)

    def week(self, monday: date, at: datetime) -> None:
        """Let a unit ask for other days of a link, once granted within the week, once left to be decided."""
        if monday not in {MONDAYS[2], MONDAYS[6]}:
            return
        reason = _REASON if monday == MONDAYS[2] else _MORE
        for handler in (self.handlers[unit_id] for unit_id in self.units):
            period = report_queries.periods_open(at.date(), handler.unit_id)[-1]
            for line in report_queries.week_of(handler, period, at.date()):
                if self._ask(line.assignment, handler, reason, at):
                    return

    def _ask(self, part: Part, by: Actor, reason: str, at: datetime) -> bool:
        """Ask to move the last open piece by a week, if there is one that may be."""
        stood = ways.read(part.change).stood(at.date())
        opening = [piece for piece in plan_queries.pieces(part.id) if not piece.is_done]
        for piece in reversed(opening):
            day = ways.last_day(piece.due_on, stood)
            later = day + timedelta(days=7)
            if part.due_on and at.date() < day and later <= part.due_on and part.claimed_x100 < WHOLE_X100:
                change = plans.ask_change(
                    assignment=part, days={piece.id: later}, reason=reason, by=by, at=at
                )
                if reason == _REASON:
                    words = f"同意，{full_date(later)}前办结。"
                    plans.grant_change(change=change, words=words, by=self.head, at=at + timedelta(hours=2))
                return True
        return False
