"""What kind of paper it is; plans cut the work by their numbering, speeches and notices by their sentences."""

from __future__ import annotations

import re

_KINDS = re.compile(
    r"讲话|致辞|发言|实施意见|指导意见|若干意见|意见|实施方案|工作方案|行动方案|分工方案|总体方案|方案|若干措施|措施|行动计划|工作计划|计划"
    r"|工作要点|要点|规划|任务清单|清单|分工表|任务分解|办法|规定|条例|细则|规则|通报|会议纪要|纪要|政府工作报告|工作报告|报告|决定|公告|通告|批复|函|通知"
)
_PLANS = ("意见", "方案", "措施", "计划", "要点", "规划", "清单", "分工表", "任务分解")
_INNER = re.compile(r"(?:印发|转发|下发|发布)(.*)(?:的?(?:通知|函))$")
_MINUTES = re.compile(r"召开|会议|检查|督查|调研|座谈")


def of(title: str) -> str:
    """Return the kind of paper that a title names, of the paper inside when a notice only hands it on."""
    inner = _INNER.search(title)
    found = _KINDS.findall(inner[1]) if inner else []
    found = found or _KINDS.findall(title)
    if found:
        return str(found[-1])
    return "报道" if _MINUTES.search(title) else "文件"


def is_plan(kind: str) -> bool:
    """Return whether the lowest numbered item, not the sentence, is the unit of work in this kind of paper."""
    return kind.endswith(_PLANS)
