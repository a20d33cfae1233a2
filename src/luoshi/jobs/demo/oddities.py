"""What in the demo city does not add up, and how its people explain it when the record asks them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from luoshi.actions import contradictions
from luoshi.jobs.demo.script import MONDAYS, Chance
from luoshi.queries import contradictions as contradiction_queries
from luoshi.queries.tasks import Part
from luoshi.rules.contradictions import ContradictionKind, ContradictionState
from luoshi.rules.people import Actor

_RESTS, _LEAPS, _CORRECTS = 0.06, 0.1, 0.13
_EXPLAINED = {
    ContradictionKind.WENT_BACK: "上次把在建的也算进去了，经核对更正，以本周数为准。",
    ContradictionKind.JUMPED: "前期在等批复，批复到后集中办理，手续材料可以随时查看。",
    ContradictionKind.STUCK: "只差最后一个乡镇的验收，验收组下周三到，验收后即报完成。",
    ContradictionKind.END_LOADED: "前期主要是摸底和招标，看不出进度；合同签订后集中施工，已全部完成。",
    ContradictionKind.TOLD_DIFFERENTLY: "一处是已摸排数，一处是已建档数，统计口径不同，以已建档数为准。",
    ContradictionKind.STANDARD_UNTOLD: "已按标准逐项核对，名单和验收单存在本单位，可以随时查看。",
}
_OTHERWISE = "已逐项核对，情况属实，相关材料留存备查。"


def claim(chance: Chance, part: Part, monday: date, claimed_x100: int) -> int:
    """Return what a unit claims instead: some rest at 90 %, some leap at the end, some correct themselves."""
    odd = chance.draw("odd", part.unit.name, part.task_id).random()
    assert part.due_on is not None, "a part in the ledger has a due date"
    if odd < _RESTS:
        return max(part.claimed_x100, min(claimed_x100, 9000))
    if odd < _LEAPS and monday < part.due_on - timedelta(days=10):
        return max(part.claimed_x100, min(claimed_x100, 2500))
    if odd < _CORRECTS and monday == MONDAYS[5] and part.claimed_x100 >= 3000:
        return part.claimed_x100 - 1500
    return claimed_x100


def words(chance: Chance, part: Part, monday: date) -> str:
    """Return words with a number that some units give differently from task to task; mostly none."""
    if monday not in MONDAYS[-2:] or not chance.happens(0.3, "numbers", part.unit.name):
        return ""
    if not chance.happens(0.5, "counts", part.task_id):
        return ""
    return f"已摸排农村学校{12 + 3 * (part.task_id % 2)}所，问题清单已建立。"


def explain(chance: Chance, handlers: Mapping[int, Actor], clerk: Actor, at: datetime) -> None:
    """Let half of those who are asked explain themselves, and the office put some of it to rest."""
    for handler in handlers.values():
        for asked in contradiction_queries.waiting(handler):
            if chance.happens(0.5, "explains", asked.key):
                contradictions.answer_contradiction(
                    contradiction=asked,
                    words=_EXPLAINED.get(ContradictionKind(asked.kind), _OTHERWISE),
                    by=handler,
                    at=at,
                )
    for answered in contradiction_queries.listed(clerk, ContradictionState.ANSWERED, "", ""):
        if chance.happens(0.3, "rests", answered.key):
            contradictions.close_contradiction(
                contradiction=answered, reason="已电话核实，说明属实。", by=clerk, at=at + timedelta(hours=2)
            )
