"""Inspections in the demo city: an item of the list, a plan in force, and a draft that the gate holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from luoshi.actions import mandates
from luoshi.actions.mandates.drafting import Written
from luoshi.queries import mandates as mandate_queries
from luoshi.rules.mandates import Activity, Basis, ListedKind, Method
from luoshi.rules.people import Actor

PLAN = Written(
    title="关于冬季校园安全工作的专项督导",
    subject="冬季校园安全",
    basis=Basis.EDUCATION,
    basis_document="《教育督导条例》（国务院令第624号）第十一条",
    designation="",
    activity=Activity.SPECIAL,
    content="消防、供暖、交通安全隐患的排查和整改情况",
    scope="2026年冬季，县级教育局履行职责情况",
    methods=[Method.HEARING, Method.FILES, Method.MEETING],
    criteria="",
    from_on=date(2026, 12, 7),
    to_on=date(2026, 12, 11),
    leader="市政府教育督导室负责人",
    members=["责任督学一", "责任督学二", "责任督学三"],
    inspectors=3,
    discipline="不打乱教学秩序，不要求准备汇报材料，不接受宴请",
    notice_on=date(2026, 12, 1),
)
_HELD = replace(
    PLAN,
    title="关于校园安全工作的调研",
    basis=Basis.GOVERNMENT,
    content="与各校签订安全责任状情况；隐患整改情况",
    criteria="台账记录完整得10分；隐患整改到位得20分",
    from_on=date(2026, 12, 14),
    to_on=date(2026, 12, 18),
    inspectors=2,
)


def play(head: Actor, clerk: Actor, leader: Actor, at: datetime) -> None:
    """Enter the list, approve one plan, and leave another where the gate stops it."""
    mandates.enter_item(
        year=2026,
        number="1",
        title="秋季学期开学工作综合督导",
        kind=ListedKind.COMPREHENSIVE,
        units="全市中小学、幼儿园，每校一次",
        source="示例市2026年涉校督查检查评比考核事项清单",
        announced_on=date(2026, 1, 15),
        by=head,
        at=at,
    )
    counties, _ = mandate_queries.named(["各县（市、区）教育局"])
    plan = mandates.draft_mandate(written=PLAN, targets=counties[:4], listed=None, by=clerk, at=at)
    mandates.submit_mandate(mandate=plan, by=clerk, at=at)
    mandates.approve_mandate(mandate=plan, by=leader, at=at)
    schools, _ = mandate_queries.named(["东河区第1学校", "南湖区教育局"])
    mandates.draft_mandate(written=_HELD, targets=schools, listed=None, by=clerk, at=at)
