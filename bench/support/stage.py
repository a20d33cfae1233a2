"""Where a benchmark plays: a database of its own, the server that people use, and wrk as the crowd."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
PORT = 8971
NOW = datetime(2026, 11, 19, 2, tzinfo=UTC)
REPORT = """
done = function(summary, latency, requests)
  local seconds = summary.duration / 1000000
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read
      + summary.errors.write + summary.errors.timeout
  io.write(string.format("LOAD %.3f %.3f %d\\n", summary.requests / seconds,
      latency:percentile(95) / 1000, failed))
end
"""


@dataclass(frozen=True)
class Load:
    """What the crowd saw: answers a second, 95th percentile in milliseconds, answers that failed."""

    per_second: float
    p95_ms: float
    failed: int


def prepare(name: str) -> Path:
    """Point the settings at an empty database and folder of its own, start Django, return the folder."""
    folder = Path(tempfile.mkdtemp(prefix=f"luoshi-bench-{name}-"))
    os.environ["LUOSHI_DEMO"] = "1"
    os.environ["LUOSHI_VAR"] = str(folder)
    os.environ.setdefault("LUOSHI_DATABASE_URL", f"sqlite://{folder}/bench.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.site.settings"
    clock = {"demo_at": NOW.isoformat(), "loaded_at": datetime.now(UTC).isoformat()}
    (folder / "demo-clock.json").write_text(json.dumps(clock))
    if (ROOT / "var" / "static").is_dir():
        (folder / "static").symlink_to(ROOT / "var" / "static")
    import django

    django.setup()
    return folder


def signed_in(username: str) -> str:
    """Return the Cookie header of somebody who is signed in."""
    from django.test import Client

    from luoshi.records.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=username), "luoshi.site.signing_in.AccountBackend")
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={'b' * 32}"


@contextmanager
def server() -> Iterator[int]:
    """Serve the site with two workers as `luoshi serve` does; give the process id."""
    from django.db import connections

    connections.close_all()
    process = subprocess.Popen(
        [BIN / "luoshi", "serve", "--port", str(PORT), "--skip-checks"], stdout=subprocess.DEVNULL, cwd=ROOT
    )
    try:
        _wait()
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()


def _wait() -> None:
    for _ in range(150):
        with suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/sign-in/", timeout=5)
            return
        time.sleep(0.1)
    sys.exit("bench: the server did not answer within 15 seconds")


def crowd(path: str, cookie: str, seconds: int = 6, clients: int = 8, script: str = "") -> Load:
    """Ask for a page again and again with so many clients at once."""
    wrk = shutil.which("wrk") or sys.exit("bench: wrk is missing: apt-get install wrk")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as lua:
        lua.write(script + REPORT)
        lua.flush()
        out = subprocess.run(
            [wrk, "-t2", f"-c{clients}", f"-d{seconds}s", "-s", lua.name, "-H", f"Cookie: {cookie}",
             f"http://127.0.0.1:{PORT}{path}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout  # fmt: skip
    found = re.search(r"LOAD (\S+) (\S+) (\d+)", out)
    assert found, out
    return Load(float(found[1]), float(found[2]), int(found[3]))


def resident_mib(pid: int) -> float:
    """Return the resident memory of a process and all below it, in MiB; shared pages counted once (PSS)."""
    total, waiting = 0, [pid]
    while waiting:
        each = waiting.pop()
        with suppress(FileNotFoundError, PermissionError):
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])
            for task in Path(f"/proc/{each}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return total / 1024


def resident_sum_mib(pid: int) -> float:
    """Return the plain sum of resident memory (RSS) of a process and all below it, in MiB."""
    total, waiting = 0, [pid]
    while waiting:
        each = waiting.pop()
        with suppress(FileNotFoundError):
            total += int(
                re.search(r"^VmRSS:\s+(\d+)", Path(f"/proc/{each}/status").read_text(), re.MULTILINE)[1]
            )
            for task in Path(f"/proc/{each}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return total / 1024
