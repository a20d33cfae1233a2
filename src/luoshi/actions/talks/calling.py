"""A talk is proposed by the office and approved by a leader; then its unit is told, also of any change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from luoshi.actions.letters import numbering
from luoshi.actions.talks import moving
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import parameters as parameter_queries
from luoshi.queries import people as people_queries
from luoshi.queries import talks as talk_queries
from luoshi.queries import units as unit_queries
from luoshi.records import versions
from luoshi.records.models import Letter, Post, Talk, Unit
from luoshi.rules import talks
from luoshi.rules.calendar import full_date
from luoshi.rules.letters import LetterKind
from luoshi.rules.mandates import Basis
from luoshi.rules.people import Actor, Duty, Permission, why_not
from luoshi.rules.refusals import Refused
from luoshi.rules.talks import Called, TalkState
from luoshi.rules.units import UnitKind


@dataclass(frozen=True, slots=True)
class Proposed:
    """A talk as it is proposed: on what it rests, why, when and where, between which posts."""

    topic: str
    basis: Basis
    basis_document: str
    designation: str
    why: str
    place: str
    contact: str
    meets_on: date
    meets_from: time
    answering: Post
    chair: Post
    attending: Sequence[Post]
    materials: tuple[str, ...]

    def called(self, unit: Unit) -> Called:
        """Return it as the rules look at it."""
        return Called(
            unit_kind=UnitKind(unit.kind),
            unit_name=unit.short_name,
            basis=self.basis,
            basis_document=self.basis_document,
            designation=self.designation,
            why=self.why,
            place=self.place,
            contact=self.contact,
            meets_on=self.meets_on,
            materials=self.materials,
            answering=Duty(self.answering.duty),
            chairing=Duty(self.chair.duty),
        )


@transaction.atomic
def plan_talk(*, unit: Unit, proposed: Proposed, letter: Letter | None, by: Actor, at: datetime) -> Talk:
    """Propose a talk with a unit; nobody there is told before a leader approves it.

    `letter` is the letter that it follows, if any. Raises Refused with the article that stands against it.
    """
    if refusal := (
        why_not(by, Permission.TALKS_DRAFT)
        or _why_not_call(proposed.called(unit), timezone.localdate(at))
        or _why_not_theirs(unit, proposed, letter)
    ):
        raise Refused(refusal)
    talk = Talk.objects.create(
        unit=unit,
        issuer=unit_queries.bureau(),
        letter=letter,
        topic=proposed.topic.strip(),
        basis=proposed.basis.value,
        basis_document=proposed.basis_document.strip(),
        designation=proposed.designation.strip(),
        why=proposed.why.strip(),
        place=proposed.place.strip(),
        contact=proposed.contact.strip(),
        meets_on=proposed.meets_on,
        meets_from=proposed.meets_from,
        answering=proposed.answering,
        chair=proposed.chair,
        materials=list(proposed.materials),
        drafted_at=at,
        drafted_by=by.words,
        drafted_post_id=by.post_id,
    )
    talk.attending.set(proposed.attending)
    moving.enter_talk(talk, "plan", {"meets_on": talk.meets_on.isoformat(), "why": talk.why}, by, at)
    return talk


def _why_not_call(called: Called, today: date) -> str | None:
    return talks.why_not_call(called, today, parameter_queries.book(), calendar_queries.work_calendar())


def _why_not_theirs(unit: Unit, proposed: Proposed, letter: Letter | None) -> str | None:
    if not proposed.topic.strip():
        return "请写明约谈的题目，如“寄宿制学校项目进度”。"
    if proposed.answering.unit_id != unit.id:
        return f"被约谈的应是{unit.short_name}的主要负责人或分管负责人，请改选。"
    if letter is not None and letter.unit_id != unit.id:
        return "所依据的函件不是发给这个单位的，请改选。"
    return None


@transaction.atomic
def approve_talk(*, talk: Talk, by: Actor, at: datetime) -> Talk:
    """Approve a talk: it is numbered and its unit is told. What the day has overtaken is proposed anew."""
    if refusal := why_not(by, Permission.TALKS_APPROVE) or talks.why_not_approve(
        drafter_posts=people_queries.posts_of_holders({talk.drafted_post_id}), approver_post=by.post_id
    ):
        raise Refused(refusal)
    today = timezone.localdate(at)
    if talk.meets_on <= today:
        raise Refused(f"约谈日期{full_date(talk.meets_on)}已到，来不及通知对方。请取消后另提，或改定日期。")
    if refusal := talk_queries.why_not_print(talk, talk_queries.Kind.NOTICE, today):
        raise Refused(f"约谈通知书不能成文：{refusal}")
    number = numbering.number_after(talk.letter, talk.issuer.document_mark, LetterKind.TALK, today.year)
    moving.carry_talk(
        talk=talk,
        to=TalkState.NOTIFIED,
        action="approve",
        changes={"number": number.words},
        facts={"number": number.words},
        by=by,
        at=at,
    )
    number.enter(talk=talk)
    when = f"{full_date(talk.meets_on)}{talk.meets_from:%H:%M}"
    moving.tell(talk, "notified", f"收到{talk.number}约谈通知：{talk.topic}，{when}，{talk.place}。", by, at)
    return talk


@transaction.atomic
def move_talk(
    *, talk: Talk, meets_on: date, meets_from: time, place: str, reason: str, by: Actor, at: datetime
) -> Talk:
    """Hold a talk on another day, at another hour or place than its notice says; its unit is told why."""
    if refusal := why_not(by, Permission.TALKS_DRAFT):
        raise Refused(refusal)
    if talk.state not in {TalkState.PLANNED, TalkState.NOTIFIED}:
        raise Refused(f"这次约谈现为“{TalkState(talk.state).label}”，不能再改时间地点。")
    if not reason.strip():
        raise Refused("改期应写明理由，一并告知对方。")
    if (meets_on, meets_from, place.strip()) == (talk.meets_on, talk.meets_from, talk.place):
        raise Refused("时间和地点都没有改动，不必改期。")
    as_moved = talk_queries.proposed(talk, meets_on=meets_on, place=place)
    if refusal := _why_not_call(as_moved, timezone.localdate(at)):
        raise Refused(refusal)
    before = f"{full_date(talk.meets_on)}{talk.meets_from:%H:%M}，{talk.place}"
    versions.change(talk, {"meets_on": meets_on, "meets_from": meets_from, "place": place.strip()})
    after = f"{full_date(talk.meets_on)}{talk.meets_from:%H:%M}，{talk.place}"
    facts: dict[str, object] = {"before": before, "after": after, "reason": reason.strip()}
    moving.enter_talk(talk, "move", facts, by, at)
    if talk.state == TalkState.NOTIFIED:
        words = f"约谈改期：{talk.topic}，改为{after}。理由：{reason.strip()}"
        moving.tell(talk, f"moved:{talk.version}", words, by, at)
    return talk


@transaction.atomic
def cancel_talk(*, talk: Talk, reason: str, by: Actor, at: datetime) -> Talk:
    """Call a talk off that was not held, with a reason; its number stays used."""
    permission = Permission.TALKS_APPROVE if by.may(Permission.TALKS_APPROVE) else Permission.TALKS_DRAFT
    if refusal := why_not(by, permission) or talks.why_not_cancel(reason):
        raise Refused(refusal)
    was_told = talk.notified_at is not None
    moving.carry_talk(
        talk=talk,
        to=TalkState.CANCELLED,
        action="cancel",
        changes={"end_reason": reason.strip()[:200]},
        facts={"reason": reason.strip()},
        by=by,
        at=at,
    )
    if was_told:
        words = f"{talk.number}约谈已取消：{talk.topic}。理由：{talk.end_reason}"
        moving.tell(talk, "cancelled", words, by, at)
    return talk
