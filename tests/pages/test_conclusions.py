"""The pages of what follows from inspections: each step where it is due, each last day, each refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from luoshi.records.models import Conclusion, Opinion, Sanction
from luoshi.rules.conclusions import ConclusionState
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.opinions import OpinionState
from luoshi.rules.sanctions import Form, SanctionState
from tests import cast
from tests.actions import findings
from tests.actions.inspections import plan
from tests.actions.stage import NOON
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import set_clock


@pytest.fixture(autouse=True)
def _on_the_monday(settings: Settings) -> None:
    set_clock(settings, NOON)


def test_a_conclusion_from_the_form_to_its_receipt(city: cast.City, signed_in: SignIn) -> None:
    clerk, leader, county = signed_in("clerk"), signed_in("leader"), signed_in("county")
    finished = plan(city, MandateState.ENDED, basis=Basis.HANDED_DOWN, notice_on=None)
    assert f"/mandates/{finished.id}/conclude/" in clerk.get(f"/mandates/{finished.id}/").text
    new = f"/mandates/{finished.id}/conclude/"
    empty = clerk.post(new, {"unit": city.east.id, "facts": "", "findings": "限期整改"})
    assert empty.status_code == 422
    assert "请填写查明的事实" in empty.text
    made = clerk.post(new, {"unit": city.east.id, "facts": "通道堵塞", "findings": "限期整改"})
    conclusion = Conclusion.objects.get()
    page = f"/mandates/conclusions/{conclusion.id}/"
    assert made["Location"] == page
    assert clerk.get(new).status_code == 409, "no unit is left without its conclusion"
    refused = clerk.post(f"{page}submit/", {"version": 1, "number": "第一号"})
    assert refused.status_code == 409
    assert "不合格式" in refused.text
    clerk.post(f"{page}submit/", {"version": 1, "number": "示教督〔2026〕5号"})
    assert leader.post(f"{page}approve/", {"version": 1}).status_code == 409, "not as it was seen"
    assert leader.post(f"{page}approve/", {"version": 2}).status_code == 302
    assert "签收督查结论" in county.get(page).text
    assert county.post(f"{page}receive/", {"version": 3}).status_code == 302
    assert "12月2日" in county.get(page).text, "the last day to ask for a review"
    pdf = county.get(f"{page}feedback.pdf")
    assert (pdf["Content-Type"], pdf.content[:4]) == ("application/pdf", b"%PDF")
    assert signed_in("other_county").get(page).status_code == 404


def test_the_review_is_not_offered_to_an_author(city: cast.City, signed_in: SignIn) -> None:
    made = findings.conclusion(city, ConclusionState.RECEIVED)
    page = f"/mandates/conclusions/{made.id}/"
    asked = {"version": made.version, "grounds": "口径不同"}
    assert signed_in("county").post(f"{page}review/", asked).status_code == 302
    head = signed_in("head")
    typed = {"version": made.version, "reviewers": [city.clerk.post_id]}
    refused = head.post(f"{page}review/members/", typed)
    assert refused.status_code == 409
    assert "丙科员参与作出了这份督查结论，应当回避" in refused.text
    typed["reviewers"] = [city.office_head.post_id]
    assert head.post(f"{page}review/members/", typed).status_code == 302
    shown = signed_in("leader").get(page).text
    assert "丁科长" in shown
    assert 'aria-disabled="true"' in shown
    assert "甲局长参与作出了这份督查结论" in shown
    assert "丁科长" not in signed_in("county").get(page).text


def test_t1_05_the_page_greys_what_was_not_approved(city: cast.City, signed_in: SignIn) -> None:
    made = findings.conclusion(city, ConclusionState.RECEIVED)
    page = f"/mandates/conclusions/{made.id}/"
    clerk = signed_in("clerk")
    typed = {"version": made.version, "kind": "PRAISE", "words": "整改快"}
    assert clerk.post(f"{page}suggest/", typed).status_code == 302
    assert "没有行政首长批准的记录" in clerk.get(page).text
    wish = made.suggestions.get()
    step = f"{page}suggestions/{wish.id}/"
    done = clerk.post(f"{step}carry-out/", {"version": made.version, "outcome": "已表扬"})
    assert done.status_code == 409
    approval = {"version": made.version, "approver": "市长", "paper": "批示（2026年11月2日）"}
    assert signed_in("leader").post(f"{step}approve/", approval).status_code == 302
    assert clerk.post(f"{step}carry-out/", {"version": made.version, "outcome": "已表扬"}).status_code == 302
    assert "整改快" not in signed_in("county").get(page).text


def test_t2_02_issuing_is_greyed_until_the_unit_was_heard(city: cast.City, signed_in: SignIn) -> None:
    made = findings.opinion(city, OpinionState.SENT)
    page = f"/mandates/opinions/{made.id}/"
    leader, county = signed_in("leader"), signed_in("county")
    shown = leader.get(page).text
    assert 'aria-disabled="true"' in shown
    assert "没有听取申辩的记录" in shown
    plea = {"version": made.version, "hearing": "PLEA", "words": "已开锁", "paper": ""}
    assert county.post(f"{page}plead/", plea).status_code == 302
    typed: dict[str, Any] = {
        "version": made.version + 1,
        "issuer": "示例市人民政府教育督导室",
        "number": "示教督〔2026〕9号",
        "plea_answer": "",
        "due_on": "2026-12-02",
    }
    refused = leader.post(f"{page}issue/", typed)
    assert refused.status_code == 409
    assert "请写明哪些采纳" in refused.text
    assert leader.post(f"{page}issue/", {**typed, "plea_answer": "采纳"}).status_code == 302
    assert Opinion.objects.get().number == "示教督〔2026〕9号"
    assert "报告整改情况" in county.get(page).text


def test_accountability_is_entered_by_who_keeps_it_and_seen_by_whom_it_concerns(
    city: cast.City, signed_in: SignIn
) -> None:
    head = signed_in("head")
    typed = {
        "unit": city.east.name,
        "subject_kind": "UNIT",
        "person": "",
        "form": "DISCIPLINE",
        "facts": "两处隐患没有整改",
        "basis": "《教育督导问责办法》（国教督〔2021〕2号）",
        "ended_on": "2026-09-01",
        "team_on": "2026-10-31",
    }
    refused = head.post("/mandates/sanctions/new/", typed)
    assert refused.status_code == 409
    assert "对单位没有“处分”这种问责方式" in refused.text
    assert head.post("/mandates/sanctions/new/", {**typed, "form": "BULLETIN"}).status_code == 302
    page = f"/mandates/sanctions/{Sanction.objects.get().id}/"
    county = signed_in("county")
    assert county.get(page).status_code == 404, "before there is a decision there is nothing to see"
    assert signed_in("clerk").get("/mandates/sanctions/").status_code == 403
    made = findings.sanction(city, SanctionState.DECIDED)
    shown = county.get(f"/mandates/sanctions/{made.id}/").text
    assert "复核、申诉期间不停止问责决定的执行" in shown
    assert "11月17日" in shown, "the last day of a direct appeal"
    asked = {"version": made.version, "kind": "DIRECT", "grounds": "事实不清"}
    assert county.post(f"/mandates/sanctions/{made.id}/appeal/", asked).status_code == 302
    assert "直接申诉" in head.get(f"/mandates/sanctions/{made.id}/").text


def test_the_papers_of_what_is_handed_over_are_files(city: cast.City, signed_in: SignIn) -> None:
    material = replace(findings.MATERIAL, form=Form.PENALTY)
    made = findings.sanction(city, SanctionState.HEARD, material)
    page = f"/mandates/sanctions/{made.id}/"
    head = signed_in("head")
    assert "出具移交函" in head.get(page).text
    docx = head.get(f"{page}paper.docx")
    assert docx.content[:2] == b"PK"
    over = {
        "version": made.version,
        "issuer": "示例市人民政府教育督导委员会办公室",
        "number": "示教督移〔2026〕1号",
        "authority": "东河区综合执法局",
        "sent_on": cast.MONDAY.isoformat(),
    }
    late = {**over, "sent_on": (cast.MONDAY + timedelta(days=1)).isoformat()}
    assert "发出日期还没有到" in head.post(f"{page}hand-over/", late).text
    assert head.post(f"{page}hand-over/", over).status_code == 302


def test_queries_do_not_grow_with_what_is_listed(
    city: cast.City, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    clerk = signed_in("clerk")
    made = findings.conclusion(city, ConclusionState.FED_BACK)
    for path, most in (("/mandates/conclusions/", 6), ("/mandates/opinions/", 6)):
        clerk.get(path)
        with django_assert_max_num_queries(most):
            clerk.get(path)
    with django_assert_max_num_queries(9):
        clerk.get(f"/mandates/conclusions/{made.id}/")
