"""The pages as axe sees them: nothing serious stands between a person and their work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page, ViewportSize

from luoshi.records.models import Letter
from tests import cast
from tests.journeys.conftest import Invite
from tests.journeys.stage import NARROW, WIDE, Clock, put_on_desk

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_has_a_serious_fault(
    live_city: cast.City, clock: Clock, invite: Invite, size: ViewportSize
) -> None:
    clerk, county = invite("clerk"), invite("county")
    for person in (clerk, county):
        person.page.set_viewport_size(size)
    clerk.page.goto("/")
    found = list(faults(clerk.page))
    desk = put_on_desk(clerk)
    clock.sweep(date(2026, 11, 30))
    letter = Letter.objects.get(unit=live_city.east)
    assert live_city.task is not None
    for address in ("/", desk, f"{desk}?show=rest", "/ledger/", f"/tasks/{live_city.task.pk}/"):
        clerk.page.goto(address)
        found += faults(clerk.page)
    clerk.page.goto(f"/letters/{letter.id}/")
    found += faults(clerk.page)
    clerk.page.goto("/letters/alerts/?state=LETTERED")
    found += faults(clerk.page)
    county.sign_in()
    call_command("weekly", on="2026-11-30", verbosity=0)
    addresses = ("/", "/reports/", "/ledger/", "/times/", "/times/feed/", "/burden/")
    for address in (*addresses, f"/tasks/{live_city.task.pk}/"):
        county.page.goto(address)
        found += faults(county.page)
    assert found == [], "\n".join(found)


def faults(page: Page) -> Iterator[str]:
    """Yield what axe calls serious or critical on a page: where, what, and the first place of it."""
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in {"serious", "critical"}:
            where = page.url.split("/", 3)[-1]
            yield f"/{where}: {violation['id']}: {violation['nodes'][0]['html'][:200]}"
