"""The letters that one unit's assignments call for on a day, each with its reasons, and the notice of praise.

All assignments of one unit go into one letter of a kind. What was held back is told beside it, item by item:
who signs sees what the ladder left out, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from luoshi.rules.lamps import Lamp
from luoshi.rules.letters.kinds import LetterKind
from luoshi.rules.letters.ladder import RUNGS, Item, Limits, Step, step

K = LetterKind
_STOPS = "补报真实进度后灯色恢复，或任务已销号、已获准延期，即不再需要本函。"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A letter that the ladder calls for, with the three sentences shown beside it.

    `held` are the assignments that call for the same letter and were left out, each with the reasons.
    """

    kind: LetterKind
    assignment_ids: tuple[int, ...]
    why: str
    why_now: str
    what_would_stop: str
    held: tuple[tuple[int, str], ...] = ()


def propose(items: Sequence[Item], limits_of: Callable[[str], Limits]) -> tuple[Proposal, ...]:
    """Return the letters that one unit's assignments call for: one of each kind at most, highest rung first.

    `limits_of` gives the numbers for a campaign ("" for none), all of one day.
    """
    steps = [(item, step(item, limits_of(item.campaign))) for item in items]
    proposals = []
    for kind in reversed(RUNGS):
        mine = [(item, found) for item, found in steps if found.kind is kind]
        chosen = [item for item, found in mine if not found.held]
        if chosen:
            proposals.append(_proposal(kind, chosen, _held(mine), limits_of("")))
    return tuple(proposals)


def praise(recovered: Sequence[int], *, off_track: int, weeks: int, least: int) -> Proposal | None:
    """Return the notice of praise that a unit has earned; None while it has not.

    `recovered` are the assignments whose warning of the past `weeks` weeks is settled: back on track, or
    struck off. Nothing of the unit may be `off_track`, and fewer than `least` are no occasion.
    """
    if off_track or len(recovered) < least:
        return None
    return Proposal(
        K.PRAISE,
        tuple(recovered),
        why=f"近{weeks}期有{len(recovered)}项亮过黄灯、红灯的任务已恢复正常或销号，现在没有滞后、逾期的任务。",
        why_now=f"近{weeks}期内没有表扬过，事实和数据来自周报和销号记录。",
        what_would_stop="签批前又有任务亮黄灯、红灯，即不再发出。",
    )


def _held(mine: Sequence[tuple[Item, Step]]) -> tuple[tuple[int, str], ...]:
    return tuple((item.assignment_id, "；".join(found.held)) for item, found in mine if found.held)


def _proposal(
    kind: LetterKind, items: Sequence[Item], held: tuple[tuple[int, str], ...], limits: Limits
) -> Proposal:
    """Return the proposal in words; weeks are told as the bureau's own numbers have them."""
    number = len(items)
    ids = tuple(item.assignment_id for item in items)
    if kind is K.REMINDER:
        return Proposal(
            kind,
            ids,
            why=f"{number}项任务亮黄灯（滞后），按督办阶梯先提醒。",
            why_now="黄灯为本期新亮，此前没有未办结的函件。",
            what_would_stop="周报进度追平计划，或已销号、已获准延期，即不再需要本函。",
            held=held,
        )
    if kind is K.WARNING:
        return Proposal(
            kind,
            ids,
            why=f"{number}项任务亮黄灯，照现在的进度{limits.warning_days}个工作日内将转红，按督办阶梯预警。",
            why_now="转红前提出，单位还来得及追平；转红后即应督办。",
            what_would_stop="本周周报进度有提高，或已销号、已获准延期，即不再需要本函。",
            held=held,
        )
    if kind is K.SUPERVISION:
        return _supervision(items, held, limits)
    if kind is K.BULLETIN:
        return Proposal(
            kind,
            ids,
            why=f"{number}项任务连续{limits.bulletin_weeks}期红灯，督办函发出并签收后仍未恢复，按督办阶梯通报。",
            why_now="督办函的回复期已过或回复已核定，没有求助、延期、计划调整待批。",
            what_would_stop=f"通报前告知单位并听取申辩，属实的从通报中删去；{_STOPS}",
            held=held,
        )
    return Proposal(
        kind,
        ids,
        why=f"{number}项任务连续{limits.talk_weeks}期以上红灯，通报后仍未恢复，按督办阶梯约谈责任单位。",
        why_now="通报后的整改期已过或整改情况已核定，没有求助、延期、计划调整待批。",
        what_would_stop=_STOPS,
        held=held,
    )


def _supervision(items: Sequence[Item], held: tuple[tuple[int, str], ...], limits: Limits) -> Proposal:
    red = sum(item.lamp is Lamp.RED for item in items)
    lingering = len(items) - red
    reasons = [f"{red}项亮红灯（严重滞后或逾期）"] * bool(red)
    reasons += [f"{lingering}项连续{limits.yellow_weeks}期黄灯"] * bool(lingering)
    now = ["红灯即时督办，不等下一期。"] * bool(red)
    now += [f"连续{limits.yellow_weeks}期黄灯，提醒函回复期已过或未曾提醒，本期督办。"] * bool(lingering)
    return Proposal(
        K.SUPERVISION,
        tuple(item.assignment_id for item in items),
        why=f"{'、'.join(reasons)}，按督办阶梯应予督办。",
        why_now="".join(now),
        what_would_stop=_STOPS,
        held=held,
    )
