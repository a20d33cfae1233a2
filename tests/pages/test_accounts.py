"""Signing in, being locked out, choosing a post, signing out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luoshi.pages.accounts import forms
from luoshi.pages.templatetags import words
from luoshi.queries import audit
from luoshi.records.models import Account, Entry, Post
from luoshi.rules.people import Duty
from tests import cast
from tests.pages.conftest import SignIn

pytestmark = pytest.mark.usefixtures("sample_site")


def attempt(client: Client, username: str, password: str, **more: str) -> object:
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def second_post(city: cast.City) -> Post:
    person = city.accounts["clerk"].person
    return Post.objects.create(
        person=person, unit=city.finance, duty=Duty.HANDLER.value, title="联络员", from_on=cast.FOUNDED
    )


def test_the_form_has_names_for_password_keepers(client: Client, db: None) -> None:
    page = client.get("/sign-in/").text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert '<label class="form-label" for="id_username">用户名</label>' in page


def test_signing_in_leads_to_the_desk_and_leaves_one_entry(client: Client, bare_city: cast.City) -> None:
    before = Entry.objects.count()
    response = attempt(client, "clerk", cast.PASSWORD)
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.action, entry.actor) == ("people.sign_in", bare_city.clerk.words)
    assert entry.facts == {"address": "127.0.0.1"}
    assert list(audit.faults()) == []
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("/ledger/?lamp=RED", "/ledger/?lamp=RED"),
        ("https://elsewhere.example/", "/desk/"),
        ("//x.example", "/desk/"),
        ("ledger", "/desk/"),
        ("²", "/desk/"),
    ],
)
def test_signing_in_goes_on_to_where_one_was_going(
    client: Client, bare_city: cast.City, wanted: str, address: str
) -> None:
    assert attempt(client, "clerk", cast.PASSWORD, next=wanted)["Location"] == address


def test_who_is_signed_in_does_not_sign_in_again(signed_in: SignIn) -> None:
    assert signed_in("clerk").get("/sign-in/")["Location"] == "/desk/"


def test_wrong_and_unknown_are_told_in_the_same_words(client: Client, bare_city: cast.City) -> None:
    pages = []
    for username in ("clerk", "nobody"):
        response = attempt(client, username, "错的-密码-1234")
        assert response.status_code == 422
        assert forms.WRONG in response.text
        assert "错的-密码-1234" not in response.text
        pages.append(response.context["form"].errors)
    assert pages[0] == pages[1]
    assert not Entry.objects.filter(action="people.sign_in").exists()


def test_what_is_missing_is_listed_with_links_to_the_fields(client: Client, bare_city: cast.City) -> None:
    page = attempt(client, "", "").text
    assert "请先改正以下2处" in page
    assert '<a href="#id_username">请输入用户名。</a>' in page
    assert '<a href="#id_password">请输入密码。</a>' in page
    assert page.count('aria-invalid="true"') == 2


def test_five_failures_lock_the_account_and_say_until_when(client: Client, bare_city: cast.City) -> None:
    for _ in range(4):
        assert attempt(client, "clerk", "错的-密码-1234").status_code == 422
    response = attempt(client, "clerk", "错的-密码-1234")
    assert response.status_code == 429
    assert response.context["minutes"] == 15
    assert f"账号已锁定至{words.instant(response.context['until'])}" in response.text
    assert response.context["until"] - response.wsgi_request.now == timedelta(minutes=15)
    assert attempt(client, "clerk", cast.PASSWORD).status_code == 429
    assert attempt(Client(), "head", cast.PASSWORD).status_code == 302


def test_an_account_without_a_post_does_not_come_in(client: Client, bare_city: cast.City) -> None:
    Post.objects.filter(person=Account.objects.get(username="clerk").person).update(to_on=cast.FOUNDED)
    response = attempt(client, "clerk", cast.PASSWORD)
    assert response.status_code == 422
    assert forms.NO_POST in response.text
    assert client.get("/desk/").status_code == 302


def test_several_posts_are_offered_and_the_chosen_one_acts(client: Client, bare_city: cast.City) -> None:
    second = second_post(bare_city)
    assert attempt(client, "clerk", cast.PASSWORD)["Location"] == "/post/"
    page = client.get("/post/").text
    assert page.index(bare_city.supervision.name) < page.index("示例市教育局计划财务科联络员")
    assert "换一个岗位" in client.get("/desk/").text
    assert client.post("/post/", {"post": second.pk})["Location"] == "/desk/"
    assert "联络员" in client.get("/desk/").text
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.action, entry.subject) == ("people.act_in", f"post:{second.pk}")


@pytest.mark.parametrize("whose", ["somebody else's", "given up", "no number"])
def test_a_post_that_is_not_ones_own_today_is_absent(
    signed_in: SignIn, bare_city: cast.City, whose: str
) -> None:
    given_up = second_post(bare_city)
    given_up.to_on = timezone.localdate() - timedelta(days=1)
    given_up.save()
    chosen = {"somebody else's": bare_city.head.post_id, "given up": given_up.pk, "no number": "x"}[whose]
    client = signed_in("clerk")
    assert client.post("/post/", {"post": chosen}).status_code == 404
    assert "post_id" not in client.session
    assert not Entry.objects.filter(action="people.act_in").exists()


def test_signing_out_is_a_post_and_leaves_nothing(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    assert client.get("/sign-out/").status_code == 405
    response = client.post("/sign-out/")
    assert response["Location"] == "/sign-in/?out=1"
    assert client.get("/desk/").status_code == 302
    assert Entry.objects.filter(action="people.sign_out").count() == 1
    assert client.post("/sign-out/").status_code == 302
    assert Entry.objects.filter(action="people.sign_out").count() == 1


def test_a_stale_form_says_that_what_was_typed_is_still_there(bare_city: cast.City) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bare_city.accounts["clerk"], "luoshi.site.signing_in.AccountBackend")
    response = strict.post("/desk/")
    assert response.status_code == 403
    assert "页面打开太久，这次没有提交" in response.text
    assert "您填写的内容还在" in response.text
    under_htmx = strict.post("/desk/", headers={"HX-Request": "true"})
    assert (under_htmx.content, under_htmx["HX-Refresh"]) == (b"", "true")
