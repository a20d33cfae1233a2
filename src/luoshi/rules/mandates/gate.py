"""Every rule asked about one plan; the answer is the same whoever asks and however often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luoshi.rules.calendar import WorkCalendar, full_date
from luoshi.rules.mandates import schools
from luoshi.rules.mandates.kinds import Basis, Method, Rule
from luoshi.rules.mandates.plans import SCHOOLS, Objection, Other, Plan
from luoshi.rules.mandates.wording import objections_to_criteria, objections_to_words
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.units import UnitKind

# Whom each basis reaches. 市直部门 are the government's to supervise, and only by designation.
_REACH = {
    Basis.GOVERNMENT: frozenset({UnitKind.COUNTY, UnitKind.DEPARTMENT, UnitKind.OFFICE}) | SCHOOLS,
    Basis.EDUCATION: frozenset({UnitKind.COUNTY}) | SCHOOLS,
    Basis.ENFORCEMENT: SCHOOLS,
    Basis.INTERNAL: frozenset({UnitKind.OFFICE}),
    Basis.HANDED_DOWN: frozenset({UnitKind.COUNTY, UnitKind.OFFICE}) | SCHOOLS,
}

_EVERYWHERE = frozenset(("教育", "工作", "管理", "检查", "督查", "督导", "专项", "情况", "落实", "学校"))


def objections(
    plan: Plan, others: Sequence[Other], book: ParameterBook, calendar: WorkCalendar
) -> tuple[Objection, ...]:
    """Return everything that stands against a plan, in the order of the plan's parts; empty when it may go.

    `others` are the plans that hold and reach one of the same units in the same year.
    """
    words = "\n".join((plan.title, plan.subject, plan.content, plan.scope, plan.discipline, plan.criteria))
    is_designated = plan.basis is Basis.GOVERNMENT and bool(plan.designation)
    return (
        *_basis(plan),
        *_parts(plan),
        *_team(plan, book),
        *schools.objections(plan, others, book, calendar),
        *_overlaps(plan, others),
        *objections_to_criteria(plan.criteria),
        *objections_to_words(words, is_designated=is_designated),
    )


def _basis(plan: Plan) -> Iterator[Objection]:
    if not plan.basis_document.strip():
        yield Objection(
            Rule.DOCUMENT,
            f"{plan.basis.label}没有写明依据的文件。",
            "《政府督查工作条例》（国务院令第733号）第十一条",
            "请写明依据的法律法规条款、上级文件或批准立项的文号。",
        )
    if plan.basis is Basis.GOVERNMENT and not plan.designation.strip():
        yield Objection(
            Rule.DESIGNATION,
            "教育局是政府所属部门，未经本级人民政府指定，不得开展政府督查。",
            "《政府督查工作条例》（国务院令第733号）第七条",
            "请登记市政府指定本局开展这次督查的文件文号；没有的，改用教育督导、行政检查等本局职权内的依据。",
        )
    reach = _REACH[plan.basis]
    beyond = [target.name for target in plan.targets if target.kind not in reach]
    if beyond:
        whom = "、".join(beyond[:3]) + (f"等{len(beyond)}个单位" if len(beyond) > 3 else "")
        yield Objection(
            Rule.REACH,
            f"以“{plan.basis.label}”为依据，不能以{whom}为对象，属于越权督查。",
            "《政府督查工作条例》（国务院令第733号）第十五条",
            "请去掉这些单位，或改用能够及于它们的依据。",
        )


def _parts(plan: Plan) -> Iterator[Objection]:
    parts = {
        "督查事项": plan.subject,
        "内容": plan.content,
        "范围": plan.scope,
        "对象": plan.targets,
        "方式": plan.methods,
        "组长": plan.leader,
        "成员": plan.members,
        "纪律": plan.discipline,
    }
    missing = [name for name, said in parts.items() if not (said.strip() if isinstance(said, str) else said)]
    if missing:
        yield Objection(
            Rule.PARTS,
            f"方案缺少：{'、'.join(missing)}。",
            "《政府督查工作条例》（国务院令第733号）第十五条",
            "请补齐后再报批。",
        )


def _team(plan: Plan, book: ParameterBook) -> Iterator[Objection]:
    if plan.basis is not Basis.EDUCATION:
        return
    least = book.value("inspection.team_min", plan.from_on)
    if plan.inspectors < least:
        yield Objection(
            Rule.TEAM,
            f"督导小组有督学{plan.inspectors}名，应由{least}名以上督学组成。",
            "《教育督导条例》（国务院令第624号）第十六条",
            f"请增加督学，至少{least}名。",
        )
    if Method.UNANNOUNCED in plan.methods or plan.notice_on is None or plan.notice_on > plan.from_on:
        yield Objection(
            Rule.NOTICE,
            "教育督导应当事先向被督导单位发出书面督导通知。",
            "《教育督导条例》（国务院令第624号）第十七条",
            "请写明发出督导通知的日期（不晚于开始日期），不采用暗访方式。",
        )


def _overlaps(plan: Plan, others: Sequence[Other]) -> Iterator[Objection]:
    names = {target.unit_id: target.name for target in plan.targets}
    for other in others:
        apart = other.to_on < plan.from_on or plan.to_on < other.from_on
        if apart or other.unit_id not in names or not same_subject(plan.subject, other.subject):
            continue
        yield Objection(
            Rule.OVERLAP,
            f"{names[other.unit_id]}在同一时间已安排“{other.title}”（{full_date(other.from_on)}至"
            f"{full_date(other.to_on)}），事项相同或相近。",
            "《政府督查工作条例》（国务院令第733号）第十五条",
            "请并入已有的督查或错开时间、去掉该单位；确需同时开展的，由签批人写明理由，理由在局内公开。",
        )


def same_subject(one: str, other: str) -> bool:
    """Say whether two subjects are likely the same: a third of what the shorter says is in the longer."""
    pieces, others = _pieces(one), _pieces(other)
    least = min(len(pieces), len(others))
    return bool(least) and 3 * len(pieces & others) >= least


def _pieces(subject: str) -> frozenset[str]:
    """Return the pairs of characters that say something: not those that every inspection says."""
    plain = "".join(char for char in subject if char.isalnum())
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) - _EVERYWHERE
