"""The parameters in force are those that are stored, in whatever order they were committed."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.queries import parameters
from luoshi.records.models import LocalParameter
from tests.actions.stage import NOON

KEY = "letter.supervision_reply"


def store(number: int, value: int, effective_from: date) -> None:
    LocalParameter.objects.create(
        id=number,
        key=KEY,
        value=value,
        source="市教〔2026〕1号",
        effective_from=effective_from,
        entered_at=NOON,
        entered_by="某人",
    )


@pytest.mark.django_db
def test_a_row_committed_late_under_an_earlier_number_holds_as_well() -> None:
    store(902, 7, date(2026, 12, 1))
    assert [parameters.book().value(KEY, date(2026, month, 2)) for month in (11, 12)] == [5, 7]
    store(901, 6, date(2026, 11, 1))
    assert [parameters.book().value(KEY, date(2026, month, 2)) for month in (10, 11, 12)] == [5, 6, 7]
