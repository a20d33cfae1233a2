"""One's own password: changed by oneself alone, and before anything else when somebody else gave it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luoshi.actions import people
from luoshi.records.models import Account, Entry, Person, Post
from luoshi.rules.people import SYSTEM, Duty
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import changed, nothing_but, rows
from tests.security.conftest import Ids, SignIn
from tests.security.pages import address
from tests.security.test_doors import ALL, DOORS

NEW = "本人自定-Password-26"
OWN = "/account/"


def change(client: Client, old: str = cast.PASSWORD, new: str = NEW, again: str = "", **more: str) -> object:
    return client.post(OWN, {"old": old, "new": new, "again": again or new, **more})


def given(city: cast.City, who: str) -> None:
    """Let somebody's password be one that another person gave."""
    Account.objects.filter(pk=city.accounts[who].pk).update(must_change=True)


def test_who_changes_it_goes_on_and_every_other_browser_is_out(city: cast.City, sign_in: SignIn) -> None:
    here, there, other = sign_in("clerk"), sign_in("clerk"), sign_in("head")
    before = Entry.objects.count()
    response = change(here)
    assert (response.status_code, response["Location"]) == (302, OWN)
    assert "密码已更改。用原密码在别处的登录都已退出" in here.get(OWN).text
    assert here.get("/").status_code == 200
    assert there.get("/")["Location"] == "/sign-in/?next=/"
    assert other.get("/").status_code == 200
    doors = [
        Client().post("/sign-in/", {"username": "clerk", "password": typed}) for typed in (cast.PASSWORD, NEW)
    ]
    assert [door.status_code for door in doors] == [422, 302]
    entry = Entry.objects.order_by("number")[before]
    assert (entry.action, entry.actor) == ("people.change_password", city.clerk.words)
    assert entry.facts == {"username": "clerk"}
    assert not [row for row in Entry.objects.all() if NEW in f"{row.facts}" or "argon2" in f"{row.facts}"]


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"old": "不对-的-密码-2026"}, 422, "原密码不对"),
        ({"again": NEW + "x"}, 422, "两次输入的新密码不一样"),
        ({"new": "short"}, 409, "密码不合要求"),
        ({"new": "123456789012345"}, 409, "密码不合要求"),
        ({"new": "password1234clerk"[:12]}, 409, "密码不合要求"),
        ({"new": cast.PASSWORD}, 409, "新密码与原密码相同"),
        ({"old": ""}, 422, "请输入原密码"),
        ({"new": "", "again": ""}, 422, "请输入新密码"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changed(
    city: cast.City, sign_in: SignIn, fields: dict[str, str], status: int, words: str
) -> None:
    client, before = sign_in("clerk"), rows()
    said = {"old": cast.PASSWORD, "new": NEW}
    said |= {"again": fields.get("new", NEW)} | fields
    response = client.post(OWN, said)
    assert response.status_code == status
    assert words in response.text
    for typed in said.values():
        assert not typed or f'value="{typed}"' not in response.text
    assert changed(before) - {"AccessAttempt"} == set()


def test_a_password_like_the_name_is_refused_in_chinese(city: cast.City, sign_in: SignIn) -> None:
    Account.objects.filter(username="clerk").update(username="donghezhuangan")
    page = change(sign_in("clerk"), new="donghezhuangan1")
    assert page.status_code == 409
    assert "用户名" in page.text
    assert not re.search(r"[Tt]oo similar|username 太", page.text)


@pytest.mark.parametrize("door", ["/sign-in/", OWN])
def test_what_was_typed_wrongly_is_kept_nowhere(city: cast.City, sign_in: SignIn, door: str) -> None:
    typed = {"username": "clerk", "password": "typed-Password-1"}
    typed |= {"old": "typed-Password-2", "new": "typed-Password-3", "again": "typed-Password-3"}
    client = sign_in("clerk") if door == OWN else Client()
    assert client.post(door, typed).status_code == 422
    assert AccessAttempt.objects.count() == 1
    kept = repr([list(model.objects.values()) for model in apps.get_models()])
    assert "typed-Password" not in kept


def test_guessing_the_old_one_locks_the_name_as_at_the_door(city: cast.City, sign_in: SignIn) -> None:
    client = sign_in("clerk")
    tried = [change(client, old=f"猜-的-密码-{number:05}").status_code for number in range(6)]
    assert tried == [422, 422, 422, 422, 429, 429]
    assert change(client).status_code == 429, "the right one comes too late"
    assert Client().post("/sign-in/", {"username": "clerk", "password": cast.PASSWORD}).status_code == 429
    assert client.get("/").status_code == 200
    assert change(sign_in("head")).status_code == 302


@pytest.mark.parametrize("who", sorted(ALL))
def test_a_given_password_opens_nothing_but_the_page_to_change_it(
    city: cast.City, ids: Ids, sign_in: SignIn, who: str
) -> None:
    given(city, who)
    client = sign_in(who)
    before = rows()
    for name in sorted(DOORS.keys() - {"own-account"}):
        for ask in (client.get, client.post):
            response = ask(address(name, ids))
            assert (response.status_code, response["Location"].partition("?")[0]) == (302, OWN), name
        under_htmx = client.get(address(name, ids), headers={"HX-Request": "true"})
        assert under_htmx["HX-Redirect"].partition("?")[0] == OWN, name
    assert changed(before) == set()
    page = client.get(OWN)
    assert page.status_code == 200
    assert "请先更改密码" in page.text
    assert 'class="rooms"' not in page.text
    assert client.post("/sign-out/").status_code == 302


def test_who_has_changed_it_comes_to_where_they_were_going(city: cast.City, sign_in: SignIn) -> None:
    given(city, "clerk")
    client = Client()
    signed = client.post("/sign-in/", {"username": "clerk", "password": cast.PASSWORD, "next": "/ledger/"})
    assert signed["Location"] == "/ledger/"
    assert client.get("/ledger/")["Location"] == f"{OWN}?next=/ledger/"
    assert change(client, next="/ledger/")["Location"] == "/ledger/"
    assert client.get("/ledger/").status_code == 200
    assert Account.objects.get(username="clerk").must_change is False


def test_what_comes_next_is_one_of_our_own_pages(city: cast.City, sign_in: SignIn) -> None:
    given(city, "clerk")
    assert change(sign_in("clerk"), next="https://elsewhere.example/")["Location"] == "/"


def test_what_the_administrator_gives_must_be_changed_and_is_shown_once(
    city: cast.City, sign_in: SignIn
) -> None:
    admin, theirs = sign_in("sysadmin"), sign_in("county")
    person = city.accounts["county"].person_id
    page = admin.post(reverse("person-password", args=[person]))
    assert page["Cache-Control"] == "no-store"
    found = re.search(r'class="secret">([^<]+)<', page.text)
    assert found
    assert found[1] not in admin.get(reverse("person", args=[person])).text
    assert not [row for row in Entry.objects.all() if found[1] in f"{row.facts}"]
    assert theirs.get("/").status_code == 302, "whoever was signed in with the old one is out"
    client = Client()
    client.post("/sign-in/", {"username": "county", "password": found[1]})
    assert client.get("/")["Location"] == f"{OWN}?next=/"
    assert change(client, old=found[1])["Location"] == "/"
    assert client.get("/").status_code == 200
    shown = client.get(OWN).text
    assert city.county.words in shown


@pytest.mark.parametrize("who", ["auditor", "secadmin"])
def test_the_other_two_administrators_get_theirs_on_the_machine_only(
    city: cast.City, sign_in: SignIn, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, before = sign_in("sysadmin"), rows()
    response = admin.post(reverse("person-password", args=[city.accounts[who].person_id]))
    assert response.status_code == 409
    assert "的密码不由系统管理员发放" in response.text
    assert changed(before) == set()
    page = admin.get(reverse("person", args=[city.accounts[who].person_id])).text
    assert "的密码不由系统管理员发放" in page
    assert "重新发放密码" not in page
    monkeypatch.setattr(
        "sys.stdin", type("Pipe", (), {"isatty": lambda _: False, "readline": lambda _: NEW})()
    )
    call_command("password", who)
    account = Account.objects.get(username=who)
    assert (account.check_password(NEW), account.must_change) == (True, True)


@pytest.mark.parametrize("duty", [Duty.AUDIT_ADMIN, Duty.SECURITY_ADMIN, Duty.HANDLER])
def test_who_becomes_such_an_administrator_brings_no_password_along(city: cast.City, duty: Duty) -> None:
    """Else the system administrator gives one to somebody first and appoints them then."""
    account = city.accounts["school_head"]
    Post.objects.filter(person=account.person).update(to_on="2026-10-31")
    people.appoint(
        person=account.person,
        unit=city.bureau,
        duty=duty,
        title=duty.label,
        from_on=cast.MONDAY,
        by=city.sysadmin,
        at=NOON,
    )
    account.refresh_from_db()
    assert account.has_usable_password() is (duty is Duty.HANDLER)
    with nothing_but("的密码不由系统管理员发放") if duty is not Duty.HANDLER else nothing_but("密码不合要求"):
        people.issue_password(account=account, password="short", by=city.sysadmin, at=NOON)


def test_nobody_changes_anothers(city: cast.City) -> None:
    with nothing_but("只能更改本人账号的密码"):
        people.change_password(account=city.accounts["head"], password=NEW, by=city.clerk, at=NOON)


def test_an_account_opened_for_somebody_must_be_changed(city: cast.City) -> None:
    person = Person.objects.create(name="新人")
    account = people.open_account(person=person, username="new", password=NEW, by=SYSTEM, at=NOON)
    assert (account.must_change, account.password_by) == (True, SYSTEM.words)


def test_an_old_password_is_spoken_of_at_the_door(city: cast.City, settings: LazySettings) -> None:
    def told(days: int) -> bool:
        Session.objects.all().delete()
        set_at = timezone.now() + settings.CLOCK_OFFSET - timedelta(days=days)
        Account.objects.filter(username="clerk").update(password_at=set_at, password_by="本人")
        client = Client()
        client.post("/sign-in/", {"username": "clerk", "password": cast.PASSWORD})
        return f"您的密码已用了{days}天" in client.get("/").text

    assert [told(90), told(91)] == [False, True]
