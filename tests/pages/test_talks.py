"""The pages of talks and rectifications: proposed and planned by forms, confirmed by both, shown as paper."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from luoshi.queries.talks import Kind
from luoshi.records.models import Rectification, Talk
from luoshi.rules.rectifications import RectificationState
from luoshi.rules.talks import TalkState
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.talking import TEXT, done, post, rectification, talk, wanted
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import set_clock


@pytest.fixture(autouse=True)
def _on_the_monday(settings: Settings) -> None:
    set_clock(settings, NOON)


def called(city: cast.City, **otherwise: Any) -> dict[str, Any]:
    """Return a lawful proposal as it is typed."""
    return {
        "topic": "寄宿制学校项目进度",
        "basis": "HANDED_DOWN",
        "basis_document": "全市教育重点工作推进会会议纪要",
        "why": "前期手续应于10月底前办结，至今未办结。",
        "answering": str(city.county_head.post_id),
        "chair": str(city.leader.post_id),
        "attending": [str(city.clerk.post_id)],
        "meets_on": "2026-11-09",
        "meets_from": "09:30",
        "place": "三楼会议室",
        "contact": "督查科",
        **otherwise,
    }


def row(city: cast.City, place: int, **otherwise: str) -> dict[str, str]:
    """Return one item as it is typed."""
    typed = {
        "problem": "图审未通过",
        "standard": "取得合格书",
        "found": "未取得",
        "required": "重新报审",
        "owner": str(city.county_deputy.post_id),
        "due_on": "2026-12-04",
        **otherwise,
    }
    return {f"items-{place}-{name}": value for name, value in typed.items()}


ROWS = {"items-TOTAL_FORMS": "3", "items-INITIAL_FORMS": "0"}


def test_a_talk_from_the_form_to_its_minutes(city: cast.City, signed_in: SignIn, settings: Settings) -> None:
    clerk, leader, unit = signed_in("clerk"), signed_in("leader"), signed_in("county_head")
    new = f"/letters/talks/new/?unit={city.east.id}"
    refused = clerk.post(new, called(city, materials="近三期周报"))
    assert refused.status_code == 409
    assert "不得重复收集" in refused.text
    assert clerk.post(new, called(city, meets_on="")).status_code == 422
    made_at = clerk.post(new, called(city))["Location"]
    made = Talk.objects.get()
    assert made_at == f"/letters/talks/{made.id}/"
    assert unit.get(made_at).status_code == 404
    assert "批准约谈" in leader.get(made_at).text
    assert leader.post(f"{made_at}approve/", {"version": made.version}).status_code == 302
    assert "关于寄宿制学校项目进度的约谈通知" in unit.get(made_at).text
    assert "约谈通知：寄宿制学校项目进度" in unit.get("/").text
    set_clock(settings, noon(8))
    made.refresh_from_db()
    clerk.post(f"{made_at}hold/", {"hold-held_on": "2026-11-09"})
    assert clerk.post(f"{made_at}minutes/", {"version": made.version, "words": TEXT}).status_code == 409
    made.refresh_from_db()
    clerk.post(f"{made_at}minutes/", {"version": made.version, "words": TEXT})
    page = unit.get(made_at).text
    assert "您以被约谈方身份确认以上第1稿文字" in page
    minutes = made.minutes.get()
    stale = unit.post(f"{made_at}speak/", {"digest": "0" * 64, "voice": "agree"})
    assert (stale.status_code, "改过" in stale.text) == (409, True)
    unit.post(f"{made_at}speak/", {"digest": minutes.digest, "voice": "agree"})
    leader.post(f"{made_at}speak/", {"digest": minutes.digest, "voice": "agree"})
    made.refresh_from_db()
    assert made.state == TalkState.CONFIRMED
    assert "约谈方确认以上记录属实" in unit.get(f"{made_at}?sheet=record").text


def test_a_plan_is_written_row_by_row(city: cast.City, signed_in: SignIn, settings: Settings) -> None:
    made = talk(city, TalkState.CONFIRMED)
    set_clock(settings, noon(9))
    unit, where = signed_in("county"), f"/letters/talks/{made.id}/plan/"
    page = unit.get(where).text
    assert page.count("存在问题") == 3
    more = unit.post(where, {**ROWS, **row(city, 0), "more": "1"})
    assert (more.status_code, more.text.count("存在问题")) == (200, 4)
    assert "图审未通过" in more.text, "what was typed stays"
    half = unit.post(where, {**ROWS, **row(city, 0, found="")})
    assert (half.status_code, "请填写实际情况" in half.text) == (422, True)
    assert unit.post(where, ROWS).status_code == 409
    assert (
        unit.post(where, {**ROWS, **row(city, 0), **row(city, 2)})["Location"] == f"/letters/talks/{made.id}/"
    )
    assert [item.place for item in Rectification.objects.get().items.order_by("place")] == [1, 2]
    assert unit.get(where).status_code == 409
    assert "逐项看整改" in unit.get(f"/letters/talks/{made.id}/").text


def test_every_paper_of_a_talk_is_set(city: cast.City, signed_in: SignIn, settings: Settings) -> None:
    made = talk(city, TalkState.REVISIT)
    set_clock(settings, noon(22))
    unit, where = signed_in("county_head"), f"/letters/talks/{made.id}/"
    for kind in Kind:
        shown = unit.get(where, {"sheet": kind.value})
        assert shown.status_code == 200
        assert "草稿" not in shown.text
        assert unit.get(f"{where}{kind.value}/docx/").content[:2] == b"PK"
    for kind in (Kind.RECORD, Kind.REVISIT):
        assert unit.get(f"{where}{kind.value}/pdf/").content[:5] == b"%PDF-"
    assert "约谈方（签字）" in unit.get(where, {"sheet": "record"}).text
    assert unit.get(f"{where}nothing/pdf/").status_code == 404


def test_a_notice_of_rectification_from_the_form_to_the_check(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    clerk, leader, unit = signed_in("clerk"), signed_in("leader"), signed_in("county")
    new = f"/letters/rectifications/new/?unit={city.east.id}"
    typed = {**ROWS, "title": "校园消防", "basis": "消防设计规范", **row(city, 0)}
    assert clerk.post(new, {**typed, "title": ""}).status_code == 422
    where = clerk.post(new, typed)["Location"]
    made = Rectification.objects.get()
    assert leader.post(f"{where}approve/", {"version": made.version}).status_code == 302
    set_clock(settings, noon(40))
    page = unit.get(where).text
    assert "■ 逾期" in page
    item = made.items.get()
    report = f"/letters/rectifications/items/{item.id}/report/"
    said = {f"report-{item.id}-done_on": "2026-12-01", f"report-{item.id}-words": "已通报批评责任人"}
    refused = unit.post(report, said)
    assert (refused.status_code, "不能以问责代替整改" in refused.text) == (409, True)
    assert "已通报批评责任人" in refused.text
    said[f"report-{item.id}-words"] = "已取得合格书"
    assert unit.post(report, said)["Location"] == where
    check = f"/letters/rectifications/items/{item.id}/check/"
    assert clerk.post(check, {"result": "not"}).status_code == 409
    assert clerk.post(check, {"result": "done"})["Location"] == where
    made.refresh_from_db()
    assert clerk.post(f"{where}close/", {"version": made.version})["Location"] == where
    assert unit.get(f"{where}docx/").content[:2] == b"PK"
    made.refresh_from_db()
    assert made.state == RectificationState.CLOSED
    assert leader.post(f"{where}approve/", {"version": made.version}).status_code == 409


def test_lists_and_pages_ask_a_fixed_number_of_questions(
    city: cast.City, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    clerk = signed_in("clerk")
    made = talk(city, TalkState.PLAN)
    done(city, made)
    for _ in range(3):
        rectification(city)
    clerk.get("/letters/talks/")
    for address, most in (
        ("/letters/talks/", 6),
        ("/letters/rectifications/", 6),
        (f"/letters/talks/{made.id}/", 20),
        (f"/letters/rectifications/{Rectification.objects.latest('id').id}/", 14),
    ):
        with django_assert_max_num_queries(most):
            assert clerk.get(address).status_code == 200


def test_who_had_an_item_or_a_talk_before_is_told(city: cast.City, signed_in: SignIn) -> None:
    made = talk(city, TalkState.NOTIFIED)
    whole = rectification(city, items=[wanted(city, who="county_head")])
    left = post(city, "county_head")
    client = signed_in("sysadmin")
    page = client.get(f"/people/{left.person_id}/handover/").text
    assert "另有被约谈1件、整改责任1件" in page
    given = {"last_on": "2026-11-01", f"end-{left.id}": "on", f"to-{left.id}": city.county_deputy.post_id}
    done = client.post(f"/people/{left.person_id}/handover/", given, follow=True).text
    assert "1项在办任务和2件约谈、整改、复核由接手人负责" in done
    county, day = signed_in("county_deputy"), "2026年11月1日以前"
    page = county.get(f"/letters/rectifications/{whole.id}/").text
    assert f"{day}：局长{left.person.name}" in page
    page = county.get(f"/letters/talks/{made.id}/").text
    assert f"{day}被约谈：东河区局长{left.person.name}" in page
