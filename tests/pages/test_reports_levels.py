"""The levels of the weekly account on its pages: reviewed, accepted, excused, opened again, asked once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from luoshi.actions import parameters
from luoshi.records.models import Allowance, Report, Task, Unit, UnitChange
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.test_reports import lines, send, told
from tests.pages.weeks_and_letters import FRIDAY, WEEK, add_tasks, set_clock

AFTER = FRIDAY + timedelta(days=5)
"""The week of FRIDAY closes on the Tuesday after it; this is the Wednesday."""


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


@pytest.fixture
def reviewed(city: cast.City) -> cast.City:
    """The city, where the leaders of a county look over its account first."""
    parameters.set_parameter(
        key="report.review",
        value=2,
        source="示教〔2026〕10号",
        effective_from=date(2026, 11, 2),
        by=city.head,
        at=FRIDAY,
    )
    return city


def listed(page: str) -> list[str]:
    """Return the accounts that the first button for all of them would send."""
    return re.findall(r'name="report" value="(\d+)"', page)


def test_a_leader_sees_what_waits_and_passes_it_with_one_button(
    reviewed: cast.City, signed_in: SignIn
) -> None:
    report = told(reviewed)
    clerk, head = signed_in("county").get("/reports/").text, signed_in("county_head")
    assert "待本单位审核" in clerk
    assert "全部审核通过" not in clerk
    assert "本单位报的1项周报待您审核" in head.get("/").text
    page = head.get("/reports/").text
    assert "全部审核通过（1项）" in page
    assert listed(page) == [str(report.id)]
    answer = head.post("/reports/pass/", {"week": WEEK, "report": listed(page)}, follow=True)
    assert "已审核通过1项，报送督查科" in answer.text
    assert "待您审核" not in answer.text
    assert Report.objects.get().state == "SENT"


def test_a_leader_gives_one_back_with_a_reason(reviewed: cast.City, signed_in: SignIn) -> None:
    report, head = told(reviewed), signed_in("county_deputy")
    assert head.post(f"/reports/accounts/{report.id}/give-back/", {"reason": " "}).status_code == 409
    answer = head.post(f"/reports/accounts/{report.id}/give-back/", {"reason": "与现场不符"}, follow=True)
    assert "已退回：完成寄宿制学校项目前期手续" in answer.text
    assert "被退回：与现场不符" in signed_in("county").get("/reports/").text
    assert (
        signed_in("other_county_head")
        .post(f"/reports/accounts/{report.id}/give-back/", {"reason": "x"})
        .status_code
        == 404
    )


@pytest.mark.parametrize("written", [[], ["x"], ["9" * 20], ["1"]])
def test_what_nobody_listed_is_not_passed(reviewed: cast.City, signed_in: SignIn, written: list[str]) -> None:
    answer = signed_in("county_head").post("/reports/pass/", {"week": WEEK, "report": written})
    assert answer.status_code == 409
    assert "请刷新后查看" in answer.text


def test_the_office_accepts_what_it_has_listed(city: cast.City, signed_in: SignIn) -> None:
    report, client = told(city), signed_in("clerk")
    page = client.get(f"/reports/?unit={city.east.id}").text
    assert "认可以下1项" in page
    assert "前没有退回的，视为认可" in page
    answer = client.post(
        f"/reports/units/{city.east.id}/accept/", {"week": WEEK, "report": listed(page)}, follow=True
    )
    assert "已认可东河区1项" in answer.text
    own = signed_in("county")
    seen = own.get("/reports/").text
    assert "已认可" in seen
    assert f"fix={report.assignment_id}" not in seen
    refused = send(own, report.assignment, htmx=True, claimed="70", revision=2)
    assert refused.status_code == 422
    assert "督查科已认可这一项" in refused.text
    again = client.post(f"/reports/units/{city.east.id}/accept/", {"week": WEEK, "report": [report.id]})
    assert again.status_code == 409


def grant(client: Client, unit: Unit, **given: object) -> str:
    fields = {"week": WEEK, "kind": "EXCUSED", "until_on": "2026-11-23", "reason": "防汛断网", **given}
    return client.post(f"/reports/units/{unit.id}/allow/", fields, follow=True).text


def test_an_exception_is_granted_and_shown_to_the_unit(city: cast.City, signed_in: SignIn) -> None:
    head = signed_in("head")
    assert "已记录：东河区迟报不计至2026年11月23日" in grant(head, city.east)
    assert "11月23日前报送的不算迟报：防汛断网" in signed_in("county").get("/reports/").text
    assert "防汛断网" not in signed_in("other_county").get("/reports/").text
    assert "所有单位" in grant(head, city.east, is_for_all="on")
    assert "防汛断网" in signed_in("other_county").get("/reports/").text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": ""}, "请写明理由"),
        ({"until_on": "明天"}, "不是一个日期"),
        ({"until_on": "2026-11-20"}, "本来就不算迟报"),
        ({"kind": "REOPENED"}, "现在就能更正"),
        ({"kind": "FREE"}, "FREE"),
    ],
)
def test_an_exception_that_may_not_be_is_refused(
    city: cast.City, signed_in: SignIn, given: dict[str, object], words: str
) -> None:
    assert words in grant(signed_in("head"), city.east, **given)
    assert not Allowance.objects.exists()


def test_a_locked_week_says_how_it_was_accepted_and_is_opened_again_from_above(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    told(city)
    set_clock(settings, AFTER)
    county, head = signed_in("county"), signed_in("head")
    locked = county.get("/reports/?week=2026-11-16").text
    assert "到期未提异议，视为认可" in locked
    assert "已锁定" in locked
    assert "重新开放，或迟报不计" in head.get(f"/reports/?week=2026-11-16&unit={city.east.id}").text
    said = grant(head, city.east, kind="REOPENED", until_on="2026-11-27", reason="数字更正")
    assert "已记录：东河区重新开放至2026年11月27日" in said
    opened = county.get("/reports/?week=2026-11-16").text
    assert "这一周重新开放到11月27日，可以更正、补报：数字更正" in opened
    assert send(county, city.assignments["east"], htmx=True, claimed="70", revision=2).status_code == 200
    assert Report.objects.get(revision=2).is_late is False
    assert lines(signed_in("other_county").get("/reports/?week=2026-11-16")) == []


def test_a_week_beyond_the_published_calendar_says_that_it_is_provisional(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    assert "暂按周一至周五上班计算" not in signed_in("county").get("/reports/").text
    set_clock(settings, FRIDAY.replace(year=2027, month=3, day=3))
    page = signed_in("county").get("/reports/").text
    assert "放假安排还没有公布的年份，暂按周一至周五上班计算" in page
    assert "（暂定）" in re.sub(r"<[^>]+>", "", page)


def test_an_account_goes_with_its_unit_and_the_page_says_so(city: cast.City, signed_in: SignIn) -> None:
    told(city)
    for kind, unit, other, words in (
        ("MOVED", city.east, city.bureau, "本单位已于11月18日由旧上级调整到新上级，周报照常报送，已报的不变"),
        ("MERGED", city.west, city.east, "旧上级已于11月18日并入本单位"),
    ):
        UnitChange.objects.create(
            unit=unit,
            kind=kind,
            effective_on=date(2026, 11, 18),
            before="旧上级",
            after="新上级",
            other=other,
            noted_at=FRIDAY,
            noted_by="某人",
        )
        assert words in signed_in("county").get("/reports/").text
    gone = signed_in("other_county").get("/reports/").text
    assert "本单位已于11月18日并入新上级，没有办结的任务和周报由其接着报送" in gone


def count_kindergartens(city: cast.City) -> list[Task]:
    """Let three lines of the eastern county count kindergartens, the third of another document's theme."""
    tasks = [part.task for part in add_tasks(city, 3)]
    for task, standard in zip(
        tasks, ("新建幼儿园12所", "新建幼儿园12所以上", "培训教师300人次"), strict=True
    ):
        Task.objects.filter(id=task.id).update(standard=standard)
    return tasks


def test_the_same_number_is_asked_once(city: cast.City, signed_in: SignIn) -> None:
    first, second, third = count_kindergartens(city)
    client = signed_in("county")
    part = first.assignments.get(unit=city.east)
    answer = send(client, part, htmx=True, claimed="99", words="本周新建幼儿园8所，进展顺利")
    other, unlike = (task.assignments.get(unit=city.east).id for task in (second, third))
    assert f'id="offer-{other}" hx-swap-oob="true"' in answer.text
    page = client.get("/reports/").text
    assert f'id="offer-{other}">同一个数本周已在“第1项工作”里报过：本周新建幼儿园8所' in page
    assert f'id="offer-{unlike}" hidden' in page
    plain = send(client, second.assignments.get(unit=city.east), htmx=True, claimed="99", words="进展顺利")
    assert "hx-swap-oob" not in plain.text
