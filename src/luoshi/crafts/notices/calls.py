"""One call over HTTP: no proxy, no redirection, bounded in time and size; sent or not is told apart."""

from __future__ import annotations

import http.client
import ssl

from luoshi.crafts import wires
from luoshi.crafts.notices import hosts
from luoshi.crafts.notices.model import Outcome
from luoshi.rules.notices import Verdict

SECONDS = 10.0
MOST_BYTES = 65_536
_TRY_AGAIN = frozenset({408, 425, 429, 500, 503})
_NOBODY_KNOWS = frozenset({502, 504})
"""Said by something between us and the gateway, which may have passed the message on."""


def call(method: str, url: str, body: bytes, content_type: str) -> tuple[int, bytes] | Outcome:
    """Return (status, answer) of a call, or what it came to where no answer was heard.

    What failed before anything was written has certainly not been sent; what failed later may have been.
    """
    parts = hosts.split(url)
    if parts.scheme == "https":
        line: http.client.HTTPConnection = http.client.HTTPSConnection(
            parts.hostname or "", parts.port, timeout=SECONDS, context=ssl.create_default_context()
        )
    else:
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    target = parts._replace(scheme="", netloc="").geturl() or "/"
    try:
        try:
            line.connect()
        except OSError as error:
            return Outcome(Verdict.AGAIN, f"连不上对方的服务器（{_said(error)}）。")
        try:
            with wires.hang_up_after(line.sock, SECONDS) as rung:
                headers = {"Content-Type": content_type} if body else {}
                line.request(method, target, body or None, headers)
                with line.getresponse() as response:
                    answer = response.read(MOST_BYTES)
            if rung.is_set():
                raise TimeoutError
        except (OSError, http.client.HTTPException) as error:
            return Outcome(Verdict.UNKNOWN, f"已连上，没有听到回答（{_said(error)}），不知道对方收到没有。")
    finally:
        line.close()
    return response.status, answer


def judged(status: int, answer: bytes) -> Outcome | None:
    """Return what a status other than success comes to; None where the answer itself has to be read."""
    if status in range(200, 300):
        return None
    words = f"状态码 {status}：{shown(answer)}"
    if status in _TRY_AGAIN:
        return Outcome(Verdict.AGAIN, words)
    return Outcome(Verdict.UNKNOWN if status in _NOBODY_KNOWS else Verdict.REFUSED, words)


def shown(answer: bytes) -> str:
    """Return an answer as it can be shown on one line."""
    words = " ".join(answer.decode("utf-8", errors="replace").split())
    printable = "".join(sign for sign in words if sign.isprintable())
    return printable[:200] or "（空）"


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"{SECONDS:.0f}秒内没有动静"
    if isinstance(error, ssl.SSLError):
        return f"加密连接没有建成：{error.reason or error}"[:120]
    return (str(getattr(error, "strerror", "") or error) or type(error).__name__)[:120]
