"""The pages that people open all day, over a year of accounts: desk, ledger, county, account of the week.

1,000,000 assignments of 100,000 tasks, and 52 closed weeks of accounts: 20,000,000 rows on PostgreSQL,
2,000,000 on SQLite, laid by the database itself in the order in which a year brings them.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta

from support import board, stage

TASKS, ASSIGNMENTS = 100_000, 1_000_000
WEEKS, LAST = 52, date(2026, 11, 9)
REPORTS = {"postgresql": 20_000_000, "sqlite": 2_000_000}
LIMIT_MS = 80
READERS = 2
"""As many as the machine has cores: each asks for its next page the moment that it has the last one."""
CROWD = 8
COUNTY = "00010025"
FILLING = """
INSERT INTO records_report (assignment_id, week_start, revision, claimed_x100, is_unchanged, is_late, words,
    state, return_reason, submitted_at, submitted_by, submitted_post_id)
SELECT id, %s, 1, id * 37 %% 9000, id %% 3 = 0, id %% 50 = 0,
    CASE WHEN id %% 10 = 0 THEN '已完成招标，正在施工' ELSE '' END, 'SENT', '', %s, '基准', 1
FROM records_assignment WHERE (id * 31 + %s) %% %s < %s ORDER BY id
"""
STANDING = "UPDATE records_assignment SET accounted_week = %s WHERE (id * 31 + %s) %% %s < %s"


def main() -> None:
    folder = stage.prepare("year")
    from django.db import connection

    from luoshi.records.models import Report, Unit
    from support import land

    name = connection.vendor
    try:
        with board.timed() as spent:
            land.lay(TASKS, ASSIGNMENTS, open_share=0.6, milestones=False)
            _accounts(REPORTS[name])
        board.note(f"{Report.objects.count():,} accounts, laid in {spent():.0f} s")
        county = Unit.objects.get(code=COUNTY).id
        pages = [
            ("desk of the office", "/", "head"),
            ("desk of a county", "/", COUNTY),
            ("ledger, whole city", "/ledger/", "head"),
            ("ledger, what is overdue", "/ledger/?due=overdue", "head"),
            ("ledger of a county", "/ledger/?due=overdue", COUNTY),
            ("a county's page", f"/units/{county}/", "head"),
        ]
        looked_at = [("the week of all units", "/reports/", "head")]
        alone = {what: _alone(page, who) for what, page, who in pages + looked_at}
        for what, _, _ in looked_at:
            board.note(f"{what}: {alone[what]}")
        cookies = {who: stage.signed_in(who) for _, _, who in pages}
        with stage.server():
            stage.crowd("/ledger/", cookies["head"], seconds=2)
            hello = stage.crowd("/healthz", "", seconds=2)
            bare = f"a page without a query: {hello.per_second:,.0f}/s"
            for what, page, who in pages:
                stage.crowd(page, cookies[who], seconds=1)
                load = stage.crowd(page, cookies[who], seconds=4, clients=READERS)
                crowd = stage.crowd(page, cookies[who], seconds=4, clients=CROWD)
                if load.failed:
                    board.note(f"{what}: {load.failed} of {4 * load.per_second:.0f} answers took over 2 s")
                board.at_most(
                    f"{name}: {what}, {READERS} readers, 95th percentile",
                    load.p95_ms or float("inf"),
                    LIMIT_MS,
                    "ms",
                    f"{load.per_second:,.0f} pages/s, {alone[what]}; {CROWD} readers {crowd.p95_ms:.0f} ms;"
                    f" {bare}",
                )
    finally:
        shutil.rmtree(folder)


def _accounts(wanted: int) -> None:
    """Lay so many accounts over the weeks, by the database itself, its indexes and checks laid aside."""
    from django.db import connection

    from support import land

    share = round(1000 * wanted / (WEEKS * ASSIGNMENTS))
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica" if is_postgresql else "PRAGMA synchronous=OFF"
        )
        with land.without_indexes("records_report"):
            for week in range(WEEKS):
                monday = LAST - timedelta(days=7 * (WEEKS - 1 - week))
                cursor.execute(FILLING, [monday, stage.NOW, week * 7, 1000, share])
        cursor.execute(STANDING, [LAST, (WEEKS - 1) * 7, 1000, share])
        cursor.execute(
            "SET session_replication_role = DEFAULT" if is_postgresql else "PRAGMA synchronous=FULL"
        )
    land.settle()


def _alone(page: str, username: str) -> str:
    """Return what a page takes that one reader opens the third time, and how often it asks the database."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from luoshi.records.models import Account

    visitor = Client(headers={"host": "127.0.0.1"})
    visitor.force_login(Account.objects.get(username=username), "luoshi.site.signing_in.AccountBackend")
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured, board.timed() as spent:
            answer = visitor.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
    return f"one reader {1000 * spent():.0f} ms, {len(captured)} queries"


if __name__ == "__main__":
    main()
