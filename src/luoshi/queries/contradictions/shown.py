"""Questions that the record raised, as those see them who answer and those who weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from luoshi.queries import tasks
from luoshi.records.models import Assignment, Contradiction, Side
from luoshi.rules.contradictions import ContradictionKind, ContradictionState
from luoshi.rules.people import Actor, Permission


@dataclass(frozen=True, slots=True)
class Question:
    """One contradiction as an actor sees it: all sides of it, and whether their own unit is still asked."""

    contradiction: Contradiction
    kind: ContradictionKind
    state: ContradictionState
    sides: Sequence[Side]
    is_asked: bool


def visible(actor: Actor) -> QuerySet[Contradiction]:
    """Return the contradictions that concern a part which an actor may see."""
    concerned = Side.objects.filter(
        tasks.visible_through(actor, "assignment__"), contradiction=OuterRef("pk")
    )
    return Contradiction.objects.filter(Exists(concerned))


def waiting(actor: Actor) -> QuerySet[Contradiction]:
    """Return those that the actor's own unit is asked about and has not answered, latest raised first."""
    if not actor.may(Permission.REPORTS_SUBMIT):
        return Contradiction.objects.none()
    asked = Side.objects.filter(contradiction=OuterRef("pk"), unit=actor.unit_id, answered_at=None)
    found = Contradiction.objects.filter(Exists(asked), state=ContradictionState.ASKED)
    return found.order_by("-raised_on", "id")


def listed(actor: Actor, state: ContradictionState, kind: str, unit: str) -> QuerySet[Contradiction]:
    """Return visible contradictions in a state, of one kind and of one unit by name, or of all."""
    found = visible(actor).filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if unit:
        theirs = Side.objects.filter(contradiction=OuterRef("pk"), unit__name=unit)
        found = found.filter(Exists(theirs))
    return found.select_related("task").prefetch_related(_sides()).order_by("-raised_on", "-id")


def about(actor: Actor, part: Assignment) -> list[Question]:
    """Return every contradiction that concerns a part, which the actor may see, latest first."""
    concerned = Side.objects.filter(contradiction=OuterRef("pk"), assignment=part)
    found = Contradiction.objects.filter(Exists(concerned)).prefetch_related(_sides())
    return questions(actor, found.order_by("-raised_on", "-id"))


def questions(actor: Actor, found: QuerySet[Contradiction] | Sequence[Contradiction]) -> list[Question]:
    """Return contradictions, their sides fetched, as an actor sees them."""
    shown = []
    for each in found:
        sides = list(each.sides.all())
        state = ContradictionState(each.state)
        own = any(side.unit_id == actor.unit_id and side.answered_at is None for side in sides)
        is_asked = own and state is ContradictionState.ASKED and actor.may(Permission.REPORTS_SUBMIT)
        shown.append(Question(each, ContradictionKind(each.kind), state, _one_a_unit(sides), is_asked))
    return shown


def _one_a_unit(sides: Sequence[Side]) -> list[Side]:
    """Return one side for each unit: one that is concerned twice is asked, and answers, once."""
    return list({side.unit_id: side for side in reversed(sides)}.values())[::-1]


def _sides() -> Prefetch[str, QuerySet[Side], str]:
    return Prefetch("sides", Side.objects.select_related("unit").order_by("id"))


def visible_one(actor: Actor, contradiction_id: int) -> Contradiction | None:
    """Return a contradiction that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=contradiction_id).select_related("task").first()


def units_asked(actor: Actor) -> list[str]:
    """Return the names of all units that visible contradictions concern, in the order of the tree."""
    sides = Side.objects.filter(contradiction__in=visible(actor))
    return list(sides.order_by("unit__path").values_list("unit__name", flat=True).distinct())
