"""A plan of inspection: lawful or it does not go on, approved by another, changed by a record alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from luoshi.actions import mandates
from luoshi.queries import desks
from luoshi.queries import mandates as mandate_queries
from luoshi.records.models import Mandate, MandateChange, Notice, Override
from luoshi.rules.mandates import Basis, ListedKind, Method, Rule
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.inspections import WRITTEN, listed, plan
from tests.actions.stage import NOON, noon
from tests.actions.watch import nothing_but, one_entry

S = MandateState


def wanted(mandate: Mandate, **otherwise: object) -> dict[str, object]:
    """Return a plan as it stands, as a change would have it."""
    return {
        "content": mandate.content,
        "scope": mandate.scope,
        "from_on": mandate.from_on.isoformat(),
        "to_on": mandate.to_on.isoformat(),
        "units": [unit.id for unit in mandate_queries.targets_of(mandate)],
        **otherwise,
    }


def test_a_lawful_plan_is_approved_by_a_leader_and_its_units_are_told(city: cast.City) -> None:
    made = plan(city)
    assert [each.words for each in desks.decisions(city.clerk, cast.MONDAY) if each.verb == "起草督查"]
    with one_entry("mandates.submit", city.clerk, f"mandate:{made.id}"):
        mandates.submit_mandate(mandate=made, by=city.clerk, at=NOON)
    assert [each.link for each in desks.decisions(city.leader, cast.MONDAY) if each.verb == "批准督查"] == [
        f"/mandates/{made.id}/"
    ]
    assert mandate_queries.visible_one(city.county, made.id, cast.MONDAY) is None, (
        "what is not approved is not theirs yet"
    )
    with one_entry("mandates.approve", city.leader, f"mandate:{made.id}"):
        mandates.approve_mandate(mandate=made, by=city.leader, at=NOON)
    assert Notice.objects.get(key=f"mandate:{made.id}:approved:{city.east.id}").words.startswith(
        f"“{made.title}”已批准"
    )
    assert mandate_queries.visible_one(city.county, made.id, cast.MONDAY) == made
    assert mandate_queries.visible_one(city.other_county, made.id, cast.MONDAY) is None


def test_t1_01_no_way_leads_around_the_designation(city: cast.City) -> None:
    """T1-01: refused by the gate when it is sent on, and by the database whoever writes."""
    made = plan(city, basis=Basis.GOVERNMENT)
    with nothing_but(
        "未经本级人民政府指定，不得开展政府督查。（《政府督查工作条例》（国务院令第733号）第七条）"
    ):
        mandates.submit_mandate(mandate=made, by=city.clerk, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(id=made.id).update(state="APPROVED")
    assert (
        plan(city, S.APPROVED, basis=Basis.GOVERNMENT, designation="某政办函〔2026〕8号").state == "APPROVED"
    )


def test_t1_02_a_target_added_afterwards_needs_an_approval_that_keeps_both(city: cast.City) -> None:
    """T1-02: the change waits, the old plan holds; once granted, both are on record."""
    made = plan(city, S.APPROVED)
    more = wanted(made, units=[city.east.id, city.west.id])
    with nothing_but("不得随意扩大范围"):
        mandates.ask_change(mandate=made, wanted=more, reason=" ", by=city.clerk, at=NOON)
    with one_entry("mandates.ask_change", city.clerk, f"mandate:{made.id}"):
        change = mandates.ask_change(mandate=made, wanted=more, reason="西部同类隐患", by=city.clerk, at=NOON)
    assert mandate_queries.targets_of(made) == [city.east]
    with nothing_but("已有一项变更待批准", SomebodyWasFirst):
        mandates.ask_change(mandate=made, wanted=more, reason="再说一次", by=city.head, at=NOON)
    with nothing_but("“批准督查立项”由"):
        mandates.grant_change(change=change, by=city.clerk, at=NOON)
    with one_entry("mandates.grant_change", city.leader, f"mandate:{made.id}"):
        mandates.grant_change(change=change, by=city.leader, at=NOON)
    assert mandate_queries.targets_of(made) == [city.east, city.west]
    told = Notice.objects.filter(key__startswith=f"mandate:{made.id}:changed:").values_list("unit", flat=True)
    assert set(told) == {city.east.id, city.west.id}, "who is newly reached is told as well"
    assert change.before.startswith(f"对象：{city.east.name}\n")
    assert change.after.startswith(f"对象：{city.east.name}、{city.west.name}\n")
    with nothing_but("已有结论"):
        mandates.refuse_change(change=change, reason="晚了", by=city.leader, at=NOON)


def test_a_refused_change_leaves_the_plan(city: cast.City) -> None:
    made = plan(city, S.APPROVED)
    change = mandates.ask_change(
        mandate=made, wanted=wanted(made, scope="全年"), reason="扩大", by=city.clerk, at=NOON
    )
    with nothing_but("应写明理由"):
        mandates.refuse_change(change=change, reason="", by=city.leader, at=NOON)
    mandates.refuse_change(change=change, reason="范围已够", by=city.leader, at=NOON)
    made.refresh_from_db()
    assert (made.scope, MandateChange.objects.get().state) == (WRITTEN.scope, "REFUSED")


def test_t1_03_a_second_plan_on_the_same_waits_for_a_public_reason(city: cast.City) -> None:
    """T1-03: stopped until who approves says why; the reason is there for everybody in the bureau."""
    plan(city, S.APPROVED)
    second = plan(city, S.SUBMITTED, title="校园安全再检查")
    with nothing_but("事项相同或相近"):
        mandates.approve_mandate(mandate=second, by=city.leader, at=NOON)
    with nothing_but("“批准督查立项”由"):
        mandates.override_rule(mandate=second, rule=Rule.OVERLAP, reason="省里统一", by=city.clerk, at=NOON)
    with nothing_but("请写明确需同时开展的理由"):
        mandates.override_rule(mandate=second, rule=Rule.OVERLAP, reason="急", by=city.leader, at=NOON)
    with nothing_but("不需要说明理由"):
        mandates.override_rule(mandate=second, rule=Rule.TEAM, reason="人手不够", by=city.leader, at=NOON)
    with one_entry("mandates.override", city.leader, f"mandate:{second.id}"):
        mandates.override_rule(
            mandate=second, rule=Rule.OVERLAP, reason="省里统一部署的联合督查", by=city.leader, at=NOON
        )
    mandates.approve_mandate(mandate=second, by=city.leader, at=NOON)
    for inside in (city.county, city.office_unit, city.head):
        found = mandate_queries.overrides(inside, cast.MONDAY)
        assert [each.reason for each in found] == ["省里统一部署的联合督查"]
    for outside in (city.other_county, city.sysadmin):
        assert list(mandate_queries.overrides(outside, cast.MONDAY)) == []
    assert Override.objects.count() == 1


def test_t8_01_a_school_off_the_list_is_not_reached(city: cast.City) -> None:
    """T8-01: neither by a new plan nor by a change of an approved one."""
    made = plan(city, targets=[city.school])
    with nothing_but(
        "没有对应的年度清单事项，一律不得开展。（《关于进一步减轻中小学教师非教育教学负担若干措施的通知》"
    ):
        mandates.submit_mandate(mandate=made, by=city.clerk, at=NOON)
    approved = plan(city, S.APPROVED)
    with nothing_but("没有对应的年度清单事项"):
        mandates.ask_change(
            mandate=approved,
            wanted=wanted(approved, units=[city.east.id, city.school.id]),
            reason="顺便看看",
            by=city.clerk,
            at=NOON,
        )
    item = listed(city)
    assert plan(city, S.APPROVED, [city.school], item, subject="消防").state == "APPROVED"


def test_t8_02_the_second_comprehensive_inspection_of_a_year_is_stopped(city: cast.City) -> None:
    """T8-02: one a school and year; a qualification is another thing."""
    plan(city, S.APPROVED, [city.school], listed(city), subject="办学行为")
    later = {"from_on": date(2026, 12, 21), "to_on": date(2026, 12, 22), "subject": "消防"}
    second = plan(city, targets=[city.school], item=listed(city, number="2"), **later)
    with nothing_but("每校每年不超过1项"):
        mandates.submit_mandate(mandate=second, by=city.clerk, at=NOON)
    item = listed(city, number="3", kind=ListedKind.QUALIFICATION)
    assert plan(city, S.APPROVED, [city.school], item, **later).state == "APPROVED"


def test_nothing_is_planned_after_the_event_or_approved_by_its_drafter(city: cast.City) -> None:
    with nothing_but("不能事后补办立项"):
        plan(city, from_on=date(2026, 11, 1))
    with nothing_but("“起草督查立项”由"):
        mandates.draft_mandate(written=WRITTEN, targets=[], listed=None, by=city.county, at=NOON)
    made = plan(city, S.SUBMITTED)
    with nothing_but("“批准督查立项”由"):
        mandates.approve_mandate(mandate=made, by=city.head, at=NOON)


def test_two_people_never_overwrite_each_other(city: cast.City) -> None:
    """Who read a draft before another changed it is told so."""
    made = plan(city)
    stale, older = Mandate.objects.get(id=made.id), Mandate.objects.get(id=made.id)
    mandates.edit_mandate(
        mandate=made, written=WRITTEN, targets=[city.west], listed=None, by=city.head, at=noon(1)
    )
    with nothing_but("刚由", SomebodyWasFirst):
        mandates.edit_mandate(
            mandate=stale, written=WRITTEN, targets=[city.east], listed=None, by=city.clerk, at=noon(1)
        )
    with nothing_but("刚由", SomebodyWasFirst):
        mandates.submit_mandate(mandate=older, by=city.clerk, at=noon(1))
    assert mandate_queries.targets_of(made) == [city.west]


def test_a_plan_is_sent_back_given_up_or_ended_with_words(city: cast.City) -> None:
    made = plan(city, S.SUBMITTED)
    with nothing_but("退回应写明理由"):
        mandates.send_back_mandate(mandate=made, reason="", by=city.leader, at=NOON)
    with one_entry("mandates.send_back", city.leader):
        mandates.send_back_mandate(mandate=made, reason="缩小范围", by=city.leader, at=NOON)
    assert (made.state, made.return_reason) == ("DRAFT", "缩小范围")
    with nothing_but("应写明理由"):
        mandates.discard_mandate(mandate=made, reason=" ", by=city.clerk, at=NOON)
    with one_entry("mandates.discard", city.clerk):
        mandates.discard_mandate(mandate=made, reason="并入年度督导", by=city.clerk, at=NOON)
    ended = plan(city, S.APPROVED)
    with nothing_but("应当作出结论"):
        mandates.end_mandate(mandate=ended, conclusion="", by=city.clerk, at=NOON)
    with one_entry("mandates.end", city.clerk):
        mandates.end_mandate(mandate=ended, conclusion="总体有序。", by=city.clerk, at=NOON)
    assert mandate_queries.visible_one(city.county, ended.id, cast.MONDAY) == ended
    with nothing_but("不能改为"):
        mandates.approve_mandate(mandate=ended, by=city.leader, at=NOON)


def test_the_list_is_entered_once_and_struck_with_a_reason(city: cast.City) -> None:
    with one_entry("mandates.enter_item", city.head, "list:2026"):
        item = listed(city)
    with nothing_but("已有第1项", SomebodyWasFirst):
        listed(city, title="另一项")
    with nothing_but("请写明清单的文件名称"):
        listed(city, number="9", source=" ")
    with nothing_but("不在2025年或2026年"):
        listed(city, number="9", announced_on=date(2024, 5, 1))
    plan(city, targets=[city.school], item=item)
    with nothing_but("以这一项为依据"):
        mandates.strike_item(item=item, reason="录错", by=city.head, at=NOON)
    other = listed(city, number="2")
    with nothing_but("应写明理由"):
        mandates.strike_item(item=other, reason="", by=city.head, at=NOON)
    with one_entry("mandates.strike_item", city.head, "list:2026"):
        mandates.strike_item(item=other, reason="录错", by=city.head, at=NOON)
    with nothing_but("已由", SomebodyWasFirst):
        mandates.strike_item(item=other, reason="再划", by=city.head, at=NOON)
    assert listed(city, number="2").number == "2", "a struck number is free again"


def test_names_are_units_whoever_writes_them(city: cast.City) -> None:
    """A pasted column of names: own names, short names, all counties; what is none of them is named."""
    found, unknown = mandate_queries.named([city.east.name, city.school.short_name, "没有的学校"])
    assert (found, unknown) == ([city.east, city.school], ["没有的学校"])
    found, unknown = mandate_queries.named(["各县（市、区）教育局"])
    assert (set(found), unknown) == ({city.east, city.west}, [])


def test_what_comes_unannounced_is_not_announced(city: cast.City) -> None:
    """暗访 tells nobody before its first day; from then on those whom it reaches can read its mandate."""
    made = plan(
        city,
        S.APPROVED,
        basis=Basis.GOVERNMENT,
        designation="某政办函〔2026〕8号",
        methods=[Method.UNANNOUNCED],
    )
    assert not Notice.objects.filter(key__startswith=f"mandate:{made.id}:").exists()
    assert mandate_queries.visible_one(city.county, made.id, date(2026, 12, 6)) is None
    assert mandate_queries.visible_one(city.county, made.id, date(2026, 12, 7)) == made
    assert mandate_queries.visible_one(city.leader, made.id, cast.MONDAY) == made
    Override.objects.create(
        mandate=made, rule="OVERLAP", words="重复", reason="省里统一", given_at=NOON, given_by="某人"
    )
    for who, before in ((city.office_unit, 0), (city.county, 0), (city.head, 1)):
        assert mandate_queries.overrides(who, date(2026, 12, 6)).count() == before
        assert mandate_queries.overrides(who, date(2026, 12, 7)).count() == 1
    mandates.end_mandate(mandate=made, conclusion="总体有序。", by=city.clerk, at=noon(40))
    assert Notice.objects.get(key=f"mandate:{made.id}:ended:{city.east.id}").words.endswith("结论可以查看。")
