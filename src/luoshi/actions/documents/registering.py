"""A document is read and stored with every sentence and every directive found in it, all proposed."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.crafts import reading, sources
from luoshi.crafts.sources import Pace, Source
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import units as unit_queries
from luoshi.records import rows
from luoshi.records.models import Assignment, Document, Likeness, Span, Task
from luoshi.rules import audit as audit_rules
from luoshi.rules import calendar, campaigns, documents, tasks
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import Role

LONGEST_AWAITED = 100_000
"""Characters that are read and stored while somebody waits: some seconds, were each line a task."""
ROLE_WORDS = {"牵头": Role.LEAD, "责任": Role.RESPONSIBLE, "配合": Role.HELPING}


def register_document(*, name: str, data: bytes, hurried: bool = False, by: Actor, at: datetime) -> Document:
    """Read a file and store it with every sentence and every directive found in it, all proposed.

    Raises Refused when the file cannot be read, bears a mark of secrecy, or is registered already;
    TakesLong when it is `hurried` and takes longer than somebody waits.
    """
    if reason := why_not(by, Permission.DOCUMENTS_READ):
        raise Refused(reason)
    source = sources.text_of(data, name, Pace(hurried=hurried))
    if reason := documents.why_not_store(source.text):
        raise Refused(reason)
    if hurried and len(source.text) > LONGEST_AWAITED:
        raise sources.TakesLong
    found = understood(source, at)
    with transaction.atomic():
        return enter(source, found, name, by, at)


def understood(source: Source, at: datetime) -> reading.Reading:
    """Return what a text says, before anything is stored of it. Raises Refused when it holds no document."""
    found = reading.read(
        source.text,
        today_year=timezone.localdate(at).year,
        workdays=calendar_queries.work_calendar(),
        schools=calendar_queries.school_calendar(),
    )
    if found.body_start >= found.body_end:
        raise Refused("文件中没有找到正文，没有登记。请确认上传的是来文本身，而不是空白页或网站导航页。")
    return found


def enter(source: Source, found: reading.Reading, name: str, by: Actor, at: datetime) -> Document:
    """Store what was read of a file, with its entry, within the transaction of whoever calls."""
    text = source.text
    digest = audit_rules.digest(text)
    if earlier := Document.objects.filter(text_digest=digest).first():
        raise Refused(
            f"这份来文已于{calendar.full_date(timezone.localdate(earlier.registered_at))}登记，不必重复上传。"
        )
    document = _store(found, text, name, digest, by, at)
    audit.record(
        action="documents.register",
        subject=f"document:{document.id}",
        facts={
            "title": document.title,
            "source": name,
            "characters": len(text),
            "notes": list(source.notes),
            "digest": digest,
            "directives": len(found.directives),
        },
        by=by,
        at=at,
    )
    return document


def _store(found: reading.Reading, text: str, name: str, digest: str, by: Actor, at: datetime) -> Document:
    try:
        document = Document.objects.create(
            title=found.title[:200] or name[:200],
            kind=found.kind[:20],
            number=found.number[:60],
            source_name=name[:200],
            text=text,
            text_digest=digest,
            body_start=found.body_start,
            body_end=found.body_end,
            issued_on=found.issued_on,
            registered_at=at,
            registered_by=by.words,
        )
    except IntegrityError as error:
        raise SomebodyWasFirst("这份来文刚刚已由他人登记，请在来文列表中查看。") from error
    spans = {
        sentence.start: (sentence.start, sentence.end, sentence.role.name)
        for sentence in found.sentences
        if sentence.start < sentence.end
    }
    rows.insert(Span, ("start", "end", "kind"), list(spans.values()), document_id=document.id)
    today = timezone.localdate(at)
    proposed = Task.objects.bulk_create(
        Task(
            document=document,
            start=directive.start,
            end=directive.end,
            summary=directive.summary[:120],
            heading_path=list(directive.heading_path),
            standard=(directive.standard or "")[:200],
            deadline_words=(directive.deadline or "")[:200],
            named_units=[unit[:80] for unit in directive.units],
            campaign=_campaign(directive),
            is_borderline=directive.possible,
            start_on=today,
            due_on=directive.due_on,
        )
        for directive in found.directives
    )
    rows.insert(
        Likeness,
        ("task_id", "mark"),
        [
            (task.id, mark)
            for task, directive in zip(proposed, found.directives, strict=True)
            for mark in tasks.marks(directive.quote)
        ],
    )
    _propose_owners(list(proposed), found)
    return document


def _campaign(directive: reading.Directive) -> str:
    heading = directive.heading_path[-1] if directive.heading_path else ""
    suggestion = campaigns.suggest(directive.quote, heading)
    return suggestion.campaign.value if suggestion else ""


def _propose_owners(proposed: list[Task], found: reading.Reading) -> None:
    """Plan an assignment for every unit that the text names and the tree knows; the rest stay as written."""
    names = {unit for directive in found.directives for unit in directive.units}
    known = unit_queries.resolve(sorted(names))
    planned: dict[tuple[int, int], Assignment] = {}
    for task, directive in zip(proposed, found.directives, strict=True):
        roles = {unit: ROLE_WORDS[word] for word, units in directive.roles.items() for unit in units}
        for name in directive.units:
            for unit in known.get(name, ()):
                planned.setdefault(
                    (task.id, unit.id),
                    Assignment(
                        task=task,
                        unit=unit,
                        branch_id=unit.branch_id or unit.id,
                        role=roles.get(name, Role.RESPONSIBLE).value,
                    ),
                )
    Assignment.objects.bulk_create(planned.values())
