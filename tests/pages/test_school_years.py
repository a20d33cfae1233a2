"""The city's own school years: shown beside what is usual, entered, put right, and used in reading."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from luoshi.queries import calendar, documents
from luoshi.records.models import Entry, SchoolTerms
from luoshi.rules.calendar import Moment
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.documents_on_the_desk import register
from tests.pages.weeks_and_letters import set_clock

OWN = {
    "year": "2026",
    "notice": "示例市2026—2027学年校历（样例2号）",
    "autumn_opens": "2026-09-01",
    "autumn_ends": "2027-01-22",
    "spring_opens": "2027-03-01",
    "spring_ends": "2027-07-09",
}
TERM = """关于加强校舍管理的通知

各县（市、区）教育局要在本学期末前完成校舍隐患整改。计划财务科要在2026年12月18日前完成核拨。
2026年11月9日
"""


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, datetime(2026, 11, 20, 2, tzinfo=UTC))


def enter(client: Client, **fields: str) -> HttpResponse:
    return client.post("/calendar/school/enter/", {**OWN, **fields})


def term_ends() -> date:
    found = calendar.school_calendar().first(frozenset({Moment.AUTUMN_ENDS}), date(2026, 11, 20))
    assert found is not None
    return found.on


@pytest.mark.parametrize("who", ["head", "clerk", "county", "auditor"])
def test_everybody_may_look_and_only_the_head_may_enter(city: cast.City, signed_in: SignIn, who: str) -> None:
    page = signed_in(who).get("/calendar/school/")
    assert page.status_code == 200
    assert "2026—2027学年" in page.text
    assert "暂定" in page.text
    assert ('href="/calendar/school/enter/?year=2026"' in page.text) == (who == "head")
    assert signed_in(who).get("/calendar/school/enter/?year=2026").status_code == (
        200 if who == "head" else 403
    )


def test_a_school_year_is_entered_and_put_right_with_one_entry_each(
    city: cast.City, signed_in: SignIn
) -> None:
    client, before = signed_in("head"), Entry.objects.count()
    assert term_ends() == date(2027, 1, 15)
    assert enter(client)["Location"] == "/calendar/school/"
    assert term_ends() == date(2027, 1, 22)
    same = enter(client)
    assert same.status_code == 409
    assert "没有改动" in same.text
    assert enter(client, autumn_ends="2027-01-20", notice="调整校历的通知").status_code == 302
    assert term_ends() == date(2027, 1, 20)
    assert (SchoolTerms.objects.count(), Entry.objects.count()) == (2, before + 2)
    page = client.get("/calendar/school/").text
    assert "调整校历的通知" in page
    assert "此前登记：9月1日开学，1月22日放寒假" in page
    assert 'value="2027-01-20"' in client.get("/calendar/school/enter/?year=2026").text


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"autumn_ends": "2026-08-01"}, 409, "四个日期前后不一致"),
        ({"spring_opens": "2028-03-01"}, 409, "四个日期前后不一致"),
        ({"notice": " "}, 422, "请填写校历通知"),
        ({"autumn_opens": "九月一日"}, 422, "不是一个日期"),
        ({"year": "1999"}, 422, "年份应在2020年至2099年之间"),
    ],
)
def test_days_out_of_order_are_refused(
    city: cast.City, signed_in: SignIn, fields: dict[str, str], status: int, words: str
) -> None:
    answer = enter(signed_in("head"), **fields)
    assert answer.status_code == status
    assert words in answer.text
    assert not SchoolTerms.objects.exists()


def test_two_school_years_do_not_overlap(city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("head")
    enter(client, spring_ends="2027-08-30")
    late = {"autumn_opens": "2027-08-25", "autumn_ends": "2028-01-14"}
    answer = enter(client, year="2027", **late, spring_opens="2028-02-07", spring_ends="2028-07-07")
    assert answer.status_code == 409
    assert "2026—2027学年到2027年8月30日才结束，2027—2028学年2027年8月25日已经开学" in answer.text


def test_reading_reckons_by_the_citys_own_school_year(bare_city: cast.City, signed_in: SignIn) -> None:
    usual = register(bare_city, TERM, "甲.txt")
    task = usual.tasks.order_by("start").first()
    assert task is not None
    assert task.due_on == date(2027, 1, 15)
    client = signed_in("head")
    page = client.get(f"/documents/{usual.id}/").text
    assert "（暂定）" in page
    assert "本市校历还没有登记，按各地常见安排推算：2026—2027学年秋季学期结束" in page
    drafts = documents.desk(usual)
    assert documents.provisional(usual, drafts) == {drafts[0].id}
    enter(client)
    own = register(bare_city, f"{TERM}\n（再印）", "乙.txt")
    first = own.tasks.order_by("start").first()
    assert first is not None
    assert first.due_on == date(2027, 1, 22)
    assert "本市校历还没有登记" not in client.get(f"/documents/{own.id}/").text
