"""What the office decides at the reading desk, one directive at a time and many at once."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from luoshi.actions import tasks as actions
from luoshi.records.models import Entry, Task
from luoshi.rules.tasks import Role
from tests import cast
from tests.pages import documents_on_the_desk as sample
from tests.pages.conftest import SignIn


@pytest.fixture
def clerk(signed_in: SignIn) -> Client:
    """The clerk's browser."""
    return signed_in("clerk")


def fresh(task: Task) -> Task:
    return Task.objects.get(id=task.id)


def owners(task: Task) -> dict[str, str]:
    return dict(task.assignments.order_by("unit__path").values_list("unit__short_name", "role"))


@pytest.mark.parametrize("htmx", [False, True])
def test_accepting_draws_the_row_anew_and_enters_the_ledger_once(
    clerk: Client, bare_city: cast.City, htmx: bool
) -> None:
    document, (task, other) = sample.bare(bare_city, 2)
    answer = sample.post(clerk, task, "accept", htmx=htmx)
    assert fresh(task).state == "ACCEPTED"
    assert Entry.objects.filter(action="tasks.accept").count() == 1
    if htmx:
        assert sample.rows(answer) == {task.id: "ACCEPTED"}
        assert 'id="standing" class="standing" hx-swap-oob="true"' in answer.text
        assert "<html" not in answer.text
    else:
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"/documents/{document.id}/?show=all#d{task.id}",
        )
    page = clerk.get(f"/documents/{document.id}/?show=waiting")
    assert sample.rows(page) == {other.id: "PROPOSED"}


def test_what_lacks_owner_or_date_has_a_grey_button_with_the_reason(
    clerk: Client, bare_city: cast.City
) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    task.assignments.all().delete()
    page = clerk.get(f"/documents/{document.id}/").text
    assert 'aria-description="还没有责任单位。请先指定至少一个牵头或责任单位，再采纳。"' in page
    assert f"/documents/{document.id}/{task.id}/accept/" not in page
    answer = sample.post(clerk, task, "accept", htmx=True)
    assert (answer.status_code, sample.rows(answer)) == (409, {task.id: "PROPOSED"})
    assert "还没有责任单位" in answer.text


@pytest.mark.parametrize("verb", ["accept", "drop", "edit", "assign", "split", "merge"])
def test_a_stale_form_is_told_who_was_first_and_shows_the_fresh_row(
    clerk: Client, bare_city: cast.City, verb: str
) -> None:
    _, (_, task) = sample.bare(bare_city, 2)
    actions.drop_task(task=fresh(task), reason="重复", version=1, by=bare_city.head, at=sample.AT)
    before = Entry.objects.count()
    fields = {"reason": "重复", "summary": "别的名称", "start_on": "2026-11-20", "due_on": "2026-12-01"}
    answer = sample.post(clerk, task, verb, htmx=True, version=1, offset=task.start + 5, **fields)
    assert (answer.status_code, sample.rows(answer)) == (409, {task.id: "DROPPED"})
    assert f"这条已由{bare_city.head.words}改动，现为“不列任务”" in answer.text
    assert Entry.objects.count() == before


def test_a_row_opened_after_a_colleague_decided_it_says_so(clerk: Client, bare_city: cast.City) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    row = clerk.get(f"/documents/{document.id}/{task.id}/", headers={"HX-Request": "true"})
    opener = re.search(r'hx-get="([^"]+as=edit[^"]+)"', row.text)
    assert opener is not None
    address = html.unescape(opener[1])
    assert clerk.get(address, headers={"HX-Request": "true"}).status_code == 200
    actions.drop_task(task=fresh(task), reason="重复", version=1, by=bare_city.head, at=sample.AT)
    late = clerk.get(address, headers={"HX-Request": "true"})
    assert (late.status_code, sample.rows(late)) == (409, {task.id: "DROPPED"})
    assert f"这条已由{bare_city.head.words}改动，现为“不列任务”" in late.text


def test_a_double_click_is_one_step_and_says_so(clerk: Client, bare_city: cast.City) -> None:
    _, (task,) = sample.bare(bare_city, 1)
    first = sample.post(clerk, task, "accept", htmx=True)
    second = sample.post(clerk, task, "accept", htmx=True)
    assert (first.status_code, second.status_code) == (200, 409)
    assert sample.rows(second) == {task.id: "ACCEPTED"}
    assert Entry.objects.filter(action="tasks.accept").count() == 1


def test_an_expired_session_never_lands_inside_the_desk(bare_city: cast.City) -> None:
    _, (task,) = sample.bare(bare_city, 1)
    answer = sample.post(Client(), task, "accept", htmx=True)
    assert answer["HX-Redirect"].startswith("/sign-in")
    assert answer.content == b""
    assert fresh(task).state == "PROPOSED"


def test_dropping_keeps_the_reason_and_can_be_undone(clerk: Client, bare_city: cast.City) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    nothing = sample.post(clerk, task, "drop", htmx=True)
    assert (nothing.status_code, "请选一个不列任务的理由" in nothing.text) == (409, True)
    answer = sample.post(clerk, task, "drop", htmx=True, reason="与其他条重复")
    assert sample.rows(answer) == {task.id: "DROPPED"}
    assert "与其他条重复" in answer.text
    assert sample.rows(clerk.get(f"/documents/{document.id}/?show=dropped")) == {task.id: "DROPPED"}
    back = sample.post(clerk, fresh(task), "reopen", htmx=True)
    assert sample.rows(back) == {task.id: "PROPOSED"}
    assert fresh(task).drop_reason == ""


def test_editing_keeps_what_was_typed_until_it_is_right(clerk: Client, bare_city: cast.City) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    opened = clerk.get(f"/documents/{document.id}/{task.id}/?as=edit")
    assert 'name="due_on" value="2026-12-10"' in opened.text
    typed = {"summary": "新名称", "standard": "核拨到位", "start_on": "2026-11-20"}
    for due, words in (
        ("2026-11-01", "早于起始日期"),
        ("0026-12-01", "请核对年份"),
        ("12月", "不是一个日期"),
    ):
        for htmx in (True, False):
            wrong = sample.post(clerk, task, "edit", htmx=htmx, due_on=due, **typed)
            assert wrong.status_code in {409, 422}
            assert words in wrong.text
            assert ">\n新名称</textarea>" in wrong.text
    assert fresh(task).version == 1
    right = sample.post(clerk, task, "edit", htmx=True, due_on="2026-12-31", **typed)
    assert sample.rows(right) == {task.id: "PROPOSED"}
    changed = fresh(task)
    assert (changed.summary, changed.standard, str(changed.due_on)) == ("新名称", "核拨到位", "2026-12-31")


def test_saving_and_accepting_in_one_stroke_says_which_of_both_was_done(
    clerk: Client, bare_city: cast.City
) -> None:
    _, (task,) = sample.bare(bare_city, 1)
    typed = {"summary": "新名称", "start_on": "2026-11-20", "accept": "1"}
    half = sample.post(clerk, task, "edit", htmx=True, due_on="", **typed)
    assert "修改已保存，但没有采纳：还没有完成时限。" in half.text
    assert (fresh(task).summary, fresh(task).state) == ("新名称", "PROPOSED")
    whole = sample.post(clerk, fresh(task), "edit", htmx=True, due_on="2026-12-31", **typed)
    assert sample.rows(whole) == {task.id: "ACCEPTED"}


def test_an_accepted_task_never_loses_its_date_or_its_owner(clerk: Client, bare_city: cast.City) -> None:
    _, (task,) = sample.bare(bare_city, 1)
    sample.post(clerk, task, "accept")
    accepted = fresh(task)
    undated = sample.post(
        clerk, accepted, "edit", htmx=True, summary="名称", start_on="2026-11-20", due_on=""
    )
    assert (undated.status_code, "如需留空，请先撤销采纳" in undated.text) == (409, True)
    unowned = sample.post(clerk, accepted, "assign", htmx=True, **{f"role-{bare_city.finance.id}": ""})
    assert (unowned.status_code, "如需留空，请先撤销采纳" in unowned.text) == (409, True)
    assert (fresh(task).version, owners(task)) == (2, {"计划财务科": "RESPONSIBLE"})


def test_owners_come_by_initials_by_group_and_from_the_row_above(clerk: Client, bare_city: cast.City) -> None:
    _, (first, task) = sample.bare(bare_city, 2)
    finance, east, west = (getattr(bare_city, name).id for name in ("finance", "east", "west"))
    actions.assign_task(
        task=first, owners={bare_city.treasury: Role.LEAD}, version=1, by=bare_city.clerk, at=sample.AT
    )
    held = {f"role-{finance}": "RESPONSIBLE"}
    added = sample.post(clerk, task, "assign", htmx=True, q="dh", added_role="LEAD", **held)
    assert "data-cancel" in added.text
    assert owners(task) == {"计划财务科": "RESPONSIBLE", "东河区": "LEAD"}
    sample.post(clerk, fresh(task), "assign", group="COUNTY", **{f"role-{east}": "HELPING"})
    assert owners(task) == {"东河区": "HELPING", "西山县": "RESPONSIBLE"}
    done = sample.post(
        clerk, fresh(task), "assign", htmx=True, above="1", done="1", **{f"role-{west}": "LEAD"}
    )
    assert owners(task) == {"西山县": "LEAD", "市财政局": "LEAD"}
    assert "data-cancel" not in done.text


@pytest.mark.parametrize(("typed", "words"), [("zzzz", "没有找到“zzzz”"), ("科", "对应2个单位")])
def test_what_names_no_single_unit_changes_nothing(
    clerk: Client, bare_city: cast.City, typed: str, words: str
) -> None:
    _, (task,) = sample.bare(bare_city, 1)
    answer = sample.post(clerk, task, "assign", htmx=True, q=typed)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert fresh(task).version == 1


def test_a_school_or_an_unknown_number_is_no_owner(clerk: Client, bare_city: cast.City) -> None:
    _, (task,) = sample.bare(bare_city, 1)
    sample.post(clerk, task, "assign", unit=bare_city.school.id, **{"role-99999": "LEAD", "role-x": "LEAD"})
    assert owners(task) == {}


def test_units_are_offered_as_one_types(clerk: Client, bare_city: cast.City) -> None:
    answer = clerk.get("/documents/units/?q=DH")
    assert re.findall(r'value="(\d+)"', answer.text) == [str(bare_city.east.id)]
    assert "没有找到“&lt;b&gt;”" in clerk.get("/documents/units/?q=<b>").text


def test_splitting_and_merging_are_each_others_undo(clerk: Client, bare_city: cast.City) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    whole = task.quote
    cut = task.start + whole.index("；") + 1
    opened = clerk.get(f"/documents/{document.id}/{task.id}/?as=split").text
    assert re.findall(r'class="cut" name="offset" value="(\d+)"', opened) == [str(cut)]
    for offset in (task.start, task.end, 10**9, ""):
        refused = sample.post(clerk, task, "split", htmx=True, offset=offset)
        assert (refused.status_code, "拆分位置应在这句话的中间" in refused.text) == (409, True)
    answer = sample.post(clerk, task, "split", htmx=True, offset=cut)
    first, second = document.tasks.order_by("start")
    assert sample.rows(answer) == {first.id: "PROPOSED", second.id: "PROPOSED"}
    assert (first.quote + second.quote, owners(second)) == (whole, owners(first))
    assert answer.text.count("<mark") == 2
    joined = sample.post(clerk, second, "merge", htmx=True)
    assert sample.rows(joined) == {first.id: "PROPOSED"}
    assert f'hx-swap-oob="delete:#d{first.id}"' in joined.text
    assert [task.quote for task in document.tasks.all()] == [whole]


def test_the_first_cannot_be_merged_nor_what_stands_under_another_heading(
    clerk: Client, bare_city: cast.City
) -> None:
    document, (first, second) = sample.bare(bare_city, 2)
    assert "前面没有可以合并的内容" in sample.post(clerk, first, "merge", htmx=True).text
    document.spans.create(start=first.end, end=first.end + 1, kind="HEADING")
    assert "隔着标题" in sample.post(clerk, second, "merge", htmx=True).text
    assert document.tasks.count() == 2


def test_a_row_that_was_merged_away_is_told(clerk: Client, bare_city: cast.City) -> None:
    _, (_, second) = sample.bare(bare_city, 2)
    sample.post(clerk, second, "merge")
    late = sample.post(clerk, second, "accept", htmx=True)
    assert (late.status_code, "可能已被他人并入上一条" in late.text) == (409, True)
    assert late["HX-Retarget"] == "#messages"


def test_a_background_sentence_can_be_put_on_the_desk_once(clerk: Client, bare_city: cast.City) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    sentence = document.spans.get(kind="BACKGROUND")
    assert "以上是背景。" in clerk.get(f"/documents/{document.id}/?show=rest").text
    path = f"/documents/{document.id}/sentences/{sentence.id}/"
    clerk.post(path)
    assert [each.quote for each in document.tasks.order_by("start")] == [task.quote, "以上是背景。"]
    again = clerk.post(path)
    assert (again.status_code, "已在一条任务中" in again.text) == (409, True)
    assert clerk.post(f"/documents/{document.id}/sentences/999999/").status_code == 404


def test_coverage_follows_every_decision(clerk: Client, bare_city: cast.City) -> None:
    document, (first, second, _) = sample.bare(bare_city, 3)
    sample.post(clerk, first, "accept")
    sample.post(clerk, second, "drop", reason="重复")
    coverage = clerk.get(f"/documents/{document.id}/").context["coverage"]
    assert (coverage.accepted, coverage.dropped, coverage.waiting, coverage.background) == (1, 1, 1, 1)
    assert coverage.total == document.spans.count() == 4


def seen(document_page: str) -> list[str]:
    return re.findall(r'name="seen" value="([\d:]+)"', document_page)


def test_many_are_accepted_at_once_and_what_changed_meanwhile_is_listed(
    clerk: Client, bare_city: cast.City
) -> None:
    document, (first, second, third) = sample.bare(bare_city, 3)
    second.assignments.all().delete()
    page = clerk.get(f"/documents/{document.id}/")
    assert page.context["many"] == {"accept": 2, "date": 0, "owner": 1, "drop": 0}
    actions.edit_task(
        task=third,
        summary="改过的",
        standard="",
        start_on=third.start_on,
        due_on=third.due_on,
        campaign="",
        version=1,
        by=bare_city.head,
        at=sample.AT,
    )
    path = f"/documents/{document.id}/many/accept/"
    answer = clerk.post(path, {"seen": seen(page.text)}, follow=True)
    assert sample.rows(answer) == {first.id: "ACCEPTED", second.id: "PROPOSED", third.id: "PROPOSED"}
    assert "已采纳1条。" in answer.text
    assert f"1条没有办成。“改过的”：这条已由{bare_city.head.words}改动" in answer.text
    assert "没有符合条件" in clerk.post(path, {"seen": ["x", "9:9"]}, follow=True).text


def test_only_what_is_merely_possible_is_dropped_at_once(clerk: Client, bare_city: cast.City) -> None:
    document, (possible, certain) = sample.bare(bare_city, 2)
    Task.objects.filter(id=possible.id).update(is_borderline=True)
    page = clerk.get(f"/documents/{document.id}/")
    assert page.context["many"] == {"accept": 1, "date": 0, "owner": 0, "drop": 1}
    answer = clerk.post(f"/documents/{document.id}/many/drop/", {"seen": seen(page.text)}, follow=True)
    assert sample.rows(answer) == {possible.id: "DROPPED", certain.id: "PROPOSED"}


def test_dates_and_owners_are_given_to_those_that_have_none(clerk: Client, bare_city: cast.City) -> None:
    document, tasks = sample.bare(bare_city, 3)
    Task.objects.filter(id=tasks[0].id).update(due_on=None)
    tasks[1].assignments.all().delete()
    page = seen(clerk.get(f"/documents/{document.id}/").text)
    path = f"/documents/{document.id}/many/"
    assert "请填写完成时限" in clerk.post(path + "date/", {"seen": page}, follow=True).text
    clerk.post(path + "date/", {"seen": page, "due_on": "2026-12-31"})
    assert "请先输入或选择一个单位" in clerk.post(path + "owner/", {"seen": page}, follow=True).text
    clerk.post(path + "owner/", {"seen": page, "group": "COUNTY"})
    assert [str(fresh(task).due_on) for task in tasks] == ["2026-12-31", "2026-12-11", "2026-12-12"]
    assert [owners(task) for task in tasks] == [
        {"计划财务科": "RESPONSIBLE"},
        {"东河区": "RESPONSIBLE", "西山县": "RESPONSIBLE"},
        {"计划财务科": "RESPONSIBLE"},
    ]


def test_unknown_names_are_flagged_and_known_ones_assigned(clerk: Client, bare_city: cast.City) -> None:
    document = sample.register(bare_city)
    named = {name for each in document.tasks.all() for name in each.named_units}
    page = clerk.get(f"/documents/{document.id}/").text
    flagged = {name for part in re.findall(r"未识别：([^<]+)<", page) for name in part.split("、")}
    assert "计划财务科" in named - flagged
    assert flagged <= named


def test_garbage_in_the_address_shows_the_whole_desk(clerk: Client, bare_city: cast.City) -> None:
    document, (task,) = sample.bare(bare_city, 1)
    page = clerk.get(f"/documents/{document.id}/?show=nonsense")
    assert (page.status_code, sample.rows(page)) == (200, {task.id: "PROPOSED"})
    assert clerk.get(f"/documents/{document.id}/{task.id}/?as=nonsense").status_code == 200
    assert sample.post(clerk, task, "accept", htmx=True, version="x").status_code == 409
