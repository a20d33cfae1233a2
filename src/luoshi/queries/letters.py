"""Letters: which an actor sees, what the ladder sees, and the paper that a letter is."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone

from luoshi.crafts import letters as wording
from luoshi.crafts.papers import Layout, Paper
from luoshi.queries import audit
from luoshi.records import rows
from luoshi.records.models import (
    Alert,
    Assignment,
    Entry,
    Letter,
    LetterItem,
    LetterNumber,
    Register,
    Reply,
    Report,
    Unit,
)
from luoshi.rules import audit as audit_rules
from luoshi.rules import letters
from luoshi.rules.alerts import AlertState
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import Item, LetterKind, LetterState
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY
from luoshi.rules.units import UnitKind

# The kinds of row that pages may name; they import no records themselves.
__all__ = ["Entry", "Letter", "LetterItem", "LetterNumber", "Report"]


def visible(actor: Actor) -> QuerySet[Letter]:
    """Return the letters that an actor may see, newest first: the office all, a unit those sent to it.

    A unit sees a letter only once it is issued; one withdrawn before that it never sees.
    """
    rows = Letter.objects.select_related("unit", "issuer").order_by("-id")
    if not actor.may(Permission.LETTERS_SEE) or actor.scope is Scope.NOTHING:
        return rows.none()
    if actor.scope is Scope.CITY:
        return rows
    return rows.filter(unit_id=actor.unit_id, issued_at__isnull=False)


def about(actor: Actor, parts: Sequence[Assignment]) -> list[Letter]:
    """Return the letters about these assignments that an actor may see, newest first."""
    return list(visible(actor).filter(items__assignment__in=parts).distinct())


def visible_letter(actor: Actor, letter_id: int) -> Letter | None:
    """Return a letter that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=letter_id).first()


def items_of(letter: Letter) -> list[LetterItem]:
    """Return what a letter is about, in the order it is printed."""
    return list(letter.items.select_related("assignment__task", "assignment__unit").order_by("id"))


def replies_to(letter: Letter) -> list[Reply]:
    """Return the answers to a letter, oldest first."""
    return list(letter.replies.order_by("id"))


_SEEN_BY_ITS_UNIT = frozenset(
    f"letters.{done}" for done in ("issue", "read", "reply", "return_reply", "close", "withdraw")
)


def history(actor: Actor, letter: Letter) -> list[Entry]:
    """Return what was done to a letter, oldest first; its unit sees what happened since it was issued."""
    entries = audit.entries_about(f"letter:{letter.id}")
    if actor.scope is Scope.CITY:
        return entries
    return [entry for entry in entries if entry.action in _SEEN_BY_ITS_UNIT]


def register(actor: Actor, year: int) -> list[LetterNumber]:
    """Return the numbers given out in a year to letters that an actor may see, series by series in order."""
    return list(
        LetterNumber.objects.filter(register__year=year, letter__in=visible(actor))
        .select_related("register", "letter__unit")
        .order_by("register__series", "ordinal")
    )


def register_years() -> list[int]:
    """Return the years in which numbers were given out, latest first."""
    years = Register.objects.filter(last__gt=0).order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(years))


def next_number(letter: Letter, year: int) -> str:
    """Return the number that a letter would get now if nobody takes it first."""
    kind = LetterKind(letter.kind)
    kept = Register.objects.filter(series=letters.number_series(kind), year=year).first()
    return letters.number_words(letter.issuer.document_mark, kind, year, kept.last + 1 if kept else 1)


def sources_of(letter: Letter, items: Sequence[LetterItem]) -> dict[int, Report]:
    """Return {item: the account that its claimed figure came from}; what nobody accounted for is left out.

    That is the last one before the draft that claimed this much, or the first after it for an item that the
    draft took up later.
    """
    told: dict[tuple[int, int], list[Report]] = {}
    rows = Report.objects.filter(assignment__in=[item.assignment_id for item in items])
    for report in rows.order_by("-id"):
        told.setdefault((report.assignment_id, report.claimed_x100), []).append(report)
    found = {}
    for item in items:
        if same := told.get((item.assignment_id, item.claimed_x100)):
            earlier = (report for report in same if report.submitted_at <= letter.drafted_at)
            found[item.id] = next(earlier, same[-1])
    return found


def draftable(unit: Unit) -> list[Assignment]:
    """Return what a letter to a unit may be about, what is behind first."""
    rows = Assignment.objects.filter(
        unit=unit, state__in=sorted(UNDERWAY), role__in=sorted(ACCOUNTABLE)
    ).select_related("task")
    rank = {Lamp.RED.value: 0, Lamp.YELLOW.value: 1}
    return sorted(rows, key=lambda part: (rank.get(part.lamp, 2), part.due_on or date.max, part.id))


def unfinished_about(assignments: Sequence[Assignment]) -> dict[int, Letter]:
    """Return {assignment: the latest letter about it that is not finished}."""
    held = LetterItem.objects.filter(
        assignment__in=assignments, letter__state__in=sorted(letters.UNFINISHED)
    ).select_related("letter")
    return {item.assignment_id: item.letter for item in held.order_by("letter_id")}


def addressable() -> QuerySet[Unit]:
    """Return the units that a letter of supervision may go to and that have something underway."""
    kinds = [kind.value for kind in UnitKind if letters.why_not_address(kind) is None]
    busy = Assignment.objects.filter(state__in=sorted(UNDERWAY), role__in=sorted(ACCOUNTABLE))
    return Unit.objects.filter(kind__in=kinds, id__in=busy.values("unit_id")).order_by("path")


def found(actor: Actor, *, states: Sequence[LetterState], kind: str, unit: str) -> QuerySet[Letter]:
    """Return the visible letters in some states, of a kind, to a unit by name; empty asks for nothing.

    Newest first, each with the number of assignments it is about as `things`.
    """
    rows = visible(actor).annotate(things=Count("items"))
    if states:
        rows = rows.filter(state__in=[state.value for state in states])
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(unit__name=unit) if unit else rows


def units_written_to(actor: Actor) -> QuerySet[Unit]:
    """Return the units of the letters that an actor may see, in the order of the tree."""
    return Unit.objects.filter(id__in=visible(actor).order_by().values("unit_id")).order_by("path")


def items_for(unit: Unit, on: date) -> list[Item]:
    """Return one unit's assignments with an unsettled warning, as the ladder sees them. Three queries.

    Those for which a 督办函 is under way are left out: it is the highest rung, nothing follows it.
    """
    lettered = LetterItem.objects.filter(letter__unit=unit, letter__state__in=sorted(letters.UNFINISHED))
    highest = lettered.filter(letter__kind=LetterKind.SUPERVISION)
    warned = Alert.objects.filter(unit=unit, lamp=F("assignment__lamp")).order_by()
    lamp_of = dict(
        warned.filter(
            state__in=[AlertState.OPEN, AlertState.LETTERED], assignment__state__in=sorted(UNDERWAY)
        )
        .exclude(assignment_id__in=highest.values("assignment_id"))
        .values_list("assignment_id", "lamp")
    )
    since = dict(
        warned.filter(lamp=Lamp.YELLOW, raised_on__gte=F("assignment__lamp_on"))
        .values_list("assignment_id")
        .annotate(first=Min("raised_on"))
    )
    reminded = dict(
        lettered.filter(letter__kind=LetterKind.REMINDER)
        .order_by("-letter_id")
        .values_list("assignment_id", "letter__reply_due_on")
    )
    return [
        Item(
            assignment_id=assignment_id,
            lamp=Lamp(lamp),
            yellow_weeks=_weeks_since(since.get(assignment_id), on) if lamp == Lamp.YELLOW else 0,
            open_letter=LetterKind.REMINDER if assignment_id in reminded else None,
            open_letter_reply_due=reminded.get(assignment_id),
        )
        for assignment_id, lamp in sorted(lamp_of.items())
    ]


class Listed(NamedTuple):
    """One assignment as a letter lists it."""

    id: int
    task_id: int
    lamp: str
    claimed_x100: int
    due_on: date
    change: str


def to_be_listed(assignment_ids: Collection[int]) -> list[Listed]:
    """Return assignments in the order that a letter lists them in: what is due first, first."""
    wanted = Assignment.objects.filter(id__in=rows.among(assignment_ids)).order_by("due_on", "id")
    columns = ("id", "task_id", "lamp", "claimed_x100", "due_on", "change")
    return [Listed(*row) for row in wanted.values_list(*columns)]


def already_listed(letter: Letter, parts: Sequence[Listed]) -> set[int]:
    """Return which of these assignments a letter lists."""
    held = letter.items.filter(assignment__in=rows.among(part.id for part in parts))
    return set(held.values_list("assignment_id", flat=True))


def words_of(letter: Letter) -> dict[str, str]:
    """Return the title and the text that a draft starts with, by what it lists. Two queries."""
    kind = LetterKind(letter.kind)
    found = (
        letter.items.values_list("assignment__task__document__title")
        .annotate(first=Min("id"), things=Count("id"), told_on=Max("as_of_on"))
        .order_by("first")
    )
    sources = [source for source, _, _, _ in found]
    count, told_on = sum(row[2] for row in found), max(row[3] for row in found)
    return {
        "title": _title(letter, _topic(letter), count, Layout(letter.layout)),
        "text": wording.opening(kind, sources, count, told_on),
    }


def _topic(letter: Letter) -> str:
    return letter.items.order_by("id").values_list("assignment__task__summary", flat=True).first() or ""


def _weeks_since(since: date | None, on: date) -> int:
    """Return in how many calendar weeks the warning has stood: 1 in the week that it was raised."""
    if since is None:
        return 1
    return (on.toordinal() - on.weekday() - since.toordinal() + since.weekday()) // 7 + 1


def still_behind(letter: Letter) -> int:
    """Return how many of a letter's items are yellow or red today."""
    return letter.items.filter(
        assignment__lamp__in=[Lamp.YELLOW, Lamp.RED], assignment__state__in=sorted(UNDERWAY)
    ).count()


def worded(item: LetterItem) -> wording.Item:
    """Return an item with the words and figures that a letter prints, whatever has moved since."""
    return wording.Item(
        summary=item.assignment.task.summary,
        due_on=item.due_on,
        planned_x100=item.planned_x100,
        claimed_x100=item.claimed_x100,
        as_of_on=item.as_of_on,
    )


def instrument_of(letter: Letter) -> str:
    """Return what the paper is called: 督办函, or 督办单 to an office of the bureau."""
    return letters.instrument(LetterKind(letter.kind), UnitKind(letter.unit.kind))


def title_in(letter: Letter, layout: Layout) -> str:
    """Return the title that a letter would start with in another format."""
    return _title(letter, _topic(letter), letter.items.count(), layout)


def _title(letter: Letter, topic: str, count: int, layout: Layout) -> str:
    return wording.title(LetterKind(letter.kind), instrument_of(letter), topic, count, layout)[:120]


def paper(letter: Letter, *, today: date) -> Paper:
    """Return the paper that a letter is: dated the day it was issued, or `today` while it is a draft."""
    issued_on = timezone.localdate(letter.issued_at) if letter.issued_at else today
    return _paper(letter, issued_on, letter.printed_due_on)


def _paper(letter: Letter, issued_on: date, reply_due_on: date | None) -> Paper:
    is_document = letter.layout == Layout.DOCUMENT
    return Paper(
        layout=Layout(letter.layout),
        mark=letter.issuer.name,
        number=letter.number,
        title=letter.title,
        addressees=(letter.unit.name,),
        body=wording.body(letter.text, [worded(item) for item in items_of(letter)], reply_due_on),
        signer=letter.issuer.name,
        signed_on=issued_on,
        sealed=True,
        printer=f"{letter.issuer.name}办公室" if is_document else "",
        printed_on=issued_on if is_document else None,
    )


def digest_of(letter: Letter, *, issued_on: date, reply_due_on: date) -> str:
    """Return the SM3 digest of everything that a letter says on the day it is issued."""
    said = _paper(letter, issued_on, reply_due_on)
    return audit_rules.digest(json.dumps(_plain(said), ensure_ascii=False, sort_keys=True))


def _plain(said: Paper) -> dict[str, object]:
    return {
        "number": said.number,
        "title": said.title,
        "to": list(said.addressees),
        "body": [repr(block) for block in said.body],
        "signer": said.signer,
        "on": said.signed_on.isoformat(),
    }


def waiting_in(actor: Actor, *states: LetterState) -> QuerySet[Letter]:
    """Return the visible letters in these states, those whose answer is due first in front.

    `replied_at` is when the unit answered last; None while it has not.
    """
    due_first = F("reply_due_on").asc(nulls_last=True)
    rows = visible(actor).filter(state__in=[state.value for state in states])
    return rows.annotate(replied_at=Max("replies__sent_at")).order_by(due_first, "id")


def replies_owed(on: date) -> list[Letter]:
    """Return the letters whose answer is due today or overdue, soonest first."""
    return list(
        Letter.objects.filter(state__in=sorted(letters.AWAITING_REPLY), reply_due_on__lte=on)
        .select_related("unit")
        .order_by("reply_due_on", "id")
    )


def numbered(actor: Actor, words: str, limit: int = 20) -> list[Letter]:
    """Return the visible letters whose number or title holds the words, newest first."""
    return list(visible(actor).filter(Q(number__contains=words) | Q(title__contains=words))[:limit])


def altered() -> Iterator[audit_rules.Fault]:
    """Yield every issued letter whose words are no longer those that were sealed when it was issued."""
    issued = Entry.objects.filter(action="letters.issue").order_by("number")
    for entry in issued.iterator(chunk_size=500):
        letter = (
            Letter.objects.filter(id=int(entry.subject.partition(":")[2]))
            .select_related("unit", "issuer")
            .first()
        )
        if letter is None or letter.issued_at is None or letter.printed_due_on is None:
            yield audit_rules.Fault(
                entry.number, f"第{entry.number}条所发函件{entry.facts.get('number', '')}已不存在"
            )
            continue
        said = digest_of(
            letter, issued_on=timezone.localdate(letter.issued_at), reply_due_on=letter.printed_due_on
        )
        if said != entry.facts.get("digest"):
            yield audit_rules.Fault(
                entry.number, f"函件{letter.number}的内容与发出时（第{entry.number}条）不一致"
            )
