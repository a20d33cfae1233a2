"""A task is broken down from the keyboard, its pieces are ticked in the account, and a gate refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from luoshi.records.models import Assignment, Piece
from tests import cast
from tests.journeys.conftest import Invite
from tests.journeys.stage import NARROW, WIDE, Clock, pictures_of

pytestmark = pytest.mark.journey

PASTED = "东河区\t一中改扩建\tXM-1\n东河区\t二中新建\tXM-2"


@pytest.mark.everywhere
def test_from_one_task_to_ticked_pieces(
    live_city: cast.City, clock: Clock, invite: Invite, tmp_path: Path
) -> None:
    pictures = pictures_of(tmp_path, is_own_speech=True)
    head, county = invite("head"), invite("county")
    part = live_city.assignments["east"]
    story = f"/tasks/{part.task_id}/?part={part.id}"

    head.sign_in()
    page, keys = head.page, head.page.keyboard
    page.goto(story)
    head.follow("计划和分解")
    head.follow("学校建设前期手续")
    page.get_by_label("东河区").focus()
    keys.press("Space")
    page.get_by_label("项目清单").focus()
    keys.insert_text(PASTED + "\n南极县\t一中")
    page.get_by_label("调整的理由").first.focus()
    keys.type("县里报来项目清单。")
    page.get_by_label("第1个环节：环节").focus()
    with head.awaiting(422):
        keys.press("Enter")
        expect(page.locator(".errors")).to_contain_text("第3行“南极县 一中”：不认识单位“南极县”")
    assert page.get_by_label("项目清单").input_value().startswith("东河区\t一中改扩建")
    page.get_by_label("项目清单").focus()
    keys.press("Control+A")
    keys.insert_text(PASTED)
    page.get_by_label("第1个环节：环节").focus()
    keys.press("Enter")
    look = page.locator(".plan-look")
    expect(look).to_contain_text("分解成10个项目环节")
    expect(look.locator("svg.chart")).to_be_visible()
    pictures.take(page, "plan-look")
    assert not Piece.objects.exists(), "nothing is kept by looking"
    look.get_by_role("button").focus()
    keys.press("Enter")
    head.is_told("已分解：1个单位、2个项目，共10个项目环节。各单位已收到通知")

    clock.move_to(date(2026, 11, 6))
    county.sign_in()
    page, keys = county.page, county.page.keyboard
    page.goto("/reports/")
    expect(page.get_by_role("link", name="勾选环节（已完成0/10）")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_label("立项").first).to_be_focused()
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Space")
    expect(page.locator("[data-pieces-sum]")).to_have_text("勾选2/10，进度17.5%")
    with county.awaiting(422):
        keys.press("Enter")
        expect(page.locator(".form-error")).to_contain_text(
            "“一中改扩建：初步设计和概算批复”还不能报完成：前置环节“用地手续”没有完成，由自然资源部门办理"
        )
    pictures.take(page, "plan-gate")
    expect(page.get_by_label("初步设计").first).to_be_checked()
    page.get_by_label("用地手续").first.focus()
    keys.press("Space")
    page.set_viewport_size(NARROW)
    expect(page.locator("[data-pieces-sum]")).to_be_visible()
    page.set_viewport_size(WIDE)
    page.get_by_label("用地手续").first.focus()
    keys.press("Enter")
    expect(page.locator(f"#line-{part.id} .account-told")).to_contain_text("30%")
    assert Piece.objects.exclude(done_on=None).count() == 3
    assert Assignment.objects.get(id=part.id).claimed_x100 == 3000

    page.goto(story)
    expect(page.locator("#pieces").locator("xpath=..")).to_contain_text("共10个环节，已完成3个")
    county.follow("调整环节时间")
    page.get_by_label("施工许可调整到").fill("2026-12-24")
    page.get_by_label("调整的原因").fill("图审补正。")
    county.press("提交计划调整申请")
    county.is_told("计划调整已提交，待督查科审批。批准之前计划和亮灯不变。")
    head.page.goto("/")
    head.follow("审批计划调整")
    head.press("同意调整")
    head.is_told("已同意，1个环节的时间随之调整")
    page.goto(story)
    expect(page.get_by_text("12月24日前")).to_be_visible()
    assert county.complaints == []
    assert head.complaints == []
