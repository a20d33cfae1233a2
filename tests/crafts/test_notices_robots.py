"""Each robot is told in its own words, signed its own way, and its answer is read for what it says."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from urllib.parse import parse_qs, urlsplit

import pytest

from luoshi.crafts import notices
from luoshi.crafts.notices import Outcome, Parcel, Way
from luoshi.rules.notices import ChannelKind, Message, Verdict
from tests.crafts.gateways import CUT, Gateway, closed_port, gateway

K, V = ChannelKind, Verdict
AT = datetime(2026, 11, 2, 4, 0, 0, 250_000, tzinfo=UTC)
TEXT = "东河区有2条提醒：收到函件1条，\n任务临期1条。"
PARCEL = Parcel("", Message("落实：2条提醒", TEXT), "mark", AT)
PATHS = {
    K.WECOM: "/cgi-bin/webhook/send?key=0f1e2d3c-4b5a",
    K.DINGTALK: "/robot/send?access_token=0f1e2d3c4b5a",
    K.FEISHU: "/open-apis/bot/v2/hook/0f1e2d3c-4b5a",
}
GOOD = {
    K.WECOM: b'{"errcode":0,"errmsg":"ok"}',
    K.DINGTALK: b'{"errcode":0,"errmsg":"ok"}',
    K.FEISHU: b'{"code":0,"msg":"success","data":{}}',
}
PLAIN = '{"msgtype":"text","text":{"content":"东河区有2条提醒：收到函件1条，\\n任务临期1条。"}}'.encode()
ROBOTS = list(PATHS)


def way(kind: ChannelKind, place: Gateway, secret: str = "") -> Way:
    return Way(kind, {"host": "127.0.0.1"}, {"url": place.url(PATHS[kind]), "secret": secret}, place.hosts)


def sent(kind: ChannelKind, *answers: tuple[int, bytes], secret: str = "") -> tuple[Outcome, Gateway]:
    with gateway(*answers) as place:
        return notices.send(way(kind, place, secret), PARCEL), place


@pytest.mark.parametrize("kind", ROBOTS)
def test_a_robot_without_a_secret_is_told_exactly_this(kind: ChannelKind) -> None:
    outcome, place = sent(kind, (200, GOOD[kind]))
    assert outcome == Outcome(V.ACCEPTED, GOOD[kind].decode())
    [heard] = place.heard
    assert (heard.method, heard.target) == ("POST", PATHS[kind])
    assert heard.content_type == "application/json; charset=utf-8"
    feishu = f'{{"msg_type":"text","content":{{"text":{json.dumps(TEXT, ensure_ascii=False)}}}}}'
    assert heard.body == (feishu.encode() if kind is K.FEISHU else PLAIN)


def test_dingtalk_is_signed_in_the_address() -> None:
    _, place = sent(K.DINGTALK, (200, GOOD[K.DINGTALK]), secret="SECabc+/=")
    [heard] = place.heard
    stamp = "1793592000250"
    mac = hmac.new(b"SECabc+/=", f"{stamp}\nSECabc+/=".encode(), hashlib.sha256).digest()
    assert parse_qs(urlsplit(heard.target).query) == {
        "access_token": ["0f1e2d3c4b5a"],
        "timestamp": [stamp],
        "sign": [base64.b64encode(mac).decode()],
    }
    assert heard.body == PLAIN


def test_feishu_is_signed_in_the_body_with_the_secret_in_the_key() -> None:
    _, place = sent(K.FEISHU, (200, GOOD[K.FEISHU]), secret="s3cret-key")
    [heard] = place.heard
    mac = hmac.new(b"1793592000\ns3cret-key", b"", hashlib.sha256).digest()
    assert json.loads(heard.body) == {
        "timestamp": "1793592000",
        "sign": base64.b64encode(mac).decode(),
        "msg_type": "text",
        "content": {"text": TEXT},
    }
    assert heard.target == PATHS[K.FEISHU]


def test_a_title_calls_nobody_in_a_group_of_feishu() -> None:
    called = replace(PARCEL, message=Message("落实", '<at user_id="all">所有人</at>开会'))
    with gateway((200, GOOD[K.FEISHU])) as place:
        notices.send(way(K.FEISHU, place), called)
    assert json.loads(place.heard[0].body)["content"]["text"] == '＜at user_id="all">所有人＜/at>开会'


@pytest.mark.parametrize(
    ("kind", "answer", "verdict"),
    [
        (K.WECOM, b'{"errcode":93000,"errmsg":"invalid webhook url"}', V.REFUSED),
        (K.WECOM, b'{"errcode":45009,"errmsg":"api freq out of limit"}', V.AGAIN),
        (K.DINGTALK, b'{"errcode":310000,"errmsg":"sign not match"}', V.REFUSED),
        (K.DINGTALK, b'{"errcode":130101,"errmsg":"send too fast"}', V.AGAIN),
        (K.FEISHU, b'{"code":19021,"msg":"sign match fail"}', V.REFUSED),
        (K.FEISHU, b'{"code":11232,"msg":"frequency limited"}', V.AGAIN),
        (K.FEISHU, b'{"errcode":0}', V.UNKNOWN),
        (K.WECOM, b'{"errcode":false}', V.REFUSED),
        (K.WECOM, b'{"errcode":"0"}', V.REFUSED),
        (K.WECOM, b'{"errcode":[45009]}', V.REFUSED),
        (K.WECOM, b"[" * 50_000, V.UNKNOWN),
        (K.WECOM, b"<html>portal</html>", V.UNKNOWN),
        (K.WECOM, b"", V.UNKNOWN),
    ],
)
def test_a_refusal_inside_a_200_is_no_success(kind: ChannelKind, answer: bytes, verdict: Verdict) -> None:
    outcome, _ = sent(kind, (200, answer))
    assert outcome.verdict is verdict
    assert outcome.words.startswith(answer[:40].decode() if verdict is not V.UNKNOWN else "回答看不懂：")
    assert len(outcome.words) <= 300


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(500, V.AGAIN), (503, V.AGAIN), (429, V.AGAIN), (502, V.UNKNOWN), (504, V.UNKNOWN), (404, V.REFUSED)],
)
def test_a_status_that_is_no_success_is_told_apart(status: int, verdict: Verdict) -> None:
    assert sent(K.WECOM, (status, b"busy"))[0] == Outcome(verdict, f"状态码 {status}：busy")


def test_a_redirection_is_not_followed() -> None:
    with gateway((200, GOOD[K.WECOM])) as elsewhere:
        outcome, place = sent(K.WECOM, (302, elsewhere.url("/").encode()))
        assert (outcome.verdict, len(place.heard), elsewhere.heard) == (V.REFUSED, 1, [])


def test_nobody_listening_was_certainly_not_told() -> None:
    port = closed_port()
    url = f"http://127.0.0.1:{port}{PATHS[K.WECOM]}"
    closed = Way(K.WECOM, {"host": "127.0.0.1"}, {"url": url}, frozenset({"127.0.0.1"}))
    outcome = notices.send(closed, PARCEL)
    assert (outcome.verdict, "连不上对方的服务器" in outcome.words) == (V.AGAIN, True)


def test_a_line_that_is_cut_after_the_question_leaves_it_unknown() -> None:
    outcome, place = sent(K.DINGTALK, (200, CUT))
    assert (outcome.verdict, len(place.heard)) == (V.UNKNOWN, 1)
    assert "不知道对方收到没有" in outcome.words


def test_a_gateway_that_never_answers_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi.crafts.notices.calls.SECONDS", 0.2)
    done = Event()
    with gateway((200, GOOD[K.WECOM])) as place:
        place.while_answering = lambda: (done.wait(30), None)[1]
        outcome = notices.send(way(K.WECOM, place), PARCEL)
        done.set()
    assert outcome.verdict is V.UNKNOWN


def test_no_secret_comes_back_in_the_words() -> None:
    answer = b'{"errcode":310000,"errmsg":"bad secret SEC-very-secret for 0f1e2d3c4b5a"}'
    with gateway((200, answer)) as place:
        robot = way(K.DINGTALK, place, "SEC-very-secret")
        outcome = notices.send(robot, PARCEL)
        assert outcome.words == '{"errcode":310000,"errmsg":"bad secret …… for ……"}'
        assert "SEC-very-secret" not in repr(robot)
        assert place.url(PATHS[K.DINGTALK]) not in repr(robot)
