"""A draft is countersigned: offices are named, say yes or no, and the last yes hands it up to the leader."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.actions.letters.moves import move, tell_office
from luoshi.records.models import Countersign, Letter, Unit
from luoshi.rules import letters
from luoshi.rules.letters import CountersignState, LetterState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.units import UnitKind

S = CountersignState


@transaction.atomic
def name_countersigners(*, letter: Letter, units: Collection[Unit], by: Actor, at: datetime) -> Letter:
    """Name the offices that are to countersign a draft, in the place of those named before."""
    if reason := why_not(by, Permission.LETTERS_DRAFT):
        raise Refused(reason)
    for unit in units:
        refusal = letters.why_not_name(
            LetterState(letter.state),
            UnitKind(unit.kind),
            is_addressee=unit.id == letter.unit_id,
            is_drafter=unit.id == by.unit_id,
        )
        if refusal:
            raise Refused(f"{unit.name}：{refusal}")
    _hold(letter, LetterState.DRAFT)
    named = letter.countersigns.filter(state=S.NAMED)
    wanted = {unit.id: unit for unit in units}
    named.exclude(unit__in=list(wanted)).delete()
    kept = set(named.values_list("unit_id", flat=True))
    Countersign.objects.bulk_create(
        Countersign(letter=letter, unit=unit, named_at=at, named_by=by.words)
        for unit in wanted.values()
        if unit.id not in kept
    )
    audit.record(
        action="letters.name_countersigners",
        subject=f"letter:{letter.id}",
        facts={"units": [unit.name for unit in wanted.values()]},
        by=by,
        at=at,
    )
    return letter


def ask_named(letter: Letter, by: Actor, at: datetime) -> list[str]:
    """Ask every office that is named for a draft; return their names. None named: nobody is asked."""
    asked = list(letter.countersigns.filter(state=S.NAMED).select_related("unit"))
    for each in asked:
        Countersign.objects.filter(id=each.id, state=S.NAMED).update(state=S.ASKED)
        words = f"请会签《{letter.title}》。"
        tell_office(letter=letter, unit=each.unit, what=f"cosign:{each.id}", words=words, by=by, at=at)
    return [each.unit.name for each in asked]


def name_again(letter: Letter, by: Actor, at: datetime) -> None:
    """Let a draft that came back ask everybody anew: its words will not be those that they agreed to."""
    letter.countersigns.filter(state=S.ASKED).update(state=S.NAMED)
    waiting = set(letter.countersigns.filter(state=S.NAMED).values_list("unit_id", flat=True))
    units = dict.fromkeys(letter.countersigns.order_by("id").values_list("unit_id", flat=True))
    Countersign.objects.bulk_create(
        Countersign(letter=letter, unit_id=unit, named_at=at, named_by=by.words)
        for unit in units
        if unit not in waiting
    )


@transaction.atomic
def answer_countersign(*, letter: Letter, agrees: bool, words: str, by: Actor, at: datetime) -> Letter:
    """Say for one's own office that it agrees to a draft, or what it objects to: the draft goes back."""
    if refusal := why_not(by, Permission.LETTERS_COSIGN):
        raise Refused(refusal)
    asked = letter.countersigns.filter(unit_id=by.unit_id, state=S.ASKED).select_related("unit").first()
    if asked is None:
        raise Refused(letters.NOT_ASKED)
    if refusal := letters.why_not_countersign(words, agrees=agrees):
        raise Refused(refusal)
    _hold(letter, LetterState.COSIGNING)
    said = words.strip()[:200]
    won = Countersign.objects.filter(id=asked.id, state=S.ASKED).update(
        state=S.AGREED if agrees else S.OBJECTED, words=said, answered_at=at, answered_by=by.words
    )
    if not won:
        raise SomebodyWasFirst("本处室已有人会签，请刷新后查看。")
    facts: dict[str, object] = {"office": asked.unit.name, "agrees": agrees, "reason": said}
    if agrees and letter.countersigns.filter(state=S.ASKED).exists():
        audit.record(action="letters.countersign", subject=f"letter:{letter.id}", facts=facts, by=by, at=at)
        return letter
    changes: dict[str, object] = (
        {} if agrees else {"return_reason": f"{asked.unit.name}会签不同意：{said}"[:200]}
    )
    moved = move(
        letter=letter,
        to=LetterState.SUBMITTED if agrees else LetterState.DRAFT,
        action="countersign",
        changes=changes,
        facts=facts,
        by=by,
        at=at,
    )
    if not agrees:
        name_again(moved, by, at)
    return moved


def _hold(letter: Letter, state: LetterState) -> None:
    """Make whoever else decides about this letter wait; raise SomebodyWasFirst when it has moved on."""
    if not Letter.objects.filter(id=letter.id, state=state).update(state=state):
        letter.refresh_from_db()
        raise SomebodyWasFirst(f"这份函件现为“{LetterState(letter.state).label}”，没有办理。请刷新后查看。")
