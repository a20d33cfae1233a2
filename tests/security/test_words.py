"""Hostile words go in wherever words go in; they come out as words, or a form says no."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from luoshi.pages.obstacles import links
from luoshi.records.models import Asking, Letter, Side, Task, Unit
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
    "digits": "9" * 5_000,
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


def handed_over(client: Client, ids: Ids, words: str) -> HttpResponse:
    page = client.get(address("person-handover", ids))
    posts = re.findall(r'name="end-(\d+)"', page.content.decode())
    fields = {"last_on": "2026-11-01"}
    for post in posts:
        fields |= {f"end-{post}": "on", f"to-{post}": "new", f"name-{post}": words, f"number-{post}": words}
    return client.post(address("person-handover", ids), fields)


def answered_by_link(client: Client, ids: Ids, words: str) -> HttpResponse:
    asking = Asking.objects.get(obstacle=ids["obstacle_id"])
    Asking.objects.filter(id=asking.id).update(link_key="k", link_until_on="2026-12-01")
    asking.refresh_from_db()
    fields = {"outcome": "PARTLY", **dict.fromkeys(["answer", "who_can", "name", "title", "contact"], words)}
    return client.post(links.address(asking), fields)


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
    "many": (
        "clerk",
        lambda c, ids, words: c.post(
            f"/documents/{ids['document_id']}/many/owner/",
            {"seen": [f"{ids['draft_id']}:{words}", f"{words}:1"], "unit": words, f"role-{words}": "LEAD"},
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
    "report allowance": (
        "head",
        lambda c, ids, words: c.post(
            address("report-allow", ids),
            {"week": "2026-11-02", "kind": "EXCUSED", "until_on": "2026-11-09", "reason": words},
        ),
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
    "units list": (
        "clerk",
        lambda c, ids, words: c.get(address("unit-list", ids), {"q": words, "page": words}),
    ),
    "duty": (
        "clerk",
        lambda c, ids, words: c.post(
            address("unit-duty-add", ids), {"topic": words, "words": words, "from_on": "2026-11-02"}
        ),
    ),
    "duty end": (
        "clerk",
        lambda c, ids, words: c.post(address("unit-duty-end", ids), {"last_on": words}),
    ),
    "school year": (
        "head",
        lambda c, ids, words: c.post(
            address("school-enter", ids),
            dict.fromkeys(["year", "autumn_opens", "autumn_ends", "spring_opens", "spring_ends"], words)
            | {"notice": words},
        ),
    ),
    "people list": ("sysadmin", lambda c, ids, words: c.get(address("person-list", ids), {"q": words})),
    "handover": ("sysadmin", handed_over),
    "import name": (
        "sysadmin",
        lambda c, ids, words: c.post(
            address("import-list", ids), {"file": upload(words[:180] or "x", words)}
        ),
    ),
    "import confirm": (
        "sysadmin",
        lambda c, ids, words: c.post(address("import-confirm", ids), {"plan": words}),
    ),
    "help list": (
        "county",
        lambda c, ids, words: c.get(address("obstacle-list", ids), {"helper": words, "page": words}),
    ),
    "help": (
        "county",
        lambda c, ids, words: c.post(
            address("obstacle-raise", ids),
            {
                "kind": "LAND",
                "helper": str(Unit.objects.filter(kind="DEPARTMENT").order_by("id")[:1].get().id),
                "words": words,
            },
        ),
    ),
    "help withdraw": (
        "county",
        lambda c, ids, words: c.post(address("obstacle-withdraw", ids), {"end-words": words}),
    ),
    "help by link": ("", answered_by_link),
    "help link": ("", lambda c, ids, words: c.get(f"/help/{quote(words[:300], safe='')}/")),
    "extension list": (
        "county",
        lambda c, ids, words: c.get(address("extension-list", ids), {"state": words, "page": words}),
    ),
    "extension": (
        "county",
        lambda c, ids, words: c.post(
            address("extension-ask", ids), {"proposed_on": "2027-01-20", "reason": words}
        ),
    ),
    "extension grant": (
        "leader",
        lambda c, ids, words: c.post(
            address("extension-grant", ids), {"granted_on": "2027-01-10", "words": words}
        ),
    ),
    "extension refuse": (
        "head",
        lambda c, ids, words: c.post(address("extension-refuse", ids), {"refuse-words": words}),
    ),
    "questions list": (
        "clerk",
        lambda c, ids, words: c.get(
            address("contradiction-list", ids), dict.fromkeys(["state", "kind", "unit", "page"], words)
        ),
    ),
    "question answer": (
        "county",
        lambda c, ids, words: c.post(address("contradiction-answer", ids), {"words": words, "next": words}),
    ),
    "question close": (
        "clerk",
        lambda c, ids, words: c.post(address("contradiction-close", ids), {"reason": words, "next": words}),
    ),
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


def test_a_form_that_says_a_zero_byte_is_refused_and_nothing_is_kept(ids: Ids, sign_in: SignIn) -> None:
    for fields in ({"words": "甲\x00"}, {"words": "甲", "\x00": "乙"}):
        page = sign_in("county").post(address("contradiction-answer", ids), fields)
        assert page.status_code == 400
    assert [side.answer for side in Side.objects.all()] == [""]
    assert sign_in("county").post(address("contradiction-answer", ids), {"words": "甲"}).status_code == 302
    assert [side.answer for side in Side.objects.all()] == ["甲"]


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in {"zero byte", "long", "digits"}])
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
        "/documents/units/99999999999999999999999/",
        "/units/99999999999999999999999/",
        "/units/?page=99999999999999999999",
        "/people/99999999999999999999999/",
        "/people/99999999999999999999999/handover/",
        "/imports/99999999999999999999999/",
        "/errands/99999999999999999999999/",
        "/obstacles/99999999999999999999999/",
        "/obstacles/?page=99999999999999999999",
        "/tasks/parts/99999999999999999999999/obstacle/",
        "/extensions/99999999999999999999999/",
        "/tasks/parts/99999999999999999999999/extension/",
        "/calendar/school/enter/?year=9999",
        "/calendar/school/enter/?year=٢٠٢٦",
    ],
)
def test_numbers_and_days_beyond_all_bounds(ids: Ids, sign_in: SignIn, address: str) -> None:
    for who in ("clerk", "county", "auditor", "head", "sysadmin"):
        assert sign_in(who).get(address).status_code < 500
