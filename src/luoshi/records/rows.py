"""Rows by the thousand: written by one statement, past the objects that the ORM would make of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL


def handed_over(*kinds: str) -> str:
    """Return the SELECT of rows that are handed over as one parameter, from packed().

    `kinds` are the types of its columns in PostgreSQL; SQLite takes them as they are in the JSON.
    """
    if connection.vendor == "sqlite":
        each, columns = "json_each(%s)", [f"value ->> {place}" for place in range(len(kinds))]
    else:
        each = "jsonb_array_elements(%s::jsonb)"
        columns = [f"CAST(value ->> {place} AS {kind})" for place, kind in enumerate(kinds)]
    return f"SELECT {', '.join(columns)} FROM {each}"  # noqa: S608


def packed(rows: Iterable[Sequence[object]]) -> str:
    """Return rows of numbers, texts, dates and None as the one parameter that handed_over() reads."""
    return json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"), default=str)


def among(ids: Iterable[int]) -> RawSQL:
    """Return ids as one parameter for `id__in`, however many; a list would be a parameter for each."""
    return RawSQL(handed_over("bigint"), [packed([each] for each in ids)])  # noqa: S611


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    returning: str = "id",
    **same: object,
) -> list[Any]:
    """Insert rows, those left out that a unique key already holds, and return `returning` of the others.

    `columns` name the fields whose values differ from row to row, `same` gives those that are alike in all;
    the rest have their defaults.
    """
    if not rows:
        return []
    fields = {
        field.attname: field
        for field in model._meta.local_concrete_fields
        if field.attname in columns or not field.primary_key
    }
    alike = [field for name, field in fields.items() if name not in columns]
    constants = [
        field.get_db_prep_save(same.get(field.attname, field.get_default()), connection) for field in alike
    ]
    chosen = [fields[name] for name in columns]
    named = ", ".join(f'"{field.column}"' for field in (*alike, *chosen))
    given = handed_over(*(field.db_type(connection) or "" for field in chosen))
    statement = (
        f'INSERT INTO "{model._meta.db_table}" ({named})'  # noqa: S608
        f" SELECT {'%s, ' * len(alike)}given.* FROM ({given}) AS given"
        f' WHERE true ON CONFLICT DO NOTHING RETURNING "{returning}"'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*constants, packed(rows)])
        return [row[0] for row in cursor.fetchall()]
