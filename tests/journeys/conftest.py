"""A journey's surroundings: the site, the clock, a browser, and the town it is played in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings
from django.db import connections
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings

from tests import cast
from tests.journeys.stage import CHROMIUM, QUIET, Clock, Person, Site

Invite = Callable[..., Person]


@pytest.fixture
def site(transactional_db: None) -> Iterator[Site]:
    """The site on a free port of this machine."""
    if not (django_settings.STATIC_ROOT / "staticfiles.json").exists():
        pytest.fail("页面文件还没有汇集（var/static/staticfiles.json）：请先运行 scripts/static.sh")
    site = Site()
    site.start()
    site.is_ready.wait()
    if site.error:
        raise site.error
    yield site
    site.terminate()


@pytest.fixture
def clock(settings: Settings) -> Clock:
    """The site's clock. It shows the machine's time until it is moved."""
    return Clock(settings)


@pytest.fixture
def browser(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """One Chromium. While it is driven the test may still use the database: its loop runs nothing of ours."""
    if not CHROMIUM.exists():
        pytest.skip(f"没有 {CHROMIUM}：请运行 make setup")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield browser
        browser.close()
        # Within its loop the test had a connection of its own, which nobody else would close.
        connections.close_all()


@pytest.fixture
def invite(browser: Browser, site: Site) -> Iterator[Invite]:
    """Seat somebody at a browser of their own; at the end nobody may have met an error."""
    present: list[Person] = []

    def seat(username: str, *, has_script: bool = True) -> Person:
        person = Person(browser, site, username, has_script=has_script)
        present.append(person)
        return person

    yield seat
    complaints = [f"{person.username}: {each}" for person in present for each in person.complaints]
    for person in present:
        person.context.close()
    assert complaints == []


@pytest.fixture
def live_city(site: Site, clock: Clock) -> cast.City:
    """The small city of every test, with one published document, on the site at its Monday."""
    clock.move_to(cast.MONDAY, 10)
    return cast.publish(cast.build_city())
