"""Starting the process that does what waits (docs/adr/0008)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.conf import settings

MOST_KIB = 2 * 1024 * 1024
"""Addresses that the process may take: a file that would take more ends it, not the machine. What it starts
(LibreOffice, the recogniser) has limits of its own, so this one may be raised."""
# The shell ends at once, so that the process belongs to nobody who would have to wait for its end.
_LINE = f'ulimit -S -v {MOST_KIB}; nohup "$0" work </dev/null >/dev/null 2>&1 &'


def start() -> None:
    """Start `luoshi work` in the background, unless errands are done by somebody else here.

    It has no terminal; what breaks there stands in its own log, which the settings name.
    """
    if not settings.STARTS_WORK:
        return
    luoshi = str(Path(sys.executable).with_name("luoshi"))
    subprocess.run(["/bin/sh", "-c", _LINE, luoshi], check=True, start_new_session=True)  # noqa: S603
