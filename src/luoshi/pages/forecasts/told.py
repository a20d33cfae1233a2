"""A forecast in the words of a page: how likely, resting on what, and how often such words came true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from luoshi.queries import forecasts
from luoshi.queries.forecasts import Hits
from luoshi.rules import forecasts as rules
from luoshi.rules.calendar import short_date
from luoshi.rules.forecasts import Basis
from luoshi.rules.lamps import WHOLE_X100, points
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of a part: the sentence, what it rests on, what has to happen, the weeks before.

    `said` alone is set where there is no forecast; it then says why.
    """

    said: str
    sample: str = ""
    pace: str = ""
    record: str = ""
    weeks: tuple[tuple[date, str], ...] = ()


def about(part: Any, today: date) -> Told | None:
    """Return what is foretold of a part; None where nothing is left to foretell."""
    open_still = part.state in UNDERWAY and part.role in ACCOUNTABLE and part.claimed_x100 < WHOLE_X100
    if not open_still or part.due_on < today:
        return None
    found = forecasts.about(part.id)
    if not found:
        return Told(
            f"还没有预测：每周周报截止后预测一次，需要有{rules.ENOUGH}项以上同类任务已经到期作为样本。"
        )
    latest = found[0]
    if latest.due_on != part.due_on:
        return Told("完成时限已经改动，本周周报截止后按新的时限重新预测。")
    basis = Basis(latest.basis)
    return Told(
        f"{rules.said(latest.chance_x100)}（{rules.percent(latest.chance_x100)}）",
        f"按{week(latest.week_start, today)}的周报计算；"
        f"样本是{rules.sample(basis, latest.tasks, latest.alike)}。",
        _pace(latest),
        record(latest.chance_x100, forecasts.hits_like(latest.chance_x100)),
        tuple((each.week_start, rules.percent(each.chance_x100)) for each in reversed(found[:_SHOWN])),
    )


def week(monday: date, today: date) -> str:
    """Return a week by its first and last day."""
    return f"{short_date(monday, today)}至{short_date(monday + timedelta(days=6), today)}"


def _pace(latest: Any) -> str:
    missing = WHOLE_X100 - latest.claimed_x100
    return (
        f"当时自报{points(latest.claimed_x100)}%，余下{latest.weeks_left}周还差{points(missing)}个百分点；"
        f"进度相近的同类任务在这么长的时间里，通常完成{points(latest.usual_x100 // 100 * 100)}个百分点。"
    )


def record(chance_x100: int, hits: Hits) -> str:
    """Return how often forecasts of the same tenth came true."""
    low = rules.tenth(chance_x100) * 10
    if not hits.made:
        return f"预测为{low}%–{low + 10}%的，还没有一次到期，准不准要过些时候才知道。"
    return f"以往预测为{low}%–{low + 10}%的共{hits.made}次，其中{hits.came_true}次按期完成。"
