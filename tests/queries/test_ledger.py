"""The ledger's filters, orders and pages, and how often the database is asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.queries import desks, documents, letters, reports, tasks
from luoshi.queries.tasks import Due, Filter, Sort, Standing
from luoshi.records.models import Assignment, Milestone, Task
from luoshi.rules.people import Actor
from tests import cast

TODAY = date(2026, 11, 18)


def add(city: cast.City, number: int, **changes: object) -> Assignment:
    """Add a task with one part for the eastern county."""
    due_on = changes.pop("due_on", TODAY + timedelta(days=60))
    assert isinstance(due_on, date)
    task = Task.objects.create(
        document=city.document,
        start=0,
        end=5,
        summary=f"任务{number:03d}",
        start_on=cast.MONDAY,
        due_on=max(due_on, cast.MONDAY),
        state="OPEN",
    )
    Milestone.objects.create(task=task, due_on=task.due_on, planned_x100=10_000, label="完成")
    return Assignment.objects.create(
        **{
            "task": task,
            "unit": city.east,
            "branch": city.east,
            "role": "RESPONSIBLE",
            "state": "OPEN",
            "due_on": due_on,
            "lamp": "GREEN",
            "lamp_on": cast.MONDAY,
            **changes,
        }
    )


@pytest.mark.django_db
def test_a_sheet_says_what_the_pages_say(city: cast.City) -> None:
    for number in range(3):
        add(city, number, due_on=TODAY + timedelta(days=number))
    Assignment.objects.filter(task=Task.objects.get(summary="任务001")).update(
        first_responsible=city.actors["county_head"].post_id, claimed_on=TODAY, claimed_x100=4550
    )
    clerk = city.clerk
    for asked in (Filter(), Filter(standing=Standing.ALL, sort=Sort.CLAIMED, descending=True)):
        shown = tasks.page(clerk, asked, TODAY).rows
        assert tasks.every(clerk, asked, TODAY) == shown
        assert tasks.every(clerk, asked, TODAY, limit=2) == shown[:2]
    assert {row.first for row in shown} > {""}


def found(actor: Actor, **asked: object) -> list[str]:
    """Return the summaries that a filter finds among those added, in its order."""
    page = tasks.page(actor, Filter(**asked), TODAY)  # type: ignore[arg-type]
    return [row.summary[-3:] for row in page.rows if row.summary.startswith("任务")]


@pytest.fixture
def mixed(city: cast.City) -> cast.City:
    """Nine parts that differ in one thing each."""
    add(city, 1, due_on=TODAY - timedelta(days=1), lamp="RED")
    add(city, 2, due_on=TODAY)
    add(city, 3, due_on=date(2026, 11, 22))
    add(city, 4, due_on=date(2026, 11, 23), claimed_x100=9000)
    add(city, 5, due_on=TODAY + timedelta(days=8), state="CLOSING", claimed_x100=10_000)
    add(city, 6, due_on=TODAY + timedelta(days=30), state="CLOSED", lamp="BLUE")
    add(city, 7, due_on=TODAY + timedelta(days=31), state="CANCELLED")
    add(city, 8, due_on=TODAY + timedelta(days=30), unit=city.west, branch=city.west, lamp="YELLOW")
    add(city, 9, first_responsible_id=city.county_head.post_id, due_on=TODAY + timedelta(days=40))
    return city


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, "001 002 003 004 005 008 009"),
        ({"standing": Standing.CLOSING}, "005"),
        ({"standing": Standing.CLOSED}, "006"),
        ({"standing": Standing.ALL}, "001 002 003 004 005 006 008 007 009"),
        ({"lamp": "RED"}, "001"),
        ({"lamp": "YELLOW"}, "008"),
        ({"lamp": "'; DROP TABLE"}, ""),
        ({"due": Due.OVERDUE}, "001"),
        ({"due": Due.WEEK}, "001 002 003"),
        ({"due": Due.SEVEN}, "002 003 004"),
        ({"due": Due.THIRTY}, "002 003 004 005 008"),
        ({"owner": "庚局长"}, "009"),
        ({"owner": "庚"}, ""),
        ({"words": "任务00"}, "001 002 003 004 005 008 009"),
        ({"words": "西山"}, "008"),
        ({"words": "%"}, ""),
        ({"words": "_"}, ""),
        ({"sort": Sort.CLAIMED, "descending": True}, "005 004 009 008 003 002 001"),
        ({"descending": True}, "009 008 005 004 003 002 001"),
        ({"sort": Sort.UNIT, "due": Due.THIRTY}, "002 003 004 005 008"),
    ],
    ids=repr,
)
def test_what_a_filter_finds_in_which_order(mixed: cast.City, asked: dict[str, object], wanted: str) -> None:
    assert found(mixed.clerk, **asked) == wanted.split()


def test_a_branch_is_its_units_and_a_document_its_tasks(mixed: cast.City) -> None:
    assert found(mixed.clerk, branch_id=mixed.west.id) == ["008"]
    assert found(mixed.clerk, branch_id=mixed.west.id, document_id=mixed.document.id) == ["008"]
    assert found(mixed.clerk, document_id=mixed.document.id + 1) == []
    assert found(mixed.county, branch_id=mixed.west.id) == []


def test_a_late_friday_sees_its_own_week(city: cast.City) -> None:
    add(city, 1, due_on=date(2026, 11, 15))
    add(city, 2, due_on=date(2026, 11, 16))
    add(city, 3, due_on=date(2026, 11, 22))
    add(city, 4, due_on=date(2026, 11, 23))
    for day in (date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 22)):
        page = tasks.page(city.clerk, Filter(due=Due.WEEK), day)
        assert [row.summary[-3:] for row in page.rows] == ["002", "003"]


def test_pages_hold_every_row_once(city: cast.City) -> None:
    Assignment.objects.filter(task=city.task).delete()
    for number in range(101):
        add(city, number, due_on=TODAY + timedelta(days=number % 3))
    pages = [tasks.page(city.clerk, Filter(), TODAY, number) for number in (1, 2, 3, 4)]
    assert [len(page.rows) for page in pages] == [50, 50, 1, 0]
    assert [page.has_next for page in pages] == [True, True, False, False]
    assert [page.count for page in pages[:3]] == [101] * 3
    seen = [row.id for page in pages for row in page.rows]
    assert len(seen) == len(set(seen)) == 101
    assert [(page.first_index, page.last_index) for page in pages[:3]] == [(1, 50), (51, 100), (101, 101)]
    assert [row.id for row in tasks.every(city.clerk, Filter(), TODAY)] == seen


def counted(ask: object) -> int:
    """Return how many queries a call asks."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert callable(ask)
        ask()
    return len(asked)


ASKED = {
    "ledger": lambda city: tasks.page(city.clerk, Filter(), TODAY),
    "sheet": lambda city: tasks.every(city.clerk, Filter(), TODAY),
    "week": lambda city: reports.week_of(city.county, reports.period(cast.MONDAY), TODAY),
    "standing": lambda city: reports.standing_in(city.clerk, cast.MONDAY),
    "standings": lambda city: desks.standings(city.clerk),
    "desk of the office": lambda city: desks.decisions(city.clerk, TODAY),
    "desk of a county": lambda city: desks.decisions(city.county, TODAY),
    "choices": lambda city: desks.choices(city.clerk),
    "reading desk": lambda city: documents.desk(city.document),
    "documents": lambda city: documents.listed(city.clerk),
    "ladder": lambda city: letters.items_for(city.east, TODAY),
}


@pytest.mark.parametrize("name", ASKED)
def test_more_rows_ask_no_more_queries(city: cast.City, name: str) -> None:
    """Asked with one part more and with three parts more, it is the same number."""
    add(city, 1, lamp="YELLOW", claimed_x100=10_000)
    ASKED[name](city)
    one = counted(lambda: ASKED[name](city))
    for number in (2, 3):
        add(city, number, lamp="RED", claimed_x100=10_000)
    assert counted(lambda: ASKED[name](city)) == one
