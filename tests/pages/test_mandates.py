"""The pages of inspections: what stands against a plan is there with its article, before anybody asks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from luoshi.queries import mandates as mandate_queries
from luoshi.records.models import ListedItem, Mandate
from luoshi.rules.mandates.moves import MandateState
from tests import cast
from tests.actions.inspections import listed, plan
from tests.actions.stage import NOON
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import set_clock


@pytest.fixture(autouse=True)
def _on_the_monday(settings: Settings) -> None:
    set_clock(settings, NOON)


TYPED: dict[str, Any] = {
    "title": "关于冬季校园安全工作的督导",
    "subject": "冬季校园安全",
    "basis": "EDUCATION",
    "basis_document": "《教育督导条例》（国务院令第624号）第十一条",
    "activity": "SPECIAL",
    "targets": "各县（市、区）教育局",
    "content": "消防、供暖、交通安全隐患整改情况",
    "scope": "2026年冬季",
    "methods": ["HEARING", "FILES"],
    "from_on": "2026-12-07",
    "to_on": "2026-12-11",
    "notice_on": "2026-12-01",
    "leader": "督导组组长",
    "members": "督学一、督学二、督学三",
    "inspectors": "3",
    "discipline": "不影响正常教学",
}


def test_a_plan_from_the_form_to_its_approval(city: cast.City, signed_in: SignIn) -> None:
    clerk, leader = signed_in("clerk"), signed_in("leader")
    response = clerk.post("/mandates/new/", TYPED)
    made = Mandate.objects.get()
    assert response["Location"] == f"/mandates/{made.id}/"
    assert mandate_queries.targets_of(made) == [city.east, city.west]
    page = clerk.get(f"/mandates/{made.id}/").text
    assert "逐条对照，没有问题" in page
    assert f"县级教育局2个</dt><dd>{city.east.name}、{city.west.name}" in page
    assert clerk.post(f"/mandates/{made.id}/submit/", {"version": made.version}).status_code == 302
    made.refresh_from_db()
    assert leader.post(f"/mandates/{made.id}/approve/", {"version": made.version}).status_code == 302
    assert made.title in signed_in("county").get("/mandates/").text
    assert made.title not in signed_in("office_unit").get("/mandates/").text


def test_every_objection_is_on_the_page_with_its_article(city: cast.City, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    spoiled = {
        **TYPED,
        "basis": "GOVERNMENT",
        "targets": f"{city.school.name}\n{city.east.name}",
        "criteria": "台账记录完整得10分",
        "content": "与各校签订责任状",
    }
    clerk.post("/mandates/new/", spoiled)
    made = Mandate.objects.get()
    page = clerk.get(f"/mandates/{made.id}/").text
    for words in (
        "未经政府指定",
        "第七条",
        "不在年度清单",
        "教师厅〔2025〕2号",
        "以留痕等作为评价依据",
        "责任状、一票否决",
    ):
        assert words in page
    refused = clerk.post(f"/mandates/{made.id}/submit/", {"version": made.version})
    assert refused.status_code == 409
    assert "另有3处不合规定" in refused.text
    made.refresh_from_db()
    assert made.state == "DRAFT"


def test_what_is_no_unit_is_named_and_nothing_is_kept(city: cast.City, signed_in: SignIn) -> None:
    response = signed_in("clerk").post(
        "/mandates/new/", {**TYPED, "targets": f"{city.east.name}\n没有的学校"}
    )
    assert response.status_code == 422
    assert "没有认出：没有的学校" in response.text
    assert TYPED["content"] in response.text, "what was typed stays"
    assert not Mandate.objects.exists()


def test_a_stale_page_changes_nothing(city: cast.City, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    made = plan(city)
    seen = made.version
    assert clerk.post(f"/mandates/{made.id}/edit/", {**TYPED, "version": seen}).status_code == 302
    assert clerk.post(f"/mandates/{made.id}/submit/", {"version": seen}).status_code == 409
    again = clerk.post(f"/mandates/{made.id}/edit/", {**TYPED, "version": seen, "scope": "全年"})
    assert again.status_code == 409
    assert "有变动" in again.text
    made.refresh_from_db()
    assert (made.state, made.scope) == ("DRAFT", TYPED["scope"])


def test_a_change_shows_what_it_alters_and_nothing_else(city: cast.City, signed_in: SignIn) -> None:
    made = plan(city, MandateState.APPROVED)
    asked = {
        "version": made.version,
        "targets": city.east.name,
        "content": made.content,
        "scope": "2026年冬季和元旦假期",
        "from_on": "2026-12-07",
        "to_on": "2026-12-11",
        "reason": "元旦假期风险高",
    }
    assert signed_in("clerk").post(f"/mandates/{made.id}/change/", asked).status_code == 302
    page = signed_in("leader").get(f"/mandates/{made.id}/").text
    assert "<dd>范围：2026年冬季和元旦假期</dd>" in page
    assert "内容：" not in page
    change = made.changes.get()
    signed_in("leader").post(f"/mandates/{made.id}/changes/{change.id}/grant/")
    made.refresh_from_db()
    assert made.scope == "2026年冬季和元旦假期"


def test_an_override_is_given_by_a_leader_and_read_by_everybody(city: cast.City, signed_in: SignIn) -> None:
    plan(city, MandateState.APPROVED)
    second = plan(city, MandateState.SUBMITTED, title="校园安全再检查")
    leader = signed_in("leader")
    assert "说明理由继续" in leader.get(f"/mandates/{second.id}/").text
    given = {"version": second.version, "rule": "OVERLAP", "words": "省里统一部署的联合督查"}
    assert leader.post(f"/mandates/{second.id}/override/", {**given, "rule": "NONE"}).status_code == 409
    assert leader.post(f"/mandates/{second.id}/override/", given).status_code == 302
    assert "省里统一部署的联合督查" in signed_in("office_unit").get("/mandates/overrides/").text


def test_the_list_is_entered_by_its_paper(city: cast.City, signed_in: SignIn) -> None:
    head = signed_in("head")
    typed = {
        "year": "2026",
        "number": "1",
        "title": "开学工作综合督导",
        "kind": "COMPREHENSIVE",
        "units": "全市中小学",
        "source": "某教督〔2026〕1号",
        "announced_on": "2026-11-02",
    }
    assert head.post("/mandates/listed/enter/", {**typed, "source": ""}).status_code == 422
    assert head.post("/mandates/listed/enter/", typed)["Location"] == "/mandates/listed/?year=2026"
    again = head.post("/mandates/listed/enter/", typed)
    assert again.status_code == 409
    assert "已有第1项" in again.text
    item = ListedItem.objects.get()
    head.post(f"/mandates/listed/{item.id}/strike/", {"words": "录错"})
    page = signed_in("school_head").get("/mandates/listed/?year=2026").text
    assert "<s>1. 开学工作综合督导</s>" in page
    assert "登记一项" not in page


def test_queries_do_not_grow_with_what_is_listed(
    city: cast.City, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    clerk, item = signed_in("clerk"), listed(city)
    for week, subject in enumerate(("消防", "收费", "招生")):
        first = date(2026, 12, 7) + timedelta(weeks=week)
        days = {"from_on": first, "to_on": first + timedelta(days=4)}
        plan(city, MandateState.APPROVED, [city.east], item, subject=subject, **days)
    clerk.get("/mandates/")
    with django_assert_max_num_queries(6):
        clerk.get("/mandates/")
    made = Mandate.objects.order_by("id").last()
    assert made is not None
    with django_assert_max_num_queries(10):
        clerk.get(f"/mandates/{made.id}/")
