"""Questions on the desk, on the task's page and in their list: asked, answered, folded away, put to rest."""

from __future__ import annotations

import pytest

from luoshi.records.models import Contradiction, Side
from tests import cast
from tests.pages.conftest import SignIn

WORDS = "连续3期都报90%。还差哪一步？"


@pytest.fixture
def asked(city: cast.City) -> Contradiction:
    """A question to the eastern county."""
    one = Contradiction.objects.create(
        task=city.task, kind="STUCK", key="one", week_start=cast.MONDAY, words=WORDS, raised_on=cast.MONDAY
    )
    Side.objects.create(contradiction=one, assignment=city.assignments["east"], unit=city.east)
    return one


def test_the_unit_answers_where_it_reads_and_the_answer_folds_away(
    city: cast.City, asked: Contradiction, signed_in: SignIn
) -> None:
    client = signed_in("county")
    assert "周报记录里有1处前后对不上" in client.get("/").text
    page = client.get("/contradictions/").text
    assert WORDS in page
    assert "说明这一条" in page

    address = f"/contradictions/{asked.id}/answer/"
    answer = client.post(address, {"words": "只差验收。", "next": "/contradictions/?state=ASKED"})
    assert (answer.status_code, answer["Location"]) == (302, "/contradictions/?state=ASKED")
    assert "没有待说明的疑问" in client.get("/contradictions/").text
    assert "前后对不上" not in client.get("/").text

    assert city.task is not None
    task = f"/tasks/{city.task.id}/?part={city.assignments['east'].id}"
    for who in ("county", "clerk"):
        page = signed_in(who).get(task).text
        assert "已说明、不再询问的1条" in page
        assert page.count("只差验收。") == 2, "with the question, and in the story of the task"
        assert "说明这一条" not in page
    other = f"/tasks/{city.task.id}/?part={city.assignments['west'].id}"
    assert WORDS not in signed_in("clerk").get(other).text


def test_the_office_sees_both_and_puts_to_rest(
    city: cast.City, asked: Contradiction, signed_in: SignIn
) -> None:
    client = signed_in("clerk")
    page = client.get("/contradictions/").text
    assert WORDS in page
    assert "说明这一条" not in page
    assert "了结这一条" in page
    answer = client.post(f"/contradictions/{asked.id}/close/", {"reason": "已核实"})
    assert (answer.status_code, answer["Location"]) == (302, f"/tasks/{asked.task_id}/")
    assert "已核实" in client.get("/contradictions/?state=CLOSED").text
    assert "已核实" in signed_in("county").get("/contradictions/?state=CLOSED").text


def test_a_refusal_says_why_and_changes_nothing(
    city: cast.City, asked: Contradiction, signed_in: SignIn
) -> None:
    refused = signed_in("county").post(f"/contradictions/{asked.id}/answer/", {"words": " "})
    assert (refused.status_code, "请写一两句话" in refused.text) == (409, True)
    stranger = signed_in("other_county").post(f"/contradictions/{asked.id}/answer/", {"words": "属实"})
    assert stranger.status_code == 404
    assert Side.objects.get().answered_at is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?state=ASKED&kind=STUCK", True),
        ("?unit=东河区教育局", True),
        ("?state=nonsense&kind=nonsense&page=99", True),
        ("?kind=JUMPED", False),
        ("?unit=西山县教育局", False),
        ("?state=ANSWERED", False),
    ],
)
def test_the_list_is_asked_by_state_kind_and_unit(
    asked: Contradiction, signed_in: SignIn, query: str, found: bool
) -> None:
    page = signed_in("clerk").get(f"/contradictions/{query}").text
    assert (WORDS in page) == found
    part = signed_in("clerk").get(
        f"/contradictions/{query}", headers={"HX-Request": "true", "HX-Target": "rows"}
    )
    assert (WORDS in part.text) == found
    assert "<html" not in part.text


def test_another_unit_sees_nothing_of_it(asked: Contradiction, signed_in: SignIn) -> None:
    for who in ("other_county", "school_head"):
        assert WORDS not in signed_in(who).get("/contradictions/").text
