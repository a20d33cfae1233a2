"""A roster that was exported some time ago: untouched rows undo nothing, edited ones are right or stale."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from luoshi.crafts import workbooks
from luoshi.queries import imports
from luoshi.records.models import Post, Unit
from luoshi.rules.imports import Fault, Plan, plan
from tests import cast

Edit = Callable[[openpyxl.Workbook], None]


def exported(edit: Edit) -> bytes:
    """Return the roster of today as somebody edited it."""
    book = openpyxl.load_workbook(io.BytesIO(workbooks.write(imports.roster())))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def held_against(data: bytes) -> tuple[Plan, list[Fault]]:
    lines = workbooks.read(data)
    assert lines.is_exported
    known = imports.known(is_exported=True)
    found, faults = plan(
        lines.units, lines.posts, known, lines.unit_place, lines.post_place, cast.MONDAY, frozenset()
    )
    return found, lines.faults + faults


def row_of(book: openpyxl.Workbook, code: str) -> int:
    return next(row for row in range(2, 99) if book["单位"][f"A{row}"].value == code)


def rename(code: str, name: str) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        book["单位"][f"B{row_of(book, code)}"] = name

    return edit


def leave(book: openpyxl.Workbook) -> None:
    """Touch nothing."""


@pytest.mark.django_db
def test_untouched_rows_of_an_old_roster_undo_nothing(city: cast.City) -> None:
    data = exported(leave)
    Unit.objects.filter(id=city.east.id).update(name="东河新区教育局")
    Post.objects.filter(unit=city.west).update(title="改过的职务")
    found, faults = held_against(data)
    assert (found.is_empty, faults) == (True, [])


@pytest.mark.django_db
def test_an_edited_row_counts_while_others_went_on(city: cast.City) -> None:
    data = exported(rename(city.east.code, "东河教育和体育局"))
    Unit.objects.filter(id=city.west.id).update(name="西山新区教育局")
    found, faults = held_against(data)
    assert faults == []
    assert [(new.name, old.code) for new, old in found.units.renamed] == [
        ("东河教育和体育局", city.east.code)
    ]


@pytest.mark.django_db
def test_an_edited_row_of_a_unit_that_went_on_is_stale_and_not_wrong(city: cast.City) -> None:
    data = exported(rename(city.east.code, "东河教育和体育局"))
    Unit.objects.filter(id=city.east.id).update(name="东河新区教育局")
    found, faults = held_against(data)
    [fault] = faults
    assert (fault.sheet, fault.cell[0], fault.value) == ("单位", "A", city.east.code)
    assert fault.reason.startswith("已过时，不是填错")
    assert found.is_empty


@pytest.mark.django_db
def test_what_was_stored_from_it_may_be_sent_again(city: cast.City) -> None:
    data = exported(rename(city.east.code, "东河教育和体育局"))
    Unit.objects.filter(id=city.east.id).update(name="东河教育和体育局")
    found, faults = held_against(data)
    assert (found.is_empty, faults) == (True, [])


@pytest.mark.django_db
def test_a_copied_row_is_a_row_of_its_own(city: cast.City) -> None:
    def copy(book: openpyxl.Workbook) -> None:
        sheet = book["单位"]
        row, last = row_of(book, city.east.code), sheet.max_row + 1
        for column in range(1, sheet.max_column + 1):
            sheet.cell(last, column).value = sheet.cell(row, column).value
        sheet[f"A{last}"], sheet[f"B{last}"], sheet[f"C{last}"] = "NEW", "南岭县教育局", "南岭县"

    found, faults = held_against(exported(copy))
    assert faults == []
    assert [line.code for line in found.units.added] == ["NEW"]
