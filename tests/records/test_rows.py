"""Many rows in one statement come out as the ORM would have written them, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import date

from luoshi.records import rows
from luoshi.records.models import Alert, Assignment, Notice, Unit
from tests import cast
from tests.actions.stage import NOON

ODD = "“引号”'\"\\ %s 100%\n换行 ☃ 𠮷"


def test_rows_bear_what_differs_what_is_alike_and_the_defaults(city: cast.City) -> None:
    part = city.assignments["east"]
    made = rows.insert(
        Alert,
        ("assignment_id", "unit_id", "lamp", "reason"),
        [(part.id, part.unit_id, "RED", ODD), (part.id, part.unit_id, "YELLOW", "")],
        raised_on=date(2026, 11, 20),
    )
    first, second = Alert.objects.order_by("id")
    assert made == [first.id, second.id]
    assert (first.assignment, first.unit, first.lamp, first.reason) == (part, part.unit, "RED", ODD)
    assert (second.lamp, second.reason, second.raised_on) == ("YELLOW", "", date(2026, 11, 20))
    assert (first.state, first.dismissed_at, first.dismissed_by, first.dismiss_reason) == (
        "OPEN",
        None,
        None,
        "",
    )


def told(city: cast.City, *keys: str) -> list[object]:
    """Return the keys that were new."""
    given = [(key, city.east.id, ODD, "/") for key in keys]
    columns = ("key", "unit_id", "words", "link")
    return rows.insert(Notice, columns, given, returning="key", at=NOON, by="某人")


def test_what_a_key_already_holds_is_left_out_and_not_counted(city: cast.City) -> None:
    assert told(city, "a", "b") == ["a", "b"]
    assert told(city, "b", "c", "c") == ["c"]
    assert told(city, "a", "b", "c") == told(city) == []
    assert sorted(Notice.objects.values_list("key", "words", "at")) == [(key, ODD, NOON) for key in "abc"]


def test_more_ids_than_a_statement_takes_parameters_are_found(city: cast.City) -> None:
    wanted = [*range(-300_000, 0), city.east.id, city.west.id]
    found = Unit.objects.filter(id__in=rows.among(wanted)).order_by("id")
    assert list(found) == sorted((city.east, city.west), key=lambda unit: unit.id)
    parts = Assignment.objects.filter(unit__in=rows.among([city.east.id]))
    assert set(parts.values_list("unit_id", flat=True)) == {city.east.id}
    assert not Unit.objects.filter(id__in=rows.among([])).exists()
