"""Requests for data in the browser: the gate, the asking, one page to answer; the month for everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.actions import burden, parameters, requests
from luoshi.records.models import Blocked, Burden, Measured, Request
from luoshi.rules.letters import LetterState
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.asked import october
from tests.actions.inspections import plan
from tests.actions.stage import NOON, letter
from tests.pages.conftest import SignIn
from tests.pages.test_burden import plain
from tests.pages.weeks_and_letters import FRIDAY, WEEK, set_clock

TYPED = {
    "title": "10月学前教育基本情况",
    "kind": "DATA",
    "targets": "各县（市、区）教育局",
    "wanted": "在园幼儿数（人）\n公办园数（所）",
    "from_on": "2026-10-01",
    "to_on": "2026-10-31",
    "due_on": (FRIDAY + timedelta(days=14)).date().isoformat(),
    "basis": "示教财〔2026〕3号，测算生均经费",
    "law": "",
    "length": "",
    "people": "",
    "listed": "",
    "replaces": "",
    "note": "",
}


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def written(client: Client, **more: str) -> Request:
    assert client.post("/requests/new/", TYPED | more).status_code == 302
    return Request.objects.latest("id")


def test_from_a_draft_to_the_sheet_and_asked_again_it_is_offered(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    office, head, county = signed_in("office_unit"), signed_in("office_head"), signed_in("county")
    first = written(office)
    page = office.get(f"/requests/{first.id}/").text
    assert "逐条核对，可以发出" in page
    assert "由计划财务科负责人发出" in page
    assert office.post(f"/requests/{first.id}/ask/").status_code == 403
    stale = head.post(f"/requests/{first.id}/ask/", {"version": first.version - 1})
    assert (stale.status_code, "打开这一页之后有变动" in stale.text) == (409, True)
    assert head.post(f"/requests/{first.id}/ask/", follow=True).text.count("已发出，各单位合计约60分钟") == 1

    form = county.get(f"/requests/{first.id}/").text
    names = re.findall(r'name="(f\d+)"', form)
    opened = re.findall(r'name="opened" value="([^"]+)"', form)[0]
    wrong = county.post(f"/requests/{first.id}/answer/", {names[0]: "很多", names[1]: "3"})
    assert wrong.status_code == 409
    assert "应填数字" in wrong.text
    set_clock(settings, FRIDAY + timedelta(seconds=90))
    told = county.post(
        f"/requests/{first.id}/answer/", {names[0]: "1250", names[1]: "3", "opened": opened}, follow=True
    )
    assert "同一期不会再向本单位要这些数" in told.text
    assert 0 < Measured.objects.get().seconds <= 90

    sheet = openpyxl.load_workbook(BytesIO(office.get(f"/requests/{first.id}/values.xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0] == ["单位", "1.在园幼儿数（人）", "2.公办园数（所）", "报出日期"]
    assert rows[1][:3] == ["东河区", "1250", "3"]

    again = written(office, title="学前摸底", wanted="全县在园幼儿总数（人）")
    page = head.post(f"/requests/{again.id}/ask/")
    assert page.status_code == 409
    assert "东河区“在园幼儿数”：1250人" in page.text
    assert Blocked.objects.get().request_id == again.id
    assert "已采用1个已有的数" in office.post(f"/requests/{again.id}/known/", follow=True).text
    assert head.post(f"/requests/{again.id}/ask/").status_code == 302


def test_a_form_that_is_not_right_comes_back_as_typed(city: cast.City, signed_in: SignIn) -> None:
    office = signed_in("office_unit")
    page = office.post("/requests/new/", TYPED | {"targets": "某某局", "due_on": "明天"})
    assert page.status_code == 422
    assert "没有认出：某某局" in page.text
    twice = office.post("/requests/new/", TYPED | {"wanted": "在园幼儿数\n全县在园幼儿总数"})
    assert "写了两遍" in twice.text
    assert Request.objects.count() == 0


def test_the_pages_ask_little_however_many_there_are(
    city: cast.City, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    office, head = signed_in("office_unit"), signed_in("office_head")
    made = [written(office, title=f"要求{number}", wanted=f"第{number}项") for number in range(3)]
    with django_assert_max_num_queries(36):
        office.get(f"/requests/{made[0].id}/")
    for each in made:
        head.post(f"/requests/{each.id}/ask/")
    with django_assert_max_num_queries(20):
        assert office.get("/requests/").text.count("要求1") == 1


def test_the_month_is_the_same_for_everybody_and_the_office_stands_in_it(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    at = FRIDAY + timedelta(days=7)
    burden.count_burden(week_start=WEEK, by=SYSTEM, at=at)
    set_clock(settings, at)
    pages = {plain(signed_in(who).get("/burden/month/").text) for who in ("leader", "county", "school_head")}
    assert len(pages) == 1
    client = signed_in("county")
    page = client.get(f"/burden/month/?asker={city.supervision.id}").text
    assert "督查科" in page
    assert "这个数由哪些构成" in page
    assert Burden.objects.filter(asker=city.supervision, minutes__gt=0).exists()
    sheet = openpyxl.load_workbook(BytesIO(client.get("/burden/month.xlsx").content)).active
    assert [cell.value for cell in sheet[2]][:3] == ["单位", "角色", "填报（次）"]
    assert client.get("/burden/month/?month=2026-99&unit=x").status_code == 200


def test_the_office_is_held_up_to_itself(city: cast.City, signed_in: SignIn) -> None:
    for who in ("clerk", "county", "auditor"):
        page = signed_in(who).get("/burden/office/?figure=LETTERS").text
        assert "没有为它发过函、后来自己消除的" in page
    paper = signed_in("leader").get("/burden/office/pdf/")
    assert paper.content.startswith(b"%PDF")


def test_room_for_a_letter_is_made_on_its_own_page(city: cast.City, signed_in: SignIn) -> None:
    made = letter(city)
    client = signed_in("head")
    address = f"/burden/relief/letter/{made.id}/"
    assert client.get(address).status_code == 200
    both = client.post(address, {})
    assert (both.status_code, "两样写一样" in both.text) == (422, True)
    refused = client.post(address, {"law": "领导要求"})
    assert refused.status_code == 409
    assert "没有条款的不能免于预算" in refused.text
    law = "《中华人民共和国安全生产法》第七十条"
    done = client.post(address, {"law": law})
    assert done.headers["Location"] == f"/letters/{made.id}/"
    assert signed_in("clerk").get(address).status_code == 403


def test_a_full_week_is_told_where_a_letter_and_a_plan_are_read(city: cast.City, signed_in: SignIn) -> None:
    waiting = letter(city, LetterState.APPROVED)
    planned = plan(city, MandateState.SUBMITTED)
    key, source = "burden.week_budget", "示教〔2026〕1号"
    day = {"effective_from": cast.MONDAY, "by": city.head, "at": NOON}
    parameters.set_parameter(key=key, value=40, source=source, **day)
    wanted = replace(october(city), targets=[city.east], due_on=FRIDAY.date())
    out = requests.draft_request(written=wanted, by=city.head, at=NOON)
    out = requests.ask_request(request=out, by=city.head, at=NOON)
    for page in (f"/letters/{waiting.id}/", f"/mandates/{planned.id}/"):
        assert "请写明用它替换哪一项数据要求" in signed_in("head").get(page).text
    assert out.title in signed_in("head").get(f"/letters/{waiting.id}/").text
    clerk = signed_in("clerk").get(f"/letters/{waiting.id}/").text
    assert "由督查科负责人写明替换哪一项" in clerk
    assert "aria-disabled" in clerk
    still = signed_in("head").post(f"/burden/relief/letter/{waiting.id}/", {"replaces": out.id})
    assert (still.status_code, "仍放不下" in still.text) == (409, True)
