"""A week's account filled in as a workbook: out, a fault told by its cell, mended, sent."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from luoshi.records.models import Report
from tests import cast
from tests.journeys.conftest import Invite

pytestmark = pytest.mark.journey


def test_a_workbook_goes_out_and_comes_back(live_city: cast.City, invite: Invite, tmp_path: Path) -> None:
    county = invite("county")
    county.sign_in()
    page = county.page
    page.goto("/reports/")
    page.get_by_text("用表格填报").click()
    with page.expect_download() as coming:
        county.follow("导出填报表")
    assert coming.value.suggested_filename == "东河区教育局周报填报表（20261102）.xlsx"
    book = tmp_path / "填好.xlsx"
    coming.value.save_as(book)

    fill(book, 160)
    page.get_by_label("选择填好的填报表").set_input_files(book)
    with county.awaiting(422):
        county.press("上传并报送")
        expect(page.locator("h1")).to_contain_text("填报表没有报送")
    expect(page.locator(".account-faults")).to_contain_text("G3")
    expect(page.locator(".account-faults")).to_contain_text("进度应在0到100之间")
    assert not Report.objects.exists()

    fill(book, 16)
    page.get_by_label("改好以后，再选一次文件").set_input_files(book)
    county.press("上传并报送")
    county.is_told("填报表已报送：共1项")
    expect(page.locator("#account-progress")).to_contain_text("已报 1 / 1 项")
    assert Report.objects.get(assignment=live_city.assignments["east"]).claimed_x100 == 1600


def fill(book: Path, claimed: int) -> None:
    """Fill in the progress of the first row."""
    opened = openpyxl.load_workbook(book)
    opened["填报表"]["G3"] = claimed
    opened.save(book)
