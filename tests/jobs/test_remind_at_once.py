"""Several who bundle and send at the same moment tell every address everything, and nothing twice."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial

import pytest
from pytest_django import Settings

from luoshi.actions import notices
from luoshi.jobs import deliveries
from luoshi.queries import audit
from luoshi.records.models import Delivery, Entry, Notice
from luoshi.rules.notices import ChannelKind
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.stage import NOON
from tests.actions.threads import at_once
from tests.crafts.gateways import HOST, gateway
from tests.jobs.test_remind import GOOD, HOOK, set_up

UNITS = ("east", "west", "finance", "supervision")
WORKERS = ("first", "second", "third")


@pytest.fixture
def open_city(transactional_db: None) -> cast.City:
    """The city, kept where other connections see it."""
    return cast.publish(cast.build_city())


def test_whoever_bundles_and_sends_at_once_does_it_once(open_city: cast.City, settings: Settings) -> None:
    settings.NOTICE_HOSTS = frozenset({HOST})
    with gateway(GOOD) as place:
        for name in UNITS:
            unit = getattr(open_city, name)
            url = place.url(f"{HOOK}{name}")
            set_up(ChannelKind.WECOM, {"url": url, "secret": ""}, {HOST}, unit.name)
            for key in (f"letter:{unit.id}:issued", f"soon:{unit.id}"):
                Notice.objects.create(key=key, unit=unit, words="事", link="/", at=NOON, by="某人")
        # Letters first: were the digests made before them, they would tell of the letters as well.
        at_once(*[partial(notices.queue_letters, by=SYSTEM, at=NOON)] * 3)
        at_once(*[partial(notices.queue_digests, by=SYSTEM, at=NOON)] * 3)
        sent = at_once(*[partial(deliveries.send_all, worker, lambda: NOON) for worker in WORKERS])
        told = Counter(
            (heard.target.rpartition("0f1e2d3c")[2], "收到函件" in json.loads(heard.body)["text"]["content"])
            for heard in place.heard
        )
    assert sum(each["SENT"] for each in sent if isinstance(each, Counter)) == 8
    assert told == {(name, is_letter): 1 for name in UNITS for is_letter in (True, False)}
    assert Counter(Delivery.objects.values_list("state", "tries")) == {("SENT", 1): 8}
    assert Entry.objects.filter(action="notices.queue").count() == 2
    assert [fault for fault in audit.faults() if fault.number] == []
