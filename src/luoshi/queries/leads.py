"""Leads: who sees them, what may become one, and the facts that one states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from django.db.models import QuerySet
from django.utils import timezone

from luoshi.queries import people
from luoshi.records.models import Assignment, Lead, LeadItem, LetterItem, Unit
from luoshi.rules import lamps, leads, letters
from luoshi.rules.calendar import full_date
from luoshi.rules.lamps import Lamp
from luoshi.rules.leads import LeadState
from luoshi.rules.letters import LetterKind
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.tasks import UNDERWAY

Matter: TypeAlias = Lead
"""One lead, as pages name its type: they never import records."""


def visible(actor: Actor) -> QuerySet[Lead]:
    """Return the leads that an actor may see, newest first: those who draft and decide, nobody else."""
    found = Lead.objects.select_related("unit").order_by("-id")
    return found if may_see(actor) else found.none()


def may_see(actor: Actor) -> bool:
    """Return whether an actor may see leads at all: the office that drafts them, the leader who decides."""
    return actor.scope is Scope.CITY and (
        actor.may(Permission.LETTERS_DRAFT) or actor.may(Permission.LETTERS_APPROVE)
    )


def visible_lead(actor: Actor, lead_id: int) -> Lead | None:
    """Return a lead; None when absent or not theirs."""
    return visible(actor).filter(id=lead_id).first()


def waiting(actor: Actor) -> QuerySet[Lead]:
    """Return the leads that wait for the actor's decision, oldest first."""
    if not actor.may(Permission.LETTERS_APPROVE):
        return Lead.objects.none()
    return visible(actor).filter(state=LeadState.DRAFT).order_by("id")


def items_of(lead: Lead) -> list[LeadItem]:
    """Return what a lead is about, what is due first, first."""
    return list(lead.items.select_related("assignment__task").order_by("due_on", "id"))


def candidates(unit: Unit) -> list[Assignment]:
    """Return the assignments of a unit that are red after it was talked to about them (约谈)."""
    red = Assignment.objects.filter(unit=unit, state__in=sorted(UNDERWAY), lamp=Lamp.RED)
    talked = talked_about(list(red))
    return list(red.filter(id__in=talked).select_related("task").order_by("due_on", "id"))


def talked_about(parts: Sequence[Assignment]) -> set[int]:
    """Return which of these assignments a 约谈通知书 that went out was about."""
    told = LetterItem.objects.filter(
        assignment__in=parts, letter__kind=LetterKind.TALK, letter__state__in=sorted(letters.OUT)
    )
    return set(told.values_list("assignment_id", flat=True))


def facts_about(parts: Sequence[Assignment]) -> str:
    """Return what is on record about assignments: what was asked, on which days, and what was reported."""
    told: dict[int, list[str]] = {part.id: [] for part in parts}
    out = LetterItem.objects.filter(assignment__in=parts, letter__state__in=sorted(letters.OUT))
    for key, kind, number, issued_at in out.order_by("letter__issued_at", "id").values_list(
        "assignment_id", "letter__kind", "letter__number", "letter__issued_at"
    ):
        day = full_date(timezone.localdate(issued_at))
        told[key].append(f"{day}发{LetterKind(kind).label}（{number}）")
    return "\n".join(_facts(part, told[part.id]) for part in parts)


def _facts(part: Assignment, told: Sequence[str]) -> str:
    due = full_date(part.due_on) if part.due_on else "未定"
    claimed = f"自报进度{lamps.percent(part.claimed_x100)}"
    claimed += f"（{full_date(part.claimed_on)}报）" if part.claimed_on else "（没有填报）"
    return f"{part.task.summary}：完成时限{due}，{claimed}；{'，'.join(told) or '没有发过函件'}。"


def why_not_decide(lead: Lead, wanted: LeadState, actor: Actor, decision: str, authority: str) -> str | None:
    """Return why an actor may not decide a lead so; None when they may."""
    return leads.why_not_decide(
        state=LeadState(lead.state),
        wanted=wanted,
        drafter_posts=people.posts_of_holders({lead.drafted_post_id}),
        decider_post=actor.post_id,
        decision=decision,
        authority=authority,
    )
