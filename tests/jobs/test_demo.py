"""The demo city asks for its tables in words, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_without_tables_the_demo_says_what_to_run_first(tmp_path: Path) -> None:
    answer = subprocess.run(
        [str(Path(sys.executable).with_name("luoshi")), "demo"],
        env={
            **os.environ,
            "LUOSHI_DEMO": "1",
            "LUOSHI_VAR": str(tmp_path),
            "LUOSHI_DATABASE_URL": f"sqlite://{tmp_path}/empty.sqlite3",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "请先运行 luoshi migrate，再运行 luoshi demo。" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "demo-clock.json").exists()
