"""Letters are read and answered by the unit; the office confirms the answer or asks again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.letters.moves import move, tell
from luoshi.queries import letters as letter_queries
from luoshi.records.models import Alert, Letter, Reply, ReplyFile, ReplyItem
from luoshi.rules import audit as audit_rules
from luoshi.rules import letters
from luoshi.rules.alerts import AlertState
from luoshi.rules.letters import Enclosure, LetterKind, LetterState, Undertaking
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


def _why_not_ours(letter: Letter, by: Actor) -> str | None:
    if letter.unit_id != by.unit_id:
        return "只能签收和回复发给本单位的函件。"
    return None


@transaction.atomic
def read_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Sign for a letter on behalf of the unit it was sent to; one that asks for no reply is closed by it."""
    if reason := why_not(by, Permission.LETTERS_REPLY) or _why_not_ours(letter, by):
        raise Refused(reason)
    asks_nothing = LetterKind(letter.kind) in letters.UNANSWERED and letter.state == LetterState.ISSUED
    return move(
        letter=letter,
        to=LetterState.CLOSED if asks_nothing else LetterState.READ,
        action="read",
        changes={"read_at": at, "read_by": by.words} if asks_nothing else {},
        facts={"number": letter.number},
        by=by,
        at=at,
    )


@transaction.atomic
def reply_letter(
    *,
    letter: Letter,
    text: str,
    items: Sequence[Undertaking] = (),
    files: Sequence[Enclosure] = (),
    by: Actor,
    at: datetime,
) -> Reply:
    """Answer a letter, with what is undertaken and with files where the unit wishes; neither is asked for.

    A late answer is taken and marked late.
    """
    today = timezone.localdate(at)
    if reason := (
        why_not(by, Permission.LETTERS_REPLY)
        or _why_not_ours(letter, by)
        or letters.why_not_reply(text)
        or letters.why_not_undertake(items, today)
        or letters.why_not_enclose(files)
    ):
        raise Refused(reason)
    is_late = letter.reply_due_on is not None and today > letter.reply_due_on
    move(
        letter=letter,
        to=LetterState.REPLIED,
        action="reply",
        changes={},
        facts={
            "number": letter.number,
            "late": is_late,
            "text": text.strip(),
            **({"items": len(items)} if items else {}),
            **({"files": [file.name for file in files]} if files else {}),
        },
        by=by,
        at=at,
    )
    reply = Reply.objects.create(
        letter=letter, text=text.strip(), is_late=is_late, sent_at=at, sent_by=by.words
    )
    ReplyItem.objects.bulk_create(
        ReplyItem(reply=reply, text=item.text.strip(), owner=item.owner.strip(), due_on=item.due_on)
        for item in items
    )
    different = {audit_rules.digest_of_bytes(file.data): file for file in files}
    ReplyFile.objects.bulk_create(
        ReplyFile(reply=reply, name=file.name, size=len(file.data), digest=digest, data=file.data)
        for digest, file in different.items()
    )
    return reply


@transaction.atomic
def return_reply(*, letter: Letter, reason: str, by: Actor, at: datetime) -> Letter:
    """Ask for a better answer, saying what is missing."""
    if refusal := why_not(by, Permission.LETTERS_CONFIRM):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("退回回复应写明还缺什么，收函单位据此补充。")
    moved = move(
        letter=letter,
        to=LetterState.RETURNED,
        action="return_reply",
        changes={"return_reason": reason.strip()[:200]},
        facts={"number": letter.number, "reason": reason},
        by=by,
        at=at,
    )
    reply = letter.replies.order_by("-id").first()
    assert reply is not None, "a replied letter has a reply"
    Reply.objects.filter(id=reply.id).update(
        returned_at=at, returned_by=by.words, return_reason=reason.strip()[:200]
    )
    tell(
        letter=moved,
        what=f"returned:{reply.id}",
        words=f"{moved.number}的回复被退回：{moved.return_reason}",
        by=by,
        at=at,
    )
    return moved


@transaction.atomic
def close_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Accept the answer and close the letter; the warnings that it answered are settled."""
    if reason := why_not(by, Permission.LETTERS_CONFIRM) or letters.why_not_close(
        LetterState(letter.state), letter_queries.unjudged(letter)
    ):
        raise Refused(reason)
    moved = move(
        letter=letter,
        to=LetterState.CLOSED,
        action="close",
        changes={"return_reason": ""},
        facts={"number": letter.number},
        by=by,
        at=at,
    )
    Alert.objects.filter(assignment__in=letter.items.values("assignment"), state=AlertState.LETTERED).update(
        state=AlertState.CLEARED
    )
    tell(
        letter=moved,
        what="closed",
        words=f"{moved.number}《{moved.title}》的回复已核定，函件办结。",
        by=by,
        at=at,
    )
    return moved
