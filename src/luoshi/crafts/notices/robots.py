"""Robots in groups: 企业微信, 钉钉, 飞书, each with its own message, signature and answer.

As their makers document them: 企业微信《群机器人配置说明》, 钉钉《自定义机器人接入》,
飞书《自定义机器人使用指南》.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from luoshi.crafts.notices import calls, hosts
from luoshi.crafts.notices.model import Outcome, Parcel, Way
from luoshi.rules.notices import ChannelKind, Verdict

_TOO_FAST: Mapping[ChannelKind, frozenset[int]] = {
    ChannelKind.WECOM: frozenset({-1, 45009, 45033}),
    ChannelKind.DINGTALK: frozenset({-1, 130101, 410100}),
    ChannelKind.FEISHU: frozenset({11232}),
}
"""Codes that say: too many at once, or busy; later it may go. Every other code is a refusal."""


def send(way: Way, parcel: Parcel) -> Outcome:
    """Let a robot say the message in its group."""
    secret = way.secrets.get("secret", "")
    url = way.secrets["url"]
    if secret and way.kind is ChannelKind.DINGTALK:
        url = _signed(url, secret, parcel.at)
    if reason := hosts.why_not_url(way.kind, url, way.hosts):
        return Outcome(Verdict.REFUSED, reason)
    said = _said(way.kind, parcel.message.text, secret, parcel.at)
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    heard = calls.call("POST", url, body, "application/json; charset=utf-8")
    if isinstance(heard, Outcome):
        return heard
    return calls.judged(*heard) or _read(way.kind, heard[1])


def _said(kind: ChannelKind, text: str, secret: str, at: datetime) -> dict[str, Any]:
    if kind is not ChannelKind.FEISHU:
        return {"msgtype": "text", "text": {"content": text}}
    # 飞书 reads <at user_id="all"> in a text; a title is to call nobody.
    said: dict[str, Any] = {"msg_type": "text", "content": {"text": text.replace("<", "＜")}}
    if secret:
        stamp = str(int(at.timestamp()))
        said = {"timestamp": stamp, "sign": _mac(f"{stamp}\n{secret}", ""), **said}
    return said


def _signed(url: str, secret: str, at: datetime) -> str:
    stamp = str(int(at.timestamp() * 1000))
    sign = _mac(secret, f"{stamp}\n{secret}")
    return f"{url}&timestamp={stamp}&sign={quote_plus(sign)}"


def _mac(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def _read(kind: ChannelKind, answer: bytes) -> Outcome:
    name = "code" if kind is ChannelKind.FEISHU else "errcode"
    try:
        code = json.loads(answer)[name]
    except (ValueError, LookupError, TypeError, RecursionError):
        return Outcome(Verdict.UNKNOWN, f"回答看不懂：{calls.shown(answer)}")
    words = calls.shown(answer)
    if type(code) is int and code == 0:
        return Outcome(Verdict.ACCEPTED, words)
    is_busy = type(code) is int and code in _TOO_FAST[kind]
    return Outcome(Verdict.AGAIN if is_busy else Verdict.REFUSED, words)
