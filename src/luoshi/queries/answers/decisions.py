"""What had been decided at the desk by an instant, from the ledger of actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from luoshi.queries.answers.model import Became
from luoshi.records.models import Document, Entry, Task
from luoshi.rules.tasks import DRAFTS, TaskState

# What the desk decides, by the action that the ledger names.
_DECIDES = {
    "tasks.accept": TaskState.ACCEPTED,
    "tasks.drop": TaskState.DROPPED,
    **dict.fromkeys(("tasks.reopen", "tasks.split", "tasks.merge", "tasks.propose"), TaskState.PROPOSED),
}


def directives(document: Document, until: datetime) -> dict[int, Became]:
    """Return each directive as it had been decided; one that was proposed or found later is left out."""
    rows = {task.id: task for task in document.tasks.order_by("start", "id")}
    told: dict[int, list[Entry]] = {task_id: [] for task_id in rows}
    subjects = [f"task:{task_id}" for task_id in rows]
    for entry in Entry.objects.filter(subject__in=subjects).order_by("number"):
        told[int(entry.subject.partition(":")[2])].append(entry)
    halves = {
        entry.facts["into"]: task_id
        for task_id, entries in told.items()
        for entry in entries
        if entry.action == "tasks.split" and entry.at >= until
    }
    advised = Entry.objects.filter(
        subject=f"document:{document.id}", action="tasks.advise", at__gte=until
    ).values_list("facts", flat=True)
    later = {task_id for facts in advised for task_id in facts["tasks"]}
    found = {}
    for task_id, task in rows.items():
        was_proposed = any(entry.action == "tasks.propose" and entry.at >= until for entry in told[task_id])
        if was_proposed or task_id in later:
            continue
        whole = task_id
        while whole in halves:
            whole = halves[whole]
        found[task_id] = _decided(task, told[task_id], told[whole], until)
    return found


def _decided(task: Task, own: Sequence[Entry], entries: Sequence[Entry], until: datetime) -> Became:
    """Replay the ledger of a directive, or of the one that it was cut from later (`entries`)."""
    before = [entry for entry in entries if entry.at < until and entry.action in _DECIDES]
    edited = next((e.facts["before"] for e in own if e.action == "tasks.edit" and e.at >= until), None)
    last = before[-1] if before else None
    state = _DECIDES[last.action] if last else TaskState.PROPOSED
    if entries is own and all(entry.at < until for entry in own) and task.state in DRAFTS:
        state = TaskState(task.state)
    return Became(
        id=task.id,
        summary=str(edited["summary"]) if edited else task.summary,
        due_on=_day(edited["due"]) if edited else task.due_on,
        is_borderline=task.is_borderline,
        state=state,
        reason=str(last.facts.get("reason", "")) if last and state is TaskState.DROPPED else "",
        by=last.actor if last else "",
        decided_on=timezone.localdate(last.at) if last else None,
    )


def _day(words: object) -> date | None:
    return date.fromisoformat(words) if isinstance(words, str) and words else None
