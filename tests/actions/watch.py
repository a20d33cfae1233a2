"""What every test of an action watches: one entry in the ledger when it is done, nothing at all when not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from luoshi.queries import audit
from luoshi.records.models import Entry
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Return everything that is kept, table by table; thousands of times in a run, so past the ORM."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("records").get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
            found[model.__name__] = cursor.fetchall()
    return found


@contextmanager
def one_entry(action: str, by: Actor, subject: str = "") -> Iterator[None]:
    """Hold the block to exactly one new entry that says what was done, to what and by whom."""
    before = Entry.objects.count()
    yield
    assert Entry.objects.count() == before + 1
    entry = latest()
    assert (entry.action, entry.actor, entry.unit, entry.post_id) == (
        action,
        by.words,
        by.unit_name,
        by.post_id,
    )
    if subject:
        assert entry.subject == subject
    # The document of the cast was not registered by an action: that one fault has no number.
    assert [fault for fault in audit.faults() if fault.number] == []


def latest() -> Entry:
    """Return the newest entry of the ledger."""
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    return entry


@contextmanager
def nothing_but(words: str, kind: type[Exception] = Refused) -> Iterator[None]:
    """Hold the block to a refusal with these words in its reason, and to leave every row as it was."""
    before = rows()
    with pytest.raises(kind) as caught:
        yield
    assert isinstance(caught.value, Refused | SomebodyWasFirst)
    assert words in caught.value.reason
    assert rows() == before


def changed(before: dict[str, list[tuple[object, ...]]]) -> set[str]:
    """Return the names of the models whose rows differ from what was noted before."""
    now = rows()
    return {name for name in now if now[name] != before[name]}
