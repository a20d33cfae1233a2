"""What asking costs and what a week bears: estimates of the bureau's own, until they are measured."""

from __future__ import annotations

from datetime import date

from luoshi.rules.calendar import DayKind, Party
from luoshi.rules.parameters.rows import Law, Parameter, Status

_ESTIMATE = Law("系统默认的估计，待实测，可由本局修改", date(2020, 1, 1), Status.LOCAL)
_OURS = Law("系统默认，可由本局修改", date(2020, 1, 1), Status.LOCAL)

ESTIMATES: tuple[Parameter, ...] = (
    _ESTIMATE.number("burden.line", 2, "分钟", "报一项任务的周报", "负担规则"),
    _ESTIMATE.number("burden.letter", 60, "分钟", "回复一份函件", "负担规则"),
    _ESTIMATE.number("burden.help", 30, "分钟", "答复一次求助", "负担规则"),
    _ESTIMATE.number("burden.question", 15, "分钟", "说明一条疑问", "负担规则"),
    _ESTIMATE.number("burden.form", 10, "分钟", "接一项数据要求（看懂、转办、报出）", "负担规则"),
    _ESTIMATE.number("burden.field", 10, "分钟", "填数据要求中的一项", "负担规则"),
    _ESTIMATE.number("burden.inspection", 180, "分钟", "迎接一次督查检查（一个单位半天）", "负担规则"),
    _OURS.number("burden.week_budget", 480, "分钟", "一个单位一周的负担预算", "负担规则"),
    _OURS.clock("request.least", 3, DayKind.WORKING, Party.BUREAU, "数据要求从发出到截止至少", "负担规则"),
)
