"""A county's whole weekly account, fifteen lines of which four changed: how many actions and minutes."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from luoshi.records.models import Assignment, Entry, Report
from tests import cast
from tests.journeys.conftest import Invite
from tests.journeys.stage import Person, pictures_of
from tests.journeys.test_keyboard import more_tasks

pytestmark = pytest.mark.journey

LINES = 15
KEY_MS = 60
"""Milliseconds between two keys of somebody who types, but is no typist."""
READING = 2
"""Seconds that somebody looks at a line before deciding; added to what was measured, not slept through."""
MOST_ACTIONS = 25


class Walk:
    """What somebody does by hand, counted: a click, a key, a value typed."""

    def __init__(self, person: Person) -> None:
        self.page: Page = person.page
        self.actions = 0
        self._begun = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it took so far, with the time for reading the lines."""
        return time.monotonic() - self._begun + READING * LINES

    def click(self, words: str, role: str = "button") -> None:
        """Click what bears these words."""
        self.actions += 1
        self.page.get_by_role(role, name=words).first.click()  # type: ignore[arg-type]

    def into(self, task: str) -> None:
        """Click into the field of a task's line."""
        self.actions += 1
        self.page.locator("tr", has_text=task).locator("[data-entry]").click()

    def type(self, words: str) -> None:
        """Type a value, key by key."""
        self.actions += 1
        self.page.keyboard.type(words, delay=KEY_MS)

    def enter(self) -> None:
        """Press the enter key."""
        self.actions += 1
        self.page.keyboard.press("Enter")


def test_a_weeks_account_takes_a_county_minutes(
    live_city: cast.City, invite: Invite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more_tasks(live_city, LINES - 1)
    late = Assignment.objects.select_related("task").get(
        unit=live_city.east, task__summary="完成第7批材料归集"
    )
    late.task.milestones.update(planned_x100=8000)
    county = invite("county")
    county.sign_in()
    page = county.page
    told = page.locator("#account-progress")

    walk = Walk(county)
    walk.click("报送周报", "link")
    expect(told).to_contain_text(f"已报 0 / {LINES} 项")
    expect(page.locator("[data-entry]").first).to_be_focused()
    # The lines that are behind their plan stand first; words are asked for where one stays behind.
    walk.type("35")
    walk.enter()
    expect(told).to_contain_text(f"已报 1 / {LINES} 项")
    walk.type("40")
    with county.awaiting(422):
        walk.enter()
        expect(page.locator("[data-words]:focus")).to_be_visible()
    walk.type("用地批复本周送达，下周进场")
    walk.enter()
    expect(told).to_contain_text(f"已报 2 / {LINES} 项")
    for done, (task, value) in enumerate((("第3批", "12"), ("第11批", "7.5")), start=3):
        walk.into(task)
        walk.type(value)
        walk.enter()
        expect(told).to_contain_text(f"已报 {done} / {LINES} 项")
    pictures_of(tmp_path, is_own_speech=True).take(page, "account-rest")
    walk.click(f"其余{LINES - 4}项无变化，逐项报送")
    expect(told).to_contain_text(f"已报 {LINES} / {LINES} 项")
    expect(page.locator(".account-done")).to_be_visible()

    with capsys.disabled():
        sys.stdout.write(
            f"\n周报{LINES}项、4项有变化：{walk.actions}个动作，{walk.seconds:.0f}秒（含每项看{READING}秒）\n"
        )
    assert walk.actions <= MOST_ACTIONS
    changed = Report.objects.filter(is_unchanged=False).values_list("claimed_x100", flat=True)
    assert sorted(changed) == [750, 1200, 3500, 4000]
    assert Report.objects.filter(is_unchanged=True).count() == LINES - 4
    assert Entry.objects.filter(action="reports.submit").count() == LINES
