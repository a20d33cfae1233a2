"""A document comes in once and whole, or not at all; and is published once."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.actions import documents, tasks
from luoshi.queries import audit
from luoshi.records.models import Assignment, Document, Milestone, Notice, Post, Task
from luoshi.rules.people import Actor, Duty, Permission, why_not
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.watch import latest, nothing_but, one_entry

TEXT = cast.TEXT.replace("大家要提高认识，凝心聚力。", "会议听取了上半年工作情况汇报。")


def register(by: Actor, data: bytes | str = TEXT, name: str = "讲话.txt") -> Document:
    return documents.register_document(
        name=name, data=data.encode() if isinstance(data, str) else data, by=by, at=NOON
    )


def test_registering_stores_the_text_with_every_sentence(bare_city: cast.City) -> None:
    with one_entry("documents.register", bare_city.clerk):
        document = register(bare_city.clerk)
    assert document.text == TEXT
    assert (document.registered_by, document.published_at) == (bare_city.clerk.words, None)
    assert latest().subject == f"document:{document.id}"
    assert latest().facts["digest"] == document.text_digest
    assert list(audit.faults()) == []
    for task in document.tasks.all():
        assert TEXT[task.start : task.end] == task.quote
        assert task.state == "PROPOSED"
    assert document.tasks.count() == latest().facts["directives"] == 2


def test_the_same_text_is_registered_once(bare_city: cast.City) -> None:
    register(bare_city.clerk)
    with nothing_but("这份来文已于2026年11月2日登记"):
        register(bare_city.head, name="另一个名字.txt")
    with nothing_but("这份来文已于2026年11月2日登记"):
        register(bare_city.clerk, TEXT.encode("gb18030"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (b" \r\n\t ", ""),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40, ""),
        ("秘密★10年\n" + TEXT, "标有密级“秘密”"),
        ("机密\n" + TEXT, "标有密级“机密”"),
        ("密级：绝密\n" + TEXT, "标有密级“绝密”"),
    ],
    ids=["empty", "blank", "binary", "secret", "confidential", "top secret"],
)
def test_what_cannot_or_may_not_be_kept_leaves_nothing(
    bare_city: cast.City, data: bytes | str, words: str
) -> None:
    with nothing_but(words):
        register(bare_city.clerk, data)


def test_only_the_office_registers(bare_city: cast.City) -> None:
    for by in bare_city.actors.values():
        if reason := why_not(by, Permission.DOCUMENTS_READ):
            with nothing_but(reason):
                register(by)


@pytest.fixture
def decided(bare_city: cast.City) -> Document:
    """A document whose directives are all decided: one accepted, one dropped."""
    document = register(bare_city.clerk)
    first, second = document.tasks.select_related("document").order_by("start")
    tasks.accept_task(task=first, version=first.version, by=bare_city.clerk, at=NOON)
    tasks.drop_task(task=second, reason="另案办理", version=second.version, by=bare_city.clerk, at=NOON)
    return document


def publish(document: Document, by: Actor, days: int = 1) -> int:
    return documents.publish_document(document=document, by=by, at=noon(days))


def test_publishing_opens_the_accepted_and_leaves_the_dropped(
    decided: Document, bare_city: cast.City
) -> None:
    with one_entry("documents.publish", bare_city.head, f"document:{decided.id}"):
        assert publish(decided, bare_city.head) == 1
    decided.refresh_from_db()
    assert decided.published_by == bare_city.head.words
    opened, dropped = decided.tasks.order_by("start")
    assert (opened.state, dropped.state) == ("OPEN", "DROPPED")
    parts = Assignment.objects.filter(task=opened).order_by("unit__path")
    assert [
        (part.unit_id, part.branch_id, part.state, part.due_on, part.lamp, part.lamp_on, part.next_lamp_on)
        for part in parts
    ] == [
        (unit.id, unit.id, "OPEN", date(2026, 12, 25), "GREY", date(2026, 11, 3), date(2026, 11, 4))
        for unit in (bare_city.east, bare_city.west)
    ]
    assert [(part.first_responsible_id, part.direct_responsible_id) for part in parts] == [
        (bare_city.county_head.post_id, bare_city.county_deputy.post_id),
        (bare_city.other_county_head.post_id, None),
    ]
    assert list(Assignment.objects.filter(task=dropped).values_list("state", flat=True)) == ["PLANNED"]
    assert Milestone.objects.filter(task=opened, planned_x100=10_000, due_on=opened.due_on).count() == 1
    assert not Milestone.objects.filter(task=dropped).exists()
    told = Notice.objects.order_by("unit__path").values_list("unit", "key")
    assert list(told) == [
        (unit.id, f"publish:{decided.id}:{unit.id}") for unit in (bare_city.east, bare_city.west)
    ]


def test_who_answers_is_who_holds_the_post_on_that_day(decided: Document, bare_city: cast.City) -> None:
    Post.objects.filter(id=bare_city.county_head.post_id).update(to_on=date(2026, 11, 2))
    successor = Post.objects.create(
        person=bare_city.accounts["county"].person,
        unit=bare_city.east,
        duty=Duty.HEAD.value,
        title="局长",
        from_on=date(2026, 11, 3),
    )
    publish(decided, bare_city.clerk)
    part = Assignment.objects.get(unit=bare_city.east, state="OPEN")
    assert part.first_responsible_id == successor.id


def test_publishing_twice_tells_who_did(decided: Document, bare_city: cast.City) -> None:
    stale = Document.objects.get(id=decided.id)
    publish(decided, bare_city.head)
    with nothing_but(f"这份来文已由{bare_city.head.words}发布", SomebodyWasFirst):
        publish(stale, bare_city.clerk)


def test_publishing_waits_for_every_decision(bare_city: cast.City) -> None:
    document = register(bare_city.clerk)
    with nothing_but("还有2条未审定"):
        publish(document, bare_city.clerk)
    for task in document.tasks.select_related("document"):
        tasks.drop_task(task=task, reason="", version=task.version, by=bare_city.clerk, at=NOON)
    with nothing_but("没有采纳的任务"):
        publish(document, bare_city.clerk)
    assert Task.objects.filter(state="OPEN").count() == 0


def test_only_the_office_publishes(decided: Document, bare_city: cast.City) -> None:
    for by in bare_city.actors.values():
        if reason := why_not(by, Permission.DOCUMENTS_READ):
            with nothing_but(reason):
                publish(decided, by)
