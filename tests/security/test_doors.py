"""Every address for every role: what answers, what refuses, what is not there."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from luoshi.pages import frame
from luoshi.records.models import Account, Post
from tests import cast
from tests.actions.watch import changed, rows
from tests.security.conftest import Ids, SignIn
from tests.security.pages import address, names, numbers_in

LEADER, HEAD, CLERK, GROUP = {"leader"}, {"head"}, {"clerk"}, {"discipline"}
OFFICE = HEAD | CLERK
CITY = LEADER | OFFICE | GROUP
EAST = {"county_head", "county_deputy", "county"}
UNITS = EAST | {
    "other_county_head",
    "other_county",
    "office_head",
    "office_deputy",
    "office_unit",
    "school_head",
}
LEADERS_OF_UNITS = {who for who in UNITS if who.endswith(("_head", "_deputy"))}
AUDITOR = {"auditor"}
ADMINS = AUDITOR | {"sysadmin", "secadmin"}
BUSINESS = CITY | UNITS
ALL = BUSINESS | ADMINS
FINANCE = {"office_head", "office_deputy", "office_unit"}

# name of the address: (who has the permission, what a GET answers them, who may see the thing; None: all)
DOORS: dict[str, tuple[set[str], int, set[str] | None]] = {
    "choose-post": (ALL, 200, None),
    "own-account": (ALL, 200, None),
    "desk": (ALL, 200, None),
    "calendar-years": (ALL, 200, None),
    "calendar-enter": (HEAD, 200, None),
    "school-years": (ALL, 200, None),
    "school-enter": (HEAD, 200, None),
    "unit-list": (BUSINESS | {"sysadmin"}, 200, None),
    "unit": (BUSINESS | {"sysadmin"}, 200, CITY | EAST | {"sysadmin"}),
    "unit-duty-add": (OFFICE, 405, None),
    "unit-duty-end": (OFFICE, 405, None),
    "unit-name-forget": (OFFICE, 405, None),
    "audit-ledger": (AUDITOR, 200, None),
    "errand-list": (ALL, 200, None),
    "errand": (ALL, 200, {"sysadmin"}),
    "errand-stop": (ALL, 405, None),
    # The errand here is about a roster and makes no file.
    "errand-file": (ALL, 409, {"sysadmin"}),
    **dict.fromkeys(
        ["import-list", "import-template", "import-roster", "import", "import-faults"],
        ({"sysadmin"}, 200, None),
    ),
    **dict.fromkeys(["import-confirm", "import-discard"], ({"sysadmin"}, 405, None)),
    **dict.fromkeys(["person-list", "person", "person-handover"], ({"sysadmin"}, 200, None)),
    "person-password": ({"sysadmin"}, 405, None),
    "times": (BUSINESS, 200, None),
    "feed": (BUSINESS, 200, None),
    "feed-close": (BUSINESS, 405, None),
    **dict.fromkeys(
        ["burden", "burden-month", "burden-month-xlsx", "burden-office", "burden-office-pdf"],
        (ALL, 200, None),
    ),
    "relief-letter": (LEADER | HEAD, 200, None),
    "relief-mandate": (LEADER | HEAD, 200, None),
    "request-list": (BUSINESS, 200, None),
    "request-new": (OFFICE | UNITS, 200, None),
    "request": (BUSINESS, 200, CITY | EAST | FINANCE),
    "request-xlsx": (BUSINESS, 200, CITY | EAST | FINANCE),
    "request-edit": (OFFICE | UNITS, 409, OFFICE | EAST | FINANCE),
    **dict.fromkeys(
        ["request-known", "request-close", "request-discard", "request-answer"], (OFFICE | UNITS, 405, None)
    ),
    **dict.fromkeys(["request-ask", "request-withdraw"], (HEAD | LEADERS_OF_UNITS, 405, None)),
    **dict.fromkeys(["channel-list", "channel-new", "channel", "delivery-list"], ({"sysadmin"}, 200, None)),
    **dict.fromkeys(
        ["channel-try", "channel-switch", "channel-routes", "route-remove"], ({"sysadmin"}, 405, None)
    ),
    "own-reminders": (ALL, 200, None),
    **dict.fromkeys(["own-mute", "own-unmute"], (ALL, 405, None)),
    "search": (BUSINESS, 200, None),
    "ledger": (BUSINESS, 200, None),
    "ledger-xlsx": (BUSINESS, 200, None),
    "ledger-sheet-ask": (BUSINESS, 405, None),
    "view-save": (BUSINESS, 405, None),
    "view-delete": (BUSINESS, 405, None),
    "task": (BUSINESS, 200, BUSINESS - {"school_head"}),
    "task-answerable": (BUSINESS, 200, BUSINESS - {"school_head"}),
    "task-panel": (BUSINESS, 302, None),
    "task-ask-close": (UNITS, 405, None),
    "task-confirm-close": (LEADER | HEAD, 405, None),
    "task-refuse-close": (LEADER | HEAD, 405, None),
    "forecast-list": (BUSINESS, 200, None),
    "contradiction-list": (BUSINESS, 200, None),
    "contradiction-answer": (UNITS, 405, None),
    "contradiction-close": (OFFICE, 405, None),
    "report-week": (BUSINESS, 200, None),
    "report-send": (UNITS, 405, None),
    "report-book": (UNITS, 409, None),
    **dict.fromkeys(["report-book-take", "report-book-right"], (UNITS, 405, None)),
    "report-return": (OFFICE, 405, None),
    "report-accept": (OFFICE, 405, None),
    "report-allow": (HEAD, 405, None),
    **dict.fromkeys(["report-pass", "report-give-back"], (LEADERS_OF_UNITS, 405, None)),
    "plan": (OFFICE, 200, None),
    **dict.fromkeys(["plan-shape", "plan-await", "plan-release"], (OFFICE, 405, None)),
    "plan-ask": (UNITS, 200, EAST),
    "plan-change-list": (BUSINESS, 200, None),
    "plan-change": (BUSINESS, 200, CITY | EAST),
    **dict.fromkeys(["plan-change-grant", "plan-change-refuse"], (LEADER | HEAD, 405, None)),
    "plan-change-withdraw": (UNITS, 405, None),
    "extension-list": (BUSINESS, 200, None),
    "extension": (BUSINESS, 200, CITY | EAST),
    "extension-ask": (UNITS, 200, EAST),
    "extension-withdraw": (UNITS, 405, None),
    **dict.fromkeys(["extension-grant", "extension-refuse", "extension-hand-up"], (LEADER | HEAD, 405, None)),
    "obstacle-list": (BUSINESS, 200, None),
    "obstacle": (BUSINESS, 200, CITY | EAST | FINANCE),
    "obstacle-raise": (UNITS, 200, EAST),
    "obstacle-answer": (LEADER | OFFICE | UNITS, 405, None),
    **dict.fromkeys([f"obstacle-{what}" for what in ("confirm", "again", "withdraw")], (UNITS, 405, None)),
    "obstacle-link": (BUSINESS, 405, None),
    "batch-desk": (BUSINESS, 200, CITY),
    "batch": (BUSINESS, 200, CITY),
    "batch-pack": (OFFICE, 405, None),
    "batch-zip": (OFFICE, 409, None),
    **dict.fromkeys(["batch-submit", "batch-number", "batch-issue"], (OFFICE, 200, None)),
    "batch-approve": (LEADER, 200, None),
    "letter-list": (BUSINESS, 200, None),
    "letter-new": (OFFICE, 200, None),
    "letter-register": (BUSINESS, 200, None),
    "letter": (BUSINESS, 200, CITY | EAST),
    "letter-pdf": (BUSINESS, 200, CITY | EAST),
    "letter-docx": (BUSINESS, 200, CITY | EAST),
    "letter-ofd": (BUSINESS, 200, CITY | EAST),
    "proof-sheet": (BUSINESS, 200, CITY | EAST),
    "letter-edit": (OFFICE, 409, None),
    "ladder": (BUSINESS, 200, None),
    **dict.fromkeys(["parameter-list", "rehearsal-list"], (BUSINESS, 200, None)),
    "parameter-set": (HEAD, 200, None),
    "rehearsal-new": (LEADER | OFFICE, 200, None),
    "rehearsal": (BUSINESS, 200, None),
    "rehearsal-unit": (BUSINESS, 200, CITY | EAST),
    "hearing": (BUSINESS, 200, CITY | EAST),
    **dict.fromkeys(["letter-tell", "letter-strike"], (OFFICE, 405, None)),
    **dict.fromkeys(["lead-list", "lead"], (BUSINESS, 200, LEADER | OFFICE)),
    "lead-new": (OFFICE, 200, None),
    "lead-decide": (LEADER, 405, None),
    **dict.fromkeys(["mandate-list", "listed-items", "override-list"], (BUSINESS, 200, None)),
    "mandate": (BUSINESS, 200, CITY | EAST),
    "mandate-new": (OFFICE, 200, None),
    **dict.fromkeys(["mandate-edit"], (OFFICE, 409, None)),
    "mandate-change": (OFFICE, 200, None),
    **dict.fromkeys([f"mandate-{what}" for what in ("submit", "discard", "end")], (OFFICE, 405, None)),
    **dict.fromkeys(
        [f"mandate-{what}" for what in ("approve", "send-back", "override", "change-grant", "change-refuse")],
        (LEADER, 405, None),
    ),
    **dict.fromkeys(["listed-enter", "listed-strike"], (HEAD, 405, None)),
    **dict.fromkeys(["conclusion-list", "opinion-list"], (BUSINESS, 200, None)),
    **dict.fromkeys(
        ["conclusion", "conclusion-paper", "opinion", "opinion-paper"], (BUSINESS, 200, CITY | EAST)
    ),
    "review-paper": (BUSINESS, 409, CITY | EAST),
    "conclusion-new": (OFFICE, 409, None),
    "opinion-new": (OFFICE, 200, None),
    **dict.fromkeys(["conclusion-edit", "opinion-edit"], (OFFICE, 409, None)),
    **dict.fromkeys(
        [f"conclusion-{what}" for what in ("submit", "discard", "suggest")]
        + ["review-members", "review-decline", "suggestion-carry-out"]
        + [f"opinion-{what}" for what in ("send", "recall", "hear", "discard", "check", "return", "publish")],
        (OFFICE, 405, None),
    ),
    **dict.fromkeys(
        [
            "conclusion-approve",
            "conclusion-send-back",
            "review-decide",
            "opinion-issue",
            "suggestion-approve",
            "suggestion-refuse",
        ],
        (LEADER, 405, None),
    ),
    **dict.fromkeys(
        ["conclusion-receive", "conclusion-review", "opinion-plead", "opinion-report", "sanction-appeal"],
        (UNITS, 405, None),
    ),
    "sanction-list": (LEADER | HEAD | UNITS, 200, None),
    "sanction": (LEADER | HEAD | UNITS, 200, LEADER | HEAD | EAST),
    "sanction-new": (LEADER | HEAD, 200, None),
    "sanction-paper": (LEADER | HEAD, 409, None),
    **dict.fromkeys(
        [f"sanction-{what}" for what in ("hear", "decide", "hand-over", "drop", "correct", "appeal-enter")]
        + ["appeal-settle"],
        (LEADER | HEAD, 405, None),
    ),
    **dict.fromkeys(["talk-list", "rectification-list"], (BUSINESS, 200, None)),
    **dict.fromkeys(["talk-new", "rectification-new"], (OFFICE, 200, None)),
    **dict.fromkeys(
        [f"{what}{form}" for what in ("talk", "rectification") for form in ("", "-pdf", "-docx", "-ofd")],
        (BUSINESS, 200, CITY | EAST),
    ),
    "talk-plan": (UNITS, 200, EAST),
    **dict.fromkeys(["talk-approve", "rectification-approve"], (LEADER, 405, None)),
    **dict.fromkeys(["talk-cancel", "rectification-cancel"], (BUSINESS, 405, None)),
    **dict.fromkeys([f"talk-{what}" for what in ("move", "hold", "minutes")], (OFFICE, 405, None)),
    "talk-speak": (LEADER | HEAD | LEADERS_OF_UNITS, 405, None),
    **dict.fromkeys(["talk-report", "rectification-report"], (UNITS, 405, None)),
    **dict.fromkeys(
        ["talk-revisit", "talk-resume", "talk-close", "rectification-close", "rectification-check"],
        (LEADER | OFFICE, 405, None),
    ),
    "alert-list": (BUSINESS, 200, None),
    "alert-dismiss": (OFFICE, 405, None),
    "document-list": (CITY, 200, None),
    "document-new": (OFFICE, 200, None),
    "document-units": (OFFICE, 200, None),
    "document-desk": (CITY, 200, None),
    "document-pointed": (CITY, 200, None),
    "document-text": (CITY, 200, None),
    "document-xlsx": (CITY, 200, None),
    "document-docx": (CITY, 200, None),
    "document-points": (CITY, 200, None),
    "document-answers": (CITY, 200, None),
    "document-answers-pdf": (CITY, 200, None),
    "document-answers-docx": (CITY, 200, None),
    "document-labels": (OFFICE, 200, None),
    "document-publish": (OFFICE, 200, None),
    "document-advise": (OFFICE, 405, None),
    "directive": (CITY, 200, None),
    **dict.fromkeys(
        ["letter-submit", "letter-discard", "letter-number", "letter-issue", "letter-return", "letter-close"],
        (OFFICE, 405, None),
    ),
    **dict.fromkeys(
        ["letter-offices", "letter-correct", "letter-archive", "undertaking-judge"], (OFFICE, 405, None)
    ),
    **dict.fromkeys(["letter-agree", "letter-object"], (LEADERS_OF_UNITS, 405, None)),
    **dict.fromkeys(["undertaking-reword", "undertaking-finish"], (UNITS, 405, None)),
    "reply-file": (BUSINESS, 200, CITY | EAST),
    **dict.fromkeys(["template-list", "template", "template-version"], (CITY, 200, None)),
    "template-restore": (HEAD, 405, None),
    "letter-withdraw": (OFFICE, 405, None),
    **dict.fromkeys(["letter-approve", "letter-send-back"], (LEADER, 405, None)),
    **dict.fromkeys(["letter-read", "letter-reply"], (UNITS, 405, None)),
    **dict.fromkeys(
        [f"document-{what}-many" for what in ("accept", "date", "drop", "owner")], (OFFICE, 405, None)
    ),
    **dict.fromkeys(
        [
            f"directive-{what}"
            for what in (
                "propose",
                "accept",
                "drop",
                "reopen",
                "edit",
                "assign",
                "split",
                "merge",
                "adopt",
                "forget",
                "stage",
            )
        ],
        (OFFICE, 405, None),
    ),
}
PUBLIC = {"feed-ics": 404, "help-link": 404, "healthz": 200, "sign-in": 302, "sign-out": 405, "verify": 200}


def test_the_table_knows_every_address() -> None:
    assert sorted([*DOORS, *PUBLIC]) == sorted(names())


@pytest.mark.parametrize("who", sorted(ALL))
def test_what_every_address_answers_to_a_role(ids: Ids, sign_in: SignIn, who: str) -> None:
    client, before = sign_in(who), rows()
    answers = {name: client.get(address(name, ids)).status_code for name in DOORS}
    expected = {
        name: 403 if who not in able else answer if seeing is None or who in seeing else 404
        for name, (able, answer, seeing) in DOORS.items()
    }
    assert answers == expected
    assert {name: client.get(address(name, ids)).status_code for name in PUBLIC} == PUBLIC
    assert changed(before) == set(), "a GET changes nothing"


def test_a_stranger_is_asked_to_sign_in_everywhere(ids: Ids, client: Client) -> None:
    before = rows()
    for name in DOORS:
        for ask in (client.get, client.post):
            response = ask(address(name, ids))
            assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/sign-in/"), name
    assert changed(before) == set()


@pytest.mark.parametrize("who", sorted(ALL))
def test_an_empty_form_never_breaks_and_never_passes_a_closed_door(
    ids: Ids, sign_in: SignIn, who: str
) -> None:
    """What a role may not do answers 403 and leaves all as it was; what is not theirs answers 404."""
    client = sign_in(who)
    before = rows()
    for name, (able, *_) in DOORS.items():
        if who not in able:
            assert client.post(address(name, ids)).status_code == 403, name
    assert changed(before) == set()


THINGS_OF_EAST = {
    "task-ask-close": UNITS - EAST,
    "report-send": UNITS - EAST,
    "report-give-back": LEADERS_OF_UNITS - EAST,
    "contradiction-answer": UNITS - EAST,
    "extension-ask": UNITS - EAST,
    "extension-withdraw": UNITS - EAST,
    "plan-ask": UNITS - EAST,
    "plan-change-withdraw": UNITS - EAST,
    "obstacle-raise": UNITS - EAST,
    "obstacle-answer": UNITS - EAST - FINANCE,
    "obstacle-confirm": UNITS - EAST - FINANCE,
    "obstacle-link": UNITS - EAST - FINANCE,
    "talk-plan": UNITS - EAST,
    "talk-report": UNITS - EAST,
    "talk-speak": LEADERS_OF_UNITS - EAST,
    "rectification-report": UNITS - EAST,
    "letter-read": UNITS - EAST,
    "letter-reply": UNITS - EAST,
    "hearing": UNITS - EAST,
    **dict.fromkeys(["undertaking-reword", "undertaking-finish"], UNITS - EAST),
    **dict.fromkeys(["letter-agree", "letter-object"], LEADERS_OF_UNITS - EAST),
    **dict.fromkeys(["conclusion-receive", "conclusion-review", "opinion-plead"], UNITS - EAST),
    **dict.fromkeys(["opinion-report", "sanction-appeal"], UNITS - EAST),
}


def test_what_belongs_to_another_unit_is_absent(ids: Ids, sign_in: SignIn) -> None:
    clients = {who: sign_in(who) for who in UNITS - EAST}
    before = rows()
    for name, strangers in THINGS_OF_EAST.items():
        for who in strangers:
            response = clients[who].post(
                address(name, ids), {"claimed": "10", "revision": "2", "text": "已办。", "week": "2026-11-02"}
            )
            assert response.status_code == 404, (name, who)
    assert changed(before) == set()


def test_absent_and_not_yours_are_told_in_the_same_words(ids: Ids, sign_in: SignIn) -> None:
    client = sign_in("other_county")
    for name in ("letter", "letter-pdf", "letter-docx", "letter-ofd"):
        absent = client.get(address(name, ids, "letter_id"))
        not_theirs = client.get(address(name, ids))
        assert absent.status_code == not_theirs.status_code == 404
        told = [
            re.sub(r"/letters/\d+/|nonce=\S+|CSRFToken\W+\w+", "", response.text)
            for response in (absent, not_theirs)
        ]
        assert told[0] == told[1]
        assert frame.ABSENT in told[0]


def test_a_number_that_stands_for_nothing_is_absent(ids: Ids, sign_in: SignIn) -> None:
    clients = {who: sign_in(who) for who in ("clerk", "head", "leader", "county", "county_head", "sysadmin")}
    for name, (able, answer, _) in DOORS.items():
        client = next((client for who, client in clients.items() if who in able), None)
        if client is None:
            assert able == AUDITOR, name
            continue
        for number in numbers_in(name):
            if number == "year" or (answer == 302 and name == "task-panel"):
                continue
            given = client.get if answer in {200, 409} else client.post
            assert given(address(name, ids, number)).status_code in {404, 409, 422}, (name, number)


@pytest.mark.parametrize("who", ["leader", "head", "county", "school_head", "auditor"])
def test_who_lost_the_post_yesterday_can_do_nothing(
    city: cast.City, ids: Ids, sign_in: SignIn, who: str
) -> None:
    client = sign_in(who)
    assert client.get(address("desk", ids)).status_code == 200
    Post.objects.filter(id=city.actors[who].post_id).update(to_on="2026-11-01")
    before = rows()
    for name in DOORS:
        for ask in (client.get, client.post):
            assert ask(address(name, ids)).status_code == 403, name
    assert changed(before) == set()


def test_a_closed_account_is_out_at_once(city: cast.City, ids: Ids, sign_in: SignIn) -> None:
    client = sign_in("clerk")
    Account.objects.filter(username="clerk").update(is_active=False)
    assert client.get(address("desk", ids)).status_code == 302


def test_no_form_is_taken_without_its_token(ids: Ids, sign_in: SignIn) -> None:
    clients = [sign_in(who, enforce_csrf_checks=True) for who in ("head", "leader", "county", "auditor")]
    before = rows()
    for name in [*DOORS, "sign-in", "sign-out"]:
        for client in clients:
            assert client.post(address(name, ids)).status_code == 403, name
    assert changed(before) == set()
    assert Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "clerk"}).status_code == 403
