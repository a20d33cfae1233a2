"""A database that was never set up is told so, by every command, without a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_a_command_on_an_empty_database_says_what_to_run(tmp_path: Path) -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from luoshi.site import cli; raise SystemExit(cli.main(['audit', 'verify']))",
        ],
        env={**os.environ, "LUOSHI_DEMO": "1", "LUOSHI_DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert told.returncode == 2
    assert told.stderr == "数据库还没有建好。请核对 LUOSHI_DATABASE_URL，再运行 luoshi migrate。\n"
