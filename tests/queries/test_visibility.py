"""Who sees which row: for every role, over data that could leak."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luoshi.actions import reports as report_actions
from luoshi.queries import alerts, audit, desks, documents, letters, notices, reports, tasks
from luoshi.records.models import Alert, Assignment, Document, Letter, Notice, Report, Task, Unit
from luoshi.rules import letters as rules
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import Actor, Permission, Scope
from tests import cast
from tests.actions.stage import NOON, letter, noon

CITY_WIDE = {"leader", "head", "clerk", "discipline"}
EAST = {"county_head", "county_deputy", "county"}
WEST = {"other_county_head", "other_county"}
FINANCE = {"office_head", "office_deputy", "office_unit"}
NOBODY = {"school_head", "sysadmin", "secadmin", "auditor"}


def parts_of(city: cast.City, who: str) -> set[str]:
    """Return whose parts of the one published task a role sees."""
    if who in CITY_WIDE:
        return {"east", "west", "finance"}
    for group, part in ((EAST, "east"), (WEST, "west"), (FINANCE, "finance")):
        if who in group:
            return {part}
    return set()


@pytest.fixture
def full(city: cast.City) -> cast.City:
    """The city with a draft that is not published, accounts, warnings, letters and notices for everybody."""
    planned = Task.objects.create(
        document=city.document, start=0, end=5, summary="尚未发布", start_on=cast.MONDAY, state="PROPOSED"
    )
    for unit in (city.east, city.west):
        Assignment.objects.create(task=planned, unit=unit, branch=unit, role="LEAD")
    Document.objects.create(
        title="另一份",
        kind="通知",
        source_name="x",
        text="字",
        text_digest="1" * 64,
        body_start=0,
        body_end=1,
        registered_at=NOON,
        registered_by="某人",
    )
    for who, by in (("east", city.county), ("west", city.other_county)):
        report_actions.submit_report(
            assignment=Assignment.objects.select_related("unit", "task").get(id=city.assignments[who].id),
            week_start=cast.MONDAY,
            claimed_x100=1000,
            words="",
            revision=1,
            by=by,
            at=NOON,
        )
        Alert.objects.create(
            assignment=city.assignments[who],
            unit=by_unit(city, who),
            raised_on=cast.MONDAY,
            lamp="RED",
            reason="滞后",
        )
        write_letters(city, who)
    for unit in Unit.objects.all():
        Notice.objects.create(key=f"test:{unit.id}", unit=unit, words="交办", link="/", at=noon(9), by="某人")
    return city


def write_letters(city: cast.City, who: str) -> None:
    """Put a letter to one unit in every state beside a draft that was made by an action."""
    draft = letter(city, LetterState.DRAFT, who=who)
    item = draft.items.get()
    for state in set(LetterState) - {LetterState.DRAFT}:
        sides = {"unit_name": "某单位", "issuer_name": "某局"}
        issued = {"issued_at": NOON, "issued_by": "某人", **sides} if state in rules.OUT else {}
        Letter.objects.filter(id=draft.id).update(end_reason="有误")
        copied = Letter.objects.get(id=draft.id)
        copied.pk = None
        for name, value in {"state": state.value, **issued}.items():
            setattr(copied, name, value)
        copied.save(force_insert=True)
        item.pk, item.letter = None, copied
        item.save(force_insert=True)


def by_unit(city: cast.City, who: str) -> Unit:
    return city.assignments[who].unit


def test_the_groups_are_the_whole_cast(bare_city: cast.City) -> None:
    assert set(bare_city.actors) == CITY_WIDE | EAST | WEST | FINANCE | NOBODY


def test_assignments(full: cast.City) -> None:
    for who, actor in full.actors.items():
        wanted = {full.assignments[part].id for part in parts_of(full, who)}
        assert set(tasks.visible(actor).values_list("id", flat=True)) == wanted, who
        page = tasks.page(actor, tasks.Filter(standing=tasks.Standing.ALL), cast.MONDAY)
        assert ({row.id for row in page.rows}, page.count) == (wanted, len(wanted)), who
        rows = tasks.every(actor, tasks.Filter(standing=tasks.Standing.ALL), cast.MONDAY)
        assert {row.id for row in rows} == wanted, who
        assert {part.id for part in tasks.parts(actor, full.task)} == wanted, who
        for part in full.assignments.values():
            assert (tasks.visible_part(actor, part.id) is not None) == (part.id in wanted), who
        assert (tasks.visible_task(actor, full.task.id) is not None) == bool(wanted), who


def test_a_filter_never_widens_what_is_seen(full: cast.City) -> None:
    asked = [
        tasks.Filter(standing=tasks.Standing.ALL, branch_id=full.west.id),
        tasks.Filter(standing=tasks.Standing.ALL, owner="癸局长"),
        tasks.Filter(standing=tasks.Standing.ALL, words="西山"),
        tasks.Filter(standing=tasks.Standing.ALL, document_id=full.document.id, lamp="RED"),
    ]
    for who in EAST | NOBODY:
        for each in asked[:3]:
            assert tasks.page(full.actors[who], each, cast.MONDAY).rows == [], who
        seen = {row.id for row in tasks.page(full.actors[who], asked[3], cast.MONDAY).rows}
        assert seen <= {full.assignments["east"].id}


def test_what_is_not_published_is_seen_by_nobody_in_the_ledger(full: cast.City) -> None:
    planned = Task.objects.get(summary="尚未发布")
    for actor in full.actors.values():
        assert tasks.visible_task(actor, planned.id) is None
        for part in planned.assignments.all():
            assert tasks.visible_part(actor, part.id) is None


def test_letters(full: cast.City) -> None:
    out = {"ISSUED", "READ", "REPLIED", "RETURNED", "CLOSED", "ARCHIVED"}
    for who, actor in full.actors.items():
        rows = Letter.objects.all() if who in CITY_WIDE else Letter.objects.none()
        for group, unit in ((EAST, full.east), (WEST, full.west)):
            if who in group:
                rows = Letter.objects.filter(unit=unit, state__in=out)
        wanted = set(rows.values_list("id", flat=True))
        assert set(letters.visible(actor).values_list("id", flat=True)) == wanted, who
        for each in Letter.objects.all():
            assert (letters.visible_letter(actor, each.id) is not None) == (each.id in wanted), who
        assert {each.id for each in letters.waiting_in(actor, *LetterState)} == wanted, who
        about = letters.about(actor, list(full.assignments.values()))
        assert sorted(each.id for each in about) == sorted(wanted), who


def test_a_letter_taken_back_after_it_was_issued_stays_with_its_unit(full: cast.City) -> None:
    issued = letter(full, LetterState.ISSUED, LetterKind.REMINDER)
    Letter.objects.filter(id=issued.id).update(state="WITHDRAWN", end_reason="有误")
    assert letters.visible_letter(full.county, issued.id) is not None
    assert letters.visible_letter(full.other_county, issued.id) is None


def test_documents(full: cast.City) -> None:
    both = set(Document.objects.values_list("id", flat=True))
    for who, actor in full.actors.items():
        wanted = both if who in CITY_WIDE else set()
        assert set(documents.visible(actor).values_list("id", flat=True)) == wanted, who
        assert {each.document.id for each in documents.listed(actor)} == wanted, who
        assert (documents.document(actor, full.document.id) is not None) == bool(wanted), who
        assert (documents.same_text(actor, "1" * 64) is not None) == bool(wanted), who


def test_warnings(full: cast.City) -> None:
    for who, actor in full.actors.items():
        wanted = {
            alert.id
            for alert in Alert.objects.all()
            if alert.unit_id in {by_unit(full, part).id for part in parts_of(full, who)}
        }
        assert set(alerts.visible(actor).values_list("id", flat=True)) == wanted, who


def test_accounts(full: cast.City) -> None:
    for who, actor in full.actors.items():
        seen = {full.assignments[part].id for part in parts_of(full, who)}
        for report in Report.objects.all():
            found = reports.report_for(actor, report.id)
            assert (found is not None) == (report.assignment_id in seen), who
        for unit in (full.east, full.west, full.finance):
            sent = reports.sent_in(actor, cast.MONDAY, unit.id)
            assert {each.assignment_id for each in sent} == {
                part.id for part in full.assignments.values() if part.id in seen and part.unit_id == unit.id
            } & set(Report.objects.values_list("assignment_id", flat=True)), who
        shown = {week.unit.id for week in reports.standing_in(actor, cast.MONDAY)}
        assert shown == {by_unit(full, part).id for part in parts_of(full, who) - {"finance"}}, who


def test_notices(full: cast.City) -> None:
    for who, actor in full.actors.items():
        wanted = set() if actor.scope is Scope.NOTHING else {actor.unit_id}
        found = [told.key for told in notices.for_unit(actor) if told.key.startswith("test:")]
        assert set(Notice.objects.filter(key__in=found).values_list("unit_id", flat=True)) == wanted, who


def test_administrators_see_no_business_at_all(full: cast.City) -> None:
    """T9-02: the system administrator cannot read what the system is for."""
    for who in ("sysadmin", "secadmin", "auditor"):
        actor = full.actors[who]
        assert desks.decisions(actor, cast.MONDAY) == []
        assert desks.standings(actor) == []
        assert desks.due_soon(actor, cast.MONDAY, 100) == ([], 0)
        assert desks.choices(actor).documents == []


def test_the_desk_names_no_other_unit(full: cast.City) -> None:
    for who in EAST:
        actor = full.actors[who]
        words = repr(desks.decisions(actor, cast.MONDAY)) + repr(desks.due_soon(actor, cast.MONDAY, 100))
        assert "西山" not in words
        assert [standing.unit.id for standing in desks.standings(actor)] == [full.east.id]
        choices = desks.choices(actor)
        assert [branch for branch, _ in choices.branches] == [full.east.id]
        assert [document for document, _ in choices.documents] == [full.document.id]


def test_the_story_of_a_task_is_told_without_the_others(full: cast.City) -> None:
    audit_subjects = {f"assignment:{part.id}": name for name, part in full.assignments.items()}
    for who, actor in full.actors.items():
        seen = tasks.parts(actor, full.task)
        told = {entry.subject for entry in tasks.history(actor, full.task, seen)}
        assert {audit_subjects[each] for each in told if each in audit_subjects} == parts_of(full, who) - {
            "finance"
        }, who
    assert audit.entries_about("assignment:0") == []


def test_a_unit_is_not_told_how_the_office_weighed_a_directive(full: cast.City) -> None:
    from luoshi.actions import audit as audit_actions

    for action, subject in (
        ("tasks.accept", f"task:{full.task.id}"),
        ("documents.register", f"document:{full.document.id}"),
        ("documents.publish", f"document:{full.document.id}"),
    ):
        audit_actions.record(action=action, subject=subject, facts={}, by=full.clerk, at=NOON)
    seen = tasks.parts(full.county, full.task)
    told = {entry.action for entry in tasks.history(full.county, full.task, seen)}
    assert told == {"documents.publish", "reports.submit"}
    assert "tasks.accept" in {entry.action for entry in tasks.history(full.clerk, full.task, seen)}


def test_who_lost_the_permission_sees_nothing_whatever_the_scope(full: cast.City) -> None:
    class Barred(Actor):
        """Somebody whose duty carries no permission."""

        def may(self, permission: Permission) -> bool:
            return False

    barred = Barred(**{name: getattr(full.clerk, name) for name in full.clerk.__dataclass_fields__})
    assert barred.scope is Scope.CITY
    assert list(tasks.visible(barred)) == []
    assert list(letters.visible(barred)) == []
    assert list(documents.visible(barred)) == []
    assert list(alerts.visible(barred)) == []
    assert replace(full.clerk, name="某").scope is Scope.CITY
