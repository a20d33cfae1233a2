"""Who leaves hands over: posts end with a day, others answer from the next on, and it stays known who did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.actions import conclusions, talks
from luoshi.actions import people as people_actions
from luoshi.actions.handovers import Passing, hand_over
from luoshi.actions.handovers.charges import Charges
from luoshi.queries import conclusions as conclusion_queries
from luoshi.queries import handovers, people
from luoshi.records.models import Assignment, Person, Post, RectificationItem, Talk
from luoshi.rules.conclusions import ConclusionState
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.talks import TalkState
from tests import cast
from tests.actions import findings
from tests.actions.stage import NOON
from tests.actions.talking import rectification, talk, wanted
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
    assert (count.parts, count.charges) == (1, 0)
    assert latest().facts["posts"] == [
        {"post": "东河区教育局局长", "successor": "辛局长（副局长）", "assignments": 1, "charges": 0}
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
    assert (
        hand_over(person=post.person, passings=[appointed], last_on=LAST, by=city.sysadmin, at=NOON).parts
        == 0
    )
    second = Post.objects.select_related("person", "unit").get(person__number="91")
    third = Person.objects.create(name="未管理员")
    Post.objects.create(
        person=third, unit=city.bureau, duty=post.duty, title=post.title, from_on=cast.FOUNDED
    )
    hand_over(
        person=second.person, passings=[Passing(second)], last_on=LAST_OF_ALL, by=city.sysadmin, at=NOON
    )
    assert Post.objects.filter(duty=post.duty, to_on=None).get().person == third


def bearers(made: Talk, item: RectificationItem) -> tuple[int, int, list[int]]:
    """Return who answers for a talk, who for an item, and who attends the talk."""
    made.refresh_from_db()
    item.refresh_from_db()
    return made.answering_id, item.owner_id, list(made.attending.values_list("id", flat=True))


@pytest.mark.django_db
def test_talks_and_what_is_to_be_put_right_pass_on_and_who_had_them_stays_known(city: cast.City) -> None:
    person, post = leaver(city)
    deputy = Post.objects.select_related("unit").get(id=city.county_deputy.post_id)
    made = talk(city, TalkState.NOTIFIED)
    over = talk(city)
    talks.cancel_talk(talk=over, reason="不必", by=city.leader, at=NOON)
    mine = [wanted(city, who="county_head"), wanted(city, problem="疏散通道堵塞", who="county")]
    whole = rectification(city, items=mine)
    first, second = whole.items.order_by("place")
    made.attending.add(deputy)
    assert handovers.held_by(person, LAST)[0].charges == [("被约谈", 1), ("整改责任", 1)]
    handed = hand_over(
        person=person, passings=[Passing(post, deputy)], last_on=LAST, by=city.sysadmin, at=NOON
    )
    assert (handed.parts, handed.charges) == (1, 2)
    assert bearers(made, first) == (deputy.id, deputy.id, [city.clerk.post_id])
    second.refresh_from_db()
    assert second.owner_id == city.county.post_id
    over.refresh_from_db()
    assert over.answering_id == post.id
    [called] = handovers.successions("talk", [made.id])[made.id]
    assert (called.charge, called.post, called.until_on) == ("ANSWERING", post, LAST)
    [owned] = handovers.successions("rectification_item", [first.id, second.id])[first.id]
    assert (owned.charge, owned.post, owned.until_on) == ("OWNING", post, LAST)
    # The deputy turns out to have left before: the head had it until October, the newcomer has it since.
    hand_over(
        person=deputy.person,
        passings=[Passing(deputy, None, "戌局长", "89")],
        last_on=date(2026, 9, 30),
        by=city.sysadmin,
        at=NOON,
    )
    newcomer = Post.objects.get(person__number="89")
    assert bearers(made, first)[:2] == (newcomer.id, newcomer.id)
    [only] = handovers.successions("talk", [made.id])[made.id]
    assert (only.post_id, only.until_on) == (post.id, LAST)


@pytest.mark.django_db
def test_a_talk_never_falls_to_who_may_not_answer_for_the_unit(city: cast.City) -> None:
    person, post = leaver(city)
    made = talk(city, TalkState.NOTIFIED)
    whole = rectification(city, items=[wanted(city, who="county_head")])
    clerk = Post.objects.select_related("unit").get(id=city.county.post_id)
    hand_over(person=person, passings=[Passing(post, clerk)], last_on=LAST, by=city.sysadmin, at=NOON)
    # The deputy, being first of those who are left, answers for the unit; the item goes to the successor.
    item = whole.items.get()
    assert bearers(made, item)[:2] == (city.county_deputy.post_id, clerk.id)


@pytest.mark.django_db
def test_who_presides_and_who_reviews_pass_on_as_the_law_allows(city: cast.City) -> None:
    """《政府督查工作条例》第十七条: no successor reviews a conclusion in which they had a hand."""
    other = findings.other_leader(city)
    post = Post.objects.select_related("person", "unit").get(id=other.post_id)
    made = talk(city, TalkState.NOTIFIED)
    Talk.objects.filter(id=made.id).update(chair=post)
    drafted = findings.conclusion(city, ConclusionState.RECEIVED)
    review = conclusions.ask_review(conclusion=drafted, grounds="数据有误", by=city.county, at=NOON)
    conclusions.name_reviewers(review=review, reviewers=[post], by=city.head, at=NOON)
    author = Post.objects.select_related("person", "unit").get(id=city.clerk.post_id)
    assert author.person_id in conclusion_queries.authors_of(review.conclusion)
    newcomer = Passing(post, None, "亥局长", "90")
    hand_over(person=post.person, passings=[newcomer], last_on=LAST, by=city.sysadmin, at=NOON)
    heir = Post.objects.get(person__number="90")
    made.refresh_from_db()
    assert made.chair_id == heir.id
    assert list(conclusion_queries.members_of(review)) == [heir.person_id]
    [kept] = handovers.successions("review", [review.id])[review.id]
    assert (kept.charge, kept.post_id) == ("REVIEWING", post.id)
    members = Charges(heir, LAST, city.sysadmin, NOON)
    assert members.pass_reviews([author]) == 0
    assert list(conclusion_queries.members_of(review)) == [heir.person_id]
