"""Five hundred rows and twenty faults of twenty kinds: all are told in one answer, cell by cell."""

from __future__ import annotations

import io
import re
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import Settings

from luoshi.actions import reports as report_actions
from luoshi.records.models import Assignment, Entry, Report
from tests import cast
from tests.crafts.workbooks_samples import with_part
from tests.pages.conftest import SignIn
from tests.pages.test_reports_books import (
    converted,
    copied,
    exported,
    filled,
    needs_calc,
    parts,
    take,
    text,
)
from tests.pages.weeks_and_letters import FRIDAY, WEEK, add_tasks, set_clock

ROWS = 500
FIRST = 3
LONG = "说" * 501
CELLS: dict[str, tuple[Any, str, str]] = {
    "G10": (160, "160", "进度应在0到100之间"),
    "G20": (-5, "-5", "进度应在0到100之间"),
    "G30": ("六成", "六成", "不是数"),
    "G40": (0.6, "0.6", "小于1，看不出是百分之几（像是单元格设成了百分比格式）"),
    "G50": (45.678, "45.678", "小数超过两位"),
    "G60": (datetime(2026, 11, 20), "2026-11-20", "不是数"),  # noqa: DTZ001
    "G80": ("=1/0", "（公式）", "公式没有算出结果，或结果是错误"),
    "H90": (
        370102199001011234,
        "3.70102e+17",
        "超过15位的数字被存成了数值，末尾几位已经丢失",
    ),
    "H100": ("-2+3+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "以“-”开头，会被电子表格当成公式"),
    "H110": (LONG, LONG[:60] + "…", "有501个字，说明最多500个"),
    "I120": ("没变", "没变", "这一列只能是“无变化”，或者空着"),
    "I130": ("无变化", "无变化", "选了“无变化”，又填了不同的进度"),
}
"""What is typed, what the answer shows of it, and why it will not do."""
BY_ROW = {
    "H70": ("", "进度落后于计划或已逾期"),
    "G140": ("", "写了说明，没有填进度"),
    "G150:G151": ("", "单元格合并了，看不出各行填的是什么"),
    "G160": ("60", "这一行的行标识没有了或被改过，认不出是哪一项"),
    "G170": ("60", "这一行的行标识没有了或被改过，认不出是哪一项"),
    "B180": ("改过的任务", "任务与导出时不同，这一行被改写过，或排序时与行标识错开了"),
    "H190": ("", "本次进度60.00%低于上次所报80.00%"),
    "B210": ("第1项工作", "这一行是别的单位的"),
}
"""The same of what people do to whole rows: a merge, a lost or altered key, another task, a step back."""
FULL_WIDTH, HIDDEN, STALE = 220, 230, 240


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def plant(sheet: Worksheet, strange: tuple[object, object]) -> None:
    """Fill in every row; do to twenty places what people do; rename the sheet and hide a row as well."""
    for row in range(FIRST, FIRST + ROWS):
        sheet[f"G{row}"] = 60
    for cell, (value, _, _) in CELLS.items():
        sheet[cell] = value
    sheet["H100"].data_type = "s"
    sheet["G70"] = 1
    sheet["G140"], sheet["H140"] = None, "已开工"
    sheet.merge_cells("G150:G151")
    sheet["A160"] = None
    sheet["A170"] = str(sheet["A170"].value)[:-1] + "x"
    sheet["B180"] = "改过的任务"
    sheet["A210"], sheet["B210"] = strange
    sheet[f"G{FULL_WIDTH}"] = "６０．５％"
    sheet.row_dimensions[HIDDEN].hidden = True
    sheet.title = "11月第3周"


def mend(sheet: Worksheet, keys: dict[int, tuple[object, object]]) -> None:
    """Put every row right; what was reported meanwhile by somebody else is left blank."""
    sheet.unmerge_cells("G150:G151")
    for row, (key, task) in keys.items():
        sheet[f"A{row}"], sheet[f"B{row}"] = key, task
        sheet[f"H{row}"] = "上次报多了，已核实" if row == 190 else None
        sheet[f"I{row}"] = None
        sheet[f"G{row}"] = None if row == STALE else 60
        sheet[f"G{row}"].number_format = "0.##"


def told(response: HttpResponse) -> list[tuple[str, str, str]]:
    """Return (cell, value, reason) of every fault that an answer names, in its order."""
    lines = re.findall(
        r'<tr><th scope="row">([A-Z]+\d+(?::[A-Z]+\d+)?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>',
        response.text,
    )
    return [
        (cell, re.sub(r"<[^>]+>", "", unescape(value)).replace("（空）", ""), unescape(reason))
        for cell, value, reason in lines
    ]


def keys_of(sheet: Worksheet) -> dict[int, tuple[object, object]]:
    return {row: (sheet[f"A{row}"].value, sheet[f"B{row}"].value) for row in range(FIRST, sheet.max_row + 1)}


def loaded(data: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data))["填报表"]


@pytest.mark.parametrize("saved_by", ["as it is", pytest.param("LibreOffice", marks=needs_calc)])
def test_twenty_faults_of_twenty_kinds_are_told_at_once_and_all_is_stored_after_mending(
    city: cast.City, signed_in: SignIn, tmp_path: Path, saved_by: str
) -> None:
    def saved(data: bytes) -> bytes:
        return data if saved_by == "as it is" else converted(data, "xlsx", tmp_path)

    add_tasks(city, ROWS - 1)
    Assignment.objects.filter(id=parts(city)[190 - FIRST].id).update(
        claimed_x100=8000, claimed_on=cast.MONDAY
    )
    other = signed_in("other_county")
    strange = keys_of(loaded(exported(other)))[FIRST + 1]
    county = signed_in("county")
    data = exported(county)
    keys = keys_of(loaded(data))
    assert len(keys) == ROWS
    first = report_of_somebody_else(city, parts(city)[STALE - FIRST])

    bad = saved(filled(data, lambda sheet: plant(sheet, strange)))
    answer = take(county, bad)
    assert answer.status_code == 422
    wanted = {cell: (value, reason) for cell, (_, value, reason) in CELLS.items()} | BY_ROW
    assert len(wanted) == 20
    found = told(answer)
    assert [cell for cell, _, _ in found] == sorted(wanted, key=lambda cell: int(re.findall(r"\d+", cell)[0]))
    assert {cell: (value, reason) for cell, value, reason in found} == wanted
    assert "20处要改，1项已过时，一项也没有报送" in text(answer)
    assert f"已由{city.actors['county_head'].words}于" in answer.text
    assert "只报正确的478项" in answer.text
    assert "是按表头认作“填报表”的" in answer.text
    assert f"有1行是隐藏的（第{HIDDEN}行）" in answer.text
    assert list(Report.objects.all()) == [first]

    good = saved(filled_as_renamed(bad, keys))
    sent = take(county, good)
    assert sent.status_code == 302, told(sent)
    assert "共499项" in county.get(sent["Location"]).text
    assert Report.objects.filter(claimed_x100=6000).exclude(id=first.id).count() == ROWS - 1
    assert Entry.objects.filter(action="reports.submit").count() == ROWS


def report_of_somebody_else(city: cast.City, part: Assignment) -> Report:
    """Report one line as the county's head does on the page, after the workbook was handed out."""
    return report_actions.submit_report(
        assignment=part,
        week_start=WEEK,
        claimed_x100=7000,
        words="",
        revision=1,
        by=city.actors["county_head"],
        at=FRIDAY,
    ).report


def filled_as_renamed(data: bytes, keys: dict[int, tuple[object, object]]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    mend(book["11月第3周"], keys)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_row_copied_whole_is_told_at_both_places(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 3)
    county = signed_in("county")

    def fill(sheet: Worksheet) -> None:
        sheet["G3"], sheet["G4"] = 60, 61
        copied(sheet, 3, 4)

    answer = take(county, filled(exported(county), fill))
    assert [(cell, reason) for cell, _, reason in told(answer)] == [
        ("B3", "与第4行是同一项任务"),
        ("B4", "与第3行是同一项任务"),
    ]
    assert Report.objects.count() == 0


def test_macros_lie_still_and_what_is_too_large_is_not_opened(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 3)
    county = signed_in("county")
    data = filled(exported(county), lambda sheet: sheet.__setitem__("G3", 60))
    macros = with_part(data, "xl/vbaProject.bin", lambda _: b"Sub Auto_Open()")
    sent = take(county, macros, name="填报表.xlsm")
    assert "文件带有宏。宏没有运行，也不会保存。" in county.get(sent["Location"]).text
    assert Report.objects.get().claimed_x100 == 6000
    large = take(county, b"PK" + bytes(200 * 1024 * 1024))
    assert (large.status_code, "文件有200 MiB，超过50 MiB的上限，没有读取" in large.text) == (409, True)
