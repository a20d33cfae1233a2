"""Workbooks are read cell by cell; what cannot be read is named by its cell, with the way out."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from luoshi.crafts import workbooks
from luoshi.crafts.workbooks import account_reading
from luoshi.crafts.workbooks.cells import Unreadable, value, values
from luoshi.crafts.workbooks.opening import LARGEST_UNPACKED, opened
from luoshi.rules.imports import SHEETS, CellKind, Column, PostLine, UnitLine
from luoshi.rules.people import Duty
from luoshi.rules.refusals import Refused
from luoshi.rules.units import UnitKind
from tests.crafts.workbooks_samples import BUREAU, COUNTY, HEAD, made, with_part

CALC = Path("/usr/lib/libreoffice/program/libsclo.so")
DAY = Column("d", "日期", CellKind.DAY, "")
CODE = Column("c", "编码", CellKind.CODE, "")
TEXT = Column("t", "名称", CellKind.TEXT, "", longest=8)


def told(data: bytes) -> list[tuple[str, str, str]]:
    """Return (sheet, cell, reason) of every fault."""
    return [(each.sheet, each.cell, each.reason) for each in workbooks.read(data).faults]


def test_rows_are_read_as_they_stand() -> None:
    lines = workbooks.read(made())
    day = date(2020, 1, 1)
    assert lines.units == [
        UnitLine(2, "A", "示例市教育局", "市教育局", "", UnitKind.BUREAU, "示教", from_on=day),
        UnitLine(3, "B", "东河区教育局", "东河区", "A", UnitKind.COUNTY, from_on=day),
    ]
    assert lines.posts == [
        PostLine(2, "甲某某", "1001", "B", Duty.HEAD, "局长", date(2024, 3, 1), None, "donghe")
    ]
    assert (lines.faults, lines.notes, lines.unread) == ([], [], set())


def test_it_is_told_how_far_the_reading_is() -> None:
    units = [BUREAU, COUNTY, *((f"S{n}", f"第{n}学校", "", "B", "学校") for n in range(2500))]
    heard: list[tuple[int, int]] = []
    workbooks.read(made(units), lambda done, total: heard.append((done, total)))
    assert heard == [(1000, 2503), (2000, 2503), (2503, 2503)]


def test_every_bad_cell_is_named_in_one_answer() -> None:
    units: list[tuple[Any, ...]] = [
        BUREAU,
        COUNTY,
        ("C", "", "", "A", "县级教育局"),
        (123456789012345678, "南湖区教育局", "", "A", "县级教育局"),
        ("E", "=1+1", "", "A", "县级教育局"),
        ("F", "西山区教育局", "", "A", "县局"),
        ("G", "临江县教育局", "", "A", "县级教育局", "", "", "", "去年"),
        ("H", "清源县教育局", "", "A", "县级教育局", "", "", "", 45000),
        ("I", "白云县教育局", "", "A", "县级教育局", "", "", "", "2026年2月30日"),
        ("J" * 41, "永和市教育局", "", "A", "县级教育局"),
    ]
    posts = [HEAD, ("", "", "B", "经办人", "", date(2024, 3, 1)), ("乙", 1.5, "B", "经办人", "", True)]
    lines = workbooks.read(made(units, posts))
    assert [(fault.sheet, fault.cell, fault.reason) for fault in lines.faults] == [
        ("单位", "B4", "名称没有填"),
        ("单位", "A5", "超过15位的数字被存成了数值，末尾几位已经丢失"),
        ("单位", "B6", "以“=”开头，会被电子表格当成公式"),
        ("单位", "E7", "没有这个类别"),
        ("单位", "I8", "看不出是哪一天"),
        ("单位", "I9", "是数字，不是日期（如果是日期序号，就是2023-03-15）"),
        ("单位", "I10", "没有这一天"),
        ("单位", "A11", "有41个字，编码最多40个"),
        ("岗位", "A3", "姓名没有填"),
        ("岗位", "B4", "是小数或负数，不是编码或文字"),
        ("岗位", "F4", "不是日期"),
    ]
    assert all(fault.remedy for fault in lines.faults)
    assert (len(lines.units), len(lines.posts)) == (2, 1)
    # What others say of a unit whose own row is bad is not held against them.
    assert lines.unread == {"C", "E", "F", "G", "H", "I"}


@pytest.mark.parametrize(
    "written",
    ["2026-11-02", "2026/11/2", "2026.11.2", "2026年11月2日", "20261102", "２０２６－１１－０２", 20261102.0],
)
def test_a_day_is_a_day_however_it_is_written(written: str | float) -> None:
    assert value(written, DAY) == date(2026, 11, 2)


def test_full_width_digits_and_blanks_are_put_right_and_names_keep_their_brackets() -> None:
    assert value("Ａ０１　", CODE) == "A01"
    assert value(" 第１小学（东） ", TEXT) == "第1小学（东）"
    assert value(12.0, CODE) == "12"
    assert value("　", TEXT) is None


@given(st.text(max_size=8))
def test_a_text_is_read_or_refused_and_never_starts_as_a_formula(words: str) -> None:
    try:
        found = value(words, TEXT) if words else None
    except Unreadable as bad:
        found = f"{bad.reason}{bad.remedy}"
    assert found is None or (isinstance(found, str) and found[0] not in "=+-@" and found == found.strip())


def test_merged_cells_are_named_by_their_range() -> None:
    data = made(touch=lambda book, sheets: sheets["单位"].merge_range("D3:D4", "A", book.add_format()))
    assert told(data) == [("单位", "D3:D4", "单元格合并了，看不出各行填的是什么")]


def test_formulas_without_a_result_and_errors_are_named() -> None:
    def touch(book: Any, sheets: Any) -> None:
        sheets["单位"].write_formula("C2", '="市"&"局"', None, "#N/A")
        sheets["单位"].write_formula("C3", '="东"', None, "东河")

    data = made(touch=touch)
    assert told(data) == [("单位", "C2", "公式没有算出结果，或结果是错误")]
    result = "<v>东河</v>".encode()
    emptied = with_part(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(result, b""))
    assert {cell for _, cell, _ in told(emptied)} == {"C2", "C3"}


def test_hidden_rows_and_sheets_are_read_and_told() -> None:
    def touch(book: Any, sheets: Any) -> None:
        sheets["单位"].set_row(2, None, None, {"hidden": True})

    lines = workbooks.read(made(touch=touch))
    assert [unit.code for unit in lines.units] == ["A", "B"]
    assert lines.notes == ["工作表“单位”有1行是隐藏的（第3行），与其他行一样读入，请核对。"]


def test_a_renamed_sheet_is_known_by_its_heads_and_a_head_moved_down_and_right_is_found() -> None:
    lines = workbooks.read(made(单位="Sheet1", 岗位="人事"))
    assert (len(lines.units), len(lines.posts)) == (2, 1)
    assert lines.notes == ["工作表“Sheet1”是按表头认作“单位”的。", "工作表“人事”是按表头认作“岗位”的。"]

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("单位")
    sheet.write(0, 2, "全市单位名册")
    for index, head in enumerate(("单位编码*", "单位 名称", "类别", "备注")):
        sheet.write(2, index + 2, head)
    sheet.write_row(3, 2, ["A", "示例市教育局", "市教育局", "x"])
    sheet.write_row(4, 2, ["B", "示例局", "局"])
    book.close()
    lines = workbooks.read(file.getvalue())
    assert [(unit.row, unit.code) for unit in lines.units] == [(4, "A")]
    assert [(fault.cell, fault.value) for fault in lines.faults] == [("E5", "局")]
    assert lines.notes == ["工作表“单位”里这些列不认识，没有读：“备注”。"]


def test_what_is_no_roster_says_what_it_is() -> None:
    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain)
    book.add_worksheet("成绩").write(0, 0, "姓名")
    book.close()
    for data, words in (
        (b"", "文件是空的"),
        (b"a,b\n1,2\n", "不是电子表格"),
        (made()[:2000], "已损坏"),
        (plain.getvalue(), "工作表是“成绩”"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"x" * (50 * 1024 * 1024 + 1), "超过50 MiB"),
    ):
        with pytest.raises(Refused) as caught:
            workbooks.read(data)
        assert words in caught.value.reason


def test_bombs_and_far_cells_are_refused_before_they_are_unfolded() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (100 << 20))
    far = made(touch=lambda book, sheets: sheets["单位"].write(5, 16_000, "x"))
    deep = made(touch=lambda book, sheets: sheets["单位"].write(900_000, 0, "x"))
    for data, words in ((bomb.getvalue(), "解开后有100 MiB"), (far, "CZ列以后"), (deep, "超过200,000行")):
        with pytest.raises(Refused) as caught:
            workbooks.read(data)
        assert words in caught.value.reason


@pytest.mark.parametrize(
    "tag", ['<c r="A1" ', '<c r="DA1" ', '<c r="A1"><f ', '<row r="1" ', '<row r="1" hidden="1" ', "<sheet "]
)
def test_tags_that_never_end_cost_no_more_than_those_that_do(tag: str) -> None:
    """A million of them; looked for to the end of the part from each, they would take days."""
    bad = with_part(made(), "xl/worksheets/sheet1.xml", lambda xml: xml + tag.encode() * 1_000_000)
    with pytest.raises(Refused, match="文件已损坏"):
        workbooks.read(bad)
    odd = with_part(made(), "xl/workbook.xml", lambda xml: xml + b"<sheet " + b"a" * 1_000_000 + b">")
    assert len(workbooks.read(odd).units) == 2


def test_what_is_read_while_somebody_waits_may_be_smaller_than_what_is_read_behind_the_pages() -> None:
    assert account_reading.LARGEST_UNPACKED < LARGEST_UNPACKED
    data = made()
    whole = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
    assert len(opened(data, whole).sheets) == 2
    with pytest.raises(Refused, match="远大于这样的表应有的大小"):
        opened(data, whole - 1)


def test_macros_lie_still_and_are_told() -> None:
    lines = workbooks.read(with_part(made(), "xl/vbaProject.bin", lambda _: b"MACRO"))
    assert lines.notes == ["文件带有宏。宏没有运行，也不会保存。"]
    assert len(lines.units) == 2


def test_a_missing_column_is_told_once_and_its_sheet_not_read() -> None:
    def touch(book: Any, sheets: Any) -> None:
        sheets["单位"].write(0, 4, "性质")

    lines = workbooks.read(made(touch=touch))
    assert [(fault.cell, fault.reason) for fault in lines.faults] == [("", "没有“类别”这一列")]
    assert (lines.units, len(lines.posts)) == ([], 1)


def test_what_is_written_can_be_read_back_and_carries_no_formula() -> None:
    rows = {"单位": [BUREAU, ("B", "=cmd|' /C calc'!A0", "", "A", "县级教育局", *[""] * 7)], "岗位": [HEAD]}
    data = workbooks.write(rows, "这是现有名册。")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
        assert b'type="list"' in archive.read("xl/worksheets/sheet1.xml")
    assert [fault.cell for fault in workbooks.read(data).faults] == ["B3"]
    empty = workbooks.read(workbooks.write())
    assert (empty.units, empty.posts, empty.faults, empty.notes) == ([], [], [], [])
    book = CalamineWorkbook.from_object(io.BytesIO(data))
    assert book.sheet_names == ["单位", "岗位", "说明"]
    heads = [column.head for column in SHEETS["单位"]]
    assert book.get_sheet_by_name("单位").to_python()[0] == heads


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_libreoffice_may_save_it_again(kind: str, tmp_path: Path) -> None:
    if not CALC.exists():
        pytest.skip("没有 LibreOffice Calc：apt-get install libreoffice-calc-nogui")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "roster.xlsx").write_bytes(workbooks.write({"单位": [BUREAU, COUNTY], "岗位": [HEAD]}))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path),
            str(tmp_path / "in" / "roster.xlsx"),
        ],
        check=True,
        capture_output=True,
    )
    lines = workbooks.read((tmp_path / f"roster.{kind}").read_bytes())
    assert (lines.units, lines.posts, lines.faults) == (
        workbooks.read(made()).units,
        workbooks.read(made()).posts,
        [],
    )


CELLS = st.lists(
    st.one_of(
        st.text(max_size=10),
        st.sampled_from(["", "A01", "城关.东_1-2", "-1", "（东）", "有 空", "局长\n副", "Ａ", "2026-11-02"]),
        st.sampled_from([1, 0, 2.5, True, date(2026, 11, 2), datetime(2026, 11, 2, 8)]),  # noqa: DTZ001
    ),
    max_size=4,
)


@given(CELLS, st.sampled_from([CODE, TEXT, DAY, *SHEETS["单位"]]))
def test_a_column_is_read_as_its_cells_are_one_by_one(cells: list[Any], column: Column) -> None:
    alone = [_alone(cell, column) for cell in cells]
    found, bad = values(cells, column)
    assert found == [None if isinstance(each, Unreadable) else each for each in alone]
    assert [(place, str(why), why.remedy) for place, why in bad] == [
        (place, str(why), why.remedy) for place, why in enumerate(alone) if isinstance(why, Unreadable)
    ]


def _alone(cell: Any, column: Column) -> Any:
    """Return what value() says of a cell, or why it cannot be read."""
    try:
        return None if cell == "" else value(cell, column)
    except Unreadable as why:
        return why
