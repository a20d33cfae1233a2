"""What the people of the demo city decide and claim: fixed choices and seeded chance, no database."""

from __future__ import annotations

import random
from datetime import date

from luoshi.rules.tasks import WHOLE_X100

SEED = 20260918
# Eight Mondays of work; the demo is loaded as of the Friday after the last.
MONDAYS = (
    date(2026, 9, 21),
    date(2026, 9, 28),
    date(2026, 10, 5),
    date(2026, 10, 12),
    date(2026, 10, 19),
    date(2026, 10, 26),
    date(2026, 11, 2),
    date(2026, 11, 9),
)
TODAY = date(2026, 11, 20)

# Which office answers for a directive that names nobody: the first word found decides.
OFFICE_WORDS = (
    ("收费", "财务审计科"),
    ("经费", "计划财务科"),
    ("项目", "发展规划科"),
    ("学位", "发展规划科"),
    ("民办", "民办教育科"),
    ("转设", "民办教育科"),
    ("培训", "校外教育培训监管科"),
    ("安全", "安全管理科"),
    ("疫情", "体育卫生科"),
    ("防控", "体育卫生科"),
    ("食堂", "体育卫生科"),
    ("信访", "办公室"),
    ("教师", "人事科"),
    ("评价", "基础教育科"),
    ("督", "督查科"),
)
FALLBACK_OFFICE = "办公室"
DROP_REASON = "原则性要求，贯穿各项工作，不单列任务"
BEHIND_WORDS = (
    "部分事项手续尚在办理，已安排专人跟进，下周补齐。",
    "资金拨付排期靠后，已商财政部门，预计两周内到位。",
    "前期摸底用时较长，已调整人手，按周倒排。",
    "个别乡镇进展不均衡，已实地督促，月底前追平。",
)
REPLY_WORDS = (
    "收到函件后，我单位召开专题会议逐项查找原因。主要是前期手续办理较慢、力量安排不足。"
    "已明确分管负责人牵头、每周调度两次，下列事项于两周内追平计划进度，并如实更新周报。"
)
SHORT_REPLY = "已收到，正在抓紧推进。"


def office_for(quote: str) -> str:
    """Return the office that answers for a directive which names nobody."""
    return next((office for word, office in OFFICE_WORDS if word in quote), FALLBACK_OFFICE)


class Chance:
    """Seeded luck: how diligent each unit is, and what it claims in a week."""

    def __init__(self, seed: int = SEED) -> None:
        self._seed = seed

    def draw(self, *about: object) -> random.Random:
        """Return the luck of one occasion; the same for the same words, whatever was drawn before."""
        return random.Random(f"{self._seed}:{':'.join(map(str, about))}")  # noqa: S311 - a demo, no secrets

    def pace(self, unit: str, task_id: int) -> float:
        """Return how fast a unit moves on a task against its plan: most keep up, some things drag."""
        drags = self.draw("drags", unit).uniform(0.04, 0.3)
        if self.happens(drags, "drag", unit, task_id):
            return self.draw("pace", unit, task_id).uniform(0.5, 0.88)
        return self.draw("pace", unit, task_id).uniform(0.97, 1.2)

    def claim(self, unit: str, task_id: int, planned_x100: int, before_x100: int) -> int:
        """Return the progress claimed in a week, in hundredths of a percent, never below what was claimed.

        What drags past its date is pushed on by a sixth to a third of the whole each week.
        """
        wanted = int(planned_x100 * self.pace(unit, task_id)) // 100 * 100
        if planned_x100 == WHOLE_X100:
            push = self.draw("push", unit, task_id, before_x100).randrange(1600, 3400, 100)
            wanted = max(wanted, before_x100 + push)
        return min(WHOLE_X100, max(before_x100, wanted))

    def happens(self, share: float, *about: object) -> bool:
        """Return whether something that happens in this share of cases happens now."""
        return self.draw(*about).random() < share
