"""What a unit owes for a week is counted from its parts; it says what the accounts say, in any order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from luoshi.actions import reports
from luoshi.queries import reports as queries
from luoshi.records.models import Assignment, Report
from luoshi.rules.reports import STANDING, AllowanceKind
from tests import cast
from tests.actions.stage import noon
from tests.actions.test_reports import send

FIRST, SECOND = cast.MONDAY, cast.MONDAY + timedelta(days=7)


def told_by_accounts(city: cast.City, week: date) -> tuple[int, int]:
    """Return (sent, owed) of the eastern county, looked up account by account."""
    parts = Assignment.objects.filter(unit=city.east, state="OPEN", role__in=["LEAD", "RESPONSIBLE"])
    standing = Report.objects.filter(week_start=week, state__in=sorted(STANDING), assignment__in=parts)
    return standing.values("assignment").distinct().count(), parts.count()


def send_back(city: cast.City, week: date, on: int) -> None:
    report = Report.objects.get(week_start=week, state__in=sorted(STANDING))
    reports.return_report(report=report, reason="请补充依据。", by=city.head, at=noon(on))


STEPS: list[Callable[[cast.City], object]] = [
    lambda city: send(city, 1000, at=noon(1)),
    lambda city: send_back(city, FIRST, 1),
    lambda city: send(city, 1100, revision=2, words="更正", at=noon(2)),
    lambda city: send(city, 1200, words="图审未完。", week_start=SECOND, at=noon(7)),
    lambda city: send_back(city, FIRST, 7),
    lambda city: send_back(city, SECOND, 7),
    lambda city: send(city, 1100, revision=3, words="补报", at=noon(8)),
    lambda city: send(city, 1300, words="图审未完。", week_start=SECOND, revision=2, at=noon(8)),
]


@pytest.mark.django_db
def test_the_count_of_a_week_says_what_the_accounts_say_after_every_step(city: cast.City) -> None:
    reports.grant_allowance(
        unit=None,
        week_start=FIRST,
        kind=AllowanceKind.EXCUSED,
        until_on=FIRST + timedelta(days=12),
        reason="断网",
        by=city.head,
        at=noon(0),
    )
    seen = []
    for step in STEPS:
        step(city)
        for week in (FIRST, SECOND):
            counted = queries.progress(city.county, week)
            assert counted == told_by_accounts(city, week)
            [mine] = [each for each in queries.standing_in(city.head, week) if each.unit == city.east]
            returned = Report.objects.filter(week_start=week, state="RETURNED").count()
            assert (mine.sent, mine.owed, mine.waiting, mine.returned) == (
                *counted,
                counted[1] - counted[0] - returned,
                returned,
            )
            seen.append(counted[0])
    assert seen == [1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1]
