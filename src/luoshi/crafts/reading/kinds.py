"""What kind of paper it is; plans cut the work by numbering, speeches and notices by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KINDS = re.compile(
    r"讲话|致辞|发言|实施意见|指导意见|若干意见|意见|实施方案|工作方案|行动方案|分工方案|总体方案|方案|若干措施|措施|行动计划|工作计划|计划"
    r"|工作要点|要点|规划|任务清单|清单|分工表|任务分解|工作安排|办法|规定|条例|细则|规则|通报|会议纪要|纪要|政府工作报告|工作报告|报告|决定|公告|通告|批复|函|通知"
)
_PLANS = ("意见", "方案", "措施", "计划", "要点", "规划", "清单", "分工表", "任务分解", "安排")
_INNER = re.compile(r"(?:印发|转发|下发|发布)(.*)(?:的?(?:通知|函))$")
_NAMED = re.compile(
    r"(?:提出|制定|作出|制订)(?:如下|以下|本|此)?(?:[一-龥]{0,4}?)"
    r"((?:实施|指导|工作|行动|若干)?(?:意见|方案|措施|计划|要点|办法|规定|细则))"
    r"|(通知|通报)如下"
)
_PRESS_MARKS = 2
_PRESS = re.compile(r"新华社|本报讯|本报记者|（记者|记者从|央视网|人民网|中新[社网]|新闻联播|报道称")
_MINUTES = re.compile(r"召开|会议|检查|督查|调研|座谈")


def of(title: str, opening: str = "") -> str:
    """Return the kind of paper that a title names; of the paper inside when a notice hands it on.

    `opening` is the first paragraph; it tells the kind (提出如下实施意见) where the page has lost its title.
    """
    inner = _INNER.search(title)
    found = _KINDS.findall(inner[1]) if inner else []
    found = found or _KINDS.findall(title)
    if found:
        return str(found[-1])
    named = _NAMED.search(opening)
    if named:
        return named[1] or named[2]
    return "报道" if _MINUTES.search(title) else "文件"


def is_plan(kind: str) -> bool:
    """Return whether the lowest numbered item, not the sentence, is the unit of work here."""
    return kind.endswith(_PLANS)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paper is to be read.

    `by_item`: the lowest numbered item is the task, not the sentence; `tells`: it reports before it orders;
    `standing`: it lays down lasting duties, which nobody ticks off; `quoted`: press copy, what it quotes was
    ordered elsewhere.
    """

    by_item: bool
    tells: bool
    standing: bool
    quoted: bool


def manner(kind: str, text: str, *, noted: bool) -> Manner:
    """Return how a paper of this kind is to be read; `noted`: its items name their units."""
    return Manner(
        by_item=noted or is_plan(kind),
        tells=kind in ("通报", "报道", "函", "批复", "文件") or kind.endswith("报告"),
        standing=kind in ("办法", "规定", "条例", "细则", "规则"),
        quoted=kind in ("文件", "报道") and len(_PRESS.findall(text)) >= _PRESS_MARKS,
    )


def is_speech(kind: str) -> bool:
    """Return whether this kind of paper is spoken and has headings without numbers."""
    return kind in ("讲话", "致辞", "发言") or kind.endswith("报告")
