"""The burden meter: the same for everybody, and no person on it. The account page measures by its cookie."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.actions import burden
from luoshi.pages.reports import sittings
from luoshi.records.models import Burden, TimeTaken
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, WEEK, set_clock

AFTER = FRIDAY + timedelta(days=7)
EVERYBODY = ("leader", "head", "county", "school_head", "discipline", "sysadmin", "secadmin", "auditor")


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def plain(page: str) -> str:
    """Return the words of the page's main part, without the ways on that a role has."""
    main = re.sub(r"<nav.*?</nav>", "", page[page.index("<main") : page.index("</main>")], flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_it_is_the_same_for_everybody_and_names_nobody(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    burden.count_burden(week_start=WEEK, by=SYSTEM, at=AFTER)
    set_clock(settings, AFTER)
    pages = {plain(signed_in(who).get("/burden/").text) for who in EVERYBODY}
    assert len(pages) == 1
    [page] = pages
    assert "督查科" in page, "the office stands among those who ask"
    for actor in city.actors.values():
        assert actor.name not in page


def test_before_anything_is_counted_it_says_what_will_be_there(city: cast.City, signed_in: SignIn) -> None:
    assert "还没有统计" in signed_in("county").get("/burden/").text


def test_weeks_are_drawn_with_their_numbers_on_them(
    city: cast.City, signed_in: SignIn, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("county")
    for week, fields in ((WEEK - timedelta(days=7), 12), (WEEK, 15)):
        for unit in (city.east, city.west):
            Burden.objects.create(
                week_start=week, unit=unit, asker=city.supervision, kind="ACCOUNT", asked=1, fields=fields
            )
    set_clock(settings, AFTER)
    with django_assert_num_queries(6):
        page = client.get("/burden/").text
    assert re.findall(r'class="chart-name"[^>]*>(\d+)<', page) == ["12", "15"]
    assert "填写15项（中位数），与前一周相比多3项；2周里最少12项，最多15项。" in page


def test_a_line_adds_the_time_since_its_page_was_opened(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    client, part = signed_in("county"), city.assignments["east"]
    opened = client.get("/reports/")
    cookie = opened.cookies[sittings.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/reports/", True, "Lax")
    set_clock(settings, FRIDAY + timedelta(seconds=150))
    line = {"week": WEEK.isoformat(), "revision": "1", "claimed": "20", "words": "有困难"}
    told = client.post(f"/reports/{part.id}/send/", line, headers={"hx-request": "true"})
    assert told.status_code == 200
    set_clock(settings, FRIDAY + timedelta(seconds=200))
    client.post(f"/reports/{part.id}/send/", {**line, "revision": "2"}, headers={"hx-request": "true"})
    taken = TimeTaken.objects.get()
    assert (taken.unit_id, taken.week_start, taken.lines) == (city.east.id, WEEK, 2)
    assert 195 <= taken.seconds <= 205


@pytest.mark.parametrize("bent", ["", "1:20261116:1-1", "x" * 500])
def test_a_cookie_that_is_not_ours_measures_nothing_and_refuses_nothing(
    city: cast.City, signed_in: SignIn, bent: str
) -> None:
    client, part = signed_in("county"), city.assignments["east"]
    client.cookies[sittings.COOKIE] = bent
    line = {"week": WEEK.isoformat(), "revision": "1", "claimed": "20", "words": "有困难"}
    assert client.post(f"/reports/{part.id}/send/", line).status_code == 302
    assert TimeTaken.objects.count() == 0


def test_a_cookie_of_another_unit_or_week_measures_nothing(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    west = signed_in("other_county")
    west.get("/reports/")
    east = signed_in("county")
    east.cookies[sittings.COOKIE] = west.cookies[sittings.COOKIE].value
    line = {"week": WEEK.isoformat(), "revision": "1", "claimed": "20", "words": "有困难"}
    assert east.post(f"/reports/{city.assignments['east'].id}/send/", line).status_code == 302
    assert TimeTaken.objects.count() == 0
