"""A unit is told what a 通报 will say of it, answers, and what it shows to be wrong is struck out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.letters.moves import tell
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import letters as letter_queries
from luoshi.queries import parameters as parameter_queries
from luoshi.records.models import Hearing, Letter, LetterItem
from luoshi.rules import letters
from luoshi.rules.calendar import full_date
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def tell_unit(*, letter: Letter, by: Actor, at: datetime) -> Hearing:
    """Tell a unit what the draft of a 通报 says of it, and by when it may answer.

    Raises Refused for another kind of letter, one that has gone on, or words that no paper may hold.
    """
    listed = list(letter.items.order_by("id").values_list("assignment_id", flat=True))
    today = timezone.localdate(at)
    if reason := (
        why_not(by, Permission.LETTERS_DRAFT)
        or letters.why_not_tell(LetterKind(letter.kind), LetterState(letter.state), len(listed))
        or letters.why_not_say(letter.title, letter.text)
    ):
        raise Refused(reason)
    days = parameter_queries.book().value("letter.right_of_reply", today)
    due_on = letters.reply_due(today, days, calendar_queries.work_calendar())
    hearing = Hearing.objects.create(
        letter=letter,
        digest=letter_queries.digest_of_words(letter),
        items=listed,
        due_on=due_on,
        told_at=at,
        told_by=by.words,
    )
    audit.record(
        action="letters.tell_unit",
        subject=f"letter:{letter.id}",
        facts={
            "unit": letter.unit.name,
            "title": letter.title,
            "text": letter.text,
            "items": listed,
            "due": due_on.isoformat(),
        },
        by=by,
        at=at,
    )
    tell(
        letter=letter,
        what=f"hearing:{hearing.id}",
        words=f"拟通报你单位：《{letter.title}》。请在{full_date(due_on)}前核对，可以陈述申辩。",
        link=f"/letters/hearings/{hearing.id}/",
        by=by,
        at=at,
    )
    return hearing


@transaction.atomic
def answer_hearing(*, hearing: Hearing, answer: str, by: Actor, at: datetime) -> Hearing:
    """Answer, for the unit, what a 通报 will say of it; the answer is printed with it.

    Raises Refused for another unit's, once it was answered, or once the 通报 is out.
    """
    letter = hearing.letter
    if reason := why_not(by, Permission.LETTERS_REPLY) or letters.why_not_answer(
        is_own=letter.unit_id == by.unit_id,
        is_answered=hearing.answered_at is not None,
        is_over=letter_queries.is_over(hearing),
        answer=answer,
    ):
        raise Refused(reason)
    said = answer.strip()[:2000]
    text = f"{letter.text}\n{letter_queries.printed(letter, said)}"
    # Words that were changed after the telling stay untold, answer or not: the unit is to be told again.
    is_told = letter_queries.is_as_told(hearing)
    won = Hearing.objects.filter(id=hearing.id, answered_at=None).update(
        answer=said, answered_at=at, answered_by=by.words
    )
    if not won or not Letter.objects.filter(id=letter.id, text=letter.text).update(text=text):
        raise SomebodyWasFirst("通报草稿刚有改动，或本单位已有人答复。请刷新后再看。")
    letter.refresh_from_db()
    if is_told:
        Hearing.objects.filter(id=hearing.id).update(digest=letter_queries.digest_of_words(letter))
    hearing.refresh_from_db()
    audit.record(
        action="letters.answer_hearing",
        subject=f"letter:{letter.id}",
        facts={"unit": letter.unit.name, "answer": said},
        by=by,
        at=at,
    )
    return hearing


@transaction.atomic
def strike_item(*, letter: Letter, item: LetterItem, reason: str, by: Actor, at: datetime) -> Letter:
    """Strike one assignment out of a draft, for a reason: what a unit showed to be wrong is not printed.

    Raises Refused without a reason, for the last item, or once the draft has gone on.
    """
    if refusal := why_not(by, Permission.LETTERS_DRAFT):
        raise Refused(refusal)
    if letter.state != LetterState.DRAFT:
        raise Refused(f"函件现为“{LetterState(letter.state).label}”，不能再删去事项；请由签批人退回。")
    if not reason.strip():
        raise Refused("删去事项应写明理由（如：单位申辩属实，数据已更正）。")
    if not letter.items.exclude(id=item.id).exists():
        raise Refused("这是最后一项。全部不实的，请对整份函件作“不采用”处理。")
    told, before = letter_queries.latest(letter), letter_queries.words_of(letter)
    is_told = told is not None and told.digest == letter_queries.digest_of_words(letter)
    topic = item.assignment.task.summary
    letter.items.filter(id=item.id).delete()
    after = letter_queries.words_of(letter)
    for name in ("title", "text"):
        was = getattr(before, name)
        if getattr(letter, name).startswith(was):
            setattr(letter, name, getattr(after, name) + getattr(letter, name)[len(was) :])
    letter.save(update_fields=["title", "text"])
    if told is not None and is_told:
        Hearing.objects.filter(id=told.id).update(digest=letter_queries.digest_of_words(letter))
    audit.record(
        action="letters.strike_item",
        subject=f"letter:{letter.id}",
        facts={"assignment": item.assignment_id, "task": topic, "reason": reason.strip()[:200]},
        by=by,
        at=at,
    )
    return letter
