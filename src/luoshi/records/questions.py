"""Questions that are composed once and asked often.

Django composes a query anew each time it is asked, in one to six milliseconds for the wide ones; the
answer takes a fraction of that. A desk asks some twenty. What is composed depends on who asks and for which
day alone, so it is kept: the statement as text, what it is asked about, and how each column is read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from luoshi.records import statements

KEPT = 4096
"""How many composed questions a process keeps: of some two hundred people, 2 KB each."""


@dataclass(frozen=True, slots=True)
class _Composed:
    text: str
    parameters: tuple[Any, ...]
    readers: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


def ask(question: Callable[..., QuerySet[Any, Any]], *about: Hashable) -> list[tuple[Any, ...]]:
    """Return the rows that `question(*about)` asks for, each as the tuple of its values_list().

    `question` is a function of a module. What it returns is kept for the life of the process, so it may ask
    the database nothing itself: AssertionError when it does.
    """
    composed = _compose(question, *about)
    if composed is None:
        return []
    rows = statements.ask(composed.text, composed.parameters)
    return [_read(row, composed) for row in rows] if composed.readers else rows


@lru_cache(maxsize=KEPT)
def _compose(question: Callable[..., QuerySet[Any, Any]], *about: Hashable) -> _Composed | None:
    with connection.execute_wrapper(_refuse):
        compiler = question(*about).query.get_compiler(connection=connection)
        try:
            text, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    readers = ((place, *found) for place, found in compiler.get_converters(columns).items())
    told = tuple((place, tuple(each), column) for place, each, column in readers)
    return _Composed(intern(text), tuple(parameters), told)


def _refuse(*_: object) -> None:
    raise AssertionError("a question that is kept asked the database while it was composed")


def _read(row: tuple[Any, ...], composed: _Composed) -> tuple[Any, ...]:
    values = list(row)
    for place, readers, column in composed.readers:
        for reader in readers:
            values[place] = reader(values[place], column, connection)
    return tuple(values)
