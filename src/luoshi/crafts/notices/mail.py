"""Mail by SMTP, under a Message-ID that is the same at every try."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime

from luoshi.crafts import wires
from luoshi.crafts.notices import hosts
from luoshi.crafts.notices.calls import shown
from luoshi.crafts.notices.model import Outcome, Parcel, Way
from luoshi.rules.notices import Verdict

SECONDS = 15.0
SECURITIES = {
    "SSL": "全程加密（SSL，多用465端口）",
    "STARTTLS": "连接后加密（STARTTLS，多用587端口）",
    "NONE": "不加密（25端口）",
}


def send(way: Way, parcel: Parcel) -> Outcome:
    """Hand the mail to the server; what it answers to the text itself decides."""
    settings = way.settings
    host, port = settings["host"], settings["port"]
    if reason := hosts.why_not_host(host, port, way.hosts):
        return Outcome(Verdict.REFUSED, reason)
    letter = _letter(settings["sender"], parcel)
    try:
        with _connected(host, port, settings["security"]) as server:
            line = server.sock
            assert line is not None, "connected"
            with wires.hang_up_after(line, SECONDS):
                if settings["username"]:
                    server.login(settings["username"], way.secrets["password"])
                return _handed_over(server, settings["sender"], parcel.to, letter)
    except smtplib.SMTPResponseException as error:
        return _judged(error.smtp_code, error.smtp_error)
    except smtplib.SMTPNotSupportedError as error:
        return Outcome(Verdict.REFUSED, f"邮件服务器不支持所选的办法：{error}"[:200])
    except (OSError, smtplib.SMTPException) as error:
        said = str(getattr(error, "strerror", "") or error) or type(error).__name__
        return Outcome(Verdict.AGAIN, f"没有和邮件服务器说完话（{said}）。"[:200])


def _connected(host: str, port: int, security: str) -> smtplib.SMTP:
    name, context = socket.gethostname(), ssl.create_default_context()
    if security == "SSL":
        return smtplib.SMTP_SSL(host, port, name, timeout=SECONDS, context=context)
    server = smtplib.SMTP(host, port, name, timeout=SECONDS)
    if security == "STARTTLS":
        try:
            server.starttls(context=context)
        except Exception:
            server.close()
            raise
    return server


def _handed_over(server: smtplib.SMTP, sender: str, to: str, letter: bytes) -> Outcome:
    server.ehlo_or_helo_if_needed()
    steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
        lambda: server.mail(sender),
        lambda: server.rcpt(to),
        lambda: server.data(letter),
    )
    outcome = Outcome(Verdict.AGAIN, "")
    for step in steps:
        outcome = _judged(*step())
        if outcome.verdict is not Verdict.ACCEPTED:
            break
    return outcome


def _judged(code: int, said: bytes | str) -> Outcome:
    words = f"{code} {shown(said if isinstance(said, bytes) else said.encode())}"
    if code in range(200, 300):
        return Outcome(Verdict.ACCEPTED, words)
    return Outcome(Verdict.REFUSED if code >= 500 else Verdict.AGAIN, words)


def _letter(sender: str, parcel: Parcel) -> bytes:
    letter = EmailMessage(policy=POLICY)
    letter["From"] = Address("落实督查提醒", addr_spec=sender)
    letter["To"] = Address(addr_spec=parcel.to)
    letter["Subject"] = parcel.message.subject
    letter["Date"] = format_datetime(parcel.at)
    letter["Message-ID"] = f"<{parcel.mark}@{sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(parcel.message.text, cte="base64")
    return letter.as_bytes()
