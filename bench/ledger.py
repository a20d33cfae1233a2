"""The ledger page over 100,000 tasks and 1,000,000 assignments, on the database of LUOSHI_DATABASE_URL."""

from __future__ import annotations

import shutil
import sys

from support import board, stage

TASKS, ASSIGNMENTS = 100_000, 1_000_000
PAGE = "/ledger/?due=overdue"


def main() -> None:
    folder = stage.prepare("ledger")
    from django.db import connection

    from luoshi.records.models import Account
    from support import land

    name = connection.vendor
    try:
        with board.timed() as spent:
            land.lay(TASKS, ASSIGNMENTS, open_share=0.6, milestones=False)
        board.note(f"laid in {spent():.0f} s")
        people = {"whole city": "head", "one county": Account.objects.get(username="00010025").username}
        for who, username in people.items():
            print(f"     {name}: {_queries(username)} queries a page for {who}")
        cookies = {who: stage.signed_in(username) for who, username in people.items()}
        with stage.server() as pid:
            stage.crowd(PAGE, cookies["whole city"], seconds=2)
            hello = stage.crowd("/healthz", "", seconds=3)
            baseline = f"a page without a query: {hello.per_second:,.0f}/s"
            for who, cookie in cookies.items():
                load = stage.crowd(PAGE, cookie)
                if load.failed:
                    sys.exit(f"bench: {load.failed} answers failed")
                board.at_least(
                    f"{name}: overdue ledger, {who}, 8 readers", load.per_second, 160, "pages/s", baseline
                )
                board.at_most(f"{name}: the same, 95th percentile", load.p95_ms, 80, "ms")
            board.at_most(f"{name}: server with 2 workers, resident", stage.resident_sum_mib(pid), 300, "MiB")
    finally:
        shutil.rmtree(folder)


def _queries(username: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from luoshi.records.models import Account

    visitor = Client(headers={"host": "127.0.0.1"})
    visitor.force_login(Account.objects.get(username=username), "luoshi.site.signing_in.AccountBackend")
    with CaptureQueriesContext(connection) as captured:
        answer = visitor.get(PAGE)
    assert answer.status_code == 200, answer.status_code
    return len(captured)


if __name__ == "__main__":
    main()
