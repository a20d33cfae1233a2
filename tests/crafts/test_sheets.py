"""Sheets carry exactly what they were given, and nothing in them computes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from luoshi.crafts import sheets
from luoshi.crafts.sheets import Cell

HEAD = ["任务", "完成时限", "进度（%）"]
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=40)


def read(data: bytes) -> list[list[object]]:
    """Return every cell of the sheet as a spreadsheet program reads it."""
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def source(data: bytes) -> str:
    """Return the sheet's own markup."""
    return ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def test_a_sheet_says_its_title_its_columns_and_its_rows() -> None:
    rows: list[list[Cell]] = [
        ["新建公办园", date(2026, 12, 25), 45.5],
        ["排查校车", date(2026, 12, 18), None],
    ]
    assert read(sheets.write("台账（截至2026年11月20日）", HEAD, rows)) == [
        ["台账（截至2026年11月20日）", "", ""],
        HEAD,
        ["新建公办园", date(2026, 12, 25), 45.5],
        ["排查校车", date(2026, 12, 18), ""],
    ]


def test_a_list_without_rows_is_a_sheet_with_a_head() -> None:
    assert read(sheets.write("空台账", HEAD, []))[:2] == [["空台账", "", ""], HEAD]


@given(words=texts)
def test_text_comes_back_as_it_was_whatever_it_begins_with(words: str) -> None:
    written = read(sheets.write("台账", ["甲", "乙"], [[words, "x"]]))
    assert [row[0] for row in written[2:]] == [words]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://example/"])
def test_no_text_becomes_a_formula_or_a_link(words: str) -> None:
    data = sheets.write("台账", ["甲", "乙"], [[words, "x"]])
    assert "<f>" not in source(data)
    assert "hyperlink" not in source(data)
    assert read(data)[2] == [words, "x"]


def test_the_head_stays_in_sight_and_is_printed_on_every_page() -> None:
    data = sheets.write("台账", HEAD, [["甲", date(2026, 1, 1), 1.0]])
    assert '<pane xSplit="1" ySplit="2"' in source(data)
    assert "Print_Titles" in ZipFile(BytesIO(data)).read("xl/workbook.xml").decode()


@pytest.mark.parametrize("head", [["只有一列"], ["同名", "同名"]])
def test_columns_must_be_two_and_differ(head: list[str]) -> None:
    with pytest.raises(ValueError, match="at least two columns"):
        sheets.write("台账", head, [])


def test_a_row_must_have_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        sheets.write("台账", HEAD, [["甲"]])
