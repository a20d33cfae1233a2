"""After a talk: the unit's plan item by item, its report, the visit to see for oneself, the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.rectifications import moving as rectifying
from luoshi.actions.talks import moving
from luoshi.queries import rectifications as rectification_queries
from luoshi.records.models import Rectification, Talk
from luoshi.rules import rectifications, talks
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.rectifications import ItemState, Origin, RectificationState, Wanted
from luoshi.rules.refusals import Refused
from luoshi.rules.talks import TalkState


@transaction.atomic
def file_plan(*, talk: Talk, items: Sequence[Wanted], by: Actor, at: datetime) -> Rectification:
    """File a unit's own plan of rectification: its items are open from now on. A late plan is taken."""
    today = timezone.localdate(at)
    if refusal := (
        why_not(by, Permission.RECTIFY)
        or _why_not_ours(talk, by)
        or talks.why_not_move(TalkState(talk.state), TalkState.PLAN)
        or rectifications.why_not_want(items, today)
    ):
        raise Refused(refusal)
    own = {post.id for post in rectification_queries.owners(talk.unit, today)}
    if any(item.owner_post_id not in own for item in items):
        raise Refused("整改责任岗位应是本单位现有的岗位，请改选。")
    plan = Rectification.objects.create(
        unit=talk.unit,
        issuer=talk.issuer,
        origin=Origin.TALK,
        title=talk.topic,
        basis=f"{talk.number}约谈通知和约谈记录",
        state=RectificationState.OPEN,
        drafted_at=at,
        drafted_by=by.words,
        drafted_post_id=by.post_id,
        opened_at=at,
        opened_by=by.words,
    )
    rectifying.lay(plan, items)
    is_late = talk.plan_due_on is not None and today > talk.plan_due_on
    moving.carry_talk(
        talk=talk,
        to=TalkState.PLAN,
        action="file_plan",
        changes={"rectification": plan},
        facts={"items": len(items), "late": is_late, "rectification": plan.id},
        by=by,
        at=at,
    )
    return plan


def _why_not_ours(talk: Talk, by: Actor) -> str | None:
    return None if talk.unit_id == by.unit_id else "只能报送本单位的整改方案和报告。"


@transaction.atomic
def file_report(*, talk: Talk, text: str, by: Actor, at: datetime) -> Talk:
    """Report on the whole, once every item was reported."""
    if refusal := (
        why_not(by, Permission.RECTIFY)
        or _why_not_ours(talk, by)
        or talks.why_not_move(TalkState(talk.state), TalkState.REPORT)
        or talks.why_not_report(_items(talk), text)
    ):
        raise Refused(refusal)
    is_late = talk.report_due_on is not None and timezone.localdate(at) > talk.report_due_on
    moving.carry_talk(
        talk=talk,
        to=TalkState.REPORT,
        action="file_report",
        changes={"report": text.strip()},
        facts={"late": is_late, "text": text.strip()},
        by=by,
        at=at,
    )
    return talk


@transaction.atomic
def revisit_talk(*, talk: Talk, text: str, by: Actor, at: datetime) -> Talk:
    """Note what a visit found (回访): facts, beside the check of every item."""
    if refusal := why_not(by, Permission.RECTIFY_CHECK) or talks.why_not_penalise(text):
        raise Refused(refusal)
    if not text.strip():
        raise Refused("请写明回访看了什么、见到什么，与整改报告是否相符。")
    moving.carry_talk(
        talk=talk,
        to=TalkState.REVISIT,
        action="revisit",
        changes={"revisit": text.strip()[:1000]},
        facts={"text": text.strip()},
        by=by,
        at=at,
    )
    return talk


@transaction.atomic
def resume_plan(*, talk: Talk, reason: str, by: Actor, at: datetime) -> Talk:
    """Ask the unit to go on: the visit found something that is not yet right."""
    if refusal := why_not(by, Permission.RECTIFY_CHECK):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("请写明还有哪几项没有改到位，单位据此继续整改。")
    if all(item is ItemState.CHECKED_OK for item in _items(talk)):
        raise Refused("各项都已核查通过，不能要求继续整改。有新问题的，请另发整改通知。")
    moving.carry_talk(
        talk=talk,
        to=TalkState.PLAN,
        action="resume",
        changes={},
        facts={"reason": reason.strip()},
        by=by,
        at=at,
    )
    words = f"回访后请继续整改：{talk.topic}。{reason.strip()}"
    moving.tell(talk, f"resumed:{talk.version}", words, by, at)
    return talk


@transaction.atomic
def close_talk(*, talk: Talk, by: Actor, at: datetime) -> Talk:
    """Close a talk of which everything was put right and checked."""
    if refusal := why_not(by, Permission.RECTIFY_CHECK):
        raise Refused(refusal)
    plan = talk.rectification
    if plan is not None and (refusal := talks.why_not_close(RectificationState(plan.state))):
        raise Refused(refusal)
    moving.carry_talk(
        talk=talk,
        to=TalkState.CLOSED,
        action="close",
        changes={},
        facts={"number": talk.number},
        by=by,
        at=at,
    )
    moving.tell(talk, "closed", f"约谈事项已整改到位、办结：{talk.topic}。", by, at)
    return talk


def _items(talk: Talk) -> list[ItemState]:
    assert talk.rectification is not None, "asked after a plan was filed"
    return rectification_queries.states_of(talk.rectification)
