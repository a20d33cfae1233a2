"""The reverse clock: a county asks upward, its clock stands, a department answers by link, one is late."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from luoshi.records.models import Asking, Entry
from tests import cast
from tests.journeys.conftest import Invite
from tests.journeys.stage import NARROW, Clock, pictures_of

pytestmark = pytest.mark.journey

MONEY = "前期费用没有拨付，设计单位不出图。请核拨前期费用，或明确拨付时间。"
LAND = "扩建用地还差用地批复。请核定还缺什么材料。"
ANSWER = "材料已齐，批复文件今日送达。"


@pytest.mark.everywhere
def test_the_reverse_clock(live_city: cast.City, clock: Clock, invite: Invite, tmp_path: Path) -> None:
    pictures = pictures_of(tmp_path, is_own_speech=True)
    county, stranger, head, office = (invite(name) for name in ("county", "clerk", "head", "office_unit"))
    page = county.page
    part = live_city.assignments["east"]
    story = f"/tasks/{part.task_id}/?part={part.id}"

    county.sign_in()
    page.goto(story)
    county.follow("提出求助")
    page.get_by_label("卡在哪一类").select_option(label="资金")
    page.get_by_label("请谁解决").select_option(label="示例市教育局计划财务科")
    page.get_by_label("需要对方办什么").fill(MONEY)
    pictures.take(page, "help-raise")
    county.press("提出求助")
    county.is_told("应于2026年11月5日前答复；您的时限从明天起暂停计时。")

    page.goto(story)
    county.follow("提出求助")
    page.get_by_label("卡在哪一类").select_option(label="土地")
    page.get_by_label("请谁解决").select_option(label="示例市财政局")
    page.get_by_label("需要对方办什么").fill(LAND)
    county.press("提出求助")
    link = page.get_by_label("市财政局的答复链接").input_value()

    clock.sweep(date(2026, 11, 9))
    page.goto(story)
    expect(page.locator(".lamp").first).to_contain_text("暂停计时")
    expect(page.locator(".facts").first).to_contain_text("11月2日起暂停计时，随答复顺延")
    pictures.take(page, "help-paused")

    outside = stranger.page
    outside.goto(link)
    shown = outside.locator("main").inner_text()
    assert LAND in shown
    assert "寄宿制" not in shown, "nothing beyond the question"
    outside.set_viewport_size(NARROW)
    outside.get_by_label("已解决").check()
    outside.get_by_label("答复内容").fill(ANSWER)
    outside.get_by_label("答复人姓名").fill("某某")
    outside.get_by_label("科室和职务").fill("预算科科长")
    outside.evaluate("scrollTo(0, 0)")
    pictures.take(outside, "help-outside")
    with stranger.awaiting(422):
        stranger.press("送出答复")
        expect(outside.locator(".errors")).to_contain_text("请填写联系电话")
    outside.get_by_label("联系电话").fill("0000-0000")
    with stranger.awaiting(410):
        stranger.press("送出答复")
        expect(outside.locator("main")).to_contain_text("送达求助单位，谢谢")
        outside.goto(link)
        expect(outside.locator("main")).to_contain_text("送达求助单位，谢谢")
    assert Entry.objects.get(action="obstacles.answer_by_link").facts["by_link"] is True

    county.follow("工作台")
    page.get_by_role("link", name="确认答复").first.click()
    expect(page.locator(".quote")).to_contain_text(ANSWER)
    county.press("确认解决，了结")
    county.is_told("已确认了结")

    head.sign_in()
    head.follow("求助延期")
    late = head.page.locator("tr.is-late", has_text="计划财务科")
    expect(late).to_have_count(2)
    expect(late.last).to_contain_text("逾期2个工作日")
    pictures.take(head.page, "help-waits")

    office.sign_in()
    expect(office.page.locator(".notices")).to_contain_text("东河区的求助应于11月5日前答复，已逾期")
    office.page.get_by_role("link", name="答复求助").first.click()
    office.page.get_by_label("不能解决").check()
    office.page.get_by_label("答复内容").fill("不属本科室职责。")
    with office.awaiting(409):
        office.press("答复东河区")
        expect(office.page.locator(".errors")).to_contain_text("请写明谁能解决")
    office.page.get_by_label("谁能解决").fill("市财政局")
    office.press("答复东河区")
    office.is_told("答复已送东河区确认")

    page.goto(story)
    expect(page.locator(".lamp").first).not_to_contain_text("暂停计时")
    expect(page.locator(".facts").first).to_contain_text("求助期间7日不计")
    assert sorted(Asking.objects.values_list("outcome", flat=True)) == ["CANNOT", "SOLVED"]


@pytest.mark.everywhere
def test_a_later_date_is_asked_for_and_granted(
    live_city: cast.City, clock: Clock, invite: Invite, tmp_path: Path
) -> None:
    pictures = pictures_of(tmp_path, is_own_speech=True)
    county, head = invite("county"), invite("head")
    part = live_city.assignments["east"]
    story = f"/tasks/{part.task_id}/?part={part.id}"
    clock.sweep(date(2026, 11, 30))

    county.sign_in()
    county.page.goto(story)
    county.follow("申请延期")
    county.page.get_by_label("申请延至哪一天").fill("2026-12-25")
    county.page.get_by_label("延期的原因").fill("用地批复晚了两周，现已开工，工期顺延。")
    with county.awaiting(409):
        county.press("提交延期申请")
        expect(county.page.locator(".errors")).to_contain_text("应晚于现在的完成时限2026年12月25日")
    county.page.get_by_label("申请延至哪一天").fill("2027-01-08")
    pictures.take(county.page, "extension-ask")
    county.press("提交延期申请")
    county.is_told("待督查科审批，应于2026年12月3日前批复。批准之前时限和亮灯不变。")

    head.sign_in()
    head.page.get_by_role("link", name="审批延期").first.click()
    expect(head.page.locator(".consequences")).to_contain_text("今天应达")
    pictures.take(head.page, "extension-decide")
    head.page.get_by_label("同意延至哪一天").fill("2027-01-04")
    with head.awaiting(409):
        head.press("同意延期")
        expect(head.page.locator(".errors")).to_contain_text("请写明理由")
    head.page.get_by_label("审批意见").fill("交叉作业可以省四天。")
    head.press("同意延期")
    head.is_told("已同意延期至2027年1月4日，计划随之重排")

    county.page.goto(story)
    expect(county.page.locator(".facts").first).to_contain_text("发布时为2026年12月25日，改期1次")
    county.page.locator("summary", has_text="按里程碑列表").click()
    expect(county.page.locator(".chart-table thead")).to_contain_text("发布时计划")
    pictures.take(county.page, "extension-task")

    clock.sweep(date(2027, 1, 4))
    county.page.goto(story)
    expect(county.page.locator(".refusal-reason").first).to_contain_text("延期应在到期前申请")
