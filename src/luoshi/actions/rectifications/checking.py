"""Items are reported done by their unit and checked by somebody else; the whole is closed after the last."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.rectifications import moving
from luoshi.queries import audit as audit_queries
from luoshi.queries import rectifications as rectification_queries
from luoshi.records.models import Rectification, RectificationItem
from luoshi.rules import rectifications
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.rectifications import ItemState, RectificationState
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def report_item(
    *, item: RectificationItem, done_on: date, words: str, evidence: str, by: Actor, at: datetime
) -> RectificationItem:
    """Report an item as put right, with what was done and how it stands; evidence is never asked for."""
    today = timezone.localdate(at)
    if refusal := (
        why_not(by, Permission.RECTIFY)
        or _why_not_ours(item, by)
        or rectifications.why_not_report(words)
        or (f"完成日期{full_date(done_on)}还没有到，请改正。" if done_on > today else None)
    ):
        raise Refused(refusal)
    _move(
        item,
        ItemState.REPORTED,
        done_on=done_on,
        done_words=words.strip()[:1000],
        evidence=evidence.strip()[:500],
        reported_at=at,
        reported_by=by.words,
        reported_post_id=by.post_id,
    )
    is_late = today > item.due_on
    facts = {"item": item.place, "done_on": done_on.isoformat(), "late": is_late, "text": item.done_words}
    moving.enter_rectification(item.rectification, "report", facts, by, at)
    return item


def _why_not_ours(item: RectificationItem, by: Actor) -> str | None:
    return None if item.rectification.unit_id == by.unit_id else "只能报送本单位的整改情况。"


@transaction.atomic
def check_item(
    *, item: RectificationItem, is_done: bool, words: str, by: Actor, at: datetime
) -> RectificationItem:
    """Check an item that was reported: it is done, or it goes back with what is still missing.

    T6-03 in its spirit: never by who answers for it or reported it, in whichever of their posts.
    """
    if refusal := (
        why_not(by, Permission.RECTIFY_CHECK)
        or rectification_queries.why_actor_may_not_check(item, by)
        or (None if is_done else rectifications.why_not_return(words))
    ):
        raise Refused(refusal)
    to = ItemState.CHECKED_OK if is_done else ItemState.CHECKED_NOT
    _move(item, to, checked_at=at, checked_by=by.words, check_words=words.strip()[:500])
    whole = item.rectification
    facts: dict[str, object] = {"item": item.place, "text": item.check_words}
    if is_done:
        moving.enter_rectification(whole, "check", facts, by, at)
    else:
        moving.enter_rectification(whole, "send_back", facts, by, at)
        told = f"整改第{item.place}项核查未通过：{item.problem}。还差：{item.check_words}"
        moving.tell(whole, f"returned:{item.id}:{at:%Y%m%d%H%M%S}", told, by, at)
    return item


@transaction.atomic
def close_rectification(*, rectification: Rectification, by: Actor, at: datetime) -> Rectification:
    """Close a rectification of which every item was checked and found done."""
    if refusal := why_not(by, Permission.RECTIFY_CHECK) or rectifications.why_not_close(
        rectification_queries.states_of(rectification)
    ):
        raise Refused(refusal)
    if rectification.unit_id == by.unit_id:
        raise Refused("不能办结本单位的整改，请由局领导或其他核查人办理。")
    moving.carry_rectification(
        rectification=rectification,
        to=RectificationState.CLOSED,
        action="close",
        changes={},
        facts={"number": rectification.number},
        by=by,
        at=at,
    )
    moving.tell(rectification, "closed", f"整改已全部核查通过、办结：{rectification.title}。", by, at)
    return rectification


def _move(item: RectificationItem, to: ItemState, **changes: object) -> None:
    """Move an item that is still in the state it was read in. Raises Refused, SomebodyWasFirst."""
    whole = RectificationState(item.rectification.state)
    if refusal := rectifications.why_not_item_move(whole, ItemState(item.state), to):
        raise Refused(refusal)
    # The whole is held while one of its items moves, so that it is not closed or cancelled at the same time.
    held = Rectification.objects.filter(id=item.rectification_id, state=whole).update(state=whole)
    won = RectificationItem.objects.filter(id=item.id, state=item.state).update(state=to.value, **changes)
    if not (held and won):
        hand = audit_queries.last_hand(f"rectification:{item.rectification_id}")
        raise SomebodyWasFirst(f"这一项刚由{hand}办理。请刷新后查看。")
    item.refresh_from_db()
