"""Who is reminded of what, on which day, and of what nobody is reminded any more."""

from __future__ import annotations

from datetime import date

from luoshi.actions import notices, requests
from luoshi.jobs import reminders
from luoshi.queries import requests as request_queries
from luoshi.records.models import Notice, Request
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.asked import asked_of_east, october
from tests.actions.stage import NOON

TITLE = "10月学前教育基本情况"


def told(on: date) -> list[tuple[str, str]]:
    """Return the reminders of a day about requests: whose, and the words."""
    return [
        (each.unit.short_name, each.words) for each in reminders.due(on) if each.key.startswith("request:")
    ]


def test_who_owes_an_answer_is_reminded_the_day_before_and_on_the_day(city: cast.City) -> None:
    request = asked_of_east(city)
    assert request.due_on == date(2026, 11, 12)
    assert told(date(2026, 11, 10)) == []
    assert told(date(2026, 11, 11)) == [("东河区", f"“{TITLE}”11月12日截止，本单位还没有填报。")]
    assert told(date(2026, 11, 12)) == [("东河区", f"“{TITLE}”今天截止，本单位还没有填报。")]
    assert told(date(2026, 11, 13)) == []
    before = Notice.objects.count()
    for _ in range(2):
        notices.remind(reminders=reminders.due(date(2026, 11, 11)), by=SYSTEM, at=NOON)
    assert Notice.objects.count() == before + 1
    values = {field.id: "1250" for field in request_queries.fields_of(request)}
    requests.answer_request(request=request, values=values, by=city.county, at=NOON)
    assert told(date(2026, 11, 12)) == []


def test_over_a_weekend_the_friday_before_and_never_of_what_was_withdrawn(city: cast.City) -> None:
    draft = requests.draft_request(written=october(city), by=city.office_unit, at=NOON)
    request = requests.ask_request(request=draft, by=city.office_head, at=NOON)
    Request.objects.filter(id=request.id).update(due_on=date(2026, 11, 15))
    assert told(date(2026, 11, 13)) == [("东河区", f"“{TITLE}”11月15日截止，本单位还没有填报。")]
    request.refresh_from_db()
    requests.withdraw_request(request=request, reason="不需要", by=city.office_head, at=NOON)
    assert told(date(2026, 11, 13)) == []
