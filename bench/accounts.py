"""One weekly account through HTTP, with its ledger entry, from eight clients at once."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

from support import board, stage

TASKS = ASSIGNMENTS = 60_000
COUNTY = "00010025"
# Each request accounts for an assignment that nobody accounted for before.
SCRIPT = """
local ids = {%s}
local threads = 0
function setup(thread) thread:set("place", threads); threads = threads + 1 end
function init(args) n = place end
function request()
  n = n + 2
  local body = "week=2026-11-16&revision=1&claimed=99&words=&same="
  return wrk.format("POST", "/reports/" .. ids[n %% #ids + 1] .. "/send/", {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-CSRFToken"] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    ["HX-Request"] = "true",
    ["Cookie"] = "%s"}, body)
end
"""


def main() -> None:
    folder = stage.prepare("accounts")
    from django.db import connection

    from luoshi.records.models import Assignment, Entry, Report
    from support import land

    name = connection.vendor
    try:
        land.lay(TASKS, ASSIGNMENTS, open_share=1, milestones=True)
        Assignment.objects.update(unit_id=_county(), branch_id=_county())
        ids = ",".join(map(str, Assignment.objects.order_by("id").values_list("id", flat=True)))
        script = SCRIPT % (ids, stage.signed_in(COUNTY))
        with stage.server():
            stage.crowd("/healthz", "", seconds=1)
            load = stage.crowd("/reports/", "", seconds=8, script=script)
        reports, entries = Report.objects.count(), Entry.objects.filter(action="reports.submit").count()
        if load.failed or reports != entries or reports < load.per_second:
            sys.exit(f"bench: {load.failed} failed; {reports} reports, {entries} entries")
        board.at_least(
            f"{name}: weekly account over HTTP, 8 clients", load.per_second, 340, "a second", _commits(folder)
        )
        board.at_most(f"{name}: the same, 95th percentile", load.p95_ms, 80, "ms")
    finally:
        shutil.rmtree(folder)


def _county() -> int:
    from luoshi.records.models import Unit

    return Unit.objects.get(code=COUNTY).id


def _commits(folder: Path) -> str:
    """Return how many durable commits of one small row the database takes from one writer here."""
    from django.db import connection

    rows = 2000
    if connection.vendor == "sqlite":
        raw = sqlite3.connect(folder / "commits.sqlite3", isolation_level=None)
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, words TEXT)")
        with board.timed() as spent:
            for _ in range(rows):
                raw.execute("INSERT INTO t (words) VALUES (?)", ("x" * 300,))
    else:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_commits (id serial PRIMARY KEY, words text)")
            with board.timed() as spent:
                for _ in range(rows):
                    cursor.execute("INSERT INTO bench_commits (words) VALUES (%s)", ["x" * 300])
    return f"bare durable commits, one writer: {rows / spent():,.0f}/s"


if __name__ == "__main__":
    main()
