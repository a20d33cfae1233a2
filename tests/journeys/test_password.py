"""A password from the administrator's hand: changed at the first sign-in, and the other browser is out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.conftest import Invite
from tests.journeys.test_access import faults

pytestmark = pytest.mark.journey
OWN = "本人自定-Password-26"


def test_a_given_password_is_changed_first(invite: Invite, live_city: cast.City) -> None:
    admin, county, elsewhere = invite("sysadmin"), invite("county"), invite("county")
    elsewhere.sign_in()
    admin.sign_in()
    admin.page.goto(f"/people/{live_city.county.person_id}/")
    admin.press("重新发放密码")
    given = admin.page.locator("code.secret").inner_text()

    county.page.goto("/reports/")
    county.page.fill("#id_username", "county")
    county.page.fill("#id_password", given)
    county.press("登录")
    expect(county.page.locator("h1")).to_have_text("请先更改密码")
    assert list(faults(county.page)) == []
    county.page.goto("/ledger/")
    expect(county.page.locator("h1")).to_have_text("请先更改密码")
    county.page.get_by_label("原密码").fill(given)
    county.page.get_by_label("新密码", exact=True).fill("short")
    county.page.get_by_label("再输一遍新密码").fill("short")
    with county.awaiting(409):
        county.press("更改密码")
        expect(county.page.get_by_role("alert")).to_contain_text("密码没有更改")
    county.page.get_by_label("原密码").fill(given)
    county.page.get_by_label("新密码", exact=True).fill(OWN)
    county.page.get_by_label("再输一遍新密码").fill(OWN)
    county.page.keyboard.press("Enter")
    county.is_told("密码已更改")
    assert county.page.url.endswith("/ledger/")

    elsewhere.page.goto("/ledger/")
    expect(elsewhere.page.locator("h1")).to_have_text("登录")
    county.page.goto("/account/")
    expect(county.page.get_by_role("heading", name="我的账户")).to_be_visible()
    assert list(faults(county.page)) == []
