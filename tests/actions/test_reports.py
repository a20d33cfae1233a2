"""The weekly account: sent once a revision, by its own unit, in its own week."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from luoshi.actions import reports, tasks
from luoshi.records.models import Assignment, LampChange, Notice, Report
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.watch import latest, nothing_but, one_entry

WEEK = cast.MONDAY


def send(
    city: cast.City, claimed: int = 1000, *, who: str = "east", by: Actor | None = None, **more: object
) -> Report:
    """Send an account of a freshly read part, at noon of the week's Monday unless told otherwise."""
    given: dict[str, object] = {
        "assignment": Assignment.objects.select_related("unit", "task").get(id=city.assignments[who].id),
        "week_start": WEEK,
        "words": "",
        "revision": 1,
        "at": NOON,
        **more,
    }
    sent = reports.submit_report(claimed_x100=claimed, by=by or city.county, **given)  # type: ignore[arg-type]
    return sent.report


def test_an_account_is_one_row_one_entry_and_the_claim(city: cast.City) -> None:
    with one_entry("reports.submit", city.county, f"assignment:{city.assignments['east'].id}"):
        report = send(city, 1500)
    part = Assignment.objects.get(id=city.assignments["east"].id)
    assert (part.claimed_x100, part.claimed_on, part.lamp, part.lamp_on) == (1500, WEEK, "GREEN", WEEK)
    assert (report.state, report.revision, report.is_late, report.is_unchanged) == ("SENT", 1, False, False)
    assert (report.submitted_by, report.submitted_post_id) == (city.county.words, city.county.post_id)
    change = LampChange.objects.get()
    assert (change.before, change.after, change.turned_on) == ("GREY", "GREEN", WEEK)
    assert latest().facts["claimed_x100"] == 1500


def test_the_same_form_sent_twice_is_told_to_the_second(city: cast.City) -> None:
    send(city, 1500)
    with nothing_but(f"已由{city.county.words}于12:00报送（15.00%）", SomebodyWasFirst):
        send(city, 1500, at=NOON + timedelta(minutes=1))
    with nothing_but(city.county.words, SomebodyWasFirst):
        send(city, 2000, by=city.county_head)


def test_a_correction_takes_the_place_of_what_it_corrects(city: cast.City) -> None:
    send(city, 1500)
    send(city, 1800, revision=2)
    assert list(Report.objects.order_by("revision").values_list("revision", "state")) == [
        (1, "REPLACED"),
        (2, "SENT"),
    ]
    with nothing_but("报送（18.00%）", SomebodyWasFirst):
        send(city, 1900, revision=2)


@pytest.mark.parametrize("revision", [-1, 0, 2, 3, 99, 10**6])
def test_a_revision_of_nothing_is_not_taken(city: cast.City, revision: int) -> None:
    with nothing_but("与您打开时不同", SomebodyWasFirst):
        send(city, 1500, revision=revision)
    send(city, 1500)
    if revision != 2:
        with nothing_but("与您打开时不同", SomebodyWasFirst):
            send(city, 1600, revision=revision)


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime.fromisoformat("2026-11-02T00:00:00+08:00"), False),
        (datetime.fromisoformat("2026-11-06T23:59:59+08:00"), False),
        (datetime.fromisoformat("2026-11-07T00:00:00+08:00"), True),
        (datetime.fromisoformat("2026-11-10T23:59:59+08:00"), True),
    ],
)
def test_an_account_is_late_by_the_local_day(city: cast.City, at: datetime, late: bool) -> None:
    assert send(city, 2000, at=at).is_late is late
    assert latest().facts["late"] is late


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime.fromisoformat("2026-11-01T23:59:59+08:00"), "起填报，请到时再报"),
        (datetime.fromisoformat("2026-11-11T00:00:00+08:00"), "截止补报，不再接收"),
    ],
)
def test_out_of_its_days_no_account_is_taken(city: cast.City, at: datetime, words: str) -> None:
    with nothing_but(words):
        send(city, 2000, at=at)


@pytest.mark.parametrize("claimed", [-1, 10_001])
def test_more_than_the_whole_cannot_be_claimed(city: cast.City, claimed: int) -> None:
    with nothing_but("进度应在0%到100%之间"):
        send(city, claimed)


def test_going_back_needs_words(city: cast.City) -> None:
    send(city, 3000)
    with nothing_but("本次进度20.00%低于上次所报30.00%"):
        send(city, 2000, revision=2)
    assert send(city, 2000, revision=2, words="上次数据有误").words == "上次数据有误"


def test_a_sign_that_cannot_be_stored_is_refused(city: cast.City) -> None:
    with nothing_but("不能识别的字符"):
        send(city, 2000, words="坏\x00字")


def test_only_the_accountable_unit_itself_accounts(city: cast.City) -> None:
    for by in city.actors.values():
        barred = why_not(by, Permission.REPORTS_SUBMIT)
        if barred or by.unit_id != city.east.id:
            with nothing_but(barred or "只能报送本单位承担的任务"):
                send(city, 2000, by=by)
    with nothing_but("配合单位不单独报送周报"):
        send(city, 2000, who="finance", by=city.office_unit)


def test_a_school_is_not_asked(city: cast.City) -> None:
    Assignment.objects.filter(id=city.assignments["east"].id).update(unit=city.school)
    with nothing_but("教师厅〔2025〕2号"):
        send(city, 2000, by=city.school_head)


@pytest.mark.parametrize("state", ["PLANNED", "CLOSING", "CLOSED", "CANCELLED"])
def test_only_an_open_part_is_accounted_for(city: cast.City, state: str) -> None:
    Assignment.objects.filter(id=city.assignments["east"].id).update(state=state)
    with nothing_but("不需要再报送周报"):
        send(city, 2000)


def test_an_account_does_not_undercut_what_was_asked_meanwhile(city: cast.City) -> None:
    """Whoever asked to be struck off on 100% must not find 50% claimed by a form that was open before."""
    send(city, 10_000)
    seen = Assignment.objects.select_related("unit", "task").get(id=city.assignments["east"].id)
    tasks.ask_to_close(
        assignment=Assignment.objects.select_related("unit").get(id=seen.id), by=city.county_head, at=NOON
    )
    with nothing_but(city.county_head.words, SomebodyWasFirst):
        send(city, 5000, assignment=seen, revision=2, words="更正")


def test_last_week_made_up_later_does_not_turn_the_claim_back(city: cast.City) -> None:
    send(city, 3000, week_start=date(2026, 11, 9), at=noon(7))
    late = send(city, 2500, week_start=WEEK, at=noon(8), words="补报")
    part = Assignment.objects.get(id=city.assignments["east"].id)
    assert (late.is_late, part.claimed_x100) == (True, 3000)


def give_back(city: cast.City, report: Report, reason: str = "与台账不符", by: Actor | None = None) -> Report:
    return reports.return_report(report=report, reason=reason, by=by or city.clerk, at=noon(1))


def test_an_account_is_sent_back_once_with_a_reason(city: cast.City) -> None:
    report = send(city)
    stale = Report.objects.get(id=report.id)
    with nothing_but("退回周报应写明理由"):
        give_back(city, report, " ")
    with one_entry("reports.return", city.clerk, f"assignment:{report.assignment_id}"):
        give_back(city, report)
    assert (report.state, report.return_reason) == ("RETURNED", "与台账不符")
    notice = Notice.objects.get()
    assert (notice.unit_id, notice.words) == (
        city.east.id,
        "周报被退回：完成寄宿制学校项目前期手续。理由：与台账不符",
    )
    with nothing_but("周报现为“退回重报”"):
        give_back(city, report)
    with nothing_but(f"已由{city.clerk.words}更正或办理", SomebodyWasFirst):
        give_back(city, stale, by=city.head)


def test_what_was_sent_back_is_sent_again(city: cast.City) -> None:
    give_back(city, send(city))
    send(city, 1200, revision=2, at=noon(2))
    assert list(Report.objects.order_by("revision").values_list("state", flat=True)) == ["REPLACED", "SENT"]


def test_only_the_office_sends_back_what_has_come_to_it(city: cast.City) -> None:
    report = send(city)
    for who, by in city.actors.items():
        if who in {"county_head", "county_deputy"}:
            with nothing_but("这一项已报督查科，要改的请直接更正"):
                give_back(city, report, by=by)
        elif barred := why_not(by, Permission.REPORTS_REVIEW):
            with nothing_but(barred):
                give_back(city, report, by=by)
