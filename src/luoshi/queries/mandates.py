"""Plans of inspection: who sees which, what stands against one, and the annual list for schools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.queries import calendar, parameters, units
from luoshi.records.models import (
    Conclusion,
    ListedItem,
    Mandate,
    MandateChange,
    MandateTarget,
    Opinion,
    Override,
    Sanction,
    Unit,
    UnitName,
)
from luoshi.rules import letters, mandates
from luoshi.rules.letters import LetterKind
from luoshi.rules.mandates import Activity, Basis, Listed, ListedKind, Method, Objection, Other, Plan, Target
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.units import UnitKind, group_named, subtree

# For annotations in the pages, which know no records.
Item = ListedItem
Inspection = Mandate

HOLDING = (MandateState.APPROVED, MandateState.ENDED)


def visible(actor: Actor, on: date) -> QuerySet[Mandate]:
    """Return the plans that an actor may see on a day, newest first: all, or those that reach their units.

    The units see what is in force; what comes unannounced, not before its first day.
    """
    found = Mandate.objects.select_related("listed").order_by("-id")
    if actor.scope is Scope.CITY:
        return found
    if actor.scope is Scope.NOTHING:
        return found.none()
    low, high = subtree(actor.unit_path)
    mine = Q(unit_id=actor.unit_id)
    if actor.scope is Scope.BRANCH:
        mine |= Q(unit__path__gte=low, unit__path__lt=high)
    reached = MandateTarget.objects.filter(mine, mandate=OuterRef("id"))
    return found.filter(Exists(reached), Q(is_unannounced=False) | Q(from_on__lte=on), state__in=HOLDING)


def visible_one(actor: Actor, mandate_id: int, on: date) -> Mandate | None:
    """Return a plan that an actor may see on a day; None when absent or not theirs."""
    return visible(actor, on).filter(id=mandate_id).first()


def targets_of(mandate: Mandate) -> list[Unit]:
    """Return the units that a plan reaches, in the order of the tree."""
    return [target.unit for target in mandate.targets.select_related("unit").order_by("unit__path")]


def changes_of(mandate: Mandate) -> list[MandateChange]:
    """Return what was asked to be changed of a plan, newest first."""
    return list(mandate.changes.order_by("-id"))


def change_of(mandate: Mandate, change_id: int) -> MandateChange | None:
    """Return one change of a plan; None when absent."""
    return mandate.changes.filter(id=change_id).first()


def overrides_of(mandate: Mandate) -> dict[str, Override]:
    """Return by rule against what somebody went ahead."""
    return {each.rule: each for each in mandate.overrides.all()}


def overrides(actor: Actor, on: date) -> QuerySet[Override]:
    """Return the overrides, newest first: all of them inside the bureau, to others those of their plans.

    Of what comes unannounced they tell nothing before its first day to who may be reached by it.
    """
    found = Override.objects.select_related("mandate").order_by("-id")
    theirs = Q(mandate__in=visible(actor, on).order_by().values("id"))
    if actor.unit_kind in {UnitKind.BUREAU, UnitKind.OFFICE} and actor.may(Permission.MANDATES_SEE):
        theirs |= Q(mandate__is_unannounced=False) | Q(mandate__from_on__lte=on)
    return found.filter(theirs)


def plan_of(mandate: Mandate, units: list[Unit] | None = None) -> Plan:
    """Return a plan as the rules see it; `units` are those that it reaches, asked for where not given."""
    reached = targets_of(mandate) if units is None else units
    return Plan(
        title=mandate.title,
        subject=mandate.subject,
        basis=Basis(mandate.basis),
        basis_document=mandate.basis_document,
        designation=mandate.designation,
        activity=Activity(mandate.activity),
        content=mandate.content,
        scope=mandate.scope,
        methods=frozenset(Method(code) for code in mandate.methods),
        criteria=mandate.criteria,
        from_on=mandate.from_on,
        to_on=mandate.to_on,
        leader=mandate.leader,
        members=tuple(mandate.members),
        inspectors=mandate.inspectors,
        discipline=mandate.discipline,
        notice_on=mandate.notice_on,
        listed=_listed(mandate.listed) if mandate.listed else None,
        targets=tuple(Target(unit.id, unit.name, UnitKind(unit.kind)) for unit in reached),
    )


def changed_plan(mandate: Mandate, wanted: dict[str, Any]) -> Plan:
    """Return a plan as it would be with what is wanted: content, scope, from_on, to_on (ISO), units (ids)."""
    units = list(Unit.objects.filter(id__in=wanted["units"]).order_by("path"))
    return replace(
        plan_of(mandate, units),
        content=wanted["content"],
        scope=wanted["scope"],
        from_on=date.fromisoformat(wanted["from_on"]),
        to_on=date.fromisoformat(wanted["to_on"]),
    )


def objections_to(plan: Plan, mandate_id: int) -> tuple[Objection, ...]:
    """Return what stands against a plan today, beside all other plans that hold or wait for approval."""
    years = range(plan.from_on.year, plan.to_on.year + 1)
    # What is submitted counts as well: of two plans that wait side by side the leader should see each.
    rows = (
        MandateTarget.objects.filter(
            unit_id__in=[target.unit_id for target in plan.targets],
            mandate__state__in=[*HOLDING, MandateState.SUBMITTED],
            mandate__from_on__lte=date(max(years), 12, 31),
            mandate__to_on__gte=date(min(years), 1, 1),
        )
        .exclude(mandate_id=mandate_id)
        .select_related("mandate__listed")
        .order_by("mandate_id", "id")
    )
    others = [_other(row) for row in rows]
    return mandates.objections(plan, others, parameters.book(), calendar.work_calendar())


def _other(row: MandateTarget) -> Other:
    other = row.mandate
    kind = other.listed.kind if other.listed else other.activity
    return Other(
        title=other.title,
        subject=other.subject,
        unit_id=row.unit_id,
        from_on=other.from_on,
        to_on=other.to_on,
        is_comprehensive=kind == ListedKind.COMPREHENSIVE,
    )


def _listed(item: ListedItem) -> Listed:
    return Listed(item.number, item.title, ListedKind(item.kind), item.year, item.announced_on, item.units)


def items(year: int) -> list[ListedItem]:
    """Return the annual list of a year, struck items last."""
    return list(ListedItem.objects.filter(year=year).order_by("struck_at", "number", "id"))


def item(item_id: int) -> ListedItem | None:
    """Return one item of the annual list; None when absent."""
    return ListedItem.objects.filter(id=item_id).first()


def standing_items(year: int) -> QuerySet[ListedItem]:
    """Return the items of a year's list that stand, this year's and the next one's for planning ahead."""
    return ListedItem.objects.filter(year__in=[year, year + 1], struck_at__isnull=True).order_by(
        "year", "number"
    )


def reachable() -> QuerySet[Unit]:
    """Return the units that a plan may reach, in the order of the tree."""
    kinds = (
        UnitKind.OFFICE,
        UnitKind.COUNTY,
        UnitKind.DEPARTMENT,
        UnitKind.SCHOOL,
        UnitKind.KINDERGARTEN,
    )
    return Unit.objects.filter(kind__in=kinds, to_on=None).order_by("path")


def named(names: Sequence[str]) -> tuple[list[Unit], list[str]]:
    """Return the units that these names mean, in the order of the tree, and the names that are not one unit.

    A collective name, as 各县（市、区）教育局, means all of its kind.
    """
    bearers: dict[str, set[int]] = {}
    rows = UnitName.objects.filter(name__in=names, unit__in=reachable()).values_list("name", "unit_id")
    for name, unit_id in rows:
        bearers.setdefault(name, set()).add(unit_id)
    groups = {name: group_named(name) for name in names if name not in bearers}
    ids = {unit_id for units in bearers.values() if len(units) == 1 for unit_id in units}
    kinds = {kind for kind in groups.values() if kind}
    unknown = [name for name in names if len(bearers.get(name, ())) != 1 and not groups.get(name)]
    return list(reachable().filter(Q(id__in=ids) | Q(kind__in=kinds))), unknown


def waiting(actor: Actor, on: date) -> QuerySet[Mandate]:
    """Return the plans that wait for this actor: to be approved, or to be changed and sent anew."""
    states = [MandateState.SUBMITTED] if actor.may(Permission.MANDATES_APPROVE) else []
    if actor.may(Permission.MANDATES_DRAFT):
        states.append(MandateState.DRAFT)
    return visible(actor, on).filter(state__in=states)


def changes_waiting(actor: Actor) -> QuerySet[MandateChange]:
    """Return the changes that this actor is to decide."""
    if not actor.may(Permission.MANDATES_APPROVE):
        return MandateChange.objects.none()
    return MandateChange.objects.filter(state="ASKED").select_related("mandate").order_by("id")


_TYPED: tuple[tuple[type[Conclusion | Opinion | Sanction], str], ...] = (
    (Conclusion, "另一份督查结论"),
    (Opinion, "另一份督导意见书"),
    (Sanction, "另一件问责"),
)


def why_not_type_number(number: str, bearer: Conclusion | Opinion | Sanction) -> str | None:
    """Return why a number from another register may not be typed for a paper; None when it may.

    What this register gives out by itself nobody types: it would come twice (GB/T 9704-2012 7.2.5).
    """
    series, mark = number.partition("〔")[0], units.bureau().document_mark
    if mark and series in {f"{mark}{letters.number_series(kind)}" for kind in LetterKind}:
        return f"“{series}”的文号由本系统的文号登记簿连续编出，不能手工填写。请填印发机关给的文号。"
    for model, what in _TYPED:
        taken = model._default_manager.filter(number=number)
        if (taken.exclude(pk=bearer.pk) if isinstance(bearer, model) else taken).exists():
            return f"文号{number}已用于{what}，请核对发文登记簿。"
    return None
