"""The desk: what waits for whom, in which order; and the search, which finds only what one may see."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.actions import reports as report_actions
from luoshi.actions import tasks as task_actions
from luoshi.queries import desks
from luoshi.queries.desks.model import LISTED
from luoshi.records.models import Assignment, Notice, Task, UnitName
from luoshi.rules.letters import LetterState
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, WEEK, add_tasks, letter_in, set_clock, sweep


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def titles(response: HttpResponse) -> list[str]:
    """Return what waits on the desk, in its order."""
    return re.findall(r'class="decision-title" href="[^"]+">([^<]+)<', response.text)


def links(response: HttpResponse, kind: str) -> list[int]:
    """Return the numbers of the tasks, units, letters or documents that were found, in their order."""
    return [int(number) for number in re.findall(rf'<li id="{kind}-(\d+)"', response.text)]


def search(client: Client, words: str) -> HttpResponse:
    return client.get("/search/", {"q": words})


def done(city: cast.City, part: Assignment) -> None:
    report_actions.submit_report(
        assignment=part, week_start=WEEK, claimed_x100=10_000, words="", revision=1, by=city.county, at=FRIDAY
    )


EVERYBODY = ("leader", "head", "clerk", "county", "county_head", "office_unit", "school_head", "discipline")
ADMINISTRATORS = ("sysadmin", "secadmin", "auditor")


@pytest.mark.parametrize("who", [*EVERYBODY, *ADMINISTRATORS])
def test_everybody_has_a_desk(city: cast.City, signed_in: SignIn, who: str) -> None:
    assert signed_in(who).get("/").status_code == 200


def test_each_desk_holds_its_own_letters_in_their_turn(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, LetterState.SUBMITTED)
    about = f"东河区教育局《{letter.title}》"
    desks_now = {
        who: titles(signed_in(who).get("/")) for who in ("leader", "clerk", "county", "other_county")
    }
    assert desks_now["leader"] == [f"签批：{about}"]
    assert [title for title in desks_now["clerk"] + desks_now["county"] if letter.title in title] == []
    assert (
        desks_now["county"] == desks_now["other_county"] == ["报送周报：11月16日起的一周还有1项未报（共1项）"]
    )


def test_many_letters_with_one_step_stand_in_one_line(city: cast.City, signed_in: SignIn) -> None:
    for _ in range(5):
        letter_in(city, LetterState.DRAFT)
    assert len([title for title in titles(signed_in("clerk").get("/")) if "核对草稿" in title]) == 5
    letter_in(city, LetterState.DRAFT)
    page = signed_in("clerk").get("/")
    assert [title for title in titles(page) if "核对草稿" in title] == ["核对草稿：6份函件"]
    assert "督办函6份。可以逐份办" in page.text
    assert 'href="/letters/?state=DRAFT"' in page.text


def test_an_issued_letter_waits_for_its_unit_alone(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, LetterState.ISSUED)
    title = f"签收：{letter.number}《{letter.title}》"
    assert titles(signed_in("county").get("/")).count(title) == 1
    assert titles(signed_in("other_county").get("/")).count(title) == 0
    assert titles(signed_in("clerk").get("/")).count(title) == 0


def test_the_office_has_days_of_its_own_to_weigh_an_answer(city: cast.City, signed_in: SignIn) -> None:
    """Answered on Friday 20 November: letter.confirm_reply, 3 working days after, is the Wednesday."""
    letter_in(city, LetterState.REPLIED)
    page = signed_in("clerk").get("/").text
    assert re.findall(r'<div class="decision-when"><time datetime="([^"]+)"', page) == ["2026-11-25"]


def test_what_is_due_first_stands_first_and_what_is_past_has_an_edge(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    letter_in(city, LetterState.ISSUED)
    set_clock(settings, datetime(2026, 11, 21, 2, tzinfo=UTC))
    page = signed_in("county").get("/")
    when = re.findall(r'<div class="decision-when"><time datetime="([^"]+)"', page.text)
    assert when == sorted(when)
    assert when[0] == "2026-11-20"
    assert re.findall(r'<li class="decision ([^"]*)"', page.text)[0] == "is-late"


def test_the_office_strikes_off_from_the_task_and_the_unit_asks_from_its_desk(
    city: cast.City, signed_in: SignIn
) -> None:
    part = city.assignments["east"]
    done(city, part)
    county = signed_in("county")
    page = county.get("/")
    assert titles(page) == ["申请销号：完成寄宿制学校项目前期手续"]
    assert page.text.count(f'action="/tasks/parts/{part.id}/ask-close/"') == 1
    assert titles(signed_in("county_head").get("/")) == titles(page)
    assert county.post(f"/tasks/parts/{part.id}/ask-close/", {"next": "/"})["Location"] == "/"
    assert titles(county.get("/")) == []
    office = signed_in("head").get("/")
    assert titles(office) == ["核定销号：东河区：完成寄宿制学校项目前期手续"]
    assert f'href="/tasks/{part.task_id}/?part={part.id}"' in office.text
    assert "confirm-close" not in office.text
    assert titles(signed_in("clerk").get("/")) == []


def test_helping_units_are_never_asked_to_strike_off(city: cast.City, signed_in: SignIn) -> None:
    part = city.assignments["finance"]
    Assignment.objects.filter(id=part.id).update(claimed_x100=10_000, claimed_on=FRIDAY.date())
    assert titles(signed_in("office_unit").get("/")) == []


def test_warnings_are_one_line_for_the_office(city: cast.City, signed_in: SignIn) -> None:
    Assignment.objects.exclude(id=city.assignments["finance"].id).update(
        lamp="RED", lamp_on=FRIDAY.date(), next_lamp_on=None
    )
    sweep()
    page = signed_in("clerk").get("/")
    assert titles(page) == ["处理预警：2条预警待拟函或说明不发函的理由"]
    assert "东河区1条、西山县1条" in page.text
    assert titles(signed_in("county").get("/")) == ["报送周报：11月16日起的一周还有1项未报（共1项）"]


def test_who_watches_sees_how_every_unit_stands(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 2)
    Assignment.objects.filter(unit=city.west).update(lamp="RED")
    for who in ("leader", "discipline"):
        page = signed_in(who).get("/")
        assert re.findall(r'<tr id="unit-(\d+)"', page.text) == [str(city.west.id), str(city.east.id)]
        assert f'/ledger/?unit={city.west.id}&amp;lamp=RED"><b class="late">3</b>' in page.text
    assert re.findall(r'<tr id="unit-(\d+)"', signed_in("county").get("/").text) == []


def test_helping_parts_are_not_counted_among_the_lamps(city: cast.City) -> None:
    assert {each.unit.short_name: each.total for each in desks.standings(city.leader)} == {
        "东河区": 1,
        "西山县": 1,
    }


def test_a_unit_sees_what_falls_due_and_what_it_was_told(city: cast.City, signed_in: SignIn) -> None:
    part = city.assignments["east"]
    Assignment.objects.filter(id=part.id).update(due_on=FRIDAY.date() + timedelta(days=3), lamp="RED")
    for unit, words in ((city.east, "给东河区的消息"), (city.west, "给西山县的消息")):
        Notice.objects.create(key=words, unit=unit, words=words, link="/ledger/", at=FRIDAY, by="某人")
    page = signed_in("county").get("/")
    assert re.findall(r'<tr id="part-(\d+)"', page.text) == [str(part.id)]
    assert ("给东河区的消息" in page.text, "给西山县的消息" in page.text) == (True, False)
    assert "严重滞后" in page.text


def test_an_administrators_desk_teaches_and_shows_no_business(city: cast.City, signed_in: SignIn) -> None:
    for who in ("sysadmin", "secadmin"):
        page = signed_in(who).get("/").text
        assert ("这里没有业务待办" in page, "寄宿制" in page, "东河区" in page) == (True, False, False)


def test_the_audit_administrator_sees_the_newest_entries_in_words(city: cast.City, signed_in: SignIn) -> None:
    done(city, city.assignments["east"])
    task_actions.ask_to_close(
        assignment=Assignment.objects.get(id=city.assignments["east"].id), by=city.county, at=FRIDAY
    )
    page = signed_in("auditor").get("/").text
    assert re.findall(r'<td class="num">(\d+)</td><td>[^<]+</td><td>([^<]+)</td>', page) == [
        ("2", "申请销号"),
        ("1", "报送周报"),
    ]


def test_the_desk_asks_the_same_number_of_questions_however_much_waits(
    city: cast.City, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    leader = signed_in("leader")
    leader.get("/")
    with django_assert_num_queries(19):
        leader.get("/")
    add_tasks(city, 3)
    with django_assert_num_queries(19):
        leader.get("/")


def test_empty_desks_teach(bare_city: cast.City, signed_in: SignIn) -> None:
    assert "现在可以登记一份新来文" in signed_in("clerk").get("/").text
    assert "该报的周报" in signed_in("county").get("/").text
    assert "今天没有待您决定的事" in signed_in("leader").get("/").text


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("county", 200), ("school_head", 200), ("sysadmin", 403), ("auditor", 403)],
)
def test_who_may_search(city: cast.City, signed_in: SignIn, who: str, status: int) -> None:
    assert search(signed_in(who), "寄宿制").status_code == status


def test_tasks_are_found_by_name_and_by_sentence_within_ones_sight(
    city: cast.City, signed_in: SignIn
) -> None:
    assert city.task is not None
    other = Task.objects.create(
        document=city.document, start=0, end=3, summary="寄宿制学校消防检查", start_on=cast.MONDAY,
        due_on=FRIDAY.date(), state="OPEN",
    )  # fmt: skip
    Assignment.objects.create(
        task=other, unit=city.west, branch=city.west, role="LEAD", state="OPEN", due_on=FRIDAY.date()
    )
    assert links(search(signed_in("clerk"), "寄宿制"), "task") == [other.id, city.task.id]
    assert links(search(signed_in("other_county"), "寄宿制"), "task") == [other.id, city.task.id]
    assert links(search(signed_in("county"), "寄宿制"), "task") == [city.task.id]
    assert links(search(signed_in("school_head"), "寄宿制"), "task") == []
    assert links(search(signed_in("county"), "要在12月25日前"), "task") == [city.task.id]


def test_documents_and_their_sentences_are_found_only_by_those_who_see_documents(
    city: cast.City, signed_in: SignIn
) -> None:
    assert city.document is not None
    for who, count in (("clerk", 1), ("leader", 1), ("county", 0), ("school_head", 0)):
        page = search(signed_in(who), "前期手续")
        assert page.text.count("<mark>前期手续</mark>") == count
        assert links(search(signed_in(who), "近期重点"), "document") == [city.document.id] * count


def test_units_are_found_by_any_name_within_ones_sight(city: cast.City, signed_in: SignIn) -> None:
    UnitName.objects.create(unit=city.east, name="东河县教育局", kind="FORMER")
    assert links(search(signed_in("clerk"), "东河县"), "unit") == [city.east.id]
    assert links(search(signed_in("clerk"), "第一小学"), "unit") == [city.school.id, city.other_school.id]
    assert links(search(signed_in("county"), "第一小学"), "unit") == [city.school.id]
    assert links(search(signed_in("school_head"), "东河"), "unit") == [city.school.id]


def test_letters_are_found_by_number_within_ones_sight(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, LetterState.ISSUED)
    draft = letter_in(city, LetterState.DRAFT, "west")
    assert links(search(signed_in("clerk"), letter.number), "letter") == [letter.id]
    assert links(search(signed_in("clerk"), letter.title[-4:]), "letter") == [draft.id, letter.id]
    assert links(search(signed_in("county"), letter.number), "letter") == [letter.id]
    assert links(search(signed_in("other_county"), letter.number), "letter") == []
    assert links(search(signed_in("other_county"), draft.title), "letter") == []


@pytest.mark.parametrize("words", ["", "%", "_", "没有这样的字", "<b>", "'; --", "长" * 500])
def test_any_words_may_be_looked_for(city: cast.City, signed_in: SignIn, words: str) -> None:
    page = search(signed_in("clerk"), words)
    assert page.status_code == 200
    assert (links(page, "task"), links(page, "letter"), links(page, "document")) == ([], [], [])
    assert "<b>”" not in page.text


def test_a_long_list_is_cut_and_leads_to_the_ledger(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 25)
    page = search(signed_in("clerk"), "项工作")
    assert len(links(page, "task")) == 20
    assert "/ledger/?standing=all&amp;words=%E9%A1%B9%E5%B7%A5%E4%BD%9C" in page.text


def test_the_search_asks_the_same_number_of_questions_however_much_is_found(
    city: cast.City, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("clerk")
    search(client, "项目")
    with django_assert_num_queries(11):
        search(client, "工作")
    add_tasks(city, 3)
    with django_assert_num_queries(11):
        search(client, "工作")


def test_a_returned_account_waits_for_its_unit_with_the_reason(city: cast.City, signed_in: SignIn) -> None:
    report = report_actions.submit_report(
        assignment=city.assignments["east"],
        week_start=WEEK,
        claimed_x100=6000,
        words="",
        revision=1,
        by=city.county,
        at=FRIDAY,
    ).report
    assert titles(signed_in("county").get("/")) == []
    report_actions.return_report(report=report, reason="数据与现场不符", by=city.clerk, at=FRIDAY)
    page = signed_in("county").get("/")
    assert titles(page) == [
        "报送周报：11月16日起的一周还有1项未报（共1项）",
        "重报：周报被退回：完成寄宿制学校项目前期手续",
    ]
    assert "数据与现场不符" in page.text
    assert [title for title in titles(signed_in("other_county").get("/")) if "退回" in title] == []


def test_a_units_desk_asks_the_same_number_of_questions_however_many_tasks_it_has(
    city: cast.City, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("county")
    client.get("/")
    with django_assert_num_queries(20):
        client.get("/")
    add_tasks(city, 3)
    with django_assert_num_queries(20):
        client.get("/")


def test_what_a_desk_does_not_list_is_counted_and_found_in_the_ledger(
    city: cast.City, signed_in: SignIn
) -> None:
    parts = add_tasks(city, LISTED + 2)
    ids = [part.id for part in parts]
    near = (FRIDAY + timedelta(days=9)).date()
    Assignment.objects.filter(id__in=ids).update(
        claimed_x100=10_000, claimed_on=FRIDAY.date(), due_on=near, unit=city.east, branch=city.east
    )
    client = signed_in("county")
    page = client.get("/")
    asking = [title for title in titles(page) if title.startswith("申请销号")]
    assert len(asking) == LISTED
    assert "看全部任务：还有2项已报完成，可以申请销号" in titles(page)
    assert "还有2项14日内到期，在台账中看全部" in page.text
    assert "<b>32项</b>" in client.get("/ledger/?due=fourteen").text
    Assignment.objects.filter(id__in=ids).update(state="CLOSING")
    assert "看全部申请：还有2项申请销号等待核定" in titles(signed_in("head").get("/"))
    assert "<b>32项</b>" in signed_in("head").get("/ledger/?standing=closing").text
