"""Who leaves hands over: posts end with a day, others answer from the next on, and it stays known who did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.actions import people as people_actions
from luoshi.actions.handovers import Passing, hand_over
from luoshi.queries import handovers, people
from luoshi.records.models import Assignment, Person, Post
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import latest, nothing_but, one_entry

LAST, LAST_OF_ALL = date(2026, 10, 30), cast.MONDAY


def part_of(city: cast.City) -> Assignment:
    """Return the eastern county's part."""
    return Assignment.objects.get(id=city.assignments["east"].id)


def leaver(city: cast.City) -> tuple[Person, Post]:
    """Return the head of the eastern county's bureau and the post."""
    post = Post.objects.select_related("person", "unit").get(id=city.county_head.post_id)
    return post.person, post


@pytest.mark.django_db
def test_a_colleague_takes_over_and_the_past_stays(city: cast.City) -> None:
    person, post = leaver(city)
    deputy = Post.objects.select_related("unit").get(id=city.county_deputy.post_id)
    with one_entry("handovers.hand_over", city.sysadmin, f"person:{person.id}"):
        count = hand_over(
            person=person, passings=[Passing(post, deputy)], last_on=LAST, by=city.sysadmin, at=NOON
        )
    assert count == 1
    assert latest().facts["posts"] == [
        {"post": "东河区教育局局长", "successor": "辛局长（副局长）", "assignments": 1}
    ]
    part = part_of(city)
    assert (part.first_responsible_id, part.direct_responsible_id) == (deputy.id, deputy.id)
    first = [handovers.answerable_on(part, LAST + timedelta(days=days)).first for days in (-300, 0, 1)]
    assert first == [post, post, deputy]
    assert people.actor_for(city.accounts["county_head"].pk, LAST) is not None
    assert people.actor_for(city.accounts["county_head"].pk, cast.MONDAY) is None


@pytest.mark.django_db
def test_somebody_new_is_appointed_to_the_very_post(city: cast.City) -> None:
    person, post = leaver(city)
    hand_over(
        person=person,
        passings=[Passing(post, None, "酉局长", "88")],
        last_on=LAST,
        by=city.sysadmin,
        at=NOON,
    )
    newcomer = Post.objects.get(person__number="88")
    assert (newcomer.duty, newcomer.title, newcomer.from_on) == (post.duty, post.title, date(2026, 10, 31))
    assert part_of(city).first_responsible == newcomer
    assert people.responsible_on(post.unit, date(2026, 10, 31))[0] == newcomer


@pytest.mark.django_db
def test_twice_in_a_row_every_day_has_its_answer(city: cast.City) -> None:
    person, post = leaver(city)
    deputy = Post.objects.select_related("unit", "person").get(id=city.county_deputy.post_id)
    hand_over(person=person, passings=[Passing(post, deputy)], last_on=LAST, by=city.sysadmin, at=NOON)
    hand_over(
        person=deputy.person,
        passings=[Passing(deputy, None)],
        last_on=cast.MONDAY,
        by=city.sysadmin,
        at=NOON,
    )
    part = part_of(city)
    told = [handovers.answerable_on(part, day).first for day in (LAST, cast.MONDAY, date(2026, 11, 3))]
    assert told == [post, deputy, None]
    assert handovers.answerable_on(part, cast.MONDAY).direct == deputy


@pytest.mark.django_db
def test_what_is_noted_late_spoils_no_earlier_day(city: cast.City) -> None:
    """The deputy, who took over in October, turns out to have left in September already."""
    person, post = leaver(city)
    deputy = Post.objects.select_related("unit", "person").get(id=city.county_deputy.post_id)
    early = date(2026, 9, 30)
    hand_over(person=person, passings=[Passing(post, deputy)], last_on=LAST, by=city.sysadmin, at=NOON)
    hand_over(
        person=deputy.person,
        passings=[Passing(deputy, None, "戌局长", "89")],
        last_on=early,
        by=city.sysadmin,
        at=NOON,
    )
    newcomer, part = Post.objects.get(person__number="89"), part_of(city)
    days = (early, early + timedelta(days=1), LAST, LAST + timedelta(days=1))
    told = [handovers.answerable_on(part, day) for day in days]
    assert [each.first for each in told] == [post, post, post, newcomer]
    assert [each.direct for each in told] == [deputy, newcomer, newcomer, newcomer]


@pytest.mark.django_db
def test_what_may_not_be_is_refused_and_leaves_all_as_it_was(city: cast.City) -> None:
    person, post = leaver(city)
    elsewhere = Post.objects.select_related("unit").get(id=city.other_county_head.post_id)
    admin = Person.objects.get(id=city.sysadmin.person_id)
    Person.objects.filter(id=admin.id).update(number="9")
    for passings, last_on, words in (
        ([], LAST, "没有选"),
        ([Passing(post)], date(2026, 11, 3), "在今天以后"),
        ([Passing(post)], date(2019, 1, 1), "不能更早"),
        ([Passing(post, elsewhere)], LAST, "不在东河区教育局任职"),
        ([Passing(post, post)], LAST, "就是离任的人"),
        ([Passing(post, None, "别人", "9")], LAST, "工号9是卯管理员的"),
        ([Passing(post, None, "卯管理员", "9")], LAST, "三员不得兼任"),
    ):
        with nothing_but(words):
            hand_over(person=person, passings=passings, last_on=last_on, by=city.sysadmin, at=NOON)
    with nothing_but("登记任免和账号"):
        hand_over(person=person, passings=[Passing(post)], last_on=LAST, by=city.head, at=NOON)
    hand_over(person=person, passings=[Passing(post)], last_on=LAST, by=city.sysadmin, at=NOON)
    with nothing_but("已经免去", SomebodyWasFirst):
        hand_over(person=person, passings=[Passing(post)], last_on=LAST, by=city.sysadmin, at=NOON)


@pytest.mark.django_db
def test_the_last_system_administrator_does_not_leave_to_nobody(city: cast.City) -> None:
    post = Post.objects.select_related("person", "unit").get(id=city.sysadmin.post_id)
    colleague = Post.objects.get(id=city.leader.post_id)
    for passing in (Passing(post), Passing(post, colleague)):
        with nothing_but("没有人担任系统管理员"):
            hand_over(person=post.person, passings=[passing], last_on=LAST, by=city.sysadmin, at=NOON)
    with nothing_but("没有人担任系统管理员"):
        people_actions.end_post(post=post, last_on=LAST, by=city.sysadmin, at=NOON)
    appointed = Passing(post, None, "午管理员", "91")
    assert hand_over(person=post.person, passings=[appointed], last_on=LAST, by=city.sysadmin, at=NOON) == 0
    second = Post.objects.select_related("person", "unit").get(person__number="91")
    third = Person.objects.create(name="未管理员")
    Post.objects.create(
        person=third, unit=city.bureau, duty=post.duty, title=post.title, from_on=cast.FOUNDED
    )
    hand_over(
        person=second.person, passings=[Passing(second)], last_on=LAST_OF_ALL, by=city.sysadmin, at=NOON
    )
    assert Post.objects.filter(duty=post.duty, to_on=None).get().person == third
