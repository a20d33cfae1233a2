"""A later date: asked before the old one, decided by who may, and the plan moved by that record alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.actions import extensions, lamps, reports
from luoshi.queries import extensions as extension_queries
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import people
from luoshi.records.models import Assignment, Extension, LampChange, Milestone, Notice, Person, Post
from luoshi.rules.people import SYSTEM, Actor
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.stage import noon
from tests.actions.watch import latest, nothing_but, one_entry

DUE = date(2026, 12, 25)


def part(city: cast.City, name: str = "east") -> Assignment:
    """Return a county's part as it stands."""
    return Assignment.objects.select_related("task", "unit").get(id=city.assignments[name].id)


def ask(city: cast.City, days: int = 10, on: int = 0) -> Extension:
    """Let the eastern county ask for so many days more, so many days after the Monday."""
    return extensions.ask_extension(
        assignment=part(city),
        proposed_on=part(city).due_on + timedelta(days=days),
        reason="用地批复晚了两周，已开工。",
        by=city.county,
        at=noon(on),
    )


def test_a_short_first_wish_waits_for_the_office_and_moves_nothing(city: cast.City) -> None:
    before = part(city)
    with one_entry("extensions.ask", city.county, f"assignment:{before.id}"):
        wish = ask(city)
    after = part(city)
    assert (wish.state, wish.before_on, wish.decide_by_on) == ("AT_OFFICE", DUE, date(2026, 11, 5))
    assert (after.due_on, after.lamp, after.next_lamp_on) == (before.due_on, before.lamp, date(2026, 11, 7))
    assert "已申请延期至2027年1月4日，待审批" in lamp_queries.verdict(after, cast.MONDAY).reason
    assert list(extension_queries.waiting(city.head)) == [wish]
    assert list(extension_queries.waiting(city.leader)) == []


@pytest.mark.parametrize("day", [53, 54, 80])
def test_t6_05_on_the_due_date_and_after_it_none_is_taken(city: cast.City, day: int) -> None:
    with nothing_but("延期应在到期前申请，当天和逾期后不再受理"):
        ask(city, on=day)
    assert ask(city, on=52).state == "AT_OFFICE"


def test_what_is_not_theirs_or_lacks_a_reason_is_refused(city: cast.City) -> None:
    asked = {"proposed_on": date(2027, 1, 8), "reason": "汛期停工。", "at": noon(0)}
    with nothing_but("只能为本单位"):
        extensions.ask_extension(assignment=part(city), by=city.other_county, **asked)
    with nothing_but("配合单位不单独"):
        extensions.ask_extension(assignment=part(city, "finance"), by=city.office_unit, **asked)
    with nothing_but("“申请延期”由"):
        extensions.ask_extension(assignment=part(city), by=city.clerk, **asked)
    with nothing_but("请写明延期的原因"):
        extensions.ask_extension(assignment=part(city), by=city.county, **{**asked, "reason": " "})
    with nothing_but("应晚于现在的完成时限2026年12月25日"):
        extensions.ask_extension(assignment=part(city), by=city.county, **{**asked, "proposed_on": DUE})
    ask(city)
    with nothing_but("已有延期申请待审批"):
        ask(city)


def test_a_granted_date_lays_the_plan_anew_and_the_published_one_stays(city: cast.City) -> None:
    reports.submit_report(
        assignment=part(city),
        week_start=date(2026, 11, 30),
        claimed_x100=4500,
        words="用地批复晚了。",
        revision=1,
        by=city.county,
        at=noon(30),
    )
    lamps.turn_lamps(on=date(2026, 12, 5), by=SYSTEM, at=noon(33))
    assert part(city).lamp == "YELLOW"
    published = list(Milestone.objects.values_list("due_on", "planned_x100"))
    wish = ask(city, days=15, on=33)
    with one_entry("extensions.grant", city.head, f"assignment:{part(city).id}"):
        extensions.grant_extension(
            extension=wish, granted_on=date(2027, 1, 9), words="", by=city.head, at=noon(34)
        )
    moved = part(city)
    assert (moved.due_on, moved.lamp, moved.task.due_on) == (date(2027, 1, 9), "GREEN", DUE)
    assert list(Milestone.objects.values_list("due_on", "planned_x100")) == published
    assert list(LampChange.objects.filter(assignment=moved).values_list("after", flat=True)) == [
        "GREEN",
        "YELLOW",
        "GREEN",
    ]
    assert part(city, "west").due_on == DUE
    assert Notice.objects.get(key=f"extension:{wish.id}:GRANTED").unit == city.east
    assert extension_queries.moved(city.head)[0].granted == 1


def test_another_date_needs_a_reason_and_is_never_later_than_asked(city: cast.City) -> None:
    wish = ask(city)
    grant = {"extension": wish, "by": city.head, "at": noon(1)}
    with nothing_but("请写明理由"):
        extensions.grant_extension(granted_on=date(2026, 12, 30), words=" ", **grant)
    with nothing_but("不能晚于单位申请的2027年1月4日"):
        extensions.grant_extension(granted_on=date(2027, 1, 5), words="宽限", **grant)
    with nothing_but("应晚于现在的完成时限"):
        extensions.grant_extension(granted_on=DUE, words="不宜再延", **grant)
    extensions.grant_extension(granted_on=date(2026, 12, 30), words="年内应完成。", **grant)
    assert part(city).due_on == date(2026, 12, 30)


def test_long_and_second_wishes_are_the_leaders(city: cast.City) -> None:
    long = ask(city, days=16)
    assert long.state == "AT_LEADER"
    with nothing_but("由局领导决定"):
        extensions.grant_extension(
            extension=long, granted_on=long.proposed_on, words="", by=city.head, at=noon(1)
        )
    with nothing_but("“审批延期”由局领导、督查科科长办理"):
        extensions.refuse_extension(extension=long, words="不可", by=city.clerk, at=noon(1))
    with one_entry("extensions.refuse", city.leader):
        extensions.refuse_extension(extension=long, words="倒排工期。", by=city.leader, at=noon(1))
    assert (part(city).due_on, part(city).change) == (DUE, "")
    short = ask(city, on=2)
    assert short.state == "AT_OFFICE"
    extensions.grant_extension(
        extension=short, granted_on=short.proposed_on, words="", by=city.head, at=noon(2)
    )
    assert ask(city, days=1, on=3).state == "AT_LEADER"


def test_the_office_may_leave_it_to_a_leader_with_its_opinion(city: cast.City) -> None:
    wish = ask(city)
    with nothing_but("应写明督查科意见"):
        extensions.hand_up_extension(extension=wish, opinion="", by=city.head, at=noon(1))
    with one_entry("extensions.hand_up", city.head):
        extensions.hand_up_extension(extension=wish, opinion="涉及两县，请定。", by=city.head, at=noon(1))
    with nothing_but("由局领导决定"):
        extensions.refuse_extension(extension=wish, words="不可", by=city.head, at=noon(1))
    assert list(extension_queries.waiting(city.leader)) == [wish]


def test_a_wish_is_decided_once(city: cast.City) -> None:
    wish = ask(city)
    stale = Extension.objects.get(id=wish.id)
    extensions.refuse_extension(extension=wish, words="倒排工期。", by=city.head, at=noon(1))
    with nothing_but("现为“不同意”", SomebodyWasFirst):
        extensions.grant_extension(
            extension=stale, granted_on=stale.proposed_on, words="", by=city.head, at=noon(1)
        )
    with nothing_but("已有结论"):
        extensions.grant_extension(
            extension=wish, granted_on=wish.proposed_on, words="", by=city.head, at=noon(1)
        )
    with nothing_but("不能改为“单位撤回”"):
        extensions.withdraw_extension(extension=wish, by=city.county, at=noon(1))


def test_a_unit_takes_its_wish_back(city: cast.City) -> None:
    wish = ask(city)
    with nothing_but("只能撤回本单位"):
        extensions.withdraw_extension(extension=wish, by=city.other_county, at=noon(1))
    with one_entry("extensions.withdraw", city.county):
        extensions.withdraw_extension(extension=wish, by=city.county, at=noon(1))
    assert (part(city).due_on, part(city).change) == (DUE, "")
    assert ask(city, on=2).number == 2


def test_a_wish_asked_in_time_may_be_granted_after_the_date(city: cast.City) -> None:
    wish = ask(city, days=15, on=52)
    lamps.turn_lamps(on=date(2026, 12, 28), by=SYSTEM, at=noon(56))
    assert part(city).lamp == "RED"
    extensions.grant_extension(
        extension=wish, granted_on=wish.proposed_on, words="", by=city.head, at=noon(56)
    )
    assert part(city).due_on == date(2027, 1, 9)
    assert latest().facts["said"] == "时限由2026年12月25日改为2027年1月9日。"
    assert part(city).next_lamp_on is None or part(city).next_lamp_on > date(2026, 12, 28)


def bureaus_own(city: cast.City, asker: Person) -> tuple[Extension, Actor]:
    """Let somebody in the bureau itself ask for a week more of a part that the bureau has; return who did."""
    Assignment.objects.filter(id=city.assignments["east"].id).update(unit=city.bureau, branch=city.bureau)
    post = Post.objects.create(
        person=asker, unit=city.bureau, duty="HANDLER", title="秘书", from_on=cast.FOUNDED
    )
    by = people.actor_in(post)
    wish = extensions.ask_extension(
        assignment=part(city),
        proposed_on=DUE + timedelta(days=7),
        reason="汛期停工。",
        by=by,
        at=noon(0),
    )
    return wish, by


def test_what_the_bureau_itself_asks_a_leader_decides(city: cast.City) -> None:
    wish, asker = bureaus_own(city, Person.objects.create(name="酉秘书"))
    assert wish.state == "AT_LEADER"
    assert list(extension_queries.waiting(city.leader)) == [wish]
    for by in (city.head, asker):
        assert list(extension_queries.waiting(by)) == []
        with nothing_but("由局领导"):
            extensions.refuse_extension(extension=wish, words="不可", by=by, at=noon(1))
    extensions.grant_extension(
        extension=wish, granted_on=wish.proposed_on, words="", by=city.leader, at=noon(1)
    )
    assert part(city).due_on == DUE + timedelta(days=7)


def test_nobody_decides_what_they_asked_for_in_another_post(city: cast.City) -> None:
    wish, _ = bureaus_own(city, Person.objects.get(id=city.leader.person_id))
    other = Post.objects.create(
        person=Person.objects.create(name="戌局长"),
        unit=city.bureau,
        duty="BUREAU_LEADER",
        title="副局长",
        from_on=cast.FOUNDED,
    )
    assert list(extension_queries.waiting(city.leader)) == []
    with nothing_but("是您本人提出的，不能自己审批"):
        extensions.refuse_extension(extension=wish, words="不可", by=city.leader, at=noon(1))
    second = people.actor_in(other)
    assert list(extension_queries.waiting(second)) == [wish]
    extensions.refuse_extension(extension=wish, words="倒排工期。", by=second, at=noon(1))
    assert wish.state == "REFUSED"
