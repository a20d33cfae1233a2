"""Both sides confirm minutes at browsers of their own; words changed in between are asked anew."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from luoshi.records.models import Talk
from luoshi.rules.talks import TalkState
from tests import cast
from tests.actions.talking import TEXT, talk
from tests.journeys.conftest import Invite
from tests.journeys.stage import Clock

pytestmark = pytest.mark.journey


def test_both_sides_confirm_the_same_words(live_city: cast.City, clock: Clock, invite: Invite) -> None:
    made = talk(live_city, TalkState.MINUTED)
    clock.move_to(date(2026, 11, 10), 14)
    leader, unit, clerk = (invite(name) for name in ("leader", "county_head", "clerk"))
    for person in (leader, unit, clerk):
        person.sign_in()
    for person in (leader, unit):
        person.page.get_by_role("link", name="确认约谈记录").first.click()
        expect(person.page.locator(".mend-minutes")).to_contain_text("图审补正用时较长")
    leader.press("确认记录属实")
    leader.is_told("已确认记录")

    clerk.page.goto(f"/letters/talks/{made.id}/")
    clerk.page.get_by_text("修改记录（双方要重新确认）").click()
    clerk.page.get_by_label("记录", exact=True).fill(f"{TEXT}\n补充：资金10月12日到位。")
    clerk.press("改为新的一稿")
    clerk.is_told("请双方核对后确认或提出异议")

    with unit.awaiting(409):
        unit.press("确认记录属实")
        expect(unit.page.locator(".errors")).to_contain_text("记录在您打开这一页之后改过")
    expect(unit.page.locator(".mend-minutes")).to_contain_text("资金10月12日到位")
    unit.press("确认记录属实")
    unit.is_told("已确认记录")
    leader.page.reload()
    expect(leader.page.locator(".mend-voices").first).to_contain_text("约谈方 还没有表示意见")
    leader.press("确认记录属实")
    expect(leader.page.locator("#next")).to_contain_text("报送整改方案")
    made = Talk.objects.get(id=made.id)
    assert (made.state, made.settled_on) == (TalkState.CONFIRMED, date(2026, 11, 10))
