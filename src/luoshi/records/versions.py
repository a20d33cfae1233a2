"""A row that several may hold open is changed only as it was read; who comes second is told who was first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from django.db.models import F

from luoshi.records.models import (
    Conclusion,
    Entry,
    Mandate,
    Opinion,
    Rectification,
    Request,
    Sanction,
    Talk,
)
from luoshi.rules.refusals import SomebodyWasFirst

Versioned: TypeAlias = Conclusion | Mandate | Opinion | Rectification | Request | Sanction | Talk

_WHAT: Mapping[type[Versioned], str] = {
    Conclusion: "这份督查结论",
    Mandate: "这份督查立项",
    Opinion: "这份督导意见",
    Rectification: "这份整改",
    Request: "这项要求",
    Sanction: "这件问责",
    Talk: "这次约谈",
}


def change(row: Versioned, changes: Mapping[str, object]) -> None:
    """Change a row that is still as it was read, and have it as it is now.

    Raises SomebodyWasFirst when it is not, naming who did something to it last.
    """
    model = type(row)
    as_read = model._default_manager.filter(pk=row.pk, version=row.version, state=row.state)
    won = as_read.update(version=F("version") + 1, **changes)
    row.refresh_from_db(fields={"version", "state", *changes})
    if not won:
        entry = Entry.objects.filter(subject=f"{model._meta.model_name}:{row.pk}").order_by("-number").first()
        hand = entry.actor if entry else "他人"
        raise SomebodyWasFirst(
            f"{_WHAT[model]}刚由{hand}改动，现为“{row.get_state_display()}”。请看过最新内容再办。"
        )
