"""What else belongs to a letter's life: who countersigns, what corrects it, what its replies undertake."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from luoshi.queries.letters.sight import visible
from luoshi.records.models import Assignment, Countersign, Letter, Reply, ReplyFile, ReplyItem, Unit
from luoshi.rules import letters
from luoshi.rules.letters import CountersignState, LetterKind, LetterState, ReplyItemState
from luoshi.rules.people import Actor
from luoshi.rules.units import UnitKind


def countersigns_of(letter: Letter) -> list[Countersign]:
    """Return who is or was asked to countersign a letter, in the order in which they were named."""
    return list(letter.countersigns.select_related("unit").order_by("id"))


def named_of(letter: Letter) -> list[Countersign]:
    """Return who will be asked when a draft is handed up."""
    return [each for each in countersigns_of(letter) if each.state == CountersignState.NAMED]


def asked_of(letter: Letter) -> list[Countersign]:
    """Return who is asked and has not answered."""
    return [each for each in countersigns_of(letter) if each.state == CountersignState.ASKED]


def possible_countersigners(letter: Letter, actor: Actor) -> list[tuple[Unit, bool]]:
    """Return the offices that may be named for a draft, and whether its tasks are theirs as well."""
    tasks = letter.items.values("assignment__task_id")
    touched = set(
        Assignment.objects.filter(task__in=tasks, unit__kind=UnitKind.OFFICE).values_list(
            "unit_id", flat=True
        )
    )
    offices = Unit.objects.filter(kind=UnitKind.OFFICE, to_on__isnull=True).order_by("path")
    return [
        (office, office.id in touched)
        for office in offices
        if letters.why_not_name(
            LetterState(letter.state),
            UnitKind(office.kind),
            is_addressee=office.id == letter.unit_id,
            is_drafter=office.id == actor.unit_id,
        )
        is None
    ]


def corrections_of(letter: Letter) -> list[Letter]:
    """Return the 更正函 and 致歉函 about a letter that are out, oldest first."""
    rows = letter.corrections.filter(issued_at__isnull=False).exclude(state=LetterState.WITHDRAWN)
    return list(rows.order_by("id"))


def is_corrected(letter: Letter) -> bool:
    """Return whether a 更正函 about a letter is out: its paper still stands, but not every word of it."""
    return any(each.kind == LetterKind.CORRECTION for each in corrections_of(letter))


def corrected_in(year: int) -> dict[int, str]:
    """Return {letter: the number of what corrects it}, for the letters numbered in a year. One query."""
    found = Letter.objects.filter(
        corrects__register_number__register__year=year,
        kind=LetterKind.CORRECTION,
        issued_at__isnull=False,
    ).exclude(state=LetterState.WITHDRAWN)
    pairs = found.order_by("id").values_list("corrects_id", "number")
    return {corrected: number for corrected, number in pairs if corrected is not None}


def undertakings_of(replies: Sequence[Reply]) -> dict[int, list[ReplyItem]]:
    """Return {reply: what it undertakes}. One query."""
    found: dict[int, list[ReplyItem]] = {}
    for item in ReplyItem.objects.filter(reply__in=replies).order_by("id"):
        found.setdefault(item.reply_id, []).append(item)
    return found


def files_of(replies: Sequence[Reply]) -> dict[int, list[ReplyFile]]:
    """Return {reply: its files, without their bytes}. One query."""
    found: dict[int, list[ReplyFile]] = {}
    for file in ReplyFile.objects.filter(reply__in=replies).defer("data").order_by("id"):
        found.setdefault(file.reply_id, []).append(file)
    return found


def unjudged(letter: Letter) -> int:
    """Return how much of what a letter's replies undertake is neither accepted nor returned yet."""
    return ReplyItem.objects.filter(reply__letter=letter, state=ReplyItemState.PROPOSED).count()


def owed(actor: Actor) -> QuerySet[ReplyItem]:
    """Return what an actor's own unit undertook and has to mend or to word anew."""
    states = [ReplyItemState.ACCEPTED, ReplyItemState.RETURNED]
    ours = {"reply__letter__unit_id": actor.unit_id, "reply__letter__state__in": sorted(letters.OUT)}
    return ReplyItem.objects.filter(state__in=states, **ours)


def undertaken_by(actor: Actor, unit: Unit) -> list[ReplyItem]:
    """Return what a unit undertook in replies that an actor may see and has not done, soonest first."""
    rows = ReplyItem.objects.filter(reply__letter__unit=unit, reply__letter__state__in=sorted(letters.OUT))
    rows = rows.filter(reply__letter__in=visible(actor).order_by()).exclude(state=ReplyItemState.DONE)
    return list(rows.select_related("reply__letter").order_by("due_on", "id"))


def visible_item(actor: Actor, item_id: int) -> ReplyItem | None:
    """Return an item of a reply to a letter that an actor may see; None when absent or not theirs."""
    rows = ReplyItem.objects.select_related("reply__letter__unit")
    return rows.filter(id=item_id, reply__letter__in=visible(actor).order_by()).first()


def visible_file(actor: Actor, file_id: int) -> ReplyFile | None:
    """Return a file of a reply to a letter that an actor may see; None when absent or not theirs."""
    return ReplyFile.objects.filter(id=file_id, reply__letter__in=visible(actor).order_by()).first()
