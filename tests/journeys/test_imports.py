"""An administrator brings in a roster, is told what is wrong, mends and confirms it; somebody leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from luoshi.crafts import workbooks
from luoshi.queries import handovers
from luoshi.records.models import Post, Unit
from tests import cast
from tests.crafts.workbooks_samples import made
from tests.journeys.conftest import Invite
from tests.journeys.stage import NARROW, Person, pictures_of

pytestmark = [pytest.mark.journey]


def upload(admin: Person, data: bytes, folder: Path) -> None:
    """Send a workbook from the page, and let the process behind the pages do its work."""
    path = folder / "全市名册.xlsx"
    path.write_bytes(data)
    admin.page.goto("/imports/")
    admin.page.get_by_label("选择填好的名册").set_input_files(path)
    admin.press("上传并核对")
    expect(admin.page.get_by_text("可以关掉这个页面")).to_be_visible()
    # The tab is closed; the work goes on without it.
    admin.page.goto("about:blank")
    call_command("work")
    admin.page.goto("/imports/")
    admin.page.get_by_role("link", name="全市名册.xlsx").first.click()


def test_a_roster_comes_in_and_somebody_leaves(invite: Invite, live_city: cast.City, tmp_path: Path) -> None:
    pictures = pictures_of(tmp_path, is_own_speech=True)
    admin = invite("sysadmin")
    admin.sign_in()
    county, bureau = live_city.east, live_city.bureau
    school = ("N1", "东河区第二小学", "东河二小", county.code, "学校")
    bad = [
        (*school[:3], "没有", school[4]),
        ("N2", "=东河区实验小学", "", county.code, "学校"),
        ("N3", "东河区第三小学", "", county.code, "小学"),
    ]
    posts = [
        ("戌校长", "2001", "N1", "主要负责人", "校长", "2026年9月31日"),
        ("亥校长", 123456789012345678, "N1", "校长", "校长", "2026-09-01"),
    ]
    upload(admin, made(bad, posts), tmp_path)
    expect(admin.page.get_by_text("共6处错误，没有写入任何内容")).to_be_visible()
    pictures.take(admin.page, "import-faults")

    renamed = (live_city.school.code, "东河区实验学校", "东河实验", county.code, "学校")
    good = [
        school,
        (*renamed, "", "", "", None, "2026-10-01"),
        ("N9", "新区教育局", "新区", bureau.code, "县级教育局"),
    ]
    posts = [("戌校长", "2001", "N1", "主要负责人", "校长", "2026-09-01", "", "erxiao")]
    upload(admin, made(good, posts), tmp_path)
    expect(admin.page.get_by_role("heading", name="确认后会有这些变动")).to_be_visible()
    pictures.take(admin.page, "import-plan")
    admin.page.set_viewport_size(NARROW)
    admin.page.wait_for_load_state()
    assert admin.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    admin.press("确认，写入这些变动")
    expect(admin.page.get_by_text("可以关掉这个页面")).to_be_visible()
    call_command("work")
    # The page that stayed open goes on by itself to what came of it.
    expect(admin.page.get_by_role("heading", name="已写入的变动")).to_be_visible()
    assert Unit.objects.get(code="N1").name == "东河区第二小学"
    admin.page.set_viewport_size({"width": 1440, "height": 900})

    admin.page.goto("/people/?q=庚局长")
    admin.follow("庚局长")
    admin.follow("办理交接")
    admin.page.get_by_label("最后任职日期").fill("2026-11-01")
    admin.page.get_by_label("由谁接手").select_option(label="新任命一位（在下面写姓名）")
    admin.page.get_by_label("新任人员姓名").fill("酉局长")
    pictures.take(admin.page, "handover")
    admin.press("办理交接")
    admin.is_told("1项在办任务由接手人负责")
    part = live_city.assignments["east"]
    part.refresh_from_db()
    assert part.first_responsible == Post.objects.get(person__name="酉局长")
    before = handovers.answerable_on(part, cast.MONDAY.replace(day=1)).first
    assert before
    assert before.id == live_city.county_head.post_id


def test_the_roster_goes_round_through_the_browser(
    invite: Invite, live_city: cast.City, tmp_path: Path
) -> None:
    admin = invite("sysadmin")
    admin.sign_in()
    admin.page.goto("/imports/")
    with admin.page.expect_download() as download:
        admin.follow("导出现有名册")
    download.value.save_as(tmp_path / "out.xlsx")
    assert len(workbooks.read((tmp_path / "out.xlsx").read_bytes()).units) == Unit.objects.count()
    upload(admin, (tmp_path / "out.xlsx").read_bytes(), tmp_path)
    expect(admin.page.get_by_text("没有要写入的变动")).to_be_visible()
