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
from pathlib import Path
from typing import Any

import luoshi
from luoshi.rules.refusals import Refused

_LIMITED = 'ulimit -v "$1" && ulimit -t "$2" && ulimit -c 0 && shift 2 && exec "$@"'


def run(command: list[str], *, data: bytes, folder: Path, seconds: int, mebibytes: int) -> tuple[int, bytes]:
    """Return the exit code and standard output of a command that works in `folder` and nowhere else.

    It sees no environment but a path and a home; it and its children end after `seconds`, and none may take
    more than `mebibytes` of addresses. Raises TimeoutError when it had to be ended.
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
    with subprocess.Popen(  # noqa: S603 - no part of the command comes from the file
        limited,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error
        finally:
            _end(process.pid)
        return process.returncode, output


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def python(module: str, data: bytes, *, seconds: int, mebibytes: int, failed: str) -> dict[str, Any]:
    """Return what a module of ours answers as JSON to the bytes on its standard input.

    Raises Refused with the module's own reason, or with `failed` when it crashed, hung or hoarded.
    """
    with tempfile.TemporaryDirectory(prefix="luoshi-read-") as folder:
        try:
            code, output = run(
                [sys.executable, "-m", module],
                data=data,
                folder=Path(folder),
                seconds=seconds,
                mebibytes=mebibytes,
            )
        except TimeoutError as error:
            raise Refused(f"{failed}（{seconds} 秒内没有读完。）") from error
    if code:
        raise Refused(failed)
    answer: dict[str, Any] = json.loads(output)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer


@functools.cache
def without_network() -> tuple[str, ...]:
    """Return what to put before a command so that it has no network; nothing where the system forbids it."""
    tool = shutil.which("unshare")
    prefix = (tool, "--map-root-user", "--net") if tool else ()
    if prefix and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return prefix
    return ()
