"""A calendar's address: what its owner may see and nothing beyond it, as long as the owner is in post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.actions import extensions
from luoshi.pages import tries
from luoshi.records.models import Account, Assignment, Entry, Feed, Post, Task
from luoshi.rules.letters import LetterState
from luoshi.site.logs import Discreet
from tests import cast
from tests.actions.stage import NOON, letter
from tests.pages.weeks_and_letters import FRIDAY, add_tasks, set_clock
from tests.security.conftest import SignIn


@pytest.fixture(autouse=True)
def _nobody_tried_before(db: None, settings: Settings) -> Iterator[None]:
    set_clock(settings, FRIDAY)
    cache.clear()
    yield
    cache.clear()


def opened(client: Client, reach: str = "UNIT") -> str:
    """Make a feed and return the path of its address, as the page shows it once."""
    page = client.post("/times/feed/", {"reach": reach})
    assert page["Cache-Control"] == "no-store"
    address = re.search(r'class="form-control feed-address" value="([^"]+)"', page.text)
    assert address is not None
    return urlsplit(address[1]).path


def titles(path: str) -> list[tuple[date, str]]:
    """Return the days and titles of a feed, as a calendar program reads them."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return sorted((event["DTSTART"].dt, str(event["SUMMARY"])) for event in events)


def test_it_holds_what_the_unit_owes_and_no_names(city: cast.City, sign_in: SignIn) -> None:
    issued = letter(city, LetterState.ISSUED)
    path = opened(sign_in("county"))
    found = titles(path)
    assert (date(2026, 12, 25), "任务到期：完成寄宿制学校项目前期手续") in found
    assert (issued.reply_due_on, f"回复函件：{issued.number}《{issued.title}》") in found
    assert [title for _, title in found if title.startswith("报送周报：东河区教育局")] != []
    text = Client().get(path).content.decode().replace("\r\n ", "")
    for role in ("county_head", "county_deputy", "county", "clerk", "leader"):
        assert city.actors[role].name not in text
    assert city.west.name not in text
    assert "自报" not in text


def test_another_unit_has_its_own(city: cast.City, sign_in: SignIn) -> None:
    issued = letter(city, LetterState.ISSUED)
    other = titles(opened(sign_in("other_county")))
    assert [title for _, title in other if issued.title in title] == []
    assert (date(2026, 12, 25), "任务到期：完成寄宿制学校项目前期手续") in other


def test_ones_own_holds_only_what_one_answers_for(city: cast.City, sign_in: SignIn) -> None:
    task = "任务到期：完成寄宿制学校项目前期手续"
    assert task in [title for _, title in titles(opened(sign_in("county_head"), "ME"))]
    assert task not in [title for _, title in titles(opened(sign_in("county"), "ME"))]


def test_a_moved_date_is_the_same_event_revised(city: cast.City, sign_in: SignIn) -> None:
    path = opened(sign_in("county"))

    def event() -> tuple[str, date, int]:
        [found] = [
            each
            for each in Calendar.from_ical(Client().get(path).content).walk("VEVENT")
            if "任务到期" in each["SUMMARY"]
        ]
        return str(found["UID"]), found["DTSTART"].dt, int(found["SEQUENCE"])

    uid, _, first = event()
    part = city.assignments["east"]
    wish = extensions.ask_extension(
        assignment=part, proposed_on=date(2027, 1, 5), reason="用地未批", by=city.county, at=NOON
    )
    extensions.grant_extension(
        extension=wish, granted_on=date(2027, 1, 5), words="", by=city.head, at=NOON + timedelta(hours=2)
    )
    assert event() == (uid, date(2027, 1, 5), first + 120)
    Assignment.objects.filter(id=part.id).update(state="CANCELLED")
    assert [title for _, title in titles(path) if "任务到期" in title] == [], "what is cancelled vanishes"


def test_a_day_without_a_published_calendar_is_said_to_be_provisional(
    city: cast.City, sign_in: SignIn
) -> None:
    Assignment.objects.update(due_on=date(2027, 3, 5))
    found = titles(opened(sign_in("county")))
    assert (date(2027, 3, 5), "任务到期：完成寄宿制学校项目前期手续（暂定）") in found


def test_a_stage_is_an_event_of_its_own(city: cast.City, sign_in: SignIn) -> None:
    Task.objects.update(stages=["2026-11-30"])
    found = titles(opened(sign_in("county")))
    assert (date(2026, 11, 30), "阶段时限：完成寄宿制学校项目前期手续") in found


def test_a_hostile_title_is_one_title(city: cast.City, sign_in: SignIn) -> None:
    hostile = "甲,乙;丙\\n\nEND:VEVENT\r\nBEGIN:VEVENT𠮷"
    Task.objects.update(summary=hostile)
    found = titles(opened(sign_in("county")))
    assert [title for _, title in found if "甲" in title] == [f"任务到期：{hostile}".replace("\r", "")]


def test_unchanged_it_is_not_sent_again(city: cast.City, sign_in: SignIn) -> None:
    path = opened(sign_in("county"))
    first = Client().get(path)
    again = Client().get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    Task.objects.update(summary="换一个名称")
    changed = Client().get(path, headers={"if-none-match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)
    assert first["Cache-Control"] == "private, no-cache"
    assert first.cookies == {}


def test_it_ends_with_the_post_the_account_and_a_new_key(city: cast.City, sign_in: SignIn) -> None:
    client = sign_in("county")
    old = opened(client)
    new = opened(client)
    assert [Client().get(path).status_code for path in (old, new)] == [404, 200]
    Post.objects.filter(id=city.county.post_id).update(to_on="2026-11-01")
    assert Client().get(new).status_code == 404
    Post.objects.filter(id=city.county.post_id).update(to_on=None)
    Account.objects.filter(username="county").update(must_change=True)
    assert Client().get(new).status_code == 404, "somebody else gave the password"
    Account.objects.filter(username="county").update(must_change=False)
    assert Client().get(new).status_code == 200
    assert client.post("/times/feed/close/").status_code == 302
    assert Client().get(new).status_code == 404
    assert Feed.objects.count() == 0


def test_closed_ended_and_unknown_are_told_alike(city: cast.City, sign_in: SignIn) -> None:
    client = sign_in("county")
    path = opened(client)
    client.post("/times/feed/close/")
    answers = [Client().get(each) for each in (path, "/calendar/feed/x.ics", f"{path[:-5]}.ics")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}


def test_who_tries_keys_is_stopped_and_who_has_one_is_not(city: cast.City, sign_in: SignIn) -> None:
    path = opened(sign_in("county"))
    tried = [Client().get(f"/calendar/feed/{number}.ics").status_code for number in range(tries.MOST + 2)]
    assert tried == [404] * tries.MOST + [429] * 2
    read = [Client().get(path).status_code for _ in range(tries.MOST + 1)]
    assert (read[0], read[-1]) == (200, 429)


def test_the_key_is_in_no_log_no_ledger_and_not_shown_again(
    city: cast.City, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setFormatter(Discreet())
    client = sign_in("county")
    key = opened(client).split("/")[-1].removesuffix(".ics")
    assert len(key) >= 43, "of 64 signs, 43 are more than 256 bits"
    assert Client().get(f"/calendar/feed/{key}x.ics").status_code == 404
    assert Client().post(f"/calendar/feed/{key}.ics").status_code == 405
    assert key not in caplog.text
    assert caplog.text.count("/calendar/feed/…") == 2
    assert key not in client.get("/times/feed/").text
    assert [row for row in Entry.objects.all() if key in f"{row.subject}{row.facts}{row.actor}"] == []


def test_it_asks_the_database_as_often_for_many_as_for_one(
    city: cast.City, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = opened(sign_in("county"))
    Client().get(path)
    with django_assert_num_queries(14):
        assert len(titles(path)) == 6
    add_tasks(city, 3)
    with django_assert_num_queries(14):
        assert len(titles(path)) == 9
