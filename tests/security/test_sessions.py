"""A session lasts from the last click and no longer."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests import cast


def test_a_click_renews_the_session_at_most_every_five_minutes(bare_city: cast.City) -> None:
    client = Client()
    client.force_login(bare_city.accounts["clerk"], "luoshi.site.signing_in.AccountBackend")
    whole = timedelta(seconds=settings.SESSION_COOKIE_AGE)

    def left_after(age: timedelta) -> timedelta:
        Session.objects.update(expire_date=timezone.now() + whole - age)
        assert client.get("/").status_code == 200
        return Session.objects.get().expire_date - timezone.now()

    assert left_after(timedelta(minutes=4)) < whole - timedelta(minutes=3)
    assert left_after(timedelta(minutes=6)) > whole - timedelta(minutes=1)
    assert left_after(timedelta(minutes=29)) > whole - timedelta(minutes=1)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/").status_code == 302
