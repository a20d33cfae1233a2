"""The reading desk without a mouse: look, assign, accept, undo, cut at the caret, join, drop."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from luoshi.actions import documents
from luoshi.records.models import Task, UnitDuty
from tests import cast
from tests.journeys.conftest import Invite

pytestmark = pytest.mark.journey

TEXT = """关于做好冬季重点工作的讲话

一、抓好经费保障
要在2026年12月18日前完成经费核拨，并公布核拨结果。
计划财务科要在2026年12月25日前公布核查结果清单。
"""


def test_a_directive_is_worked_on_by_keyboard_alone(live_city: cast.City, invite: Invite) -> None:
    UnitDuty.objects.create(unit=live_city.finance, topic="教育经费", words=["经费"], from_on=cast.FOUNDED)
    document = documents.register_document(
        name="讲话.txt", data=TEXT.encode(), by=live_city.clerk, at=cast.MONDAY_NOON
    )
    first, second = document.tasks.order_by("start")
    page = invite("clerk").page
    keys = page.keyboard
    page.goto(f"/documents/{document.id}/")
    keys.type("clerk")
    keys.press("Tab")
    keys.type(cast.PASSWORD)
    keys.press("Enter")
    row = page.locator(f"#d{first.id}")
    row.locator(".directive-title a").focus()

    keys.press("p")
    expect(row.locator(".directive-owners")).to_contain_text("责任：计划财务科")
    keys.press("a")
    expect(row).to_have_attribute("data-state", "ACCEPTED")
    expect(page.locator(f"#d{second.id} .directive-title a")).to_be_focused()
    keys.press("u")
    expect(row).to_have_attribute("data-state", "PROPOSED")
    expect(row.locator(".directive-title a")).to_be_focused()

    keys.press("d")
    expect(row.locator('[name="q"]')).to_be_focused()
    keys.type("dh")
    expect(row.locator(".matches button")).to_have_text(["东河区"])
    keys.press("ArrowDown")
    expect(row.locator(".matches button")).to_be_focused()
    keys.press("Enter")
    expect(row.locator(".owners label")).to_have_text(["计划财务科", "东河区"])
    keys.press("Escape")
    expect(row.locator(".directive-title a")).to_be_focused()

    keys.press("s")
    text = row.locator("[data-cut-text]")
    expect(text).to_be_focused()
    keys.press("Home")
    keys.press("Tab")
    keys.type("字")
    expect(text).to_have_value(first.quote)
    keys.press("Enter")
    expect(page.locator(".directive")).to_have_count(3)
    expect(row.locator(".directive-title a")).to_be_focused()
    cut = first.start + first.quote.index("，") + 1
    assert list(Task.objects.filter(document=document).order_by("start").values_list("start", flat=True)) == [
        first.start,
        cut,
        second.start,
    ]
    keys.press("ArrowDown")
    keys.press("m")
    expect(page.locator(".directive")).to_have_count(2)
    expect(row.locator(".directive-quote")).to_have_text(first.quote)
    expect(row.locator(".directive-title a")).to_be_focused()

    keys.press("x")
    expect(row.locator(".reasons button").first).to_be_focused()
    keys.press("1")
    expect(row).to_have_attribute("data-state", "DROPPED")
    keys.press("u")
    expect(row).to_have_attribute("data-state", "PROPOSED")
