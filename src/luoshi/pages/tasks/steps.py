"""What somebody may do next about one unit's part of a task, and why not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.queries import extensions
from luoshi.queries import tasks as task_queries
from luoshi.queries.tasks import Part
from luoshi.rules import extensions as extension_rules
from luoshi.rules import people, tasks
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import ACCOUNTABLE, WHOLE_X100, AssignmentState, Role


@dataclass(frozen=True, slots=True)
class Steps:
    """The next steps: each is None where it is not for this person, "" where it may be done, else why not."""

    report: str | None = None
    ask_close: str | None = None
    confirm_close: str | None = None
    refuse_close: str | None = None
    extend: str | None = None
    ask_help: str | None = None


def of(actor: Actor, part: Part, today: date) -> Steps:
    """Return the next steps of an actor about a part on a day."""
    state = AssignmentState(part.state)
    is_own = part.unit_id == actor.unit_id and actor.may(Permission.REPORTS_SUBMIT)
    if state is AssignmentState.OPEN and is_own and part.role in ACCOUNTABLE:
        reason = tasks.why_not_ask_to_close(is_own=True, role=Role(part.role), claimed_x100=part.claimed_x100)
        if part.claimed_x100 >= WHOLE_X100:
            return Steps(report="" if reason else None, ask_close=reason or "")
        late = extension_rules.why_not_begin(extensions.part_of(part, actor, today), today)
        return Steps(
            report="" if reason else None,
            ask_close=reason or "",
            extend=late or "",
            ask_help="",
        )
    if state is AssignmentState.CLOSING and (
        actor.may(Permission.TASKS_CLOSE) or actor.may(Permission.REPORTS_REVIEW)
    ):
        barred = people.why_not(actor, Permission.TASKS_CLOSE)
        reason = barred or tasks.why_not_close(
            answerable_posts=task_queries.answerable_posts(part),
            verifier_post=actor.post_id,
            claimed_x100=part.claimed_x100,
        )
        return Steps(confirm_close=reason or "", refuse_close=barred or "")
    return Steps()
