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


def underway(through: str = "") -> Q:
    """Return the condition that an assignment is under way, written so that SQLite can use its indexes.

    Those indexes hold only rows under way. SQLite takes one only where it reads the same condition in the
    query's own text; behind a parameter it does not see it and walks the whole table.
    """
    return Q((f"{through}state__in", [_WrittenOut(state) for state in sorted(UNDERWAY)]))


def standing_at(state: AssignmentState, through: str = "") -> Q:
    """Return the condition that an assignment stands at one state, written so as `underway` is.

    `through` is as for `visible_through`.
    """
    return Q((f"{through}state", _WrittenOut(state)))


def accounted_for(through: str = "") -> Q:
    """Return the condition that an assignment is to be accounted for weekly, written so as `underway` is.

    `through` is as for `visible_through`.
    """
    roles = [_WrittenOut(role) for role in sorted(ACCOUNTABLE)]
    return standing_at(AssignmentState.OPEN, through) & Q((f"{through}role__in", roles))


def visible(actor: Actor) -> QuerySet[Assignment]:
    """Return the assignments in the ledger that an actor may see."""
    return Assignment.objects.filter(visible_through(actor, ""))


def visible_through(actor: Actor, through: str) -> Q:
    """Return the condition that an actor may see the assignment to which a row belongs.

    `through` leads from the row to it, as "assignment__". SQLite would list all assignments for a subquery.
    """
    if not actor.may(Permission.TASKS_SEE) or actor.scope is Scope.NOTHING:
        return Q(pk__in=[])
    published = ~Q((f"{through}state", AssignmentState.PLANNED))
    if actor.scope is Scope.CITY:
        return published
    if actor.scope is Scope.BRANCH:
        return published & Q((f"{through}branch_id", actor.branch_id))
    return published & Q((f"{through}unit_id", actor.unit_id))


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
