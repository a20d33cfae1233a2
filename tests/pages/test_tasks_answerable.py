"""Who answered for a part on a day: kept through handovers, renamings and moves, upward to the bureau."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from luoshi.actions.handovers import Passing, hand_over
from luoshi.queries import handovers
from luoshi.records.models import Post, UnitChange
from tests import cast
from tests.actions.stage import noon
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import set_clock


@pytest.fixture(autouse=True)
def _three_weeks_later(settings: Settings) -> None:
    set_clock(settings, noon(21))


def change_hands(city: cast.City) -> None:
    """Let the head of the eastern county leave on 10 November, and somebody new come."""
    post = Post.objects.select_related("person", "unit").get(id=city.county_head.post_id)
    passing = Passing(post, None, "酉局长", "77")
    hand_over(
        person=post.person, passings=[passing], last_on=date(2026, 11, 10), by=city.sysadmin, at=noon(10)
    )


def told(page: str) -> list[str]:
    """Return each row of the table as plain words."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.partition("</thead>")[2], re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in rows]


def test_the_chain_of_a_day_goes_up_to_the_bureau(city: cast.City, signed_in: SignIn) -> None:
    change_hands(city)
    part, task = city.assignments["east"].id, city.assignments["east"].task_id
    address, client = f"/tasks/{task}/answerable/?part={part}", signed_in("clerk")
    before, after = told(client.get(f"{address}&on=2026-11-10").text), told(client.get(address).text)
    assert before == [
        "辛局长 东河区教育局副局长，2020年1月1日起 直接责任人",
        "庚局长 东河区教育局局长，2020年1月1日起，至2026年11月10日 第一责任人",
        "甲局长 示例市教育局副局长，2020年1月1日起 局领导",
    ]
    assert "酉局长" in after[1]
    assert "酉局长" not in " ".join(before)


def test_a_unit_is_called_and_placed_as_it_was(city: cast.City) -> None:
    noted = {"noted_at": noon(5), "noted_by": "某管理员"}
    UnitChange.objects.create(
        unit=city.east,
        kind="RENAMED",
        effective_on=date(2026, 11, 6),
        before="东河区教委",
        after="东河区教育局",
        **noted,
    )
    UnitChange.objects.create(
        unit=city.east,
        kind="MOVED",
        effective_on=date(2026, 11, 9),
        before="西山县教育局",
        after="示例市教育局",
        other=city.west,
        **noted,
    )
    part = city.assignments["east"]
    chains = {
        day: [each.unit for each in handovers.chain_on(part, date(2026, 11, day))] for day in (5, 6, 8, 9)
    }
    moved = ["西山县教育局", "示例市教育局"]
    assert chains == {
        5: ["东河区教委", *moved],
        6: ["东河区教育局", *moved],
        8: ["东河区教育局", *moved],
        9: ["东河区教育局", "示例市教育局"],
    }


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-11-01", "2026年11月2日才发布交办，那一天没有责任人"),
        ("2026-11-24", "2026年11月24日还没有到"),
        ("2026-02-30", "不是一个日期"),
        ("0001-01-01", "不在2000年至2099年之间"),
    ],
)
def test_a_day_without_an_answer_is_refused(city: cast.City, signed_in: SignIn, on: str, words: str) -> None:
    page = signed_in("county").get(f"/tasks/{city.assignments['east'].task_id}/answerable/?on={on}")
    assert (page.status_code, words in page.text) == (422, True)


def test_who_cannot_see_the_task_or_the_part_sees_nothing_of_it(city: cast.City, signed_in: SignIn) -> None:
    address = f"/tasks/{city.assignments['east'].task_id}/answerable/"
    assert signed_in("school_head").get(address).status_code == 404
    page = signed_in("other_county").get(f"{address}?part={city.assignments['east'].id}").text
    assert "西山县教育局" in page
    assert "庚局长" not in page


def test_it_asks_as_often_after_many_handovers(city: cast.City, signed_in: SignIn) -> None:
    address, client = f"/tasks/{city.assignments['east'].task_id}/answerable/", signed_in("county")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
        if len(counts) == 1:
            change_hands(city)
    assert counts[0] == counts[1]
