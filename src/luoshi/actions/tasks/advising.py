"""The office asks the model that it runs itself: what it points at is put on the desk in doubt, no more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.crafts import advice, reading
from luoshi.crafts.advice import Endpoint, Suggestion
from luoshi.records.models import Document, Likeness, Task
from luoshi.rules import documents, tasks
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


def advise_tasks(*, document: Document, endpoint: Endpoint, by: Actor, at: datetime) -> list[Task]:
    """Offer the sentences that the model points at and the rules passed over, as directives in doubt.

    Each bears its origin until a person decides about it, and none can be accepted in bulk. Raises Refused,
    before anything is sent, for a document that left the desk or bears a mark of secrecy, and when the model
    does not answer as agreed.
    """
    if reason := (
        why_not(by, Permission.DOCUMENTS_READ)
        or documents.why_not_change(is_published=document.published_at is not None)
        or documents.why_not_store(document.text)
    ):
        raise Refused(reason)
    found = advice.advise(document.text, reading.read(document.text), endpoint)
    with transaction.atomic():
        # The desk is held as long as this writes: nobody publishes meanwhile.
        if not Document.objects.filter(id=document.id, published_at=None).update(published_at=None):
            raise Refused(documents.why_not_change(is_published=True) or "")
        offered = [task for each in found.suggestions if (task := _offer(document, each, by, at))]
        audit.record(
            action="tasks.advise",
            subject=f"document:{document.id}",
            facts={
                "origin": advice.ORIGIN,
                "model": endpoint.name,
                "tasks": [task.id for task in offered],
                "thrown_away": len(found.thrown_away),
            },
            by=by,
            at=at,
        )
    return offered


def _offer(document: Document, found: Suggestion, by: Actor, at: datetime) -> Task | None:
    """Put one sentence on the desk; None when a directive holds it already."""
    if document.tasks.filter(start__lt=found.end, end__gt=found.start).exists():
        return None
    heading = document.spans.filter(kind="HEADING", start__lt=found.start).order_by("-start").first()
    task = Task.objects.create(
        document=document,
        start=found.start,
        end=found.end,
        summary=found.quote.strip()[:40],
        heading_path=[document.text[heading.start : heading.end].strip()] if heading else [],
        is_borderline=True,
        start_on=timezone.localdate(at),
        decided_at=at,
        decided_by=f"{found.origin}（{by.words}提请）"[:200],
    )
    Likeness.objects.bulk_create(Likeness(task=task, mark=mark) for mark in tasks.marks(task.quote))
    return task
