"""Statements written by hand, for what is asked hundreds of times a second.

Django composes each query anew, in half a millisecond to two; the databases answer the same in a tenth of it.
So the pages that many people open at once are asked for in plain SQL that both databases read alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def ask(statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return the rows that a statement asks for; what stands for %s is handed over apart from it.

    Dates come back as dates and whole numbers as int on either database; instants do not: leave them out,
    and hand them over as `instant`.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def model(kind: type[Row], names: Sequence[str], values: Sequence[Any]) -> Row:
    """Return a row of a table from the columns that a statement gave; others are fetched when asked for.

    `names` are attributes (`task_id`); `values` numbers, texts and dates, as `ask` returns no others.
    """
    return kind.from_db(connection.alias, names, values)


def instant(at: datetime) -> object:
    """Return an aware instant as the database compares it."""
    return connection.ops.adapt_datetimefield_value(at)


def insert(row: models.Model) -> None:
    """Insert one new row and give it its number. Raises IntegrityError as save() does; sends no signals."""
    fields = [field for field in row._meta.local_concrete_fields if getattr(row, field.attname) is not None]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    table, key = row._meta.db_table, row._meta.pk.column
    [[row.pk]] = ask(_INSERT.format(table=table, columns=columns, marks=marks, key=key), values)
    row._state.adding, row._state.db = False, connection.alias


_INSERT = 'INSERT INTO "{table}" ({columns}) VALUES ({marks}) RETURNING "{key}"'


def codes(members: Iterable[str]) -> str:
    """Return codes of our own as they stand in a statement, for IN: ('CLOSING', 'OPEN').

    Never for anything that a person typed. SQLite takes a partial index only where the statement itself says
    the index's condition, so these are not handed over apart.
    """
    return f"({', '.join(repr(str(code)) for code in sorted(members))})"


def containing(words: str) -> str:
    """Return the pattern of texts that contain these words, for LIKE %s ESCAPE '!'."""
    for special in "!%_":
        words = words.replace(special, f"!{special}")
    return f"%{words}%"


def seconds(column: str) -> str:
    """Return the expression of an instant of a column as whole seconds since 1970, in UTC."""
    if connection.vendor == "sqlite":
        return f"unixepoch({column})"
    return f"CAST(floor(extract(epoch FROM {column})) AS bigint)"


def ordinal(column: str) -> str:
    """Return the expression of a day of a column as date.toordinal() counts it."""
    if connection.vendor == "sqlite":
        return f"CAST(julianday({column}) - 1721424.5 AS INTEGER)"
    return f"({column} - DATE '0001-01-01' + 1)"


def day_as_kept(column: str) -> str:
    """Return the expression of a day as the database keeps it: a text of SQLite, a date of PostgreSQL.

    Of a hundred thousand rows SQLite's days are read into dates one by one, a few hundred different ones.
    """
    return f"{column} || ''" if connection.vendor == "sqlite" else column
