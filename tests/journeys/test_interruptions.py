"""What goes wrong between people and their browsers: sessions end, fingers slip, two are at it at once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from luoshi.records.models import Assignment, Report, Task
from tests import cast
from tests.journeys.conftest import Invite
from tests.journeys.stage import put_on_desk

pytestmark = pytest.mark.journey


def test_a_session_that_ends_over_an_account_leads_to_the_sign_in_and_back_to_what_was_typed(
    live_city: cast.City, invite: Invite
) -> None:
    county = invite("county")
    county.sign_in()
    county.follow("周报")
    county.page.locator("[data-entry]").fill("12")
    county.context.clear_cookies(name="sessionid")
    county.page.get_by_role("button", name="报送", exact=True).click()
    county.page.wait_for_url(re.compile(r"/sign-in/\?next=/reports/$"))
    expect(county.page.locator("table")).to_have_count(0)
    assert Report.objects.count() == 0

    county.page.fill("#id_username", "county")
    county.page.fill("#id_password", cast.PASSWORD)
    county.press("登录")
    expect(county.page.locator("[data-entry]")).to_have_value("12")
    county.page.locator("[data-entry]").press("Enter")
    expect(county.page.locator(".account-told")).to_contain_text("12%")


def test_a_session_that_ends_over_a_directive_leads_to_the_sign_in_and_decides_nothing(
    live_city: cast.City, invite: Invite
) -> None:
    clerk = invite("clerk")
    desk = put_on_desk(clerk)
    clerk.context.clear_cookies(name="sessionid")
    clerk.page.locator(".directive .btn-accept").first.click()
    clerk.page.wait_for_url(re.compile(r"/sign-in/\?next=/documents/"))
    expect(clerk.page.locator(".directive")).to_have_count(0)
    assert not Task.objects.filter(state="ACCEPTED").exists()

    clerk.page.fill("#id_username", "clerk")
    clerk.page.fill("#id_password", cast.PASSWORD)
    clerk.press("登录")
    clerk.page.wait_for_url(desk)
    expect(clerk.page.locator(".directive .btn-accept").first).to_be_visible()


@pytest.mark.parametrize("button", ["报送", "无变化"])
def test_a_double_click_sends_one_account(live_city: cast.City, invite: Invite, button: str) -> None:
    part = live_city.assignments["east"]
    Assignment.objects.filter(pk=part.pk).update(claimed_x100=2000, claimed_on=date(2026, 10, 30))
    county = invite("county")
    county.sign_in()
    county.follow("周报")
    county.page.get_by_role("button", name=button, exact=True).dblclick()
    expect(county.page.locator(".account-told")).to_be_visible()
    county.page.reload()
    expect(county.page.locator(".account-told")).to_have_count(1)
    assert list(Report.objects.values_list("revision", "state")) == [(1, "SENT")]


def test_an_account_sent_in_two_tabs_is_taken_once(live_city: cast.City, invite: Invite) -> None:
    county = invite("county")
    county.sign_in()
    tabs = [county.open_tab(), county.open_tab()]
    for tab in tabs:
        tab.goto("/reports/")
    tabs[0].locator("[data-entry]").fill("10")
    tabs[0].locator("[data-entry]").press("Enter")
    expect(tabs[0].locator(".account-told")).to_contain_text("10%")
    tabs[1].locator("[data-entry]").fill("90")
    with county.awaiting(409):
        tabs[1].locator("[data-entry]").press("Enter")
        expect(tabs[1].locator(".form-error")).to_be_visible()
    expect(tabs[1].locator("[data-entry]")).to_have_value("90")
    assert list(Report.objects.values_list("claimed_x100", "state")) == [(1000, "SENT")]


def test_who_decides_second_is_told_who_was_first(live_city: cast.City, invite: Invite) -> None:
    clerk, head = invite("clerk"), invite("head")
    desk = put_on_desk(clerk)
    head.sign_in()
    head.page.goto(desk)
    clerk.page.locator(".directive .btn-accept").first.click()
    first = clerk.page.locator('.directive[data-state="ACCEPTED"]')
    expect(first).to_have_count(1)
    same = head.page.locator(f"#{first.get_attribute('id')}")
    with head.awaiting(409):
        same.locator(".btn-accept").click()
        expect(same.locator(".message-error")).to_contain_text("丙科员")
    expect(same).to_have_attribute("data-state", "ACCEPTED")
    assert Task.objects.filter(state="ACCEPTED").count() == 1
    assert not Task.objects.filter(state="DROPPED").exists()
