"""A roster of 100,000 rows and 15 columns: read, held against what is kept, confirmed, stored with entries.

Through the errands that the pages start. The check reads the file; storing reads it again, so that nothing
is written but what was confirmed. The figure is both together, with the ledger sealed.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from support import board, stage

COUNTIES, SCHOOLS, PEOPLE = 20, 10_000, 89_979
"""With the bureau 100,000 rows in all."""
LIMIT_SECONDS, LIMIT_MIB = 10, 500
SPARE = ("联系电话", "办公地址", "编制类型", "政治面貌", "学历", "专业", "备注")
"""Columns that a real roster has and nobody asked for; they fill both sheets up to 15."""


def main() -> None:
    folder = stage.prepare("imports")
    from django.core.management import call_command
    from django.db import connection

    from luoshi.actions import imports
    from luoshi.queries import audit
    from luoshi.records.models import Account, Import, Post, Unit
    from luoshi.rules.people import SYSTEM

    name = connection.vendor
    try:
        call_command("migrate", interactive=False, verbosity=0)
        _written_by_another(folder / "roster.xlsx")
        data = (folder / "roster.xlsx").read_bytes()
        bare = _bare(data)
        busy = time.process_time()
        with board.timed() as checked:
            received = imports.receive_import(file_name="roster.xlsx", data=data, by=SYSTEM, at=stage.NOW)
            call_command("work", stdout=io.StringIO())
        received = Import.objects.defer("data").get(id=received.id)
        if received.state != "READY":
            sys.exit(f"bench: {received.state}: {received.faults[:3]}")
        with board.timed() as stored:
            imports.confirm_import(
                received=received, plan_digest=received.plan_digest, by=SYSTEM, at=stage.NOW
            )
            call_command("work", stdout=io.StringIO())
        busy = time.process_time() - busy
        kept = Unit.objects.count(), Post.objects.count(), Account.objects.count()
        assert kept == (1 + COUNTIES + SCHOOLS, PEOPLE, PEOPLE), kept
        assert list(audit.faults()) == []
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows = 1 + COUNTIES + SCHOOLS + PEOPLE
        board.at_most(
            f"{name}: roster of {rows:,} rows checked and stored",
            checked() + stored(),
            LIMIT_SECONDS,
            "s",
            f"checked {checked():.1f} s, stored {stored():.1f} s; {busy:.1f} s of processor; "
            f"opening the file alone {bare:.2f} s; {len(data) / 2**20:.1f} MiB",
        )
        board.at_most(f"{name}: peak memory of that process", peak, LIMIT_MIB, "MiB")
    finally:
        shutil.rmtree(folder)


def _written_by_another(path: Path) -> None:
    """Write the workbook in a process of its own, so that what it takes is not counted here."""
    writer = multiprocessing.get_context("fork").Process(target=_write, args=(path,))
    writer.start()
    writer.join()
    assert writer.exitcode == 0


def _write(path: Path) -> None:
    import xlsxwriter

    from luoshi.rules.imports import BASE, POSTS, SHEETS, UNITS

    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for title, rows in ((UNITS, _units()), (POSTS, _posts())):
        sheet = book.add_worksheet(title)
        heads = [column.head for column in SHEETS[title] if column is not BASE]
        heads += SPARE[: 15 - len(heads)]
        for number, row in enumerate([heads, *rows]):
            for index, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, index, cell, day)
                elif cell:
                    sheet.write_string(number, index, cell)
    book.close()


def _units() -> Iterator[tuple[Any, ...]]:
    begun = date(2015, 9, 1)
    spare = ("示编办〔2015〕1号", "0531-8600", "文化路1号")
    yield ("A", "示例市教育局", "市教育局", "", "市教育局", "示教", "", "", begun, None, None, "", *spare)
    for n in range(1, COUNTIES + 1):
        name = f"第{n}县教育局"
        yield (f"B{n}", name, f"第{n}县", "A", "县级教育局", "", "", "", begun, None, None, "", *spare)
    for n in range(1, SCHOOLS + 1):
        name, county = f"第{n}实验学校", f"B{n % COUNTIES + 1}"
        former = f"第{n}中心学校"
        yield (f"C{n}", name, "", county, "学校", "", former, "", begun, None, None, "", *spare)


def _posts() -> Iterator[tuple[Any, ...]]:
    duties = ("主要负责人", "分管负责人", "经办人")
    for n in range(PEOPLE):
        unit, duty = f"C{n % SCHOOLS + 1}", duties[n // SCHOOLS % 3]
        begun = date(2020, 1 + n % 12, 1 + n % 28)
        who = (f"第{n}人", f"N{n:07}", unit, duty, f"第{n // SCHOOLS}组{duty}", begun, None, f"user{n}")
        yield (*who, f"1380000{n % 10_000:04}", "文化路1号", "事业", "群众", "本科", "教育学", f"第{n}行")


def _bare(data: bytes) -> float:
    """Return the seconds that the values alone take to be read."""
    from python_calamine import CalamineWorkbook

    with board.timed() as spent:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        for title in book.sheet_names:
            sum(1 for _ in book.get_sheet_by_name(title).iter_rows())
    return spent()


if __name__ == "__main__":
    main()
