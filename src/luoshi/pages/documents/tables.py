"""The 任务分解表 of a document as it stands on the desk now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from luoshi.crafts.reading import Directive, Reading
from luoshi.crafts.reading.almanac import Due
from luoshi.queries.documents import Draft
from luoshi.rules import calendar
from luoshi.rules.tasks import Role, TaskState

_LEFT_OUT = frozenset({TaskState.DROPPED, TaskState.CANCELLED})


def reading_of(
    *,
    title: str,
    kind: str,
    number: str,
    issued_on: date | None,
    body: tuple[int, int],
    drafts: Sequence[Draft],
    provisional: Collection[int],
) -> Reading:
    """Return the reading as the office has decided it: without the dropped, the rest as it stands.

    `provisional` are the directives whose due date may still move.
    """
    kept = [draft for draft in drafts if draft.state not in _LEFT_OUT]
    return Reading(
        title=title,
        kind=kind,
        number=number,
        issued_on=issued_on,
        body_start=body[0],
        body_end=body[1],
        headings=(),
        directives=tuple(_directive(draft, draft.id in provisional) for draft in kept),
        sentences=(),
    )


def tasks(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the directives that a table has rows for, in its order: no doubtful one that still waits."""
    return [
        draft
        for draft in drafts
        if draft.state not in _LEFT_OUT and not (draft.is_borderline and draft.is_waiting)
    ]


def _directive(draft: Draft, is_provisional: bool) -> Directive:
    roles = {role.label: [owner.name for owner in draft.owners if owner.role is role] for role in Role}
    roles[Role.RESPONSIBLE.label] += draft.unknown
    words = calendar.full_date(draft.due_on) if draft.due_on else draft.deadline_words
    if draft.stages:
        words = f"{words}，阶段时限{'、'.join(map(calendar.full_date, draft.stages))}"
    return Directive(
        start=draft.start,
        end=draft.end,
        quote=draft.quote,
        summary=draft.summary,
        units=tuple(name for names in roles.values() for name in names),
        roles=roles,
        deadline=words,
        due_on=draft.due_on,
        heading_path=draft.heading_path,
        possible=draft.is_borderline and draft.is_waiting,
        standard=draft.standard,
        dates=(Due(words, draft.due_on, is_provisional),) if draft.due_on else (),
    )
