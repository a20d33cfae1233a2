"""What may be set up as a channel, where it may go, and how its secrets are kept."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts import notices
from luoshi.crafts.notices import Way, hosts, sealing
from luoshi.rules.notices import ChannelKind
from luoshi.rules.refusals import Refused

K = ChannelKind
KEY = "k" * 40
NONE: frozenset[str] = frozenset()
MAILS = frozenset({"smtp.bureau.example:465", "10.1.2.3"})
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0f1e-2d3c"
MAIL = {
    "host": "smtp.bureau.example",
    "port": 465,
    "security": "SSL",
    "sender": "luoshi@bureau.example",
    "username": "luoshi",
    "password": "open-sesame",
}
SMS = {
    "url": "http://10.1.2.3/send",
    "method": "POST",
    "form": "JSON",
    "body": '{"to":"{mobile}","text":"{words}","key":"{secret}"}',
    "success": "code=0",
    "secret": "t0p-secret",
}


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        (K.WECOM, WECOM),
        (K.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=1"),
        (K.FEISHU, "https://open.feishu.cn/open-apis/bot/v2/hook/1"),
    ],
)
def test_a_robots_own_host_needs_no_permission_and_no_other_does(kind: ChannelKind, url: str) -> None:
    assert hosts.why_not_url(kind, url, NONE) is None
    for other in (K.WECOM, K.DINGTALK, K.FEISHU, K.SMS):
        assert (hosts.why_not_url(other, url, NONE) is None) is (other is kind)


@pytest.mark.parametrize(
    "url",
    [
        WECOM.replace("https", "http"),
        WECOM.replace(".com/", ".com:8443/"),
        WECOM.replace(".com/", ".com.evil.example/"),
        WECOM.replace("/cgi-bin/", "/other/"),
        "http://127.0.0.1/cgi-bin/webhook/send?key=1",
        "https://169.254.169.254/latest/meta-data/",
        "http://[::1]:5432/",
        "https://localhost/",
    ],
)
def test_nothing_else_is_called_unless_the_machine_allows_it(url: str) -> None:
    assert hosts.why_not_url(K.WECOM, url, NONE) is not None


def test_the_machine_may_allow_a_host_or_one_port_of_it() -> None:
    def asked(url: str, *allowed: str) -> bool:
        return hosts.why_not_url(K.SMS, url, frozenset(allowed)) is None

    assert asked("http://10.1.2.3:8080/x", "10.1.2.3")
    assert asked("http://10.1.2.3:8080/x", "10.1.2.3:8080")
    assert asked("https://SMS.example/x", "sms.example:443")
    assert not asked("http://10.1.2.3:8081/x", "10.1.2.3:8080")
    assert not asked("http://10.1.2.30/x", "10.1.2.3")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "qyapi.weixin.qq.com",
        "ftp://a/b",
        "file:///etc/passwd",
        "https://",
        "https://a@b/",
        "https://a/#b",
        "https://a:0/",
        "https://a:99999/",
        "https://a/ b",
        "https://a/\r\nHost: b",
        "https://中文/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        hosts.split(url)


def test_a_robot_is_shown_by_its_host_and_its_last_signs_only() -> None:
    way = notices.checked(K.WECOM, {"url": WECOM, "secret": "SEC1"}, None, NONE)
    assert way.settings == {"host": "qyapi.weixin.qq.com", "ends": "2d3c"}
    assert way.secrets == {"url": WECOM, "secret": "SEC1"}
    same = notices.checked(K.WECOM, {"url": "", "secret": ""}, way, NONE)
    assert (same.settings, same.secrets) == (way.settings, way.secrets)
    assert notices.checked(K.WECOM, {"url": "", "secret": "SEC2"}, way, NONE).secrets["secret"] == "SEC2"
    other = notices.checked(K.WECOM, {"url": WECOM[:-1], "secret": ""}, way, NONE)
    assert other.secrets == {"url": WECOM[:-1], "secret": ""}
    with pytest.raises(Refused, match="请填写机器人的地址"):
        notices.checked(K.WECOM, {"url": "", "secret": ""}, None, NONE)


def test_a_password_left_blank_stays_but_never_goes_to_another_server() -> None:
    way = notices.checked(K.MAIL, MAIL, None, MAILS | {"evil.example"})
    assert "password" not in way.settings
    kept = notices.checked(K.MAIL, {**MAIL, "password": "", "sender": "b@bureau.example"}, way, MAILS)
    assert kept.secrets == {"password": "open-sesame"}
    for change in ({"host": "evil.example"}, {"host": "10.1.2.3", "port": 25}, {"username": "other"}):
        with pytest.raises(Refused, match="要重新填写"):
            notices.checked(K.MAIL, {**MAIL, "password": "", **change}, way, MAILS | {"evil.example"})
    assert notices.checked(K.MAIL, {**MAIL, "username": ""}, way, MAILS).secrets == {"password": ""}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"host": "http://smtp"}, "应是主机名"),
        ({"host": ""}, "应是主机名"),
        ({"port": 25}, "LUOSHI_NOTICE_HOSTS"),
        ({"security": "MAYBE"}, "是否加密"),
        ({"sender": "luoshi"}, "发件邮箱"),
        ({"security": "NONE"}, "会泄露密码"),
        ({"password": ""}, "请填写密码"),
    ],
)
def test_a_mail_server_that_cannot_be_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        notices.checked(K.MAIL, {**MAIL, **change}, None, MAILS)


def test_a_gateways_secret_left_blank_stays_but_never_goes_elsewhere() -> None:
    way = notices.checked(K.SMS, SMS, None, MAILS)
    assert "t0p-secret" not in str(way.settings)
    kept = notices.checked(K.SMS, {**SMS, "secret": "", "url": "http://10.1.2.3/v2/send"}, way, MAILS)
    assert kept.secrets == {"secret": "t0p-secret"}
    with pytest.raises(Refused, match="要重新填写"):
        notices.checked(K.SMS, {**SMS, "secret": "", "url": "http://10.1.2.3:81/send"}, way, MAILS)
    with pytest.raises(Refused, match="请填写密钥"):
        notices.checked(K.SMS, {**SMS, "secret": ""}, None, MAILS)
    with pytest.raises(Refused, match="主机名要写明"):
        notices.checked(K.SMS, {**SMS, "url": "http://{secret}/send"}, None, MAILS)


@given(secrets=st.dictionaries(st.text(max_size=5), st.text(max_size=50), max_size=3))
def test_what_is_sealed_opens_with_the_same_key_only(secrets: dict[str, str]) -> None:
    sealed = sealing.seal(secrets, "MAIL:a", KEY)
    assert sealing.unseal(sealed, "MAIL:a", KEY) == secrets
    for about, key in (("MAIL:a", "x" * 40), ("MAIL:b", KEY)):
        with pytest.raises(Refused, match="LUOSHI_SECRET_KEY"):
            sealing.unseal(sealed, about, key)


def test_what_was_tampered_with_does_not_open_and_nothing_can_be_read() -> None:
    sealed = sealing.seal({"password": "open-sesame"}, "MAIL:a", KEY)
    data = bytearray(base64.b64decode(sealed))
    assert b"sesame" not in data
    assert sealed != sealing.seal({"password": "open-sesame"}, "MAIL:a", KEY), "never twice the same"
    for place in range(len(data)):
        spoilt = bytes(data[:place]) + bytes([data[place] ^ 1]) + bytes(data[place + 1 :])
        with pytest.raises(Refused):
            sealing.unseal(base64.b64encode(spoilt).decode(), "MAIL:a", KEY)
    for rest in ("", "AAAA", "不是"):
        with pytest.raises(Refused):
            sealing.unseal(rest, "MAIL:a", KEY)


def test_secrets_are_bound_to_their_host() -> None:
    way = notices.checked(K.MAIL, MAIL, None, MAILS)
    sealed = notices.seal(way, KEY)
    opened = notices.opened(K.MAIL, way.settings, sealed, key=KEY, hosts=MAILS)
    assert opened == Way(K.MAIL, way.settings, way.secrets, MAILS)
    moved = {**way.settings, "host": "evil.example"}
    with pytest.raises(Refused):
        notices.opened(K.MAIL, moved, sealed, key=KEY, hosts=MAILS)
