"""What a unit undertook in its reply: judged by the office item by item, reworded, and said to be done."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.letters.moves import tell
from luoshi.records.models import ReplyItem
from luoshi.rules import letters
from luoshi.rules.letters import LetterState, ReplyItemState, Undertaking
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst

S = ReplyItemState


@transaction.atomic
def judge_item(*, item: ReplyItem, accepts: bool, words: str, by: Actor, at: datetime) -> ReplyItem:
    """Accept one item of a reply, or return it saying what is missing."""
    to = S.ACCEPTED if accepts else S.RETURNED
    if reason := why_not(by, Permission.LETTERS_CONFIRM) or letters.why_not_judge(S(item.state), to, words):
        raise Refused(reason)
    said = words.strip()[:200]
    _move_item(item, to, "judge_item", {"words": said, "judged_at": at, "judged_by": by.words}, by, at)
    if not accepts:
        letter = item.reply.letter
        tell(
            letter=letter,
            what=f"returned:item:{item.id}:{at.isoformat()}",
            words=f"{letter.number}回复中的整改事项被退回：{said}",
            by=by,
            at=at,
        )
    return item


@transaction.atomic
def reword_item(*, item: ReplyItem, wording: Undertaking, by: Actor, at: datetime) -> ReplyItem:
    """Put a returned item right, on behalf of the unit that wrote it."""
    if reason := (
        why_not(by, Permission.LETTERS_REPLY)
        or _why_not_ours(item, by)
        or letters.why_not_item(S(item.state), S.PROPOSED)
        or letters.why_not_undertake([wording], timezone.localdate(at))
    ):
        raise Refused(reason)
    changes = {"text": wording.text.strip(), "owner": wording.owner.strip(), "due_on": wording.due_on}
    _move_item(item, S.PROPOSED, "reword_item", changes, by, at)
    return item


@transaction.atomic
def finish_item(*, item: ReplyItem, done_on: date, by: Actor, at: datetime) -> ReplyItem:
    """Say on behalf of the unit that an accepted item is done, and since which day."""
    if reason := (
        why_not(by, Permission.LETTERS_REPLY)
        or _why_not_ours(item, by)
        or letters.why_not_done(S(item.state), done_on, timezone.localdate(at))
    ):
        raise Refused(reason)
    _move_item(item, S.DONE, "finish_item", {"done_on": done_on}, by, at)
    return item


def _why_not_ours(item: ReplyItem, by: Actor) -> str | None:
    return None if item.reply.letter.unit_id == by.unit_id else "只能办理本单位回复中的整改事项。"


def _move_item(
    item: ReplyItem, to: ReplyItemState, action: str, changes: dict[str, object], by: Actor, at: datetime
) -> None:
    """Move an item that is still in the state it was read in. Raises Refused, SomebodyWasFirst."""
    state = LetterState(item.reply.letter.state)
    if state not in letters.OUT:
        raise Refused(f"函件现为“{state.label}”，回复中的整改事项不再办理。")
    if not ReplyItem.objects.filter(id=item.id, state=item.state).update(state=to, **changes):
        item.refresh_from_db()
        raise SomebodyWasFirst(f"这一事项已改为“{S(item.state).label}”，请刷新后查看。")
    item.refresh_from_db()
    letter = item.reply.letter
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in changes.items()}
    audit.record(
        action=f"letters.{action}",
        subject=f"letter:{letter.id}",
        facts={"number": letter.number, "item": item.id, "state": to.value, **facts},
        by=by,
        at=at,
    )
