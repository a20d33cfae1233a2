"""Letters go out: approved, numbered, issued, and taken back with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.letters import numbering
from luoshi.actions.letters.moves import move, tell
from luoshi.queries import burden as burden_queries
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import letters as letter_queries
from luoshi.records.models import Alert, Letter
from luoshi.rules import letters
from luoshi.rules.alerts import AlertState
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused
from luoshi.rules.units import UnitKind


@transaction.atomic
def approve_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Approve a letter as it stands. Raises Refused for one's own draft or one that says nothing."""
    if reason := (
        why_not(by, Permission.LETTERS_APPROVE)
        or letters.why_not_approve(
            author_posts=letter_queries.author_posts(letter),
            approver_post=by.post_id,
            items=letter.items.count(),
            text=letter.text,
            must_list=LetterKind(letter.kind) in letters.LISTING,
        )
        or letter_queries.why_not_go_on(letter, timezone.localdate(at))
    ):
        raise Refused(reason)
    return move(
        letter=letter,
        to=LetterState.APPROVED,
        action="approve",
        changes={"return_reason": ""},
        facts={"title": letter.title},
        by=by,
        at=at,
    )


@transaction.atomic
def number_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Give an approved letter the next number of its register: no gap and no repeat, whoever else numbers.

    Refused when everything that it is about has recovered since: such a letter should not go out.
    """
    if reason := (
        why_not(by, Permission.LETTERS_ISSUE)
        or letters.why_not_number(letter.issuer.document_mark)
        or letter_queries.why_not_issue(letter)
        or letter_queries.why_not_go_on(letter, timezone.localdate(at))
        or burden_queries.of_letter(letter, timezone.localdate(at)).why_not(timezone.localdate(at))
    ):
        raise Refused(reason)
    kind, year = LetterKind(letter.kind), timezone.localdate(at).year
    number = numbering.next_number(letter.issuer.document_mark, kind, year)
    moved = move(
        letter=letter,
        to=LetterState.NUMBERED,
        action="number",
        changes={"number": number.words},
        facts={"number": number.words},
        by=by,
        at=at,
    )
    number.enter(letter=letter)
    return moved


@transaction.atomic
def issue_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Send a numbered letter out. From now on its words stand; the clock for the reply starts."""
    today = timezone.localdate(at)
    if reason := (
        why_not(by, Permission.LETTERS_ISSUE)
        or letters.why_not_address(UnitKind(letter.unit.kind))
        or letter_queries.why_not_issue(letter)
    ):
        raise Refused(reason)
    due_on = letters.reply_due(today, letter.reply_days, calendar_queries.work_calendar())
    digest = letter_queries.digest_of(letter, issued_on=today, reply_due_on=due_on)
    moved = move(
        letter=letter,
        to=LetterState.ISSUED,
        action="issue",
        changes={
            "reply_due_on": due_on,
            "printed_due_on": due_on,
            "digest": digest,
            "unit_name": letter.unit.name,
            "issuer_name": letter.issuer.name,
        },
        facts={"number": letter.number, "reply_due": due_on.isoformat(), "digest": digest},
        by=by,
        at=at,
    )
    is_signed_for = LetterKind(moved.kind) in letters.UNANSWERED
    tell(
        letter=moved,
        what="issued",
        words=f"收到{moved.number}《{moved.title}》，请签收{'' if is_signed_for else '并按期回复'}。",
        by=by,
        at=at,
    )
    return moved


@transaction.atomic
def withdraw_letter(*, letter: Letter, reason: str, by: Actor, at: datetime) -> Letter:
    """Take a numbered or issued letter back, telling its unit why. The number stays used.

    The warnings behind it wait for the office again.
    """
    if refusal := why_not(by, Permission.LETTERS_ISSUE) or letters.why_not_withdraw(
        LetterState(letter.state), reason
    ):
        raise Refused(refusal)
    was_out = LetterState(letter.state) in letters.OUT
    moved = move(
        letter=letter,
        to=LetterState.WITHDRAWN,
        action="withdraw",
        changes={"end_reason": reason.strip()[:200]},
        facts={"number": letter.number, "reason": reason},
        by=by,
        at=at,
    )
    Alert.objects.filter(assignment__in=letter.items.values("assignment"), state=AlertState.LETTERED).update(
        state=AlertState.OPEN
    )
    if was_out:
        tell(
            letter=moved,
            what="withdrawn",
            words=f"{moved.number}《{moved.title}》已撤回，不再要求回复。理由：{moved.end_reason}",
            by=by,
            at=at,
        )
    return moved


@transaction.atomic
def recount_reply_dates(*, by: Actor, at: datetime) -> int:
    """Count the open reply dates again, as a calendar may have been published; return how many changed.

    Facts §10.3: what was counted over an unpublished year is provisional until the notice is entered.
    """
    calendar = calendar_queries.work_calendar()
    changed: dict[str, object] = {}
    for letter in Letter.objects.filter(state__in=sorted(letters.AWAITING_REPLY), issued_at__isnull=False):
        assert letter.issued_at is not None, "selected by it"
        due_on = letters.reply_due(timezone.localdate(letter.issued_at), letter.reply_days, calendar)
        if due_on != letter.reply_due_on:
            Letter.objects.filter(id=letter.id, state=letter.state).update(reply_due_on=due_on)
            changed[str(letter.id)] = f"{letter.reply_due_on} → {due_on}"
    if changed:
        audit.record(action="letters.recount", subject="letters", facts=changed, by=by, at=at)
    return len(changed)
