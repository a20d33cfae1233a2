"""Posts, accounts, calendars, parameters, saved views, notices and warnings: done once, or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.actions import alerts, calendar, desks, letters, notices, parameters, people, units
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import parameters as parameter_queries
from luoshi.queries import people as people_queries
from luoshi.records.models import Account, Alert, Letter, Notice, Person, Post, SavedView, Unit
from luoshi.rules.calendar.holidays import statutory_holidays
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import SYSTEM, Actor, Duty, Permission, why_not
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.units import UnitKind
from tests import cast
from tests.actions.stage import NOON, burn, letter
from tests.actions.watch import latest, nothing_but, one_entry


def appoint(city: cast.City, who: str, duty: Duty, from_on: date = cast.MONDAY) -> Post:
    return people.appoint(
        person=city.accounts[who].person,
        unit=city.bureau,
        duty=duty,
        title="兼职",
        from_on=from_on,
        by=SYSTEM,
        at=NOON,
    )


def test_a_post_is_given_with_one_entry(bare_city: cast.City) -> None:
    with one_entry("people.appoint", SYSTEM):
        post = appoint(bare_city, "clerk", Duty.BUREAU_LEADER)
    assert (post.from_on, post.to_on, latest().subject) == (cast.MONDAY, None, f"post:{post.id}")


@pytest.mark.parametrize(
    ("who", "duty"),
    [
        ("sysadmin", Duty.SECURITY_ADMIN),
        ("sysadmin", Duty.AUDIT_ADMIN),
        ("auditor", Duty.SYSTEM_ADMIN),
        ("secadmin", Duty.HANDLER),
        ("clerk", Duty.SYSTEM_ADMIN),
    ],
)
def test_the_three_administrators_are_three_persons(bare_city: cast.City, who: str, duty: Duty) -> None:
    """T9-01: assigning two of the three roles to one account is refused."""
    with nothing_but("GB/T 22239-2019 8.1.5"):
        appoint(bare_city, who, duty)


def test_a_post_that_begins_later_excludes_as_well(bare_city: cast.City) -> None:
    Post.objects.filter(id=bare_city.clerk.post_id).update(from_on=cast.MONDAY + timedelta(days=30))
    with nothing_but("三员"):
        appoint(bare_city, "clerk", Duty.SYSTEM_ADMIN)
    Post.objects.filter(id=bare_city.clerk.post_id).update(
        from_on=cast.FOUNDED, to_on=cast.MONDAY - timedelta(days=1)
    )
    appoint(bare_city, "clerk", Duty.SYSTEM_ADMIN)


def test_a_post_ends_once_and_who_held_it_before_stays_known(bare_city: cast.City) -> None:
    post = Post.objects.get(id=bare_city.clerk.post_id)
    last, after = cast.MONDAY, cast.MONDAY + timedelta(days=1)
    with nothing_but("由系统管理员办理"):
        people.end_post(post=post, last_on=last, by=bare_city.head, at=NOON)
    with nothing_but("免职日期不能更早"):
        people.end_post(post=post, last_on=cast.FOUNDED - timedelta(days=1), by=SYSTEM, at=NOON)
    with one_entry("people.end_post", SYSTEM, f"post:{post.id}"):
        people.end_post(post=post, last_on=last, by=SYSTEM, at=NOON)
    account = bare_city.accounts["clerk"]
    held = people_queries.actor_for(account.pk, last)
    assert held is not None
    assert (held.post_id, people_queries.actor_for(account.pk, after)) == (post.id, None)
    with nothing_but("已于2026年"):
        people.end_post(post=post, last_on=after, by=SYSTEM, at=NOON)


def test_posts_accounts_and_units_are_the_administrators_to_enter(bare_city: cast.City) -> None:
    person, head = Person.objects.create(name="新人"), bare_city.head
    with nothing_but("“登记任免和账号”由系统管理员办理"):
        people.appoint(
            person=person,
            unit=bare_city.bureau,
            duty=Duty.HANDLER,
            title="",
            from_on=cast.MONDAY,
            by=head,
            at=NOON,
        )
    with nothing_but("“登记任免和账号”由系统管理员办理"):
        people.load_posts(rows=[], from_on=cast.MONDAY, by=head, at=NOON)
    with nothing_but("“登记任免和账号”由系统管理员办理"):
        people.open_account(person=person, username="new", password="够长的-Password-26", by=head, at=NOON)
    with nothing_but("“登记机构”由系统管理员办理"):
        units.load_tree(rows=[], from_on=cast.MONDAY, by=head, at=NOON)


def open_account(username: str = "new", password: str = "够长的-Password-26") -> Account:
    person = Person.objects.create(name="新人")
    return people.open_account(person=person, username=username, password=password, by=SYSTEM, at=NOON)


def test_an_account_is_opened_with_a_hash_only(bare_city: cast.City) -> None:
    Person.objects.create(name="新人")
    with one_entry("people.open_account", SYSTEM):
        account = open_account()
    assert account.password.startswith("argon2$")
    assert "Password" not in str(latest().facts)


@pytest.mark.parametrize(
    ("username", "password", "words"),
    [
        ("clerk", "够长的-Password-26", "账号“clerk”已被使用"),
        ("new", "short", "密码不合要求"),
        ("new", "123456789012", "密码不合要求"),
        ("new", "passwordpassword1"[:8], "密码不合要求"),
    ],
)
def test_a_taken_name_or_a_weak_password_opens_nothing(
    bare_city: cast.City, username: str, password: str, words: str
) -> None:
    person = Person.objects.create(name="新人")
    with nothing_but(words):
        people.open_account(person=person, username=username, password=password, by=SYSTEM, at=NOON)


def test_coming_and_going_are_noted(bare_city: cast.City) -> None:
    by = bare_city.clerk
    with one_entry("people.sign_in", by, f"person:{by.person_id}"):
        people.sign_in(by=by, address="192.0.2.7", at=NOON)
    with one_entry("people.sign_out", by, f"person:{by.person_id}"):
        people.sign_out(by=by, at=NOON)
    with one_entry("people.act_in", by, f"post:{by.post_id}"):
        people.act_in(post=Post.objects.get(id=by.post_id), by=by, at=NOON)


OFF_2027 = sorted(day for day in statutory_holidays(2027) if day.weekday() < 5)


def enter(by: Actor, year: int = 2027, **more: object) -> object:
    given = {"notice": "国办发明电〔2026〕0号（测试）", "off_weekdays": OFF_2027, "work_weekends": []}
    return calendar.enter_year(year=year, by=by, at=NOON, **{**given, **more})  # type: ignore[arg-type]


def test_a_year_that_is_entered_is_provisional_no_more(bare_city: cast.City) -> None:
    day = date(2027, 3, 1)
    assert calendar_queries.work_calendar().is_provisional(day)
    with one_entry("calendar.enter_year", bare_city.head, "calendar:2027"):
        enter(bare_city.head)
    assert not calendar_queries.work_calendar().is_provisional(day)
    assert [year.year for year in calendar_queries.years()] == [2024, 2025, 2026, 2027]


def test_what_contradicts_a_year_is_refused(bare_city: cast.City) -> None:
    head = bare_city.head
    with nothing_but("2026年的放假安排已经录入"):
        enter(head, 2026)
    with nothing_but("请填写通知名称和文号"):
        enter(head, notice=" ")
    with nothing_but("不属于2027年的放假安排"):
        enter(head, off_weekdays=[*OFF_2027, date(2028, 1, 3)])
    with nothing_but("是法定节假日"):
        enter(head, off_weekdays=OFF_2027[1:])
    with nothing_but("不是周末"):
        enter(head, work_weekends=[date(2027, 3, 1)])
    for by in bare_city.actors.values():
        if barred := why_not(by, Permission.CALENDAR_EDIT):
            with nothing_but(barred):
                enter(by)
    for year in (0, 1949, 2200, 99_999):
        with nothing_but("超出工作日历的范围"):
            enter(head, year)


def test_open_reply_dates_are_counted_again_over_a_new_year(city: cast.City) -> None:
    made = letter(city, LetterState.NUMBERED)
    letters.issue_letter(letter=made, by=city.clerk, at=NOON + timedelta(days=58))
    made.refresh_from_db()
    assert made.reply_due_on == date(2027, 1, 7)
    enter(city.head, off_weekdays=[*OFF_2027, date(2027, 1, 4)], work_weekends=[date(2027, 1, 9)])
    with one_entry("letters.recount", SYSTEM, "letters"):
        assert letters.recount_reply_dates(by=SYSTEM, at=NOON) == 1
    made.refresh_from_db()
    assert made.reply_due_on == date(2027, 1, 8)
    assert latest().facts == {str(made.id): "2027-01-07 → 2027-01-08"}
    before = latest().number
    assert letters.recount_reply_dates(by=SYSTEM, at=NOON) == 0
    assert latest().number == before


def test_what_is_answered_is_not_counted_again(city: cast.City) -> None:
    for state in (LetterState.REPLIED, LetterState.CLOSED, LetterState.WITHDRAWN):
        made = letter(city, state)
        Letter.objects.filter(id=made.id).update(reply_due_on=date(2020, 1, 1))
    assert letters.recount_reply_dates(by=SYSTEM, at=NOON) == 0


def set_days(
    by: Actor,
    value: int,
    effective_from: date,
    key: str = "letter.supervision_reply",
    source: str = "市教〔2026〕1号",
) -> None:
    parameters.set_parameter(
        key=key, value=value, source=source, effective_from=effective_from, by=by, at=NOON
    )


def test_a_parameter_holds_from_its_day(bare_city: cast.City) -> None:
    with nothing_but("“登记本地参数”由督查科科长办理"):
        set_days(bare_city.clerk, 7, cast.MONDAY)
    with one_entry("parameters.set", bare_city.head, "parameter:letter.supervision_reply"):
        set_days(bare_city.head, 7, cast.MONDAY)
    book = parameter_queries.book()
    key = "letter.supervision_reply"
    assert [book.value(key, cast.MONDAY + timedelta(days=n)) for n in (-1, 0, 1)] == [5, 7, 7]


def test_a_parameter_that_cannot_be_is_refused(bare_city: cast.City) -> None:
    set_days(bare_city.head, 7, cast.MONDAY)
    for given, words in (
        ((8, cast.MONDAY), "已另有规定"),
        ((0, date(2026, 12, 1)), "不小于1的整数"),
        ((8, date(2019, 1, 1)), "生效日期应晚于"),
        ((8, date(2026, 12, 1), "no.such"), "没有名为“no.such”的参数"),
        ((8, date(2026, 12, 1), "letter.supervision_reply", " "), "请写明"),
    ):
        with nothing_but(words):
            set_days(bare_city.head, *given)  # type: ignore[arg-type]


def test_the_second_rung_follows_its_parameter(bare_city: cast.City) -> None:
    set_days(bare_city.head, 3, cast.MONDAY, "letter.yellow_weeks")
    assert parameter_queries.book().value("letter.yellow_weeks", cast.MONDAY) == 3


def test_a_view_is_kept_replaced_and_removed_by_its_owner(bare_city: cast.City) -> None:
    mine, other = bare_city.accounts["clerk"].pk, bare_city.accounts["head"].pk
    with one_entry("desks.save_view", bare_city.clerk):
        view = desks.save_view(account_id=mine, name=" 红灯 ", query="lamp=RED", by=bare_city.clerk, at=NOON)
    desks.save_view(account_id=mine, name="红灯", query="lamp=YELLOW", by=bare_city.clerk, at=NOON)
    assert list(SavedView.objects.values_list("name", "query")) == [("红灯", "lamp=YELLOW")]
    with nothing_but("请给视图起个名称"):
        desks.save_view(account_id=mine, name=" ", query="", by=bare_city.clerk, at=NOON)
    for bad in ({"name": "甲\x00"}, {"query": "lamp=\x00"}):
        with nothing_but("不能识别的字符"):
            desks.save_view(
                **{"account_id": mine, "name": "一", "query": "", **bad}, by=bare_city.clerk, at=NOON
            )
    with nothing_but("“查看台账”由"):
        desks.save_view(account_id=mine, name="一", query="", by=bare_city.auditor, at=NOON)
    with nothing_but("没有这个视图"):
        desks.delete_view(account_id=other, view_id=view.id, by=bare_city.head, at=NOON)
    with one_entry("desks.delete_view", bare_city.clerk, f"view:{view.id}"):
        desks.delete_view(account_id=mine, view_id=view.id, by=bare_city.clerk, at=NOON)


def test_a_reminder_is_given_once(bare_city: cast.City) -> None:
    reminder = notices.Reminder(
        key="reply:1", unit=bare_city.east, words="请回复。" * 100, link="/letters/1/"
    )
    with one_entry("notices.remind", SYSTEM, "day:2026-11-02"):
        assert notices.remind(reminders=[reminder], by=SYSTEM, at=NOON) == 1
    number = latest().number
    assert notices.remind(reminders=[reminder], by=SYSTEM, at=NOON) == 0
    assert notices.remind(reminders=[], by=SYSTEM, at=NOON) == 0
    assert (latest().number, len(Notice.objects.get().words)) == (number, 300)


def test_a_warning_is_set_aside_once_for_a_reason(city: cast.City) -> None:
    part = burn(city, "east", "RED")
    alert = Alert.objects.create(
        assignment=part, unit=city.east, raised_on=cast.MONDAY, lamp="RED", reason="滞后"
    )
    stale = Alert.objects.get(id=alert.id)
    for by in city.actors.values():
        if barred := why_not(by, Permission.LETTERS_DRAFT):
            with nothing_but(barred):
                alerts.dismiss_alert(alert=alert, reason="已说明", by=by, at=NOON)
    with nothing_but("不发函应写明理由"):
        alerts.dismiss_alert(alert=alert, reason=" ", by=city.clerk, at=NOON)
    with one_entry("alerts.dismiss", city.clerk, f"assignment:{part.id}"):
        alerts.dismiss_alert(alert=alert, reason=" 已说明 ", by=city.clerk, at=NOON)
    assert (alert.state, alert.dismissed_by, alert.dismiss_reason) == (
        "DISMISSED",
        city.clerk.words,
        "已说明",
    )
    with nothing_but(city.clerk.words, SomebodyWasFirst):
        alerts.dismiss_alert(alert=stale, reason="再次", by=city.head, at=NOON)


def row(code: str, parent: str = "", kind: UnitKind = UnitKind.COUNTY) -> units.UnitRow:
    return units.UnitRow(code=code, parent=parent, name=f"单位{code}", short_name=code, kind=kind)


@pytest.mark.django_db
def test_a_tree_is_loaded_whole_and_once() -> None:
    rows = [row("A", kind=UnitKind.BUREAU), row("B", "A"), row("C", "B", UnitKind.SCHOOL), row("D", "A")]
    with one_entry("units.load_tree", SYSTEM, "units"):
        assert units.load_tree(rows=rows, from_on=cast.FOUNDED, by=SYSTEM, at=NOON) == 4
    found = Unit.objects.order_by("path").values_list("code", "path", "branch__code")
    assert list(found) == [
        ("A", "0001", None),
        ("B", "00010001", None),
        ("C", "000100010001", "B"),
        ("D", "00010002", None),
    ]
    with nothing_but("机构已经建立"):
        units.load_tree(rows=rows, from_on=cast.FOUNDED, by=SYSTEM, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("A"), row("A")], "第2行：机构代码“A”重复"),
        ([row("A"), row("B", "C"), row("C", "A")], "第2行：上级代码“C”没有出现在前面的行中"),
    ],
)
def test_a_tree_that_does_not_fit_together_leaves_nothing(rows: list[units.UnitRow], words: str) -> None:
    with nothing_but(words):
        units.load_tree(rows=rows, from_on=cast.FOUNDED, by=SYSTEM, at=NOON)


def test_posts_are_loaded_whole(bare_city: cast.City) -> None:
    rows = [people.PostRow("某人", bare_city.east.code, Duty.HANDLER, "专干")]
    with one_entry("people.load_posts", SYSTEM):
        assert people.load_posts(rows=rows, from_on=cast.MONDAY, by=SYSTEM, at=NOON) == 1
    with nothing_but("第2行：没有代码为“Z”的机构"):
        people.load_posts(
            rows=[*rows, people.PostRow("某人", "Z", Duty.HANDLER, "专干")],
            from_on=cast.MONDAY,
            by=SYSTEM,
            at=NOON,
        )


def test_kinds_of_letters_are_as_many_as_the_rungs() -> None:
    rungs = ["REMINDER", "WARNING", "SUPERVISION", "BULLETIN", "TALK"]
    assert [kind.value for kind in LetterKind][:6] == [*rungs, "PRAISE"]
