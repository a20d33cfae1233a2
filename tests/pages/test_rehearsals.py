"""A rehearsal from the form to its letters, and from there to a parameter; who sees what of it."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import Settings

from luoshi.jobs import errands
from luoshi.records.models import Errand, LocalParameter, Rehearsal
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import set_clock
from tests.queries.weeks_of_work import Weeks, at, more_tasks

MORNING = at(date(2026, 11, 23), 9)
FORM = {"key_1": "lamp.yellow_gap_x100", "value_1": "200", "from_on": "2026-11-02", "until_on": "2026-11-20"}


@pytest.fixture
def played(city: cast.City) -> cast.City:
    """Three weeks of the cast's city with five more tasks for both counties."""
    more_tasks(city)
    Weeks(city, seed=2).play(date(2026, 11, 20))
    return city


@pytest.fixture(autouse=True)
def _monday(settings: Settings) -> None:
    set_clock(settings, MORNING)


def test_a_rehearsal_goes_from_its_question_to_the_letters_that_differ(
    played: cast.City, signed_in: SignIn
) -> None:
    head = signed_in("head")
    asked = head.post("/rehearsals/new/", FORM)
    errand = Errand.objects.get(kind="REHEARSE")
    assert asked["Location"] == f"/errands/{errand.id}/"
    errands.run_all("here", lambda: MORNING)
    errand.refresh_from_db()
    assert errand.state == "DONE", errand.words
    rehearsal = Rehearsal.objects.get()
    page = head.get(f"/rehearsals/{rehearsal.id}/").text
    for words in ("落后计划超过此数亮黄灯", "共8项交办", "一致的8项", "东河区", "西山县", "不能说明什么"):
        assert words in page
    assert "项不一致" not in page
    Rehearsal.objects.update(figures=rehearsal.figures | {"parts": [8, 8, 5]})
    assert "另有3项不一致" in head.get(f"/rehearsals/{rehearsal.id}/").text
    letters = head.get(f"/rehearsals/{rehearsal.id}/units/{played.east.id}/").text
    assert "多发" in letters
    county = signed_in("county")
    theirs = county.get(f"/rehearsals/{rehearsal.id}/").text
    assert "东河区" in theirs
    assert "西山县" not in theirs
    assert county.get(f"/rehearsals/{rehearsal.id}/units/{played.west.id}/").status_code == 404
    assert LocalParameter.objects.count() == 0

    adopted = head.get(f"/parameters/set/?key={FORM['key_1']}&value=200").text
    assert 'value="200"' in adopted
    wish = {"key": FORM["key_1"], "value": "200", "effective_from": "2026-12-01"}
    assert "请写明依据" in head.post("/parameters/set/", wish | {"source": ""}).text
    head.post("/parameters/set/", wish | {"source": "示教督〔2026〕3号"})
    assert LocalParameter.objects.get().value == 200
    assert "自2026年12月1日起为200" in county.get("/parameters/").text


def test_what_cannot_be_rehearsed_is_refused_with_its_reason(city: cast.City, signed_in: SignIn) -> None:
    head = signed_in("head")
    answer = head.post("/rehearsals/new/", FORM | {"value_1": "1000", "until_on": "2026-11-02"})
    assert answer.status_code == 409
    assert "没有改动，不用预演" in answer.text
    assert Rehearsal.objects.count() == 0
