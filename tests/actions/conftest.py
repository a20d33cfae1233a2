"""What every test of an action stands on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from luoshi.queries import calendar, parameters


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Forget calendars and parameters of other tests: rows rolled back give their ids to the next."""
    first_calendar, first_book = dict(calendar._known), dict(parameters._known)
    yield
    for known, first in ((calendar._known, first_calendar), (parameters._known, first_book)):
        known.clear()
        known.update(first)
