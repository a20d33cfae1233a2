"""A county head looks at the fortnight and subscribes to it; an account takes its time, for all to see."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from icalendar import Calendar
from playwright.sync_api import expect

from luoshi.actions import obstacles
from luoshi.records.models import Assignment, Burden, Task, TimeTaken, Unit
from luoshi.rules.obstacles import ObstacleKind
from tests import cast
from tests.actions.stage import noon
from tests.journeys import stage
from tests.journeys.conftest import Invite
from tests.journeys.stage import Clock
from tests.pages.weeks_and_letters import add_tasks

pytestmark = [pytest.mark.journey, pytest.mark.everywhere]

TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)


def test_a_fortnight_is_looked_at_and_subscribed_to(
    live_city: cast.City, clock: Clock, invite: Invite, tmp_path: Path
) -> None:
    pictures = stage.pictures_of(tmp_path, is_own_speech=True)
    fill(live_city)
    clock.sweep(TODAY)

    head = invite("county_head")
    head.sign_in()
    head.follow("时间账")
    expect(head.page.locator(".due-day")).to_have_count(6)
    expect(head.page.locator("#main")).to_contain_text("等待答复2日不计")
    pictures.take(head.page, "times")
    head.follow("我的")
    head.page.goto("/times/")
    expect(head.page.locator(".tabs [aria-current]")).to_have_text("我的")
    head.page.set_viewport_size(stage.NARROW)
    assert head.page.evaluate("document.documentElement.scrollWidth") <= stage.NARROW["width"]
    head.page.set_viewport_size(stage.WIDE)

    head.follow("订阅到日历")
    head.press("生成订阅链接")
    address = head.page.get_by_label("订阅链接").input_value()
    stranger = head.page.context.browser.new_context()  # type: ignore[union-attr]
    answer = stranger.request.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert "任务到期：第2项工作" in {str(event["SUMMARY"]) for event in events}
    head.press("停用订阅")
    head.is_told("订阅链接已停用")
    assert stranger.request.get(address).status == 404
    stranger.close()


def test_an_account_takes_its_time_and_the_meter_shows_it_to_all(
    live_city: cast.City, clock: Clock, invite: Invite, tmp_path: Path
) -> None:
    pictures = stage.pictures_of(tmp_path, is_own_speech=True)
    clock.move_to(TODAY)
    county = invite("county")
    county.sign_in()
    county.page.goto("/reports/")
    clock.move_to(TODAY, 9, 3)
    county.page.locator(".account-value").fill("60")
    county.page.locator(".account-value").press("Enter")
    expect(county.page.locator(".account-told")).to_contain_text("60%")
    [taken] = TimeTaken.objects.all()
    assert (taken.unit_id, taken.lines) == (live_city.east.id, 1)
    assert 120 <= taken.seconds <= 240

    earlier(live_city)
    clock.move_to(date(2026, 11, 25))
    call_command("weekly", on="2026-11-25", verbosity=0)
    discipline = invite("discipline")
    discipline.sign_in()
    discipline.follow("负担")
    expect(discipline.page.locator("#askers")).to_be_visible()
    expect(discipline.page.locator("#main")).to_contain_text("督查科")
    expect(discipline.page.locator(".chart")).to_be_visible()
    pictures.take(discipline.page, "burden")


def fill(city: cast.City) -> None:
    """Give the eastern county four parts that fall due within the fortnight, one of them waiting for help."""
    parts = [city.assignments["east"], *add_tasks(city, 3)]
    for number, part in enumerate(parts):
        due_on = TODAY + timedelta(days=3 * number)
        Task.objects.filter(id=part.task_id).update(due_on=due_on)
        Assignment.objects.filter(id=part.id).update(
            due_on=due_on, first_responsible=city.county_head.post_id, claimed_x100=2000 * number,
            claimed_on=MONDAY if number else None,
        )  # fmt: skip
    parts[3].refresh_from_db()
    obstacles.raise_obstacle(
        assignment=parts[3], kind=ObstacleKind.MONEY, helper=city.finance, words="请核拨前期费用。",
        by=city.county, at=noon(14),
    )  # fmt: skip


def earlier(city: cast.City) -> None:
    """Let the weeks before be counted, with times of three counties."""
    south = Unit.objects.create(
        path="00010005",
        name="南湖区教育局",
        short_name="南湖区",
        kind="COUNTY",
        code="5",
        from_on=cast.FOUNDED,
    )
    for back, fields in enumerate((14, 11, 17, 16, 9, 12, 10), start=1):
        for unit in (city.east, city.west, south):
            Burden.objects.create(
                week_start=MONDAY - timedelta(days=7 * back),
                unit=unit,
                asker=city.supervision,
                kind="ACCOUNT",
                asked=1,
                fields=fields,
            )
    for unit, seconds in ((city.west, 130), (south, 170)):
        TimeTaken.objects.create(unit=unit, week_start=MONDAY, seconds=seconds, lines=1, cut=0)
