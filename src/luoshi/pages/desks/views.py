"""The desk: decisions in the order of their dates; and the search over what one may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.queries import audit, calendar, desks, documents, letters, notices, tasks, times, units
from luoshi.queries.desks import Decision
from luoshi.rules.audit import ACTION_WORDS
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.people import DIRECTLY_RESPONSIBLE, FIRST_RESPONSIBLE, Actor, Duty, Permission, Scope

SOON_WORKDAYS = 3
GROUP = 20
LONGEST = 60
LATELY = timedelta(days=7)
RESPONSIBLE = FIRST_RESPONSIBLE | DIRECTLY_RESPONSIBLE
WATCHERS = frozenset({Duty.BUREAU_LEADER, Duty.DISCIPLINE_MEMBER})


@dataclass(frozen=True, slots=True)
class Item:
    """A decision with the edge that its date calls for."""

    decision: Decision
    edge: str


@allowed(Permission.DESK)
@require_safe
def desk(request: Request) -> HttpResponse:
    """Show what waits for this person, and beneath it what they keep an eye on."""
    actor, days = request.actor, calendar.work_calendar()
    if actor.scope is Scope.NOTHING:
        return render(
            request, "desks/administrator.html", {**_kept(actor), "lost": _lost(actor, request.today)}
        )
    decisions = desks.decisions(actor, request.today)
    due_soon, more_due = desks.due_soon(actor, request.today)
    return render(
        request,
        "desks/desk.html",
        {
            "items": [Item(each, _edge(each.due_on, request.today, days)) for each in decisions],
            "standings": desks.standings(actor) if actor.duty in WATCHERS else [],
            "watches": actor.duty in WATCHERS,
            "due_soon": due_soon,
            "more_due": more_due,
            "crowded": times.own_questions(actor, request.today) if actor.duty in RESPONSIBLE else [],
            "notices": notices.for_unit(actor, 8),
            "calendar": days,
            "is_unit": actor.may(Permission.REPORTS_SUBMIT),
            "reads": actor.may(Permission.DOCUMENTS_READ),
        },
    )


def _kept(actor: Actor) -> dict[str, object]:
    """Return the newest lines of the ledger of actions for the one administrator who keeps it."""
    if not actor.may(Permission.AUDIT_SEE):
        return {"entries": []}
    return {"entries": [(entry, ACTION_WORDS[entry.action]) for entry in audit.latest(count=10)]}


def _lost(actor: Actor, today: date) -> int:
    """Return how many reminders of late did not arrive, for the administrator who can mend it."""
    return notices.failed_since(today - LATELY) if actor.may(Permission.CHANNELS_SET) else 0


def _edge(due_on: date | None, today: date, days: WorkCalendar) -> str:
    if due_on is None:
        return ""
    if due_on < today:
        return "is-late"
    return "is-soon" if days.workdays_between(today, due_on) <= SOON_WORKDAYS else ""


@allowed(Permission.TASKS_SEE)
@require_safe
def search(request: Request) -> HttpResponse:
    """Show what bears or says the words looked for, in groups, each only as far as this person sees."""
    actor, words = request.actor, request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found: dict[str, object] = {}
    if words:
        found = {
            "tasks": tasks.named(actor, words, GROUP),
            "units": units.named(actor, words, GROUP),
            "letters": letters.numbered(actor, words, GROUP),
            "documents": documents.titled(actor, words, GROUP),
            "sentences": documents.saying(actor, words, GROUP),
        }
    return render(
        request,
        "desks/search.html",
        {
            "words": words,
            "found": found,
            "nothing": not any(found.values()),
            "group": GROUP,
            "calendar": calendar.work_calendar(),
            "sees_documents": actor.may(Permission.DOCUMENTS_SEE),
        },
    )
