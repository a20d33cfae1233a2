"""The pages of docs/rules, as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from luoshi.rules import (
    alerts,
    calendar,
    conclusions,
    contradictions,
    errands,
    extensions,
    imports,
    leads,
    letters,
    notices,
    obstacles,
    opinions,
    plans,
    rectifications,
    reports,
    sanctions,
    talks,
    tasks,
)
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.letters import countersigning, undertakings
from luoshi.rules.mandates import moves as inspections
from luoshi.rules.parameters import DEFAULTS
from luoshi.rules.people import PERMISSIONS, Duty, Permission
from luoshi.rules.requests import states as requests

_STATES: Mapping[str, tuple[str, Any, Any]] = {
    "tasks.md": ("任务", tasks.MOVES, tasks.TURNS),
    "assignments.md": ("交办", tasks.ASSIGNMENT_MOVES, tasks.ASSIGNMENT_TURNS),
    "reports.md": ("周报", reports.MOVES, reports.TURNS),
    "plans.md": ("计划调整", plans.MOVES, plans.TURNS),
    "extensions.md": ("延期申请", extensions.MOVES, extensions.TURNS),
    "obstacles.md": ("求助", obstacles.MOVES, obstacles.TURNS),
    "contradictions.md": ("疑问", contradictions.MOVES, contradictions.TURNS),
    "alerts.md": ("预警", alerts.MOVES, alerts.TURNS),
    "letters.md": ("函件", letters.MOVES, letters.TURNS),
    "countersigns.md": ("会签", countersigning.MOVES, countersigning.TURNS),
    "reply-items.md": ("回复事项", undertakings.MOVES, undertakings.TURNS),
    "leads.md": ("线索移送建议", leads.MOVES, leads.TURNS),
    "talks.md": ("约谈", talks.MOVES, talks.TURNS),
    "rectifications.md": ("整改", rectifications.MOVES, rectifications.TURNS),
    "rectification-items.md": ("整改事项", rectifications.ITEM_MOVES, rectifications.ITEM_TURNS),
    "mandates.md": ("督查立项", inspections.MOVES, inspections.TURNS),
    "conclusions.md": ("督查结论", conclusions.MOVES, conclusions.TURNS),
    "reviews.md": ("督查结论的复核", conclusions.REVIEW_MOVES, conclusions.REVIEW_TURNS),
    "suggestions.md": ("建议", conclusions.SUGGESTION_MOVES, conclusions.SUGGESTION_TURNS),
    "opinions.md": ("督导意见", opinions.MOVES, opinions.TURNS),
    "sanctions.md": ("督导问责", sanctions.MOVES, sanctions.TURNS),
    "appeals.md": ("问责的复核和申诉", sanctions.APPEAL_MOVES, sanctions.APPEAL_TURNS),
    "requests.md": ("数据要求", requests.MOVES, requests.TURNS),
    "errands.md": ("后台办理", errands.MOVES, errands.TURNS),
    "imports.md": ("名册导入", imports.MOVES, imports.TURNS),
    "notices.md": ("通知", notices.MOVES, notices.TURNS),
}


def pages() -> dict[str, str]:
    """Return every page by file name."""
    drawn = {name: _machine(*parts) for name, parts in _STATES.items()}
    drawn["permissions.md"] = _permissions()
    drawn["parameters.md"] = _parameters()
    drawn["calendar.md"] = _calendar()
    return drawn


def _machine(
    title: str, moves: Mapping[Labelled, frozenset[Labelled]], turns: Mapping[Labelled, Turn]
) -> str:
    lines = [f"# {title}：状态与轮到谁", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value}: {state.label}" for state in moves]
    for state, following in moves.items():
        lines += [f"    {state.value} --> {other.value}" for other in moves if other in following]
    lines += ["```", "", "| 状态 | 轮到谁 | 可以变为 |", "|---|---|---|"]
    for state, following in moves.items():
        onward = "、".join(other.label for other in moves if other in following) or "——"
        lines.append(f"| {state.label} | {turns[state].label} | {onward} |")
    return "\n".join([*lines, ""])


def _permissions() -> str:
    lines = ["# 权限：哪个岗位能做什么", "", "| 事项 | " + " | ".join(duty.label for duty in Duty) + " |"]
    lines.append("|---|" + ":-:|" * len(Duty))
    for permission in Permission:
        marks = ["✓" if permission in PERMISSIONS[duty] else "" for duty in Duty]
        lines.append(f"| {permission.label} | " + " | ".join(marks) + " |")
    return "\n".join([*lines, ""])


def _parameters() -> str:
    lines = [
        "# 参数：数值、依据和效力",
        "",
        "| 键 | 含义 | 数值 | 依据 | 条 | 状态 | 自 |",
        "|---|---|--:|---|---|---|---|",
    ]
    lines += [
        f"| `{row.key}` | {row.label} | {row.value} {row.unit} | {row.source} | {row.article} "
        f"| {row.status.label} | {row.effective_from.isoformat()} |"
        for row in sorted(DEFAULTS, key=lambda each: each.key)
    ]
    return "\n".join([*lines, ""])


def _calendar() -> str:
    lines = ["# 日历：放假安排和校历", "", "| 年份 | 依据 | 来源 |", "|---|---|---|"]
    lines += [f"| {year.year} | {year.notice} | {year.source} |" for year in calendar.OFFICIAL.values()]
    lines += [
        "",
        "没有列出的年份只按法定节假日推算，所得日期暂定。",
        "",
        "| 学年 | 秋季学期 | 春季学期 | 效力 |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {year.words} | {_span(year.autumn_opens, year.autumn_ends)} "
        f"| {_span(year.spring_opens, year.spring_ends)} | {'暂定' if year.provisional else '已公布'} |"
        for year in calendar.USUAL_YEARS.values()
    ]
    sources = dict.fromkeys(year.source for year in calendar.USUAL_YEARS.values())
    return "\n".join([*lines, "", *(f"来源：{source}。" for source in sources), ""])


def _span(first: date, last: date) -> str:
    return f"{calendar.full_date(first)}至{calendar.full_date(last)}"
