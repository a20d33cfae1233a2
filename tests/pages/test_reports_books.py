"""A unit's account as a workbook: out, filled in, in; every fault at once, stale told apart from wrong."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import Settings

from luoshi.actions import reports as report_actions
from luoshi.queries import audit as audit_queries
from luoshi.records.models import Assignment, Entry, LampChange, Report, Task
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, WEEK, add_tasks, set_clock

CALC = Path("/usr/lib/libreoffice/program/libsclo.so")
HEADS = {"任务": "B", "本次进度（%）": "G", "说明": "H", "无变化": "I"}
Fill = Callable[[Worksheet], object]


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


@pytest.fixture
def county(city: cast.City, signed_in: SignIn) -> Client:
    """The east county's own handler, with four lines to account for."""
    add_tasks(city, 3)
    return signed_in("county")


def exported(client: Client, week: object = WEEK) -> bytes:
    response = client.get(f"/reports/book/?week={week}")
    assert response.status_code == 200, response.text[:300]
    return bytes(response.content)


def filled(data: bytes, fill: Fill) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    fill(book["填报表"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def take(client: Client, data: bytes, week: object = WEEK, name: str = "填报表.xlsx") -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    return client.post("/reports/book/take/", {"week": str(week), "file": file})  # type: ignore[return-value]


def cells(response: HttpResponse) -> list[str]:
    """Return the cells that an answer names, in its order."""
    return re.findall(r'<th scope="row">([A-Z]+\d+(?::[A-Z]+\d+)?)</th>', response.text)


def text(response: HttpResponse) -> str:
    return re.sub(r"<[^>]+>|\s+", "", response.text)


def same(sheet: Worksheet, *rows: int) -> None:
    for row in rows:
        sheet[f"I{row}"] = "无变化"


def copied(sheet: Worksheet, row: int, onto: int) -> None:
    """Copy what a row is about onto another, as people do who copy whole rows."""
    for column in "AB":
        sheet[f"{column}{onto}"] = sheet[f"{column}{row}"].value


def parts(city: cast.City) -> list[Assignment]:
    return list(Assignment.objects.filter(unit=city.east).order_by("due_on", "id"))


def test_a_row_an_assignment_locked_but_for_what_is_asked(city: cast.City, county: Client) -> None:
    Task.objects.filter(id=parts(city)[0].task_id).update(summary="=HYPERLINK(1)")
    sheet = openpyxl.load_workbook(io.BytesIO(exported(county)))["填报表"]
    assert sheet.max_row == 2 + len(parts(city))
    assert [cell.value for cell in sheet[2]][:2] == ["行标识", "任务"]
    assert (sheet["B3"].value, sheet["B3"].data_type, sheet["B3"].quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "C3"
    assert sheet.protection.sheet
    locked = {column: sheet[f"{column}3"].protection.locked for column in "ABCDEFGHI"}
    assert locked == {**dict.fromkeys("ABCDEF", True), **dict.fromkeys("GHI", False)}
    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    last = sheet.max_row
    assert rules == {
        f"G3:G{last}": ("decimal", "0"),
        f"H3:H{last}": ("textLength", "500"),
        f"I3:I{last}": ("list", '"无变化"'),
    }


def test_what_was_filled_in_is_reported_as_line_by_line(city: cast.City, county: Client) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["G3"], sheet["H3"] = 45.5, "已开工"
        sheet["G4"] = "４６％"
        sheet["G5"] = "47"

    response = take(county, filled(exported(county), fill))
    assert (response.status_code, response["Location"]) == (302, f"/reports/?week={WEEK}")
    assert "共3项，其中0项无变化。1行没有填，没有报送。" in county.get(response["Location"]).text
    told = [part for part in parts(city) if part.claimed_on]
    assert [part.claimed_x100 for part in told] == [4550, 4600, 4700]
    reports = list(Report.objects.order_by("assignment__due_on", "assignment_id"))
    assert [(each.claimed_x100, each.words, each.revision, each.state) for each in reports] == [
        (4550, "已开工", 1, "SENT"),
        (4600, "", 1, "SENT"),
        (4700, "", 1, "SENT"),
    ]
    assert Entry.objects.filter(action="reports.submit").count() == 3
    assert (
        list(audit_queries.faults()) == [] or not Entry.objects.filter(action="documents.register").exists()
    )


def test_together_leaves_what_one_by_one_leaves(city: cast.City, county: Client, signed_in: SignIn) -> None:
    """The same claim for both counties' part of one task: one by the workbook, one on the page."""
    row = 3 + [part.id for part in parts(city)].index(city.assignments["east"].id)
    take(county, filled(exported(county), lambda sheet: sheet.__setitem__(f"G{row}", 30)))
    report_actions.submit_report(
        assignment=city.assignments["west"],
        week_start=WEEK,
        claimed_x100=3000,
        words="",
        revision=1,
        by=city.actors["other_county"],
        at=FRIDAY,
    )
    skipped = ("id", "assignment_id", "unit_id", "branch_id", "first_responsible_id", "direct_responsible_id")
    for model, where in (
        (Assignment, "id"),
        (Report, "assignment_id"),
        (LampChange, "assignment_id"),
    ):
        left, right = (
            model.objects.filter(**{where: city.assignments[who].id}).values().get()  # type: ignore[attr-defined]
            for who in ("east", "west")
        )
        for name in (*skipped, "submitted_by", "submitted_post_id", "submitted_at"):
            left.pop(name, None), right.pop(name, None)
        assert left == right, model
    entries = [
        Entry.objects.get(subject=f"assignment:{city.assignments[who].id}") for who in ("east", "west")
    ]
    assert entries[0].facts == entries[1].facts
    assert entries[1].number == entries[0].number + 1


def test_with_one_fault_nothing_is_stored_until_only_the_right_ones_are_asked_for(
    city: cast.City, county: Client
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["G3"], sheet["G4"], sheet["G5"] = 60, 160, "六成"

    answer = take(county, filled(exported(county), fill))
    assert (answer.status_code, cells(answer)) == (422, ["G4", "G5"])
    assert "2处要改，一项也没有报送" in text(answer)
    assert Report.objects.count() == 0
    found = re.search(r'name="right" value="([^"]+)"', answer.text)
    assert found
    sent = county.post("/reports/book/take-right/", {"right": found[1]})
    assert sent.status_code == 302
    assert [report.claimed_x100 for report in Report.objects.all()] == [6000]
    again = county.post("/reports/book/take-right/", {"right": found[1]})
    assert "1项以前报过，内容一样" in county.get(again["Location"]).text
    forged = county.post("/reports/book/take-right/", {"right": found[1][:-2] + "xx"})
    assert (forged.status_code, Report.objects.count()) == (409, 1)
    assert "核对的结果已过期" in forged.text


def test_stale_is_told_apart_and_names_who_was_first(city: cast.City, county: Client) -> None:
    first, second, third = parts(city)[:3]
    data = exported(county)
    report_actions.submit_report(
        assignment=first,
        week_start=WEEK,
        claimed_x100=7000,
        words="",
        revision=1,
        by=city.actors["county_head"],
        at=FRIDAY,
    )
    Assignment.objects.filter(id=second.id).update(state="CLOSING")

    def fill(sheet: Worksheet) -> None:
        for row in (3, 4, 5):
            sheet[f"G{row}"] = 50
        sheet["G6"] = 101

    answer = take(county, filled(data, fill))
    assert (answer.status_code, cells(answer)) == (422, ["G6"])
    assert "1处要改，2项已过时，一项也没有报送" in text(answer)
    assert f"已由{city.actors['county_head'].words}于" in answer.text
    assert "（70.00%）" in answer.text
    assert "不需要再报送周报" in text(answer)
    assert not Report.objects.filter(assignment=third).exists()


def test_another_week_another_unit_and_nothing_are_refused_as_such(
    city: cast.City, county: Client, signed_in: SignIn, settings: Settings
) -> None:
    data = filled(exported(county), lambda sheet: sheet.__setitem__("G3", 50))
    nothing = take(county, exported(county))
    assert (nothing.status_code, "一行也没有填" in nothing.text) == (409, True)
    others = take(signed_in("other_county"), data)
    assert (others.status_code, "不是西山县教育局的" in others.text) == (409, True)
    set_clock(settings, datetime(2026, 11, 9, 4, tzinfo=UTC))
    later = take(signed_in("county"), data, "2026-11-09")
    assert (later.status_code, "已过时，没有报送；填的内容没有错" in later.text) == (409, True)
    assert Report.objects.count() == 0
    school = signed_in("school_head").get(f"/reports/book/?week={WEEK}")
    assert (school.status_code, "教师厅〔2025〕2号" in school.text) == (409, True)
    assert signed_in("clerk").get(f"/reports/book/?week={WEEK}").status_code == 403


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.45, "小于1，看不出是百分之几"),
        (45.678, "小数超过两位"),
        (-1, "进度应在0到100之间"),
        ("100.01", "进度应在0到100之间"),
        (True, "不是数"),
        (datetime(2026, 11, 2), "不是数"),  # noqa: DTZ001
        ("=1+1", "公式没有算出结果"),
    ],
)
def test_what_is_no_progress_is_named(county: Client, value: Any, words: str) -> None:
    answer = take(county, filled(exported(county), lambda sheet: sheet.__setitem__("G3", value)))
    assert (answer.status_code, cells(answer)) == (422, ["G3"])
    assert words in answer.text


@pytest.mark.parametrize(
    ("fill", "named", "words"),
    [
        (lambda sheet: sheet.merge_cells("G3:G4"), ["G3:G4"], "单元格合并了"),
        (lambda sheet: sheet.__setitem__("A3", "L1.1.2"), ["G3"], "行标识没有了或被改过"),
        (lambda sheet: copied(sheet, 3, 4), ["B3", "B4"], "是同一项任务"),
        (lambda sheet: sheet.__setitem__("A4", sheet["A3"].value), ["B4"], "排序时与行标识错开了"),
        (lambda sheet: sheet.__setitem__("B4", "改过的任务"), ["B4"], "这一行被改写过"),
        (lambda sheet: same(sheet, 3), ["I3"], "又填了不同的进度"),
        (lambda sheet: sheet.__setitem__("G4", None), ["G4"], "写了说明，没有填进度"),
        (lambda sheet: sheet.__setitem__("I3", "不变"), ["I3"], "这一列只能是“无变化”，或者空着"),
        (lambda sheet: sheet.__setitem__("H3", "=cmd|1"), ["H3"], "公式没有算出结果"),
    ],
)
def test_what_is_no_row_is_named(county: Client, fill: Fill, named: list[str], words: str) -> None:
    def both(sheet: Worksheet) -> None:
        sheet["G3"], sheet["G4"], sheet["H4"] = 50, 51, "说明"
        fill(sheet)

    answer = take(county, filled(exported(county), both))
    assert answer.status_code == 422
    assert Report.objects.count() == 0
    assert cells(answer) == named
    assert words in answer.text


def test_a_renamed_sheet_and_hidden_rows_are_read_and_said(city: cast.City, county: Client) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "第3周"
        sheet["G3"] = 50
        sheet.row_dimensions[3].hidden = True

    response = take(county, filled(exported(county), fill))
    page = county.get(response["Location"]).text
    assert "是按表头认作“填报表”的" in page
    assert "有1行是隐藏的（第3行）" in page
    assert Report.objects.get().claimed_x100 == 5000


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(county: Client, data: bytes) -> None:
    assert take(county, data).status_code == 409
    assert county.post("/reports/book/take/", {"week": str(WEEK)}).status_code == 409
    assert county.post("/reports/book/take/", {"week": "x"}).status_code == 409


def converted(data: bytes, kind: str, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it after opening it."""
    source = folder / "in" / "book.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "out" / f"book.{kind}").read_bytes()


needs_calc = pytest.mark.skipif(
    not CALC.exists() or not shutil.which("soffice"), reason="LibreOffice Calc is not installed"
)


@needs_calc
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_other_formats_read_the_same(county: Client, tmp_path: Path, kind: str) -> None:
    data = filled(exported(county), lambda sheet: sheet.__setitem__("G3", 50))
    assert take(county, converted(data, kind, tmp_path), name=f"book.{kind}").status_code == 302
    assert Report.objects.get().claimed_x100 == 5000
