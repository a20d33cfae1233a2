"""What every page test stands on: the style sheets by their plain names, and clients that are signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tests import cast

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _plain_static_names(settings: Settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def sample_site(settings: Settings) -> None:
    """Put tests/pages/sample_urls.py in the place of the site."""
    settings.ROOT_URLCONF = "tests.pages.sample_urls"


@pytest.fixture
def signed_in(bare_city: cast.City) -> SignIn:
    """Give a browser in which somebody of the cast has signed in."""

    def sign_in(who: str) -> Client:
        client = Client()
        client.force_login(bare_city.accounts[who], "luoshi.site.signing_in.AccountBackend")
        return client

    return sign_in
