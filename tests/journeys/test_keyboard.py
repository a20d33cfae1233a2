"""The weekly account without a mouse, from the sign-in to the sign-out."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from luoshi.records.models import Assignment, Milestone, Report, Task
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.tasks import weekly_steps
from tests import cast
from tests.journeys.conftest import Invite

pytestmark = pytest.mark.journey

STARTED, LATE = date(2026, 11, 6), date(2026, 12, 31)


def test_the_whole_account_by_keyboard_alone(live_city: cast.City, invite: Invite) -> None:
    more_tasks(live_city, 3)
    county = invite("county")
    page, keys = county.page, county.page.keyboard
    page.goto("/")
    expect(page.locator("#id_username")).to_be_focused()
    keys.type("county")
    keys.press("Tab")
    keys.type(cast.PASSWORD)
    keys.press("Enter")
    expect(page.locator("h1")).to_contain_text("工作台")

    keys.press("ArrowDown")
    expect(page.locator(".decision-title").first).to_be_focused()
    keys.press("Enter")
    expect(page.locator("h1")).to_contain_text("本周周报")

    entries = page.locator("[data-entry]")
    expect(entries).to_have_count(4)
    expect(entries.nth(0)).to_be_focused()
    keys.type("15")
    keys.press("Enter")
    expect(page.locator("#account-progress")).to_contain_text("已报 1 / 4 项")
    expect(entries.nth(0)).to_be_focused()

    keys.press("ArrowDown")
    expect(entries.nth(1)).to_be_focused()
    keys.press("ArrowUp")
    keys.press("Tab")
    keys.press("Tab")
    expect(page.get_by_role("button", name="无变化", exact=True).first).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#account-progress")).to_contain_text("已报 2 / 4 项")

    expect(entries.nth(0)).to_be_focused()
    keys.type("120")
    with county.awaiting(422):
        keys.press("Enter")
        expect(page.locator(".form-error")).to_contain_text("进度应在0%到100%之间")
    expect(page.locator("[data-words]")).to_be_focused()
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    expect(entries.nth(0)).to_be_focused()
    keys.press("ControlOrMeta+a")
    keys.type("20")
    keys.press("Enter")
    expect(page.locator("#account-progress")).to_contain_text("已报 3 / 4 项")
    expect(entries.nth(0)).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#account-progress").get_by_text("全部报完")).to_be_visible()
    assert sorted(Report.objects.values_list("claimed_x100", flat=True)) == [0, 0, 1500, 2000]

    menu = page.locator("details.me summary")
    for _ in range(60):
        if menu.evaluate("node => node === document.activeElement"):
            break
        keys.press("Shift+Tab")
    expect(menu).to_be_focused()
    keys.press("Enter")
    for words in ("我的账户", "我的提醒"):
        keys.press("Tab")
        expect(page.get_by_role("link", name=words)).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_role("button", name="退出登录")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("已退出登录")


def more_tasks(city: cast.City, count: int) -> None:
    """Give the eastern county further tasks, begun so late that a week without change is no fault."""
    assert city.document is not None
    for number in range(1, count + 1):
        task = Task.objects.create(
            document=city.document,
            start=0,
            end=8,
            summary=f"完成第{number}批材料归集",
            start_on=STARTED,
            due_on=LATE,
            state="OPEN",
        )
        Milestone.objects.bulk_create(
            Milestone(task=task, due_on=step.due_on, planned_x100=step.planned_x100, label=step.label)
            for step in weekly_steps(STARTED, LATE, WorkCalendar())
        )
        Assignment.objects.create(
            task=task,
            unit=city.east,
            branch=city.east,
            role="RESPONSIBLE",
            state="OPEN",
            due_on=task.due_on,
            lamp="GREY",
            lamp_on=cast.MONDAY,
            next_lamp_on=date(2026, 11, 3),
        )
