"""The story of a task: who sees how much of it, what is drawn, and how a unit's part is struck off."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.actions import reports as report_actions
from luoshi.actions import tasks as task_actions
from luoshi.pages.tasks import chart
from luoshi.pages.tasks.chart import Reported
from luoshi.records.models import Assignment, Entry, Task
from luoshi.rules.lamps import Trajectory
from luoshi.rules.letters import LetterState
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, WEEK, letter_in, set_clock, sweep

HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def address(city: cast.City) -> str:
    assert city.task is not None
    return f"/tasks/{city.task.id}/"


def rows(response: HttpResponse) -> list[int]:
    return [int(number) for number in re.findall(r'<tr id="part-(\d+)"', response.text)]


def done(city: cast.City, name: str = "east") -> Assignment:
    """Let a county report its part as done."""
    who = {"east": "county", "west": "other_county"}[name]
    report_actions.submit_report(
        assignment=city.assignments[name],
        week_start=WEEK,
        claimed_x100=10_000,
        words="手续已办结",
        revision=1,
        by=city.actors[who],
        at=FRIDAY,
    )
    return Assignment.objects.get(id=city.assignments[name].id)


def asked(city: cast.City, name: str = "east") -> Assignment:
    """Let a county report its part as done and ask to have it struck off."""
    who = {"east": "county", "west": "other_county"}[name]
    part = done(city, name)
    return task_actions.ask_to_close(assignment=part, by=city.actors[who], at=FRIDAY)


def press(client: Client, part: Assignment, what: str, **fields: str) -> HttpResponse:
    return client.post(f"/tasks/parts/{part.id}/{what}/", fields)


@pytest.mark.parametrize(
    ("who", "parts"),
    [
        ("leader", ["east", "west", "finance"]),
        ("head", ["east", "west", "finance"]),
        ("clerk", ["east", "west", "finance"]),
        ("discipline", ["east", "west", "finance"]),
        ("county", ["east"]),
        ("county_head", ["east"]),
        ("other_county", ["west"]),
        ("office_unit", ["finance"]),
    ],
)
def test_everybody_sees_their_own_parts_and_no_others(
    city: cast.City, signed_in: SignIn, who: str, parts: list[str]
) -> None:
    response = signed_in(who).get(address(city))
    assert rows(response) == [city.assignments[name].id for name in parts]
    for name, words in (("east", "东河区"), ("west", "西山县"), ("finance", "计划财务科")):
        assert (words in response.text.partition('id="main"')[2]) == (name in parts)


@pytest.mark.parametrize(
    ("who", "status"), [("school_head", 404), ("sysadmin", 403), ("secadmin", 403), ("auditor", 403)]
)
@pytest.mark.parametrize("place", ["", "panel/"])
def test_a_task_of_others_is_as_absent_as_none(
    city: cast.City, signed_in: SignIn, place: str, who: str, status: int
) -> None:
    theirs = signed_in(who).get(address(city) + place, headers=HTMX if place else {})
    absent = signed_in(who).get("/tasks/999999/" + place, headers=HTMX if place else {})
    assert (theirs.status_code, absent.status_code) == (status, status)
    assert theirs.text.count("寄宿制") == 0


def test_a_draft_is_in_nobodys_ledger(city: cast.City, signed_in: SignIn) -> None:
    Assignment.objects.update(state="PLANNED")
    Task.objects.update(state="ACCEPTED")
    assert signed_in("clerk").get(address(city)).status_code == 404


def test_the_sentence_links_to_its_place_only_for_those_who_see_documents(
    city: cast.City, signed_in: SignIn
) -> None:
    quote = "各县（市、区）教育局要在12月25日前完成寄宿制学校项目前期手续。"
    for who, links in (("clerk", 1), ("discipline", 1), ("county", 0)):
        page = signed_in(who).get(address(city)).text
        assert page.count(quote) == 1
        assert page.count('href="/documents/') - page.count('<a href="/documents/"') == links


def test_the_story_is_told_in_order_and_to_a_unit_from_the_publishing_on(
    city: cast.City, signed_in: SignIn
) -> None:
    asked(city, "east")
    done(city, "west")

    def titles(who: str, name: str) -> list[str]:
        page = signed_in(who).get(f"{address(city)}?part={city.assignments[name].id}").text
        events = page.partition('<ol class="timeline">')[2]
        found = re.findall(r"<b>([^<]+)</b>|<a href=\"/letters[^>]+>([^<]+)</a>", events)
        return [first or second for first, second in found]

    turned = "○ 未启动 → ● 正常"
    assert titles("county", "east") == ["报送周报", "申请销号", turned, "完成时限"]
    assert titles("clerk", "east") == ["报送周报", "申请销号", turned, "完成时限"]
    assert titles("clerk", "west") == ["报送周报", turned, "完成时限"]


def test_letters_and_warnings_about_a_task_are_listed_to_those_who_see_them(
    city: cast.City, signed_in: SignIn
) -> None:
    sweep()
    issued = letter_in(city, LetterState.ISSUED)
    draft = letter_in(city, LetterState.DRAFT, "west")

    def letters(who: str, name: str) -> list[int]:
        page = signed_in(who).get(f"{address(city)}?part={city.assignments[name].id}").text
        return [int(each) for each in re.findall(r'<td class="wrap"><a href="/letters/(\d+)/"', page)]

    assert (letters("clerk", "east"), letters("clerk", "west")) == ([issued.id], [draft.id])
    assert letters("county", "east") == [issued.id]
    assert letters("other_county", "west") == []


def test_the_page_asks_the_same_number_of_questions_for_one_part_and_for_many(
    city: cast.City, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    done(city, "east")
    client, county = signed_in("clerk"), signed_in("county")
    county.get(address(city))
    with django_assert_num_queries(18):
        county.get(f"{address(city)}?part={city.assignments['east'].id}")
    with django_assert_num_queries(18):
        client.get(f"{address(city)}?part={city.assignments['finance'].id}")


def test_the_panel_is_the_same_task_in_short(city: cast.City, signed_in: SignIn) -> None:
    part = city.assignments["west"]
    panel = signed_in("clerk").get(f"{address(city)}panel/?part={part.id}", headers=HTMX)
    assert "<html" not in panel.text
    assert f'href="{address(city)}?part={part.id}"' in panel.text
    assert "西山县" in panel.text
    alone = signed_in("clerk").get(f"{address(city)}panel/?part={part.id}")
    assert (alone.status_code, alone["Location"]) == (302, f"{address(city)}?part={part.id}")


def test_an_expired_session_does_not_land_in_the_panel(city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("clerk")
    client.logout()
    answer = client.get(f"{address(city)}panel/", headers=HTMX)
    assert (answer.content, answer["HX-Redirect"].startswith("/sign-in")) == (b"", True)


def test_a_unit_asks_only_after_reporting_the_whole(city: cast.City, signed_in: SignIn) -> None:
    part, client = city.assignments["east"], signed_in("county")
    before = client.get(address(city)).text
    assert "尚未报完成，不能申请销号。请先在周报中报送100%。" in before
    refused = press(client, part, "ask-close")
    assert (refused.status_code, "尚未报完成" in refused.text) == (409, True)
    done(city)
    assert f'action="/tasks/parts/{part.id}/ask-close/"' in client.get(address(city)).text
    assert press(client, part, "ask-close")["Location"] == f"{address(city)}?part={part.id}"
    part.refresh_from_db()
    assert part.state == "CLOSING"
    again = press(client, part, "ask-close")
    assert (again.status_code, "该项交办现为“申请销号”，不能改为“申请销号”。" in again.text) == (409, True)
    assert Entry.objects.filter(action="tasks.ask_to_close").count() == 1


def test_nobody_asks_for_another_unit(city: cast.City, signed_in: SignIn) -> None:
    part = done(city)
    assert press(signed_in("other_county"), part, "ask-close").status_code == 404
    assert press(signed_in("clerk"), part, "ask-close").status_code == 403
    part.refresh_from_db()
    assert part.state == "OPEN"


def test_striking_off_says_first_what_will_happen_and_ends_the_task_with_its_last_part(
    city: cast.City, signed_in: SignIn
) -> None:
    assert city.task is not None
    east, west = asked(city, "east"), asked(city, "west")
    client = signed_in("head")
    assert "其他责任单位继续办理。" in client.get(f"{address(city)}?part={east.id}").text
    after = client.post(f"/tasks/parts/{east.id}/confirm-close/", follow=True)
    assert "东河区承担的部分已销号，其他责任单位仍在办理。" in after.text
    assert "整个任务随之办结" in client.get(f"{address(city)}?part={west.id}").text
    after = client.post(f"/tasks/parts/{west.id}/confirm-close/", {"next": "/"}, follow=True)
    assert after.redirect_chain == [("/", 302)]
    assert "西山县承担的部分已销号，该任务已全部办结。" in after.text
    city.task.refresh_from_db()
    assert city.task.state == "CLOSED"
    assert press(client, west, "confirm-close").status_code == 409


def test_a_clerk_sees_why_striking_off_is_not_theirs(city: cast.City, signed_in: SignIn) -> None:
    part = asked(city)
    page = signed_in("clerk").get(address(city)).text
    reason = "“核定销号”由局领导、督查科科长办理，您当前的身份是督查科科员。"
    assert page.count(f'aria-description="{reason}"') == 1
    assert "confirm-close" not in page
    assert press(signed_in("clerk"), part, "confirm-close").status_code == 403


def test_who_reported_cannot_verify(city: cast.City, signed_in: SignIn) -> None:
    part = asked(city)
    part.reports.update(submitted_post_id=city.head.post_id)
    reason = "核定销号的人不能是该项任务的责任人或报送人。"
    assert reason in signed_in("head").get(address(city)).text
    answer = press(signed_in("head"), part, "confirm-close")
    assert (answer.status_code, reason in answer.text) == (409, True)


def test_a_refusal_needs_a_reason_and_is_given_once(city: cast.City, signed_in: SignIn) -> None:
    part, client = asked(city), signed_in("head")
    empty = press(client, part, "refuse-close", reason="  ")
    assert (empty.status_code, "请写明退回理由，责任单位据此补正。" in empty.text) == (422, True)
    sent = press(client, part, "refuse-close", reason="缺施工许可证")
    assert sent["Location"] == f"{address(city)}?part={part.id}"
    part.refresh_from_db()
    assert part.state == "OPEN"
    assert "理由：缺施工许可证" in signed_in("county").get(address(city)).text
    late = press(client, part, "refuse-close", reason="缺图纸")
    assert (late.status_code, "该项交办现为“办理中”，没有待核定的销号申请。" in late.text) == (409, True)


def test_the_way_back_leads_only_to_our_own_pages(city: cast.City, signed_in: SignIn) -> None:
    part = done(city)
    answer = press(signed_in("county"), part, "ask-close", next="https://elsewhere.example/")
    assert answer["Location"] == f"{address(city)}?part={part.id}"


@pytest.mark.parametrize("what", ["ask-close", "confirm-close", "refuse-close"])
def test_nothing_is_changed_by_looking(city: cast.City, signed_in: SignIn, what: str) -> None:
    part = asked(city)
    assert signed_in("head").get(f"/tasks/parts/{part.id}/{what}/").status_code in {403, 405}
    part.refresh_from_db()
    assert part.state == "CLOSING"


WAY = Trajectory(date(2026, 11, 2), date(2026, 11, 22), ((date(2026, 11, 12), 5000),))


def places(svg: str, kind: str) -> list[list[float]]:
    found = re.search(rf'<polyline class="{kind}" points="([^"]+)"', svg)
    return [[float(each) for each in pair.split(",")] for pair in found[1].split()] if found else []


def test_the_drawing_shows_the_plan_and_the_stair_of_reports() -> None:
    told = [Reported(date(2026, 11, 7), 2000), Reported(date(2026, 11, 12), 4000)]
    svg = chart.drawn(WAY, told, [], date(2026, 11, 12), "东河区：<自报40%>")
    assert places(svg, "chart-plan") == [[52.0, 194.0], [394.0, 110.0], [736.0, 26.0], [736.0, 26.0]]
    stair = [[52.0, 194.0], [223.0, 194.0], [223.0, 160.4], [394.0, 160.4], [394.0, 126.8], [394.0, 126.8]]
    assert places(svg, "chart-told") == stair
    assert 'aria-label="东河区：&lt;自报40%&gt;"' in svg
    assert ">自报40%</text>" in svg


def test_a_drawing_before_the_start_and_after_the_end_stays_on_its_field() -> None:
    for today in (date(2026, 10, 1), date(2027, 3, 1)):
        svg = chart.drawn(WAY, [Reported(date(2026, 10, 30), 1000)], [], today, "说明")
        numbers = [x for kind in ("chart-plan", "chart-told") for x, _ in places(svg, kind)]
        assert min(numbers) == 52.0
        assert max(numbers) <= chart.WIDE - 24


def test_the_drawing_has_a_table_that_says_the_same(city: cast.City, signed_in: SignIn) -> None:
    done(city)
    page = signed_in("county").get(address(city)).text
    table = page.partition('<details class="chart-table">')[2].partition("</details>")[0]
    cells = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in table.split("<tr>")[2:]]
    first, last = cells[0], cells[-1]
    assert (first[0], first[2]) == ("11月6日", "—")
    assert last == ["12月25日", "100%", "—"]
