"""The pieces of an assignment that is broken down: which are done is asked, and progress follows from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from luoshi.queries import plans as plan_queries
from luoshi.records import rows
from luoshi.records.models import Assignment, Piece
from luoshi.rules import plans
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@dataclass(frozen=True, slots=True)
class Ticks:
    """What an account says of pieces: newly done, no longer done, and the progress before and after it.

    Both in hundredths of a percent by the weight of the pieces that there are now. `said` is how many of
    them are done.
    """

    on: tuple[int, ...]
    off: tuple[int, ...]
    before_x100: int
    claimed_x100: int
    said: str


def weighed(assignment: Assignment, done: Collection[int]) -> Ticks:
    """Return what it means that exactly these pieces are done. Raises Refused when a gate bars one."""
    pieces = plan_queries.pieces(assignment.id)
    if not pieces:
        raise Refused("这一项没有分解到环节，请直接填写进度。")
    if reason := plans.why_not_tick(pieces, done):
        raise Refused(reason)
    return Ticks(
        on=tuple(piece.id for piece in pieces if piece.id in done and not piece.is_done),
        off=tuple(piece.id for piece in pieces if piece.id not in done and piece.is_done),
        before_x100=plans.claimed_x100(pieces, {piece.id for piece in pieces if piece.is_done}),
        claimed_x100=plans.claimed_x100(pieces, done),
        said=f"{len(set(done))}/{len(pieces)}",
    )


def store(ticks: Ticks, today: date) -> None:
    """Keep which pieces are done, within the account's transaction. A piece keeps the day it was done."""
    done = Piece.objects.filter(id__in=rows.among(ticks.on), done_on=None).update(done_on=today)
    undone = Piece.objects.filter(id__in=rows.among(ticks.off), done_on__isnull=False).update(done_on=None)
    if (done, undone) != (len(ticks.on), len(ticks.off)):
        raise SomebodyWasFirst("有环节刚刚由他人勾选或取消，没有记录本次周报。请刷新后再报。")
