"""A file that takes long is read behind the pages; however that ends, the file itself is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from luoshi.actions import documents
from luoshi.actions import errands as errand_actions
from luoshi.actions.errands import Broken, Lease, StopAsked
from luoshi.jobs import errands
from luoshi.records.models import Document, Errand, ErrandFile, Post, Span, Task
from luoshi.rules.errands import MOST_ATTEMPTS, ErrandState
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import nothing_but, one_entry
from tests.pages.documents_on_the_desk import SPEECH


def receive(city: cast.City, data: bytes = SPEECH.encode(), name: str = "讲话.txt") -> Errand:
    """Return an errand that waits to read a file."""
    return documents.receive_document(name=name, data=data, by=city.clerk, at=NOON)


def done(errand: Errand) -> Errand:
    """Do what waits; return the errand as it stands then."""
    errands.run_all("here", lambda: NOON)
    errand.refresh_from_db()
    return errand


@pytest.mark.django_db
def test_it_becomes_the_same_document_as_one_that_is_read_at_once(bare_city: cast.City) -> None:
    with one_entry("documents.receive", bare_city.clerk):
        errand = receive(bare_city)
    assert (errand.title, ErrandFile.objects.get().errand_id) == ("讲话.txt", errand.id)
    with one_entry("documents.register", bare_city.clerk):
        done(errand)
    document = Document.objects.get()
    assert (errand.state, errand.subject) == ("DONE", f"document:{document.id}")
    assert errand.words == "已登记《关于做好冬季重点工作的讲话》。请逐条审定，审完后发布。"
    assert (document.text, document.source_name) == (SPEECH, "讲话.txt")
    assert document.registered_by == bare_city.clerk.words
    assert Task.objects.filter(document=document).count() == 4
    assert not ErrandFile.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7 torn", "扫描件.pdf", "PDF 已损坏"),
        ("机密★3年\n\n关于安全工作的通知\n\n各学校要在6月底前完成排查。\n".encode(), "通知.txt", "密级"),
        ("首页 打印 关闭\n".encode(), "空白.txt", "没有找到正文"),
    ],
)
def test_what_cannot_be_registered_is_told_and_gone(
    bare_city: cast.City, data: bytes, name: str, words: str
) -> None:
    errand = done(receive(bare_city, data, name))
    assert (errand.state, words in errand.words) == ("FAILED", True)
    assert not Document.objects.exists()
    assert not Span.objects.exists()
    assert not ErrandFile.objects.exists()


@pytest.mark.django_db
def test_the_same_file_is_not_read_twice(bare_city: cast.City) -> None:
    errand = receive(bare_city)
    with nothing_but("正在读入", SomebodyWasFirst):
        receive(bare_city, name="另一个名字.txt")
    done(errand)
    again = done(receive(bare_city))
    assert (again.state, "不必重复上传" in again.words) == ("FAILED", True)
    assert Document.objects.count() == 1


@pytest.mark.django_db
def test_whoever_may_not_register_may_not_have_it_read(bare_city: cast.City) -> None:
    with nothing_but("登记和拆解来文"):
        documents.receive_document(name="讲话.txt", data=b"x", by=bare_city.sysadmin, at=NOON)


@pytest.mark.django_db
def test_stopped_before_or_while_it_is_read_nothing_is_kept(bare_city: cast.City) -> None:
    waiting = receive(bare_city)
    with one_entry("errands.stop", bare_city.clerk):
        errand_actions.stop_errand(errand=waiting, by=bare_city.clerk, at=NOON)
    assert not ErrandFile.objects.exists()

    running = receive(bare_city)
    lease = Lease(running, "here")
    assert lease.begin(NOON)
    errand_actions.stop_errand(errand=running, by=bare_city.clerk, at=NOON)
    assert ErrandFile.objects.count() == 1
    with pytest.raises(StopAsked):
        lease.tell("识别文字", 1, 3, NOON)
    lease.end(ErrandState.STOPPED, "已停止")
    assert not ErrandFile.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_broken_off_the_file_waits_and_goes_with_the_last_attempt(bare_city: cast.City) -> None:
    errand = receive(bare_city)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert Lease(errand, "elsewhere").begin(NOON)
        errand.refresh_from_db()
        Broken.put_back(errand)
        assert ErrandFile.objects.exists() is (attempt < MOST_ATTEMPTS)


@pytest.mark.django_db
def test_broken_off_after_it_was_stored_it_is_found_done(bare_city: cast.City) -> None:
    errand = done(receive(bare_city))
    Errand.objects.filter(id=errand.id).update(state="WAITING")
    assert done(errand).state == "DONE"
    assert Document.objects.count() == 1


@pytest.mark.django_db
def test_who_no_longer_holds_the_post_gets_nothing_read(bare_city: cast.City) -> None:
    errand = receive(bare_city)
    Post.objects.filter(id=bare_city.clerk.post_id).update(to_on=NOON.date() - timedelta(days=2))
    assert done(errand).state == "FAILED"
    assert not Document.objects.exists()
