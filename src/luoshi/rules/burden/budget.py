"""What a week of a unit bears: what is added beyond it has to take the place of something.

《整治形式主义为基层减负若干规定》 forbids asking often; how many minutes a week are too many no law says:
the budget is a parameter of the bureau's own. What a law itself demands goes ahead, with its article, and
counts all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import full_date

FORMALISM = "《整治形式主义为基层减负若干规定》（2024年8月6日）"
_ARTICLE = re.compile(r"《[^》]{2,}》.*第[零〇一二三四五六七八九十百千\d]+条")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Load:
    """One unit's week in minutes: what it was asked for so far, what is to come on top, what would go.

    `monday` is the week's first day, `freed` the minutes of what is given up in the same week.
    """

    unit_id: int
    name: str
    monday: date
    used: int
    added: int
    budget: int
    freed: int = 0

    @property
    def after(self) -> int:
        """Return the minutes of the week if it is added and what is given up goes."""
        return self.used + self.added - self.freed

    @property
    def is_over(self) -> bool:
        """Return whether it is more than the week bears: beyond the budget, and more than before."""
        return self.added > self.freed and self.after > self.budget


def load_words(load: Load) -> str:
    """Return a unit's week with the sum: what is used, what the budget is, what comes on top."""
    gone = f"，腾出{load.freed}分钟" if load.freed else ""
    return (
        f"{load.name}{full_date(load.monday)}起的一周已用{load.used}分钟，预算{load.budget}分钟，"
        f"这一项再要{load.added}分钟{gone}，超出{load.after - load.budget}分钟"
    )


def why_over(loads: Sequence[Load]) -> str | None:
    """Return which units' weeks do not bear it, the fullest first, with the sums; None when all do."""
    over = sorted((load for load in loads if load.is_over), key=lambda load: (-load.after, load.unit_id))
    if not over:
        return None
    more = f"；另有{len(over) - _NAMED}个单位也超出" if len(over) > _NAMED else ""
    return "；".join(load_words(load) for load in over[:_NAMED]) + more + "。"


REMEDY = (
    "请写明用它替换哪一项要求（被替换的随即撤回），或减少填报项、另选一周；"
    "法律法规明文要求报送的，请写明文件和条款，照发并照样计入负担。"
)


def why_not_exempt(law: str) -> str | None:
    """Return why these words do not show that a law demands it; None when they name document and article."""
    if _ARTICLE.search(law):
        return None
    return "法律法规要求报送的，请写明文件名称和条款，如“《安全生产法》第××条”；没有条款的不能免于预算。"
