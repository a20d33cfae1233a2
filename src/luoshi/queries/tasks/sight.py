"""Which assignments an actor may see: as the ORM asks it and as a plain statement does."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet, Value

from luoshi.records.models import Assignment
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, AssignmentState


class _WrittenOut(Value):
    """A code of our own that stands in the SQL itself instead of being handed over as a parameter."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:  # noqa: ARG002
        """Return the quoted code; it is a member of an enum, never anything that a person typed."""
        return f"'{self.value}'", ()


def underway() -> Q:
    """Return the condition that an assignment is under way, written so that SQLite can use its indexes.

    Those indexes hold only rows under way. SQLite takes one only where it reads the same condition in the
    query's own text; behind a parameter it does not see it and walks the whole table.
    """
    return Q(state__in=[_WrittenOut(state) for state in sorted(UNDERWAY)])


def standing_at(state: AssignmentState) -> Q:
    """Return the condition that an assignment stands at one state, written so as `underway` is."""
    return Q(state=_WrittenOut(state))


def accounted_for() -> Q:
    """Return the condition that an assignment is to be accounted for weekly, written so as `underway` is."""
    return standing_at(AssignmentState.OPEN) & Q(role__in=[_WrittenOut(role) for role in sorted(ACCOUNTABLE)])


def visible(actor: Actor) -> QuerySet[Assignment]:
    """Return the assignments in the ledger that an actor may see."""
    published = Assignment.objects.exclude(state=AssignmentState.PLANNED)
    return published.filter(_scope(actor))


def _scope(actor: Actor) -> Q:
    if not actor.may(Permission.TASKS_SEE) or actor.scope is Scope.NOTHING:
        return Q(pk__in=[])
    if actor.scope is Scope.CITY:
        return Q()
    if actor.scope is Scope.BRANCH:
        return Q(branch_id=actor.branch_id)
    return Q(unit_id=actor.unit_id)


def limits(actor: Actor) -> tuple[str, tuple[object, ...]]:
    """Return the condition, and what stands for its %s, that keeps `part` to what an actor may see.

    The same as `visible`, but for parts still PLANNED, which every statement leaves out by itself.
    """
    if not actor.may(Permission.TASKS_SEE) or actor.scope is Scope.NOTHING:
        return "1 = 0", ()
    if actor.scope is Scope.CITY:
        return "1 = 1", ()
    if actor.scope is Scope.BRANCH:
        return "part.branch_id = %s", (actor.branch_id,)
    return "part.unit_id = %s", (actor.unit_id,)
