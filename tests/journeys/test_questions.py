"""What the record foretells and asks: a county answers from its desk, the office puts it to rest."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from luoshi.records.models import Assignment, Document, Report, Task
from tests import cast
from tests.journeys import stage
from tests.journeys.conftest import Invite
from tests.journeys.stage import Clock

pytestmark = [pytest.mark.journey, pytest.mark.everywhere]

TODAY = date(2026, 12, 2)
PAST = date(2026, 10, 30)
ANSWER = "只差最后一处验收，验收组下周三到，验收后即报完成。"


def test_a_county_is_asked_and_answers(
    live_city: cast.City, clock: Clock, invite: Invite, tmp_path: Path
) -> None:
    pictures = stage.pictures_of(tmp_path, is_own_speech=True)
    remember(live_city)
    clock.move_to(TODAY)
    call_command("weekly", on=TODAY.isoformat(), verbosity=0)

    county = invite("county")
    county.sign_in()
    expect(county.page.locator(".decision-title").last).to_contain_text("有1处前后对不上")
    county.follow("说明")
    expect(county.page.locator(".question")).to_contain_text("连续3期都报90%")
    pictures.take(county.page, "questions")
    county.page.get_by_label("本单位的说明").fill(ANSWER)
    county.press("说明这一条")
    county.is_told("说明已记下")
    expect(county.page.locator("#rows")).to_contain_text("没有待说明的疑问")

    office = invite("clerk")
    office.sign_in()
    office.page.goto("/ledger/")
    office.follow("按期可能")
    expect(office.page.locator("#part-" + str(live_city.assignments["west"].id))).to_contain_text("约一成")
    pictures.take(office.page, "forecasts")
    office.follow("疑问")
    office.page.get_by_label("状态").select_option("ANSWERED")
    expect(office.page.locator(".question")).to_contain_text(ANSWER)
    office.page.get_by_text("了结…").click()
    office.page.get_by_label("了结的理由").fill("已电话核实")
    office.press("了结这一条")
    office.is_told("已了结")

    part = live_city.assignments["east"]
    county.page.goto(f"/tasks/{part.task_id}/?part={part.id}")
    county.page.get_by_text("已说明、不再询问的1条").click()
    expect(county.page.locator(".question")).to_contain_text("已电话核实")
    expect(county.page.locator("#forecast")).to_contain_text("按期可能")
    county.page.set_viewport_size(stage.NARROW)
    assert county.page.evaluate("document.documentElement.scrollWidth") <= stage.NARROW["width"]


def remember(city: cast.City) -> None:
    """Give both counties a history: sixteen tasks that fell due, half in vain, and accounts of this one."""
    assert city.task is not None
    Document.objects.update(published_at=cast.MONDAY_NOON - timedelta(days=90))
    for number in range(16):
        task = Task.objects.get(id=city.task.id)
        task.pk, task.start_on, task.due_on = None, PAST - timedelta(days=25), PAST
        task.save()
        part = Assignment.objects.get(id=city.assignments["east" if number % 2 else "west"].id)
        part.pk, part.task, part.due_on = None, task, PAST
        part.state, part.lamp, part.next_lamp_on = "CLOSED", "BLUE", None
        part.closed_at, part.closed_by = cast.MONDAY_NOON, city.head.words
        part.save()
        tell(city, part, task.start_on, [25, 50, 75, 100] if number % 4 < 2 else [10, 20, 30, 40])
    tell(city, city.assignments["east"], cast.MONDAY, [60, 90, 90, 90])
    tell(city, city.assignments["west"], cast.MONDAY, [5, 10, 15, 20])


def tell(city: cast.City, part: Assignment, first: date, percents: list[int]) -> None:
    """Put one account a week on record, from the week of a day on."""
    monday = first - timedelta(days=first.weekday())
    for number, percent in enumerate(percents):
        Report.objects.create(
            assignment=part,
            week_start=monday + timedelta(days=7 * number),
            claimed_x100=percent * 100,
            is_unchanged=False,
            is_late=False,
            state="SENT",
            submitted_at=cast.MONDAY_NOON,
            submitted_by=city.county.words,
            submitted_post_id=city.county.post_id,
        )
    Assignment.objects.filter(id=part.id).update(claimed_x100=percents[-1] * 100, claimed_on=TODAY)
