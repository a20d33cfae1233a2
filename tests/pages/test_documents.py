"""The list, the upload, what can be taken from the desk, and publishing."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Docx
from python_calamine import CalamineWorkbook

from luoshi.actions import tasks as task_actions
from luoshi.records.models import Assignment, Document, Entry, Milestone, Notice, Task
from tests import cast
from tests.pages import documents_on_the_desk as sample
from tests.pages.conftest import SignIn

READERS = ("clerk", "head", "leader", "discipline")
KEPT_OUT = ("county", "county_head", "office_unit", "school_head", "sysadmin", "secadmin", "auditor")
PAGES = ("", "text/", "table.xlsx", "table.docx")


@pytest.mark.parametrize("who", READERS)
def test_those_who_see_documents_see_list_desk_and_tables(
    signed_in: SignIn, bare_city: cast.City, who: str
) -> None:
    document = sample.register(bare_city)
    client = signed_in(who)
    assert client.get("/documents/").status_code == 200
    assert [client.get(f"/documents/{document.id}/{page}").status_code for page in PAGES] == [200] * 4


@pytest.mark.parametrize("who", KEPT_OUT)
def test_others_see_no_document_at_all(signed_in: SignIn, bare_city: cast.City, who: str) -> None:
    document = sample.register(bare_city)
    client = signed_in(who)
    answers = [client.get("/documents/"), *(client.get(f"/documents/{document.id}/{page}") for page in PAGES)]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert [document.title in answer.text for answer in answers] == [False] * 5


@pytest.mark.parametrize("who", ["leader", "discipline"])
def test_who_only_reads_gets_no_buttons_and_no_way_to_decide(
    signed_in: SignIn, bare_city: cast.City, who: str
) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    client = signed_in(who)
    page = client.get(f"/documents/{document.id}/").text
    assert "您可以查看，不能审定。" in page
    assert "/accept/" not in page
    assert sample.post(client, task, "accept").status_code == 403
    assert client.get("/documents/new/").status_code == 403
    task.refresh_from_db()
    assert task.state == "PROPOSED"


def test_an_absent_document_is_not_found(signed_in: SignIn, bare_city: cast.City) -> None:
    client = signed_in("clerk")
    assert client.get("/documents/999/").status_code == 404
    assert client.post("/documents/999/publish/").status_code == 404
    assert client.post("/documents/999/1/accept/", {"version": "1"}).status_code == 404


def test_the_empty_list_teaches(signed_in: SignIn) -> None:
    assert 'href="/documents/new/"' in signed_in("clerk").get("/documents/").text
    assert "督查科登记讲话" in signed_in("leader").get("/documents/").text


def test_the_list_finds_by_title_and_says_what_waits(signed_in: SignIn, bare_city: cast.City) -> None:
    document = sample.register(bare_city)
    sample.bare(bare_city, 2)
    client = signed_in("clerk")
    assert len(client.get("/documents/").context["page"].object_list) == 2
    found = client.get("/documents/?q=冬季").context["page"].object_list
    assert [(row.document.title, row.waiting, row.accepted) for row in found] == [
        (document.title, document.tasks.count(), 0)
    ]
    assert client.get("/documents/?q=没有这样的标题&page=x").context["page"].object_list == []


def test_lists_and_desks_ask_as_often_for_one_as_for_three(
    signed_in: SignIn,
    bare_city: cast.City,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    one, _ = sample.bare(bare_city, 1)
    client = signed_in("clerk")
    client.get("/documents/")
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get("/documents/")
    with django_assert_num_queries(18):  # type: ignore[operator]
        client.get(f"/documents/{one.id}/")
    three, _ = sample.bare(bare_city, 3)
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get("/documents/")
    with django_assert_num_queries(18):  # type: ignore[operator]
        client.get(f"/documents/{three.id}/")


def upload(client: object, data: bytes, name: str = "讲话.txt") -> object:
    return client.post("/documents/new/", {"file": SimpleUploadedFile(name, data), "text": ""})  # type: ignore[attr-defined]


def test_a_file_and_a_pasted_text_come_to_the_same_desk(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    answer = upload(client, sample.SPEECH.encode("gb18030"))
    document = Document.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/documents/{document.id}/")  # type: ignore[index,attr-defined]
    again = client.post("/documents/new/", {"text": sample.SPEECH})
    assert again.status_code == 422
    assert "不必重复上传" in again.text
    assert f'href="/documents/{document.id}/"' in again.text
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b"  \r\n\t", "文件是空的"),
        (b"%PDF-1.7 ...", "PDF 已损坏或没有传完"),
        (bytes(range(256)) * 8, "文件"),
        ("机密★3年\n关于某事的通知\n各县要完成某事。\n".encode(), "标有密级“机密”"),
        (b"x" * (50 * 1024 * 1024 + 1), "超过 50 MiB 的上限"),
    ],
    ids=["empty", "blank", "pdf", "binary", "secret", "large"],
)
def test_what_cannot_be_registered_is_told_in_the_form_and_nothing_is_kept(
    signed_in: SignIn, data: bytes, words: str
) -> None:
    answer = upload(signed_in("clerk"), data)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert list(answer.context["form"].errors) == ["file"]  # type: ignore[attr-defined]
    assert words in answer.text  # type: ignore[attr-defined]
    counts = (Document.objects.count(), Task.objects.count(), Entry.objects.count())
    assert counts == (0, 0, 0)


def test_neither_and_both_are_asked_for_again(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    assert "请选择一个文件" in client.post("/documents/new/", {"text": " "}).text
    both = {"file": SimpleUploadedFile("a.txt", b"abc"), "text": "正文"}
    assert "请只留一样" in client.post("/documents/new/", both).text


def test_a_document_without_directives_says_that_this_is_a_right_answer(
    signed_in: SignIn, bare_city: cast.City
) -> None:
    document = sample.register(
        bare_city, "关于表扬先进的讲话\n" + "过去一年，全市教育工作取得了很大成绩，群众是满意的。\n" * 12
    )
    assert document.tasks.count() == 0
    page = signed_in("clerk").get(f"/documents/{document.id}/").text
    assert "没有任务也是正常结果" in page
    assert "没有采纳的任务，不需要发布" in page


def test_the_text_comes_back_character_by_character(signed_in: SignIn, bare_city: cast.City) -> None:
    document = sample.register(bare_city)
    answer = signed_in("clerk").get(f"/documents/{document.id}/text/")
    assert answer.content.decode() == document.text == sample.SPEECH
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%85%B3")


def test_the_tables_hold_what_the_desk_decided(signed_in: SignIn, bare_city: cast.City) -> None:
    document, (first, second, third) = sample.bare(bare_city, 3)
    task_actions.accept_task(task=first, version=1, by=bare_city.clerk, at=sample.AT)
    task_actions.drop_task(task=second, reason="重复", version=1, by=bare_city.clerk, at=sample.AT)
    client = signed_in("clerk")
    book = client.get(f"/documents/{document.id}/table.xlsx").content
    cells = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()[2:]
    assert [(row[1], row[4], row[6]) for row in cells] == [
        (first.summary, "计划财务科", "2026年12月10日"),
        (third.summary, "计划财务科", "2026年12月12日"),
    ]
    paper = Docx(io.BytesIO(client.get(f"/documents/{document.id}/table.docx").content))
    assert [row.cells[1].text for row in paper.tables[0].rows[1:]] == [first.summary, third.summary]


def test_publishing_shows_what_will_happen_and_does_it_once(signed_in: SignIn, bare_city: cast.City) -> None:
    document, (first, second) = sample.bare(bare_city, 2)
    client = signed_in("clerk")
    path = f"/documents/{document.id}/publish/"
    assert "还有2条未审定" in client.get(path).text
    refused = client.post(path)
    assert (refused.status_code, "还有2条未审定" in refused.text) == (409, True)
    assert not Assignment.objects.exclude(state="PLANNED").exists()
    task_actions.accept_task(task=first, version=1, by=bare_city.clerk, at=sample.AT)
    task_actions.drop_task(task=second, reason="重复", version=1, by=bare_city.clerk, at=sample.AT)
    plan = client.get(path).context["plan"]
    assert (plan.accepted, plan.dropped, plan.assignments) == (1, 1, 1)
    assert [(unit.name, unit.responsible, unit.total) for unit in plan.units] == [("计划财务科", 1, 1)]
    assert client.get(path).context["headless"] == []
    done = client.post(path)
    assert (done.status_code, done["Location"]) == (302, f"/documents/{document.id}/")
    first.refresh_from_db()
    assert first.state == "OPEN"
    assert Milestone.objects.filter(task=first).count() == plan.milestones
    assert list(Notice.objects.values_list("unit_id", flat=True)) == [bare_city.finance.id]
    again = client.post(path)
    assert (again.status_code, "不必重复发布" in again.text) == (409, True)
    assert Notice.objects.count() == 1


def test_a_published_desk_is_read_only_and_shows_what_became_of_each_sentence(
    signed_in: SignIn, bare_city: cast.City
) -> None:
    document, (first, second) = sample.bare(bare_city, 2)
    client = signed_in("clerk")
    task_actions.accept_task(task=first, version=1, by=bare_city.clerk, at=sample.AT)
    task_actions.drop_task(task=second, reason="重复", version=1, by=bare_city.clerk, at=sample.AT)
    client.post(f"/documents/{document.id}/publish/")
    page = client.get(f"/documents/{document.id}/")
    assert sample.rows(page) == {first.id: "OPEN", second.id: "DROPPED"}
    assert f'href="/tasks/{first.id}/"' in page.text
    assert "lamp-grey" in page.text
    assert "formaction" not in page.text
    second.refresh_from_db()
    refused = sample.post(client, second, "reopen")
    assert (refused.status_code, "这份来文已发布" in refused.text) == (409, True)
    second.refresh_from_db()
    assert second.state == "DROPPED"
