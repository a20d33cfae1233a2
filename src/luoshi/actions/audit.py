"""How every action enters the ledger: last in its transaction, once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from luoshi.records import rows, statements
from luoshi.records.models import Entry
from luoshi.rules import audit
from luoshi.rules.people import Actor


def record(*, action: str, subject: str, facts: dict[str, object], by: Actor, at: datetime) -> None:
    """Write one entry behind the last one and seal it.

    `facts` holds plain JSON values (text, integers, lists of them). Must run inside the action's transaction:
    taking the head row makes the writers queue here and nowhere else.
    """
    [[number, before]] = statements.ask(
        "UPDATE records_entryhead SET number = number + 1 WHERE id = 1 RETURNING number, seal"
    )
    entry = audit.Entry(number, at, action, subject, by.words, by.unit_name, by.post_id, facts)
    seal = audit.seal(before, entry)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_entryhead SET seal = %s WHERE id = 1", [seal])
    statements.insert(
        Entry(
            number=number,
            at=at,
            action=action,
            subject=subject,
            actor=entry.actor,
            unit=entry.unit,
            post_id=entry.post_id,
            facts=facts,
            seal=seal,
        )
    )


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def record_each(
    *, action: str, about: Sequence[tuple[str, dict[str, object]]], by: Actor, at: datetime
) -> None:
    """Write one entry for each (subject, facts) in their order, as record() does, in three statements."""
    [[last, seal]] = statements.ask(
        "UPDATE records_entryhead SET number = number + %s WHERE id = 1 RETURNING number, seal", [len(about)]
    )
    written = []
    for number, (subject, facts) in enumerate(about, start=last - len(about) + 1):
        entry = audit.Entry(number, at, action, subject, by.words, by.unit_name, by.post_id, facts)
        seal = audit.seal(seal, entry)
        written.append((number, subject, _JSON.encode(facts), seal))
    same = {"at": at, "action": action, "actor": by.words, "unit": by.unit_name, "post_id": by.post_id}
    rows.fill(Entry, ("number", "subject", "facts", "seal"), written, **same)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_entryhead SET seal = %s WHERE id = 1", [seal])
