"""What the pages gain where JavaScript runs, seen in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import cast
from tests.pages.conftest import SignIn

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("sample_site")]
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture
def page(live_server: LiveServer, signed_in: SignIn) -> Iterator[Page]:
    """The sample workplace as the clerk sees it; an error of a script is a failure."""
    if not CHROMIUM.exists():
        pytest.skip("没有 /usr/bin/chromium：请运行 make setup")
    session = signed_in("clerk").cookies["sessionid"].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        context = browser.new_context(base_url=live_server.url, locale="zh-CN")
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None
        )
        page.goto("/workplace")
        yield page
        browser.close()
    assert complaints == []


def test_a_list_is_walked_and_opened_by_keys(page: Page) -> None:
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    expect(page.locator("#row-乙")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("丙科员看到的一项")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_empty()
    expect(page.locator("#row-乙")).to_be_focused()


def test_either_side_lights_the_other(page: Page) -> None:
    page.hover("#m1")
    expect(page.locator("#d1")).to_have_class("is-lit")
    page.hover(".brand")
    page.hover("#d1")
    expect(page.locator("#m1")).to_have_class("span is-lit")


def test_a_refusal_stands_in_the_line_of_messages_and_nowhere_else(page: Page) -> None:
    page.click("#refused")
    expect(page.locator("#messages")).to_have_text("起草人不能签批自己起草的函件。")
    expect(page.locator("#panel")).to_be_empty()


def test_an_expired_session_does_not_put_the_sign_in_into_the_panel(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")
    page.click("#row-甲")
    page.wait_for_url("**/sign-in/?next=/workplace")
    page.fill("#id_username", "clerk")
    page.fill("#id_password", cast.PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/workplace")
    expect(page.locator("#row-甲")).to_be_visible()


def test_what_was_typed_outlives_a_refusal_and_goes_when_it_is_sent(page: Page) -> None:
    page.fill("#reason", "原因没有写清")
    page.get_by_role("button", name="退回修改").click()
    expect(page.locator("main")).to_contain_text("退回时请写明要对方做什么。")
    page.goto("/workplace")
    expect(page.locator("#reason")).to_have_value("原因没有写清")
    expect(page.locator("form .message")).to_contain_text("填写、尚未提交的内容")
    page.fill("#reason", "请写清原因")
    page.get_by_role("button", name="退回修改").click()
    expect(page.locator("#messages")).to_contain_text("已退回：请写清原因")
    page.goto("/workplace")
    expect(page.locator("#reason")).to_have_value("")


def test_a_draft_that_is_not_wanted_gives_way(page: Page) -> None:
    page.fill("#reason", "写到一半")
    page.reload()
    page.get_by_role("button", name="不要这份草稿").click()
    expect(page.locator("#reason")).to_have_value("")
    page.reload()
    expect(page.locator("#reason")).to_have_value("")


def test_a_form_is_sent_once_however_often_the_button_is_pressed(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.fill("#reason", "请补充")
    words = page.evaluate(
        """() => {
            const button = document.querySelector("form[data-keep] .btn-primary");
            for (let press = 0; press < 3; press++) button.click();
            return button.textContent;
        }"""
    )
    assert words == "正在退回…"
    expect(page.locator("#messages")).to_contain_text("已退回：请补充")
    assert len(sent) == 1
