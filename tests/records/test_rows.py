"""Many rows in one statement come out as the ORM would have written them, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from luoshi.records import rows
from luoshi.records.models import Account, Alert, Assignment, Notice, Person, Post, Unit
from luoshi.rules.people import Duty
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


def test_new_rows_bear_their_ids_and_a_clash_stores_none_of_them(city: cast.City) -> None:
    first, second = rows.reserved(Person, 2)
    assert not Person.objects.filter(id__in=[first, second]).exists()
    rows.fill(Person, ("id", "name", "number"), [(first, ODD, "N1"), (second, "", "")])
    assert list(Person.objects.filter(id__gte=first).values_list("id", "name", "number").order_by("id")) == [
        (first, ODD, "N1"),
        (second, "", ""),
    ]
    assert Person.objects.create(name="后来的人").id > second
    kept = Person.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.fill(Person, ("name", "number"), [("甲", "N2"), ("乙", "N1")])
    assert Person.objects.count() == kept

    held = [(first, city.east.id, Duty.HEAD, "局长", date(2024, 3, 1), None)]
    rows.fill(Post, ("person_id", "unit_id", "duty", "title", "from_on", "to_on"), held)
    stored = Post.objects.values_list("person_id", "unit_id", "duty", "title", "from_on", "to_on")
    assert list(stored.filter(person_id=first)) == held
    rows.fill(Account, ("username", "person_id", "password"), [("zhang", first, "!")])
    account = Account.objects.get(person_id=first)
    assert (account.username, account.is_active, account.last_login) == ("zhang", True, None)
