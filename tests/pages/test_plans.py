"""Planning on the page: looked at first, then made; faults by line; changes asked for and decided."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from luoshi.actions import documents, plans, tasks
from luoshi.records.models import Assignment, Dependency, Piece, PlanChange, Task
from luoshi.rules.plans import Link
from luoshi.rules.tasks import Role
from tests import cast
from tests.actions.stage import NOON

TEXT = "各县（市、区）教育局要在12月25日前完成改扩建。计划财务科要在12月18日前完成核拨。\n"
LINKS = [("立项", "20", ""), ("施工许可", "30", "行政审批部门"), ("开工", "50", "")]


@pytest.fixture(autouse=True)
def _at_noon_of_the_monday(settings: Settings) -> None:
    settings.CLOCK_OFFSET = NOON - timezone.now()


@pytest.fixture
def drafts(city: cast.City) -> list[Task]:
    """Two accepted drafts of one document."""
    document = documents.register_document(name="要点.txt", data=TEXT.encode(), by=city.clerk, at=NOON)
    found = list(document.tasks.order_by("start"))
    for task, owners in zip(found, ({city.east: Role.LEAD}, {city.finance: Role.LEAD}), strict=True):
        tasks.assign_task(task=task, owners=owners, version=task.version, by=city.clerk, at=NOON)
        tasks.accept_task(task=task, version=task.version, by=city.clerk, at=NOON)
    return found


@pytest.fixture
def broken(city: cast.City) -> Assignment:
    """The published part of the eastern county, broken down into two projects of three links."""
    task = Task.objects.get(id=city.task.id)
    plans.break_down(
        task=task,
        links=[Link(name, int(weight), name == "施工许可", holder) for name, weight, holder in LINKS],
        days=[date(2026, 11, 13), date(2026, 11, 27), date(2026, 12, 18)],
        projects={city.east.id: [("一中改扩建", ""), ("二中新建", "")]},
        version=task.version,
        reason="按项目清单分解。",
        by=city.head,
        at=NOON,
    )
    return Assignment.objects.get(id=city.assignments["east"].id)


def typed(task: Task, units: list[int], projects: str, **more: object) -> dict[str, object]:
    """Return the form of the page as it is sent."""
    task.refresh_from_db()
    rows = {
        f"form-{place}-{name}": value
        for place, (link, weight, holder) in enumerate(LINKS)
        for name, value in (("name", link), ("weight", weight), ("holder", holder))
    }
    return {
        "form-TOTAL_FORMS": "4",
        "form-INITIAL_FORMS": "0",
        "form-MIN_NUM_FORMS": "0",
        "form-MAX_NUM_FORMS": "20",
        **rows,
        "form-1-is_gate": "on",
        "form-2-due_on": "2026-12-18",
        "unit": units,
        "projects": projects,
        "version": task.version,
        **more,
    }


def signed_in(city: cast.City, who: str) -> Client:
    """Return a browser in which somebody of the cast has signed in."""
    client = Client()
    client.force_login(city.accounts[who], "luoshi.site.signing_in.AccountBackend")
    return client


def test_a_draft_is_looked_at_and_then_broken_down(city: cast.City, drafts: list[Task]) -> None:
    client, address = signed_in(city, "clerk"), f"/plans/tasks/{drafts[0].id}/"
    page = client.get(address)
    assert page.status_code == 200
    assert "学校新建、改扩建（全过程）" in page.text
    pasted = "县区\t项目名称\t代码\n东河区\t一中改扩建\tXM-1\n东河区教育局，二中新建\n西山县  五中新建"
    form = typed(drafts[0], [city.east.id, city.west.id], pasted, step="look")
    looked = client.post(address, form)
    assert "分解成9个项目环节" in looked.text
    assert "新交办，列为责任单位" in looked.text
    assert "开工 12月18日" in looked.text
    assert Piece.objects.count() == 0

    seen = re.search(r'name="seen" value="(\w+)"', looked.text)
    assert seen is not None
    other = typed(drafts[0], [city.east.id], "东河区\t一中改扩建", step="do", seen=seen[1])
    assert "分解成3个项目环节" in client.post(address, other).text, "what was not looked at is not made"
    done = client.post(address, {**form, "step": "do", "seen": seen[1]}, follow=True)
    assert "已分解：2个单位、3个项目，共9个项目环节" in done.text
    assert Piece.objects.count() == 9
    assert "东河区\t一中改扩建\tXM-1" in done.text


def test_every_bad_line_is_told_and_nothing_is_kept(city: cast.City, drafts: list[Task]) -> None:
    client, address = signed_in(city, "clerk"), f"/plans/tasks/{drafts[0].id}/"
    pasted = "南极县\t一中\n东河区\t\n东河区\t一中\n东河区\t一中\n西山县\t五中\n东河区第一小学\t操场"
    answer = client.post(address, typed(drafts[0], [city.east.id], pasted, step="look"))
    assert answer.status_code == 422
    assert "项目清单有5处要改" in answer.text
    for words in (
        "第1行“南极县　一中”：不认识单位",
        "第2行",
        "没有项目名称",
        "第4行",
        "写了两次",
        "没有勾选西山县",
    ):
        assert words in answer.text
    assert "教师厅〔2025〕2号" in answer.text or "不认识单位“东河区第一小学”" in answer.text
    assert "南极县" in answer.text.split("<textarea")[1]
    assert Piece.objects.count() == 0


def test_names_of_projects_are_shown_as_text(city: cast.City, drafts: list[Task]) -> None:
    client, address = signed_in(city, "clerk"), f"/plans/tasks/{drafts[0].id}/"
    hostile = "东河区\t<script>alert(1)</script>\"'\t=1+1"
    looked = client.post(address, typed(drafts[0], [city.east.id], hostile, step="look"))
    assert looked.status_code == 200
    assert "<script>alert" not in looked.text
    assert "&lt;script&gt;alert(1)" in looked.text


def test_the_shape_is_seen_before_it_is_kept(city: cast.City, drafts: list[Task]) -> None:
    client, task = signed_in(city, "clerk"), drafts[0]
    seen = client.get(f"/plans/tasks/{task.id}/?shape=FRONT&curve=")
    assert "现在是“前快后慢”" in seen.text
    assert Task.objects.get(id=task.id).shape == "STRAIGHT"
    kept = {"version": Task.objects.get(id=task.id).version, "shape": "OWN"}
    wrong = client.post(
        f"/plans/tasks/{task.id}/shape/", {**kept, "curve": "11月20日 50%\n11月19日 60%\n明天 5%"}
    )
    assert "自定进度有2处要改" in wrong.text
    client.post(f"/plans/tasks/{task.id}/shape/", {**kept, "curve": "11月20日 50%\n2026-12-04\t80"})
    task.refresh_from_db()
    assert (task.shape, task.curve) == ("OWN", [["2026-11-20", 5000], ["2026-12-04", 8000]])


def test_a_ring_of_tasks_is_refused_by_name(city: cast.City, drafts: list[Task]) -> None:
    client, (first, second) = signed_in(city, "clerk"), drafts
    for task, awaited in ((first, second), (second, first)):
        task.refresh_from_db()
        form = {"version": task.version, "awaited": awaited.id, "limit": "0", "reason": ""}
        answer = client.post(f"/plans/tasks/{task.id}/await/", form, follow=True)
    assert "这样会互相等待" in answer.text
    assert first.summary in answer.text
    assert list(Dependency.objects.values_list("task_id", "awaited_id")) == [(first.id, second.id)]
    first.refresh_from_db()
    for number in ("9" * 30, "x", ""):
        beyond = client.post(f"/plans/tasks/{first.id}/release/", {"awaited": number})
        assert (beyond.status_code, "没有说明是哪个前置任务" in beyond.text) == (409, True)
    client.post(f"/plans/tasks/{first.id}/release/", {"version": first.version, "awaited": second.id})
    assert not Dependency.objects.exists()


def test_a_line_of_the_account_unfolds_and_the_gate_speaks(city: cast.City, broken: Assignment) -> None:
    client = signed_in(city, "county")
    folded = client.get("/reports/").text
    assert "勾选环节（已完成0/6）" in folded
    assert 'name="claimed"' not in folded
    book = openpyxl.load_workbook(io.BytesIO(client.get("/reports/book/?week=2026-11-02").content))["填报表"]
    assert book["F3"].value == "按环节计算，不填进度：到网页勾选完成的环节"
    assert [book[f"{column}3"].protection.locked for column in "GHI"] == [True, False, False]
    unfolded = client.get(f"/reports/?week=2026-11-02&pieces={broken.id}").text
    assert unfolded.count('name="done"') == 6
    assert "前置 · 行政审批部门" in unfolded
    pieces = {piece.link.name: piece for piece in Piece.objects.filter(project__name="一中改扩建")}
    sending = {"week": "2026-11-02", "revision": 1, "ticked": 1}
    early = client.post(f"/reports/{broken.id}/send/", {**sending, "done": [pieces["开工"].id]})
    assert early.status_code == 422
    assert "前置环节“施工许可”没有完成，由行政审批部门办理" in early.text
    assert "提出求助" in early.text
    assert f'value="{pieces["开工"].id}" data-weight="50" checked' in early.text
    client.post(f"/reports/{broken.id}/send/", {**sending, "done": [pieces["立项"].id]})
    broken.refresh_from_db()
    assert broken.claimed_x100 == 1000
    story = client.get(f"/tasks/{broken.task_id}/?part={broken.id}").text
    assert "共6个环节，已完成1个" in story
    assert "✓ 11月2日" in story


def test_a_unit_asks_for_other_days_and_the_head_decides(city: cast.City, broken: Assignment) -> None:
    county, head = signed_in(city, "county"), signed_in(city, "head")
    piece = Piece.objects.get(project__name="一中改扩建", link__name="施工许可")
    address = f"/plans/parts/{broken.id}/change/"
    assert county.get(address).status_code == 200
    form = {f"day-{piece.id}": "2026-12-04", "reason": ""}
    assert "请写明调整的原因" in county.post(address, form).text
    asked = county.post(address, {**form, "reason": "图审材料补正。"}, follow=True)
    assert "计划调整已提交" in asked.text
    change = PlanChange.objects.get(kind="MOVED")
    assert "审批计划调整" in head.get("/").text
    assert "由督查科科长审批" in signed_in(city, "leader").get(f"/plans/changes/{change.id}/").text
    assert signed_in(city, "other_county").get(f"/plans/changes/{change.id}/").status_code == 404
    assert "计划调整已提交" not in county.post(address, {**form, "reason": "再来一次。"}).text
    head.post(f"/plans/changes/{change.id}/grant/", {"words": ""})
    piece.refresh_from_db()
    assert (piece.planned_on, piece.due_on) == (date(2026, 11, 27), date(2026, 12, 4))
    assert "已调整" in county.get("/plans/changes/").text
