"""A directive with several dates: the earlier become stages; the list of remarks follows each step."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytest_django import Settings

from luoshi.actions import documents as actions
from luoshi.actions import tasks as task_actions
from luoshi.queries import documents
from luoshi.records.models import Entry, Milestone, Task
from luoshi.rules.tasks import Role
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.documents_on_the_desk import AT, bare, post, register
from tests.pages.weeks_and_letters import set_clock

TWICE = """关于推进校舍安全的通知

各县（市、区）教育局要在2026年12月10日前完成排查并上报台账，并于2026年12月25日前完成全部整改。
计划财务科要在2026年12月18日前完成生均经费核拨情况汇总。
"""
FIRST, LAST = date(2026, 12, 10), date(2026, 12, 25)


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, datetime(2026, 11, 20, 2, tzinfo=UTC))


def twice(city: cast.City) -> Task:
    """Return a directive whose sentence names two dates."""
    [task, *_] = documents.draft_rows(register(city, TWICE))
    assert task.due_on == LAST
    return task


def test_the_earlier_date_is_offered_taken_up_and_taken_back(bare_city: cast.City, signed_in: SignIn) -> None:
    task, client = twice(bare_city), signed_in("clerk")
    path = f"/documents/{task.document_id}/"
    assert "列为阶段时限" in client.get(path).text
    before = Entry.objects.count()
    answer = post(client, task, "stages", htmx=True, stages="2026-12-10 ")
    task.refresh_from_db()
    assert task.stages == ["2026-12-10"]
    assert "阶段时限：2026年12月10日" in answer.text
    assert "列为阶段时限" not in answer.text
    assert "一条里有几个时限" not in client.get(path).text
    assert Entry.objects.count() == before + 1
    back = post(client, task, "stages", htmx=True, stages="")
    task.refresh_from_db()
    assert task.stages == []
    assert "列为阶段时限" in back.text


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ("2026-12-25", "应早于完成时限"),
        ("2020-01-01", "早于起始日期"),
        ("明天", "阶段时限不是日期"),
    ],
)
def test_a_stage_outside_the_task_is_refused(
    bare_city: cast.City, signed_in: SignIn, stages: str, words: str
) -> None:
    task = twice(bare_city)
    answer = post(signed_in("clerk"), task, "stages", htmx=True, stages=stages)
    assert answer.status_code == 409
    assert words in answer.text
    task.refresh_from_db()
    assert task.stages == []


def test_publishing_plans_an_equal_part_by_each_stage(bare_city: cast.City, signed_in: SignIn) -> None:
    task, city = twice(bare_city), bare_city
    task = task_actions.set_stages(task=task, days=[FIRST], version=task.version, by=city.clerk, at=AT)
    for each in documents.draft_rows(task.document):
        owners = {city.finance: Role.LEAD}
        each = task_actions.assign_task(task=each, owners=owners, version=each.version, by=city.clerk, at=AT)
        task_actions.accept_task(task=each, version=each.version, by=city.clerk, at=AT)
    shown = signed_in("clerk").get(f"/documents/{task.document_id}/publish/").text
    assert f"共排{'{}'}个进度节点".format(_planned_in(shown)) in shown
    actions.publish_document(document=task.document, by=city.clerk, at=AT)
    steps = dict(Milestone.objects.filter(task=task).values_list("due_on", "planned_x100"))
    assert (steps[FIRST], steps[LAST]) == (5000, 10_000)
    assert Milestone.objects.filter(task=task, label__contains="阶段时限").count() == 1
    assert Milestone.objects.count() == _planned_in(shown)


def _planned_in(page: str) -> int:
    return int(page.partition("共排")[2].partition("个进度节点")[0])


def test_an_earlier_due_date_and_a_cut_let_stages_go(bare_city: cast.City) -> None:
    task, city = twice(bare_city), bare_city
    task = task_actions.set_stages(task=task, days=[FIRST], version=task.version, by=city.clerk, at=AT)
    task = task_actions.edit_task(
        task=task,
        summary=task.summary,
        standard="",
        start_on=task.start_on,
        due_on=date(2026, 12, 9),
        campaign="",
        version=task.version,
        by=city.clerk,
        at=AT,
    )
    assert task.stages == []


def test_the_list_of_remarks_is_asked_for_anew_after_a_step(bare_city: cast.City, signed_in: SignIn) -> None:
    task, client = twice(bare_city), signed_in("clerk")
    page = client.get(f"/documents/{task.document_id}/").text
    assert 'hx-trigger="deskchanged from:body' in page
    answer = post(client, task, "edit", htmx=True, summary="排查", start_on="2026-11-20", due_on="2027-01-29")
    assert answer["HX-Trigger"] == "deskchanged"
    shown = client.get(f"/documents/{task.document_id}/pointed/").text
    assert "时限定为2027年1月29日，原文写的最晚是2026年12月25日" in shown
    assert shown.count("<li") == int(shown.partition("data-points>")[2].partition("<")[0])
    opened = client.get(f"/documents/{task.document_id}/{task.id}/?as=edit", headers={"HX-Request": "true"})
    assert "HX-Trigger" not in opened


def test_a_crowded_week_leaves_the_list_once_the_dates_are_apart(
    bare_city: cast.City, signed_in: SignIn
) -> None:
    document, tasks = bare(bare_city, 6)
    Task.objects.filter(document=document).update(due_on=date(2026, 12, 10))
    client, path = signed_in("clerk"), f"/documents/{document.id}/pointed/"
    assert "同一周任务过多" in client.get(path).text
    for number, task in enumerate(tasks):
        post(
            client,
            task,
            "edit",
            summary="核拨",
            start_on="2026-11-20",
            due_on=f"2026-12-{3 + 4 * number:02d}",
        )
    assert "同一周任务过多" not in client.get(path).text


def test_the_dates_of_a_cell_are_offered_like_those_of_a_sentence(
    bare_city: cast.City, signed_in: SignIn
) -> None:
    table = (
        "重点任务分解表\n\n序号\t任务内容\t责任单位\t完成时限\n"
        "1\t完成全市中小学校舍安全隐患排查整治\t计划财务科\t"
        "2026年12月10日前完成排查；12月25日前完成整改；2027年1月15日前验收\n"
        "2\t汇总生均经费核拨情况\t计划财务科\t2026年12月18日前\n"
    )
    first, second = documents.draft_rows(register(bare_city, table, "分解表.txt"))
    assert (first.due_on, second.due_on) == (date(2027, 1, 15), date(2026, 12, 18))
    client = signed_in("clerk")
    path = f"/documents/{first.document_id}/"
    page = client.get(path).text
    assert "原文中较早的时限：2026年12月10日、2026年12月25日" in page
    assert page.count("列为阶段时限") == 1
    post(client, first, "stages", htmx=True, stages="2026-12-10 2026-12-25 ")
    first.refresh_from_db()
    assert first.stages == ["2026-12-10", "2026-12-25"]
    assert "列为阶段时限" not in client.get(path).text
