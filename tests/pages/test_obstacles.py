"""The pages of help: the link without an account above all, and who sees which button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from luoshi.actions import obstacles
from luoshi.pages import tries
from luoshi.pages.obstacles import links
from luoshi.queries import obstacles as obstacle_queries
from luoshi.records.models import Asking, Entry, Obstacle
from luoshi.rules.obstacles import ObstacleKind, Outcome
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import set_clock

QUESTION = "扩建用地还差用地批复。"
WHOLE = {
    "outcome": "SOLVED",
    "answer": "批复已送达。",
    "who_can": "",
    "name": "某某",
    "title": "用地科科长",
    "contact": "0000-0000",
}


@pytest.fixture(autouse=True)
def _nothing_counted(settings: Settings, db: None) -> Iterator[None]:
    """Let the clock stand at the cast's Monday and forget how often links were tried."""
    set_clock(settings, cast.MONDAY_NOON)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def asked(city: cast.City) -> Asking:
    """A question of the eastern county to the treasury."""
    obstacle = obstacles.raise_obstacle(
        assignment=city.assignments["east"],
        kind=ObstacleKind.LAND,
        helper=city.treasury,
        words=QUESTION,
        by=city.county,
        at=cast.MONDAY_NOON,
    )
    return obstacle_queries.latest_asking(obstacle)


def test_the_link_shows_the_question_and_nothing_beyond_it(asked: Asking, client: Client) -> None:
    page = client.get(links.address(asked))
    main = page.text.partition("<main")[2]
    assert page.status_code == 200
    assert QUESTION in main
    assert "东河区教育局" in main
    for hidden in ("寄宿制", "讲话", "壬科员", "西山县", "12月25日"):
        assert hidden not in main
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert page["Referrer-Policy"] == "same-origin"


def test_an_answer_by_link_is_taken_once_and_only_whole(asked: Asking, client: Client) -> None:
    address = links.address(asked)
    before = Entry.objects.count()
    for missing in ("outcome", "answer", "name", "title", "contact"):
        assert client.post(address, {**WHOLE, missing: ""}).status_code == 422, missing
    refused = client.post(address, {**WHOLE, "outcome": "CANNOT"})
    assert (refused.status_code, "请写明谁能解决" in refused.text) == (409, True)
    assert Entry.objects.count() == before
    assert client.post(address, WHOLE).status_code == 302
    assert client.post(address, {**WHOLE, "answer": "再改"}).status_code == 410
    assert "送达求助单位，谢谢" in client.get(address).text
    asked.refresh_from_db()
    assert (asked.answer, asked.is_by_link) == ("批复已送达。", True)
    assert Entry.objects.count() == before + 1


def test_looking_at_a_link_uses_nothing_up(asked: Asking, client: Client) -> None:
    before = Entry.objects.count()
    assert client.head(links.address(asked)).status_code == 200
    assert client.get(links.address(asked)).status_code == 200
    assert (Entry.objects.count(), Obstacle.objects.get().state) == (before, "ASKED")


def test_a_link_that_was_tampered_with_is_none(asked: Asking, client: Client) -> None:
    address = links.address(asked)
    other = re.sub(r"/help/\d+", f"/help/{asked.id + 1}", address)
    for wrong in (address[:-2] + "/", other, "/help/1.abc:def/", "/help/" + "x" * 3000 + "/"):
        assert client.post(wrong, WHOLE).status_code == 404, wrong[:60]
    asked.refresh_from_db()
    assert asked.answered_on is None


def test_a_link_runs_out_and_a_new_one_closes_it(
    city: cast.City, asked: Asking, client: Client, signed_in: SignIn, settings: Settings
) -> None:
    old = links.address(asked)
    page = signed_in("county").post(f"/obstacles/{asked.obstacle_id}/link/", follow=True)
    asked.refresh_from_db()
    new = links.address(asked)
    assert new in page.text
    assert [client.get(each).status_code for each in (old, new)] == [410, 200]
    set_clock(settings, cast.MONDAY_NOON + timedelta(days=16))
    late = client.post(new, WHOLE)
    assert (late.status_code, "链接已于2026年11月17日到期" in late.text) == (410, True)


def test_nobody_hammers_at_links(asked: Asking, client: Client) -> None:
    answers = [client.get("/help/none/").status_code for _ in range(tries.MOST + 1)]
    assert answers == [404] * tries.MOST + [429]
    assert client.get(links.address(asked)).status_code == 200, (
        "who has a true link is not kept out by others"
    )
    for _ in range(tries.MOST):
        client.get(links.address(asked))
    assert client.post(links.address(asked), WHOLE).status_code == 429


def test_the_form_without_an_account_carries_its_token(asked: Asking) -> None:
    strict = Client(enforce_csrf_checks=True)
    address = links.address(asked)
    assert strict.post(address, WHOLE).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(address).text)
    assert token is not None
    assert strict.post(address, {**WHOLE, "csrfmiddlewaretoken": token[1]}).status_code == 302


def test_the_link_is_shown_to_the_asker_and_the_office_alone(asked: Asking, signed_in: SignIn) -> None:
    page = f"/obstacles/{asked.obstacle_id}/"
    shows = {
        who: "答复链接" in signed_in(who).get(page).text
        for who in ("county", "clerk", "leader", "discipline")
    }
    assert shows == {"county": True, "clerk": True, "leader": False, "discipline": False}
    assert signed_in("other_county").get(page).status_code == 404


def test_a_telephone_number_is_shown_to_those_who_may_check_it(
    asked: Asking, client: Client, signed_in: SignIn
) -> None:
    client.post(links.address(asked), WHOLE)
    page = f"/obstacles/{asked.obstacle_id}/"
    shows = {who: "0000-0000" in signed_in(who).get(page).text for who in ("county", "clerk", "leader")}
    assert shows == {"county": True, "clerk": True, "leader": False}


def test_the_list_asks_the_same_number_of_questions_however_many_wait(
    city: cast.City, asked: Asking, signed_in: SignIn, django_assert_max_num_queries: object
) -> None:
    client = signed_in("clerk")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get("/obstacles/")
    for helper in (city.finance, city.supervision):
        obstacles.raise_obstacle(
            assignment=city.assignments["east"],
            kind=ObstacleKind.OTHER,
            helper=helper,
            words="请支持。",
            by=city.county,
            at=cast.MONDAY_NOON,
        )
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        page = client.get("/obstacles/")
    assert page.text.count('id="asking-') == 3


def test_the_county_walks_from_the_question_to_the_end(city: cast.City, signed_in: SignIn) -> None:
    county, office = signed_in("county"), signed_in("office_unit")
    part = city.assignments["east"]
    address = f"/tasks/parts/{part.id}/obstacle/"
    assert county.post(address, {"kind": "MONEY", "helper": city.finance.id, "words": " "}).status_code == 422
    assert county.post(address, {"kind": "MONEY", "helper": city.east.id, "words": "请办"}).status_code == 422
    asked = {"kind": "MONEY", "helper": city.finance.id, "words": "请核拨。"}
    page = county.post(address, asked, follow=True)
    assert "您的时限从明天起暂停计时。对方的工作台已收到。" in page.text
    assert county.post(address, asked).status_code == 409
    matter = Obstacle.objects.get()
    own = f"/obstacles/{matter.id}/"
    assert "答复求助" in office.get("/").text
    assert '<input type="hidden" name="number" value="1">' in office.get(own).text
    answered = {"number": 1, "outcome": Outcome.PARTLY, "answer": "先拨一半。", "who_can": ""}
    assert office.post(own + "answer/", answered, follow=True).status_code == 200
    assert county.post(own + "again/", {"again-words": "另一半没有到账"}, follow=True).status_code == 200
    answered |= {"outcome": "CANNOT", "who_can": "市财政局"}
    stale = office.post(own + "answer/", answered)
    assert stale.status_code == 409
    assert "求助单位已第2次提出：另一半没有到账" in stale.text
    assert "先拨一半。</textarea>" in stale.text
    assert '<input type="hidden" name="number" value="2">' in stale.text
    office.post(own + "answer/", {**answered, "number": 2})
    page = county.get(own)
    assert "另向别的单位求助" in page.text
    assert county.post(own + "again/", {"again-words": "还是请办"}).status_code == 409
    assert "已确认了结" in county.post(own + "confirm/", {"end-words": ""}, follow=True).text
    late = county.post(own + "withdraw/", {"end-words": "不用了"})
    assert (late.status_code, "不能改为“求助单位撤回”" in late.text) == (409, True)
