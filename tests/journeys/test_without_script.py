"""Everything that matters, with JavaScript switched off."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from luoshi.records.models import Letter, Report, Task
from tests import cast
from tests.journeys.conftest import Invite
from tests.journeys.stage import Clock

pytestmark = pytest.mark.journey

REPLY = "原因：前期手续未齐。措施：每周调度两次，12月20日前补齐。"


def test_a_document_is_read_and_published(live_city: cast.City, invite: Invite) -> None:
    clerk = invite("clerk", has_script=False)
    page = clerk.page
    clerk.sign_in()
    clerk.follow("读文")
    clerk.follow("登记来文")
    page.get_by_label("或者粘贴正文").fill(cast.TEXT.replace("近期", "年底"))
    clerk.press("登记并读文")
    clerk.is_told("请逐条审定")
    count = page.locator(".directive").count()
    assert count >= 2
    page.locator(".directive .btn-accept").first.click()
    expect(page.locator('.directive[data-state="ACCEPTED"]')).to_have_count(1)
    while (row := page.locator('.directive[data-state="PROPOSED"]')).count():
        row.first.get_by_role("link", name="不列").click()
        page.locator(".reasons button").first.click()
        expect(page.locator(".reasons")).to_have_count(0)
    clerk.follow("发布…")
    clerk.press("发布并交办1项任务")
    clerk.is_told("已发布，1项任务进入台账")
    assert Task.objects.filter(state="DROPPED").count() == count - 1


def test_an_account_is_sent_refused_and_corrected(live_city: cast.City, invite: Invite) -> None:
    county = invite("county", has_script=False)
    county.sign_in()
    county.follow("周报")
    with county.awaiting(422):
        county.page.locator("[data-entry]").fill("很多")
        county.press("报送")
        expect(county.page.locator(".form-error")).to_contain_text("请填写0到100之间的数")
    county.page.locator("[data-entry]").fill("12")
    county.press("报送")
    expect(county.page.locator(".account-told")).to_contain_text("12%")
    county.follow("更正")
    county.page.locator("[data-entry]").fill("14")
    county.press("更正")
    expect(county.page.locator(".account-told")).to_contain_text("14%")
    assert list(Report.objects.order_by("id").values_list("claimed_x100", "state")) == [
        (1200, "REPLACED"),
        (1400, "SENT"),
    ]


def test_a_letter_goes_out_is_answered_and_closed(live_city: cast.City, clock: Clock, invite: Invite) -> None:
    clock.sweep(date(2026, 11, 30))
    letter = Letter.objects.get(unit=live_city.east)
    clerk, leader, county, head = (
        invite(name, has_script=False) for name in ("clerk", "leader", "county", "head")
    )
    address = f"/letters/{letter.id}/"
    for person in (clerk, leader, county, head):
        person.sign_in()

    clerk.page.goto(address)
    clerk.press("送局领导签批")
    leader.page.goto(address)
    leader.press("签批督办函")
    clerk.page.goto(address)
    clerk.press("编号督办函")
    clerk.press("发出督办函")
    clerk.is_told("已发给东河区教育局")

    county.page.goto(address)
    county.press("签收督办函")
    county.page.get_by_label("回复内容").fill("已收到。")
    county.press("回复督办函")
    head.page.goto(address)
    head.page.locator("summary", has_text="退回回复").click()
    head.page.get_by_label("还缺什么").fill("请写明完成时间。")
    head.press("退回回复")
    head.is_told("的回复已退回东河区教育局补充。")
    county.page.goto(address)
    county.page.get_by_label("回复内容").fill(REPLY)
    county.press("回复督办函")
    head.page.goto(address)
    head.press("核定回复，办结")
    head.is_told("的回复已核定，函件办结。")
