"""The paper that a letter is: its words, its digest, and whether they still agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max, Min
from django.utils import timezone

from luoshi.crafts import letters as wording
from luoshi.crafts.papers import Layout, Paper
from luoshi.queries.letters.sight import items_of
from luoshi.records.models import Entry, Letter, LetterItem
from luoshi.rules import audit as audit_rules
from luoshi.rules import letters
from luoshi.rules.letters import LetterKind
from luoshi.rules.units import UnitKind


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
