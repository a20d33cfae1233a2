"""What takes long to read: the upload answers at once, progress is shown, and it ends on the desk."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from luoshi.actions.documents import registering
from luoshi.actions.errands import Lease
from luoshi.crafts.sources import pictures
from luoshi.jobs import clock, errands
from luoshi.records.models import Document, Errand, ErrandFile
from tests import cast
from tests.actions.stage import NOON
from tests.pages.conftest import SignIn
from tests.pages.documents_on_the_desk import SPEECH

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture(autouse=True)
def _noon(settings: Settings, monkeypatch: pytest.MonkeyPatch, bare_city: cast.City) -> None:
    settings.CLOCK_OFFSET = NOON - timezone.now()
    monkeypatch.setattr(registering, "LONGEST_AWAITED", 100)


def upload(client: Client, data: bytes, name: str = "讲话.txt") -> HttpResponse:
    return client.post("/documents/new/", {"file": SimpleUploadedFile(name, data), "text": ""})


def test_from_the_upload_over_its_progress_to_the_desk(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    answer = upload(client, SPEECH.encode())
    errand = Errand.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/errands/{errand.id}/")
    page = client.get(f"/errands/{errand.id}/").text
    assert "读入来文 讲话.txt" in page
    assert "等候办理" in page
    assert "可以关掉这个页面" in page
    assert "停止办理" in page
    assert 'href="/documents/" aria-current="page"' in page

    lease = Lease(errand, "here")
    assert lease.begin(NOON)
    lease.tell("识别文字", 3, 12, NOON)
    told = client.get(f"/errands/{errand.id}/", headers={"HX-Request": "true"}).text
    assert "识别文字：3 / 12页" in told
    assert "停止办理" not in told
    assert "正在后台读入“讲话.txt”：3 / 12页" in client.get("/documents/").text

    Errand.objects.filter(id=errand.id).update(state="WAITING")
    errands.run_all("here", clock.now)
    part = client.get(f"/errands/{errand.id}/", headers={"HX-Request": "true"})
    document = Document.objects.get()
    assert part["HX-Redirect"] == f"/documents/{document.id}/"
    desk = client.get(part["HX-Redirect"]).text
    assert "已登记《关于做好冬季重点工作的讲话》。请逐条审定" in desk
    assert "正在后台读入" not in client.get("/documents/").text
    assert "到读文台逐条审定" in client.get(f"/errands/{errand.id}/").text
    assert "讲话.txt" in client.get("/errands/").text


def test_what_came_to_nothing_says_why_and_where_to_begin_anew(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    upload(client, ("机密★3年\n" + SPEECH).encode())
    assert not ErrandFile.objects.exists()
    upload(client, SPEECH.encode())
    errand = Errand.objects.get()
    ErrandFile.objects.update(data=("机密★3年\n" + SPEECH).encode())
    errands.run_all("here", clock.now)
    part = client.get(f"/errands/{errand.id}/", headers={"HX-Request": "true"})
    assert ("HX-Redirect" in part, part["HX-Refresh"]) == (False, "true")
    page = client.get(f"/errands/{errand.id}/").text
    assert "hx-trigger" not in page
    assert "标有密级“机密”" in page
    assert 'href="/documents/new/"' in page


def test_the_same_file_twice_is_told_in_the_form(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    upload(client, SPEECH.encode())
    answer = upload(client, SPEECH.encode())
    assert (answer.status_code, "正在读入，不必再传" in answer.text) == (422, True)
    assert Errand.objects.count() == 1


def test_it_may_be_stopped(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    upload(client, SPEECH.encode())
    errand = Errand.objects.get()
    assert client.post(f"/errands/{errand.id}/stop/").status_code == 302
    assert "已停止" in client.get(f"/errands/{errand.id}/").text
    assert not ErrandFile.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.skipif(pictures.is_installed(), reason="the optional recogniser is installed here")
def test_without_the_recogniser_a_picture_is_refused_at_once(signed_in: SignIn) -> None:
    answer = upload(signed_in("clerk"), PICTURE, "照片.png")
    assert (answer.status_code, "pip install -e" in answer.text) == (422, True)
    assert not Errand.objects.exists()


@pytest.mark.skipif(not pictures.is_installed(), reason="the optional recogniser is not installed here")
def test_with_the_recogniser_a_picture_is_read_behind_the_pages(signed_in: SignIn) -> None:
    answer = upload(signed_in("clerk"), PICTURE, "照片.png")
    assert answer["Location"] == f"/errands/{Errand.objects.get().id}/"
    errands.run_all("here", clock.now)
    errand = Errand.objects.get()
    assert (errand.state, "图片已损坏" in errand.words) == ("FAILED", True)
