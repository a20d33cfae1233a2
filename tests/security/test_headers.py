"""What every answer carries: the policy, the cookies' marks, nothing that helps a stranger."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests import cast
from tests.security.conftest import Ids, SignIn
from tests.security.pages import address
from tests.security.test_doors import DOORS

PASSWORD = cast.PASSWORD
POLICY = {
    "default-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
}


def test_every_page_has_the_policy_and_no_page_allows_inline_scripts(ids: Ids, sign_in: SignIn) -> None:
    pages = [sign_in("clerk").get(address(name, ids)) for name in DOORS]
    pages += [sign_in("county").get("/nowhere/"), Client().get("/sign-in/"), Client().get("/ledger/")]
    pages += [sign_in("auditor").get(address("audit-ledger", ids)), sign_in("county").get("/documents/")]
    assert {page.status_code for page in pages} >= {200, 302, 403, 404, 405, 409}
    for page in pages:
        policy = {part.strip() for part in page["Content-Security-Policy"].split(";")}
        assert policy >= POLICY
        scripts = next(part for part in policy if part.startswith("script-src"))
        assert "unsafe" not in scripts
        assert "*" not in scripts
        assert page["X-Frame-Options"] == "DENY"
        assert page["X-Content-Type-Options"] == "nosniff"
        assert page["Referrer-Policy"] == "same-origin"
        assert "Server" not in page
        if page["Content-Type"].startswith("text/html"):
            assert " onclick=" not in page.text
            assert " onload=" not in page.text
            assert "javascript:" not in page.text


def test_no_cookie_without_its_marks(client: Client, city: cast.City) -> None:
    client.get("/sign-in/")
    client.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
    assert set(client.cookies) == {"csrftoken", "sessionid"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")
    assert client.cookies["sessionid"]["max-age"] == ""
    assert settings.SESSION_COOKIE_AGE <= 30 * 60


def test_a_session_is_new_after_signing_in_and_dead_after_signing_out(
    client: Client, city: cast.City
) -> None:
    client.cookies["sessionid"] = "a" * 32
    client.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
    mine = client.cookies["sessionid"].value
    assert mine != "a" * 32
    client.post("/sign-out/")
    thief = Client()
    thief.cookies["sessionid"] = mine
    assert thief.get("/ledger/").status_code == 302


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example/",
        "https:elsewhere.example",
        "javascript:alert(1)",
        "http://testserver@elsewhere.example/",
        "\t//elsewhere.example/",
        " //elsewhere.example",
        "/\t/elsewhere.example/",
        "data:text/html,x",
    ],
)
def test_signing_in_never_leads_elsewhere(client: Client, city: cast.City, wanted: str) -> None:
    shown = client.get("/sign-in/", {"next": wanted})
    assert "elsewhere" not in shown.text.replace("next=", "")
    response = client.post("/sign-in/", {"username": "clerk", "password": PASSWORD, "next": wanted})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_host_that_is_not_ours_is_not_answered(client: Client, city: cast.City) -> None:
    assert client.get("/sign-in/", headers={"host": "elsewhere.example"}).status_code == 400


def test_five_failures_lock_the_name_from_everywhere(city: cast.City) -> None:
    for number in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/sign-in/", {"username": "clerk", "password": "x"})
    response = Client(REMOTE_ADDR="192.0.2.99").post(
        "/sign-in/", {"username": "clerk", "password": PASSWORD}, headers={"x-forwarded-for": "198.51.100.7"}
    )
    assert response.status_code == 429
    assert "sessionid" not in response.cookies
    other = Client().post("/sign-in/", {"username": "head", "password": PASSWORD})
    assert other.status_code == 302


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_change_nothing(ids: Ids, sign_in: SignIn, method: str) -> None:
    from tests.actions.watch import changed, rows

    client, before = sign_in("clerk"), rows()
    for name in DOORS:
        assert getattr(client, method)(address(name, ids)).status_code < 500, name
    assert changed(before) == set()
