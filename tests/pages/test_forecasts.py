"""Forecasts on the ledger, beside it, on the task's page and on their own, and where there are none."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.pages.forecasts import told
from luoshi.records.models import Assignment, Forecast, HitRate
from tests import cast
from tests.pages.conftest import SignIn

HTMX = {"HX-Request": "true"}


@pytest.fixture
def foretold(city: cast.City) -> cast.City:
    """The city with a forecast for both counties, and a record of twenty earlier ones."""
    for who, chance in (("east", 5800), ("west", 1200)):
        part = city.assignments[who]
        Assignment.objects.filter(id=part.id).update(claimed_x100=2000, claimed_on=date(2026, 11, 13))
        for week, less in ((date(2026, 11, 2), 1000), (date(2026, 11, 9), 0)):
            Forecast.objects.create(
                assignment=part,
                week_start=week,
                due_on=part.due_on,
                weeks_left=6,
                claimed_x100=2000,
                chance_x100=chance - less,
                basis="LEVEL",
                tasks=36,
                alike=12,
                usual_x100=7050,
            )
    HitRate.objects.create(
        week_start=date(2026, 11, 2),
        ahead="NEAR",
        tenth=5,
        made=20,
        came_true=11,
        chance_sum_x100=110_000,
        error_sum_x100=48_000,
    )
    return city


def task_page(city: cast.City, signed_in: SignIn, who: str, part: str) -> str:
    assert city.task is not None
    return signed_in(who).get(f"/tasks/{city.task.id}/?part={city.assignments[part].id}").text


def test_the_task_says_how_likely_resting_on_what_and_how_often_that_came_true(
    foretold: cast.City, signed_in: SignIn
) -> None:
    page = task_page(foretold, signed_in, "county", "east")
    for words in (
        "按以往进度，按期完成的可能约六成（58%）",
        "样本是同级单位任务，同类样本n=36，其中当时进度相近的12项，本单位办结的样本不足，放宽了范围",
        "当时自报20%，余下6周还差80个百分点；进度相近的同类任务在这么长的时间里，通常完成70个百分点",
        "以往预测为50%–60%的共20次，其中11次按期完成",
        "11月2日一周48% → 11月9日一周58%",
    ):
        assert words in page
    assert "还没有一次到期" in task_page(foretold, signed_in, "clerk", "west")


def test_the_panel_says_it_in_one_sentence(foretold: cast.City, signed_in: SignIn) -> None:
    assert foretold.task is not None
    address = f"/tasks/{foretold.task.id}/panel/?part={foretold.assignments['west'].id}"
    panel = signed_in("clerk").get(address, headers=HTMX).text
    assert "按以往进度，按期完成的可能约一成（12%）" in panel
    assert "样本是" not in panel


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"claimed_x100": 10_000}, None),
        ({"state": "CLOSED"}, None),
        ({"role": "HELPING"}, None),
        ({"due_on": date(2026, 11, 1)}, None),
        ({"due_on": date(2027, 1, 15)}, "完成时限已经改动，本周周报截止后按新的时限重新预测。"),
    ],
)
def test_where_nothing_is_left_or_the_date_moved_nothing_is_foretold(
    foretold: cast.City, changes: dict[str, object], said: str | None
) -> None:
    part = foretold.assignments["east"]
    for name, value in changes.items():
        setattr(part, name, value)
    found = told.about(part, cast.MONDAY)
    assert (found and found.said) == said
    assert found is None or found.sample == ""


def test_without_a_forecast_the_page_says_what_one_needs(city: cast.City, signed_in: SignIn) -> None:
    assert "需要有12项以上同类任务已经到期作为样本" in task_page(city, signed_in, "county", "east")


def test_the_ledger_has_a_column_and_the_list_names_what_is_unlikely(
    foretold: cast.City, signed_in: SignIn
) -> None:
    ledger = signed_in("clerk").get("/ledger/").text
    assert [ledger.count(f"<td>约{tenths}成 <span") for tenths in "六一"] == [1, 1]
    listed = {who: signed_in(who).get("/forecasts/").text for who in ("clerk", "county", "other_county")}
    assert {who: "约一成" in page for who, page in listed.items()} == {
        "clerk": True,
        "county": False,
        "other_county": True,
    }
    assert "约六成" not in listed["clerk"], "what is rather done on time is not listed"
    assert "0.240" in listed["clerk"], "48,000 over twenty forecasts"
    assert '<th scope="row">40%–60%</th><td class="num">20</td><td class="num">55%</td>' in listed["county"]


def test_before_the_first_forecast_the_page_says_what_will_be_here(
    city: cast.City, signed_in: SignIn
) -> None:
    page = signed_in("clerk").get("/forecasts/").text
    assert "还没有预测" in page
    assert "预测过的任务还没有到期的" in page
