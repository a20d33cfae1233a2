"""Changes of published plans: asked for, waiting for a decision, and the plan that they began from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypeAlias

from django.db.models import Q, QuerySet

from luoshi.queries import tasks
from luoshi.records.models import Assignment, Piece, PlanChange, Post, Unit
from luoshi.rules import lamps, people, plans, ways
from luoshi.rules.people import Actor, Duty, Permission
from luoshi.rules.plans import PlanChangeKind, PlanChangeState
from luoshi.rules.tasks import AssignmentState, Role
from luoshi.rules.units import UnitKind

Asked: TypeAlias = PlanChange
"""One change of a plan, as pages name its type: they never import records."""


def part_of(assignment: Assignment, actor: Actor, today: date) -> plans.Part:
    """Return what of an assignment bears on a change of its plan, for an actor on a day."""
    change = ways.read(assignment.change)
    return plans.Part(
        is_own=assignment.unit_id == actor.unit_id,
        role=Role(assignment.role),
        state=AssignmentState(assignment.state),
        due_on=lamps.along(tasks.trajectory(assignment.task), change, today).due_on,
        is_undecided=is_undecided(assignment.id),
        is_broken_down=bool(change.plan),
    )


def is_undecided(assignment_id: int) -> bool:
    """Return whether a change of an assignment's plan waits for a decision."""
    return PlanChange.objects.filter(assignment=assignment_id, state=PlanChangeState.ASKED).exists()


def visible(actor: Actor) -> QuerySet[PlanChange]:
    """Return the changes of plans that an actor may see, newest first."""
    return (
        PlanChange.objects.filter(tasks.visible_through(actor, "assignment__"))
        .select_related("assignment__task__document", "assignment__unit")
        .order_by("-asked_at", "-id")
    )


def visible_one(actor: Actor, change_id: int) -> PlanChange | None:
    """Return a change that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=change_id).first()


def about(assignment_id: int) -> list[PlanChange]:
    """Return every change of an assignment's plan, newest first."""
    return list(PlanChange.objects.filter(assignment=assignment_id).order_by("-number"))


def why_not_decide(change: PlanChange, actor: Actor) -> str | None:
    """Return why an actor may not decide on a change; None when they may."""
    unit = change.assignment.unit
    return people.why_not(actor, Permission.EXTENSIONS_DECIDE) or plans.why_not_decide(
        PlanChangeState(change.state),
        actor.duty,
        is_own=unit.id == actor.unit_id,
        is_for_leaders=_for_leaders().filter(id=unit.id).exists(),
        is_asker=Post.objects.filter(id=change.asked_post_id, person_id=actor.person_id).exists(),
    )


def _for_leaders() -> QuerySet[Unit]:
    """Return the units whose plans the leaders decide on: the supervision office, and the bureau itself."""
    return Unit.objects.filter(Q(kind=UnitKind.BUREAU) | Q(posts__duty=Duty.SUPERVISION_HEAD))


def waiting(actor: Actor) -> QuerySet[PlanChange]:
    """Return the changes that this actor is to decide, the earliest asked first."""
    if not actor.may(Permission.EXTENSIONS_DECIDE):
        return PlanChange.objects.none()
    asked = visible(actor).filter(state=PlanChangeState.ASKED).order_by("asked_at", "id")
    asked = asked.exclude(asked_post_id__in=Post.objects.filter(person_id=actor.person_id).values("id"))
    theirs = Q(assignment__unit__in=_for_leaders())
    return asked.filter(theirs) if actor.duty is Duty.BUREAU_LEADER else asked.exclude(theirs)


def first_plan(assignment_id: int) -> dict[int, date]:
    """Return the days of an assignment's pieces as they were published, those left out that came later."""
    added: Collection[int] = {
        piece
        for moves in PlanChange.objects.filter(
            assignment=assignment_id, kind=PlanChangeKind.ADDED
        ).values_list("moves", flat=True)
        for piece, _, _ in moves
    }
    days = Piece.objects.filter(assignment=assignment_id).exclude(id__in=added)
    return dict(days.values_list("id", "planned_on"))
