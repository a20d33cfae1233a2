"""The time account: two weeks of what falls due, for whom one looks; who is told of a crowded week."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.actions import obstacles
from luoshi.records.models import Assignment, Milestone, Post, Task
from luoshi.rules.letters import LetterState
from luoshi.rules.obstacles import ObstacleKind
from tests import cast
from tests.actions.stage import noon
from tests.pages import documents_on_the_desk as sample
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, add_tasks, letter_in, set_clock

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def due(city: cast.City, who: str, on: date) -> Assignment:
    """Let a unit's part fall due on a day."""
    part = city.assignments[who]
    Assignment.objects.filter(id=part.id).update(due_on=on)
    Task.objects.update(due_on=on)
    return part


def found(client: Client, who: str = "unit") -> tuple[list[str], list[int]]:
    """Return the days shown, and the parts that fall due, in their order."""
    page = client.get("/times/", {"who": who}).text
    days = re.findall(r'rowgroup"[^>]*><time datetime="([^"]+)"', page)
    return days, [int(each) for each in re.findall(r'<tr id="part-(\d+)"', page)]


def test_what_is_due_stands_under_its_day(city: cast.City, signed_in: SignIn) -> None:
    part = due(city, "east", date(2026, 11, 26))
    days, parts = found(signed_in("county"))
    assert (days, parts) == (["2026-11-20", "2026-11-26", "2026-11-27"], [part.id])
    page = signed_in("county").get("/times/").text
    assert "本周周报截止" in page
    assert "已用" in page
    assert re.search(r"时间用去[^>]*>75%<", page), "18 of 24 days"


def test_mine_is_what_i_answer_for(city: cast.City, signed_in: SignIn) -> None:
    part = due(city, "east", TODAY)
    assert found(signed_in("county_head"), "me")[1] == [part.id]
    assert found(signed_in("county_deputy"), "me")[1] == [part.id]
    assert found(signed_in("county"), "me")[1] == []
    assert found(signed_in("other_county_head"), "me")[1] == []


def test_everybody_sees_their_own_reach(city: cast.City, signed_in: SignIn) -> None:
    east = due(city, "east", TODAY)
    Assignment.objects.filter(id=city.assignments["west"].id).update(due_on=TODAY)
    Assignment.objects.filter(id=city.assignments["finance"].id).update(due_on=TODAY)
    everything = [part.id for part in city.assignments.values()]
    assert sorted(found(signed_in("leader"), "all")[1]) == sorted(everything)
    assert found(signed_in("county"), "all")[1] == [east.id]
    assert found(signed_in("school_head"), "all")[1] == []


def test_letters_stages_help_and_extensions_stand_there_too(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, LetterState.ISSUED)
    Task.objects.update(stages=["2026-11-24"])
    Milestone.objects.filter(due_on="2026-11-20").update(due_on="2026-11-24", is_stage=True)
    obstacles.raise_obstacle(
        assignment=city.assignments["west"], kind=ObstacleKind.MONEY, helper=city.finance,
        words="请核拨前期费用。", by=city.other_county, at=noon(18),
    )  # fmt: skip
    page = signed_in("county").get("/times/").text
    assert f"{letter.number}《{letter.title}》" in page
    assert f'id="part-{city.assignments["east"].id}-stage"' in page
    helping = signed_in("office_unit").get("/times/").text
    assert "西山县：完成寄宿制学校项目前期手续" in helping
    assert letter.title not in helping


def test_days_of_waiting_are_told_apart(city: cast.City, signed_in: SignIn) -> None:
    due(city, "east", date(2026, 11, 25))
    obstacles.raise_obstacle(
        assignment=city.assignments["east"], kind=ObstacleKind.MONEY, helper=city.finance,
        words="请核拨前期费用。", by=city.county, at=noon(16),
    )  # fmt: skip
    page = signed_in("county").get("/times/").text
    assert "等待答复2日不计" in page
    assert "暂停计时" in page
    story = signed_in("county").get(f"/tasks/{city.task.id}/").text  # type: ignore[union-attr]
    assert "已用16日（12个工作日），还有7日（5个工作日）；等待答复的2日（2个工作日）不计。" in story
    assert "时间用去69%，还没有报过进度。" in story


def test_a_day_beyond_the_published_calendar_is_marked(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    due(city, "east", date(2027, 1, 5))
    set_clock(settings, FRIDAY + timedelta(days=39))
    page = signed_in("county").get("/times/").text
    assert "（暂定）" in re.sub(r"<[^>]+>", "", page) or "暂定" in page
    assert "2027年放假安排尚未公布" in page


def test_the_tab_is_remembered(city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("county_head")
    client.get("/times/", {"who": "me"})
    assert '?who=me" aria-current="page"' in client.get("/times/").text
    assert '?who=unit" aria-current="page"' in signed_in("county").get("/times/?who=nobody").text


def test_it_asks_the_database_as_often_for_many_as_for_one(
    city: cast.City, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    due(city, "east", TODAY)
    client = signed_in("county")
    client.get("/times/")
    with django_assert_num_queries(11):
        assert client.get("/times/").status_code == 200
    add_tasks(city, 3)
    Assignment.objects.update(due_on=TODAY)
    with django_assert_num_queries(11):
        assert len(found(client)[1]) == 4


def crowd(city: cast.City) -> None:
    """Give the eastern county nine parts that fall due this week, all of its head's and its deputy's."""
    add_tasks(city, 8)
    Assignment.objects.filter(unit=city.east).update(
        due_on=TODAY,
        first_responsible=city.county_head.post_id,
        direct_responsible=city.county_deputy.post_id,
    )


def test_a_crowded_week_is_asked_of_who_assigns_and_told_to_the_person(
    city: cast.City, signed_in: SignIn
) -> None:
    crowd(city)
    unit = f"/units/{city.east.id}/"
    asked = "11月16日起的一周，同一责任人（庚局长，局长）有9项到期，超过8项。"
    assert asked in signed_in("clerk").get(unit).text
    own = signed_in("county_head").get(unit).text
    assert asked in own
    assert "辛局长，副局长）有9项" not in own, "nobody is told of a colleague"
    for who in ("leader", "county", "discipline"):
        assert "同一责任人" not in signed_in(who).get(unit).text
    assert "同一责任人（您，局长）有9项到期" in signed_in("county_head").get("/").text
    assert "同一责任人" not in signed_in("county").get("/").text
    assert "同一责任人（您，局长）有9项到期" in signed_in("county_head").get("/times/?who=me").text


def test_eight_are_not_yet_crowded(city: cast.City, signed_in: SignIn) -> None:
    crowd(city)
    part = Assignment.objects.filter(unit=city.east).first()
    assert part is not None
    Assignment.objects.filter(id=part.id).update(claimed_x100=10_000)
    assert "同一责任人" not in signed_in("clerk").get(f"/units/{city.east.id}/").text


def test_the_reading_desk_asks_when_a_week_would_crowd_upon_one_person(
    city: cast.City, signed_in: SignIn
) -> None:
    """Five at the desk and three in the ledger are eight; one more in another post of the head is nine."""
    document, drafts = sample.bare(city, 5)
    Task.objects.filter(id__in=[draft.id for draft in drafts]).update(due_on=date(2026, 12, 10))
    add_tasks(city, 3)
    Assignment.objects.filter(unit=city.east, task__in=Task.objects.filter(summary__startswith="第")).update(
        unit=city.finance, branch=city.finance, due_on=date(2026, 12, 11),
        first_responsible=city.office_head.post_id,
    )  # fmt: skip
    client, path = signed_in("clerk"), f"/documents/{document.id}/"
    assert "同一责任人在" not in client.get(path).text
    second = Post.objects.create(
        person_id=city.office_head.person_id, unit=city.west, duty="DEPUTY", title="兼任副局长",
        from_on=cast.FOUNDED,
    )  # fmt: skip
    Assignment.objects.filter(unit=city.west, task=city.task).update(
        due_on=date(2026, 12, 9), direct_responsible=second
    )
    page = client.get(path).text
    asked = "计划财务科：同一责任人在2026年12月7日起的一周有9项到期（含台账中的），超过8项。能不能错开几项？"
    assert asked in page
    assert city.office_head.name not in page
