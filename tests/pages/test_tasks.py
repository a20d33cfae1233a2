"""The ledger: who sees which rows, what an address asks for, the sheet, the views that people save."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings
from python_calamine import CalamineWorkbook

from luoshi.pages.tasks import asked as asking
from luoshi.pages.tasks import columns
from luoshi.queries.desks import Choices, cells
from luoshi.queries.tasks import PAGE, Due, Filter, Sort, Standing
from luoshi.records.models import Assignment, Entry, SavedView, Task
from luoshi.rules.lamps import Lamp
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, add_tasks, set_clock

HTMX = {"HX-Request": "true", "HX-Target": "found"}
CHOICES = Choices(branches=[(3, "东河区"), (4, "西山县")], documents=[(7, "讲话")], views=[])


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def rows(response: HttpResponse) -> list[int]:
    """Return the ids of the rows shown, in their order."""
    return [int(number) for number in re.findall(r'<tr id="part-(\d+)"', response.text)]


def parts(**wanted: object) -> list[int]:
    """Return the ids of the assignments that ought to be there, soonest due first."""
    return list(Assignment.objects.filter(**wanted).order_by("due_on", "id").values_list("id", flat=True))


def sheet(response: HttpResponse) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("leader", 200),
        ("head", 200),
        ("clerk", 200),
        ("county", 200),
        ("county_head", 200),
        ("office_unit", 200),
        ("school_head", 200),
        ("discipline", 200),
        ("sysadmin", 403),
        ("secadmin", 403),
        ("auditor", 403),
    ],
)
@pytest.mark.parametrize("address", ["/ledger/", "/ledger.xlsx"])
def test_who_may_open_the_ledger(
    city: cast.City, signed_in: SignIn, address: str, who: str, status: int
) -> None:
    assert signed_in(who).get(address).status_code == status


def test_everybody_sees_their_own_rows_and_no_others(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 3)
    seen = {
        who: rows(signed_in(who).get("/ledger/"))
        for who in ("clerk", "leader", "discipline", "county", "other_county", "office_unit", "school_head")
    }
    assert seen == {
        "clerk": parts(),
        "leader": parts(),
        "discipline": parts(),
        "county": parts(unit=city.east),
        "other_county": parts(unit=city.west),
        "office_unit": parts(unit=city.finance),
        "school_head": [],
    }


def test_the_sheet_holds_exactly_what_the_page_shows(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 3)
    client = signed_in("county")
    page = client.get("/ledger/?words=第")
    written = sheet(client.get("/ledger.xlsx?words=第"))
    assert written[0][0] == "督查任务台账（截至2026年11月20日 10:00；办理中、含“第”；按完成时限排列；共3项）"
    assert written[1] == ["任务", *(column.head for column in columns.chosen(None))]
    summaries = dict(Assignment.objects.values_list("id", "task__summary"))
    assert [row[0] for row in written[2:]] == [summaries[part] for part in rows(page)]
    assert written[2][1:4] == ["东河区", "责任", date(2026, 12, 31)]


def test_the_columns_chosen_are_remembered_on_the_page_and_on_the_sheet(
    city: cast.City, signed_in: SignIn
) -> None:
    client = signed_in("clerk")
    answer = client.get("/ledger/?due=thirty&columns=1&column=lamp&column=unit&column=nonsense")
    assert (answer.status_code, answer["Location"]) == (302, "/ledger/?due=thirty")
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', client.get("/ledger/").text)
    assert heads == ["任务", "责任单位", "亮灯"]
    assert sheet(client.get("/ledger.xlsx"))[1] == ["任务", "责任单位", "亮灯"]
    client.cookies[columns.COOKIE] = "spoilt"
    assert sheet(client.get("/ledger.xlsx"))[1] == ["任务", *(column.head for column in columns.chosen(None))]


def test_each_part_of_the_sentence_narrows_the_list(city: cast.City, signed_in: SignIn) -> None:
    assert city.document is not None
    theirs = add_tasks(city, 3)
    red, whole, struck = theirs
    Assignment.objects.filter(id=red.id).update(lamp="RED", due_on=FRIDAY.date() - timedelta(days=1))
    Assignment.objects.filter(id=whole.id).update(
        claimed_x100=10_000,
        claimed_on=FRIDAY.date(),
        state="CLOSING",
        due_on=FRIDAY.date() - timedelta(days=1),
    )
    Assignment.objects.filter(id=struck.id).update(
        state="CLOSED", closed_at=FRIDAY, closed_by="某人", lamp="BLUE"
    )
    client = signed_in("clerk")

    def shown(query: str) -> list[int]:
        response = client.get(f"/ledger/?{query}")
        assert "已忽略" not in response.text
        return rows(response)

    assert shown("lamp=RED") == [red.id]
    assert shown("due=overdue") == [red.id]
    assert shown("standing=closing") == [whole.id]
    Task.objects.filter(id=red.task_id).update(campaign="SAFETY")
    same_task = Assignment.objects.filter(task_id=red.task_id, state__in=["OPEN", "CLOSING"])
    assert set(shown("campaign=SAFETY")) == set(same_task.values_list("id", flat=True))
    assert shown("campaign=FEES") == []
    assert "校园安全与平安创建专项" in client.get("/ledger/?campaign=SAFETY").text
    assert shown("standing=closed") == [struck.id]
    assert shown("standing=all") == parts()
    assert shown(f"unit={city.west.id}") == parts(unit=city.west)
    assert shown("owner=庚局长") == parts(first_responsible__person__name="庚局长", state="OPEN")
    assert shown(f"document={city.document.id}") == parts(state__in=["OPEN", "CLOSING"])
    assert shown("words=西山县") == parts(unit=city.west)
    assert shown("due=week") == sorted([red.id, whole.id])
    assert shown("order=descending") == parts(state__in=["OPEN", "CLOSING"])[::-1]


def test_a_helping_part_is_never_called_late(city: cast.City, signed_in: SignIn) -> None:
    Assignment.objects.update(due_on=FRIDAY.date() - timedelta(days=3))
    client = signed_in("clerk")
    assert rows(client.get("/ledger/?due=overdue")) == sorted(
        [city.assignments["east"].id, city.assignments["west"].id]
    )
    assert client.get("/ledger/?words=计划财务").text.count(cells.NO_LAMP) == 1


@pytest.mark.parametrize(
    "query",
    [
        "unit=99999",
        "unit=x",
        "document=-1",
        "lamp=PURPLE",
        "due=yesterday",
        "standing=',--",
        "sort=price",
        "page=0",
        "page=99999999999999999999",
        "lamp=%FF%FE",
    ],
)
def test_what_makes_no_sense_is_left_out_with_a_note(city: cast.City, signed_in: SignIn, query: str) -> None:
    response = signed_in("county").get(f"/ledger/?{query}")
    assert response.status_code == 200
    assert response.text.count('<p class="note">') == 1
    assert rows(response) == parts(unit=city.east)
    assert signed_in("county").get(f"/ledger.xlsx?{query}").status_code == 200


def test_a_county_cannot_ask_for_another_countys_rows(city: cast.City, signed_in: SignIn) -> None:
    response = signed_in("county").get(f"/ledger/?unit={city.west.id}")
    assert rows(response) == parts(unit=city.east)
    assert "不在您的查看范围" in response.text
    assert "西山" not in response.text


def test_fifty_rows_a_page_and_the_rest_on_the_next(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 60)
    client = signed_in("county")
    first, second = client.get("/ledger/"), client.get("/ledger/?page=2")
    assert (len(rows(first)), len(rows(second))) == (PAGE, 61 - PAGE)
    assert rows(first) + rows(second) == parts(unit=city.east)
    assert "第1–50项，共61项" in first.text
    assert "第51–61项，共61项" in second.text
    assert "/ledger/?page=2" in first.text


def test_the_page_asks_the_same_number_of_questions_however_long_it_is(
    city: cast.City, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("clerk")
    client.get("/ledger/")
    with django_assert_num_queries(7):
        assert len(rows(client.get("/ledger/"))) == 3
    add_tasks(city, 30)
    with django_assert_num_queries(8):
        assert len(rows(client.get("/ledger/"))) == PAGE


def test_htmx_gets_the_rows_alone_and_a_clean_address(city: cast.City, signed_in: SignIn) -> None:
    part = signed_in("clerk").get("/ledger/?unit=&lamp=&due=thirty&words=", headers=HTMX)
    assert part["HX-Push-Url"] == "/ledger/?due=thirty"
    assert "<html" not in part.text
    assert 'id="tabs" aria-label="常用视图" hx-swap-oob="true"' in part.text
    assert signed_in("clerk").get("/ledger/?lamp=", headers=HTMX)["HX-Push-Url"] == "/ledger/"


def test_an_expired_session_sends_the_whole_page_to_sign_in(city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("clerk")
    client.logout()
    answer = client.get("/ledger/?lamp=RED", headers=HTMX)
    assert answer.content == b""
    assert answer["HX-Redirect"].startswith("/sign-in")


def test_a_view_is_saved_opened_and_deleted_by_its_owner_alone(city: cast.City, signed_in: SignIn) -> None:
    client, other = signed_in("clerk"), signed_in("county")
    saved = client.post("/ledger/views/save/", {"name": "红灯", "query": "lamp=RED&page=3&nonsense=1"})
    view = SavedView.objects.get()
    assert (saved["Location"], view.query, view.account_id) == (
        "/ledger/?lamp=RED",
        "lamp=RED",
        city.accounts["clerk"].pk,
    )
    opened = client.get("/ledger/?lamp=RED")
    assert f"/ledger/views/{view.id}/delete/" in opened.text
    assert "/delete/" not in other.get("/ledger/?lamp=RED").text
    assert other.post(f"/ledger/views/{view.id}/delete/").status_code == 409
    assert SavedView.objects.count() == 1
    assert client.post(f"/ledger/views/{view.id}/delete/").status_code == 302
    assert SavedView.objects.count() == 0
    again = client.post(f"/ledger/views/{view.id}/delete/")
    assert (again.status_code, "没有这个视图，可能已经删除。" in again.text) == (409, True)
    assert list(Entry.objects.values_list("action", flat=True)) == ["desks.save_view", "desks.delete_view"]


def test_a_view_needs_a_name(city: cast.City, signed_in: SignIn) -> None:
    answer = signed_in("clerk").post("/ledger/views/save/", {"name": " ", "query": "lamp=RED"})
    assert (answer.status_code, "请给视图起个名称" in answer.text) == (409, True)
    assert SavedView.objects.count() == 0


def test_names_from_documents_and_people_cannot_carry_markup(city: cast.City, signed_in: SignIn) -> None:
    assert city.task is not None
    city.task.summary = "<script>alert(1)</script>&\"'"
    city.task.save()
    page = signed_in("clerk").get(f"/ledger/?words={quote('<script>')}").text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;") == 3


def test_rows_lead_to_the_addresses_of_their_tasks(city: cast.City, signed_in: SignIn) -> None:
    assert city.task is not None
    part = city.assignments["east"]
    page = signed_in("county").get("/ledger/").text
    assert f'href="{reverse("task", args=[city.task.id])}?part={part.id}"' in page
    assert f'hx-get="{reverse("task-panel", args=[city.task.id])}?part={part.id}"' in page


def test_an_empty_ledger_teaches(bare_city: cast.City, signed_in: SignIn) -> None:
    assert "台账里还没有任务" in signed_in("clerk").get("/ledger/").text
    assert "没有符合这些条件的任务" in signed_in("clerk").get("/ledger/?lamp=RED").text


filters = st.builds(
    Filter,
    standing=st.sampled_from(Standing),
    branch_id=st.sampled_from([None, 3, 4]),
    lamp=st.sampled_from(["", *Lamp]),
    due=st.sampled_from(["", *Due]),
    owner=st.sampled_from(["", "庚局长"]),
    document_id=st.sampled_from([None, 7]),
    words=st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), max_size=10),
    sort=st.sampled_from(Sort),
    descending=st.booleans(),
)


@given(asked=filters, page=st.integers(1, asking.LAST_PAGE))
def test_an_address_says_exactly_what_was_asked(asked: Filter, page: int) -> None:
    understood = asking.understand(QueryDict(asking.address(asked, page)), CHOICES)
    assert (understood.filter, understood.page, understood.notes) == (asked, page, ())


@given(asked=filters)
def test_taking_every_condition_away_leaves_the_whole_ledger(asked: Filter) -> None:
    while chips := list(asking.asks(asked, CHOICES)):
        asked = chips[0][1]
    assert asked == Filter(sort=asked.sort, descending=asked.descending)


def test_a_filter_is_a_sentence() -> None:
    asked = Filter(branch_id=3, lamp=Lamp.RED, due=Due.OVERDUE, document_id=7, words="校车", descending=True)
    assert asking.spoken(asked, CHOICES) == (
        "办理中、东河区、■ 逾期或严重滞后、已逾期、来自《讲话》、含“校车”；按完成时限排列，倒序"
    )


def test_provisional_dates_are_marked(city: cast.City, signed_in: SignIn, settings: Settings) -> None:
    set_clock(settings, datetime(2026, 12, 28, 2, tzinfo=UTC))
    part = add_tasks(city, 2)[1]
    assert part.task.due_on == date(2027, 1, 1)
    assert "（暂定）" in signed_in("county").get(f"/ledger/?words={part.task.summary}").text
