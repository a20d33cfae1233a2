"""What the desk points out, proposes and learns, and what it gives back as labels."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from luoshi.records.models import Document, Entry, Task, UnitDuty, UnitName
from tests import cast
from tests.pages import documents_on_the_desk as sample
from tests.pages.conftest import SignIn

TEXT = """关于做好冬季重点工作的讲话
2026年11月16日

一、抓好经费保障
财审处要在2026年12月18日前完成收费公示核查。
财审处要在2026年12月25日前公布核查结果清单。
要加强对经费工作的指导。
要在2026年12月19日前完成校舍隐患排查。
"""


@pytest.fixture
def clerk(signed_in: SignIn) -> Client:
    """The clerk's browser."""
    return signed_in("clerk")


@pytest.fixture
def document(bare_city: cast.City) -> Document:
    """A document on the desk of an office that has its duties on record."""
    UnitDuty.objects.create(unit=bare_city.finance, topic="教育经费", words=["经费"], from_on=cast.FOUNDED)
    return sample.register(bare_city, TEXT)


def drafts(document: Document) -> list[Task]:
    return list(document.tasks.order_by("start"))


def remarks(page: str) -> dict[int, str]:
    found = re.findall(r'id="d(\d+)"[^>]*data-remarks="([^"]*)"', page)
    return {int(number): kinds for number, kinds in found}


def test_each_thing_to_look_at_is_listed_with_a_link(clerk: Client, document: Document) -> None:
    first, second, vague, day_off = drafts(document)
    page = clerk.get(f"/documents/{document.id}/")
    assert remarks(page.text) == {
        first.id: "",
        second.id: "",
        vague.id: "VAGUE",
        day_off.id: "DAY_OFF",
    }
    listed = re.findall(r'<li data-of="(\d+)" data-kind="(\w+)">', page.text)
    assert listed == [(str(vague.id), "VAGUE"), (str(day_off.id), "DAY_OFF")]
    assert page.text.count(f'<a href="#d{vague.id}">{vague.summary}</a>') == 1
    assert "2026年12月19日休息，之前最后一个工作日是2026年12月18日。" in page.text


def test_a_remark_goes_when_it_is_put_right(clerk: Client, document: Document) -> None:
    vague = drafts(document)[2]
    words = {"summary": "指导经费", "standard": "每季度1次", "start_on": "2026-11-20", "due_on": "2026-12-18"}
    answer = sample.post(clerk, vague, "edit", htmx=True, **words)
    assert remarks(answer.text) == {vague.id: ""}


def test_what_is_in_the_ledger_already_is_shown_beside_it(
    clerk: Client, bare_city: cast.City, document: Document
) -> None:
    first = drafts(document)[0]
    Task.objects.filter(id=first.id).update(state="CLOSED")
    again = sample.register(bare_city, TEXT.replace("冬季", "春季"))
    page = clerk.get(f"/documents/{again.id}/")
    mine = drafts(again)[0]
    assert remarks(page.text)[mine.id] == "ALIKE"
    assert (
        f'（已办结）原文有100%相同，请看是否重复；系统不会自动合并。 <a href="/tasks/{first.id}/">'
        in page.text
    )
    assert again.tasks.count() == 4


def test_too_much_in_one_week_names_every_directive(clerk: Client, bare_city: cast.City) -> None:
    document, tasks = sample.bare(bare_city, 6)
    Task.objects.filter(document=document).update(due_on="2026-12-16")
    page = clerk.get(f"/documents/{document.id}/").text
    assert "计划财务科在2026年12月14日起的一周有6项到期（含台账中的），超过本局定的5项。" in page
    assert [f'<a href="#d{task.id}">第{n}条</a>' in page for n, task in enumerate(tasks, 1)] == [True] * 6
    tasks[0].assignments.all().delete()
    assert "超过本局定的" not in clerk.get(f"/documents/{document.id}/").text


def test_who_nobody_named_is_proposed_and_taken_only_by_a_look(clerk: Client, document: Document) -> None:
    vague = drafts(document)[2]
    page = clerk.get(f"/documents/{document.id}/")
    assert page.text.count("建议责任单位：<b>计划财务科</b>") == 2
    assert page.text.count("职责记录：教育经费；标题有“经费”。") == 1
    assert "职责记录：教育经费；原文有“经费”。原文没有写明单位，请看过再定。" in page.text
    Task.objects.filter(id=vague.id).update(due_on="2026-12-18")
    assert clerk.get(f"/documents/{document.id}/").context["many"]["accept"] == 0
    wrong = sample.post(clerk, vague, "adopt", htmx=True, unit=999)
    assert (wrong.status_code, "这条建议已经不成立" in wrong.text) == (409, True)
    finance = UnitDuty.objects.get().unit_id
    sample.post(clerk, vague, "adopt", htmx=True, unit=finance)
    assert list(vague.assignments.values_list("unit", "role")) == [(finance, "RESPONSIBLE")]
    entry = Entry.objects.get(action="tasks.assign")
    assert entry.facts["grounds"] == "职责记录：教育经费；原文有“经费”"


def test_a_ticked_name_is_learnt_for_the_whole_document_and_can_be_forgotten(
    clerk: Client, bare_city: cast.City, document: Document
) -> None:
    first, second, *_ = drafts(document)
    page = f"/documents/{document.id}/{first.id}/"
    assert 'name="teach" value="财审处"' in clerk.get(f"{page}?as=owners").text
    two = sample.post(clerk, first, "assign", htmx=True, teach="财审处", group="COUNTY")
    assert (two.status_code, "一个叫法只能指一个单位" in two.text) == (409, True)
    first.refresh_from_db()
    first.assignments.all().delete()
    answer = sample.post(clerk, first, "assign", htmx=True, teach="财审处", unit=bare_city.finance.id, done=1)
    assert sample.rows(answer) == {first.id: "PROPOSED", second.id: "PROPOSED"}
    assert re.search(rf'id="d{second.id}"[^>]*hx-swap-oob="true"', answer.text)
    assert not re.search(rf'id="d{first.id}"[^>]*hx-swap-oob', answer.text)
    assert "未识别" not in answer.text
    assert [task.assignments.get().unit for task in (first, second)] == [bare_city.finance] * 2
    assert "“财审处”按本局叫法指计划财务科。" in clerk.get(f"{page}?as=owners").text
    sample.post(clerk, first, "forget", htmx=True, name="财审处")
    assert not UnitName.objects.filter(name="财审处").exists()
    assert "未识别：财审处" in clerk.get(f"/documents/{document.id}/").text


def test_the_campaign_is_shown_with_its_reason_and_changed_by_hand(clerk: Client, document: Document) -> None:
    first = drafts(document)[0]
    assert first.campaign == "FEES"
    page = clerk.get(f"/documents/{document.id}/").text
    assert '专项：治理教育乱收费 <span class="muted">原文有“收费公示”，标题有' not in page
    assert '专项：治理教育乱收费 <span class="muted">原文有“收费公示”</span>' in page
    words = {"summary": "核查", "start_on": "2026-11-20", "due_on": "2026-12-18"}
    wrong = sample.post(clerk, first, "edit", htmx=True, campaign="扫雪", **words)
    assert (wrong.status_code, "没有这个专项" in wrong.text) == (422, True)
    changed = sample.post(clerk, first, "edit", htmx=True, campaign="FUNDING", **words)
    assert '专项：生均经费和教育投入 <span class="muted">人工选定</span>' in changed.text


@pytest.mark.parametrize("caret", [5, 6], ids=["before the line's end", "after it"])
def test_a_directive_is_cut_where_the_caret_stood(clerk: Client, bare_city: cast.City, caret: int) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    text = document.text[: task.start + 5] + "\r\n" + document.text[task.start + 7 :]
    Document.objects.filter(id=document.id).update(text=text)
    sample.post(clerk, task, "split", htmx=True, caret=caret)
    first, second = drafts(document)
    assert (first.end, second.start) == (task.start + 5, task.start + 7)


def test_labels_hold_what_was_decided_and_every_quote_is_its_slice(
    clerk: Client, bare_city: cast.City, signed_in: SignIn, document: Document
) -> None:
    first, second, vague, _ = drafts(document)
    sample.post(clerk, first, "assign", unit=bare_city.finance.id)
    first.refresh_from_db()
    sample.post(clerk, first, "accept")
    sample.post(clerk, second, "drop", reason="重复")
    answer = clerk.get(f"/documents/{document.id}/labels.json")
    told = json.loads(answer.content)
    assert (told["label_source"], told["raw_offset"], told["doc_year"]) == ("judgement", 0, 2026)
    [task] = told["tasks"]
    assert TEXT[task["start"] : task["end"]] == task["quote"] == first.quote
    assert (task["units"], task["unit_roles"]) == (["财审处"], {"责任": ["财审处"]})
    assert (task["deadline"], task["deadline_iso"]) == ("2026年12月18日前", "2026-12-18")
    assert task["decided_units"] == {"责任": ["计划财务科"]}
    assert [vague.start, vague.end] in told["ignore"]
    assert [second.start, second.end] not in told["ignore"]
    assert [heading["text"] for heading in told["headings"]] == ["一、抓好经费保障"]
    assert signed_in("leader").get(f"/documents/{document.id}/labels.json").status_code in {403, 404}


def test_every_sign_of_the_body_lies_in_a_sentence_that_is_accounted_for(
    clerk: Client, document: Document
) -> None:
    covered = set()
    for span in document.spans.all():
        covered |= set(range(span.start, span.end))
    body = range(document.body_start, document.body_end)
    left = [
        document.text[place] for place in body if place not in covered and not document.text[place].isspace()
    ]
    assert left == []
    coverage = clerk.get(f"/documents/{document.id}/").context["coverage"]
    assert coverage.total == document.spans.count()
