"""A calendar feed is opened and closed by its owner; only a digest of its key is kept."""

from __future__ import annotations

from luoshi.actions import times
from luoshi.queries import times as time_queries
from luoshi.records.models import Account, Entry, Feed, Post
from luoshi.rules.audit import digest
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.times import Reach
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import nothing_but, one_entry

KEY, OTHER = "k" * 43, "o" * 43
TODAY = NOON.date()


def test_a_new_key_takes_the_place_of_the_one_before(city: cast.City) -> None:
    with one_entry("times.open_feed", city.county, f"person:{city.county.person_id}"):
        times.open_feed(reach=Reach.UNIT, key=KEY, by=city.county, at=NOON)
    with one_entry("times.open_feed", city.county):
        times.open_feed(reach=Reach.ME, key=OTHER, by=city.county, at=NOON)
    assert time_queries.opened_by(KEY, TODAY) is None
    opened = time_queries.opened_by(OTHER, TODAY)
    assert opened is not None
    assert (opened[0].reach, opened[1]) == (Reach.ME, [city.county])
    assert Feed.objects.count() == 1


def test_the_key_is_kept_nowhere(city: cast.City) -> None:
    times.open_feed(reach=Reach.UNIT, key=KEY, by=city.county, at=NOON)
    assert list(Feed.objects.values_list("key_digest", flat=True)) == [digest(KEY)]
    for entry in Entry.objects.all():
        assert KEY not in f"{entry.facts}{entry.subject}"
        assert digest(KEY) not in f"{entry.facts}{entry.subject}"


def test_it_is_taken_back_once(city: cast.City) -> None:
    times.open_feed(reach=Reach.UNIT, key=KEY, by=city.county, at=NOON)
    with one_entry("times.close_feed", city.county):
        times.close_feed(by=city.county, at=NOON)
    assert time_queries.opened_by(KEY, TODAY) is None
    with nothing_but("没有正在使用的订阅链接", SomebodyWasFirst):
        times.close_feed(by=city.county, at=NOON)


def test_what_is_refused_leaves_nothing(city: cast.City) -> None:
    with nothing_but("太短"):
        times.open_feed(reach=Reach.ME, key="short", by=city.county, at=NOON)
    with nothing_but("只含本人或本单位"):
        times.open_feed(reach=Reach.ALL, key=KEY, by=city.leader, at=NOON)
    with nothing_but("查看台账"):
        times.open_feed(reach=Reach.ME, key=KEY, by=city.sysadmin, at=NOON)


def test_it_ends_with_the_post_and_with_the_account(city: cast.City) -> None:
    times.open_feed(reach=Reach.UNIT, key=KEY, by=city.county, at=NOON)
    assert time_queries.opened_by(KEY, TODAY) is not None
    Account.objects.filter(username="county").update(is_active=False)
    assert time_queries.opened_by(KEY, TODAY) is None
    Account.objects.filter(username="county").update(is_active=True)
    Post.objects.filter(id=city.county.post_id).update(to_on="2026-11-01")
    assert time_queries.opened_by(KEY, TODAY) is None
