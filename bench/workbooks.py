"""A week's account of 5,000 rows as a workbook, out and in, and the ledger of 100,000 rows out.

Through the pages, as who handles it for its unit and as the office: a request each, with all that it writes.
The ledger goes by the errand that shows its progress, from asking for it to the file.
"""

from __future__ import annotations

import io
import shutil
import sys
import time
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from support import board, stage

TASKS, ROWS = 100_000, 5000
WEEK = "2026-11-16"


def main() -> None:
    folder = stage.prepare("workbooks")
    from django.conf import settings
    from django.db import connection

    from luoshi.jobs import errands
    from luoshi.records.models import Entry, Report
    from luoshi.site import wsgi  # noqa: F401  # the collector as the server has it
    from support import land

    name = connection.vendor
    # What waits is done here, where its time is taken, not by a process of its own.
    settings.STARTS_WORK = False
    try:
        land.lay(TASKS, TASKS, open_share=1, milestones=False)
        unit = _gather()
        county, office = _visitor(unit), _visitor("head")
        county.get("/reports/")
        with board.timed() as out:
            answer = county.get(f"/reports/book/?week={WEEK}")
        assert answer.status_code == 200, answer.text
        book = _filled(answer.content)
        bare, rest = _bare(book)
        file = SimpleUploadedFile("book.xlsx", book)
        busy = time.process_time()
        with board.timed() as taken:
            answer = county.post("/reports/book/take/", {"week": WEEK, "file": file})
        busy = time.process_time() - busy
        reports, entries = Report.objects.count(), Entry.objects.filter(action="reports.submit").count()
        if answer.status_code != 302 or not reports == entries == ROWS:
            sys.exit(f"bench: answered {answer.status_code}; {reports} reports, {entries} entries")
        board.at_most(f"{name}: account of {ROWS:,} rows out", out(), 3, "s")
        board.at_most(
            f"{name}: the same, checked and stored with entries", taken(), 1, "s",
            f"{busy:.2f} s of processor; opening the file alone {bare:.2f} s, {rest} cells",
        )  # fmt: skip
        office.get("/ledger/")
        busy = time.process_time()
        with board.timed() as ledger:
            answer = office.post("/ledger/sheet/")
            errands.run_all("bench", lambda: stage.NOW)
            answer = office.get(f"{answer['Location']}file/")
        busy = time.process_time() - busy
        assert answer.status_code == 200, answer.status_code
        board.at_most(
            f"{name}: ledger of {TASKS:,} rows out",
            ledger(),
            3,
            "s",
            f"{busy:.2f} s of processor; {len(answer.content) / 2**20:.1f} MiB",
        )
    finally:
        shutil.rmtree(folder)


def _gather() -> str:
    """Give one county 5,000 of the assignments; return the account of who handles them."""
    from luoshi.records.models import Assignment, Unit

    unit = Unit.objects.get(code="00010025")
    mine = Assignment.objects.filter(unit=unit).count()
    more = list(
        Assignment.objects.exclude(unit=unit).order_by("id").values_list("id", flat=True)[: ROWS - mine]
    )
    for start in range(0, len(more), 500):
        Assignment.objects.filter(id__in=more[start : start + 500]).update(unit=unit, branch=unit)
    assert Assignment.objects.filter(unit=unit, state="OPEN", claimed_x100__lt=9900).count() == ROWS
    return unit.code


def _visitor(username: str) -> Any:
    from django.test import Client

    from luoshi.records.models import Account

    visitor = Client(headers={"host": "127.0.0.1"})
    visitor.force_login(Account.objects.get(username=username), "luoshi.site.signing_in.AccountBackend")
    return visitor


def _filled(data: bytes) -> bytes:
    """Return the workbook with every row filled in, with words as those overdue need them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["填报表"]
    for row in range(3, sheet.max_row + 1):
        sheet[f"G{row}"] = 99
        sheet[f"H{row}"] = "本周已督促落实，下周完成"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _bare(book: bytes) -> tuple[float, int]:
    """Return the seconds that the values alone take to be read, and how many cells there are."""
    from python_calamine import CalamineWorkbook

    with board.timed() as spent:
        cells = CalamineWorkbook.from_object(io.BytesIO(book)).get_sheet_by_name("填报表").to_python()
    return spent(), sum(map(len, cells))


if __name__ == "__main__":
    main()
