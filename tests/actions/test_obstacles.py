"""Help asked upward: whose clock runs, what an answer does to it, and who closes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from luoshi.actions import extensions, lamps, obstacles, reports
from luoshi.jobs import reminders
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import obstacles as obstacle_queries
from luoshi.records.models import Asking, Assignment, Notice, Obstacle, Unit
from luoshi.rules import obstacles as rules
from luoshi.rules.lamps import Ground
from luoshi.rules.obstacles import ObstacleKind, Outcome
from luoshi.rules.people import SYSTEM
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.stage import noon
from tests.actions.watch import latest, nothing_but, one_entry

DUE = date(2026, 12, 25)


def part(city: cast.City) -> Assignment:
    """Return the eastern county's part as it stands."""
    return Assignment.objects.select_related("task", "unit").get(id=city.assignments["east"].id)


def ask(city: cast.City, on: int = 0, **more: Any) -> Obstacle:
    """Let the eastern county ask an office of the bureau for help."""
    said = {"helper": city.finance, "words": "前期费用没有拨付，请核拨。", "by": city.county, **more}
    return obstacles.raise_obstacle(assignment=part(city), kind=ObstacleKind.MONEY, at=noon(on), **said)


def answer(
    city: cast.City, obstacle: Obstacle, on: int, outcome: Outcome = Outcome.SOLVED, **more: Any
) -> Asking:
    """Let the office answer."""
    number = obstacle_queries.latest_asking(obstacle).number
    said = {"number": number, "answer": "已于当日拨付。", "who_can": "", "by": city.office_unit, **more}
    return obstacles.answer_obstacle(obstacle=obstacle, outcome=outcome, at=noon(on), **said)


def test_the_helpers_clock_runs_and_the_askers_stands(city: cast.City) -> None:
    with one_entry("obstacles.raise", city.county, f"assignment:{part(city).id}"):
        obstacle = ask(city)
    asking = obstacle_queries.latest_asking(obstacle)
    assert (asking.asked_on, asking.due_on) == (cast.MONDAY, date(2026, 11, 5))
    assert list(obstacle_queries.to_answer(city.office_unit)) == [asking]
    assert Notice.objects.get(key=f"obstacle:{obstacle.id}:asked:1").unit == city.finance
    assert part(city).next_lamp_on is None
    for day in (date(2026, 11, 16), date(2026, 12, 26), date(2027, 3, 1)):
        verdict = lamp_queries.verdict(part(city), day)
        assert (verdict.lamp, verdict.ground) == ("GREY", Ground.PAUSED)
        assert verdict.reason.startswith("求助未获答复，11月2日起暂停计时")
    assert lamps.turn_lamps(on=date(2026, 12, 26), by=SYSTEM, at=noon(54)).turned == 1, "the west's alone"


def test_the_due_date_moves_by_the_days_that_the_helper_took(city: cast.City) -> None:
    obstacle = ask(city)
    with one_entry("obstacles.answer", city.office_unit):
        answer(city, obstacle, 9)
    assert part(city).due_on == date(2027, 1, 3)
    assert lamp_queries.verdict(part(city), date(2026, 11, 12)).ground is not Ground.PAUSED
    assert list(obstacle_queries.to_confirm(city.county)) == [obstacle]
    with one_entry("obstacles.confirm", city.county):
        obstacles.confirm_obstacle(obstacle=obstacle, words="", by=city.county, at=noon(20))
    assert (part(city).due_on, obstacle.state) == (date(2027, 1, 3), "CLOSED")


def test_two_helpers_at_once_are_not_counted_twice(city: cast.City) -> None:
    one, other = ask(city), ask(city, on=2, helper=city.treasury)
    answer(city, one, 6)
    assert lamp_queries.verdict(part(city), date(2026, 11, 10)).ground is Ground.PAUSED
    asking = obstacle_queries.latest_asking(other)
    by_link(city, asking, on=9)
    assert part(city).due_on == date(2027, 1, 3)


def test_each_morning_the_due_date_is_carried_on_and_twice_does_no_harm(city: cast.City) -> None:
    ask(city)
    with one_entry("obstacles.carry", SYSTEM):
        assert obstacles.carry_paused(on=date(2026, 11, 5), by=SYSTEM, at=noon(3)) == 1
    assert part(city).due_on == date(2026, 12, 28)
    assert obstacles.carry_paused(on=date(2026, 11, 5), by=SYSTEM, at=noon(3)) == 0


def test_only_the_asker_confirms_or_says_that_it_is_not_solved(city: cast.City) -> None:
    obstacle = ask(city)
    with nothing_but("不能改为“已了结”"):
        obstacles.confirm_obstacle(obstacle=obstacle, words="", by=city.county, at=noon(1))
    answer(city, obstacle, 3, Outcome.PARTLY, answer="先拨一半。")
    for stranger in (city.other_county, city.office_unit):
        with nothing_but("由求助单位东河区教育局自己确认"):
            obstacles.confirm_obstacle(obstacle=obstacle, words="", by=stranger, at=noon(4))
        with nothing_but("由求助单位东河区教育局自己确认"):
            obstacles.ask_again(obstacle=obstacle, words="没有到账", by=stranger, at=noon(4))
    with nothing_but("请写明还差什么"):
        obstacles.ask_again(obstacle=obstacle, words=" ", by=city.county, at=noon(4))
    with one_entry("obstacles.ask_again", city.county):
        again = obstacles.ask_again(obstacle=obstacle, words="另一半没有到账", by=city.county, at=noon(7))
    assert (again.number, again.due_on) == (2, date(2026, 11, 12))
    assert lamp_queries.verdict(part(city), date(2026, 11, 11)).ground is Ground.PAUSED
    answer(city, obstacle, 9)
    assert part(city).due_on == date(2026, 12, 30), "three days and two, not the four between"


def test_the_same_helper_is_asked_no_more_than_three_times(city: cast.City) -> None:
    obstacle = ask(city)
    for time in (1, 2):
        answer(city, obstacle, time, Outcome.PARTLY)
        obstacles.ask_again(obstacle=obstacle, words="没有到账", by=city.county, at=noon(time))
    answer(city, obstacle, 3, Outcome.PARTLY)
    with nothing_but("已向对方求助3次（最多3次）"):
        obstacles.ask_again(obstacle=obstacle, words="没有到账", by=city.county, at=noon(3))


def test_who_cannot_says_why_and_who_can(city: cast.City) -> None:
    obstacle = ask(city)
    with nothing_but("谁能解决"):
        answer(city, obstacle, 1, Outcome.CANNOT, answer="不属我科职责。")
    with nothing_but("请写明原因和已经做到哪一步"):
        answer(city, obstacle, 1, Outcome.CANNOT, answer="", who_can="市财政局")
    answer(city, obstacle, 1, Outcome.CANNOT, answer="不属我科职责。", who_can="市财政局")
    with nothing_but("另向能解决的单位求助"):
        obstacles.ask_again(obstacle=obstacle, words="还是请办", by=city.county, at=noon(1))
    obstacles.confirm_obstacle(obstacle=obstacle, words="", by=city.county, at=noon(1))


def test_what_is_taken_back_stopped_no_clock(city: cast.City) -> None:
    before = part(city)
    obstacle = ask(city)
    obstacles.carry_paused(on=date(2026, 11, 9), by=SYSTEM, at=noon(7))
    with nothing_but("撤回求助应写明理由"):
        obstacles.withdraw_obstacle(obstacle=obstacle, words="", by=city.county, at=noon(7))
    with one_entry("obstacles.withdraw", city.county):
        obstacles.withdraw_obstacle(obstacle=obstacle, words="已自行解决", by=city.county, at=noon(7))
    assert (part(city).due_on, part(city).change) == (before.due_on, "")
    with nothing_but("不能改为“已答复"):
        answer(city, obstacle, 8)


def test_who_may_not_ask_or_be_asked_is_told_why(city: cast.City) -> None:
    with nothing_but("求助对象不能是本单位"):
        ask(city, helper=city.east)
    with nothing_but("学校不能作为求助对象"):
        ask(city, helper=city.school)
    with nothing_but("只能为本单位"):
        ask(city, by=city.other_county)
    with nothing_but("“提出求助”由"):
        ask(city, by=city.clerk)
    with nothing_but("需要对方办什么"):
        ask(city, words=" ")
    ask(city)
    with nothing_but("不必重复提出"):
        ask(city)
    with nothing_but("由其答复"):
        answer(city, Obstacle.objects.get(), 1, by=city.head)


def test_an_answer_is_taken_once(city: cast.City) -> None:
    obstacle = ask(city)
    stale = Obstacle.objects.get(id=obstacle.id)
    answer(city, obstacle, 1)
    with nothing_but("请刷新后查看", SomebodyWasFirst):
        answer(city, stale, 1)


def by_link(city: cast.City, asking: Asking, on: int, key: str | None = None, name: str = "某某") -> Asking:
    """Let somebody at the treasury answer through the link."""
    asking = Asking.objects.select_related("obstacle__assignment__task", "obstacle__helper").get(id=asking.id)
    return obstacles.answer_by_link(
        asking=asking,
        key=asking.link_key if key is None else key,
        outcome=Outcome.SOLVED,
        answer="已列入追加预算。",
        who_can="",
        contact="0000-0000",
        by=rules.outsider(city.treasury.id, city.treasury.name, name, "预算科科长"),
        at=noon(on),
    )


def test_a_department_answers_by_link_and_the_ledger_says_so(city: cast.City) -> None:
    asking = obstacle_queries.latest_asking(ask(city, helper=city.treasury))
    assert (len(asking.link_key), asking.link_until_on) == (24, date(2026, 11, 17))
    outsider = rules.outsider(city.treasury.id, city.treasury.name, "某某", "预算科科长")
    with one_entry("obstacles.answer_by_link", outsider):
        done = by_link(city, asking, 2)
    assert (done.is_by_link, done.link_key, done.contact) == (True, "", "0000-0000")
    assert latest().facts["by_link"] is True
    assert "0000" not in str(latest().facts), "a telephone number is never sealed into the ledger"
    assert latest().actor == "示例市财政局（凭链接）预算科科长 某某"
    with nothing_but("链接不再有效"):
        by_link(city, asking, 3)


@pytest.mark.parametrize("key", ["", "x" * 24])
def test_a_wrong_key_a_late_day_and_an_unnamed_person_are_refused(city: cast.City, key: str) -> None:
    asking = obstacle_queries.latest_asking(ask(city, helper=city.treasury))
    with nothing_but("链接已经换新"):
        by_link(city, asking, 1, key=key)
    with nothing_but("链接已于2026年11月17日到期"):
        by_link(city, asking, 16)
    with nothing_but("请填写答复人姓名"):
        by_link(city, asking, 1, name=" ")


def test_a_new_link_closes_the_one_before(city: cast.City) -> None:
    obstacle = ask(city, helper=city.treasury)
    old = obstacle_queries.latest_asking(obstacle)
    with nothing_but("由求助单位或督查科换新"):
        obstacles.give_link(obstacle=obstacle, by=city.other_county, at=noon(1))
    with one_entry("obstacles.give_link", city.clerk):
        obstacles.give_link(obstacle=obstacle, by=city.clerk, at=noon(1))
    with nothing_but("链接已经换新"):
        by_link(city, old, 1, key=old.link_key)
    by_link(city, old, 1)


def test_a_late_helper_is_warned_on_the_day_after_it_and_once_a_week(city: cast.City) -> None:
    ask(city)
    told = {
        day: [
            each.key.partition(":")[2]
            for each in reminders.due(date(2026, 11, day))
            if each.key[:4] == "help"
        ]
        for day in (4, 5, 6, 9, 10, 16)
    }
    number = Asking.objects.get().id
    first, week, next_week = (f"{number}:late:2026-11-{day}" for day in ("05", "09", "16"))
    assert told == {
        4: [],
        5: [f"{number}:due:2026-11-05"],
        6: [first],
        9: [week],
        10: [week],
        16: [next_week],
    }
    assert {each.unit for each in reminders.due(date(2026, 11, 6)) if each.key[:4] == "help"} == {
        city.finance
    }


def test_who_kept_whom_waiting_is_seen_within_each_sight(city: cast.City) -> None:
    office, outside = ask(city), ask(city, helper=city.treasury)
    today = date(2026, 11, 10)
    seen = {
        who: [
            (each.asking.obstacle_id, each.waited.workdays, each.waited.late)
            for each in obstacle_queries.told(obstacle_queries.waits(city.actors[who], today), today)
        ]
        for who in ("leader", "clerk", "discipline", "county", "office_unit", "other_county", "auditor")
    }
    both = [(office.id, 6, 3), (outside.id, 6, 3)]
    assert {who: sorted(found) for who, found in seen.items()} == {
        **dict.fromkeys(("leader", "clerk", "discipline", "county"), both),
        "office_unit": both[:1],
        "other_county": [],
        "auditor": [],
    }
    helpers = obstacle_queries.by_helper(city.leader, today)
    assert [(each.unit, each.open, each.overdue) for each in helpers] == [
        (city.finance, 1, 1),
        (city.treasury, 1, 1),
    ]


def test_a_page_that_was_open_since_the_first_asking_does_not_answer_the_second(city: cast.City) -> None:
    obstacle = ask(city)
    answer(city, obstacle, 1, Outcome.PARTLY, answer="已拨一半。")
    obstacles.ask_again(obstacle=obstacle, words="还差另一半。", by=city.county, at=noon(2))
    obstacle.refresh_from_db()
    with nothing_but("求助单位已第2次提出：还差另一半。", SomebodyWasFirst):
        answer(city, obstacle, 2, number=1)
    obstacle.refresh_from_db()
    assert answer(city, obstacle, 2, number=2).number == 2


@pytest.mark.parametrize("is_gone", [True, False])
def test_who_was_dissolved_is_not_asked(city: cast.City, is_gone: bool) -> None:
    Unit.objects.filter(id=city.finance.id).update(to_on="2026-10-31" if is_gone else None)
    if not is_gone:
        assert ask(city).helper == city.finance
        return
    with nothing_but("示例市教育局计划财务科已经撤销或并入别的单位"):
        ask(city)


def test_what_is_kept_with_a_part_is_what_the_records_say(city: cast.City) -> None:
    wish = extensions.ask_extension(
        assignment=part(city), proposed_on=date(2027, 1, 8), reason="汛期停工。", by=city.county, at=noon(0)
    )
    extensions.grant_extension(
        extension=wish, granted_on=date(2027, 1, 8), words="", by=city.head, at=noon(1)
    )
    obstacle = ask(city, on=2)
    answer(city, obstacle, 7)
    reports.submit_report(
        assignment=part(city),
        week_start=date(2026, 11, 9),
        claimed_x100=1000,
        words="",
        revision=1,
        by=city.county,
        at=noon(8),
    )
    kept = part(city)
    assert kept.due_on == date(2027, 1, 13)
    assert kept.change == lamp_queries.change_of(kept).text
    assert lamp_queries.verdict(kept, date(2026, 11, 10)).lamp == kept.lamp
