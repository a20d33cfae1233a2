"""The rules that protect schools: 教师厅〔2025〕2号 (2025-10-14), annual list and one comprehensive visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from luoshi.rules.calendar import WorkCalendar, full_date
from luoshi.rules.mandates.kinds import Rule
from luoshi.rules.mandates.plans import Listed, Objection, Other, Plan
from luoshi.rules.mandates.wording import TEACHERS
from luoshi.rules.parameters import ParameterBook

DISGUISES = ("调研", "评估", "指导", "监测")


def objections(
    plan: Plan, others: Sequence[Other], book: ParameterBook, calendar: WorkCalendar
) -> Iterator[Objection]:
    """Yield what stands against a plan because it reaches schools; nothing when it reaches none."""
    if not plan.schools:
        return
    if plan.listed is None:
        yield from _unlisted(plan)
    else:
        yield from _listed(plan, plan.listed, book, calendar)
    yield from _twice(plan, others, book)


def _unlisted(plan: Plan) -> Iterator[Objection]:
    names = "、".join(school.name for school in plan.schools[:3])
    whom = names if len(plan.schools) <= 3 else f"{names}等{len(plan.schools)}所学校"
    disguise = next((word for word in DISGUISES if word in plan.title), "")
    if disguise and not plan.criteria.strip():
        # Going to listen and to look, without scores and without proofs to lay ready, is no inspection.
        return
    if disguise:
        yield Objection(
            Rule.DISGUISED,
            f"名为“{disguise}”，却对{whom}列有评分或查证内容，属于变相开展督查检查。",
            TEACHERS,
            "请删去评分和查证内容；确需检查的，先报入年度清单，再选择清单事项立项。",
        )
        return
    yield Objection(
        Rule.LISTED,
        f"涉及{whom}，但没有对应的年度清单事项，一律不得开展。",
        TEACHERS,
        "请选择本年度清单已列事项；没有的，下一年度报入清单，或改用已有数据了解情况。",
    )


def _listed(plan: Plan, item: Listed, book: ParameterBook, calendar: WorkCalendar) -> Iterator[Objection]:
    if item.year != plan.from_on.year or item.year != plan.to_on.year:
        yield Objection(
            Rule.OUTSIDE,
            f"清单事项“{item.title}”列在{item.year}年，督查时间是{full_date(plan.from_on)}至"
            f"{full_date(plan.to_on)}。",
            TEACHERS,
            "请改在清单年度内开展，或选择当年清单的事项；跨年的按年度分别立项。",
        )
    earliest = book.deadline("school_check.lead", item.announced_on, calendar).on
    if plan.from_on < earliest:
        yield Objection(
            Rule.LEAD_TIME,
            f"检查内容、范围与方式于{full_date(item.announced_on)}明确，最早{full_date(earliest)}才能开始。",
            TEACHERS,
            f"请把开始日期改到{full_date(earliest)}或以后。",
        )


def _twice(plan: Plan, others: Sequence[Other], book: ParameterBook) -> Iterator[Objection]:
    if not plan.is_comprehensive:
        return
    most = book.value("school_check.comprehensive_most", plan.from_on)
    had = Counter(
        other.unit_id
        for other in others
        if other.is_comprehensive and other.from_on.year == plan.from_on.year
    )
    for school in plan.schools:
        if had[school.unit_id] >= most:
            title = next(
                other.title for other in others if other.unit_id == school.unit_id and other.is_comprehensive
            )
            yield Objection(
                Rule.ONCE_A_YEAR,
                f"{school.name}{plan.from_on.year}年已安排综合督导“{title}”，每校每年不超过{most}项。",
                TEACHERS,
                "请从对象中去掉这所学校，使用已有督导结论；资质评定、等级认定、技术考核不受此限。",
            )
