"""Running a reader in a process of its own, so that a hang, a crash or a hoard of memory stays there."""

from __future__ import annotations

import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import luoshi
from luoshi.crafts.sources.model import Pace, TakesLong
from luoshi.rules.refusals import Refused

HURRY: Final = 5
"""Seconds that somebody waits before a page."""
_COUNTED: Final = "pages-done"  # a byte a page, in the folder that the process works in
_LIMITED = 'ulimit -v "$1" && ulimit -t "$2" && ulimit -c 0 && shift 2 && exec "$@"'


def run(
    command: list[str],
    *,
    data: bytes,
    folder: Path,
    seconds: int,
    mebibytes: int,
    each_second: Callable[[], None] | None = None,
) -> tuple[int, bytes]:
    """Return the exit code and standard output of a command that works in `folder` and nowhere else.

    It sees no environment but a path and a home; it and its children end after `seconds`, or when
    `each_second` raises, and none may take more than `mebibytes` of addresses. Raises TimeoutError when it
    had to be ended.
    """
    package = Path(luoshi.__file__).resolve().parents[1]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(package),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    limited = ["/bin/sh", "-c", _LIMITED, "sh", str(mebibytes * 1024), str(2 * seconds), *command]
    # A pipe that is not emptied at once would not outlast a second call of communicate().
    with tempfile.TemporaryFile(dir=folder) as given:
        given.write(data)
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 - no part of the command comes from the file
            limited,
            cwd=folder,
            env=environment,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                output = _output(process, seconds, each_second)
            finally:
                _end(process.pid)
            return process.returncode, output


def _output(process: subprocess.Popen[bytes], seconds: int, each_second: Callable[[], None] | None) -> bytes:
    for _ in range(seconds):
        try:
            return process.communicate(timeout=1)[0]
        except subprocess.TimeoutExpired:
            if each_second:
                each_second()
    raise TimeoutError


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def python(
    module: str, data: bytes, *, seconds: int, mebibytes: int, failed: str, pace: Pace, pages: int = 0
) -> dict[str, Any]:
    """Return what a module of ours answers as JSON to the bytes on its standard input.

    A module that is given `pages` to work through says one_more() after each. Raises Refused with the
    module's own reason, or with `failed` when it crashed, hung or hoarded; TakesLong when it is hurried.
    """
    limit = min(seconds, HURRY) if pace.hurried else seconds
    with tempfile.TemporaryDirectory(prefix="luoshi-read-") as place:
        counted = Path(place) / _COUNTED

        def told() -> None:
            pace.tell(min(counted.stat().st_size, pages) if counted.exists() else 0, pages)

        try:
            code, output = run(
                [sys.executable, "-m", module],
                data=data,
                folder=Path(place),
                seconds=limit,
                mebibytes=mebibytes,
                each_second=told,
            )
        except TimeoutError as error:
            if limit < seconds:
                raise TakesLong from error
            raise Refused(f"{failed}（{seconds} 秒内没有读完。）") from error
    if code:
        raise Refused(failed)
    answer: dict[str, Any] = json.loads(output)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer


def one_more() -> None:
    """Say, within the process that python() started, that one more of the pages is done."""
    with open(_COUNTED, "ab") as counted:
        counted.write(b".")


@functools.cache
def without_network() -> tuple[str, ...]:
    """Return what to put before a command so that it has no network; nothing where the system forbids it."""
    tool = shutil.which("unshare")
    prefix = (tool, "--map-root-user", "--net") if tool else ()
    if prefix and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return prefix
    return ()
