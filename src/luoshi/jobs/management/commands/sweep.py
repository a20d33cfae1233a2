"""What falls due by itself: lamps turn, warnings are raised, drafts of letters and notices are prepared."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from luoshi.actions import alerts, lamps, letters, notices, obstacles, talks
from luoshi.jobs import clock, reminders
from luoshi.queries import alerts as alert_queries
from luoshi.queries.lamps import Plans
from luoshi.rules.people import SYSTEM


class Command(BaseCommand):
    """Bring everything up to one day. Run it daily; twice, or by two workers at once, does no harm."""

    help = "把灯色、预警、函件草稿和通知更新到某一天（不会自动发出任何函件）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the day."""
        parser.add_argument("--on", metavar="日期", help="更新到哪一天，如 2026-11-20；缺省为今天")

    def handle(self, *, on: str | None, **options: object) -> None:
        """Sweep and say what was found."""
        at = clock.instant_on(on)
        day = timezone.localdate(at)
        plans = Plans()
        looked = turned = 0
        while (batch := lamps.turn_lamps(on=day, plans=plans, by=SYSTEM, at=at)).looked:
            looked += batch.looked
            turned += batch.turned
        obstacles.carry_paused(on=day, by=SYSTEM, at=at)
        settled = alerts.settle_alerts(on=day, plans=plans, by=SYSTEM, at=at)
        letters.recount_reply_dates(by=SYSTEM, at=at)
        talks.recount_dues(by=SYSTEM, at=at)
        drafts = [
            letter
            for unit in alert_queries.units_waiting()
            for letter in letters.prepare_letters(unit=unit, on=day, plans=plans, by=SYSTEM, at=at)
        ]
        drafts += [
            letter
            for unit in alert_queries.units_recovered(day)
            if (letter := letters.prepare_praise(unit=unit, on=day, plans=plans, by=SYSTEM, at=at))
        ]
        told = notices.remind(reminders=reminders.due(day), by=SYSTEM, at=at)
        digests = notices.queue_digests(by=SYSTEM, at=at)
        self.stdout.write(
            f"{day:%Y-%m-%d}：核对{looked}项，{turned}项变灯；新预警{settled.raised}条，消除{settled.cleared}条；"
            f"拟函{len(drafts)}份（待人审定）；通知{told}条，汇总成{digests}份待发。"
        )
