"""Hostile words go in wherever words go in; they come out as words, or a form says no."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from luoshi.records.models import Letter, Task
from luoshi.rules.letters import LetterState
from tests import cast
from tests.actions.stage import letter
from tests.security.conftest import UNREAD, Ids, SignIn
from tests.security.pages import address

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
    "sql": "' OR 1=1; DROP TABLE records_task; --",
    "zero byte": "甲\x00乙",
    "right to left": "甲\u202egpj.exe\u202c乙",
    "long": "长" * 10_000,
    "format": "%s%n{0}{}%(x)s",
    "formula": '=HYPERLINK("http://x","y")',
    "entity": "&lt;script&gt;&#60;img src=x onerror=alert(1)&#62;",
    "lines": "甲\r\n\r\n<b>乙</b>\r\nSet-Cookie: a=b",
    "astral": "\U0001f600\U00020000",
}


def harmless(page: HttpResponse) -> None:
    """Hold an answer to showing no hostile words as markup, and to not failing."""
    assert page.status_code < 500
    assert "Set-Cookie: a=b" not in str(page.headers)
    if page.headers["Content-Type"].startswith("text/html"):
        text = page.content.decode()
        for markup in ("<script>alert", "<img src=x", "<b>乙</b>", '" onmouseover="alert'):
            assert markup not in text, markup


Send = Callable[[Client, Ids, str], HttpResponse]


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("utf-8", "surrogatepass"), content_type="text/plain")


ASKED: Mapping[str, tuple[str, Send]] = {
    "search": ("clerk", lambda c, ids, words: c.get("/search/", {"q": words})),
    "ledger words": ("clerk", lambda c, ids, words: c.get("/ledger/", {"words": words, "q": words})),
    "ledger all": (
        "clerk",
        lambda c, ids, words: c.get(
            "/ledger/",
            dict.fromkeys(["lamp", "due", "owner", "sort", "standing", "branch", "document", "page"], words),
        ),
    ),
    "ledger sheet": ("clerk", lambda c, ids, words: c.get("/ledger.xlsx", {"words": words, "owner": words})),
    "reports week": ("county", lambda c, ids, words: c.get("/reports/", {"week": words, "unit": words})),
    "letters list": (
        "clerk",
        lambda c, ids, words: c.get("/letters/", dict.fromkeys(["state", "kind", "unit", "page"], words)),
    ),
    "warnings": (
        "clerk",
        lambda c, ids, words: c.get("/letters/alerts/", dict.fromkeys(["state", "unit", "page"], words)),
    ),
    "letter new": (
        "clerk",
        lambda c, ids, words: c.get("/letters/new/", dict.fromkeys(["unit", "kind", "part"], words)),
    ),
    "units": ("clerk", lambda c, ids, words: c.get("/documents/units/", {"q": words, "words": words})),
    "audit": (
        "auditor",
        lambda c, ids, words: c.get("/audit/", {"below": words, "action": words, "q": words}),
    ),
    "sign-in": ("", lambda c, ids, words: c.post("/sign-in/", {"username": words, "password": words})),
    "sign-in next": ("", lambda c, ids, words: c.get("/sign-in/", {"next": words})),
    "upload name": (
        "clerk",
        lambda c, ids, words: c.post(
            "/documents/new/", {"file": upload(words[:180] or "x", UNREAD + "甲。")}
        ),
    ),
    "upload text": (
        "clerk",
        lambda c, ids, words: c.post(
            "/documents/new/",
            {"file": upload("来文.txt", f"关于{words}的通知\n东河区教育局要在12月20日前完成{words}排查。\n")},
        ),
    ),
    "directive edit": (
        "clerk",
        lambda c, ids, words: c.post(
            address("directive-edit", ids),
            {
                **dict.fromkeys(["summary", "standard"], words),
                "start_on": "2026-11-02",
                "due_on": "2026-12-01",
                "version": "1",
            },
        ),
    ),
    "directive drop": (
        "clerk",
        lambda c, ids, words: c.post(address("directive-drop", ids), {"reason": words, "version": "1"}),
    ),
    "directive assign": (
        "clerk",
        lambda c, ids, words: c.post(
            address("directive-assign", ids),
            dict.fromkeys(["unit", "units", "role", "owners", "name"], words) | {"version": "1"},
        ),
    ),
    "directive split": (
        "clerk",
        lambda c, ids, words: c.post(address("directive-split", ids), {"offset": words, "version": words}),
    ),
    "report": (
        "county",
        lambda c, ids, words: c.post(
            address("report-send", ids),
            {
                "claimed": "10",
                "words": words,
                "week": "2026-11-02",
                "week_start": "2026-11-02",
                "revision": "2",
            },
        ),
    ),
    "report numbers": (
        "county",
        lambda c, ids, words: c.post(
            address("report-send", ids), dict.fromkeys(["claimed", "week", "week_start", "revision"], words)
        ),
    ),
    "report return": (
        "clerk",
        lambda c, ids, words: c.post(address("report-return", ids), {"reason": words}),
    ),
    "reply": ("county", lambda c, ids, words: c.post(address("letter-reply", ids), {"text": words})),
    "withdraw": ("clerk", lambda c, ids, words: c.post(address("letter-withdraw", ids), {"reason": words})),
    "dismiss": ("clerk", lambda c, ids, words: c.post(address("alert-dismiss", ids), {"reason": words})),
    "view": (
        "clerk",
        lambda c, ids, words: c.post("/ledger/views/save/", {"name": words, "query": words}),
    ),
    "calendar": (
        "head",
        lambda c, ids, words: c.post(
            "/calendar/enter/", dict.fromkeys(["year", "notice", "off", "off_weekdays", "worked"], words)
        ),
    ),
    "post": ("clerk", lambda c, ids, words: c.post("/post/", {"post": words})),
}


@pytest.mark.parametrize("where", ASKED)
def test_hostile_words_are_only_words(ids: Ids, sign_in: SignIn, where: str) -> None:
    who, send = ASKED[where]
    client = sign_in(who) if who else Client()
    if where == "reply":
        client.post(address("letter-read", ids))
    for words in HOSTILE.values():
        page = send(client, ids, words)
        harmless(page)
        if page.status_code == 302:
            harmless(client.get(page["Location"]))
    for seen in ("/", "/ledger/", "/reports/", "/letters/", address("letter", ids), address("task", ids)):
        harmless(client.get(seen))
    assert Task.objects.exists()


def test_an_address_that_asks_with_a_zero_byte_is_refused_with_all_headers(ids: Ids, sign_in: SignIn) -> None:
    for query in ({"unit": "甲\x00"}, {"\x00": "甲"}, {"page": ["1", "\x00"]}):
        page = sign_in("clerk").get("/letters/", query)
        assert page.status_code == 400
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert "什么也没有改动" in page.text


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in {"zero byte", "long"}])
def test_words_in_a_letter_come_out_as_they_went_in(
    city: cast.City, ids: Ids, sign_in: SignIn, name: str
) -> None:
    """Into a draft, onto its page, and through PDF and DOCX without breaking either."""
    words = HOSTILE[name]
    draft = letter(city, LetterState.DRAFT)
    client = sign_in("clerk")
    Letter.objects.filter(id=draft.id).update(title=words[:100], text=f"{words}\n第二段")
    about = {**ids, "letter_id": draft.id}
    for page in ("letter", "letter-edit", "letter-pdf", "letter-docx"):
        harmless(client.get(address(page, about)))
    harmless(client.get("/letters/"))


@pytest.mark.parametrize(
    "address",
    [
        "/reports/?week=9999-12-31",
        "/reports/?week=0001-01-01",
        "/reports/?week=2200-01-06",
        "/ledger/?page=0",
        "/ledger/?page=-1",
        "/ledger/?page=99999999999999999999",
        "/ledger/?document=99999999999999999999",
        "/ledger/?branch=-1",
        "/audit/?below=99999999999999999999999",
        "/letters/register/0/",
        "/letters/register/99999999999/",
        "/tasks/99999999999999999999999/",
        "/letters/99999999999999999999999/",
        "/documents/99999999999999999999999/",
    ],
)
def test_numbers_and_days_beyond_all_bounds(ids: Ids, sign_in: SignIn, address: str) -> None:
    for who in ("clerk", "county", "auditor"):
        assert sign_in(who).get(address).status_code < 500
