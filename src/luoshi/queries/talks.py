"""Talks: who sees which, what waits for whom, what may be said of the minutes, and the papers of a talk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from luoshi.crafts import talks as wording
from luoshi.crafts.papers import Paper, checks
from luoshi.queries import audit, people, rectifications, units
from luoshi.records.models import Entry, Letter, Minutes, Post, RectificationItem, Talk, Unit, Voice
from luoshi.rules import letters, talks
from luoshi.rules.calendar import full_date
from luoshi.rules.mandates import Basis
from luoshi.rules.people import Actor, Duty, Permission, Scope
from luoshi.rules.rectifications.states import OWED
from luoshi.rules.talks import ANSWERING, CHAIRING, MINUTES_OPEN, PLAN_OWED, Called, Said, TalkSide, TalkState
from luoshi.rules.units import UnitKind

# For annotations in the pages, which know no records.
Meeting: TypeAlias = Talk
Wording: TypeAlias = Minutes


class Kind(StrEnum):
    """The papers of a talk, as addresses name them."""

    NOTICE = "notice"
    RECORD = "record"
    PLAN = "plan"
    REPORT = "report"
    REVISIT = "revisit"


def visible(actor: Actor) -> QuerySet[Talk]:
    """Return the talks that an actor may see, newest first: all, or their unit's once it was told."""
    found = Talk.objects.select_related(
        "unit", "issuer", "answering__unit", "chair__unit", "rectification", "letter"
    ).order_by("-id")
    if not actor.may(Permission.TALKS_SEE) or actor.scope is Scope.NOTHING:
        return found.none()
    if actor.scope is Scope.CITY:
        return found
    return found.filter(unit_id=actor.unit_id, notified_at__isnull=False)


def visible_one(actor: Actor, talk_id: int) -> Talk | None:
    """Return a talk that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=talk_id).first()


def listed(actor: Actor, states: Sequence[TalkState]) -> QuerySet[Talk]:
    """Return the visible talks in some states; none given asks for all."""
    found = visible(actor)
    return found.filter(state__in=[state.value for state in states]) if states else found


def addressable(on: date) -> QuerySet[Unit]:
    """Return the units that may be talked to: such as letters go to, where somebody answers for them."""
    held = people.posts_on(on).filter(duty__in=sorted(ANSWERING)).values("unit_id")
    return units.assignable().filter(id__in=held, to_on=None)


def may_answer(unit: Unit, on: date) -> list[Post]:
    """Return the posts that answer for a unit on a day, its head first."""
    posts = people.posts_on(on).filter(unit=unit, duty__in=sorted(ANSWERING)).select_related("unit")
    return sorted(posts, key=lambda post: (post.duty != Duty.HEAD, post.id))


def may_chair(on: date) -> list[Post]:
    """Return the posts that may preside on a day, leaders first."""
    posts = people.posts_on(on).filter(duty__in=sorted(CHAIRING)).select_related("unit")
    return sorted(posts, key=lambda post: (post.duty != Duty.BUREAU_LEADER, post.id))


def may_attend(unit: Unit, on: date) -> list[Post]:
    """Return the posts that may be asked to come along: those of the unit and of the supervision office."""
    office = Q(duty__in=[Duty.SUPERVISION_HEAD, Duty.SUPERVISION_CLERK])
    posts = people.posts_on(on).filter(Q(unit=unit) | office).select_related("unit")
    return list(posts.order_by("unit__path", "id"))


def letters_to(unit: Unit) -> list[Letter]:
    """Return the letters out to a unit that a talk may rest on, newest first."""
    states = sorted(letters.OUT)
    return list(Letter.objects.filter(unit=unit, state__in=states).order_by("-id")[:20])


def wordings(talk: Talk) -> list[Minutes]:
    """Return every wording of a talk's minutes, newest first."""
    return list(talk.minutes.prefetch_related("voices").order_by("-number"))


def latest(talk: Talk) -> Minutes | None:
    """Return the wording of the minutes that counts; None before there is one."""
    return talk.minutes.order_by("-number").first()


def said(minutes: Minutes) -> list[Said]:
    """Return what each side said of a wording."""
    return [Said(TalkSide(row.side), minutes.digest, row.agrees) for row in minutes.voices.all()]


def side_of(talk: Talk, actor: Actor) -> TalkSide | None:
    """Return for which side an actor speaks of the minutes; None when for neither."""
    if not actor.may(Permission.MINUTES_CONFIRM):
        return None
    if talk.unit_id == actor.unit_id:
        return TalkSide.UNIT
    return TalkSide.BUREAU if actor.scope is Scope.CITY else None


def why_not_speak(talk: Talk, actor: Actor, *, agrees: bool, words: str) -> str | None:
    """Return why an actor may not say this of the minutes as they are; None when they may."""
    side, minutes = side_of(talk, actor), latest(talk)
    if side is None:
        return "约谈记录由约谈双方确认：本局由局领导或督查科科长，被约谈单位由主要负责人或分管负责人。"
    voices: list[Voice] = list(minutes.voices.all()) if minutes else []
    others = [voice.said_post_id for voice in voices if voice.side != side]
    return talks.why_not_speak(
        TalkState(talk.state),
        side,
        spoken=[TalkSide(voice.side) for voice in voices],
        same_person=bool(set(others) & people.posts_of_holders({actor.post_id})),
        agrees=agrees,
        words=words,
    )


def history(talk: Talk) -> list[Entry]:
    """Return what was done about a talk, oldest first."""
    return audit.entries_about(f"talk:{talk.id}")


def states_waiting_for(actor: Actor) -> frozenset[TalkState]:
    """Return the states of talks in which it is this actor's turn, the voices on minutes left out."""
    states: set[TalkState] = set()
    if actor.may(Permission.TALKS_APPROVE):
        states.add(TalkState.PLANNED)
    if actor.may(Permission.TALKS_DRAFT):
        states |= {TalkState.NOTIFIED, TalkState.HELD, TalkState.REPORT, TalkState.REVISIT}
    if actor.may(Permission.RECTIFY):
        states |= {TalkState.PLAN, *PLAN_OWED}
    return frozenset(states)


def waiting(actor: Actor) -> QuerySet[Talk]:
    """Return the talks that wait for this actor, in the order of the work.

    A plan waits for its report only once every item was reported.
    """
    left = RectificationItem.objects.filter(rectification=OuterRef("rectification"), state__in=sorted(OWED))
    mine = Q(state__in=sorted(states_waiting_for(actor))) & ~(Q(state=TalkState.PLAN) & Exists(left))
    return visible(actor).filter(mine | _unheard(actor)).order_by("id")


def _unheard(actor: Actor) -> Q:
    """Return the condition that the newest minutes of a talk wait for this actor's side.

    Of the bureau it is the chair's desk on which they lie, of the unit everybody's who may confirm them.
    """
    if not actor.may(Permission.MINUTES_CONFIRM):
        return Q(pk__in=[])
    side = TalkSide.BUREAU if actor.scope is Scope.CITY else TalkSide.UNIT
    later = Minutes.objects.filter(talk=OuterRef("talk"), number__gt=OuterRef("number"))
    heard = Voice.objects.filter(minutes=OuterRef("id"), side=side)
    newest = Minutes.objects.filter(~Exists(later), ~Exists(heard), talk=OuterRef("id"))
    asked = Q(Exists(newest), state__in=sorted(MINUTES_OPEN))
    return asked & Q(chair_id=actor.post_id) if side is TalkSide.BUREAU else asked


def proposed(talk: Talk, *, meets_on: date, place: str) -> Called:
    """Return a talk as the rules look at it, were it held on this day and at this place."""
    return Called(
        unit_kind=UnitKind(talk.unit.kind),
        unit_name=talk.unit.short_name,
        basis=Basis(talk.basis),
        basis_document=talk.basis_document,
        designation=talk.designation,
        why=talk.why,
        place=place,
        contact=talk.contact,
        meets_on=meets_on,
        materials=tuple(talk.materials),
        answering=Duty(talk.answering.duty),
        chairing=Duty(talk.chair.duty),
    )


def meeting_of(talk: Talk) -> wording.Meeting:
    """Return a talk as its papers tell it."""
    attending = talk.attending.select_related("unit").order_by("unit__path", "id")
    return wording.Meeting(
        issuer=talk.issuer.name,
        unit=talk.unit.name,
        number=talk.number,
        topic=talk.topic,
        basis=f"{talk.basis_document}{f'、{talk.designation}' if talk.designation else ''}",
        why=talk.why,
        place=talk.place,
        meets=f"{full_date(talk.meets_on)}{talk.meets_from:%H:%M}",
        answering=_post(talk.answering),
        chair=_post(talk.chair),
        attending=tuple(_post(post) for post in attending),
        materials=tuple(talk.materials),
        contact=talk.contact,
    )


def _post(post: Post) -> str:
    return f"{post.unit.name}{post.title}"


def papers_of(talk: Talk) -> list[Kind]:
    """Return which papers there are of a talk so far."""
    there = {
        Kind.NOTICE: True,
        Kind.RECORD: talk.held_on is not None and latest(talk) is not None,
        Kind.PLAN: talk.rectification_id is not None,
        Kind.REPORT: bool(talk.report),
        Kind.REVISIT: bool(talk.revisit),
    }
    return [kind for kind, is_there in there.items() if is_there]


def paper(talk: Talk, kind: Kind, *, today: date) -> Paper | None:
    """Return one paper of a talk; None when there is none yet."""
    if kind not in papers_of(talk):
        return None
    meeting = meeting_of(talk)
    if kind is Kind.NOTICE:
        on = timezone.localdate(talk.notified_at) if talk.notified_at else today
        return wording.notice_paper(meeting, on=on)
    if kind is Kind.RECORD:
        return _record(talk, meeting)
    assert talk.rectification is not None, "what comes after the minutes rests on a plan"
    if kind is Kind.PLAN:
        return rectifications.paper(talk.rectification, today=today)
    lines = [rectifications.line_of(item) for item in rectifications.items_of(talk.rectification)]
    if kind is Kind.REPORT:
        assert talk.reported_at is not None, "a report has its day"
        on = timezone.localdate(talk.reported_at)
        return wording.report_paper(meeting, text=talk.report, lines=lines, on=on)
    assert talk.revisited_at is not None, "a visit has its day"
    on = timezone.localdate(talk.revisited_at)
    return wording.revisit_paper(meeting, text=talk.revisit, lines=lines, on=on)


def why_not_print(talk: Talk, kind: Kind, on: date) -> str | None:
    """Return why one paper of a talk could not be printed; None when it could, or there is none."""
    found = paper(talk, kind, today=on)
    return checks.why_not_compose(found) if found else None


def _record(talk: Talk, meeting: wording.Meeting) -> Paper:
    minutes = latest(talk)
    assert minutes is not None, "asked for where there is one"
    assert talk.held_on is not None, "minutes are of what was held"
    spoken = [
        wording.Spoken(
            side=TalkSide(voice.side).label,
            words="" if voice.agrees else voice.words,
            who=voice.said_by,
            on=timezone.localdate(voice.said_at),
        )
        for voice in minutes.voices.order_by("side")
    ]
    return wording.record_paper(meeting, text=minutes.text, spoken=spoken, held_on=talk.held_on)
