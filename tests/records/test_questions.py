"""Questions that are composed once: the same answer as asked anew, and never an old one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, QuerySet
from pytest_django import DjangoAssertNumQueries

from luoshi.records import questions
from luoshi.records.models import Entry, Notice, Unit
from tests import cast

NOON = datetime(2026, 11, 16, 4, tzinfo=UTC)


def told(unit_id: int) -> QuerySet[Any, Any]:
    rows = Notice.objects.filter(unit_id=unit_id).order_by("-id")
    return rows.values_list("unit__from_on", "words", "at")[:2]


def facts_of(action: str) -> QuerySet[Any, Any]:
    same = Entry.objects.filter(number=OuterRef("number"))
    return Entry.objects.filter(action=action).values_list("facts", Exists(same))


def nobody(unit_id: int) -> QuerySet[Any, Any]:
    return Unit.objects.filter(id__in=[], branch=unit_id).values_list("id")


def named(name: str) -> QuerySet[Any, Any]:
    return Notice.objects.filter(unit_id=Unit.objects.get(name=name).id).values_list("id")


def test_a_question_is_composed_once_and_answered_anew(
    city: cast.City, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert questions.ask(told, city.east.id) == []
    for number in range(3):
        words = {"words": f"第{number}条", "link": "/", "by": "某人"}
        Notice.objects.create(key=f"n:{number}", unit=city.east, at=NOON, **words)
    with django_assert_num_queries(1):
        found = questions.ask(told, city.east.id)
    assert found == [(city.east.from_on, "第2条", NOON), (city.east.from_on, "第1条", NOON)]
    assert found == list(told(city.east.id))
    assert questions.ask(told, city.west.id) == []


def test_every_column_is_read_as_its_kind(city: cast.City) -> None:
    who = {"actor": "某人", "unit": "", "post_id": 0}
    Entry.objects.create(number=1, at=NOON, action="x", subject="s", facts={"a": [1]}, seal="", **who)
    assert questions.ask(facts_of, "x") == list(facts_of("x")) == [({"a": [1]}, True)]


@pytest.mark.django_db
def test_what_cannot_be_is_not_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert questions.ask(nobody, 1) == []


def test_a_question_that_itself_asks_is_told_apart(city: cast.City) -> None:
    with pytest.raises(AssertionError, match="while it was composed"):
        questions.ask(named, city.east.name)
