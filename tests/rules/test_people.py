"""Who may do what: the whole table, and which posts exclude each other."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import people
from luoshi.rules.parameters import DEFAULTS, ParameterBook
from luoshi.rules.people import SYSTEM, Actor, Duty, Permission, Scope
from luoshi.rules.units import UnitKind

# One row a permission, one column a duty, in the order: leader, head and clerk of supervision; head, deputy
# and handler of a unit; discipline; system, security and audit administrator.
COLUMNS = [
    Duty.BUREAU_LEADER,
    Duty.SUPERVISION_HEAD,
    Duty.SUPERVISION_CLERK,
    Duty.HEAD,
    Duty.DEPUTY,
    Duty.HANDLER,
    Duty.DISCIPLINE_MEMBER,
    Duty.SYSTEM_ADMIN,
    Duty.SECURITY_ADMIN,
    Duty.AUDIT_ADMIN,
]
TABLE = """
DESK              x x x  x x x  x  x x x
DOCUMENTS_SEE     x x x  . . .  x  . . .
DOCUMENTS_READ    . x x  . . .  .  . . .
TASKS_SEE         x x x  x x x  x  . . .
TASKS_CLOSE       x x .  . . .  .  . . .
REPORTS_SEE       x x x  x x x  x  . . .
REPORTS_SUBMIT    . . .  x x x  .  . . .
REPORTS_PASS      . . .  x x .  .  . . .
REPORTS_REVIEW    . x x  . . .  .  . . .
REPORTS_ALLOW     . x .  . . .  .  . . .
EXTENSIONS_ASK    . . .  x x x  .  . . .
EXTENSIONS_DECIDE x x .  . . .  .  . . .
HELP_ASK          . . .  x x x  .  . . .
HELP_ANSWER       x x x  x x x  .  . . .
LETTERS_SEE       x x x  x x x  x  . . .
LETTERS_DRAFT     . x x  . . .  .  . . .
LETTERS_APPROVE   x . .  . . .  .  . . .
LETTERS_ISSUE     . x x  . . .  .  . . .
LETTERS_REPLY     . . .  x x x  .  . . .
LETTERS_CONFIRM   . x x  . . .  .  . . .
LETTERS_COSIGN    . . .  x x .  .  . . .
TEMPLATES_SEE     x x x  . . .  x  . . .
TEMPLATES_EDIT    . x .  . . .  .  . . .
MANDATES_SEE      x x x  x x x  x  . . .
MANDATES_DRAFT    . x x  . . .  .  . . .
MANDATES_APPROVE  x . .  . . .  .  . . .
MANDATES_ANSWER   . . .  x x x  .  . . .
SANCTIONS_SEE     x x .  x x x  .  . . .
SANCTIONS_KEEP    x x .  . . .  .  . . .
TALKS_SEE         x x x  x x x  x  . . .
TALKS_DRAFT       . x x  . . .  .  . . .
TALKS_APPROVE     x . .  . . .  .  . . .
MINUTES_CONFIRM   x x .  x x .  .  . . .
RECTIFY           . . .  x x x  .  . . .
RECTIFY_CHECK     x x x  . . .  .  . . .
LIST_EDIT         . x .  . . .  .  . . .
REQUESTS_SEE      x x x  x x x  x  . . .
REQUESTS_DRAFT    . x x  x x x  .  . . .
REQUESTS_ASK      . x .  x x .  .  . . .
REQUESTS_ANSWER   . x x  x x x  .  . . .
BURDEN_EXEMPT     x x .  . . .  .  . . .
CALENDAR_EDIT     . x .  . . .  .  . . .
PARAMETERS_SEE    x x x  x x x  x  . . .
PARAMETERS_SET    . x .  . . .  .  . . .
REHEARSALS_SEE    x x x  x x x  x  . . .
REHEARSE          x x x  . . .  .  . . .
UNITS_SEE         x x x  x x x  x  x . .
DUTIES_EDIT       . x x  . . .  .  . . .
UNITS_LOAD        . . .  . . .  .  x . .
POSTS_EDIT        . . .  . . .  .  x . .
CHANNELS_SET      . . .  . . .  .  x . .
AUDIT_SEE         . . .  . . .  .  . . x
"""
MAY = {
    (Permission[row.split()[0]], duty): mark == "x"
    for row in TABLE.strip().splitlines()
    for duty, mark in zip(COLUMNS, row.split()[1:], strict=True)
}


def actor(duty: Duty, kind: UnitKind = UnitKind.COUNTY) -> Actor:
    return Actor(1, 2, "某某", "科员", duty, 3, "示例单位", "00010001", kind, 3)


def test_the_table_is_whole() -> None:
    assert len(MAY) == len(Permission) * len(Duty)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("duty", Duty)
def test_permissions_come_with_the_duty(duty: Duty, permission: Permission) -> None:
    who = actor(duty)
    assert who.may(permission) == MAY[permission, duty]
    reason = people.why_not(who, permission)
    if MAY[permission, duty]:
        assert reason is None
    else:
        able = "、".join(each.label for each in Duty if MAY[permission, each])
        assert reason == f"“{permission.label}”由{able}办理，您当前的身份是{duty.label}。"


def test_nobody_both_drafts_and_approves_or_reports_and_reviews() -> None:
    for one, other in (
        (Permission.LETTERS_DRAFT, Permission.LETTERS_APPROVE),
        (Permission.MANDATES_DRAFT, Permission.MANDATES_APPROVE),
        (Permission.REPORTS_SUBMIT, Permission.REPORTS_REVIEW),
        (Permission.REPORTS_SUBMIT, Permission.TASKS_CLOSE),
        (Permission.LETTERS_REPLY, Permission.LETTERS_CONFIRM),
    ):
        assert [duty for duty in Duty if actor(duty).may(one) and actor(duty).may(other)] == []


def test_the_clock_may_decide_nothing() -> None:
    assert [each for each in Permission if SYSTEM.may(each)] == [
        Permission.DESK,
        Permission.UNITS_SEE,
        Permission.UNITS_LOAD,
        Permission.POSTS_EDIT,
        Permission.CHANNELS_SET,
    ]
    assert SYSTEM.scope is Scope.NOTHING


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize("kind", UnitKind)
def test_how_far_a_post_sees(duty: Duty, kind: UnitKind) -> None:
    city_wide = {
        Duty.BUREAU_LEADER,
        Duty.SUPERVISION_HEAD,
        Duty.SUPERVISION_CLERK,
        Duty.DISCIPLINE_MEMBER,
    }
    expected = Scope.UNIT
    if duty in {Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN}:
        expected = Scope.NOTHING
    elif duty in city_wide:
        expected = Scope.CITY
    elif kind in {UnitKind.OFFICE, UnitKind.COUNTY}:
        expected = Scope.BRANCH
    assert people.scope_of(duty, kind) is expected
    assert actor(duty, kind).scope is expected


ADMINS = (Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN)


@pytest.mark.parametrize(("held", "wanted"), list(combinations(ADMINS, 2)), ids=lambda duty: f"T9-01-{duty}")
def test_no_two_of_the_three_administrators_in_one_person(held: Duty, wanted: Duty) -> None:
    for one, other in ((held, wanted), (wanted, held)):
        assert "三员应由不同的人担任" in (people.why_not_hold(frozenset({one}), other) or "")


@pytest.mark.parametrize("held", Duty)
@pytest.mark.parametrize("giver", Duty)
def test_who_may_give_whom_a_password(giver: Duty, held: Duty) -> None:
    reason = people.why_not_give_password(actor(giver), [held])
    if giver is not Duty.SYSTEM_ADMIN:
        assert reason == people.why_not(actor(giver), Permission.POSTS_EDIT)
    elif held in {Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN}:
        assert f"{held.label}的密码不由系统管理员发放" in (reason or "")
    else:
        assert reason is None
    assert people.why_not_give_password(SYSTEM, [held]) is None


def test_a_password_grows_old_on_the_day_after_its_last() -> None:
    set_on, book = date(2026, 1, 1), ParameterBook(DEFAULTS)
    days = [date(2026, 4, 1), date(2026, 4, 2)]
    assert [people.is_password_old(set_on, day, book) for day in days] == [False, True]


@given(held=st.frozensets(st.sampled_from(list(Duty))), wanted=st.sampled_from(list(Duty)))
def test_an_administrator_holds_nothing_else(held: frozenset[Duty], wanted: Duty) -> None:
    together = held | {wanted}
    lawful = together.isdisjoint(ADMINS) or together == {wanted}
    reason = people.why_not_hold(held, wanted)
    assert (reason is None) == lawful
    assert reason is None or "GB/T 22239-2019 8.1.5" in reason


def test_a_post_is_held_from_its_first_day_to_its_last() -> None:
    first, last = date(2026, 3, 1), date(2026, 6, 30)
    days = [date(2026, 2, 28), first, date(2026, 5, 1), last, date(2026, 7, 1)]
    assert [people.held_on(first, last, day) for day in days] == [False, True, True, True, False]
    assert [people.held_on(first, None, day) for day in days] == [False, True, True, True, True]


def test_the_ledger_prints_unit_title_and_name() -> None:
    assert actor(Duty.HANDLER).words == "示例单位科员 某某"
