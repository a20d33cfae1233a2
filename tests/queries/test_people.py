"""Who holds which post on which day; and who owes what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.queries import people, reports, units
from luoshi.records.models import Assignment, Person, Post, Report, Unit
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind
from tests import cast
from tests.actions.stage import NOON

CHANGED = date(2026, 6, 30)


@pytest.fixture
def changed(bare_city: cast.City) -> cast.City:
    """The city in which the eastern county's head left on a day and another came on the next."""
    Post.objects.filter(id=bare_city.county_head.post_id).update(to_on=CHANGED)
    person = Person.objects.create(name="午局长")
    Post.objects.create(
        person=person,
        unit=bare_city.east,
        duty=Duty.HEAD.value,
        title="局长",
        from_on=CHANGED + timedelta(days=1),
    )
    return bare_city


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (cast.FOUNDED - timedelta(days=1), None),
        (cast.FOUNDED, "庚局长"),
        (CHANGED, "庚局长"),
        (CHANGED + timedelta(days=1), "午局长"),
        (date(2040, 1, 1), "午局长"),
    ],
)
def test_who_was_responsible_is_answered_for_every_day(
    changed: cast.City, day: date, first: str | None
) -> None:
    post, deputy = people.responsible_on(changed.east, day)
    assert (post.person.name if post else None) == first
    assert (deputy.person.name if deputy else None) == ("辛局长" if first else None)


def test_a_day_that_nobody_held_is_nobodys(changed: cast.City) -> None:
    Post.objects.filter(unit=changed.east, from_on__gt=CHANGED).update(from_on=CHANGED + timedelta(days=10))
    assert people.responsible_on(changed.east, CHANGED + timedelta(days=5))[0] is None


def test_an_account_acts_only_in_a_post_held_that_day(changed: cast.City) -> None:
    account = changed.accounts["county_head"].pk
    actor = people.actor_for(account, CHANGED)
    assert actor is not None
    assert actor.post_id == changed.county_head.post_id
    assert people.actor_for(account, CHANGED + timedelta(days=1)) is None
    assert people.actor_for(account, CHANGED + timedelta(days=1), changed.county_head.post_id) is None
    assert people.posts_of(account, CHANGED + timedelta(days=1)) == []


def test_the_chosen_post_acts_else_the_highest(bare_city: cast.City) -> None:
    clerk = bare_city.accounts["clerk"]
    second = Post.objects.create(
        person=clerk.person, unit=bare_city.finance, duty="HANDLER", title="联络员", from_on=cast.FOUNDED
    )

    def acts(chosen: int | None) -> int:
        actor = people.actor_for(clerk.pk, cast.MONDAY, chosen)
        assert actor is not None
        return actor.post_id

    assert acts(None) == bare_city.clerk.post_id
    assert acts(second.id) == second.id
    assert acts(bare_city.head.post_id) == bare_city.clerk.post_id, "somebody else's post is not chosen"


def test_one_person_has_all_their_posts(changed: cast.City) -> None:
    second = Post.objects.create(
        person=changed.accounts["county_head"].person,
        unit=changed.west,
        duty="HANDLER",
        title="调研员",
        from_on=CHANGED,
    )
    assert people.posts_of_holders({second.id}) == {second.id, changed.county_head.post_id}


def account(city: cast.City, week: date, state: str, revision: int = 1) -> None:
    Report.objects.create(
        assignment=city.assignments["east"],
        week_start=week,
        revision=revision,
        claimed_x100=0,
        is_unchanged=True,
        is_late=False,
        state=state,
        return_reason="不实" if state == "RETURNED" else "",
        submitted_at=NOON,
        submitted_by="某人",
        submitted_post_id=1,
    )
    if state == "SENT":
        Assignment.objects.filter(id=city.assignments["east"].id).update(accounted_week=week)


@pytest.mark.parametrize(
    ("sent", "owes"),
    [
        ([], True),
        ([(0, "SENT")], False),
        ([(0, "RETURNED")], True),
        ([(-7, "SENT")], True),
        ([(-7, "SENT"), (0, "RETURNED")], True),
        ([(-7, "RETURNED"), (0, "SENT")], False),
    ],
    ids=repr,
)
def test_what_was_sent_last_week_does_not_pay_for_this(
    city: cast.City, sent: list[tuple[int, str]], owes: bool
) -> None:
    for days, state in sent:
        account(city, cast.MONDAY + timedelta(days=days), state)
    period = reports.period(cast.MONDAY)
    assert period is not None
    owing = {unit.id: count for unit, count in reports.units_owing(period)}
    assert owing == {**({city.east.id: 1} if owes else {}), city.west.id: 1}


def test_below_a_unit_is_its_whole_subtree_and_no_neighbour(bare_city: cast.City) -> None:
    assert [unit.id for unit in units.below(bare_city.east)] == [bare_city.east.id, bare_city.school.id]
    assert set(units.below(bare_city.bureau)) == set(Unit.objects.filter(path__startswith="0001"))
    assert units.below(bare_city.treasury).count() == 1


def test_what_names_mean(bare_city: cast.City) -> None:
    found = units.resolve(["东河区", "各县（市、区）教育局", "东河一小", "某某委", "市财政局"])
    assert {name: [unit.id for unit in each] for name, each in found.items()} == {
        "东河区": [bare_city.east.id],
        "市财政局": [bare_city.treasury.id],
        "各县（市、区）教育局": [bare_city.east.id, bare_city.west.id],
    }
    assert units.known(["东河区", "东河一小", "各县区"]).keys() == {"东河区", "各县区"}


def test_a_name_that_two_units_bear_means_neither(bare_city: cast.City) -> None:
    bare_city.west.names.create(name="东河区", kind="FORMER")
    assert units.resolve(["东河区"]) == {}


def test_what_may_be_assigned_to(bare_city: cast.City) -> None:
    assert {UnitKind(unit.kind) for unit in units.assignable()}.isdisjoint(
        {UnitKind.SCHOOL, UnitKind.KINDERGARTEN, UnitKind.PUBLIC}
    )
    Unit.objects.filter(id=bare_city.finance.id).update(to_on=date(2026, 1, 1))
    assert bare_city.finance.id not in set(units.assignable().values_list("id", flat=True))
    assert [unit.id for unit in units.matching("dh")] == [bare_city.east.id]
    assert units.matching(" ") == []
