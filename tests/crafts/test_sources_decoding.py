"""Every encoding in which an office saves a text is read; what is no text is refused in words."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts import sources
from luoshi.crafts.sources import decoding
from luoshi.rules.refusals import Refused

WORDS = "各县区教育局要在6月底前完成校车安全排查，并报送结果。\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("gb18030"),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        (WORDS + "abc 123\n" * 20).encode("utf-16-le"),
        (WORDS + "abc 123\n" * 20).encode("utf-16-be"),
    ],
)
def test_the_same_words_come_out_of_every_encoding(data: bytes) -> None:
    assert decoding.decode(data).startswith(WORDS)


def test_a_file_of_mixed_encodings_is_read_line_by_line() -> None:
    mixed = "第一行是国标。\n".encode("gb18030") + "第二行是万国码，含“引号”。\n".encode()
    assert decoding.decode(mixed) == "第一行是国标。\n第二行是万国码，含“引号”。\n"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        (b" \r\n\t", "空的"),
        ("\u3000\ufeff\n".encode(), "空的"),
        (bytes(range(256)) * 4, "二进制"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "UTF-16"),
        (codecs.BOM_UTF8 + b"\xff\xfe", "UTF-8"),
        (b"\x07" * 400 + WORDS.encode(), "二进制"),
        (b"ok\n\xff\xff\xff\n", "第 2 行"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data: bytes, word: str) -> None:
    with pytest.raises(Refused) as refusal:
        decoding.decode(data)
    assert word in refusal.value.reason


def test_the_limit_is_fifty_mebibytes() -> None:
    most = 50 * 1024 * 1024
    assert sources.why_too_large(most) is None
    reason = "文件有 50.0 MiB，超过 50 MiB 的上限。请只上传正文，或拆成几份。"
    assert sources.why_too_large(most + 1) == reason
    with pytest.raises(Refused) as refusal:
        sources.text_of(b"a" * (most + 1), "a.txt")
    assert refusal.value.reason == reason


@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(
        lambda words: words.strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0")
    )
)
def test_whatever_utf_8_says_is_kept_or_refused(words: str) -> None:
    with contextlib.suppress(Refused):
        assert decoding.decode(words.encode()) == words.removeprefix("\ufeff")


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fall(data: bytes) -> None:
    with contextlib.suppress(Refused):
        assert isinstance(decoding.decode(data), str)


PAGE = """<!DOCTYPE html><html><head><title>某市教育局</title><style>p{}</style>
<script>var a="<p>x</p>";</script></head>
<body><nav><a>首页</a><a>新闻</a></nav><h1>关于开展校车
安全检查的通知</h1><p>各县区教育局：</p>
<p>请于6月30日前报送检查结果，&ldquo;零报告&rdquo;也要报。</p><div style="display: none">看不见</div>
<p hidden>也看不见</p><table><tr><td>甲</td><td>乙</td></tr></table><footer>版权所有</footer></body></html>"""


def test_a_saved_page_gives_the_text_that_a_reader_sees() -> None:
    text = sources.text_of(PAGE.encode(), "page.html").text
    assert text.split("\n")[:5] == [
        "首页新闻",
        "关于开展校车安全检查的通知",
        "各县区教育局：",
        "请于6月30日前报送检查结果，“零报告”也要报。",
        "甲",
    ]
    assert "看不见" not in text
    assert "var a" not in text


def test_what_the_file_holds_weighs_more_than_its_name() -> None:
    assert sources.text_of(PAGE.encode(), "page.txt").text == sources.text_of(PAGE.encode(), "page.html").text
    assert sources.text_of(WORDS.encode(), "notice.txt").text == WORDS


def test_a_page_that_declares_gb2312_is_read_as_such() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>各单位要落实。</p></body></html>'
    assert sources.text_of(page.encode("gb18030"), "a.htm").text == "各单位要落实。\n"


@pytest.mark.parametrize(
    "torn",
    ["<!--", "<a href='", "<![CDATA[", "<![CDAT", "<p ", "</p ", "<script>", "<div hidden>", "\u3000\t "],
)
def test_a_torn_page_is_read_and_takes_no_longer_for_it(torn: str) -> None:
    page = f"<html><body><p>各单位要落实。</p>{torn * 30_000}".encode()
    assert sources.text_of(page, "a.html").text.startswith("各单位要落实。\n")


def test_words_are_joined_over_a_line_break_of_the_page_and_entities_are_words() -> None:
    page = (
        "<html><body><p>要 落实\n  并&nbsp;报送&lt;x&gt;<!-- 注 -->。</p><p>1 < 2</p><![if !IE]>尾<![endif]>"
    )
    assert sources.text_of(page.encode(), "a.html").text == "要 落实并\xa0报送<x>。\n1 < 2\n尾\n"
