"""An end to every exchange over the network, however slowly the other side talks."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def hang_up_after(line: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Hang up after so many seconds, and tell. A timeout of the socket begins anew with every byte."""
    rung = threading.Event()

    def ring() -> None:
        rung.set()
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    bell = threading.Timer(seconds, ring)
    bell.daemon = True
    bell.start()
    try:
        yield rung
    finally:
        bell.cancel()
