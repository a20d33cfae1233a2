"""A document of the tests' own, and how the desk is asked about it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.http import HttpResponse
from django.test import Client

from luoshi.actions import documents as actions
from luoshi.records.models import Document, Task
from luoshi.rules.tasks import Role
from tests import cast

AT = datetime(2026, 11, 20, 1, tzinfo=UTC)
SPEECH = """关于做好冬季重点工作的讲话

一、抓好校园安全
冬季历来是事故易发的季节。
各县（市、区）教育局要在2026年12月10日前完成一轮校舍隐患排查；12月25日前全部整改到位。
二、抓好经费保障
计划财务科要在2026年12月18日前完成生均经费核拨情况汇总。
办好幼儿园要依靠天文台协会，要在2026年12月30日前拿出方案。
"""


def register(city: cast.City, text: str = SPEECH, name: str = "讲话.txt") -> Document:
    return actions.register_document(name=name, data=text.encode(), by=city.clerk, at=AT)


def bare(city: cast.City, count: int = 3) -> tuple[Document, list[Task]]:
    """Return a document with directives that have owner and date, apart from what a reader finds."""
    lines = [
        f"计划财务科要在12月{10 + number}日前完成第{number}批核拨；并报结果。" for number in range(count)
    ]
    text = "讲话\n" + "\n".join(lines) + "\n以上是背景。\n"
    document = Document.objects.create(
        title="讲话",
        kind="讲话",
        source_name="讲话.txt",
        text=text,
        text_digest=f"digest-{count}",
        body_start=0,
        body_end=len(text),
        registered_at=AT,
        registered_by=city.clerk.words,
    )
    tasks = []
    for number, line in enumerate(lines):
        start = text.index(line)
        document.spans.create(start=start, end=start + len(line), kind="DIRECTIVE")
        task = Task.objects.create(
            document=document,
            start=start,
            end=start + len(line),
            summary=f"完成第{number}批核拨",
            start_on=AT.date(),
            due_on=datetime(2026, 12, 10 + number, tzinfo=UTC).date(),
        )
        task.assignments.create(unit=city.finance, branch=city.finance, role=Role.RESPONSIBLE.value)
        tasks.append(task)
    rest = text.index("以上")
    document.spans.create(start=rest, end=rest + 6, kind="BACKGROUND")
    return document, tasks


def post(client: Client, task: Task, verb: str, *, htmx: bool = False, **fields: object) -> HttpResponse:
    """Send a step as the form on the desk would, with the version that the page showed."""
    fields.setdefault("version", task.version)
    headers = {"HX-Request": "true"} if htmx else {}
    path = f"/documents/{task.document_id}/{task.id}/{verb}/"
    return client.post(path, {key: str(value) for key, value in fields.items()}, headers=headers)


def rows(response: HttpResponse) -> dict[int, str]:
    """Return {directive: state} as a page or a part of one shows them."""
    found = re.findall(r'<article class="directive[^"]*" id="d(\d+)"[^>]*data-state="(\w+)"', response.text)
    return {int(number): state for number, state in found}
