"""`luoshi audit verify`: whatever was done to the stored ledger by hand is named; the exit code says so."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from luoshi.actions import documents, people, reports, tasks
from luoshi.records.models import Assignment, Document, Entry
from tests import cast
from tests.actions.stage import NOON, noon

LENGTH = 8


@pytest.fixture
def played(bare_city: cast.City) -> Document:
    """A short story of eight entries, from a document that is read to a unit that accounts."""
    people.sign_in(by=bare_city.clerk, address="192.0.2.7", at=NOON)
    text = cast.TEXT.replace("大家要提高认识，凝心聚力。", "会议听取了上半年工作情况汇报。")
    document = documents.register_document(name="讲话.txt", data=text.encode(), by=bare_city.clerk, at=NOON)
    for task in document.tasks.select_related("document").order_by("start"):
        tasks.accept_task(task=task, version=task.version, by=bare_city.clerk, at=NOON)
    documents.publish_document(document=document, by=bare_city.head, at=NOON)
    part = Assignment.objects.select_related("unit", "task").get(unit=bare_city.east, state="OPEN")
    reports.submit_report(
        assignment=part,
        week_start=cast.MONDAY,
        claimed_x100=1000,
        words="",
        revision=1,
        by=bare_city.county,
        at=noon(1),
    )
    for by in (bare_city.county, bare_city.clerk):
        people.sign_out(by=by, at=noon(1))
    assert Entry.objects.count() == LENGTH
    return document


def verify(*more: str) -> tuple[str, str, int]:
    """Return what the command says, what it says on stderr, and its exit code."""
    out, err = StringIO(), StringIO()
    try:
        call_command("audit", "verify", *more, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), error.returncode
    return out.getvalue(), err.getvalue(), 0


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_ledger_is_whole(played: Document) -> None:
    out, err, code = verify()
    assert (err, code) == ("", 0)
    assert out.startswith(f"操作台账完整：共{LENGTH}条，末条封印 ")
    assert len(out.strip().rsplit(" ", 1)[1]) == 64


def test_an_empty_ledger_is_whole(db: None) -> None:
    assert verify()[2] == 0


@pytest.mark.parametrize(
    "change",
    [
        "actor = '别人'",
        "unit = '别处'",
        "action = 'tasks.drop'",
        "subject = 'task:999'",
        "post_id = 999",
        "facts = '{}'",
        "at = '2026-11-02 04:00:01+00:00'",
    ],
)
@pytest.mark.parametrize("number", [1, 4, LENGTH])
def test_an_altered_entry_is_named(played: Document, number: int, change: str) -> None:
    entry = Entry.objects.get(number=number)
    if change == "facts = '{}'" and entry.facts == {}:
        change = "facts = '{\"a\": 1}'"
    sql(f"UPDATE records_entry SET {change} WHERE number = %s", number)
    entry.refresh_from_db()
    _, err, code = verify()
    named = f"第{number}条（{entry.action} {entry.subject}）的内容或次序被改动\n"
    assert code == 1
    assert err.startswith(named)
    # Hiding which entry registered a document leaves the document without one; nothing else is named.
    assert [line for line in err[len(named) :].splitlines() if "来文" not in line] == []


@pytest.mark.parametrize(("first", "last", "gap"), [(1, 1, "第1条"), (3, 3, "第3条"), (3, 5, "第3至5条")])
def test_missing_entries_are_named(played: Document, first: int, last: int, gap: str) -> None:
    sql("DELETE FROM records_entry WHERE number BETWEEN %s AND %s", first, last)
    _, err, code = verify()
    assert (err, code) == (f"{gap}缺失（第{last + 1}条之前）\n", 1)


@pytest.mark.parametrize(("one", "other"), [(1, 8), (3, 4), (4, 6)])
def test_swapped_entries_are_named(played: Document, one: int, other: int) -> None:
    for before, after in ((one, -1), (other, one), (-1, other)):
        sql("UPDATE records_entry SET number = %s WHERE number = %s", after, before)
    _, err, code = verify()
    assert code == 1
    assert f"第{one}条（" in err
    assert f"第{other}条（" in err


def test_a_cut_off_end_is_named(played: Document) -> None:
    sql("DELETE FROM records_entry WHERE number > 6")
    assert verify()[1:] == ("第7至8条缺失（台账末尾被截断）\n", 1)


def test_an_end_cut_off_together_with_the_head_shows_against_the_note(played: Document) -> None:
    out = StringIO()
    call_command("audit", "head", stdout=out)
    noted = out.getvalue().strip()
    assert noted.startswith(f"{LENGTH}:")
    assert verify("--expect", noted)[2] == 0
    sql("DELETE FROM records_entry WHERE number > 6")
    sql("UPDATE records_entryhead SET number = 6, seal = (SELECT seal FROM records_entry WHERE number = 6)")
    assert verify()[2] == 0
    assert verify("--expect", noted)[1:] == (f"第{LENGTH}条的封印与存档的不同，其前有内容被整段改写\n", 1)


@pytest.mark.parametrize("noted", ["", "8", "x:y", ":abc", "8:"])
def test_a_note_that_cannot_be_read_is_a_fault_or_none(played: Document, noted: str) -> None:
    code = verify("--expect", noted)[2]
    assert code == (1 if noted else 0)


def test_an_earlier_note_still_holds_after_more_was_written(played: Document) -> None:
    entry = Entry.objects.get(number=5)
    assert verify("--expect", f"5:{entry.seal}")[2] == 0
    assert verify("--expect", f"4:{entry.seal}")[2] == 1


def test_an_altered_text_of_a_document_is_named(played: Document) -> None:
    sql("UPDATE records_document SET text = replace(text, '12月', '11月') WHERE id = %s", played.id)
    assert verify()[1:] == ("来文《关于近期重点工作的讲话》的正文与登记时（第2条）不一致\n", 1)


def test_a_document_without_its_entry_and_an_entry_without_its_document_are_named(
    played: Document, bare_city: cast.City
) -> None:
    later = documents.register_document(
        name="通知.txt",
        data="关于报送材料的通知\n东河区教育局要在12月20日前报送材料。\n".encode(),
        by=bare_city.clerk,
        at=noon(2),
    )
    Assignment.objects.filter(task__document=later).delete()
    later.tasks.all().delete()
    later.delete()
    assert verify()[1:] == ("第9条登记的来文《关于报送材料的通知》已不存在\n", 1)
    Document.objects.create(
        title="私存",
        kind="",
        source_name="x",
        text="字",
        text_digest="0" * 64,
        body_start=0,
        body_end=1,
        registered_at=NOON,
        registered_by="某人",
    )
    assert "来文《私存》没有登记记录\n" in verify()[1]
