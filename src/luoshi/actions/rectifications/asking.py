"""A rectification is asked for: drafted by the office, approved by a leader, numbered, sent; or cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.letters import numbering
from luoshi.actions.rectifications import moving
from luoshi.queries import people as people_queries
from luoshi.queries import rectifications as rectification_queries
from luoshi.queries import units as unit_queries
from luoshi.records.models import Letter, Mandate, Rectification, Unit
from luoshi.rules import rectifications, talks
from luoshi.rules.letters import LetterKind
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.rectifications import Origin, RectificationState, Wanted
from luoshi.rules.refusals import Refused
from luoshi.rules.units import UnitKind


@transaction.atomic
def draft_rectification(
    *,
    unit: Unit,
    title: str,
    basis: str,
    items: Sequence[Wanted],
    letter: Letter | None,
    mandate: Mandate | None,
    by: Actor,
    at: datetime,
) -> Rectification:
    """Draft a notice of rectification; it reaches the unit once a leader approves it.

    `letter` or `mandate` is where the need was found. Raises Refused where the law or the items stand
    against it; a school only by a plan of inspection that reached it.
    """
    today = timezone.localdate(at)
    reaching = rectification_queries.mandates_reaching(unit) if mandate else []
    if refusal := (
        why_not(by, Permission.TALKS_DRAFT)
        or rectifications.why_not_address(UnitKind(unit.kind), reaches_it=mandate in reaching)
        or _why_not_said(title, basis)
        or rectifications.why_not_want(items, today)
        or _why_not_own(unit, items, at)
    ):
        raise Refused(refusal)
    made = Rectification.objects.create(
        unit=unit,
        issuer=unit_queries.bureau(),
        origin=Origin.LETTER if letter else Origin.FINDING,
        letter=letter,
        mandate=mandate,
        title=title.strip(),
        basis=basis.strip(),
        drafted_at=at,
        drafted_by=by.words,
        drafted_post_id=by.post_id,
    )
    moving.lay(made, items)
    if refusal := rectification_queries.why_not_print(made, today):
        raise Refused(f"整改通知书不能成文：{refusal}")
    moving.enter_rectification(made, "draft", {"items": len(items)}, by, at)
    return made


def _why_not_said(title: str, basis: str) -> str | None:
    if not title.strip() or not basis.strip():
        return "请写明整改的事由，以及标准出自哪个文件、哪一条。"
    return talks.why_not_penalise(title)


def _why_not_own(unit: Unit, items: Sequence[Wanted], at: datetime) -> str | None:
    own = {post.id for post in rectification_queries.owners(unit, timezone.localdate(at))}
    strangers = [place for place, item in enumerate(items, start=1) if item.owner_post_id not in own]
    return f"第{strangers[0]}项：整改责任岗位应是{unit.short_name}现有的岗位，请改选。" if strangers else None


@transaction.atomic
def approve_rectification(*, rectification: Rectification, by: Actor, at: datetime) -> Rectification:
    """Approve a notice: it is numbered and the unit is told."""
    if refusal := why_not(by, Permission.TALKS_APPROVE) or talks.why_not_approve(
        drafter_posts=people_queries.posts_of_holders({rectification.drafted_post_id}),
        approver_post=by.post_id,
    ):
        raise Refused(refusal)
    mark, year = rectification.issuer.document_mark, timezone.localdate(at).year
    number = numbering.number_after(rectification.letter, mark, LetterKind.RECTIFY, year)
    moving.carry_rectification(
        rectification=rectification,
        to=RectificationState.OPEN,
        action="approve",
        changes={"number": number.words},
        facts={"number": number.words},
        by=by,
        at=at,
    )
    number.enter(rectification=rectification)
    words = f"收到{number.words}整改通知：{rectification.title}。请逐项整改、逐项报送。"
    moving.tell(rectification, "opened", words, by, at)
    return rectification


@transaction.atomic
def cancel_rectification(
    *, rectification: Rectification, reason: str, by: Actor, at: datetime
) -> Rectification:
    """Take a rectification back, draft or sent, with a reason; a number stays used.

    What a unit planned itself after a talk is not cancelled: it is put right.
    """
    permission = Permission.TALKS_APPROVE if by.may(Permission.TALKS_APPROVE) else Permission.TALKS_DRAFT
    if refusal := why_not(by, permission):
        raise Refused(refusal)
    if rectification.origin == Origin.TALK:
        raise Refused("约谈之后的整改不能取消。问题已解决的请核查、办结。")
    if not reason.strip():
        raise Refused("取消整改应写明理由，已发出的一并告知对方。")
    was_out = rectification.opened_at is not None
    moving.carry_rectification(
        rectification=rectification,
        to=RectificationState.CANCELLED,
        action="cancel",
        changes={"end_reason": reason.strip()[:200]},
        facts={"reason": reason.strip()},
        by=by,
        at=at,
    )
    if was_out:
        words = f"{rectification.number}整改通知已取消。理由：{rectification.end_reason}"
        moving.tell(rectification, "cancelled", words, by, at)
    return rectification
