"""The head of the office changes a wording while looking at the paper, and takes the change back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from luoshi.crafts.letters import SHIPPED
from luoshi.records.models import TemplateVersion
from tests import cast
from tests.journeys.conftest import Invite
from tests.journeys.stage import NARROW, WIDE, pictures_of

pytestmark = pytest.mark.journey


def test_a_wording_is_changed_before_ones_eyes_and_restored(
    live_city: cast.City, invite: Invite, tmp_path: Path
) -> None:
    pictures = pictures_of(tmp_path, is_own_speech=True)
    head = invite("head")
    head.sign_in()
    page = head.page
    page.goto("/letters/templates/")
    head.follow("提醒函")
    paper, text = page.locator("#preview"), page.get_by_label("模板", exact=True)
    expect(paper).to_contain_text("请核对进度是否如实、及时")
    shipped = text.input_value()
    text.fill(shipped.replace("{{依据}}", "<script>alert(1)</script>"))
    expect(paper).to_contain_text("第4行")
    expect(paper).to_contain_text("缺少必备字段{{依据}}")
    pictures.take(page, "template-faults")
    text.fill(shipped.replace("请核对进度是否如实、及时", "请核实进度是否属实"))
    expect(paper).to_contain_text("请核实进度是否属实")
    pictures.take(page, "template")
    page.set_viewport_size(NARROW)
    expect(text).to_be_visible()
    page.set_viewport_size(WIDE)
    page.get_by_label("为什么修改").fill("用语统一")
    head.press("启用修改后的模板")
    head.is_told("提醒函模板第1版已启用，此后起草的函件按这一版。")
    head.follow("原始版本")
    expect(page.locator(".template-changes .is-new")).to_contain_text("请核实进度是否属实")
    head.press("恢复原始版本")
    head.is_told("提醒函模板已恢复随系统提供的原始版本，记为第2版。")
    assert TemplateVersion.objects.get(number=2).text == SHIPPED["REMINDER"]
    assert head.complaints == []
