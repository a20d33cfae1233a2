"""A confirmed workbook becomes so as a whole: names, places and posts change from a day on, history stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from luoshi.actions import imports as actions
from luoshi.crafts import workbooks
from luoshi.queries import handovers, imports, people
from luoshi.records.models import Account, Assignment, Import, Person, Post, Unit, UnitChange, UnitName
from luoshi.rules.imports import Lines, plan
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import changed, latest, nothing_but, one_entry, rows
from tests.crafts.workbooks_samples import made

TODAY = cast.MONDAY
Row = tuple[Any, ...]


def unit_row(unit: Unit, **other: object) -> Row:
    """Return the row of a unit as it is, but for these columns."""
    parent = Unit.objects.filter(path=unit.path[:-4]).values_list("code", flat=True).first() or ""
    row = {
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
        "parent": parent,
        "kind": unit.get_kind_display(),
        **dict.fromkeys(("mark", "former", "aliases", "from_on", "change_on", "to_on", "into", "paper"), ""),
        **other,
    }
    return tuple(value or None for value in row.values())


def post_row(actor: Actor, **other: object) -> Row:
    """Return the row of somebody's post as it is, but for these columns."""
    post = Post.objects.select_related("person__account", "unit").get(id=actor.post_id)
    row = {
        "name": post.person.name,
        "number": "",
        "unit": post.unit.code,
        "duty": actor.duty.label,
        "title": post.title,
        "from_on": post.from_on,
        "to_on": None,
        "account": post.person.account.username,
        **other,
    }
    return tuple(value or None for value in row.values())


def read(units: list[Row], posts: list[Row]) -> tuple[bytes, Lines]:
    """Return a workbook of these rows, and its lines."""
    data = made(units, posts)
    return data, workbooks.read(data)


def checked(city: cast.City, units: list[Row], posts: list[Row]) -> tuple[Import, Lines]:
    """Return an import that waits to be confirmed, with its lines."""
    data, lines = read(units, posts)
    received = actions.receive_import(
        file_name="名册.xlsx", data=data, is_checked_here=True, by=city.sysadmin, at=NOON
    )
    found, faults = plan(
        lines.units,
        lines.posts,
        imports.known(is_exported=lines.is_exported),
        lines.unit_place,
        lines.post_place,
        TODAY,
    )
    actions.note_check(
        received=received,
        faults=[*lines.faults, *faults],
        lines=lines,
        plan=found,
        by=city.sysadmin,
        at=NOON,
    )
    assert received.faults == []
    return received, lines


def stored(city: cast.City, units: list[Row], posts: list[Row]) -> dict[str, int]:
    """Store these rows; return how many changes of each sort there were."""
    received, lines = checked(city, units, posts)
    with one_entry("imports.store", city.sysadmin, f"import:{received.id}"):
        counts = actions.store_import(received=received, lines=lines, by=city.sysadmin, at=NOON)
    assert latest().facts["changes"] == counts
    received.refresh_from_db()
    assert (received.state, bytes(received.data)) == ("STORED", b"")
    return counts


@pytest.mark.django_db
def test_the_roster_of_today_changes_nothing(city: cast.City) -> None:
    data = workbooks.write(imports.roster())
    lines = workbooks.read(data)
    found, faults = plan(
        lines.units,
        lines.posts,
        imports.known(is_exported=lines.is_exported),
        lines.unit_place,
        lines.post_place,
        TODAY,
    )
    assert (faults, found.is_empty) == ([], True)
    assert len(lines.units) == Unit.objects.count()
    assert len(lines.posts) == Post.objects.count()


@pytest.mark.django_db
def test_a_first_city_is_laid_out_whole(bare_city: cast.City) -> None:
    new: Row = ("N", "新区教育局", "新区", bare_city.bureau.code, "县级教育局", "", "新区文教局", "新教局")
    below: Row = ("N1", "新区第一小学", "新一小", "N", "学校")
    posts: list[Row] = [
        ("午某某", "77", "N", "主要负责人", "局长", TODAY, None, "xinqu"),
        ("午某某", "77", "N1", "主要负责人", "校长（兼）", TODAY),
    ]
    # Children may stand above their parents.
    counts = stored(bare_city, [below, new], posts)
    assert counts == {"新设单位": 2, "新登记人员": 1, "任职": 2, "新账号（密码另行发放）": 1}
    county, school = Unit.objects.get(code="N"), Unit.objects.get(code="N1")
    assert (county.branch, school.branch) == (None, county)
    assert school.path[:-4] == county.path
    names = dict(UnitName.objects.filter(unit=county).values_list("name", "kind"))
    assert names == {"新区教育局": "FULL", "新区": "SHORT", "新区文教局": "FORMER", "新教局": "ALIAS"}
    person = Person.objects.get(number="77")
    assert person.posts.count() == 2
    account = Account.objects.get(username="xinqu")
    assert (account.has_usable_password(), account.must_change) == (False, True)


@pytest.mark.django_db
def test_a_unit_keeps_its_old_name_and_place_with_the_day(city: cast.City) -> None:
    east, west, school = city.east, city.west, city.school
    counts = stored(
        city,
        [
            unit_row(
                east,
                name="东河新区教育局",
                short_name="东河新区",
                change_on=date(2026, 10, 1),
                paper="示编办〔2026〕12号",
            ),
            unit_row(school, parent=west.code, change_on=date(2026, 9, 1)),
        ],
        [],
    )
    assert counts == {"更名": 1, "调整隶属": 1}
    east.refresh_from_db()
    school.refresh_from_db()
    assert (east.name, school.branch_id, school.path[:-4]) == ("东河新区教育局", west.id, west.path)
    assert dict(UnitName.objects.filter(unit=east).values_list("name", "kind")) == {
        "东河区教育局": "FORMER",
        "东河区": "FORMER",
        "东河新区教育局": "FULL",
        "东河新区": "SHORT",
    }
    told = UnitChange.objects.order_by("effective_on").values_list(
        "unit__code", "kind", "effective_on", "before", "after", "other_id", "paper"
    )
    assert list(told) == [
        (school.code, "MOVED", date(2026, 9, 1), "东河区教育局", "西山县教育局", east.id, ""),
        (
            east.code,
            "RENAMED",
            date(2026, 10, 1),
            "东河区教育局",
            "东河新区教育局",
            None,
            "示编办〔2026〕12号",
        ),
    ]


@pytest.mark.django_db
def test_what_a_merged_unit_had_under_way_goes_along_and_who_answered_stays_known(city: cast.City) -> None:
    other = Unit.objects.create(
        path="00010009",
        name="南湖区教育局",
        short_name="南湖区",
        kind="COUNTY",
        code="S",
        from_on=cast.FOUNDED,
    )
    head = Post.objects.create(
        person=Person.objects.create(name="未局长"),
        unit=other,
        duty="HEAD",
        title="局长",
        from_on=cast.FOUNDED,
    )
    last = date(2026, 10, 31)
    schools = [unit_row(city.school, parent="S")]
    counts = stored(city, [unit_row(city.east, to_on=last, into="S"), *schools], [])
    assert counts == {"调整隶属": 1, "撤销、合并": 1, "随单位停用免职": 3}
    part = Assignment.objects.get(id=city.assignments["east"].id)
    assert (part.unit, part.branch, part.first_responsible, part.direct_responsible) == (
        other,
        other,
        head,
        None,
    )
    before, after = handovers.answerable_on(part, last), handovers.answerable_on(part, date(2026, 11, 1))
    assert (before.unit, before.first and before.first.id) == (city.east, city.county_head.post_id)
    assert (before.direct and before.direct.id) == city.county_deputy.post_id
    assert (after.unit, after.first, after.direct) == (other, head, None)
    assert people.responsible_on(city.east, last)[0] is not None
    assert people.responsible_on(city.east, date(2026, 11, 1)) == (None, None)


@pytest.mark.django_db
def test_what_rested_on_a_post_goes_to_whoever_holds_the_units_posts_now(city: cast.City) -> None:
    posts: list[Row] = [
        post_row(city.county_head, to_on=date(2026, 10, 31)),
        ("申局长", "", city.east.code, "主要负责人", "局长", date(2026, 11, 1)),
    ]
    assert stored(city, [], posts) == {"新登记人员": 1, "任职": 1, "免职": 1}
    part = Assignment.objects.select_related("first_responsible__person").get(id=city.assignments["east"].id)
    assert part.first_responsible
    assert part.first_responsible.person.name == "申局长"
    before = handovers.answerable_on(part, date(2026, 10, 31))
    assert before.first
    assert before.first.id == city.county_head.post_id
    assert before.direct == part.direct_responsible


@pytest.mark.django_db
def test_a_roster_never_leaves_the_city_without_a_system_administrator(city: cast.City) -> None:
    gone = post_row(city.sysadmin, to_on=date(2026, 10, 31))
    heir = ("午管理员", "", city.bureau.code, "系统管理员", "系统管理员", date(2026, 11, 1))
    lines = read([], [gone])[1]
    faults = plan([], lines.posts, imports.known(), lines.unit_place, lines.post_place, TODAY)[1]
    assert [(fault.sheet, fault.reason) for fault in faults] == [
        ("岗位", "这样一来没有人担任系统管理员，谁也不能再登记任免、发放密码")
    ]
    assert stored(city, [], [gone, heir]) == {"新登记人员": 1, "任职": 1, "免职": 1}


@pytest.mark.django_db
@pytest.mark.parametrize("duty", ["审计管理员", "经办人"])
def test_who_becomes_audit_administrator_by_roster_brings_no_password(city: cast.City, duty: str) -> None:
    posts: list[Row] = [
        post_row(city.school_head, to_on=date(2026, 10, 31)),
        post_row(city.school_head, unit=city.bureau.code, duty=duty, title=duty, from_on=date(2026, 11, 1)),
    ]
    assert stored(city, [], posts) == {"任职": 1, "免职": 1}
    account = Account.objects.get(username="school_head")
    assert account.has_usable_password() is (duty == "经办人")


@pytest.mark.django_db
def test_a_unit_that_still_has_work_does_not_just_end(city: cast.City) -> None:
    lines = read([unit_row(city.east, to_on=TODAY)], [])[1]
    faults = plan(lines.units, [], imports.known(), lines.unit_place, lines.post_place, TODAY)[1]
    assert [(fault.cell, fault.reason) for fault in faults] == [
        ("L2", "这个单位还有1项任务在办，停用后没有人负责"),
        ("K2", f"下面还有1个单位没有停用（{city.school.name}…）"),
    ]
    lines = read([unit_row(city.east, to_on=TODAY, into=city.west.code)], [])[1]
    faults = plan(lines.units, [], imports.known(), lines.unit_place, lines.post_place, TODAY)[1]
    assert "有1项任务两个单位都在办，不能合成一份" in [fault.reason for fault in faults]


@pytest.mark.django_db
def test_only_what_was_seen_is_stored_and_only_once(city: cast.City) -> None:
    rows_of = [unit_row(city.school, name="东河实验小学")]
    received, lines = checked(city, rows_of, [])
    with nothing_but("登记机构"):
        actions.store_import(received=received, lines=lines, by=city.clerk, at=NOON)
    with nothing_but("与您看到的不同", SomebodyWasFirst):
        actions.confirm_import(received=received, plan_digest="x", by=city.sysadmin, at=NOON)
    with one_entry("imports.confirm", city.sysadmin):
        actions.confirm_import(received=received, plan_digest=received.plan_digest, by=city.sysadmin, at=NOON)
    with nothing_but("不用再确认一次", SomebodyWasFirst):
        actions.confirm_import(received=received, plan_digest=received.plan_digest, by=city.sysadmin, at=NOON)
    Unit.objects.filter(id=city.school.id).update(name="别的名字")
    with nothing_but("核对之后单位或岗位又有变动", SomebodyWasFirst):
        actions.store_import(received=received, lines=lines, by=city.sysadmin, at=NOON)
    Unit.objects.filter(id=city.school.id).update(name="东河区第一小学")
    actions.store_import(received=received, lines=lines, by=city.sysadmin, at=NOON)
    with nothing_but("已是“已导入”", SomebodyWasFirst):
        actions.store_import(received=received, lines=lines, by=city.sysadmin, at=NOON)


@pytest.mark.django_db
def test_a_faulty_or_discarded_workbook_leaves_no_file(city: cast.City) -> None:
    before = rows()
    received = actions.receive_import(file_name="名册.xlsx", data=b"PK", by=city.sysadmin, at=NOON)
    assert changed(before) == {"Import", "Errand", "Entry", "EntryHead"}
    with nothing_but("正在办理"):
        actions.discard_import(received=received, by=city.sysadmin, at=NOON)
    actions.note_check(received=received, faults=[], lines=Lines(), plan=None, by=city.sysadmin, at=NOON)
    received.refresh_from_db()
    assert (received.state, bytes(received.data)) == ("FAULTY", b"")
    with pytest.raises(Refused, match="是空的"):
        actions.receive_import(file_name="空.xlsx", data=b"", by=city.sysadmin, at=NOON)


@pytest.mark.django_db
def test_what_waits_to_be_confirmed_can_be_given_up(city: cast.City) -> None:
    ready, lines = checked(city, [unit_row(city.school, name="东河实验小学")], [])
    with one_entry("imports.discard", city.sysadmin, f"import:{ready.id}"):
        actions.discard_import(received=ready, by=city.sysadmin, at=NOON)
    with nothing_but("已是“已放弃”", SomebodyWasFirst):
        actions.store_import(received=ready, lines=lines, by=city.sysadmin, at=NOON)
