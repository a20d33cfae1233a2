"""The optional model: it may only point, and a model that lies, rambles or hangs changes nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts import advice, reading
from luoshi.crafts.advice import Endpoint, checking
from luoshi.crafts.reading.model import Role
from luoshi.rules.refusals import Refused

TEXT = """关于近期重点工作的讲话
同志们：
一、加快项目建设
各县（市、区）教育局要在12月25日前完成寄宿制学校项目前期手续。
去年我们的项目手续普遍办得慢，希望今年能快一些。
去年我们的项目资金也到得晚。
"""
FOUND = reading.read(TEXT)
BODY = TEXT[FOUND.body_start : FOUND.body_end]
MISSED = "去年我们的项目手续普遍办得慢，希望今年能快一些。"


class Stub(ThreadingHTTPServer):
    """A model in a thread: `reply` writes whatever answer a test wants; every question is kept."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any], str]] = []
        self.reply: Callable[[BaseHTTPRequestHandler], None] = lambda handler: None
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, question, self.headers.get("Authorization", "")))
        self.server.reply(self)

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {}, ""))

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def stub() -> Iterator[Stub]:
    server = Stub()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


def send(handler: BaseHTTPRequestHandler, data: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def says(content: object) -> Callable[[BaseHTTPRequestHandler], None]:
    answer = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    return lambda handler: send(handler, json.dumps(answer).encode())


def points(*spans: object) -> Callable[[BaseHTTPRequestHandler], None]:
    return says(json.dumps({"spans": list(spans)}, ensure_ascii=False))


def asked_of(stub: Stub, **more: Any) -> advice.Advice:
    return advice.advise(TEXT, FOUND, Endpoint(stub.url, "own-model", **more))


# --- An honest model ---------------------------------------------------------------------------


def test_a_sentence_that_the_rules_left_is_offered_with_its_origin(stub: Stub) -> None:
    stub.reply = points({"quote": MISSED})
    found = asked_of(stub, key="k-1")
    [one] = found.suggestions
    assert (one.quote, one.origin, found.thrown_away) == (MISSED, "模型建议", ())
    assert TEXT[one.start : one.end] == one.quote
    [(path, question, key)] = stub.asked
    assert (path, key, question["model"]) == ("/v1/chat/completions", "Bearer k-1", "own-model")
    assert question["messages"][1]["content"] == BODY


def test_a_part_of_a_sentence_stands_for_the_sentence_and_once_only(stub: Stub) -> None:
    start = BODY.index("希望今年")
    stub.reply = points(
        {"quote": "希望今年能快一些"},
        {"start": start, "end": start + 4},
        {"start": start, "end": start + 4, "quote": "希望今年"},
    )
    assert [each.quote for each in asked_of(stub).suggestions] == [MISSED]


def test_words_around_the_json_are_overlooked(stub: Stub) -> None:
    stub.reply = says(f'好的：\n```json\n{{"spans": [{{"quote": "{MISSED}"}}]}}\n```')
    assert [each.quote for each in asked_of(stub).suggestions] == [MISSED]


def test_without_a_key_none_is_sent(stub: Stub) -> None:
    stub.reply = points()
    assert asked_of(stub) == advice.Advice((), ())
    assert [key for _, _, key in stub.asked] == [""]


# --- A lying one -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        ({"quote": "各校要在明天前上交全部经费。"}, "原文里没有这句话"),
        ({"quote": MISSED.replace("希望", "要求")}, "原文里没有这句话"),
        ({"start": 0, "end": 4, "quote": "<b>去年</b>"}, "原文里没有这句话"),
        ({"start": 5, "end": 10**9}, "位置不在正文里"),
        ({"start": -5, "end": 3}, "位置不在正文里"),
        ({"start": 9, "end": 9}, "位置不在正文里"),
        ({"start": True, "end": 20}, "没有引用原文"),
        ({"quote": "去年我们的项目"}, "这几个字在原文里不止一处"),
        ({"quote": "加快项目建设"}, "指的是标题"),
        ({"quote": "各县（市、区）教育局要在12月25日前完成寄宿制学校项目前期手续。"}, "规则已经读出"),
        ({"quote": MISSED + "\n去年我们的项目资金也到得晚。"}, "跨了几句，不是一句话"),
        ({"quote": "同志们："}, "太短，不成一件事"),
        ({"quote": ""}, "没有引用原文"),
        ({"quote": 7}, "没有引用原文"),
        ({}, "没有引用原文"),
        ("去年", "不是一处句子"),
        (None, "不是一处句子"),
    ],
)
def test_what_does_not_hold_is_thrown_away_with_a_reason(stub: Stub, span: object, reason: str) -> None:
    stub.reply = points(span, {"quote": MISSED})
    found = asked_of(stub)
    assert [each.quote for each in found.suggestions] == [MISSED]
    assert found.thrown_away == (reason,)


def test_a_wrong_place_with_a_right_quote_is_put_right(stub: Stub) -> None:
    stub.reply = points({"start": 1, "end": 3, "quote": MISSED})
    assert [each.quote for each in asked_of(stub).suggestions] == [MISSED]


def test_more_than_anybody_asked_for_is_not_looked_at(stub: Stub) -> None:
    stub.reply = points(*[{"quote": "没有的话"}] * checking.MOST, {"quote": MISSED})
    found = asked_of(stub)
    assert found.suggestions == ()
    assert found.thrown_away[0] == f"一次最多看{checking.MOST}处，其余1处没有看"


@pytest.mark.parametrize("content", ['{"tasks": 1}', '{"spans": "all"}', "[3]", "{}", "[]"])
def test_an_answer_of_another_shape_offers_nothing(stub: Stub, content: str) -> None:
    stub.reply = says(content)
    assert asked_of(stub).suggestions == ()


KEYS = st.sampled_from(["spans", "quote", "start", "end"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(KEYS, each),
    max_leaves=20,
)


@given(JSON)
def test_whatever_json_comes_every_quote_is_a_slice_that_the_rules_left(answer: object) -> None:
    left = {(each.start, each.end) for each in FOUND.sentences if each.role is Role.BACKGROUND}
    for each in checking.checked(answer, TEXT, FOUND).suggestions:
        assert each.quote == TEXT[each.start : each.end]
        assert (each.start, each.end) in left


# --- A broken one ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (says("<html><body>登录</body></html>"), "不是 JSON"),
        (says(None), "没有文字"),
        (says("3"), "不是 JSON"),
        (says("[3"), "不是 JSON"),
        (says("[" * 200_000), "不是 JSON"),
        (lambda handler: send(handler, b"<html>"), "不是 OpenAI 兼容的格式"),
        (lambda handler: send(handler, b'{"choices": []}'), "不是 OpenAI 兼容的格式"),
        (lambda handler: send(handler, b"[" * 200_000), "不是 OpenAI 兼容的格式"),
        (lambda handler: send(handler, b"no", 500), "状态 500"),
        (lambda handler: send(handler, b"x" * 10_000_000), "回答太长"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "没有等到模型的回答"),
        (lambda handler: None, "没有等到模型的回答"),
    ],
)
def test_a_broken_answer_is_refused_and_says_that_nothing_is_lost(
    stub: Stub, reply: Callable[[BaseHTTPRequestHandler], None], said: str
) -> None:
    stub.reply = reply
    with pytest.raises(Refused) as refused:
        asked_of(stub)
    assert said in refused.value.reason
    assert refused.value.reason.endswith("规则读出的结果不受影响，可以照常审定。")


def test_nobody_is_followed_elsewhere(stub: Stub) -> None:
    elsewhere = f"{stub.url}/elsewhere"
    stub.reply = lambda handler: send(handler, b"", 307, Location=elsewhere)
    with pytest.raises(Refused, match="状态 307"):
        asked_of(stub)
    assert [path for path, _, _ in stub.asked] == ["/v1/chat/completions"]


def test_no_proxy_of_the_machine_is_used(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    stub.reply = points({"quote": MISSED})
    assert len(asked_of(stub).suggestions) == 1


def test_a_model_that_says_nothing_is_given_up(stub: Stub) -> None:
    def wait(handler: BaseHTTPRequestHandler) -> None:
        stub.over.wait(30)

    stub.reply = wait
    with pytest.raises(Refused, match="没有等到"):
        asked_of(stub, seconds=0.3)


def test_a_model_that_drips_is_given_up_as_well(stub: Stub) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not stub.over.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    stub.reply = drip
    with pytest.raises(Refused, match="没有等到"):
        asked_of(stub, seconds=0.5)


def test_where_nobody_listens_it_is_said() -> None:
    with pytest.raises(Refused, match="没有等到"):
        advice.advise(TEXT, FOUND, Endpoint("http://127.0.0.1:9/v1", "own-model"))


def test_a_body_beyond_measure_is_not_sent(stub: Stub) -> None:
    text = TEXT + "情况如此。" * 13_000
    with pytest.raises(Refused, match="没有送模型"):
        advice.advise(text, reading.read(text), Endpoint(stub.url, "own-model"))
    assert stub.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "ftp://10.0.0.1/v1",
        "10.0.0.1:8000",
        "http://",
        "http://a:b@10.0.0.1/v1",
        "http://10.0.0.1/v1?x=1",
        "http://10.0.0.1:99999/v1",
        "http://[::1/v1",
        "http://10.0.0.1/v1\r\nHost: elsewhere",
        "http://模型/v1",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Refused, match=r"LUOSHI_MODEL_URL|只能用英文"):
        Endpoint(url, "own-model")


def test_a_model_without_a_name_is_refused_and_a_key_is_not_shown() -> None:
    with pytest.raises(Refused, match="LUOSHI_MODEL_NAME"):
        Endpoint("http://10.0.0.1/v1", "")
    assert "secret" not in repr(Endpoint("http://10.0.0.1/v1", "m", key="secret"))
