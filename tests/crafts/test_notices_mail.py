"""Mail is handed to a real server, in the open and encrypted; what the server answers is told apart."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from luoshi.crafts import notices
from luoshi.crafts.notices import Outcome, Parcel, Way
from luoshi.rules.notices import ChannelKind, Message, Verdict
from tests.crafts.certificates import certified
from tests.crafts.gateways import HOST, closed_port, post

V = Verdict
AT = datetime(2026, 11, 2, 4, tzinfo=UTC)
TEXT = "东河区教育局有2条提醒：收到函件1条，任务临期1条。\n请登录落实系统的工作台办理。"
PARCEL = Parcel("zhang@unit.example", Message("落实：2条提醒", TEXT), "luoshi-7", AT)


def way(port: int, security: str = "NONE", username: str = "", password: str = "") -> Way:
    settings = {
        "host": HOST,
        "port": port,
        "security": security,
        "username": username,
        "sender": "luoshi@bureau.example",
    }
    return Way(ChannelKind.MAIL, settings, {"password": password}, frozenset({f"{HOST}:{port}"}))


def test_a_mail_arrives_as_it_was_meant() -> None:
    with post() as place:
        outcomes = [notices.send(way(place.port), PARCEL) for _ in range(2)]
    assert outcomes == [Outcome(V.ACCEPTED, "250 queued")] * 2
    first, second = place.envelopes
    assert (first.mail_from, first.rcpt_tos) == ("luoshi@bureau.example", ["zhang@unit.example"])
    assert first.content == second.content, "every try is the same mail"
    assert isinstance(first.content, bytes)
    mail = email.message_from_bytes(first.content, policy=email.policy.default)
    assert dict(mail.items()) == {
        "From": "落实督查提醒 <luoshi@bureau.example>",
        "To": "zhang@unit.example",
        "Subject": "落实：2条提醒",
        "Date": "Mon, 02 Nov 2026 04:00:00 +0000",
        "Message-ID": "<luoshi-7@bureau.example>",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "base64",
        "MIME-Version": "1.0",
    }
    assert mail.get_content().splitlines() == TEXT.splitlines()


@pytest.mark.parametrize(
    ("step", "answer", "verdict"),
    [
        ("RCPT", "550 no such user", V.REFUSED),
        ("RCPT", "451 try later", V.AGAIN),
        ("DATA", "554 rejected as spam", V.REFUSED),
        ("DATA", "452 mailbox full", V.AGAIN),
    ],
)
def test_what_the_server_will_not_take_is_told_apart(step: str, answer: str, verdict: Verdict) -> None:
    with post() as place:
        place.refuses[step] = answer
        assert notices.send(way(place.port), PARCEL) == Outcome(verdict, answer)


def test_nobody_listening_is_tried_again() -> None:
    outcome = notices.send(way(closed_port()), PARCEL)
    assert outcome.verdict is V.AGAIN


def test_a_server_that_says_nothing_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi.crafts.notices.mail.SECONDS", 0.2)
    with socket.create_server((HOST, 0)) as mute:
        outcome = notices.send(way(mute.getsockname()[1]), PARCEL)
    assert outcome.verdict is V.AGAIN


def test_a_server_that_hangs_up_after_the_text_is_tried_again() -> None:
    def listen() -> None:
        line, _ = server.accept()
        with line, line.makefile("rwb") as talk:
            talk.write(b"220 here\r\n")
            talk.flush()
            for said in talk:
                if said.strip() == b".":
                    return
                talk.write(b"354 go on\r\n" if said.startswith(b"DATA") else b"250 OK\r\n")
                if not said[:4].isupper():
                    continue
                talk.flush()

    with socket.create_server((HOST, 0)) as server:
        thread = threading.Thread(target=listen)
        thread.start()
        outcome = notices.send(way(server.getsockname()[1]), PARCEL)
        thread.join()
    assert outcome.verdict is V.AGAIN


def _sesame(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    is_right = getattr(data, "password", b"") == b"open-sesame"
    return AuthResult(success=is_right, handled=False)


@pytest.mark.parametrize("password", ["open-sesame", "wrong-word"])
def test_it_signs_in_over_starttls(password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, public = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with post(tls_context=context, require_starttls=True, authenticator=_sesame, auth_required=True) as place:
        outcome = notices.send(way(place.port, "STARTTLS", "luoshi", password), PARCEL)
    is_right = password == "open-sesame"
    assert outcome.verdict is (V.ACCEPTED if is_right else V.REFUSED)
    assert len(place.envelopes) == is_right
    assert password not in outcome.words


def test_it_speaks_over_tls_from_the_first_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, public = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with post(ssl_context=context) as place:
        assert notices.send(way(place.port, "SSL"), PARCEL) == Outcome(V.ACCEPTED, "250 queued")


def test_a_server_that_nobody_vouches_for_is_told_nothing(tmp_path: Path) -> None:
    context, _ = certified(tmp_path)
    with post(tls_context=context) as place:
        outcome = notices.send(way(place.port, "STARTTLS", "luoshi", "open-sesame"), PARCEL)
    assert (outcome.verdict, place.envelopes) == (V.AGAIN, [])


def test_a_server_without_encryption_gets_no_password() -> None:
    with post() as place:
        outcome = notices.send(way(place.port, "STARTTLS", "luoshi", "open-sesame"), PARCEL)
    assert (outcome.verdict, place.envelopes) == (V.REFUSED, [])


def test_a_host_that_is_not_allowed_is_not_called() -> None:
    with post() as place:
        elsewhere = Way(ChannelKind.MAIL, way(place.port).settings, {"password": ""}, frozenset({"other"}))
        outcome = notices.send(elsewhere, PARCEL)
    assert (outcome.verdict, place.envelopes) == (V.REFUSED, [])
    assert "LUOSHI_NOTICE_HOSTS" in outcome.words
