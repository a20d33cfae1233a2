"""Weeks of a small city as people and the clock really play them, by the actions alone, luck seeded."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from luoshi.actions import alerts, extensions, lamps, letters, obstacles, reports, tasks
from luoshi.queries import reports as report_queries
from luoshi.records.models import Alert, Assignment, Extension, Letter, Milestone, Obstacle, Task
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.obstacles import ObstacleKind, Outcome
from luoshi.rules.people import SYSTEM, Actor
from luoshi.rules.refusals import Refused
from luoshi.rules.tasks import weekly_steps
from tests import cast

WORDS = "手续仍在办理，已安排专人跟进，下周补齐。"
DUES = (date(2026, 11, 20), date(2026, 11, 27), date(2026, 12, 31))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an instant of a day in the city's time."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def more_tasks(city: cast.City) -> None:
    """Give both counties a task for each of the due dates."""
    assert city.task
    for due_on in DUES:
        task = Task.objects.create(
            document=city.document, start=city.task.start, end=city.task.end, summary="完成校舍安全排查",
            start_on=cast.MONDAY, due_on=due_on, state="OPEN",
        )  # fmt: skip
        Milestone.objects.bulk_create(
            Milestone(task=task, due_on=step.due_on, planned_x100=step.planned_x100, label=step.label)
            for step in weekly_steps(cast.MONDAY, due_on, WorkCalendar())
        )
        for name in ("east", "west"):
            like = city.assignments[name]
            Assignment.objects.create(
                task=task, unit=like.unit, branch=like.branch, role=like.role, state="OPEN", due_on=due_on,
                first_responsible=like.first_responsible, direct_responsible=like.direct_responsible,
                lamp_on=cast.MONDAY, next_lamp_on=cast.MONDAY + timedelta(days=1),
            )  # fmt: skip


class Weeks:
    """Plays day after day: the clock in the morning, then whatever luck has people do."""

    def __init__(self, city: cast.City, seed: int) -> None:
        self.city, self.luck = city, random.Random(seed)
        self.handlers: dict[int, Actor] = {city.east.id: city.county, city.west.id: city.other_county}
        self.letters_met: dict[int, int] = {}
        self.before_parts = min(Assignment.objects.values_list("id", flat=True)) - 1

    def play(self, last: date) -> None:
        """Play from the Tuesday after the cast's Monday on, working days only."""
        day = cast.MONDAY + timedelta(days=1)
        while day <= last:
            if WorkCalendar().is_workday(day) and day != date(2026, 11, 18):
                self.clock(at(day, 8))
                self.letters(day)
                self.reports(day)
                self.people(day)
            day += timedelta(days=1)

    def clock(self, moment: datetime) -> None:
        """Let the clock do what it does each morning."""
        day = timezone.localdate(moment)
        while lamps.turn_lamps(on=day, by=SYSTEM, at=moment).looked:
            pass
        alerts.settle_alerts(on=day, by=SYSTEM, at=moment)
        for unit in (self.city.east, self.city.west):
            letters.prepare_letters(unit=unit, on=day, by=SYSTEM, at=moment)

    def letters(self, day: date) -> None:
        """Move each letter on by a step, or not, or give it up, or take it back."""
        city = self.city
        for letter in Letter.objects.exclude(state__in=["CLOSED", "WITHDRAWN", "DISCARDED"]).order_by("id"):
            met = self.letters_met.setdefault(letter.id, len(self.letters_met) + 1)
            if self.luck.random() < 0.35:
                continue
            unit = self.handlers[letter.unit_id]
            office = {"letter": letter, "by": city.clerk, "at": at(day, 9, met % 60)}
            lost = self.luck.random() < 0.1
            steps: dict[str, Callable[[], object]] = {
                "DRAFT": lambda o=office: letters.submit_letter(**o),
                "SUBMITTED": lambda o=office: letters.approve_letter(**{**o, "by": city.leader}),
                "APPROVED": lambda o=office: letters.number_letter(**o),
                "NUMBERED": lambda o=office: letters.issue_letter(**o),
                "ISSUED": lambda o=office, u=unit: letters.read_letter(**{**o, "by": u}),
                "READ": lambda o=office, u=unit: letters.reply_letter(**{**o, "by": u}, text=WORDS),
                "REPLIED": lambda o=office: letters.close_letter(**{**o, "by": city.head}),
            }
            gone = {"DRAFT": letters.discard_letter, "ISSUED": letters.withdraw_letter}
            try:
                if lost and letter.state in gone:
                    gone[letter.state](**office, reason="经核实不需要发函。")
                elif letter.state in steps:
                    steps[letter.state]()
            except Refused:
                continue

    def reports(self, day: date) -> None:
        """Account for some of what is owed; what was forgotten may be made up while the week is open."""
        for handler in self.handlers.values():
            for monday in (day - timedelta(days=day.weekday() + 7), day - timedelta(days=day.weekday())):
                period = report_queries.period(monday)
                if period is None or not period.opens_on <= day <= period.closes_on:
                    continue
                for line in report_queries.week_of(handler, period, day):
                    if line.is_waiting and self.luck.random() < 0.18:
                        self.report(handler, line, monday, day)

    def report(self, handler: Actor, line: report_queries.Line, monday: date, day: date) -> None:
        """Account for one part: by a pace of its own, now and then by a leap or not at all."""
        part = line.assignment
        assert part.task.due_on
        span = (part.task.due_on - cast.MONDAY).days
        place = part.id - self.before_parts
        pace = (0.5, 0.8, 1.0, 1.15)[place % 4]
        wanted = min(100, int(100 * pace * ((day - cast.MONDAY).days + 1) / span))
        claimed = max(part.claimed_x100, 100 * (wanted if self.luck.random() < 0.8 else wanted - 15))
        reports.submit_report(
            assignment=part, week_start=monday, claimed_x100=claimed, words=WORDS,
            revision=line.next_revision, by=handler, at=at(day, 10, place % 60),
        )  # fmt: skip

    def people(self, day: date) -> None:
        """Ask for help or for more time, answer, strike off, set a warning aside."""
        city, noon = self.city, at(day, 14)
        for part in Assignment.objects.filter(role="RESPONSIBLE", state="OPEN").order_by("id"):
            handler = self.handlers[part.unit_id]
            if part.claimed_x100 == 10_000:
                tasks.ask_to_close(assignment=part, by=handler, at=noon)
                tasks.confirm_close(assignment=part, by=city.head, at=noon + timedelta(minutes=1))
            elif self.luck.random() < 0.03 and not part.obstacles.filter(state__in=["ASKED", "ANSWERED"]):
                obstacles.raise_obstacle(
                    assignment=part, helper=city.finance, kind=ObstacleKind.MONEY, words="请核拨经费。",
                    by=handler, at=noon,
                )  # fmt: skip
            elif self.luck.random() < 0.02:
                self.wish(part, handler, day)
        for obstacle in Obstacle.objects.filter(state="ASKED").order_by("id"):
            if self.luck.random() < 0.2:
                obstacles.answer_obstacle(
                    obstacle=obstacle, number=1, outcome=Outcome.SOLVED, answer="已核拨。", who_can="",
                    by=city.office_unit, at=noon,
                )  # fmt: skip
            elif self.luck.random() < 0.1:
                handler = self.handlers[obstacle.assignment.unit_id]
                obstacles.withdraw_obstacle(obstacle=obstacle, words="已自行解决。", by=handler, at=noon)
        for wish in Extension.objects.filter(state="ASKED").order_by("id"):
            if self.luck.random() < 0.4:
                extensions.grant_extension(
                    extension=wish, granted_on=wish.proposed_on, words="", by=city.head, at=noon
                )
        first = Alert.objects.filter(state="OPEN").order_by("id").first()
        if first and self.luck.random() < 0.15:
            alerts.dismiss_alert(alert=first, reason="单位已书面说明。", by=city.clerk, at=at(day, 17))

    def wish(self, part: Assignment, handler: Actor, day: date) -> None:
        """Ask for ten more days, where that may be asked at all."""
        assert part.due_on
        try:
            extensions.ask_extension(
                assignment=part, proposed_on=part.due_on + timedelta(days=10), reason="雨天停工。",
                by=handler, at=at(day, 11),
            )  # fmt: skip
        except Refused:
            return
