"""What the office decided about a document as labels: by these a reading can be scored and improved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from luoshi.pages.documents.desk import Desk
from luoshi.pages.doors import Request, allowed
from luoshi.queries import documents
from luoshi.queries.documents import Draft, Sentence
from luoshi.rules.documents import SpanKind
from luoshi.rules.people import Permission
from luoshi.rules.tasks import TaskState

_MARK = "#SOURCE:"


@allowed(Permission.DOCUMENTS_READ)
@require_safe
def labels_json(request: Request, document_id: int) -> HttpResponse:
    """Return the labels of a document; what nobody has decided yet lies in `ignore`."""
    document = Desk(request, document_id).document
    told = labels(document, documents.desk(document), documents.sentences(document))
    return JsonResponse(
        told,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(told['id'])}.json"},
    )


def labels(document: Any, drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> dict[str, Any]:
    """Return the labels: accepted directives are tasks, borderline ones that wait are optional.

    Offsets count the characters of the text as registered; every quote equals its slice.
    """
    text = document.text
    first_line = text.find("\n") + 1 if text.startswith(_MARK) else 0
    kept = {TaskState.ACCEPTED, TaskState.OPEN, TaskState.CLOSED}
    waiting = [draft for draft in drafts if draft.state is TaskState.PROPOSED]
    return {
        "id": f"{document.id:03d}",
        "file": f"{document.id:03d}.txt",
        "title": document.title,
        "type": document.kind,
        "label_source": "judgement",
        "raw_offset": first_line,
        "doc_year": document.issued_on.year if document.issued_on else None,
        "body_start": document.body_start,
        "body_end": document.body_end,
        "tasks": [_task(draft) for draft in drafts if draft.state in kept],
        "optional": [_task(draft) for draft in waiting if draft.is_borderline],
        "headings": [
            {"text": text[each.start : each.end].strip(), "start": each.start}
            for each in sentences
            if each.kind is SpanKind.HEADING
        ],
        "ignore": [[draft.start, draft.end] for draft in waiting if not draft.is_borderline],
        "source": document.source_name,
    }


def _task(draft: Draft) -> dict[str, Any]:
    """Return one directive; units and deadline only as the text names them, the office's own apart."""
    roles: dict[str, list[str]] = {}
    decided: dict[str, list[str]] = {}
    for owner in draft.owners:
        decided.setdefault(owner.role.label, []).append(owner.name)
    for name, role in draft.named:
        roles.setdefault(role.label, []).append(name)
    dated = draft.due_on.isoformat() if draft.due_on else None
    return {
        "quote": draft.quote,
        "start": draft.start,
        "end": draft.end,
        "action_summary": draft.summary,
        "units": [name for name, _ in draft.named],
        "unit_roles": roles,
        "deadline": draft.deadline_words or None,
        "deadline_iso": dated if draft.deadline_words else None,
        "deadline_source": "text_rule" if draft.deadline_words else None,
        "heading_path": list(draft.heading_path),
        "decided_units": decided,
        "decided_due": dated,
        "campaign": draft.campaign_label or None,
    }
