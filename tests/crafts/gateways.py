"""Gateways on this machine that answer as they are told: over HTTP, over HTTPS, and a mail server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
CUT = b"cut"
"""An answer that is none: the line is cut after the question was read."""


@dataclass
class Heard:
    """One request as it came in."""

    method: str
    target: str
    content_type: str
    body: bytes


@dataclass
class Gateway:
    """A web server that answers each request with the next of `answers`; the last one stays."""

    port: int
    answers: list[tuple[int, bytes]]
    heard: list[Heard] = field(default_factory=list)
    while_answering: Callable[[], None] = lambda: None

    def url(self, path: str) -> str:
        """Return an address on this server."""
        return f"http://{HOST}:{self.port}{path}"

    @property
    def hosts(self) -> frozenset[str]:
        """The permission to call it."""
        return frozenset({f"{HOST}:{self.port}"})


@contextmanager
def gateway(*answers: tuple[int, bytes]) -> Iterator[Gateway]:
    """Run a gateway while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            place.heard.append(Heard(self.command, self.path, self.headers.get("Content-Type", ""), body))
            place.while_answering()
            status, answer = place.answers.pop(0) if len(place.answers) > 1 else place.answers[0]
            if answer is CUT:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            if status in {301, 302}:
                self.send_header("Location", answer.decode())
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_GET = handle_one

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    place = Gateway(server.server_address[1], list(answers))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield place
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as line:
        line.bind((HOST, 0))
        port: int = line.getsockname()[1]
        return port


@dataclass
class Post:
    """A mail server that takes mail, or answers the step named in `refuses` with that line."""

    port: int = 0
    refuses: dict[str, str] = field(default_factory=dict)
    envelopes: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to whom."""
        if "RCPT" in self.refuses:
            return self.refuses["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Answer to the mail itself, and keep it."""
        self.envelopes.append(envelope)
        return self.refuses.get("DATA", "250 queued")

    @property
    def hosts(self) -> frozenset[str]:
        """The permission to hand it mail."""
        return frozenset({f"{HOST}:{self.port}"})


@contextmanager
def post(place: Post | None = None, **more: object) -> Iterator[Post]:
    """Run a mail server while the block lasts; `more` is what aiosmtpd takes."""
    place = place or Post()
    controller = Controller(place, hostname=HOST, port=closed_port(), **more)
    controller.start()
    place.port = controller.port
    try:
        yield place
    finally:
        controller.stop()
