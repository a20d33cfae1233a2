"""The link that lets a department answer without an account: one question, once, and nothing beyond it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from luoshi.actions import obstacles
from luoshi.pages import tries
from luoshi.pages.obstacles import links
from luoshi.queries import obstacles as obstacle_queries
from luoshi.records.models import Asking, Entry, Notice, Obstacle
from luoshi.rules.obstacles import ObstacleKind
from luoshi.site.logs import Discreet
from tests import cast
from tests.actions.stage import NOON
from tests.security.conftest import SignIn

SAID = {
    "outcome": "PARTLY",
    "answer": "已列入第二批计划。",
    "who_can": "",
    "name": "甲某",
    "title": "国土科科长",
    "contact": "0000-1234567",
}


@pytest.fixture(autouse=True)
def _nobody_tried_before(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def obstacle(city: cast.City) -> Obstacle:
    """What the eastern county asks of a department outside the bureau."""
    return obstacles.raise_obstacle(
        assignment=city.assignments["east"],
        kind=ObstacleKind.LAND,
        helper=city.treasury,
        words="请核拨前期费用。",
        by=city.county,
        at=NOON,
    )


def link(obstacle: Obstacle) -> str:
    return links.address(obstacle_queries.latest_asking(obstacle))


def test_it_is_answered_once_and_tells_nobody_what_was_said(obstacle: Obstacle) -> None:
    address, browser = link(obstacle), Client()
    assert browser.get(address).status_code == 200
    before = Entry.objects.count()
    assert browser.post(address, SAID)["Location"] == address
    assert Entry.objects.count() == before + 1
    for page in (
        browser.get(address),
        browser.post(address, {**SAID, "answer": "改口。"}),
        Client().get(address),
    ):
        assert page.status_code == 410
        for secret in (SAID["answer"], SAID["name"], SAID["contact"], "请核拨"):
            assert secret not in page.text
    asking = obstacle_queries.latest_asking(obstacle)
    assert (asking.answer, asking.is_by_link, asking.link_key) == (SAID["answer"], True, "")
    assert Entry.objects.count() == before + 1


def test_the_page_shows_the_question_and_nothing_beyond_it(city: cast.City, obstacle: Obstacle) -> None:
    page = Client().get(link(obstacle))
    assert "请核拨前期费用。" in page.text
    assert city.task is not None
    for hidden in (
        city.task.summary,
        city.east.code,
        "/ledger/",
        "/tasks/",
        city.county.name,
        city.west.name,
    ):
        assert hidden not in page.text
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"
    assert re.findall(r'(?:src|href|action)="https?:', page.text) == []


def test_the_telephone_stays_out_of_the_ledger_and_with_those_who_may_check(
    city: cast.City, obstacle: Obstacle, sign_in: SignIn
) -> None:
    Client().post(link(obstacle), SAID)
    assert not [row for row in Entry.objects.all() if SAID["contact"] in f"{row.facts}{row.actor}"]
    shown = reverse("obstacle", args=[obstacle.id])
    assert SAID["contact"] in sign_in("county").get(shown).text
    assert SAID["contact"] not in sign_in("leader").get(shown).text


def test_it_runs_out_and_is_replaced(city: cast.City, obstacle: Obstacle) -> None:
    old = link(obstacle)
    obstacles.give_link(obstacle=obstacle, by=city.county, at=NOON)
    new = link(obstacle)
    assert new != old
    assert (Client().get(old).status_code, Client().post(old, SAID).status_code) == (410, 410)
    assert Client().get(new).status_code == 200
    asking = obstacle_queries.latest_asking(obstacle)
    assert asking.link_until_on is not None
    Asking.objects.filter(id=asking.id).update(link_until_on=NOON.date() - timedelta(days=1))
    assert (Client().get(new).status_code, Client().post(new, SAID).status_code) == (410, 410)
    assert obstacle_queries.latest_asking(obstacle).answered_at is None


def test_a_link_of_what_was_taken_back_lets_nobody_in(city: cast.City, obstacle: Obstacle) -> None:
    address = link(obstacle)
    obstacles.withdraw_obstacle(obstacle=obstacle, words="已自行解决", by=city.county, at=NOON)
    assert Client().get(address).status_code == 410
    assert Client().post(address, SAID).status_code == 410


def test_it_cannot_be_guessed_or_bent_to_another_question(city: cast.City, obstacle: Obstacle) -> None:
    address = link(obstacle)
    asking = obstacle_queries.latest_asking(obstacle)
    assert len(asking.link_key) >= 22, "of 62 signs, 22 are more than 128 bits"
    number, rest = re.fullmatch(r"/help/(\d+)(\..+)/", address).groups()  # type: ignore[union-attr]
    bent = [
        f"/help/{int(number) + 1}{rest}/",
        f"/help/{number}{rest[:-1]}/",
        f"/help/{number}.{asking.link_key}/",
        f"/help/{number}/",
        f"/help/{number}.:{rest.partition(':')[2]}/",
    ]
    answers = [Client().get(each) for each in bent]
    assert {page.status_code for page in answers} == {404}
    told = {re.sub(r' nonce="[^"]*"|"X-CSRFToken": "\w*"', "", page.text) for page in answers}
    assert len(told) == 1, "absent and forged are told alike"


def test_who_tries_links_is_stopped_and_who_has_one_is_not(obstacle: Obstacle) -> None:
    tried = [Client().get(f"/help/{number}.a:b/").status_code for number in range(tries.MOST + 2)]
    assert tried == [404] * tries.MOST + [429] * 2
    assert Client().get(link(obstacle)).status_code == 200
    opened = [Client().get(link(obstacle)).status_code for _ in range(tries.MOST)]
    assert opened[-1] == 429


def test_tries_are_counted_for_all_processes_together(obstacle: Obstacle, settings: LazySettings) -> None:
    for number in range(tries.MOST):
        assert Client().get(f"/help/{number}.a:b/").status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM site_cache")
        assert cursor.fetchone() == (1,)
    settings.CLOCK_OFFSET += timedelta(minutes=1)
    assert Client().get("/help/1.a:b/").status_code == 404, "the next minute counts anew"


def test_a_form_from_elsewhere_is_not_taken(obstacle: Obstacle) -> None:
    address, strict = link(obstacle), Client(enforce_csrf_checks=True)
    assert strict.post(address, SAID).status_code == 403
    page = strict.get(address)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert token is not None
    assert strict.post(address, {**SAID, "csrfmiddlewaretoken": token[1]}).status_code == 302


def test_the_link_is_in_no_log(obstacle: Obstacle, caplog: pytest.LogCaptureFixture) -> None:
    """An answer that is refused, a stale form and a wrong link are logged by Django with their addresses."""
    caplog.handler.setFormatter(Discreet())
    address = link(obstacle)
    assert Client().post(address, {**SAID, "answer": ""}).status_code == 422
    assert Client(enforce_csrf_checks=True).post(address, SAID).status_code == 403
    assert Client().get(f"{address[:-3]}/").status_code == 404
    assert len(caplog.records) == 3
    assert obstacle_queries.latest_asking(obstacle).link_key not in caplog.text
    assert caplog.text.count("/help/…/") == 3


def test_the_link_is_in_no_ledger_and_no_notice(obstacle: Obstacle) -> None:
    key = obstacle_queries.latest_asking(obstacle).link_key
    Client().post(link(obstacle), SAID)
    assert not [row for row in Entry.objects.all() if key in f"{row.subject}{row.facts}{row.actor}"]
    assert not [row for row in Notice.objects.all() if key in f"{row.words}{row.link}"]


@pytest.mark.parametrize(("who", "sees"), [("county", True), ("clerk", True), ("leader", False)])
def test_only_who_asked_and_the_office_see_the_link(
    obstacle: Obstacle, sign_in: SignIn, who: str, sees: bool
) -> None:
    page = sign_in(who).get(reverse("obstacle", args=[obstacle.id]))
    assert page.status_code == 200
    assert (link(obstacle) in page.text) is sees
