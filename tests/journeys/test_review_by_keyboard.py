"""A speech of four thousand characters from upload to published ledger, and not one touch of a mouse."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from luoshi.records.models import Assignment, Document, Task
from tests.journeys import stage, town
from tests.journeys.conftest import Invite
from tests.journeys.stage import PASSWORD, Clock, Person

pytestmark = pytest.mark.journey

SPEECH = stage.ROOT / "examples" / "冬春教育重点工作部署会讲话.txt"
MONDAY = date(2026, 11, 16)
STOPS = 900


def test_a_whole_speech_by_keyboard_alone(clock: Clock, invite: Invite, tmp_path: Path) -> None:
    clock.move_to(MONDAY)
    town.lay_out(MONDAY, "keyuan")
    pictures = stage.pictures_of(tmp_path, is_own_speech=True)
    clerk = invite("keyuan")
    page = clerk.page
    sign_in(clerk)
    upload(clerk)
    document = Document.objects.get()
    assert len(document.text) >= 4000
    total = document.tasks.count()
    assert total >= 60
    expect(waiting(page)).to_have_count(total)

    at_once = accept_what_is_complete(clerk)
    decided = 0
    while left := waiting(page).count():
        row = focused_row(page)
        decide(page, row, is_wanted=decided in {2, 3})
        expect(waiting(page)).to_have_count(left - 1)
        decided += 1
        if decided == 6:
            take_back(page)
        if decided == 8:
            pictures.take(page, "reading-coverage")
    assert decided >= 10
    expect(page.locator(".coverage-words")).not_to_contain_text("待审")

    publish(clerk)
    document.refresh_from_db()
    assert document.published_by is not None
    states = list(document.tasks.values_list("state", flat=True))
    assert set(states) == {"OPEN", "DROPPED"}
    assert len(states) == total
    assert states.count("OPEN") >= at_once + 2
    assert Assignment.objects.filter(task__document=document, state="OPEN").count() > states.count("OPEN")
    assert not Task.objects.filter(state="DROPPED", drop_reason="").exists()

    follow(page, page.get_by_role("link", name="单位", exact=True))
    follow(page, page.get_by_role("link", name="示例市教育局安全管理科", exact=True))
    expect(page.locator("#duties")).to_have_text("职责记录")
    pictures.take(page, "unit")
    page.goto("/calendar/school/")
    expect(page.locator("h1")).to_contain_text("校历")
    pictures.take(page, "school-years")


def sign_in(clerk: Person) -> None:
    page, keys = clerk.page, clerk.page.keyboard
    page.goto("/")
    expect(page.locator("#id_username")).to_be_focused()
    keys.type(clerk.username)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.locator("h1")).to_contain_text("工作台")


def upload(clerk: Person) -> None:
    page, keys = clerk.page, clerk.page.keyboard
    # The list of files is the machine's own window: what is chosen there is given from here.
    page.on("filechooser", lambda chooser: chooser.set_files(SPEECH))
    follow(page, page.get_by_role("link", name="读文", exact=True))
    follow(page, page.get_by_role("link", name="登记来文", exact=True).first)
    expect(page.locator("h1")).to_have_text("登记来文")
    page.wait_for_load_state()
    reach(page, page.locator("#id_file"))
    keys.press("Space")
    expect(page.locator("#id_file")).to_have_value(re.compile(SPEECH.name))
    follow(page, page.get_by_role("button", name="登记并读文"))
    clerk.is_told("请逐条审定，审完后发布。")


def accept_what_is_complete(clerk: Person) -> int:
    """Accept at one press what has its unit and its date; return how many that were."""
    page, keys = clerk.page, clerk.page.keyboard
    reach(page, page.locator("details.many summary"))
    keys.press("Enter")
    count = int(page.locator("#many-accept").inner_text())
    assert count >= 20
    follow(page, page.get_by_role("button", name=re.compile("采纳这.*条")))
    clerk.is_told(f"已采纳{count}条。")
    page.wait_for_load_state()
    reach(page, page.locator(".directive .directive-title a").first)
    return count


def focused_row(page: Page) -> Locator:
    """Walk down to a directive that waits, as far as the one in front is decided."""
    for _ in range(STOPS):
        row = page.locator('.directive[data-state="PROPOSED"]:has(:focus)')
        if row.count():
            return page.locator(f"#{row.get_attribute('id')}")
        before = focused(page)
        page.keyboard.press("ArrowDown")
        if focused(page) == before:
            for _ in range(STOPS):
                page.keyboard.press("ArrowUp")
                if focused(page) == before:
                    break
                before = focused(page)
    raise AssertionError("no directive that waits can be reached")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('.directive')?.id || document.activeElement.id"))


def decide(page: Page, row: Locator, *, is_wanted: bool = False) -> None:
    """Drop what is doubtful or an attitude; give an office and a date to the rest, and accept."""
    keys = page.keyboard
    is_doubtful = "is-borderline" in (row.get_attribute("class") or "")
    if is_doubtful or not (is_wanted or "原文“" in row.inner_text()):
        keys.press("x")
        expect(row.locator(".reasons button").first).to_be_focused()
        keys.press("1")
        expect(row).to_have_attribute("data-state", "DROPPED")
        return
    if row.get_by_text("未定责任单位").count():
        keys.press("d")
        expect(row.locator('[name="q"]')).to_be_focused()
        keys.type("dck")
        expect(row.locator(".matches button").first).to_contain_text("督查科")
        keys.press("ArrowDown")
        keys.press("Enter")
        expect(row.locator(".owners")).to_contain_text("督查科")
        reach(page, row.get_by_role("button", name="单位定好了"))
        keys.press("Enter")
        expect(row.locator("form.directive-open")).to_have_count(0)
        expect(row.locator(".directive-title a")).to_be_focused()
    if row.get_by_text("未定时限").count():
        keys.press("e")
        type_last_day(page, row.get_by_label("完成时限"))
        reach(page, row.get_by_role("button", name="保存并采纳"))
        keys.press("Enter")
    else:
        keys.press("a")
    expect(row).to_have_attribute("data-state", "ACCEPTED")


def type_last_day(page: Page, field: Locator) -> None:
    """Type December 31; the parts of a date stand in the order of the browser's own language."""
    reach(page, field)
    for order in (("2026", "12", "31"), ("12", "31", "2026"), ("31", "12", "2026")):
        for _ in order:
            page.keyboard.press("ArrowLeft")
        for part in order:
            page.keyboard.type(part)
            if part == "2026":
                page.keyboard.press("ArrowRight")
        if field.input_value() == "2026-12-31":
            return
    raise AssertionError(f"no order of a date is understood: {field.input_value()}")


def take_back(page: Page) -> None:
    """Undo the last decision and take it again."""
    left = waiting(page).count()
    page.keyboard.press("u")
    expect(waiting(page)).to_have_count(left + 1)
    decide(page, focused_row(page))
    expect(waiting(page)).to_have_count(left)


def publish(clerk: Person) -> None:
    page = clerk.page
    follow(page, page.get_by_role("link", name="发布…"))
    expect(page.locator(".consequences")).to_contain_text("项任务进入台账")
    count = page.locator(".figure b").first.inner_text()
    follow(page, page.get_by_role("button", name=f"发布并交办{count}项任务"))
    clerk.is_told(f"已发布，{count}项任务进入台账")


def waiting(page: Page) -> Locator:
    return page.locator('.directive[data-state="PROPOSED"]')


def follow(page: Page, goal: Locator) -> None:
    """Go to a link or button from stop to stop, and press it."""
    reach(page, goal)
    page.keyboard.press("Enter")


def reach(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus; from its end the page begins anew."""
    for _ in range(STOPS):
        if goal.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{goal} cannot be reached by the keyboard")
