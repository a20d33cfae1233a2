"""Files of every kind are offered and taken; what was noted of one is told to the clerk."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.crafts import sources
from luoshi.records.models import Document, Entry
from tests.crafts import sources_samples as samples
from tests.pages.conftest import SignIn

pytestmark = pytest.mark.django_db

WORDS = "各县区教育局要在2026年6月底前完成校车安全排查，并报送结果。"
NOTE = "文件带有宏。只读了文字，宏没有运行。"


def paper() -> dict[str, str]:
    return samples.unpacked(samples.docx(samples.p("关于校车安全的通知") + samples.p(WORDS)))


def upload(client: Client, data: bytes, name: str) -> object:
    return client.post("/documents/new/", {"file": SimpleUploadedFile(name, data), "text": ""}, follow=True)


def test_the_form_offers_every_kind_that_is_read(signed_in: SignIn) -> None:
    page = signed_in("clerk").get("/documents/new/").text
    assert f'accept="{",".join(sources.SUFFIXES)}"' in page
    assert "Word（.docx、.doc）、WPS、PDF、.txt、网页 .html" in page


def test_a_word_document_is_registered_and_its_notes_are_told_and_kept(signed_in: SignIn) -> None:
    data = samples.package({**paper(), "word/vbaProject.bin": "x"})
    answer = upload(signed_in("clerk"), data, "来文.docm")
    document = Document.objects.get()
    assert document.text == f"关于校车安全的通知\n{WORDS}\n"
    assert [str(message) for message in answer.context["messages"]] == [  # type: ignore[attr-defined]
        "已登记《关于校车安全的通知》。请逐条审定，审完后发布。",
        NOTE,
    ]
    assert Entry.objects.get(action="documents.register").facts["notes"] == [NOTE]


def test_a_file_without_notes_tells_nothing_more(signed_in: SignIn) -> None:
    answer = upload(signed_in("clerk"), samples.package(paper()), "来文.docx")
    assert len(answer.context["messages"]) == 1  # type: ignore[attr-defined]
    assert Entry.objects.get(action="documents.register").facts["notes"] == []


def test_a_spreadsheet_is_refused_in_the_form_and_nothing_is_kept(signed_in: SignIn) -> None:
    answer = upload(signed_in("clerk"), samples.package({"xl/workbook.xml": ""}), "名单.xlsx")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "这是电子表格，不是来文，没有读取。" in answer.text  # type: ignore[attr-defined]
    assert Document.objects.count() == 0
