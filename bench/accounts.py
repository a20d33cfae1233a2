"""One weekly account through HTTP, with its ledger entry, from eight clients at once."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path
from urllib.parse import quote

from support import board, stage

# Thirty-two offices and counties owe three hundred lines each, over a ledger of what is done already. Each
# request accounts for a line that nobody accounted for before, as the person who handles it for its unit.
TASKS = ASSIGNMENTS = 60_000
OPEN = 0.16
WORDS = quote("本周已督促落实，下周完成")
SCRIPT = """
local lines = {%s}
local cookies = {%s}
local threads = 0
function setup(thread) thread:set("place", threads); threads = threads + 1 end
function init(args) n = place end
function request()
  n = n + 2
  local line = lines[n %% #lines + 1]
  local body = "week=2026-11-16&revision=1&claimed=99&words=%s&same="
  return wrk.format("POST", "/reports/" .. line[1] .. "/send/", {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-CSRFToken"] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    ["HX-Request"] = "true",
    ["Cookie"] = cookies[line[2]]}, body)
end
"""


def main() -> None:
    folder = stage.prepare("accounts")
    from django.db import connection

    from luoshi.records.models import Entry, Report
    from support import land

    name = connection.vendor
    try:
        land.lay(TASKS, ASSIGNMENTS, open_share=OPEN, milestones=True)
        script = _script()
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


def _script() -> str:
    """Return the requests: every open line with the place of its unit's cookie among the cookies."""
    from luoshi.records.models import Assignment, Unit

    owed = Assignment.objects.filter(state="OPEN").order_by("id").values_list("id", "unit_id")
    codes = dict(Unit.objects.filter(id__in={unit for _, unit in owed}).values_list("id", "code"))
    places = {unit: place for place, unit in enumerate(codes, start=1)}
    lines = ",".join(f"{{{part},{places[unit]}}}" for part, unit in owed)
    cookies = ",".join(f'"{stage.signed_in(code)}"' for code in codes.values())
    return SCRIPT % (lines, cookies, WORDS)


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
