"""The frame shows the rooms of the role, and the doors say why not."""

from __future__ import annotations

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings
from pytest_django.asserts import assertNumQueries

from luoshi.pages import doors, frame
from luoshi.pages.frame import ROOMS
from luoshi.rules import people
from luoshi.rules.people import Permission
from tests import cast
from tests.pages.conftest import SignIn

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/ledger/?lamp=RED"}


pytestmark = pytest.mark.usefixtures("sample_site")


def rooms_on(page: str) -> list[str]:
    rail = page.partition('<nav class="rooms"')[2].partition("</nav>")[0]
    return re.findall(r"</svg>([^<]+)</a>", rail)


@pytest.mark.parametrize(
    ("who", "rooms"),
    [
        (
            "head",
            [
                "工作台",
                "读文",
                "台账",
                "时间账",
                "周报",
                "求助延期",
                "督办",
                "督导",
                "单位",
                "负担",
                "工作日历",
            ],
        ),
        ("clerk", ["工作台", "读文", "台账", "时间账", "周报", "求助延期", "督办", "督导", "单位", "负担"]),
        ("county", ["工作台", "台账", "时间账", "周报", "求助延期", "督办", "督导", "单位", "负担"]),
        ("sysadmin", ["工作台", "单位", "负担", "人员", "名册导入", "通知渠道"]),
        ("auditor", ["工作台", "负担", "操作台账"]),
    ],
)
def test_the_rail_has_only_the_rooms_of_the_role(signed_in: SignIn, who: str, rooms: list[str]) -> None:
    assert rooms_on(signed_in(who).get("/desk/").text) == rooms


@pytest.mark.parametrize(
    ("path", "lit"),
    [("/desk/", ["/desk/"]), ("/ledger/", ["/ledger/"]), ("/tasks/7/", ["/ledger/"]), ("/post/", [])],
)
def test_the_room_that_one_is_in_is_lit(signed_in: SignIn, path: str, lit: list[str]) -> None:
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', signed_in("clerk").get(path).text) == lit


def test_a_room_at_the_root_of_the_site_has_only_its_own_page() -> None:
    desk = ROOMS[0]
    assert [desk.has(path, "/") for path in ("/", "/tasks/7/")] == [True, False]
    assert [desk.has(path, "/desk/") for path in ("/desk/", "/desk/7/", "/")] == [True, True, False]


def test_the_page_says_who_acts_and_has_no_inline_script_or_style(
    signed_in: SignIn, bare_city: cast.City
) -> None:
    response = signed_in("clerk").get("/desk/")
    page = response.text
    assert bare_city.clerk.title in page
    assert bare_city.clerk.name in page
    assert "<style" not in page
    nonces = set(re.findall(r'<script[^>]*nonce="([^"]+)"', page))
    assert page.count("<script") == 3 == len(re.findall(r"<script[^>]* src=", page))
    assert len(nonces) == 1
    assert f"'nonce-{nonces.pop()}'" in response["Content-Security-Policy"]


def test_the_frame_asks_the_database_nothing(bare_city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("clerk")
    with assertNumQueries(3):  # the session, the account, and the post: what any page needs to know who acts
        client.get("/desk/")


def test_the_demo_says_its_date(signed_in: SignIn, settings: Settings) -> None:
    settings.IS_DEMO = True
    assert re.search(r"演示城市 · 演示日期 \d{4}年\d{1,2}月\d{1,2}日", signed_in("clerk").get("/desk/").text)
    settings.IS_DEMO = False
    assert "演示" not in signed_in("clerk").get("/desk/").text


def test_a_message_is_shown_once_with_its_undo(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    page = client.post("/desk/").text
    assert "已改为不列任务。" in page
    assert '<form method="post" action="/undo">' in page
    assert "已改为不列任务。" not in client.get("/desk/").text


def test_who_has_the_permission_comes_in(signed_in: SignIn, bare_city: cast.City) -> None:
    assert signed_in("leader").get("/letters/7/approve").text == f"{bare_city.leader.name} 7"


def test_who_has_not_is_told_why_and_who_may(signed_in: SignIn, bare_city: cast.City) -> None:
    response = signed_in("clerk").get("/letters/7/approve")
    reason = people.why_not(bare_city.clerk, Permission.LETTERS_APPROVE)
    assert response.status_code == 403
    assert reason is not None
    assert reason in response.text


def test_under_htmx_the_reason_goes_to_the_line_of_messages(signed_in: SignIn) -> None:
    response = signed_in("clerk").get("/letters/7/approve", headers=HTMX)
    assert (response.status_code, response["HX-Retarget"]) == (403, "#messages")
    assert response.text.startswith('<p class="message message-error"')
    assert "<html" not in response.text


@pytest.mark.parametrize(("headers", "frame_around"), [({}, True), (HTMX, False)])
def test_a_refusal_is_answered_with_its_reason(
    signed_in: SignIn, headers: dict[str, str], frame_around: bool
) -> None:
    response = signed_in("clerk").get("/refuse", headers=headers)
    assert response.status_code == 409
    assert "起草人不能签批自己起草的函件。" in response.text
    assert ("<html" in response.text) is frame_around


def test_who_is_not_signed_in_is_sent_there_and_back() -> None:
    response = Client().get("/ledger/?lamp=RED&page=2")
    assert (response.status_code, response["Location"]) == (
        302,
        "/sign-in/?next=/ledger/%3Flamp%3DRED%26page%3D2",
    )


def test_an_expired_session_under_htmx_moves_the_whole_page() -> None:
    response = Client().get("/ledger/rows", headers=HTMX)
    assert response.status_code == 404
    response = Client().get("/desk/", headers=HTMX)
    assert (response.status_code, response.content) == (200, b"")
    assert response["HX-Redirect"] == "/sign-in/?next=/ledger/%3Flamp%3DRED"


@pytest.mark.parametrize(
    ("referer", "address"),
    [
        ("http://testserver/letters/7", "/sign-in/?next=/letters/7"),
        ("https://elsewhere.example/letters/7", "/sign-in/"),
        ("", "/sign-in/"),
    ],
)
def test_an_expired_form_comes_back_to_its_page(referer: str, address: str) -> None:
    response = Client().post("/letters/7/approve", headers={"Referer": referer} if referer else {})
    assert response["Location"] == address


def test_who_holds_no_post_today_is_told_whom_to_ask(signed_in: SignIn, bare_city: cast.City) -> None:
    client = signed_in("clerk")
    bare_city.accounts["clerk"].person.posts.update(to_on=cast.FOUNDED)
    response = client.get("/desk/")
    assert response.status_code == 403
    assert "没有任何岗位" in response.text
    assert "请联系本单位主要负责人" in response.text


def test_absent_reads_alike_signed_in_or_not(signed_in: SignIn) -> None:
    for client in (signed_in("clerk"), Client()):
        response = client.get("/nowhere")
        assert response.status_code == 404
        assert frame.ABSENT in response.text
    line = signed_in("clerk").get("/nowhere", headers=HTMX)
    assert (line.status_code, line["HX-Retarget"]) == (404, "#messages")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/ledger/?a=1", "/ledger/?a=1"),
        ("//elsewhere.example/", ""),
        ("https://elsewhere.example/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_one_goes_on_only_to_our_own_pages(address: str, path: str) -> None:
    assert doors.safe_next(RequestFactory().get("/"), address) == path


def test_a_view_says_who_may_enter() -> None:
    from tests.pages import sample_urls

    assert sample_urls.approve.permission == "LETTERS_APPROVE"  # type: ignore[attr-defined]


def test_every_room_has_a_page(settings: Settings) -> None:
    settings.ROOT_URLCONF = "luoshi.site.urls"
    paths = [reverse(name) for name in [*(room.url_name for room in ROOMS), "search", "choose-post"]]
    assert len(set(paths)) == len(ROOMS) + 2


def test_who_may_not_see_tasks_is_not_offered_the_search(signed_in: SignIn) -> None:
    assert 'role="search"' in signed_in("clerk").get("/desk/").text
    assert 'role="search"' not in signed_in("auditor").get("/desk/").text
