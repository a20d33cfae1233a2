"""The links that a project goes through, in their order, and which of them bar what comes after.

A gate is a link that must be done before any later link of the same project may be claimed: no building
without a permit (建筑法 article 7), no use before acceptance (建设工程质量管理条例 article 16).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from luoshi.rules.campaigns import Campaign
from luoshi.rules.tasks import WHOLE_X100, Step

MOST_LINKS, LONGEST_LINK, LONGEST_HOLDER = 20, 40, 40
HEAVIEST = 100


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a project: what it weighs against the others, whether it is a gate and in whose hands."""

    name: str
    weight: int = 10
    is_gate: bool = False
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """Links that projects of one sort usually go through; `source` says where the order comes from."""

    key: str
    label: str
    source: str
    links: tuple[Link, ...]
    campaigns: frozenset[Campaign] = frozenset()


TEMPLATES: tuple[Template, ...] = (
    Template(
        "building",
        "学校新建、改扩建（全过程）",
        "《政府投资条例》第九条、第十一条；《城乡规划法》第三十六条至第四十条；《招标投标法》第三条；"
        "《建筑法》第七条；《建设工程质量管理条例》第十六条、第四十九条",
        (
            Link("立项", 5, is_gate=True, holder="发展改革部门"),
            Link("用地预审和选址", 5, is_gate=True, holder="自然资源部门"),
            Link("可行性研究报告批复", 5, holder="发展改革部门"),
            Link("初步设计和概算批复", 10, holder="发展改革部门"),
            Link("规划许可", 5, is_gate=True, holder="自然资源部门"),
            Link("招标投标", 10),
            Link("施工许可", 5, is_gate=True, holder="住房城乡建设部门或行政审批部门"),
            Link("开工", 10),
            Link("主体封顶", 20),
            Link("竣工验收", 15, is_gate=True),
            Link("交付使用", 10),
        ),
        frozenset({Campaign.PLACES}),
    ),
    Template(
        "before-building",
        "学校建设前期手续",
        "《政府投资条例》第九条、第十一条；《城乡规划法》第三十六条至第四十条；《招标投标法》第三条；《建筑法》第七条",
        (
            Link("立项", 15, is_gate=True, holder="发展改革部门"),
            Link("用地手续", 25, is_gate=True, holder="自然资源部门"),
            Link("初步设计和概算批复", 20, holder="发展改革部门"),
            Link("招标投标", 20),
            Link("施工许可", 20, holder="住房城乡建设部门或行政审批部门"),
        ),
        frozenset({Campaign.PLACES}),
    ),
    Template(
        "rectifying",
        "问题排查整改",
        "本地常用步骤",
        (
            Link("摸底排查", 30),
            Link("建立清单", 10, is_gate=True),
            Link("整改落实", 40),
            Link("复查验收", 20),
        ),
        frozenset({Campaign.SAFETY, Campaign.FEES, Campaign.TRAINING, Campaign.PRIVATE}),
    ),
    Template(
        "buying",
        "采购和设备配备",
        "《政府采购法》第三十三条、第四十一条、第四十六条",
        (
            Link("需求和预算确定", 20, is_gate=True),
            Link("采购公告", 15),
            Link("签订合同", 25, is_gate=True),
            Link("到货安装", 25),
            Link("验收", 15),
        ),
    ),
)


def suggested(campaign: str) -> Template:
    """Return the template that fits a campaign first; the first one where none does."""
    return next((each for each in TEMPLATES if campaign in each.campaigns), TEMPLATES[0])


def why_not_links(links: Sequence[Link]) -> str | None:
    """Return why a task may not be broken down into these links; None when it may."""
    if not links:
        return "还没有环节。请从模板选取，或逐行填写环节名称。"
    if len(links) > MOST_LINKS:
        return f"环节不超过{MOST_LINKS}个，现在有{len(links)}个。请合并相近的环节。"
    names = [link.name for link in links]
    if twice := next((name for name in names if names.count(name) > 1), None):
        return f"环节“{twice}”写了两次，请只留一个。"
    for link in links:
        if not link.name or len(link.name) > LONGEST_LINK:
            return f"环节名称应为1到{LONGEST_LINK}个字：“{link.name[:LONGEST_LINK]}”。"
        if not 1 <= link.weight <= HEAVIEST:
            return f"环节“{link.name}”的权重应在1到{HEAVIEST}之间。"
        if len(link.holder) > LONGEST_HOLDER:
            return f"环节“{link.name}”的办理部门不超过{LONGEST_HOLDER}个字。"
    return None


def weeks(links: Sequence[Link], steps: Sequence[Step]) -> list[date]:
    """Return the day by which each link is planned: when a plan with these milestones has come so far.

    The last link is due with the whole.
    """
    total = sum(link.weight for link in links)
    reached = (WHOLE_X100 * gone // total for gone in accumulate(link.weight for link in links))
    return [next(step.due_on for step in steps if step.planned_x100 >= level) for level in reached]


def why_not_days(links: Sequence[Link], days: Sequence[date], start_on: date, due_on: date) -> str | None:
    """Return why the links may not be planned on these days; None when they may."""
    earlier = start_on
    for link, day in zip(links, days, strict=True):
        if not start_on <= day <= due_on:
            between = f"{start_on:%Y-%m-%d}到{due_on:%Y-%m-%d}"
            return f"环节“{link.name}”的日期{day:%Y-%m-%d}应在{between}之间，请改正。"
        if day < earlier:
            return f"环节“{link.name}”的日期{day:%Y-%m-%d}早于前一个环节，请按先后排列。"
        earlier = day
    return None
