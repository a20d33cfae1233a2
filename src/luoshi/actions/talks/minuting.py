"""A talk was held; its minutes are written and both sides say whether the words are right."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.talks import moving
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import parameters as parameter_queries
from luoshi.queries import talks as talk_queries
from luoshi.records import versions
from luoshi.records.models import Minutes, Talk, Voice
from luoshi.rules import talks
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.talks import MINUTES_OPEN, PLAN_OWED, REPORT_OWED, TalkState

CHANGED = "记录在您打开这一页之后改过，没有办理。请看过最新的文字再表示意见。"


@transaction.atomic
def hold_talk(*, talk: Talk, held_on: date, by: Actor, at: datetime) -> Talk:
    """Note that a talk was held, on its day or later."""
    if refusal := why_not(by, Permission.TALKS_DRAFT) or talks.why_not_hold(
        talk.meets_on, held_on, timezone.localdate(at)
    ):
        raise Refused(refusal)
    moving.carry_talk(
        talk=talk,
        to=TalkState.HELD,
        action="hold",
        changes={"held_on": held_on},
        facts={"held_on": held_on.isoformat()},
        by=by,
        at=at,
    )
    return talk


@transaction.atomic
def write_minutes(*, talk: Talk, text: str, by: Actor, at: datetime) -> Minutes:
    """Write the minutes, or write them anew while they may change: then both sides are asked again."""
    state, before = TalkState(talk.state), talk_queries.latest(talk)
    if refusal := why_not(by, Permission.TALKS_DRAFT) or talks.why_not_write(
        state, text, before.text if before else ""
    ):
        raise Refused(refusal)
    versions.change(
        talk,
        {"state": TalkState.MINUTED.value, "settled_on": None, "plan_due_on": None, "report_due_on": None},
    )
    minutes = Minutes.objects.create(
        talk=talk,
        number=before.number + 1 if before else 1,
        text=text.strip(),
        digest=talks.digest_of(text.strip()),
        written_at=at,
        written_by=by.words,
    )
    if refusal := talk_queries.why_not_print(talk, talk_queries.Kind.RECORD, timezone.localdate(at)):
        raise Refused(f"约谈记录不能成文：{refusal}")
    facts: dict[str, object] = {"number": minutes.number, "digest": minutes.digest, "text": minutes.text}
    moving.enter_talk(talk, "write", facts, by, at)
    again = "改过，请再看后" if before else "写好，请核对后"
    words = f"约谈记录已{again}确认或提出异议：{talk.topic}（第{minutes.number}稿）。"
    moving.tell(talk, f"minutes:{minutes.number}", words, by, at)
    return minutes


@transaction.atomic
def speak(*, talk: Talk, digest: str, agrees: bool, words: str, by: Actor, at: datetime) -> Talk:
    """Say for one's own side that the minutes with this digest are right, or what is not.

    Raises SomebodyWasFirst when the words are no longer those that the digest names. Two who speak at the
    same instant are both heard: the talk's row is held until the first is written.
    """
    held = Talk.objects.filter(id=talk.id, state__in=sorted(MINUTES_OPEN)).update(version=F("version") + 1)
    talk.refresh_from_db()
    minutes = talk_queries.latest(talk)
    if refusal := talk_queries.why_not_speak(talk, by, agrees=agrees, words=words):
        raise Refused(refusal)
    assert held, "what may be spoken of is open"
    if minutes is None or minutes.digest != digest:
        raise SomebodyWasFirst(CHANGED)
    side = talk_queries.side_of(talk, by)
    assert side is not None, "asked above"
    try:
        Voice.objects.create(
            minutes=minutes,
            side=side.value,
            agrees=agrees,
            words="" if agrees else words.strip()[:500],
            said_at=at,
            said_by=by.words,
            said_post_id=by.post_id,
        )
    except IntegrityError as error:
        raise SomebodyWasFirst(CHANGED) from error
    state, today = talks.standing(digest, talk_queries.said(minutes)), timezone.localdate(at)
    changes: dict[str, object] = {"state": state.value}
    if state is not TalkState.MINUTED and talk.settled_on is None:
        due = talks.dues(today, parameter_queries.book(), calendar_queries.work_calendar())
        changes |= {"settled_on": today, "plan_due_on": due.plan_on, "report_due_on": due.report_on}
    versions.change(talk, changes)
    facts: dict[str, object] = {
        "side": side.value,
        "number": minutes.number,
        "digest": digest,
        "text": "" if agrees else words.strip(),
    }
    if agrees:
        moving.enter_talk(talk, "confirm", facts, by, at)
    else:
        moving.enter_talk(talk, "dispute", facts, by, at)
    if talk.plan_due_on:
        stands, by_on = TalkState(talk.state).label, full_date(talk.plan_due_on)
        told = f"约谈{stands}：{talk.topic}。请于{by_on}前报送整改方案。"
        moving.tell(talk, f"settled:{minutes.number}", told, by, at)
    return talk


@transaction.atomic
def recount_dues(*, by: Actor, at: datetime) -> int:
    """Count the open dates of plans and reports again, as a calendar may have been published.

    Return how many talks changed. Facts §10.3: what was counted over an unpublished year is provisional.
    """
    book, calendar = parameter_queries.book(), calendar_queries.work_calendar()
    changed: dict[str, object] = {}
    for talk in Talk.objects.filter(state__in=sorted(REPORT_OWED), settled_on__isnull=False):
        assert talk.settled_on is not None, "selected by it"
        due = talks.dues(talk.settled_on, book, calendar)
        plan_on = due.plan_on if talk.state in PLAN_OWED else talk.plan_due_on
        before, after = (talk.plan_due_on, talk.report_due_on), (plan_on, due.report_on)
        settled = Talk.objects.filter(id=talk.id, state=talk.state, settled_on=talk.settled_on)
        if before != after and settled.update(plan_due_on=plan_on, report_due_on=due.report_on):
            told = (" ".join(map(str, dates)) for dates in (before, after))
            changed[str(talk.id)] = " → ".join(told)
    if changed:
        audit.record(action="talks.recount", subject="talks", facts=changed, by=by, at=at)
    return len(changed)
