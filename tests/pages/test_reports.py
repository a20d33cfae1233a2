"""The weekly account: a unit fills it in, the office reads it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.actions import reports as report_actions
from luoshi.records.models import Assignment, Entry, Report
from luoshi.rules.lamps import points
from luoshi.rules.reports import percent_x100
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, WEEK, add_tasks, set_clock

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def send(client: Client, part: Assignment, *, htmx: bool = False, **fields: object) -> HttpResponse:
    fields = {"week": WEEK, "revision": 1, **fields}
    headers = HTMX if htmx else {}
    return client.post(f"/reports/{part.id}/send/", {k: str(v) for k, v in fields.items()}, headers=headers)


def lines(response: HttpResponse) -> list[int]:
    return [int(number) for number in re.findall(r'<tr id="line-(\d+)"', response.text)]


def told(city: cast.City, part: str = "east", **fields: object) -> Report:
    given_fields: dict[str, object] = {"claimed_x100": 6000, "words": "", "revision": 1, **fields}
    who = {"east": "county", "west": "other_county"}[part]
    sent = report_actions.submit_report(
        assignment=city.assignments[part], week_start=WEEK, by=city.actors[who], at=FRIDAY, **given_fields
    )
    return sent.report


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("county", 200),
        ("county_head", 200),
        ("office_unit", 200),
        ("clerk", 200),
        ("leader", 200),
        ("discipline", 200),
        ("sysadmin", 403),
        ("auditor", 403),
    ],
)
def test_who_may_open_the_account(city: cast.City, signed_in: SignIn, who: str, status: int) -> None:
    assert signed_in(who).get("/reports/").status_code == status


def test_a_unit_sees_its_own_lines_and_no_others(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 2)
    page = signed_in("county").get("/reports/")
    expected = list(
        Assignment.objects.filter(unit=city.east).order_by("due_on", "id").values_list("id", flat=True)
    )
    assert lines(page) == expected
    assert lines(signed_in("office_unit").get("/reports/")) == []  # 配合单位不单独报


def test_a_school_is_told_that_it_is_not_asked(city: cast.City, signed_in: SignIn) -> None:
    page = signed_in("school_head").get("/reports/")
    assert "教师厅〔2025〕2号" in page.text
    assert "没有报送记录" not in page.text


def test_one_tap_says_that_nothing_changed(city: cast.City, signed_in: SignIn) -> None:
    part = city.assignments["east"]
    Assignment.objects.filter(id=part.id).update(claimed_x100=6000, claimed_on=date(2026, 11, 13))
    before = Entry.objects.count()
    answer = send(signed_in("county"), part, htmx=True, same=1, claimed="99")
    assert answer.status_code == 200
    assert lines(answer) == [part.id]
    assert f'<tr id="line-{part.id}" class="" data-told>' in answer.text
    report = Report.objects.get()
    assert (report.claimed_x100, report.is_unchanged, report.revision) == (6000, True, 1)
    assert Entry.objects.count() == before + 1


def test_a_changed_value_without_javascript_leads_back_to_the_account(
    city: cast.City, signed_in: SignIn
) -> None:
    client = signed_in("county")
    part = city.assignments["east"]
    answer = send(client, part, claimed="６２.5％")
    assert (answer.status_code, answer["Location"]) == (302, f"/reports/?week=2026-11-16#line-{part.id}")
    assert Report.objects.get().claimed_x100 == 6250
    assert "<b>62.50%</b>" in client.get("/reports/").text


@pytest.mark.parametrize("week", ["", "本周", "2026-11-17", "2026-11-23", "1900-01-01", "9999-12-27"])
def test_no_account_is_taken_for_another_week_than_was_meant(
    city: cast.City, signed_in: SignIn, week: str
) -> None:
    answer = send(signed_in("county"), city.assignments["east"], htmx=True, week=week, claimed="60")
    assert answer.status_code in {409, 422}
    assert not Report.objects.exists()


def test_words_are_asked_for_only_where_the_plan_is_missed(city: cast.City, signed_in: SignIn) -> None:
    part = city.assignments["east"]
    client = signed_in("county")
    refused = send(client, part, htmx=True, claimed="1")
    assert refused.status_code == 422
    assert "请用一两句话写明原因和下一步措施" in refused.text
    assert 'value="1"' in refused.text
    assert "data-focus" in refused.text
    assert not Report.objects.exists()
    assert send(client, part, htmx=True, claimed="1", words="用地未批").status_code == 200
    assert Report.objects.get().words == "用地未批"


@pytest.mark.parametrize("written", ["", "很多", "101", "-3", "4..5", "1e3"])
def test_what_is_no_percentage_is_given_back(city: cast.City, signed_in: SignIn, written: str) -> None:
    answer = send(signed_in("county"), city.assignments["east"], htmx=True, claimed=written, words="说明")
    assert answer.status_code == 422
    assert "0" in re.findall(r'class="form-error"[^>]*>([^<]*)', answer.text)[0]
    assert not Report.objects.exists()


def test_a_double_press_is_told_who_was_first(city: cast.City, signed_in: SignIn) -> None:
    part = city.assignments["east"]
    client = signed_in("county")
    assert send(client, part, htmx=True, claimed="60").status_code == 200
    second = send(client, part, htmx=True, claimed="60")
    assert second.status_code == 409
    assert city.county.words in second.text
    assert "没有重复记录" in second.text
    assert Report.objects.count() == 1


def test_a_correction_takes_the_place_of_the_first(city: cast.City, signed_in: SignIn) -> None:
    told(city)
    client = signed_in("county")
    part = city.assignments["east"]
    page = client.get(f"/reports/?fix={part.id}")
    assert 'name="revision" value="2"' in page.text
    assert send(client, part, claimed="65", revision=2).status_code == 302
    states = list(Report.objects.order_by("revision").values_list("revision", "claimed_x100", "state"))
    assert states == [(1, 6000, "REPLACED"), (2, 6500, "SENT")]


def test_another_units_line_is_absent(city: cast.City, signed_in: SignIn) -> None:
    assert send(signed_in("other_county"), city.assignments["east"], claimed="60").status_code == 404
    assert send(signed_in("county"), Assignment(id=999_999), claimed="60").status_code == 404
    assert send(signed_in("clerk"), city.assignments["east"], claimed="60").status_code == 403
    assert not Report.objects.exists()


def test_a_returned_line_comes_first_with_its_reason(city: cast.City, signed_in: SignIn) -> None:
    theirs = add_tasks(city, 2)
    report = report_actions.submit_report(
        assignment=theirs[1],
        week_start=WEEK,
        claimed_x100=9000,
        words="",
        revision=1,
        by=city.county,
        at=FRIDAY,
    ).report
    answer = signed_in("clerk").post(
        f"/reports/accounts/{report.id}/return/", {"reason": "与佐证不符，请核实"}
    )
    assert answer["Location"] == f"/reports/?week=2026-11-16&unit={city.east.id}"
    page = signed_in("county").get("/reports/")
    assert lines(page)[0] == theirs[1].id
    assert "被退回：与佐证不符，请核实" in page.text


def test_an_account_is_not_returned_without_a_reason(city: cast.City, signed_in: SignIn) -> None:
    report = told(city)
    answer = signed_in("clerk").post(f"/reports/accounts/{report.id}/return/", {"reason": " "})
    assert answer.status_code == 409
    assert "退回周报应写明理由" in answer.text
    assert Report.objects.get().state == "SENT"
    assert (
        signed_in("leader").post(f"/reports/accounts/{report.id}/return/", {"reason": "x"}).status_code == 403
    )


def test_a_second_return_is_told_that_it_is_too_late(city: cast.City, signed_in: SignIn) -> None:
    report = told(city)
    client = signed_in("clerk")
    assert client.post(f"/reports/accounts/{report.id}/return/", {"reason": "请核实"}).status_code == 302
    again = client.post(f"/reports/accounts/{report.id}/return/", {"reason": "请核实"})
    assert again.status_code == 409
    assert "不能改为" in again.text


def test_the_office_sees_how_each_unit_stands(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 1)
    told(city)
    page = signed_in("clerk").get("/reports/")
    cells = re.findall(r'hx-push-url="true">([^<]+)</a></th>\s*((?:<td.*?</td>)+)', page.text, re.DOTALL)
    found = {name: [int(n) for n in re.findall(r">(\d+)<", tds)] for name, tds in cells}
    assert found == {"东河区教育局": [2, 1, 1, 0, 0, 0], "西山县教育局": [2, 0, 2, 0, 0, 0]}
    assert "2个单位应报4项，已报1项，还有2个单位没有报完" in page.text


def test_a_unit_opens_beside_the_list(city: cast.City, signed_in: SignIn) -> None:
    told(city)
    told(city, "west", claimed_x100=7000)
    headers = {**HTMX, "HX-Target": "panel"}
    part = signed_in("clerk").get(f"/reports/?unit={city.west.id}", headers=headers)
    assert "<html" not in part.text
    assert "西山县教育局" in part.text
    assert re.findall(r"<b>(\d+%)</b>", part.text) == ["70%"]


def test_a_past_week_can_be_read_and_no_more_written(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    told(city)
    set_clock(settings, FRIDAY + timedelta(days=14))
    client = signed_in("county")
    page = client.get("/reports/?week=2026-11-16")
    assert "只供查阅" in page.text
    assert lines(page) == []
    answer = send(client, city.assignments["east"], claimed="70", revision=2)
    assert answer.status_code == 409
    assert "截止补报" in answer.text


def test_last_week_can_be_made_up_until_it_closes(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    set_clock(settings, datetime(2026, 11, 23, 2, tzinfo=UTC))
    client = signed_in("county")
    assert "还有1项未报，可补报到" in client.get("/reports/").text
    assert "现在报送记为迟报" in client.get("/reports/?week=2026-11-16").text
    assert send(client, city.assignments["east"], claimed="60").status_code == 302
    assert (Report.objects.get().week_start, Report.objects.get().is_late) == (WEEK, True)


def test_an_account_made_up_afterwards_does_not_undo_the_newer_one(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    set_clock(settings, datetime(2026, 11, 23, 2, tzinfo=UTC))
    client = signed_in("county")
    part = city.assignments["east"]
    assert send(client, part, week="2026-11-23", claimed="70").status_code == 302
    assert send(client, part, claimed="50", words="上周实际").status_code == 302
    part.refresh_from_db()
    assert part.claimed_x100 == 7000
    assert list(Report.objects.order_by("week_start").values_list("claimed_x100", flat=True)) == [5000, 7000]


@pytest.mark.parametrize("week", ["昨天", "2026-13-45", "1900-01-01", "9999-12-31", ""])
def test_a_week_that_is_none_is_no_error(city: cast.City, signed_in: SignIn, week: str) -> None:
    for who in ("county", "clerk"):
        assert signed_in(who).get("/reports/", {"week": week, "unit": "x", "fix": "y"}).status_code == 200


def test_an_expired_session_leaves_the_account_whole(city: cast.City) -> None:
    answer = send(Client(), city.assignments["east"], htmx=True, claimed="60")
    assert answer.status_code == 200
    assert answer["HX-Redirect"].startswith("/sign-in")
    assert answer.content == b""


@pytest.mark.parametrize("who", ["county", "clerk"])
def test_the_number_of_queries_does_not_grow_with_the_lines(
    city: cast.City, signed_in: SignIn, who: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    told(city)
    client = signed_in(who)
    address = f"/reports/?unit={city.east.id}"
    client.get(address)
    with django_assert_num_queries(100, exact=False) as one:
        client.get(address)
    for part in add_tasks(city, 2):
        report_actions.submit_report(
            assignment=part,
            week_start=WEEK,
            claimed_x100=6000,
            words="",
            revision=1,
            by=city.county,
            at=FRIDAY,
        )
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(address)


@given(st.integers(min_value=0, max_value=10_000))
def test_every_value_that_is_shown_can_be_sent_again(x100: int) -> None:
    assert percent_x100(points(x100)) == x100
