"""What happened to a task, in the order of time: who did what, which lamps turned, which letters went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone

from luoshi.queries import lamps as lamp_queries
from luoshi.queries import tasks as task_queries
from luoshi.queries.tasks import Part
from luoshi.rules.audit import ACTION_WORDS
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import LetterKind
from luoshi.rules.people import Actor

_END_OF_DAY = datetime.combine(date.max, time(), UTC)
_KINDS = {
    "reports.submit": "report",
    "tasks.confirm_close": "done",
    "documents.publish": "letter",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline. `at` is known to the minute, or only the day `on` is."""

    on: date
    title: str
    kind: str = ""
    at: datetime | None = None
    text: str = ""
    who: str = ""
    url: str = ""


def told(actor: Actor, task: Any, part: Part, letters: Iterable[Any], today: date) -> list[Event]:
    """Return the story of one unit's part of a task, as this actor may know it, its due date at the end."""
    events = [
        Event(
            on=timezone.localdate(entry.at),
            at=entry.at,
            title=ACTION_WORDS[entry.action],
            kind=_KINDS.get(entry.action, ""),
            text=_said(entry.action, entry.facts),
            who=entry.actor,
        )
        for entry in task_queries.history(actor, task, [part])
    ]
    events += [
        Event(
            on=change.turned_on,
            title=f"{_lamp(change.before)} → {_lamp(change.after)}",
            kind=f"lamp-{change.after.lower()}",
            text=f"当日应达{change.planned_x100 / 100:g}%，自报{change.claimed_x100 / 100:g}%",
        )
        for change in lamp_queries.changes([part])
    ]
    events += [event for letter in letters for event in _of_letter(letter)]
    events.sort(key=lambda event: (event.on, event.at or _END_OF_DAY))
    if part.due_on and part.due_on >= today:
        events.append(Event(on=part.due_on, title="完成时限", kind="ahead"))
    return events


def _lamp(code: str) -> str:
    lamp = Lamp(code)
    return f"{lamp.sign} {lamp.label}"


def _said(action: str, facts: Mapping[str, Any]) -> str:
    """Return what the entry itself tells a reader of the task: the progress reported, or the reason given."""
    if action == "reports.submit":
        words = "，与上次无变化" if facts.get("unchanged") else ""
        late = "，迟报" if facts.get("late") else ""
        return f"自报{int(facts['claimed_x100']) / 100:g}%{words}{late}"
    if action == "contradictions.answer":
        return f"{facts['asked']}说明：{facts['words']}"
    if said := facts.get("said"):
        return str(said)
    reason = facts.get("reason")
    return f"理由：{reason}" if reason else ""


def _of_letter(letter: Any) -> Iterable[Event]:
    name = f"{LetterKind(letter.kind).label}{letter.number}"
    url = f"/letters/{letter.id}/"
    for at, who, what in (
        (letter.issued_at, letter.issued_by, "发出"),
        (letter.closed_at, letter.closed_by, "办结"),
        (letter.ended_at, letter.ended_by, "终止"),
    ):
        if at is not None:
            yield Event(timezone.localdate(at), f"{what}{name}", "letter", at, letter.title, who or "", url)
