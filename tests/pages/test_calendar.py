"""The working calendar, and a year entered from the words of its notice."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from pytest_django import Settings

from luoshi.pages.calendar import notice
from luoshi.pages.calendar.months import months_of
from luoshi.queries import calendar
from luoshi.records.models import CalendarDay, CalendarYear, Entry
from luoshi.rules.calendar import OFFICIAL, WorkCalendar
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import set_clock

OF_2026 = """元旦：1月1日（周四）至3日（周六）放假，1月4日（周日）上班
春节：2月15日至23日放假调休；2月14日（周六）、2月28日（周六）上班。
清明节：4月4日—6日放假。劳动节：5月1日至5日放假。5月9日上班。
端午节：6月19日到6月21日放假。中秋节：9月25日至27日放假。
国庆节：10月1日至7日放假。9月20日（周日）、10月10日（周六）上班。"""
OF_2027 = """元旦：1月1日至3日放假。春节：2月5日至11日放假，2月14日上班。清明节：4月3日至5日放假。
劳动节：5月1日至5日放假。端午节：6月7日至9日放假。中秋节：9月15日放假。国庆节：10月1日至7日放假，10月9日上班。"""


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, datetime(2026, 11, 20, 2, tzinfo=UTC))


def enter(client: object, **fields: str) -> HttpResponse:
    given = {"year": "2027", "notice": "2027年放假安排的通知（样例1号）", "text": OF_2027, **fields}
    return client.post("/calendar/enter/", given)  # type: ignore[attr-defined]


def test_a_known_year_is_read_as_it_is_held() -> None:
    found = notice.read(OF_2026, 2026)
    assert found.off_weekdays == OFFICIAL[2026].off_weekdays
    assert found.worked == OFFICIAL[2026].work_weekends
    assert found.unread == ()


def test_off_and_worked_in_one_sentence_are_told_apart() -> None:
    found = notice.read("元旦：1月1日至3日放假，1月4日上班。", 2026)
    assert found.off == {date(2026, 1, day) for day in (1, 2, 3)}
    assert found.worked == {date(2026, 1, 4)}


def test_what_is_not_understood_is_named() -> None:
    assert notice.read("2月30日放假。请值班。3月3日另行通知。", 2027).unread == (
        "2月30日放假",
        "3月3日另行通知",
    )
    across = notice.read("2026年12月31日至2027年1月3日放假。", 2027)
    assert across.off == {date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)}


@pytest.mark.parametrize("year", sorted(OFFICIAL))
def test_the_months_count_the_same_days_as_the_rules(year: int) -> None:
    months = months_of(OFFICIAL[year], date(2026, 11, 20))
    days = WorkCalendar()
    expected = [days.workdays_between(*_month(year, month.number)) for month in months]
    assert [month.workdays for month in months] == expected


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first.toordinal() - 1), date.fromordinal(following.toordinal() - 1)


@pytest.mark.parametrize("who", ["head", "clerk", "leader", "county", "auditor"])
def test_everybody_may_look_and_only_the_head_may_enter(city: cast.City, signed_in: SignIn, who: str) -> None:
    page = signed_in(who).get("/calendar/")
    assert page.status_code == 200
    assert "国办发明电〔2025〕7号" in page.text
    assert ('href="/calendar/enter/?year=2027"' in page.text) == (who == "head")
    assert signed_in(who).get("/calendar/enter/").status_code == (200 if who == "head" else 403)


def test_an_unpublished_year_is_marked(city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("head")
    page = client.get("/calendar/?year=2027").text
    assert "2027年放假安排通知尚未录入" in page
    assert "（暂定）" in page
    for nonsense in ("x", "0001", "9999", "²²²²"):
        assert client.get(f"/calendar/?year={nonsense}").status_code == 200


def test_a_year_is_shown_first_and_entered_once_confirmed(city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("head")
    before = Entry.objects.count()
    shown = enter(client)
    assert shown.status_code == 200
    assert "核对无误，登记2027年" in shown.text
    assert (CalendarYear.objects.count(), Entry.objects.count()) == (0, before)
    assert enter(client, confirmed="1")["Location"] == "/calendar/?year=2027"
    assert Entry.objects.count() == before + 1
    assert set(CalendarDay.objects.filter(is_workday=True).values_list("day", flat=True)) == {
        date(2027, 2, 14),
        date(2027, 10, 9),
    }
    assert not calendar.work_calendar().is_provisional(date(2027, 6, 1))
    assert "2027年放假安排已登记" in client.get("/calendar/?year=2027").text
    again = enter(client, confirmed="1")
    assert again.status_code == 409
    assert "已经录入" in again.text


def test_a_year_that_contradicts_the_law_is_refused(city: cast.City, signed_in: SignIn) -> None:
    answer = enter(signed_in("head"), text="元旦：1月1日放假。", confirmed="1")
    assert answer.status_code == 409
    assert re.search(r"2027-02-\d\d是法定节假日，应列为放假日", answer.text)
    assert "元旦：1月1日放假。" in answer.text
    empty = enter(signed_in("head"), text="", notice="", year="")
    assert empty.status_code == 422
    assert not CalendarYear.objects.exists()
