"""Everything that the page of one talk shows, and what of it this visitor may do now."""

from __future__ import annotations

from typing import Any

from luoshi.pages.doors import Request
from luoshi.pages.rectifications.views import event_of
from luoshi.pages.talks.forms import HoldForm, MoveForm
from luoshi.queries import calendar, handovers, people, rectifications, talks
from luoshi.queries.talks import Kind, Meeting
from luoshi.rules import talks as rules
from luoshi.rules.handovers import Charge
from luoshi.rules.mandates import Basis
from luoshi.rules.people import Permission, Scope
from luoshi.rules.rectifications import ItemState, RectificationState
from luoshi.rules.talks import MINUTES_OPEN, PLAN_OWED, TURNS, TalkSide, TalkState

SHEETS = {
    Kind.NOTICE: "约谈通知书",
    Kind.RECORD: "约谈记录",
    Kind.PLAN: "整改方案",
    Kind.REPORT: "整改报告",
    Kind.REVISIT: "回访记录",
}


def context(request: Request, talk: Meeting) -> dict[str, Any]:
    """Return the context of the page."""
    actor, state = request.actor, TalkState(talk.state)
    there = talks.papers_of(talk)
    asked = request.GET.get("sheet", "")
    before = handovers.successions("talk", [talk.id])[talk.id]
    sheet = Kind(asked) if asked in there else there[-1]
    return {
        "talk": talk,
        "state": state,
        "turn": TURNS[state],
        "basis": Basis(talk.basis),
        "attending": list(talk.attending.select_related("unit").order_by("unit__path", "id")),
        "before": [(Charge(each.charge), each) for each in before],
        "is_ours": actor.scope is Scope.CITY,
        "is_own": talk.unit_id == actor.unit_id,
        "may_approve": actor.may(Permission.TALKS_APPROVE),
        "may_draft": actor.may(Permission.TALKS_DRAFT),
        "may_check": actor.may(Permission.RECTIFY_CHECK),
        "may_answer": talk.unit_id == actor.unit_id and actor.may(Permission.RECTIFY),
        "why_not_approve": rules.why_not_approve(
            drafter_posts=people.posts_of_holders({talk.drafted_post_id}), approver_post=actor.post_id
        ),
        "owes_plan": state in PLAN_OWED,
        "sheets": [(kind.value, SHEETS[kind]) for kind in there],
        "sheet": sheet,
        "sheet_words": SHEETS[sheet],
        "paper": talks.paper(talk, sheet, today=request.today),
        "events": [event_of(entry) for entry in talks.history(talk)],
        "move": MoveForm(
            prefix="move",
            initial={"meets_on": talk.meets_on, "meets_from": talk.meets_from, "place": talk.place},
        ),
        "hold": HoldForm(prefix="hold", initial={"held_on": min(talk.meets_on, request.today)}),
        "calendar": calendar.work_calendar(),
        "refused": "",
        "typed": "",
        **_minutes(request, talk, state),
        **_plan(talk),
    }


def _minutes(request: Request, talk: Meeting, state: TalkState) -> dict[str, Any]:
    """Return the minutes with what each side said of every wording, and whether this visitor may speak."""
    wordings = talks.wordings(talk) if talk.held_on else []
    side = talks.side_of(talk, request.actor)
    barred = (
        talks.why_not_speak(talk, request.actor, agrees=True, words="") if state in MINUTES_OPEN else None
    )
    told = [
        (minutes, [(TalkSide(voice.side), voice) for voice in minutes.voices.all()]) for minutes in wordings
    ]
    spoken = {said for said, _ in told[0][1]} if told else set()
    return {
        "minutes": told[0] if told else None,
        "earlier": told[1:],
        "silent": [each.label for each in TalkSide if each not in spoken],
        "side": side,
        "may_speak": state in MINUTES_OPEN and barred is None,
        "why_not_speak": barred,
        "may_write": state in {TalkState.HELD, *MINUTES_OPEN} and request.actor.may(Permission.TALKS_DRAFT),
    }


def _plan(talk: Meeting) -> dict[str, Any]:
    """Return how the plan stands that the unit filed, and why the talk may not be reported on or closed."""
    plan = talk.rectification
    if plan is None:
        return {"plan": None}
    states = rectifications.states_of(plan)
    return {
        "plan": plan,
        "things": len(states),
        "done": states.count(ItemState.CHECKED_OK),
        "why_not_report": rules.why_not_report(states, "整改情况"),
        "why_not_close": rules.why_not_close(RectificationState(plan.state)),
        "may_resume": any(state is not ItemState.CHECKED_OK for state in states),
    }
