"""Who may plan a task, and how it is kept from changing under their hands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from luoshi.queries import documents as document_queries
from luoshi.records.models import Document, Task
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import DRAFTS, TaskState

_WITHOUT_A_DATE = "这条还没有完成时限，排不出计划。请先在读文台定完成时限。"
_WITHOUT_A_REASON = "已发布的计划只能凭理由调整，请写明为什么现在调整，理由记入操作台账、各单位可见。"


def why_not_plan(task: Task, by: Actor, reason: str) -> str | None:
    """Return why this actor may not plan a task now; a published one is the office head's, with a reason."""
    if refusal := why_not(by, Permission.DOCUMENTS_READ):
        return refusal
    if task.due_on is None:
        return _WITHOUT_A_DATE
    if task.state in DRAFTS:
        return None
    if task.state != TaskState.OPEN:
        return f"任务现为“{TaskState(task.state).label}”，计划不再调整。"
    if refusal := why_not(by, Permission.EXTENSIONS_DECIDE):
        return f"任务已发布，计划由督查科科长调整。{refusal}"
    return None if reason.strip() else _WITHOUT_A_REASON


def hold(task: Task, version: int, by: Actor, at: datetime, **changes: object) -> None:
    """Write to a task if it still is as the person saw it; who is later waits here, then is told.

    A draft's document is held too, so that it is not published meanwhile.
    """
    state = {"state": task.state}
    if task.state in DRAFTS:
        _hold_desk(task.document)
        changes = {**changes, "decided_at": at, "decided_by": by.words}
    if not Task.objects.filter(id=task.id, version=version, **state).update(
        version=F("version") + 1, **changes
    ):
        raise SomebodyWasFirst(document_queries.who_was_first(task))
    task.refresh_from_db()


def _hold_desk(document: Document) -> None:
    if not Document.objects.filter(id=document.id, published_at=None).update(published_at=None):
        raise Refused("来文刚刚发布，计划不能再当作草稿改。请刷新后查看。")


def told(task: Task) -> Mapping[str, object]:
    """Return what an entry says of the task itself."""
    return {"summary": task.summary, "published": task.state not in DRAFTS}
