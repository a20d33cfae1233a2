"""Two people doing the same at the same time, in real transactions: one does it, the other is told."""

from __future__ import annotations

from functools import partial
from io import StringIO

from django.core.management import call_command

from luoshi.actions import documents, letters, notices, reports, tasks, units
from luoshi.queries import audit
from luoshi.records.models import (
    Alert,
    Assignment,
    Document,
    Entry,
    LampChange,
    Letter,
    LetterItem,
    Notice,
    PaperNumber,
    Register,
    Report,
    Task,
)
from luoshi.rules.letters import LetterState
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON, letter, noon
from tests.actions.threads import at_once, refusals


def whole() -> bool:
    """Return whether the ledger's chain is unbroken."""
    return [fault for fault in audit.faults() if fault.number] == []


def test_letters_numbered_at_once_have_no_gap_and_no_repeat(open_city: cast.City) -> None:
    made = [letter(open_city, LetterState.APPROVED) for _ in range(5)]
    by = open_city.clerk
    results = at_once(*(partial(letters.number_letter, letter=each, by=by, at=NOON) for each in made))
    assert refusals(results) == []
    assert sorted(PaperNumber.objects.values_list("ordinal", flat=True)) == [1, 2, 3, 4, 5]
    assert sorted(Letter.objects.values_list("number", flat=True)) == [
        f"示教督函〔2026〕{n}号" for n in (1, 2, 3, 4, 5)
    ]
    assert Register.objects.get().last == 5
    assert whole()


def test_a_duty_that_two_put_on_record_is_there_once(open_city: cast.City) -> None:
    hands = [
        partial(
            units.add_duty,
            unit=open_city.east,
            topic="校园安全",
            words=["校园安全"],
            from_on=cast.MONDAY,
            by=by,
            at=NOON,
        )
        for by in (open_city.clerk, open_city.head)
    ]
    assert refusals(at_once(*hands)) == [SomebodyWasFirst]
    assert Entry.objects.filter(action="units.add_duty").count() == open_city.east.duties.count() == 1
    assert whole()


def test_one_letter_numbered_by_two_takes_one_number(open_city: cast.City) -> None:
    made = letter(open_city, LetterState.APPROVED)
    hands = [
        partial(letters.number_letter, letter=Letter.objects.get(id=made.id), by=by, at=NOON)
        for by in (open_city.clerk, open_city.head)
    ]
    assert refusals(at_once(*hands)) == [SomebodyWasFirst]
    assert Register.objects.get().last == PaperNumber.objects.get().ordinal == 1
    assert Entry.objects.filter(action="letters.number").count() == 1
    following = letter(open_city, LetterState.NUMBERED)
    assert following.number == "示教督函〔2026〕2号"


def test_an_account_sent_twice_at_once_is_one(open_city: cast.City) -> None:
    def send() -> reports.Sent:
        part = Assignment.objects.select_related("unit", "task").get(id=open_city.assignments["east"].id)
        return reports.submit_report(
            assignment=part,
            week_start=cast.MONDAY,
            claimed_x100=1000,
            words="",
            revision=1,
            by=open_city.county,
            at=NOON,
        )

    assert refusals(at_once(send, send, send)) == [SomebodyWasFirst] * 2
    assert Report.objects.count() == LampChange.objects.count() == 1
    assert Entry.objects.filter(action="reports.submit").count() == 1
    assert whole()


def test_the_last_two_parts_struck_off_at_once_close_the_task(open_city: cast.City) -> None:
    Assignment.objects.filter(role="RESPONSIBLE").update(state="CLOSING", claimed_x100=10_000)
    rows = Assignment.objects.filter(state="CLOSING").select_related("unit", "task")
    hands = [
        partial(tasks.confirm_close, assignment=row, by=by, at=NOON)
        for row, by in zip(rows, (open_city.head, open_city.leader), strict=True)
    ]
    assert refusals(at_once(*hands)) == []
    assert Task.objects.get().state == "CLOSED"
    assert set(Assignment.objects.values_list("state", flat=True)) == {"CLOSED"}
    told = Entry.objects.filter(action="tasks.confirm_close").values_list("facts", flat=True)
    assert sorted(fact["task_closed"] for fact in told) == [False, True]


TEXT = cast.TEXT.replace("大家要提高认识，凝心聚力。", "会议听取了上半年工作情况汇报。") + "（再印）\n"


def register(city: cast.City, name: str) -> Document:
    return documents.register_document(name="讲话.txt", data=TEXT.encode(), by=city.actors[name], at=NOON)


def test_a_document_uploaded_by_two_is_registered_once(open_city: cast.City) -> None:
    results = at_once(partial(register, open_city, "clerk"), partial(register, open_city, "head"))
    assert len(refusals(results)) == 1
    assert Document.objects.count() == 2, "the cast's own and one more"
    assert Entry.objects.filter(action="documents.register").count() == 1


def test_a_document_is_published_once(open_city: cast.City) -> None:
    document = register(open_city, "clerk")
    for task in document.tasks.select_related("document"):
        tasks.accept_task(task=task, version=task.version, by=open_city.clerk, at=NOON)
    hands = [
        partial(documents.publish_document, document=Document.objects.get(id=document.id), by=by, at=NOON)
        for by in (open_city.clerk, open_city.head)
    ]
    assert refusals(at_once(*hands)) == [SomebodyWasFirst]
    keys = list(Notice.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) == 3


def test_nothing_is_decided_while_it_is_being_published(open_city: cast.City) -> None:
    """Whichever comes first, a published document holds no directive that still waits on the desk."""
    document = register(open_city, "clerk")
    first, second = document.tasks.select_related("document").order_by("start")
    tasks.accept_task(task=first, version=first.version, by=open_city.clerk, at=NOON)
    tasks.drop_task(task=second, reason="另案", version=second.version, by=open_city.clerk, at=NOON)
    results = at_once(
        partial(tasks.reopen_task, task=second, version=second.version, by=open_city.head, at=NOON),
        partial(documents.publish_document, document=document, by=open_city.clerk, at=NOON),
    )
    assert refusals(results) == [Refused] or refusals(results) == [SomebodyWasFirst]
    document.refresh_from_db()
    states = sorted(document.tasks.values_list("state", flat=True))
    assert states == (["DROPPED", "OPEN"] if document.published_at else ["ACCEPTED", "PROPOSED"])


def test_reminders_given_by_two_at_once_are_noted_once(open_city: cast.City) -> None:
    given = [notices.Reminder(f"soon:{n}", open_city.east, "即将到期。", "/ledger/") for n in range(50)]
    results = at_once(*[partial(notices.remind, reminders=given, by=open_city.clerk, at=NOON)] * 3)
    assert sum(told for told in results if isinstance(told, int)) == 50
    noted = [key for entry in Entry.objects.filter(action="notices.remind") for key in entry.facts["keys"]]
    assert sorted(noted) == sorted(Notice.objects.values_list("key", flat=True))
    assert len(noted) == 50
    assert whole()


def sweep(day: str) -> None:
    call_command("sweep", "--on", day, stdout=StringIO())


def test_two_sweeps_at_once_do_everything_once(open_city: cast.City) -> None:
    at_once(partial(sweep, "2026-12-07"), partial(sweep, "2026-12-07"))
    for model, fields in (
        (LampChange, ("assignment", "turned_on", "after")),
        (Alert, ("assignment", "lamp")),
        (Letter, ("unit", "kind", "period_start")),
        (LetterItem, ("letter", "assignment")),
        (Notice, ("key",)),
    ):
        found = list(model.objects.values_list(*fields))
        assert len(found) == len(set(found))
    assert (LampChange.objects.count(), Alert.objects.count(), Letter.objects.count()) == (2, 2, 2)
    assert set(Letter.objects.values_list("state", flat=True)) == {"DRAFT"}
    assert whole()
    assert noon(0) == NOON
