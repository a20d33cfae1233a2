"""What holds for every test of the house."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterator
from datetime import timedelta
from typing import Any

import hypothesis
import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from pytest_django import Settings

from luoshi.queries import calendar, parameters
from tests import cast

# No example is failed for being slow: the machine may be busy, and no test here is timed.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


# What Django makes of a condition on a joined table: the row's own conditions end up inside a subquery, and
# PostgreSQL, after waiting for another transaction's change of the row, does not look at them again.
_BLIND = re.compile(r'UPDATE "(\w+)" SET .* WHERE "\1"\."id" IN \(SELECT .* FROM "\1" .*\)$')


def _watch(execute: Callable[..., object], sql: str, params: Any, many: bool, context: Any) -> object:
    assert not _BLIND.match(sql), f"两人同时写时，这一句会让两人都写成：{sql}"
    return execute(sql, params, many, context)


def _watch_updates(connection: BaseDatabaseWrapper, **_: object) -> None:
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watch)


connection_created.connect(_watch_updates)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a journey that would be skipped where everything is meant to run (CI=true)."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and item.get_closest_marker("journey"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: a journey is driven, not skipped. It said: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _no_work_behind_the_tests(settings: Settings) -> None:
    """Let no page start a process: it would work on a database that is not the test's."""
    settings.STARTS_WORK = False


@pytest.fixture(autouse=True)
def _the_clock_on_the_wall(settings: Settings) -> None:
    """Let the demo city that was loaded here, and lives on another day, move no test's clock."""
    settings.CLOCK_OFFSET = timedelta(0)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Forget calendars and parameters of other tests: rows rolled back give their ids to the next."""
    first_calendar, first_book = dict(calendar._known), dict(parameters._known)
    yield
    for known, first in ((calendar._known, first_calendar), (parameters._known, first_book)):
        known.clear()
        known.update(first)


@pytest.fixture
def bare_city(db: None) -> cast.City:
    """The city with its people and nothing published."""
    return cast.build_city()


@pytest.fixture
def city(bare_city: cast.City) -> cast.City:
    """The city with one published document."""
    return cast.publish(bare_city)
