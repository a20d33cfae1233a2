"""A long ledger as a sheet: asked for, written behind the pages with its progress, fetched by who asked."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from luoshi.actions import desks as actions
from luoshi.actions.errands import Lease, StopAsked
from luoshi.jobs import errands
from luoshi.pages.tasks import views
from luoshi.queries import errands as queries
from luoshi.queries.desks import cells
from luoshi.queries.tasks import Due, Filter, Sort, Standing
from luoshi.records.models import Entry, Errand, ErrandFile
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, add_tasks, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_friday_few_rows_are_many(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(settings, FRIDAY)
    monkeypatch.setattr(views, "AT_ONCE", 2)


def ask(client: Client, query: str = "words=第") -> Errand:
    """Ask for the ledger's sheet and return the errand that follows."""
    answer = client.post("/ledger/sheet/", {"query": query})
    errand = Errand.objects.latest("id")
    assert (answer.status_code, answer["Location"]) == (302, f"/errands/{errand.id}/")
    return errand


def sheet(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_object(BytesIO(data)).get_sheet_by_index(0).to_python()


def test_a_long_ledger_is_written_behind_the_pages_and_is_the_same(
    city: cast.City, signed_in: SignIn
) -> None:
    add_tasks(city, 3)
    client = signed_in("county")
    refused = client.get("/ledger.xlsx?words=第")
    assert (refused.status_code, "在后台写好以后下载" in refused.text) == (409, True)
    short = client.post("/ledger/sheet/", {"query": "words=第&lamp=RED"})
    assert (short.status_code, short["Location"][:13]) == (302, "/ledger.xlsx?")

    errand = ask(client)
    assert "等候办理" in client.get(f"/errands/{errand.id}/").text
    early = client.get(f"/errands/{errand.id}/file/")
    assert (early.status_code, "还在写" in early.text) == (409, True)
    entries = Entry.objects.count()
    assert errands.run_all("here", lambda: FRIDAY) == 1
    page = client.get(f"/errands/{errand.id}/").text
    assert ("共3项" in page, "下载台账" in page) == (True, True)
    assert client.get(f"/errands/{errand.id}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    written = sheet(client.get(f"/errands/{errand.id}/file/").content)
    assert Entry.objects.count() == entries, "what is read changes nothing"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "AT_ONCE", 100)
        assert written == sheet(client.get("/ledger.xlsx?words=第").content)


def test_it_is_given_to_nobody_else_and_for_a_day(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 3)
    client = signed_in("county")
    errand = ask(client)
    errands.run_all("here", lambda: FRIDAY)
    address = f"/errands/{errand.id}/file/"
    assert signed_in("other_county").get(address).status_code == 404
    assert signed_in("county").get(address).status_code == 200
    Errand.objects.filter(id=errand.id).update(asked_at=FRIDAY - timedelta(hours=25))
    late = client.get(address)
    assert (late.status_code, "只保留24小时" in late.text) == (409, True)
    errands.run_all("here", lambda: FRIDAY)
    assert not ErrandFile.objects.exists()


def test_one_at_a_time_and_the_next_takes_the_place_of_the_last(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 3)
    client = signed_in("county")
    first = ask(client)
    with pytest.raises(SomebodyWasFirst, match="另一份台账"):
        actions.ask_sheet(title="全部", asked=b"{}", by=city.county, at=FRIDAY)
    errands.run_all("here", lambda: FRIDAY)
    second = ask(client, "words=项")
    assert list(ErrandFile.objects.values_list("errand_id", flat=True)) == [second.id]
    assert client.get(f"/errands/{first.id}/file/").status_code == 409


def test_stopped_while_it_is_written_it_leaves_nothing(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 3)
    errand = ask(signed_in("county"))
    told: list[tuple[int, int]] = []

    class Stopped(Lease):
        def tell(self, step: str, done: int, total: int, at: Any, lasting: int = 1) -> None:
            told.append((done, total))
            if total:
                raise StopAsked
            super().tell(step, done, total, at, lasting)

    lease = Stopped(errand, "here")
    assert lease.begin(FRIDAY)
    errands._run(lease, lambda: FRIDAY)
    errand.refresh_from_db()
    assert (errand.state, errand.words, told) == ("STOPPED", "已按要求停止，没有生成表格。", [(0, 0), (0, 3)])
    assert queries.made_by(errand, FRIDAY) is None
    assert not ErrandFile.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        Filter(),
        Filter(Standing.CLOSED, 3, "RED", Due.WEEK, "张", 7, "SAFETY", "第", Sort.UNIT, descending=True),
    ],
)
def test_what_was_asked_for_is_kept_word_for_word(asked: Filter) -> None:
    found, keys = cells.unpacked(cells.packed(asked, ["unit", "due"]))
    assert (found, keys) == (asked, ["unit", "due"])
    assert [type(each) for each in (found.standing, found.due, found.sort)] == [
        type(each) for each in (asked.standing, asked.due, asked.sort)
    ]
