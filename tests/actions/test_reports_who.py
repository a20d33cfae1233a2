"""Whoever is not asked for weekly accounts is kept out on every path; an account goes with its line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from luoshi.actions import documents, reports, tasks
from luoshi.actions.reports import NotAllFit, Told
from luoshi.queries import reports as queries
from luoshi.queries import tasks as task_queries
from luoshi.records.models import Allowance, Assignment, Report, Task, Unit
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused
from luoshi.rules.reports import AllowanceKind
from luoshi.rules.tasks import Role
from luoshi.rules.units import UnitKind
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.test_imports import stored, unit_row
from tests.actions.test_reports import send
from tests.actions.watch import nothing_but

WEEK = cast.MONDAY
LAW = "教师厅〔2025〕2号"


def put_on(city: cast.City, unit: Unit) -> Assignment:
    """Put a unit on a weekly account past all the actions, as only a hand in the database could."""
    part = city.assignments["east"]
    Assignment.objects.filter(id=part.id).update(unit=unit, branch=unit.branch or unit)
    part.refresh_from_db()
    return part


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [UnitKind.SCHOOL, UnitKind.KINDERGARTEN])
def test_no_path_into_the_ledger_puts_a_school_on_an_account(bare_city: cast.City, kind: UnitKind) -> None:
    """Neither naming it in a paper, nor choosing it, nor publishing what was planned before it became one."""
    city = bare_city
    Unit.objects.filter(id=city.school.id).update(kind=kind)
    school = Unit.objects.get(id=city.school.id)
    document = documents.register_document(
        name="来文.txt",
        data="关于校园安全的通知\n东河区第一小学要在12月18日前完成隐患整改。\n".encode(),
        by=city.clerk,
        at=NOON,
    )
    [task] = document.tasks.all()
    assert not task.assignments.exists(), "a school that a paper names is not taken for who answers"
    with nothing_but(LAW):
        tasks.assign_task(
            task=task, owners={school: Role.RESPONSIBLE}, version=task.version, by=city.clerk, at=NOON
        )
    Task.objects.filter(id=task.id).update(state="ACCEPTED")
    Assignment.objects.create(task=task, unit=school, branch=city.east, role="RESPONSIBLE")
    with nothing_but(LAW):
        documents.publish_document(document=document, by=city.clerk, at=NOON)


@pytest.mark.django_db
def test_a_school_is_refused_line_by_line_in_a_workbook_and_in_every_list(city: cast.City) -> None:
    part = put_on(city, city.school)
    with nothing_but(LAW):
        send(city, 2000, by=city.school_head)
    with nothing_but(LAW):
        reports.submit_reports(
            week_start=WEEK, told=[Told(part.id, 1, 0, 2000, "")], by=city.school_head, at=NOON
        )
    week = queries.period(WEEK)
    assert week is not None
    assert [unit for unit, _ in queries.units_owing(week) if unit == city.school] == []
    assert [each for each in queries.standing_in(city.clerk, WEEK) if each.unit == city.school] == []
    for kind in AllowanceKind:
        with pytest.raises(Refused) as caught:
            reports.grant_allowance(
                unit=city.school,
                week_start=WEEK,
                kind=kind,
                until_on=WEEK + timedelta(days=10),
                reason="断网",
                by=city.head,
                at=noon(9),
            )
        assert LAW in caught.value.reason
    assert not Allowance.objects.exists()


@pytest.mark.django_db
def test_a_department_is_written_to_and_not_put_on_an_account(city: cast.City) -> None:
    part = put_on(city, city.treasury)
    clerk = Actor(
        **{
            **{name: getattr(city.office_unit, name) for name in Actor.__slots__},
            "unit_id": city.treasury.id,
            "unit_kind": UnitKind.DEPARTMENT,
        }
    )
    with nothing_but("市直部门不报周报"):
        reports.submit_reports(week_start=WEEK, told=[Told(part.id, 1, 0, 2000, "")], by=clerk, at=NOON)


@pytest.mark.django_db
def test_an_open_account_goes_with_a_unit_that_is_merged(city: cast.City) -> None:
    report = send(city, 1500)
    reports.grant_allowance(
        unit=city.east,
        week_start=WEEK,
        kind=AllowanceKind.EXCUSED,
        until_on=WEEK + timedelta(days=8),
        reason="机构合并",
        by=city.head,
        at=noon(1),
    )
    Assignment.objects.filter(task=city.task, unit=city.west).update(state="CANCELLED")
    Assignment.objects.filter(task=city.task, unit=city.west).delete()
    stored(
        city,
        [
            unit_row(city.east, to_on=WEEK, into=city.west.code),
            unit_row(city.school, parent=city.west.code),
        ],
        [],
    )
    part = Assignment.objects.select_related("unit", "task").get(id=report.assignment_id)
    assert part.unit == city.west
    assert list(Report.objects.values_list("id", "state", "claimed_x100")) == [(report.id, "SENT", 1500)]
    [standing] = queries.standing_in(city.clerk, WEEK)
    assert (standing.unit, standing.owed, standing.sent) == (city.west, 1, 1)
    assert queries.progress(city.other_county, WEEK) == (1, 1)
    with nothing_but("只能报送本单位承担的任务"):
        send(city, 1600, revision=2, at=noon(2))
    corrected = send(city, 1600, revision=2, at=noon(8), by=city.other_county, assignment=part)
    assert corrected.is_late is False, "what was excused stays excused with whoever took over"
    [change] = queries.became_of(city.other_county, WEEK)
    assert (change.kind, change.other_id) == ("MERGED", city.west.id)


@pytest.mark.django_db
def test_a_line_that_went_elsewhere_is_told_so_in_a_workbook_of_before(city: cast.City) -> None:
    part = put_on(city, city.supervision)
    with pytest.raises(NotAllFit) as caught:
        reports.submit_reports(week_start=WEEK, told=[Told(part.id, 1, 0, 2000, "")], by=city.county, at=NOON)
    assert caught.value.unfit[0].is_stale
    assert task_queries.own_part(city.county, part.id) is None
