"""Serve the site with granian: two processes, one thread each, which measured fastest on two cores."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

WORKERS = 2
KILL_AFTER_SECONDS = 5


class Command(BaseCommand):
    """Become the web server: the process is replaced, so that signals reach granian itself."""

    help = "启动网站（granian）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the address, the port and the number of processes."""
        parser.add_argument("--host", default="127.0.0.1", help="监听地址，缺省只限本机")
        parser.add_argument("--port", type=int, default=8000, help="监听端口")
        parser.add_argument("--workers", type=int, default=WORKERS, help="进程数")

    def handle(self, *, host: str, port: int, workers: int, **options: object) -> None:
        """Print where the site answers, and hand the process over to granian."""
        # granian shares a port without a word, and half of the readers would see the other site.
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError as error:
                raise CommandError(f"不能在{host}:{port}上启动：端口已被占用或地址不属于本机。") from error
        self.stdout.write(f"网站已启动：http://{host}:{port}/ （按 Ctrl-C 停止）")
        self.stdout.flush()
        self._finish_what_was_left()
        granian = str(Path(sys.executable).with_name("granian"))
        os.execv(  # noqa: S606
            granian,
            [
                granian,
                "--interface=wsgi",
                f"--host={host}",
                f"--port={port}",
                f"--workers={workers}",
                # More threads a worker make SQLite writers wait for each other without serving more pages.
                "--blocking-threads=1",
                # Without a limit a worker that is busy at SIGTERM may hold the port for minutes.
                f"--workers-kill-timeout={KILL_AFTER_SECONDS}",
                "--respawn-failed-workers",
                "--log-level=warning",
                "luoshi.site.wsgi:application",
            ],
        )

    def _finish_what_was_left(self) -> None:
        """Let what people had asked for when the site went down be done now (docs/adr/0008)."""
        luoshi = str(Path(sys.executable).with_name("luoshi"))
        line = 'nohup "$0" work </dev/null >/dev/null 2>&1 &'
        subprocess.run(["/bin/sh", "-c", line, luoshi], check=True, start_new_session=True)  # noqa: S603
