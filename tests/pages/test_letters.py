"""Letters as they are listed, shown and printed, and the warnings that lead to them."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.actions import letters as letter_actions
from luoshi.actions import reports as report_actions
from luoshi.pages.letters.offers import STEPS
from luoshi.records.models import Alert, Assignment, Entry, Letter, LetterItem
from luoshi.rules.enums import Turn
from luoshi.rules.letters import MOVES, TURNS, LetterState
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import FRIDAY, PATH, WEEK, add_tasks, letter_in, links, set_clock, sweep

HTMX_ROWS = {"HX-Request": "true", "HX-Target": "rows"}
LETTER = r"/letters/(\d+)/\""


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, FRIDAY)


def alerts_on(response: HttpResponse) -> list[int]:
    return [int(number) for number in re.findall(r'action="/letters/alerts/(\d+)/dismiss/', response.text)]


def test_every_move_of_the_rules_is_on_the_page_and_no_other() -> None:
    assert {state: {step.to for step in steps} for state, steps in STEPS.items()} == dict(MOVES)


def test_the_first_step_of_a_state_belongs_to_whose_turn_it_is() -> None:
    owners = {"LETTERS_APPROVE": Turn.LEADER, "LETTERS_REPLY": Turn.UNIT}
    owners["LETTERS_COSIGN"] = Turn.COSIGNER
    found = {state: owners.get(steps[0].permission, Turn.OFFICE) for state, steps in STEPS.items() if steps}
    assert found.pop(LetterState.CLOSED) is Turn.OFFICE, "filing waits for nobody: it is done once a year"
    assert found == {state: turn for state, turn in TURNS.items() if turn is not Turn.NOBODY}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 200),
        ("leader", 200),
        ("discipline", 200),
        ("county", 200),
        ("sysadmin", 403),
        ("auditor", 403),
    ],
)
def test_who_may_open_the_room(city: cast.City, signed_in: SignIn, who: str, status: int) -> None:
    client = signed_in(who)
    for address in ("/letters/", "/letters/alerts/", "/letters/register/2026/"):
        assert client.get(address).status_code == status


def test_a_unit_sees_only_letters_sent_to_it(city: cast.City, signed_in: SignIn) -> None:
    draft = letter_in(city, LetterState.DRAFT)
    ours = letter_in(city, LetterState.ISSUED)
    theirs = letter_in(city, LetterState.ISSUED, "west")
    withdrawn = letter_in(city, LetterState.WITHDRAWN)
    every = [withdrawn.id, theirs.id, ours.id, draft.id]
    assert links(signed_in("clerk").get("/letters/?group=all"), LETTER) == every
    assert links(signed_in("county").get("/letters/?group=all"), LETTER) == [withdrawn.id, ours.id]
    client = signed_in("county")
    found = {letter_id: client.get(f"/letters/{letter_id}/").status_code for letter_id in every}
    assert found == {draft.id: 404, ours.id: 200, theirs.id: 404, withdrawn.id: 200}
    for ending in ("pdf", "docx"):
        assert client.get(f"/letters/{theirs.id}/{ending}/").status_code == 404


def test_what_waits_for_somebody_comes_first(city: cast.City, signed_in: SignIn) -> None:
    letters = {state: letter_in(city, state) for state in LetterState}
    waiting = {
        "clerk": {LetterState.DRAFT, LetterState.APPROVED, LetterState.NUMBERED, LetterState.REPLIED},
        "leader": {LetterState.SUBMITTED},
        "county": {LetterState.ISSUED, LetterState.READ, LetterState.RETURNED},
    }
    for who, states in waiting.items():
        assert set(links(signed_in(who).get("/letters/"), LETTER)) == {letters[state].id for state in states}
    closed = signed_in("clerk").get("/letters/?state=CLOSED", headers=HTMX_ROWS)
    assert "<html" not in closed.text
    assert links(closed, LETTER) == [letters[LetterState.CLOSED].id]
    assert signed_in("clerk").get("/letters/?state=X&kind=Y&group=Z&unit=W&page=V").status_code == 200


@pytest.mark.parametrize("state", list(LetterState))
def test_every_state_has_its_page_for_everybody(
    city: cast.City, signed_in: SignIn, state: LetterState
) -> None:
    letter = letter_in(city, state)
    issued = "issue" in PATH[state]
    for who in ("clerk", "leader", "discipline", "county"):
        page = signed_in(who).get(f"/letters/{letter.id}/")
        assert page.status_code == (404 if who == "county" and not issued else 200)
        if page.status_code == 200:
            assert "连续两周没有进展" in page.text
            assert "怎样可以不发" in page.text


def test_who_may_not_take_the_next_step_sees_why(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, LetterState.SUBMITTED)
    page = signed_in("clerk").get(f"/letters/{letter.id}/").text
    assert "“签批函件”由局领导办理，您当前的身份是督查科科员。" in page
    assert f'action="/letters/{letter.id}/approve/"' not in page
    assert f'action="/letters/{letter.id}/approve/"' in signed_in("leader").get(f"/letters/{letter.id}/").text


def test_before_a_letter_goes_out_the_page_says_what_will_happen(city: cast.City, signed_in: SignIn) -> None:
    approved = letter_in(city, LetterState.APPROVED)
    assert "示教督函〔2026〕1号" in signed_in("clerk").get(f"/letters/{approved.id}/").text
    numbered = letter_in(city, LetterState.NUMBERED)
    page = signed_in("clerk").get(f"/letters/{numbered.id}/").text
    due = re.search(r'回复时限：<time datetime="([\d-]+)"', page)
    assert due is not None
    assert "发给：东河区教育局" in page
    letter_actions.issue_letter(letter=numbered, by=city.clerk, at=FRIDAY)
    numbered.refresh_from_db()
    assert due[1] == str(numbered.reply_due_on)


def test_a_letter_whose_tasks_have_recovered_does_not_go_out(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, LetterState.APPROVED)
    draft = letter_in(city, LetterState.SUBMITTED)
    Assignment.objects.update(lamp="GREEN")
    assert "不应再发函" in signed_in("leader").get(f"/letters/{draft.id}/").text
    page = signed_in("clerk").get(f"/letters/{letter.id}/").text
    assert "均已恢复正常或已销号，不应再发函" in page
    assert f'action="/letters/{letter.id}/number/"' not in page
    assert f'action="/letters/{letter.id}/discard/"' in page


def test_every_figure_says_where_it_came_from(city: cast.City, signed_in: SignIn) -> None:
    report_actions.submit_report(
        assignment=city.assignments["east"],
        week_start=WEEK,
        claimed_x100=500,
        words="用地尚未批复",
        revision=1,
        by=city.county,
        at=FRIDAY,
    )
    letter = letter_in(city, LetterState.ISSUED)
    for who in ("county", "clerk"):
        page = signed_in(who).get(f"/letters/{letter.id}/").text
        assert f"11月20日 10:00周报，{city.county.words}：“用地尚未批复”" in page


def test_the_unit_sees_the_story_since_it_was_sent(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, LetterState.DRAFT)
    letter_actions.submit_letter(letter=letter, by=city.clerk, at=FRIDAY)
    letter_actions.send_back_letter(letter=letter, reason="措辞再斟酌", by=city.leader, at=FRIDAY)
    for step in ("submit", "approve", "number", "issue"):
        getattr(letter_actions, f"{step}_letter")(
            letter=letter, by=city.leader if step == "approve" else city.clerk, at=FRIDAY
        )
    titles = re.compile(r"<b>([^<]+)</b>")

    def story(who: str) -> list[str]:
        page = signed_in(who).get(f"/letters/{letter.id}/").text
        return titles.findall(page[page.index('class="timeline"') :])

    office = ["起草函件", "函件送签", "退回函件草稿", "函件送签", "签批函件", "函件编号", "发出函件"]
    assert story("clerk")[:7] == office
    assert story("county")[:1] == ["发出函件"]
    assert "措辞再斟酌" not in signed_in("county").get(f"/letters/{letter.id}/").text


def test_the_paper_comes_as_pdf_and_docx(city: cast.City, signed_in: SignIn) -> None:
    letter = letter_in(city, LetterState.ISSUED)
    client = signed_in("county")
    pdf = client.get(f"/letters/{letter.id}/pdf/")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Content-Disposition"].startswith("inline; filename*=utf-8''%E7%A4%BA%E6%95%99")
    docx = client.get(f"/letters/{letter.id}/docx/")
    assert docx["Content-Disposition"].startswith("attachment;")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(docx.content)).namelist()


def test_a_paper_that_breaks_the_standard_is_refused_and_its_page_says_so(
    city: cast.City, signed_in: SignIn
) -> None:
    letter = letter_in(city, LetterState.DRAFT)
    Letter.objects.filter(id=letter.id).update(title="绝密★关于督办的函")
    client = signed_in("clerk")
    refused = client.get(f"/letters/{letter.id}/pdf/")
    page = client.get(f"/letters/{letter.id}/")
    assert (refused.status_code, page.status_code) == (409, 200)
    assert "不能成文：" in page.text


def test_the_register_has_no_gap_and_keeps_the_withdrawn(city: cast.City, signed_in: SignIn) -> None:
    withdrawn = letter_in(city, LetterState.WITHDRAWN)
    letter_in(city, LetterState.APPROVED)
    issued = letter_in(city, LetterState.ISSUED, "west")
    page = signed_in("leader").get("/letters/register/2026/")
    assert re.findall(r">(示教督函〔2026〕\d+号)<", page.text) == [
        "示教督函〔2026〕1号",
        "示教督函〔2026〕2号",
    ]
    assert "1至2号，连续无缺号" in page.text
    assert "已撤回" in page.text
    assert links(page, LETTER) == [withdrawn.id, issued.id]
    assert links(signed_in("county").get("/letters/register/2026/"), LETTER) == [withdrawn.id]
    assert "还没有编过号" in signed_in("clerk").get("/letters/register/1999/").text


def test_warnings_are_seen_by_who_may_see_their_tasks(city: cast.City, signed_in: SignIn) -> None:
    add_tasks(city, 1)
    sweep()
    rows = Alert.objects.order_by("unit__path", "-raised_on", "id")
    assert rows.count() == 4
    clerk = signed_in("clerk").get("/letters/alerts/")
    assert alerts_on(clerk) == [alert.id for alert in rows]
    one = signed_in("clerk").get("/letters/alerts/?unit=西山县教育局", headers=HTMX_ROWS)
    assert alerts_on(one) == [alert.id for alert in rows.filter(unit=city.west)]
    own = signed_in("county").get("/letters/alerts/").text
    assert "东河区教育局" in own
    assert "西山县教育局" not in own
    assert "不发函…" not in own


def test_a_warning_is_set_aside_only_with_a_reason_and_once(city: cast.City, signed_in: SignIn) -> None:
    sweep()
    alert = Alert.objects.filter(unit=city.east).get()
    client = signed_in("clerk")
    address = f"/letters/alerts/{alert.id}/dismiss/"
    refused = client.post(address, {"reason": "  "})
    assert refused.status_code == 409
    assert "不发函应写明理由" in refused.text
    before = Entry.objects.count()
    assert client.post(address, {"reason": "已电话核实，下周追平"}).status_code == 302
    assert Entry.objects.count() == before + 1
    assert client.post(address, {"reason": "再来一次"}).status_code == 409
    alert.refresh_from_db()
    assert (alert.state, alert.dismiss_reason) == ("DISMISSED", "已电话核实，下周追平")
    assert client.post("/letters/alerts/999999/dismiss/", {"reason": "x"}).status_code == 404
    assert signed_in("county").post(address, {"reason": "x"}).status_code == 403


def test_a_letter_is_drafted_by_hand_from_chosen_tasks(city: cast.City, signed_in: SignIn) -> None:
    parts = add_tasks(city, 2)
    client = signed_in("clerk")
    address = f"/letters/new/?unit={city.east.id}&item={parts[0].id}"
    assert re.findall(r'name="items" value="(\d+)" checked', client.get(address).text) == [str(parts[0].id)]
    answer = client.post(
        address, {"kind": "REMINDER", "items": [parts[0].id, parts[1].id], "reason": "群众反映"}
    )
    letter = Letter.objects.get()
    assert answer["Location"] == f"/letters/{letter.id}/"
    assert (letter.kind, letter.why) == ("REMINDER", "群众反映")
    assert set(LetterItem.objects.values_list("assignment_id", flat=True)) == {part.id for part in parts}


def test_a_letter_by_hand_needs_tasks_of_that_unit_and_a_reason(city: cast.City, signed_in: SignIn) -> None:
    address = f"/letters/new/?unit={city.east.id}"
    client = signed_in("clerk")
    empty = client.post(address, {"kind": "REMINDER"})
    assert empty.status_code == 422
    assert "请至少选择一项任务" in empty.text
    assert "请写明发函理由" in empty.text
    foreign = {"kind": "REMINDER", "items": [city.assignments["west"].id], "reason": "x"}
    assert client.post(address, foreign).status_code == 422
    assert not Letter.objects.exists()
    units = client.get("/letters/new/").text
    assert re.findall(r'<option value="\d+">([^<]+)', units) == ["东河区教育局", "西山县教育局"]
    assert signed_in("county").get("/letters/new/").status_code == 403


@pytest.mark.parametrize("address", ["/letters/?group=all", "/letters/alerts/", "/letters/register/2026/"])
def test_lists_take_the_same_number_of_queries_however_long(
    city: cast.City, signed_in: SignIn, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sweep()
    letter_in(city, LetterState.ISSUED)
    client = signed_in("discipline")
    client.get(address)
    with django_assert_num_queries(100, exact=False) as one:
        client.get(address)
    add_tasks(city, 2)
    sweep()
    letter_in(city, LetterState.ISSUED)
    letter_in(city, LetterState.ISSUED, "west")
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(address)


def test_a_stranger_inside_a_list_is_led_to_the_door(city: cast.City) -> None:
    answer = Client().get("/letters/", headers=HTMX_ROWS)
    assert answer["HX-Redirect"].startswith("/sign-in")
    assert answer.content == b""
