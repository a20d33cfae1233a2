"""Once a week, when its accounts are in: forecasts, a look through the record, and what it cost the units."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from luoshi.actions import burden, contradictions, forecasts
from luoshi.jobs import clock
from luoshi.queries import forecasts as forecast_queries
from luoshi.rules.people import SYSTEM


class Command(BaseCommand):
    """Draw the forecasts of the latest closed week and look for what does not add up. Twice does no harm."""

    help = (
        "按已截止的最近一周周报，预测各项任务按期完成的可能，找出前后对不上的地方，"
        "统计各单位被要求填报多少（每天运行也无妨）"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the day."""
        parser.add_argument("--on", metavar="日期", help="按哪一天来看，如 2026-11-20；缺省为今天")

    def handle(self, *, on: str | None, **options: object) -> None:
        """Draw, look through, and say what was found."""
        at = clock.instant_on(on)
        week = forecast_queries.closed_week(timezone.localdate(at)).week_start
        drawn = forecasts.draw_forecasts(week_start=week, by=SYSTEM, at=at)
        found = contradictions.raise_contradictions(week_start=week, by=SYSTEM, at=at)
        burden.count_burden(week_start=week, by=SYSTEM, at=at)
        self.stdout.write(
            f"{week:%Y-%m-%d}一周：新预测{drawn.drawn}项，到期对照{drawn.settled}项；"
            f"新疑问{found.raised}条，不再询问{found.cleared}条。"
        )
