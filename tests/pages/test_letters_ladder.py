"""The ladder as people see it: where each task stands, what a unit is told, what waits for the leader."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from luoshi.actions import letters as letter_actions
from luoshi.records.models import Alert, Hearing, Lead, Letter
from luoshi.rules.letters import LetterKind, LetterState
from tests import cast
from tests.actions.stage import NOON, letter, unwritten
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, letter_in, seen, set_clock


def test_the_ladder_says_what_comes_next_and_what_holds_it_back(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    set_clock(settings, FRIDAY)
    letter_in(city, LetterState.READ)
    part = city.assignments["east"]
    Alert.objects.create(assignment=part, unit=city.east, raised_on=cast.MONDAY, lamp="RED", reason="滞后")
    page = signed_in("clerk").get(f"/letters/ladder/?unit={city.east.id}").text
    assert "下一步：问题通报" in page
    assert "督办函的回复期到2026年11月27日" in page
    own = signed_in("county").get("/letters/ladder/").text
    assert part.task.summary in own
    assert part.task.summary not in signed_in("other_county").get("/letters/ladder/").text


def test_a_unit_reads_and_answers_what_will_be_said_of_it(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    set_clock(settings, FRIDAY)
    made = letter(city, kind=LetterKind.BULLETIN)
    clerk, county = signed_in("clerk"), signed_in("county")
    page = clerk.get(f"/letters/{made.id}/").text
    assert "应把拟通报的内容告知该单位" in page
    assert "告知单位</button>" in page
    assert clerk.post(f"/letters/{made.id}/tell/").status_code == 302
    told = Hearing.objects.get()
    assert f"/letters/hearings/{told.id}/" in county.get("/").text
    assert county.get(f"/letters/{made.id}/").status_code == 404
    assert signed_in("other_county").get(f"/letters/hearings/{told.id}/").status_code == 404
    address = f"/letters/hearings/{told.id}/"
    assert made.text.splitlines()[0] in county.get(address).text
    refused = county.post(address, {"answer": " "})
    assert (refused.status_code, "请写明意见" in refused.text) == (409, True)
    assert county.post(address, {"answer": "用地已批复。"}).status_code == 302
    assert Letter.objects.get(id=made.id).text.endswith("用地已批复。")
    made.refresh_from_db()
    sent = clerk.post(f"/letters/{made.id}/submit/", {"seen": seen(clerk.get(f"/letters/{made.id}/"))})
    assert sent.status_code == 302
    assert Letter.objects.get(id=made.id).state == LetterState.SUBMITTED


def test_a_lead_goes_from_the_ladder_to_the_leader(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    set_clock(settings, FRIDAY)
    letter(city, LetterState.READ, LetterKind.TALK)
    clerk, leader = signed_in("clerk"), signed_in("leader")
    address = f"/letters/leads/new/?unit={city.east.id}"
    part = city.assignments["east"]
    wrong = clerk.post(address, {"items": [part.id], "reason": "主要负责人失职"})
    assert (wrong.status_code, "第二十三条" in wrong.text) == (422, True)
    assert clerk.post(address, {"items": [part.id], "reason": "约谈后仍未完成"}).status_code == 302
    lead = Lead.objects.get()
    assert "的线索移送建议" in leader.get("/").text
    assert signed_in("county").get(f"/letters/leads/{lead.id}/").status_code == 404
    bare = leader.post(f"/letters/leads/{lead.id}/decide/", {"to": "HANDED_OVER", "decision": "移送"})
    assert (bare.status_code, "有权机关" in bare.text) == (409, True)
    kept = {"to": "KEPT", "decision": "单位已补报"}
    assert leader.post(f"/letters/leads/{lead.id}/decide/", kept).status_code == 302
    assert Lead.objects.get().decided_at is not None
    assert "决定不移送" in clerk.get("/letters/leads/").text


def test_the_ladder_takes_the_same_number_of_queries_however_long(
    city: cast.City, signed_in: SignIn, settings: Settings
) -> None:
    set_clock(settings, FRIDAY)

    def warned(count: int) -> int:
        for _ in range(count):
            part = unwritten(city.assignments["east"])
            part.lamp = "RED"
            part.save(update_fields=["lamp"])
            Alert.objects.create(
                assignment=part, unit=city.east, raised_on=cast.MONDAY, lamp="RED", reason="滞后"
            )
            letter_actions.draft_letter(
                unit=part.unit,
                kind=LetterKind.SUPERVISION,
                assignments=[part],
                reason="滞后",
                by=city.clerk,
                at=NOON,
            )
        client = signed_in("clerk")
        address = f"/letters/ladder/?unit={city.east.id}"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    assert warned(1) == warned(2)
