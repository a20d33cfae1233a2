"""How a part of a task ends: asked for by its unit, verified by somebody who does not answer for it."""

from __future__ import annotations

import pytest

from luoshi.actions import tasks
from luoshi.queries import people
from luoshi.records.models import Assignment, LampChange, Post, Report
from luoshi.rules.people import Duty, Permission, why_not
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.tasks import AssignmentState
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.watch import latest, nothing_but, one_entry


def part(city: cast.City, who: str = "east", state: str = "OPEN", claimed: int = 10_000) -> Assignment:
    """Return a unit's part in a state, as the database has it."""
    Assignment.objects.filter(id=city.assignments[who].id).update(
        state=state, claimed_x100=claimed, claimed_on=cast.MONDAY, lamp="GREEN"
    )
    return Assignment.objects.select_related("unit", "task").get(id=city.assignments[who].id)


def test_the_unit_asks_and_the_office_strikes_off(city: cast.City) -> None:
    with one_entry("tasks.ask_to_close", city.county, f"assignment:{part(city).id}"):
        asked = tasks.ask_to_close(assignment=part(city), by=city.county, at=NOON)
    assert asked.state == "CLOSING"
    with one_entry("tasks.confirm_close", city.head, f"assignment:{asked.id}"):
        closed = tasks.confirm_close(assignment=asked, by=city.head, at=noon(1))
    assert (closed.state, closed.closed_by, closed.closed_at) == ("CLOSED", city.head.words, noon(1))
    assert (closed.lamp, closed.lamp_on, closed.next_lamp_on) == ("BLUE", noon(1).date(), None)
    assert latest().facts["task_closed"] is False
    city.task.refresh_from_db()  # type: ignore[union-attr]
    assert city.task.state == "OPEN"  # type: ignore[union-attr]


def test_striking_off_is_a_change_of_lamp(city: cast.City) -> None:
    tasks.confirm_close(assignment=part(city, state="CLOSING"), by=city.head, at=noon(1))
    change = LampChange.objects.get()
    assert (change.assignment_id, change.before, change.after, change.claimed_x100) == (
        city.assignments["east"].id,
        "GREEN",
        "BLUE",
        10_000,
    )


def test_the_task_closes_with_its_last_accountable_part(city: cast.City) -> None:
    tasks.confirm_close(assignment=part(city, "east", "CLOSING"), by=city.head, at=NOON)
    tasks.confirm_close(assignment=part(city, "west", "CLOSING"), by=city.leader, at=noon(1))
    assert latest().facts["task_closed"] is True
    city.task.refresh_from_db()  # type: ignore[union-attr]
    assert city.task.state == "CLOSED"  # type: ignore[union-attr]
    helping = Assignment.objects.get(id=city.assignments["finance"].id)
    assert (helping.state, helping.lamp, helping.closed_by) == ("CLOSED", "BLUE", city.leader.words)


@pytest.mark.parametrize("state", AssignmentState)
def test_from_which_states_a_part_may_move(city: cast.City, state: AssignmentState) -> None:
    row = part(city, state=state.value)
    if state is AssignmentState.OPEN:
        tasks.ask_to_close(assignment=row, by=city.county, at=NOON)
        return
    with nothing_but(f"该项交办现为“{state.label}”"):
        tasks.ask_to_close(assignment=row, by=city.county, at=NOON)
    if state is not AssignmentState.CLOSING:
        with nothing_but(f"该项交办现为“{state.label}”"):
            tasks.confirm_close(assignment=row, by=city.head, at=NOON)
        with nothing_but(f"该项交办现为“{state.label}”"):
            tasks.refuse_close(assignment=row, reason="不实", by=city.head, at=NOON)


def test_who_may_ask(city: cast.City) -> None:
    row = part(city)
    for by in city.actors.values():
        barred = why_not(by, Permission.REPORTS_SUBMIT)
        if barred or by.unit_id != city.east.id:
            with nothing_but(barred or "只能为本单位承担的部分申请销号"):
                tasks.ask_to_close(assignment=row, by=by, at=NOON)
    helping, unfinished = part(city, "finance"), part(city, claimed=9_999)
    with nothing_but("配合单位不单独申请销号"):
        tasks.ask_to_close(assignment=helping, by=city.office_head, at=NOON)
    with nothing_but("尚未报完成"):
        tasks.ask_to_close(assignment=unfinished, by=city.county, at=NOON)


def test_who_may_verify(city: cast.City) -> None:
    row = part(city, state="CLOSING")
    for by in city.actors.values():
        if barred := why_not(by, Permission.TASKS_CLOSE):
            with nothing_but(barred):
                tasks.confirm_close(assignment=row, by=by, at=NOON)
            with nothing_but(barred):
                tasks.refuse_close(assignment=row, reason="不实", by=by, at=NOON)
    unfinished = part(city, state="CLOSING", claimed=9_000)
    with nothing_but("最近一次周报进度为90.00%"):
        tasks.confirm_close(assignment=unfinished, by=city.head, at=NOON)


@pytest.mark.parametrize("how", ["first", "direct", "reporter", "in another post"])
def test_t6_03_the_verifier_never_answers_for_it(city: cast.City, how: str) -> None:
    """T6-03: 销号 requires verifier ≠ responsible person, whatever post they verify in."""
    row = part(city, state="CLOSING")
    if how == "first":
        Assignment.objects.filter(id=row.id).update(first_responsible=city.head.post_id)
    elif how == "direct":
        Assignment.objects.filter(id=row.id).update(direct_responsible=city.head.post_id)
    else:
        own = city.head.post_id
        if how == "in another post":
            own = Post.objects.create(
                person=city.accounts["head"].person,
                unit=city.east,
                duty=Duty.HANDLER.value,
                title="挂职",
                from_on=cast.FOUNDED,
                to_on=cast.MONDAY,
            ).id
        Report.objects.create(
            assignment=row,
            week_start=cast.MONDAY,
            claimed_x100=10_000,
            is_unchanged=False,
            is_late=False,
            state="SENT",
            submitted_at=NOON,
            submitted_by="某人",
            submitted_post_id=own,
        )
    row.refresh_from_db()
    with nothing_but("核定销号的人不能是该项任务的责任人或报送人"):
        tasks.confirm_close(assignment=row, by=city.head, at=noon(7))
    tasks.confirm_close(assignment=row, by=city.leader, at=noon(7))


def test_a_claim_is_sent_back_with_a_reason(city: cast.City) -> None:
    row = part(city, state="CLOSING")
    with nothing_but("退回销号申请应写明理由"):
        tasks.refuse_close(assignment=row, reason=" ", by=city.head, at=NOON)
    with one_entry("tasks.refuse_close", city.head, f"assignment:{row.id}"):
        tasks.refuse_close(assignment=row, reason="缺验收单", by=city.head, at=NOON)
    assert (row.state, latest().facts["reason"]) == ("OPEN", "缺验收单")


def test_the_second_to_decide_is_told_who_was_first(city: cast.City) -> None:
    row = part(city, state="CLOSING")
    stale, also_stale = part(city, state="CLOSING"), part(city, state="CLOSING")
    tasks.refuse_close(assignment=row, reason="缺验收单", by=city.leader, at=NOON)
    with nothing_but(f"已由{city.leader.words}改动，现为“办理中”", SomebodyWasFirst):
        tasks.confirm_close(assignment=stale, by=city.head, at=NOON)
    with nothing_but(city.leader.words, SomebodyWasFirst):
        tasks.refuse_close(assignment=also_stale, reason="不实", by=city.head, at=NOON)


def test_nobody_strikes_off_on_a_claim_that_has_gone_back(city: cast.City) -> None:
    seen = part(city, state="CLOSING")
    part(city, state="CLOSING", claimed=5_000)
    with nothing_but("改动，现为", SomebodyWasFirst):
        tasks.confirm_close(assignment=seen, by=city.head, at=NOON)


def test_the_actor_of_a_post_is_its_person(city: cast.City) -> None:
    assert people.posts_of_holders({city.head.post_id}) == {city.head.post_id}
    assert people.posts_of_holders([]) == set()
    assert people.posts_of_holders({0}) == {0}
