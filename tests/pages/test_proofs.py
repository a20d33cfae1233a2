"""A paper in hand is confirmed or denied to anybody, and nothing else is said."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from luoshi.actions import letters
from luoshi.crafts.papers import to_docx, to_pdf
from luoshi.queries import letters as letter_queries
from luoshi.records.models import Letter
from luoshi.rules.letters import LetterState
from luoshi.rules.proofs import code_of
from tests import cast
from tests.actions.stage import NOON, letter
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, set_clock


@pytest.fixture(autouse=True)
def _friday(settings: Settings, db: None) -> None:
    set_clock(settings, FRIDAY)
    cache.clear()


def said(client: Client, **query: str) -> tuple[int, str]:
    """Return the status and the verdict, or the reason why none was given."""
    return heard(client.get(f"/verify/?{urlencode(query)}"))


def held_against(client: Client, name: str, data: bytes) -> tuple[int, str]:
    """Return what is said of a file."""
    return heard(client.post("/verify/", {"file": SimpleUploadedFile(name, data)}))


def heard(response: object) -> tuple[int, str]:
    text = html.unescape(response.text)  # type: ignore[attr-defined]
    found = re.search(r'role="status"><h2>([^<]*)|role="alert"[^>]*>([^<]*)', text)
    assert found, text
    return response.status_code, found[1] or found[2]  # type: ignore[attr-defined]


def test_a_paper_is_confirmed_or_denied_by_its_number_and_code(city: cast.City, client: Client) -> None:
    issued = letter(city, LetterState.ISSUED)
    number, code = issued.number, code_of(issued.digest)
    assert said(client, number=number, code=code) == (200, "真实、有效")
    assert said(client, number=number.replace("〔", "[").replace("〕", "]"), code=issued.digest) == (
        200,
        "真实、有效",
    )
    other = ("0" if code[0] != "0" else "1") + code[1:]
    assert said(client, number=number, code=other) == (200, "与本局发出的不一致")
    assert said(client, number="示教督函〔2026〕99号", code=code) == (200, "本局没有发出过这个文号")
    assert said(client, number=number, code="12")[0] == 422
    Letter.objects.filter(id=issued.id).update(state="CLOSED")
    numbered = letter(city, LetterState.NUMBERED)
    Letter.objects.filter(id=numbered.id).update(corrects=issued)
    assert said(client, number=numbered.number, code=code) == (200, "本局没有发出过这个文号")
    assert said(client, number=number, code=code) == (200, "真实、有效")
    Letter.objects.filter(id=issued.id).update(state="ISSUED")
    letters.withdraw_letter(letter=Letter.objects.get(id=issued.id), reason="有误", by=city.clerk, at=NOON)
    assert said(client, number=number, code=code) == (200, "真实，但已撤回")


def test_what_was_corrected_since_is_said(city: cast.City, client: Client) -> None:
    first, second = letter(city, LetterState.ISSUED), letter(city, LetterState.ISSUED)
    Letter.objects.filter(id=second.id).update(corrects=first, kind="CORRECTION")
    assert said(client, number=first.number, code=first.digest) == (200, "真实，但已有更正")
    Letter.objects.filter(id=second.id).update(state="WITHDRAWN", end_reason="误发")
    assert said(client, number=first.number, code=first.digest) == (200, "真实、有效")


def test_a_file_is_held_against_the_record(city: cast.City, client: Client) -> None:
    issued = letter(city, LetterState.ISSUED)
    paper = letter_queries.paper(issued, today=cast.MONDAY)
    pdf, docx = to_pdf(paper).data, to_docx(paper).data
    assert held_against(client, "函.pdf", pdf) == (200, "真实、有效")
    assert held_against(client, "函.docx", docx) == (200, "真实、有效")
    issued.text = issued.text.replace("核", "查")
    altered = to_docx(letter_queries.paper(issued, today=cast.MONDAY)).data
    assert held_against(client, "函.docx", altered) == (200, "与本局发出的不一致")
    assert held_against(client, "函.txt", "示教督函〔2026〕1号".encode())[0] == 422
    assert held_against(client, "函.docx", b"PK\x03\x04 broken")[0] == 422


def test_nothing_of_a_letter_is_shown_and_the_door_is_counted(city: cast.City, client: Client) -> None:
    issued = letter(city, LetterState.ISSUED)
    page = client.get(f"/verify/?{urlencode({'number': issued.number, 'code': issued.digest})}")
    for word in (issued.title, issued.unit.name, issued.issuer.name):
        assert word not in page.text
    answers = [said(client, number=issued.number, code="0" * 16)[0] for _ in range(30)]
    assert answers == [200] * 29 + [422]
    files = [client.post("/verify/").status_code for _ in range(7)]
    assert files == [422] * 7
    assert "太频繁" in client.post("/verify/").text


def test_the_sheet_bears_what_the_door_asks_for(city: cast.City, signed_in: SignIn, client: Client) -> None:
    issued, draft = letter(city, LetterState.ISSUED), letter(city)
    county = signed_in("county")
    page = county.get(f"/letters/{issued.id}/proof/").text
    code = re.search(r"<code>([0-9A-F]{4}(?:-[0-9A-F]{4}){3})</code>", page)
    assert code
    assert said(client, number=issued.number, code=code[1]) == (200, "真实、有效")
    assert 'src="data:image/svg+xml' in page
    assert signed_in("clerk").get(f"/letters/{draft.id}/proof/").status_code == 409
    assert county.get(f"/letters/{draft.id}/proof/").status_code == 404
    assert signed_in("other_county").get(f"/letters/{issued.id}/proof/").status_code == 404
