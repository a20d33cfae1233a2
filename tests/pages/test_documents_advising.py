"""The button that asks the model: there only where one is, and what it brings is doubtful and says whence."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from luoshi.actions import documents as actions
from luoshi.crafts.advice import Endpoint
from luoshi.queries import answers
from luoshi.records.models import Document, Entry, Task
from luoshi.site import environment
from tests import cast
from tests.crafts.test_advice import Stub, points, stub
from tests.pages import documents_on_the_desk as sample
from tests.pages.conftest import SignIn

__all__ = ["stub"]
MISSED = "冬季历来是事故易发的季节。"


@pytest.fixture
def document(bare_city: cast.City, settings: Settings, stub: Stub) -> Document:
    settings.MODEL = Endpoint(stub.url, "own-model")
    stub.reply = points({"quote": MISSED}, {"quote": "各校明天交钱"}, {"quote": "抓好校园安全"})
    return sample.register(bare_city)


def test_without_a_model_there_is_no_button_and_no_address(signed_in: SignIn, bare_city: cast.City) -> None:
    number = sample.register(bare_city).id
    client = signed_in("clerk")
    assert "请模型看" not in client.get(f"/documents/{number}/?show=rest").text
    assert client.post(f"/documents/{number}/advise/").status_code == 404


def test_what_it_points_at_waits_in_doubt_and_says_whence(
    signed_in: SignIn, document: Document, bare_city: cast.City, stub: Stub
) -> None:
    client = signed_in("clerk")
    assert "请模型看有没有漏读" in client.get(f"/documents/{document.id}/?show=rest").text
    page = client.post(f"/documents/{document.id}/advise/", follow=True)
    assert "模型另外指出1句" in page.text
    task = Task.objects.get(document=document, decided_by__startswith="模型建议")
    assert (task.quote.strip(), task.is_borderline, task.state) == (MISSED, True, "PROPOSED")
    assert task.assignments.count() == 0
    assert f"模型建议（{bare_city.clerk.words}提请）" in page.text
    entry = Entry.objects.get(action="tasks.advise")
    assert entry.facts == {
        "origin": "模型建议",
        "model": "own-model",
        "tasks": [task.id],
        "thrown_away": 2,
    }
    assert "机密" not in json.dumps(stub.asked, ensure_ascii=False)

    again = client.post(f"/documents/{document.id}/advise/", follow=True)
    assert "模型没有指出规则漏读的句子。" in again.text
    assert Task.objects.filter(decided_by__startswith="模型建议").count() == 1


def test_it_is_never_accepted_in_bulk(signed_in: SignIn, document: Document) -> None:
    client = signed_in("clerk")
    client.post(f"/documents/{document.id}/advise/")
    seen = [f"{task.id}:{task.version}" for task in document.tasks.all()]
    client.post(f"/documents/{document.id}/many/accept/", {"seen": seen})
    task = Task.objects.get(document=document, decided_by__startswith="模型建议")
    assert task.state == "PROPOSED"


def test_a_published_document_and_a_marked_one_are_not_sent(
    signed_in: SignIn, document: Document, bare_city: cast.City, stub: Stub
) -> None:
    client = signed_in("clerk")
    Document.objects.filter(id=document.id).update(text="机密★1年\n" + document.text)
    page = client.post(f"/documents/{document.id}/advise/", follow=True)
    assert "标有密级" in page.text
    published, [task] = sample.bare(bare_city, 1)
    sample.post(client, task, "accept")
    actions.publish_document(document=published, by=bare_city.clerk, at=sample.AT)
    page = client.post(f"/documents/{published.id}/advise/", follow=True)
    assert "已发布" in page.text
    assert stub.asked == []


def test_a_model_that_fails_changes_nothing(signed_in: SignIn, document: Document, stub: Stub) -> None:
    stub.reply = lambda handler: None
    before = list(document.tasks.values_list("id", "state"))
    page = signed_in("clerk").post(f"/documents/{document.id}/advise/", follow=True)
    assert "规则读出的结果不受影响" in page.text
    assert list(document.tasks.values_list("id", "state")) == before
    assert not Entry.objects.filter(action="tasks.advise").exists()


@pytest.mark.parametrize("who", ["leader", "discipline", "county", "auditor"])
def test_who_does_not_read_asks_nothing(signed_in: SignIn, document: Document, stub: Stub, who: str) -> None:
    assert signed_in(who).post(f"/documents/{document.id}/advise/").status_code == 403
    assert stub.asked == []


def test_the_sheet_of_the_day_before_does_not_know_it(
    signed_in: SignIn, document: Document, bare_city: cast.City
) -> None:
    signed_in("clerk").post(f"/documents/{document.id}/advise/")
    task = Task.objects.get(decided_by__startswith="模型建议")
    entry = Entry.objects.get(action="tasks.advise")
    Entry.objects.filter(number=entry.number).update(at=sample.AT.replace(day=25))

    def ids(day: int) -> set[int]:
        sheet = answers.answers(bare_city.clerk, document.id, date(2026, 11, day))
        assert sheet is not None
        return {group.became.id for group in sheet.groups if group.became}

    assert (task.id in ids(24), task.id in ids(25)) == (False, True)


def test_the_model_is_off_until_the_machine_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "NAME", "KEY"):
        monkeypatch.delenv(f"LUOSHI_MODEL_{name}", raising=False)
    assert environment.model() is None
    monkeypatch.setenv("LUOSHI_MODEL_URL", "http://10.1.2.3:8000/v1")
    with pytest.raises(ImproperlyConfigured, match="LUOSHI_MODEL_NAME"):
        environment.model()
    monkeypatch.setenv("LUOSHI_MODEL_NAME", "own-model")
    assert environment.model() == Endpoint("http://10.1.2.3:8000/v1", "own-model")
    monkeypatch.setenv("LUOSHI_MODEL_URL", "file:///etc/passwd")
    with pytest.raises(ImproperlyConfigured, match="LUOSHI_MODEL_URL"):
        environment.model()
