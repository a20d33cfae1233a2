"""A group's robot is connected, tried and told of a letter; the county sees on its desk that it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from luoshi.records.models import Notice
from tests import cast
from tests.crafts.gateways import HOST, gateway
from tests.journeys import stage
from tests.journeys.conftest import Invite
from tests.journeys.stage import Clock, Person
from tests.journeys.test_access import faults

pytestmark = pytest.mark.journey

GOOD = (200, b'{"errcode":0,"errmsg":"ok"}')


def test_a_robot_is_connected_and_tells_of_a_letter(
    live_city: cast.City, clock: Clock, invite: Invite, settings: Settings, tmp_path: Path
) -> None:
    pictures = stage.pictures_of(tmp_path, is_own_speech=True)
    settings.NOTICE_HOSTS = frozenset({HOST})
    admin = invite("sysadmin")
    with gateway(GOOD) as place:
        admin.sign_in()
        admin.follow("通知渠道")
        found = list(faults(admin.page))
        admin.follow("接上企业微信群机器人")
        admin.page.get_by_label("渠道名称").fill("县区督查群")
        admin.page.get_by_label("机器人地址").fill(place.url("/cgi-bin/webhook/send?key=0f1e2d3c"))
        admin.press("保存渠道")
        admin.is_told("请试发一条")
        admin.press("试发一条")
        expect(admin.page.locator("#outcome")).to_have_text("试发：对方已接收")
        pictures.take(admin.page, "channel")
        found += faults(admin.page)
        admin.page.get_by_label("登记去向").fill("东河区教育局\n北河县")
        admin.press("登记去向")
        admin.is_told("第2行：没有叫“北河县”的单位")
        admin.page.get_by_label("登记去向").fill("东河区教育局\n西山县")
        admin.press("登记去向")
        admin.is_told("已登记2行")
        fits(admin)
        found += faults(admin.page)

        now = timezone.now() + settings.CLOCK_OFFSET
        Notice.objects.create(
            key="letter:1:issued",
            unit=live_city.east,
            words="收到示教督函〔2026〕1号《督办函》，请签收并按期回复。",
            link="/letters/",
            at=now,
            by=live_city.clerk.words,
        )
        call_command("remind", verbosity=0)
    trial, letter = (json.loads(heard.body)["text"]["content"] for heard in place.heard)
    assert "试发" in trial
    assert letter.startswith("东河区教育局有1条提醒：收到函件1条。")

    admin.follow("发送情况")
    expect(admin.page.locator("tbody")).to_contain_text("正式函件")
    pictures.take(admin.page, "deliveries")
    fits(admin)
    found += faults(admin.page)

    county = invite("county")
    county.sign_in()
    expect(county.page.locator(".notices")).to_contain_text("已提醒：11月2日 10:0")
    county.page.locator("details.me summary").click()
    county.follow("我的提醒")
    expect(county.page.locator(".facts")).to_contain_text("全单位的提醒发到这里")
    fits(county)
    found += faults(county.page)
    assert found == [], "\n".join(found)


def fits(person: Person) -> None:
    """Hold that the page can be read on a telephone without moving it sideways."""
    person.page.set_viewport_size(stage.NARROW)
    assert person.page.evaluate("document.documentElement.scrollWidth") <= stage.NARROW["width"]
    person.page.set_viewport_size(stage.WIDE)
