"""The paper that a letter is: its first words, its body, its digest, and whether anything was altered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max, Min
from django.utils import timezone

from luoshi.crafts import letters as wording
from luoshi.crafts.letters import About, Words
from luoshi.crafts.papers import Attachment, Attendance, Layout, Paper, checks, paragraphs
from luoshi.queries.letters.sight import items_of
from luoshi.records.models import Entry, Extension, Letter, LetterItem
from luoshi.rules import audit as audit_rules
from luoshi.rules import letters
from luoshi.rules.extensions import ExtensionState
from luoshi.rules.letters import LetterKind
from luoshi.rules.templates import names_in
from luoshi.rules.units import UnitKind


def words_of(letter: Letter) -> Words:
    """Return the words that a draft starts with, by its template and what it lists. Three queries at most."""
    return _words(letter, Layout(letter.layout))


def title_in(letter: Letter, layout: Layout) -> str:
    """Return the title that a letter would start with in another format."""
    return _words(letter, layout).title


def _words(letter: Letter, layout: Layout) -> Words:
    template = template_of(letter)
    found = list(
        letter.items.values_list("assignment__task__document__title")
        .annotate(first=Min("id"), things=Count("id"), told_on=Max("as_of_on"))
        .order_by("first")
    )
    topic = letter.items.order_by("id").values_list("assignment__task__summary", flat=True).first()
    former = letter.corrects
    about = About(
        unit=letter.unit.name,
        unit_kind=UnitKind(letter.unit.kind),
        issuer=letter.issuer.name,
        topic=topic or "",
        items=sum(row[2] for row in found),
        sources=tuple(row[0] for row in found),
        as_of_on=max((row[3] for row in found), default=None),
        granted=_granted(letter) if "新时限" in names_in(template) else (),
        former_number=former.number if former else "",
        former_title=former.title if former else "",
    )
    words = wording.first_words(template, LetterKind(letter.kind), layout, about)
    return Words(words.title[:120], words.text, words.closing)


def _granted(letter: Letter) -> tuple[tuple[str, date, date], ...]:
    """Return which items were granted a later date: what, the latest such date, decided when."""
    granted = Extension.objects.filter(state=ExtensionState.GRANTED, assignment__letter_items__letter=letter)
    rows = granted.order_by("assignment__letter_items__id", "number").values_list(
        "assignment_id", "assignment__task__summary", "granted_on", "decided_on"
    )
    latest = {part: (what, until_on, decided_on) for part, what, until_on, decided_on in rows}
    return tuple((what, until, on) for what, until, on in latest.values() if until and on)


def template_of(letter: Letter) -> str:
    """Return the wording that a letter was drafted by."""
    return letter.template.text if letter.template else wording.SHIPPED[letter.kind]


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


def paper(letter: Letter, *, today: date) -> Paper:
    """Return the paper that a letter is: dated the day it was issued, or `today` while it is a draft."""
    issued_on = timezone.localdate(letter.issued_at) if letter.issued_at else today
    return _paper(letter, issued_on, letter.printed_due_on)


def why_not_print(letter: Letter, on: date) -> str | None:
    """Return why a letter could not be put on paper on a day; None when it could."""
    return checks.why_not_compose(paper(letter, today=on))


def _paper(letter: Letter, issued_on: date, reply_due_on: date | None) -> Paper:
    """Return the paper; the names are those that both sides had when it was issued."""
    layout = Layout(letter.layout)
    issuer, unit = letter.issuer_name or letter.issuer.name, letter.unit_name or letter.unit.name
    is_printed = layout is not Layout.LETTER
    annex = Attachment(letter.annex_title, paragraphs(letter.annex_text)) if letter.annex_title else None
    return Paper(
        layout=layout,
        mark=f"{issuer}会议纪要" if layout is Layout.MINUTES else issuer,
        number=letter.number,
        title=letter.title,
        addressees=() if layout is Layout.MINUTES else (unit,),
        body=wording.body(
            letter.text,
            [worded(item) for item in items_of(letter)],
            letter.closing,
            reply_on=reply_due_on,
            contact=letter.submitted_by or "",
        ),
        signer=issuer,
        signed_on=issued_on,
        sealed=layout is not Layout.MINUTES,
        attachments=(annex,) if annex else (),
        copies=copies_of(letter),
        printer=f"{issuer}办公室" if is_printed else "",
        printed_on=issued_on if is_printed else None,
        attendance=Attendance(letter.present, letter.excused, letter.observing),
    )


def copies_of(letter: Letter) -> tuple[str, ...]:
    """Return the organs that get a copy (抄送); the minutes go to their unit so."""
    named = tuple(letter.copies.splitlines())
    return (letter.unit_name or letter.unit.name, *named) if letter.layout == Layout.MINUTES else named


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
        "annexes": [repr(annex) for annex in said.attachments],
        "copies": list(said.copies),
        "attendance": repr(said.attendance),
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
