"""Which letter an assignment calls for on a day.

The ladder and its numbers are the bureau's own (facts §6.2, local practice); every step is only a draft
until a person with the authority approves it (T6-02). A letter proposes no penalty to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.lamps import Lamp
from luoshi.rules.letters.kinds import LetterKind


@dataclass(frozen=True, slots=True)
class Item:
    """One assignment as the ladder sees it on a day."""

    assignment_id: int
    lamp: Lamp
    yellow_weeks: int
    open_letter: LetterKind | None
    open_letter_reply_due: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A letter that the ladder calls for, with the three sentences shown beside it."""

    kind: LetterKind
    assignment_ids: tuple[int, ...]
    why: str
    why_now: str
    what_would_stop: str


def called_for(item: Item, today: date, lingers_from: int) -> LetterKind | None:
    """Return which letter an assignment calls for on a day; None when none does.

    Red, or yellow in `lingers_from` weeks running (letter.yellow_weeks), calls for a 督办函; a newer
    yellow for a 提醒函. An open letter of the same rung is not repeated, and a 提醒函 whose reply is not yet
    due holds back a 督办函 unless red.
    """
    if item.open_letter is LetterKind.SUPERVISION:
        return None
    if item.lamp is Lamp.RED:
        return LetterKind.SUPERVISION
    if item.lamp is not Lamp.YELLOW:
        return None
    lingers = item.yellow_weeks >= lingers_from
    if item.open_letter is LetterKind.REMINDER:
        waiting = item.open_letter_reply_due is not None and today <= item.open_letter_reply_due
        return LetterKind.SUPERVISION if lingers and not waiting else None
    return LetterKind.SUPERVISION if lingers else LetterKind.REMINDER


def propose(items: Sequence[Item], today: date, lingers_from: int) -> tuple[Proposal, ...]:
    """Return the letters that one unit's assignments call for on a day: one of each kind at most."""
    proposals = []
    for kind in (LetterKind.SUPERVISION, LetterKind.REMINDER):
        chosen = [item for item in items if called_for(item, today, lingers_from) is kind]
        if chosen:
            proposals.append(_proposal(kind, chosen, lingers_from))
    return tuple(proposals)


def _proposal(kind: LetterKind, items: Sequence[Item], lingers_from: int) -> Proposal:
    red = sum(item.lamp is Lamp.RED for item in items)
    lingering = len(items) - red
    ids = tuple(item.assignment_id for item in items)
    if kind is LetterKind.REMINDER:
        return Proposal(
            kind,
            ids,
            why=f"{len(items)}项任务亮黄灯（滞后），按督办阶梯先提醒。",
            why_now="黄灯为本期新亮，此前没有未办结的函件。",
            what_would_stop="周报进度追平计划，或已销号、已获准延期，即不再需要本函。",
        )
    reasons = [f"{red}项亮红灯（严重滞后或逾期）"] * bool(red)
    reasons += [f"{lingering}项连续{lingers_from}期黄灯"] * bool(lingering)
    now = ["红灯即时督办，不等下一期。"] * bool(red)
    now += [f"连续{lingers_from}期黄灯，提醒函回复期已过或未曾提醒，本期督办。"] * bool(lingering)
    return Proposal(
        kind,
        ids,
        why=f"{'、'.join(reasons)}，按督办阶梯应予督办。",
        why_now="".join(now),
        what_would_stop="补报真实进度后灯色恢复，或任务已销号、已获准延期，即不再需要本函。",
    )
