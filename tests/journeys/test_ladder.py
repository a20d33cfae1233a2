"""Eight weeks on the ladder: a withdrawal, a pause by a help request, a refusal, a right of reply."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from luoshi.actions import letters, obstacles
from luoshi.jobs import clock as site_clock
from luoshi.records.models import Letter
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.obstacles import ObstacleKind, Outcome
from tests import cast
from tests.actions.stage import fill
from tests.journeys.conftest import Invite
from tests.journeys.stage import Clock, pictures_of

pytestmark = pytest.mark.journey
K, S = LetterKind, LetterState
MONDAY = date(2026, 11, 9)


def drafted(clock: Clock, kind: LetterKind, monday: date) -> tuple[Letter, date]:
    """Let Mondays pass until the ladder has drafted a letter of this kind to the east; return both."""
    for week in range(4):
        day = monday + timedelta(weeks=week)
        clock.sweep(day)
        if made := Letter.objects.filter(unit__short_name="东河区", kind=kind, state=S.DRAFT).first():
            return made, day
    pytest.fail(f"no {kind.label} within four weeks of {monday}")


def send(city: cast.City, letter: Letter) -> None:
    """Take a draft out to its unit, which signs for it."""
    letter.refresh_from_db()
    fill(letter)
    at = site_clock.now()
    letters.submit_letter(letter=letter, by=city.clerk, at=at)
    letters.approve_letter(letter=letter, by=city.leader, at=at)
    letters.number_letter(letter=letter, by=city.clerk, at=at)
    letters.issue_letter(letter=letter, by=city.clerk, at=at)
    letters.read_letter(letter=letter, by=city.county, at=at)


def test_eight_weeks_on_the_ladder(
    live_city: cast.City, clock: Clock, invite: Invite, tmp_path: Path
) -> None:
    pictures = pictures_of(tmp_path, is_own_speech=True)
    clerk, county = invite("clerk"), invite("county")
    page, part = clerk.page, live_city.assignments["east"]
    ladder = f"/letters/ladder/?unit={live_city.east.id}"
    clock.move_to(MONDAY)
    clerk.sign_in()
    county.sign_in()

    reminder, day = drafted(clock, K.REMINDER, MONDAY)
    send(live_city, reminder)
    page.goto(f"/letters/{reminder.id}/")
    page.get_by_text("撤回提醒函…").click()
    page.get_by_label("撤回的理由").fill("所列数据有误，向你单位致歉。")
    clerk.press("撤回提醒函")
    expect(page.locator("h1")).to_contain_text("已撤回")

    asked = obstacles.raise_obstacle(
        assignment=part,
        kind=ObstacleKind.MONEY,
        helper=live_city.finance,
        words="请核拨前期费用。",
        by=live_city.county,
        at=site_clock.now(),
    )
    clock.sweep(day + timedelta(weeks=1))
    page.goto(ladder)
    expect(page.locator(".ladder")).to_contain_text("现在不发：求助尚未答复，时限暂停计算")
    pictures.take(page, "ladder-held")
    obstacles.answer_obstacle(
        obstacle=asked,
        number=1,
        outcome=Outcome.SOLVED,
        answer="已核拨。",
        who_can="",
        by=live_city.office_unit,
        at=site_clock.now(),
    )

    letter, day = drafted(clock, K.SUPERVISION, day + timedelta(weeks=2))
    send(live_city, letter)
    page.goto(f"/letters/new/?unit={live_city.east.id}")
    page.get_by_label("督办函", exact=True).check()
    page.get_by_label("为什么发函").fill("仍无进展，再催一次。")
    with clerk.awaiting(422):
        clerk.press("拟出草稿")
        expect(page.locator(".errors")).to_contain_text("《整治形式主义为基层减负若干规定》")
    pictures.take(page, "ladder-refused")

    bulletin, day = drafted(clock, K.BULLETIN, day + timedelta(weeks=1))
    page.goto(f"/letters/{bulletin.id}/")
    expect(page.locator(".letter-why-not")).to_contain_text("应把拟通报的内容告知该单位")
    clerk.press("告知单位")
    clerk.is_told("答复期到")
    theirs = county.page
    theirs.goto("/")
    theirs.get_by_role("link", name="核对", exact=True).click()
    theirs.get_by_role("textbox", name="陈述申辩").fill("用地批复已报，附文号。")
    pictures.take(theirs, "ladder-hearing")
    county.press("提交陈述申辩")
    county.is_told("随通报一并印出")
    send(live_city, bulletin)

    talk, day = drafted(clock, K.TALK, day + timedelta(weeks=2))
    assert day - MONDAY <= timedelta(weeks=9)
    send(live_city, talk)
    page.goto(ladder)
    rungs = page.locator(".ladder-rungs li.is-past")
    expect(rungs).to_have_count(5)
    expect(page.locator(".ladder")).to_contain_text("由人判断")
    pictures.take(page, "ladder-talk")
