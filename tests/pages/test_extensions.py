"""The pages of later dates: asked for, weighed with what would come of it, decided, counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from luoshi.actions import reports
from luoshi.records.models import Assignment, Extension
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import set_clock, sweep

DAY = cast.MONDAY_NOON + timedelta(days=33)
ASKED = {"proposed_on": "2027-01-08", "reason": "用地批复晚了两周。"}


@pytest.fixture(autouse=True)
def _behind(city: cast.City, settings: Settings) -> None:
    """Let the eastern county be behind on a Saturday in December."""
    set_clock(settings, cast.MONDAY_NOON + timedelta(days=30))
    reports.submit_report(
        assignment=city.assignments["east"],
        week_start=date(2026, 11, 30),
        claimed_x100=4500,
        words="用地批复晚了。",
        revision=1,
        by=city.county,
        at=cast.MONDAY_NOON + timedelta(days=30),
    )
    set_clock(settings, DAY)
    sweep(DAY)


def ask(city: cast.City, signed_in: SignIn) -> Extension:
    """Let the county ask on its page."""
    address = f"/tasks/parts/{city.assignments['east'].id}/extension/"
    page = signed_in("county").post(address, ASKED, follow=True)
    assert "批准之前时限和亮灯不变" in page.text
    return Extension.objects.get()


def test_what_was_typed_stays_and_every_refusal_says_why(city: cast.City, signed_in: SignIn) -> None:
    county, address = signed_in("county"), f"/tasks/parts/{city.assignments['east'].id}/extension/"
    empty = county.post(address, {"proposed_on": "", "reason": "汛期停工。"})
    assert (empty.status_code, "汛期停工。" in empty.text) == (422, True)
    early = county.post(address, {**ASKED, "proposed_on": "2026-12-24"})
    assert (early.status_code, "应晚于现在的完成时限2026年12月25日" in early.text) == (409, True)
    assert Extension.objects.count() == 0


def test_who_decides_sees_what_would_come_of_it(city: cast.City, signed_in: SignIn) -> None:
    wish = ask(city, signed_in)
    page = signed_in("head").get(f"/extensions/{wish.id}/").text
    told = page.partition("今天应达：")[2].partition("</li>")[0]
    assert told == "62.50% → 51.02%"
    assert "滞后" in page.partition("后会怎样")[2].partition("→")[2]
    for who, told in (
        ("clerk", "“审批延期”由局领导"),
        ("leader", "由督查科科长决定"),
        ("county", "“审批延期”由"),
    ):
        page = signed_in(who).get(f"/extensions/{wish.id}/").text
        assert told in page
        assert "同意延期</button>" not in page
    assert "撤回延期申请" in signed_in("county").get(f"/extensions/{wish.id}/").text


def test_a_grant_shows_on_every_page_that_tells_the_date(city: cast.City, signed_in: SignIn) -> None:
    wish = ask(city, signed_in)
    head, county = signed_in("head"), signed_in("county")
    assert "审批延期" in head.get("/").text
    granted = head.post(
        f"/extensions/{wish.id}/grant/", {"granted_on": "2027-01-08", "words": ""}, follow=True
    )
    assert "已同意延期至2027年1月8日" in granted.text
    part = Assignment.objects.get(id=city.assignments["east"].id)
    story = county.get(f"/tasks/{part.task_id}/?part={part.id}").text
    assert "发布时为2026年12月25日，改期1次" in story
    assert "时限由2026年12月25日改为2027年1月8日。" in story
    assert "改期1次" in county.get("/ledger/").text
    assert "改期1次" not in signed_in("other_county").get("/ledger/").text
    assert "1次" in head.get(f"/units/{city.east.id}/").text.partition("改期和求助")[2]
    assert "东河区" in head.get("/extensions/").text
    assert "东河区" not in signed_in("other_county").get("/extensions/").text.partition("<main")[2]
    again = head.post(f"/extensions/{wish.id}/grant/", {"granted_on": "2027-01-08", "words": ""})
    assert (again.status_code, "已有结论" in again.text) == (409, True)


def test_a_refusal_needs_its_reason_and_leaves_the_date(city: cast.City, signed_in: SignIn) -> None:
    wish, head = ask(city, signed_in), signed_in("head")
    assert head.post(f"/extensions/{wish.id}/refuse/", {"refuse-words": " "}).status_code == 422
    page = head.post(f"/extensions/{wish.id}/refuse/", {"refuse-words": "倒排工期。"}, follow=True)
    assert "时限不变" in page.text
    part = Assignment.objects.get(id=city.assignments["east"].id)
    assert (part.due_on, part.change) == (date(2026, 12, 25), "")


def test_the_office_hands_up_and_the_leader_finds_it_on_the_desk(city: cast.City, signed_in: SignIn) -> None:
    wish, leader = ask(city, signed_in), signed_in("leader")
    assert "审批延期" not in leader.get("/").text
    signed_in("head").post(f"/extensions/{wish.id}/hand-up/", {"opinion": "涉及两县，请定。"})
    assert "审批延期" in leader.get("/").text
    assert "涉及两县，请定。" in leader.get(f"/extensions/{wish.id}/").text


def test_on_the_last_day_the_button_says_why_not(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    set_clock(settings, cast.MONDAY_NOON + timedelta(days=53))
    part = city.assignments["east"]
    page = signed_in("county").get(f"/tasks/{part.task_id}/?part={part.id}").text
    assert "延期应在到期前申请，当天和逾期后不再受理" in page
    form = signed_in("county").get(f"/tasks/parts/{part.id}/extension/").text
    assert "提交延期申请" not in form
