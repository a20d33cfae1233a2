"""A gateway of text messages is asked by the bureau's own template, whatever stands in the message."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts import notices
from luoshi.crafts.notices import Outcome, Parcel, Way, texts
from luoshi.rules.notices import ChannelKind, Message, Verdict
from tests.crafts.gateways import gateway

V = Verdict
AT = datetime(2026, 11, 2, 4, tzinfo=UTC)
NASTY = '引号"、{secret}、&b=c、\\n\n换行、%41、</x>'
JSON_BODY = '{"phone":"{mobile}","text":"{words}","token":"{secret}","id":"{mark}"}'
FORM_BODY = "phone={mobile}&text={words}&token={secret}"


def asked(
    body: str, form: str, answer: bytes = b'{"code":0}', *, words: str = NASTY, **more: Any
) -> tuple[Outcome, list[Any]]:
    settings = {"host": "127.0.0.1", "method": "POST", "form": form, "body": body, "success": "code=0"}
    with gateway((200, answer)) as place:
        way = Way(
            ChannelKind.SMS,
            {**settings, "url": place.url("/send"), **more},
            {"secret": "t0p+secret"},
            place.hosts,
        )
        if "path" in more:
            way.settings["url"] = place.url(more["path"])  # type: ignore[index]
        parcel = Parcel("13800000001", Message("落实", words), "luoshi-7", AT)
        return notices.send(way, parcel), place.heard


def test_json_is_filled_in_with_everything_escaped() -> None:
    outcome, [heard] = asked(JSON_BODY, "JSON")
    assert outcome == Outcome(V.ACCEPTED, '{"code":0}')
    assert (heard.method, heard.target, heard.content_type) == (
        "POST",
        "/send",
        "application/json; charset=utf-8",
    )
    assert json.loads(heard.body) == {
        "phone": "13800000001",
        "text": NASTY,
        "token": "t0p+secret",
        "id": "luoshi-7",
    }


def test_a_form_is_filled_in_with_everything_escaped() -> None:
    _, [heard] = asked(FORM_BODY, "FORM")
    assert heard.content_type == "application/x-www-form-urlencoded; charset=utf-8"
    assert parse_qs(heard.body.decode()) == {
        "phone": ["13800000001"],
        "text": [NASTY],
        "token": ["t0p+secret"],
    }


def test_a_get_has_it_all_in_the_address() -> None:
    _, [heard] = asked("", "FORM", method="GET", path="/s?to={mobile}&m={words}&k={secret}")
    assert (heard.method, heard.body) == ("GET", b"")
    assert parse_qs(urlsplit(heard.target).query) == {
        "to": ["13800000001"],
        "m": [NASTY],
        "k": ["t0p+secret"],
    }


@given(words=st.text(max_size=60))
def test_no_words_break_out_of_their_place(words: str) -> None:
    words = words.encode("utf-8", "replace").decode()
    filled = texts._filled(
        JSON_BODY, {"mobile": "1", "words": words, "secret": "s", "mark": "m"}, texts._in_json
    )
    assert json.loads(filled) == {"phone": "1", "text": words, "token": "s", "id": "m"}


@pytest.mark.parametrize(
    ("answer", "success", "verdict"),
    [
        (b'{"code":0}', "code=0", V.ACCEPTED),
        (b'{"code":"0"}', "code=0", V.ACCEPTED),
        (b'{"code":1001,"msg":"no money"}', "code=0", V.REFUSED),
        (b'{"data":{"status":"OK"}}', "data.status=OK", V.ACCEPTED),
        (b'{"data":[]}', "data.status=OK", V.REFUSED),
        (b'{"message":"code=0"}', "code=0", V.REFUSED),
        (b"{}", "code=null", V.REFUSED),
        (b"result:0,ok", "result:0", V.ACCEPTED),
        (b"result:-1", "result:0", V.REFUSED),
        (b"", "code=0", V.REFUSED),
    ],
)
def test_an_answer_is_held_against_the_test_of_success(answer: bytes, success: str, verdict: Verdict) -> None:
    assert asked(JSON_BODY, "JSON", answer, success=success)[0].verdict is verdict


def test_the_gateways_answer_shows_no_secret() -> None:
    outcome, _ = asked(JSON_BODY, "JSON", b'{"code":9,"msg":"token t0p+secret expired"}')
    assert outcome == Outcome(V.REFUSED, '{"code":9,"msg":"token …… expired"}')


@pytest.mark.parametrize(
    ("url", "body", "form", "reason"),
    [
        ("http://a/s", JSON_BODY, "JSON", None),
        ("http://a/s?m={mobile}&w={words}", "", "FORM", None),
        ("http://a/s", '{"text":"{words}"}', "JSON", "{mobile} 和 {words}"),
        ("http://a/s", '{"to":"{mobile}","text":"{words}","x":"{phone}"}', "JSON", "{phone} 不认识"),
        ("http://a/s", '{"to":"{mobile}","text":"{words}"', "JSON", "不是 JSON"),
    ],
)
def test_a_template_is_looked_through_before_it_is_kept(
    url: str, body: str, form: str, reason: str | None
) -> None:
    said = texts.why_not_template(url, body, form, "code=0")
    assert (said is None) is (reason is None)
    assert (reason or "") in (said or "")
    assert texts.why_not_template(url, body, form, "") is not None
