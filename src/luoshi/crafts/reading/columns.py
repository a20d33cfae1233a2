"""What the columns of a table hold, by its header: 任务, 牵头单位, 完成时限 and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum


class Column(Enum):
    """What one column of a table that divides work holds."""

    NUMBER = "number"
    TASK = "task"
    GROUP = "group"
    LEAD = "lead"
    DUTY = "duty"
    HELP = "help"
    PERSON = "person"
    DUE = "due"
    STANDARD = "standard"
    STATE = "state"
    OTHER = "other"


WHO = (Column.LEAD, Column.DUTY, Column.HELP)
_LONGEST = 18
_UNIT = "(?:单位|部门|处室|科室|股室|机关|机构|地区|主体|学校|科|处|室)"
_NAMES = (
    (Column.NUMBER, re.compile(r"(?:序|编|项)(?:号|次)|序|[Nn][Oo]\.?|№")),
    (Column.STATE, re.compile(r".*(?:完成|进展|落实|整改|推进|办理|目前|工作)(?:的?情况|进展|结果)|.*进展")),
    (
        Column.PERSON,
        re.compile(
            r"(?!.*(?:单位|部门|[处科股]室)).*(?:领导|(?:责任|负责|联系|经办|牵头|承办|具体)人(?:员)?|同志|校长|局长)"
        ),
    ),
    (
        Column.LEAD,
        re.compile(rf".{{0,8}}(?:牵头|主办|主责|第一责任|主要责任)(?:责任|负责)?{_UNIT}?(?:[和及、].*)?"),
    ),
    (
        Column.HELP,
        re.compile(rf".{{0,8}}(?:配合|协办|协同|协助|协作|参与|参加)(?:责任)?{_UNIT}?(?:[和及、].*)?"),
    ),
    (
        Column.DUTY,
        re.compile(
            rf".{{0,4}}(?:责任|负责|承办|落实|实施|主管|执行|分工|完成|整改){_UNIT}(?:[和及、].*)?|责任分工"
        ),
    ),
    (
        Column.DUE,
        re.compile(
            r"(?:计划|拟|要求|规定)?(?:完成|办结|整改|办理|落实|推进|报送|实施|工作)?(?:的)?"
            r"(?:时限|期限|时间(?:节点|要求|安排|进度)?|日期|时间表|节点)(?:要求)?|(?:工作)?进度(?:安排|要求)|截止(?:时间|日期)"
        ),
    ),
    (
        Column.STANDARD,
        re.compile(
            r".{0,6}(?:标准|成效|成果(?:形式)?|指标|目标(?:要求|值)?|效果|质量要求|完成标志|产出)(?:[和及、].*)?"
        ),
    ),
    (Column.GROUP, re.compile(r".{0,4}(?:类别|领域|方面|板块|分类|类型|专题|环节)|类")),
    (
        Column.TASK,
        re.compile(
            r".{0,6}(?:任务|事项|内容|措施|举措|项目|要点|做法)(?:名称|清单|分解|安排|要求)?(?:[和及、].*)?|(?:具体|重点|主要)?工作(?:要求)?"
        ),
    ),
)
# Marks to be given, services to be asked for and points of law are no work that is handed out.
_NO_WORK = re.compile(r"分值|得分|评分|赋分|扣分|权重|依据|编码|服务对象|收费|发言|主持")
_FIRM_DUE = re.compile(r"完成|办结|整改|办理|落实|时限|期限|节点|截止|进度")


def of(names: Sequence[str]) -> tuple[Column, ...] | None:
    """Return what the columns under these names (no white space in them) hold; None when they divide no work.

    A table divides work when it has a column of tasks beside one of units or of completion dates. Of several
    columns of tasks the last holds the task, those before it the heading.
    """
    if any(len(name) > _LONGEST or _NO_WORK.search(name) for name in names):
        return None
    found = [_one(name) for name in names]
    tasks = [place for place, column in enumerate(found) if column is Column.TASK]
    dated = any(
        column is Column.DUE and _FIRM_DUE.search(name) for column, name in zip(found, names, strict=True)
    )
    if not tasks or not (dated or any(column in WHO for column in found)):
        return None
    for place in tasks[:-1]:
        found[place] = Column.GROUP
    return tuple(found)


def below(above: tuple[Column, ...], names: Sequence[str]) -> tuple[Column, ...] | None:
    """Return the columns where a second line of the header divides some: 责任单位 into 牵头 and 配合."""
    found = [*above, *[Column.OTHER] * (len(names) - len(above))]
    for place, name in enumerate(names):
        if not name:
            continue
        column = _one(name) if len(name) <= _LONGEST else Column.OTHER
        if column in (Column.OTHER, Column.TASK, Column.NUMBER, Column.GROUP):
            return None
        found[place] = column
    return tuple(found)


def _one(name: str) -> Column:
    bare = re.sub(r"[（(].*?[）)]|[：:]$", "", name)
    return next((column for column, names in _NAMES if names.fullmatch(bare)), Column.OTHER)
