"""The weekly account goes through its levels: passed on, accepted, returned, locked, excused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.actions import calendar, parameters, reports
from luoshi.queries import reports as queries
from luoshi.records.models import Allowance, Assignment, Entry, LampChange, Notice, Post, Report
from luoshi.rules.calendar.holidays import statutory_holidays
from luoshi.rules.people import SYSTEM, Actor, Permission, why_not
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.reports import AllowanceKind
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.test_reports import send
from tests.actions.watch import latest, nothing_but, one_entry

WEEK = cast.MONDAY
FEASTS_2027 = [day for day in statutory_holidays(2027) if day.weekday() < 5]
CLOSED = noon(9)
"""The week's last day to make up for it is Tuesday the 10th; this is the day after."""


@pytest.fixture
def reviewed(city: cast.City) -> cast.City:
    """The city, where the leaders of a county look over its account first."""
    parameters.set_parameter(
        key="report.review", value=2, source="示教〔2026〕10号", effective_from=WEEK, by=city.head, at=NOON
    )
    return city


def states() -> list[tuple[int, str]]:
    return list(Report.objects.order_by("week_start", "revision").values_list("revision", "state"))


def pass_on(city: cast.City, *ids: int, by: Actor | None = None, days: int = 1) -> int:
    return reports.pass_reports(
        week_start=WEEK, unit_id=city.east.id, report_ids=ids, by=by or city.county_head, at=noon(days)
    )


def accept(city: cast.City, *ids: int, by: Actor | None = None, days: int = 1) -> int:
    return reports.accept_reports(
        week_start=WEEK, unit_id=city.east.id, report_ids=ids, by=by or city.clerk, at=noon(days)
    )


def allow(
    city: cast.City,
    kind: AllowanceKind,
    until: int,
    *,
    days: int,
    everyone: bool = False,
    by: Actor | None = None,
) -> Allowance:
    return reports.grant_allowance(
        unit=None if everyone else city.east,
        week_start=WEEK,
        kind=kind,
        until_on=WEEK + timedelta(days=until),
        reason="防汛停工断网",
        by=by or city.head,
        at=noon(days),
    )


def test_what_waits_for_review_counts_at_once(reviewed: cast.City) -> None:
    report = send(reviewed, 1500)
    part = Assignment.objects.get(id=report.assignment_id)
    assert (report.state, report.is_late) == ("PENDING", False)
    assert (part.claimed_x100, part.lamp) == (1500, "GREEN")
    assert LampChange.objects.count() == 1
    assert queries.progress(reviewed.county, WEEK) == (1, 1)
    [standing] = [each for each in queries.standing_in(reviewed.clerk, WEEK) if each.unit == reviewed.east]
    assert (standing.sent, standing.pending, standing.accepted) == (1, 1, 0)


def test_a_leader_who_sends_waits_for_nobody(reviewed: cast.City) -> None:
    assert send(reviewed, 1500, by=reviewed.county_deputy).state == "SENT"
    assert send(reviewed, 1600, by=reviewed.county, revision=2).state == "PENDING"


def test_one_tap_passes_on_what_was_listed_and_the_story_says_who(reviewed: cast.City) -> None:
    report = send(reviewed, 1500)
    assert queries.pending_in(reviewed.county, queries.period(WEEK)) == []
    assert queries.pending_in(reviewed.county_head, queries.period(WEEK)) == [report]
    with one_entry("reports.pass", reviewed.county_head, f"assignment:{report.assignment_id}"):
        assert pass_on(reviewed, report.id) == 1
    report.refresh_from_db()
    assert (report.state, report.decided_by, report.decided_at) == (
        "SENT",
        reviewed.county_head.words,
        noon(1),
    )
    with nothing_but("刚刚已被更正、退回或办理", SomebodyWasFirst):
        pass_on(reviewed, report.id, by=reviewed.county_deputy)


def test_what_was_corrected_meanwhile_is_not_passed_unseen(reviewed: cast.City) -> None:
    seen = send(reviewed, 1500)
    send(reviewed, 9000, revision=2)
    with nothing_but("请刷新后查看", SomebodyWasFirst):
        pass_on(reviewed, seen.id)
    assert states() == [(1, "REPLACED"), (2, "PENDING")]


def test_only_the_units_own_leaders_pass_on(reviewed: cast.City) -> None:
    report = send(reviewed, 1500)
    for who, by in reviewed.actors.items():
        if who in {"county_head", "county_deputy"}:
            continue
        with nothing_but(why_not(by, Permission.REPORTS_PASS) or "只能审核本单位的周报"):
            pass_on(reviewed, report.id, by=by)
    with nothing_but("没有可以审核通过的周报"):
        pass_on(reviewed)
    with nothing_but("截止并锁定"):
        pass_on(reviewed, report.id, days=9)


def test_the_own_leaders_send_back_and_the_office_does_not_meddle(reviewed: cast.City) -> None:
    report = send(reviewed, 1500)
    with nothing_but("还在其单位内部审核"):
        reports.return_report(report=report, reason="不符", by=reviewed.clerk, at=noon(1))
    with nothing_but("退回周报应写明理由"):
        reports.return_report(report=report, reason=" ", by=reviewed.county_head, at=noon(1))
    with one_entry("reports.return", reviewed.county_head):
        reports.return_report(report=report, reason="与现场不符", by=reviewed.county_head, at=noon(1))
    assert (report.state, report.decided_by) == ("RETURNED", reviewed.county_head.words)
    assert send(reviewed, 1600, revision=2, at=noon(2)).state == "PENDING"


def test_the_office_accepts_and_then_only_a_return_opens_the_line(city: cast.City) -> None:
    report = send(city, 1500)
    with one_entry("reports.accept", city.clerk, f"assignment:{report.assignment_id}"):
        assert accept(city, report.id) == 1
    with nothing_but("督查科已认可这一项，不能直接更正"):
        send(city, 1600, revision=2, at=noon(2))
    report.refresh_from_db()
    reports.return_report(report=report, reason="再核实", by=city.clerk, at=noon(2))
    send(city, 1600, revision=2, at=noon(3))
    assert states() == [(1, "REPLACED"), (2, "SENT")]


def test_who_may_accept(city: cast.City) -> None:
    report = send(city, 1500)
    for by in city.actors.values():
        if barred := why_not(by, Permission.REPORTS_REVIEW):
            with nothing_but(barred):
                accept(city, report.id, by=by)
    with nothing_but("没有可以认可的周报"):
        accept(city)
    with nothing_but("刚刚已被更正", SomebodyWasFirst):
        reports.accept_reports(
            week_start=WEEK, unit_id=city.west.id, report_ids=[report.id], by=city.clerk, at=NOON
        )
    with nothing_but("截止并锁定"):
        accept(city, report.id, days=9)


def test_nobody_accepts_what_they_sent_in_another_post(city: cast.City) -> None:
    report = send(city, 1500)
    Post.objects.filter(id=report.submitted_post_id).update(person=city.accounts["clerk"].person)
    with nothing_but("自己报的不能自己认可"):
        accept(city, report.id)
    assert accept(city, report.id, by=city.head) == 1


def test_a_closed_week_is_locked_for_everybody(city: cast.City) -> None:
    report = send(city, 1500)
    with nothing_but("截止补报，不再接收"):
        send(city, 1600, revision=2, at=CLOSED)
    with nothing_but("截止并锁定"):
        reports.return_report(report=report, reason="不符", by=city.clerk, at=CLOSED)
    with nothing_but("今天是本期补报的最后一天"):
        reports.return_report(report=report, reason="不符", by=city.clerk, at=noon(8))


def test_a_correction_of_what_was_in_time_is_not_late(city: cast.City) -> None:
    report = send(city, 1500)
    reports.return_report(report=report, reason="不符", by=city.clerk, at=noon(6))
    assert send(city, 1600, revision=2, at=noon(7)).is_late is False
    assert send(city, 900, who="west", by=city.other_county, at=noon(7), words="停工").is_late is True
    again = send(city, 950, who="west", by=city.other_county, at=noon(8), revision=2, words="停工")
    assert again.is_late is True


def test_an_exception_makes_the_late_not_late_before_and_after(city: cast.City) -> None:
    late = send(city, 1500, at=noon(7))
    assert late.is_late is True
    with one_entry("reports.allow", city.head, f"unit:{city.east.id}"):
        allow(city, AllowanceKind.EXCUSED, 8, days=7)
    late.refresh_from_db()
    assert late.is_late is False
    assert latest().facts["cleared"] == 1
    assert send(city, 1600, revision=2, at=noon(8)).is_late is False
    theirs = send(city, 1500, who="west", by=city.other_county, at=noon(7))
    assert theirs.is_late is True
    notice = Notice.objects.get(key__startswith="allowance:")
    assert notice.unit == city.east
    assert "不算迟报。理由：防汛停工断网" in notice.words


def test_an_exception_for_all_reaches_everybody(city: cast.City) -> None:
    late = [
        send(city, 1500, at=noon(7)),
        send(city, 1500, who="west", by=city.other_county, at=noon(7)),
    ]
    allow(city, AllowanceKind.EXCUSED, 12, days=7, everyone=True)
    for report in late:
        report.refresh_from_db()
        assert report.is_late is False
    assert send(city, 1700, who="west", by=city.other_county, revision=2, at=noon(12)).is_late is False


def test_a_week_is_opened_again_from_above_until_a_day(city: cast.City) -> None:
    accept(city, send(city, 1500).id)
    with nothing_but("不需要重新开放"):
        allow(city, AllowanceKind.REOPENED, 11, days=8)
    allow(city, AllowanceKind.REOPENED, 11, days=9)
    assert [each.week_start for each in queries.periods_open(noon(10).date(), city.east.id)] == [
        WEEK,
        date(2026, 11, 9),
    ]
    assert [each.week_start for each in queries.periods_open(noon(11).date(), city.west.id)] == [
        date(2026, 11, 9)
    ]
    corrected = send(city, 1800, revision=2, at=noon(11))
    assert (corrected.is_late, corrected.state) == (False, "SENT")
    with nothing_but("截止补报"):
        send(city, 1900, revision=3, at=noon(12))
    with nothing_but("截止补报"):
        send(city, 1500, who="west", by=city.other_county, at=noon(11))


def test_who_may_grant_exceptions(city: cast.City) -> None:
    for by in city.actors.values():
        if barred := why_not(by, Permission.REPORTS_ALLOW):
            with nothing_but(barred):
                allow(city, AllowanceKind.EXCUSED, 8, days=5, by=by)
    with nothing_but("教师厅〔2025〕2号"):
        reports.grant_allowance(
            unit=city.school,
            week_start=WEEK,
            kind=AllowanceKind.EXCUSED,
            until_on=WEEK + timedelta(days=8),
            reason="断网",
            by=city.head,
            at=NOON,
        )


def test_a_clock_set_back_takes_nothing_in(city: cast.City) -> None:
    send(city, 3000, at=noon(2))
    with nothing_but("系统的时钟指着更早的一天"):
        send(city, 2000, revision=2, words="更正", at=noon(1))
    earlier = noon(2) - timedelta(hours=3)
    assert send(city, 3100, revision=2, at=earlier).revision == 2, (
        "within one day nothing depends on the hour"
    )


def test_a_calendar_that_comes_later_takes_lateness_off_and_never_puts_it_on(city: cast.City) -> None:
    part = city.assignments["east"]
    friday, next_monday = date(2027, 3, 5), date(2027, 3, 8)
    for week, day in ((date(2027, 3, 1), next_monday), (next_monday, date(2027, 3, 12))):
        Report.objects.create(
            assignment=part,
            week_start=week,
            claimed_x100=5000,
            is_unchanged=False,
            is_late=day > week + timedelta(days=4),
            state="SENT",
            submitted_at=NOON + (day - WEEK),
            submitted_by="某人",
            submitted_post_id=1,
        )
    before = Entry.objects.count()
    assert reports.recount_lateness(year=2027, by=city.head, at=NOON) == 0
    assert Entry.objects.count() == before
    # The first week is worked through its weekend and ends on the Sunday; the second ends a day earlier.
    calendar.enter_year(
        year=2027,
        notice="示例通知",
        off_weekdays=[*FEASTS_2027, date(2027, 3, 12)],
        work_weekends=[date(2027, 3, 6), date(2027, 3, 7)],
        by=city.head,
        at=NOON,
    )
    assert queries.period(friday).due_on == date(2027, 3, 7)
    assert queries.period(next_monday).due_on == date(2027, 3, 11)
    assert reports.recount_lateness(year=2027, by=city.head, at=NOON) == 0
    Report.objects.filter(week_start=date(2027, 3, 1)).update(submitted_at=NOON + (date(2027, 3, 6) - WEEK))
    with one_entry("reports.recount_lateness", city.head, "calendar:2027"):
        assert reports.recount_lateness(year=2027, by=city.head, at=NOON) == 1
    assert list(Report.objects.order_by("week_start").values_list("is_late", flat=True)) == [False, False]
    with nothing_but(why_not(SYSTEM, Permission.CALENDAR_EDIT) or ""):
        reports.recount_lateness(year=2027, by=SYSTEM, at=NOON)
