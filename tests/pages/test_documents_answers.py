"""The 交账单 as a page and as files, and the papers that leave the desk."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as Docx
from python_calamine import CalamineWorkbook

from luoshi.actions import documents as actions
from luoshi.actions import tasks as task_actions
from luoshi.records.models import Task
from tests import cast
from tests.pages import documents_on_the_desk as sample
from tests.pages.conftest import SignIn

READERS = ("clerk", "head", "leader", "discipline")
KEPT_OUT = ("county", "county_head", "office_unit", "school_head", "sysadmin", "secadmin", "auditor")
DAY = "?on=2026-11-20"


def published(city: cast.City, count: int) -> int:
    """Return a document with `count` tasks in the ledger, published on the day it came."""
    document, tasks = sample.bare(city, count)
    for task in tasks:
        task_actions.accept_task(task=task, version=task.version, by=city.clerk, at=sample.AT)
    actions.publish_document(document=document, by=city.clerk, at=sample.AT)
    return int(document.id)


@pytest.mark.parametrize("who", READERS)
def test_those_who_see_documents_see_the_sheet_and_its_files(
    signed_in: SignIn, bare_city: cast.City, who: str
) -> None:
    number = published(bare_city, 1)
    client = signed_in(who)
    page = client.get(f"/documents/{number}/answers/{DAY}")
    assert page.status_code == 200
    assert f'<a href="/tasks/{Task.objects.get().id}/">任务，办理中</a>' in page.text
    assert "○" in page.text
    pdf = client.get(f"/documents/{number}/answers.pdf{DAY}")
    assert (pdf.status_code, pdf.content[:5], pdf["Content-Type"]) == (200, b"%PDF-", "application/pdf")
    docx = Docx(io.BytesIO(client.get(f"/documents/{number}/answers.docx{DAY}").content))
    rows = [[cell.text for cell in row.cells] for row in docx.tables[0].rows]
    assert rows[0] == ["序号", "原文", "着落"]
    assert rows[1][1:] == ["讲话", "背景"]
    assert rows[2][2].splitlines() == [
        "任务，办理中",
        "事项：完成第0批核拨（2026年12月10日前完成）",
        "○ 未启动1个单位：计划财务科未报",
    ]
    assert rows[-1][1:] == ["以上是背景。", "背景"]


@pytest.mark.parametrize("who", KEPT_OUT)
def test_others_see_no_sheet(signed_in: SignIn, bare_city: cast.City, who: str) -> None:
    number = published(bare_city, 1)
    client = signed_in(who)
    pages = [
        client.get(f"/documents/{number}/{page}") for page in ("answers/", "answers.pdf", "answers.docx")
    ]
    assert [page.status_code for page in pages] == [403] * 3
    assert not any("核拨" in page.text for page in pages)


def test_an_absent_document_has_none(signed_in: SignIn, bare_city: cast.City) -> None:
    client = signed_in("clerk")
    pages = ("answers/", "answers.pdf", "answers.docx", "points.docx")
    assert [client.get(f"/documents/999/{page}").status_code for page in pages] == [404] * 4


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-13-01", "日期看不懂"),
        ("zuotian", "日期看不懂"),
        ("2999-01-01", "还没有到"),
        ("2026-11-19", "才登记"),
        ("0001-01-01", "才登记"),
        ("9999-12-31", "还没有到"),
    ],
)
def test_a_day_that_cannot_be_told_is_told_why(
    signed_in: SignIn, bare_city: cast.City, asked: str, said: str
) -> None:
    number = published(bare_city, 1)
    client = signed_in("clerk")
    page = client.get(f"/documents/{number}/answers/?on={asked}")
    assert page.status_code == 422
    assert said in page.text
    file = client.get(f"/documents/{number}/answers.docx?on={asked}")
    assert file.status_code == 409
    assert said in file.text


def test_what_stands_in_the_document_is_no_markup(signed_in: SignIn, bare_city: cast.City) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    words = "<script>alert(1)</script>"
    Task.objects.filter(id=task.id).update(summary=words)
    task.refresh_from_db()
    task_actions.drop_task(task=task, reason=words, version=task.version, by=bare_city.clerk, at=sample.AT)
    page = signed_in("clerk").get(f"/documents/{document.id}/answers/{DAY}").text
    assert words not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_asking_costs_the_same_for_one_task_and_three(signed_in: SignIn, bare_city: cast.City) -> None:
    client = signed_in("clerk")
    costs = []
    for count in (1, 3):
        number = published(bare_city, count)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/documents/{number}/answers/{DAY}")
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_points_say_after_each_item_who_answers_by_when(signed_in: SignIn, bare_city: cast.City) -> None:
    number = published(bare_city, 2)
    response = signed_in("clerk").get(f"/documents/{number}/points.docx")
    said = [each.text for each in Docx(io.BytesIO(response.content)).paragraphs if each.text]
    assert said[:2] == ["附件", "贯彻落实《讲话》工作要点"]
    assert [words.partition("（")[::2] for words in said[2:]] == [
        (
            f"{number + 1}. 计划财务科要在12月{10 + number}日前完成第{number}批核拨；并报结果。",
            f"责任单位：计划财务科；完成时限：2026年12月{10 + number}日）",
        )
        for number in range(2)
    ]


def test_the_sheet_says_where_each_task_stands(signed_in: SignIn, bare_city: cast.City) -> None:
    number = published(bare_city, 1)
    response = signed_in("clerk").get(f"/documents/{number}/table.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert (rows[1][9], rows[2][9]) == ("状态", "办理中")
