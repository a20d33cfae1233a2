"""The 交账单: nothing left out, and every day told as it was, whatever came later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.utils import timezone

from luoshi.actions import documents as document_actions
from luoshi.actions import letters, reports, tasks
from luoshi.queries import answers
from luoshi.queries.answers import Answers, Became, Outcome
from luoshi.records.models import Assignment, Document, Entry, Letter, Report, Task
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.tasks import AssignmentState, Role, TaskState
from tests import cast

TEXT = """关于近期重点工作的讲话
一、加快项目建设
一要抓进度。各县（市、区）教育局要在2026年12月25日前完成寄宿制学校项目前期手续。
计划财务科要在2026年12月18日前完成公办园生均经费核拨情况汇总；12月20日前把汇总表送各单位核对。
大家要提高认识，凝心聚力。
“以上各项，望抓好落实。”
"""
WHY = "表态，不单列任务"


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())


@dataclass
class Played:
    """What was played: the document and what is asked about it."""

    city: cast.City
    document: Document
    counties: Task
    finance: Task
    letter: Letter

    def on(self, month: int, day: int, who: str = "clerk") -> Answers:
        found = answers.answers(self.city.actors[who], self.document.id, date(2026, month, day))
        assert found is not None
        return found

    def became(self, month: int, day: int, task: Task) -> Became:
        [found] = [
            group.became
            for group in self.on(month, day).groups
            if group.became and not group.above and group.became.id == task.id
        ]
        return found


def fresh(part: Assignment) -> Assignment:
    return Assignment.objects.select_related("unit", "task").get(id=part.id)


@pytest.fixture
def played(bare_city: cast.City) -> Played:
    """A speech from its registration on Monday, November 2, to a part struck off and a letter closed."""
    city = bare_city
    document = document_actions.register_document(
        name="讲话.txt", data=TEXT.encode(), by=city.clerk, at=at(11, 2)
    )
    counties = next(task for task in document.tasks.all() if "寄宿制" in task.quote)
    finance = next(task for task in document.tasks.all() if "核拨" in task.quote)
    for task in document.tasks.order_by("start"):
        if task.id in {counties.id, finance.id}:
            roles = {unit.unit: Role(unit.role) for unit in task.assignments.select_related("unit")}
            if task.id == counties.id:
                roles[city.finance] = Role.HELPING
            tasks.assign_task(task=task, owners=roles, version=task.version, by=city.clerk, at=at(11, 3))
            tasks.accept_task(task=task, version=task.version, by=city.clerk, at=at(11, 3, 10))
        else:
            tasks.drop_task(task=task, reason=WHY, version=task.version, by=city.head, at=at(11, 3, 11))
    document_actions.publish_document(document=document, by=city.clerk, at=at(11, 4))
    east = Assignment.objects.select_related("unit", "task").get(task=counties, unit=city.east)
    own = Assignment.objects.select_related("unit", "task").get(task=finance, unit=city.finance)

    def tell(part: Assignment, monday: date, claimed: int, when: datetime, revision: int = 1) -> None:
        by = city.county if part.unit_id == city.east.id else city.office_unit
        reports.submit_report(
            assignment=fresh(part),
            week_start=monday,
            claimed_x100=claimed,
            words="部门会签用时较长，下周补齐。",
            revision=revision,
            by=by,
            at=when,
        )

    tell(east, date(2026, 11, 2), 500, at(11, 6))
    tell(own, date(2026, 11, 2), 2000, at(11, 6))
    tell(own, date(2026, 11, 9), 10000, at(11, 13))
    tell(east, date(2026, 11, 9), 600, at(11, 13))
    tasks.ask_to_close(assignment=fresh(own), by=city.office_unit, at=at(11, 16))
    Assignment.objects.filter(id=east.id).update(lamp="RED")
    letter = letters.draft_letter(
        unit=city.east,
        kind=LetterKind.SUPERVISION,
        assignments=[fresh(east)],
        reason="进度严重滞后",
        by=city.clerk,
        at=at(11, 16),
    )
    for step, by, when in (
        (letters.submit_letter, city.clerk, at(11, 16, 10)),
        (letters.approve_letter, city.leader, at(11, 16, 11)),
        (letters.number_letter, city.clerk, at(11, 16, 14)),
        (letters.issue_letter, city.clerk, at(11, 17)),
        (letters.read_letter, city.county, at(11, 18)),
    ):
        step(letter=letter, by=by, at=when)
        letter.refresh_from_db()
    letters.reply_letter(letter=letter, text="已安排专人。", by=city.county, at=at(11, 19))
    letter.refresh_from_db()
    letters.return_reply(letter=letter, reason="没有写完成时间", by=city.head, at=at(11, 20))
    letter.refresh_from_db()
    letters.reply_letter(letter=letter, text="12月1日前完成。", by=city.county, at=at(11, 23))
    letter.refresh_from_db()
    letters.close_letter(letter=letter, by=city.head, at=at(11, 24))
    tasks.confirm_close(assignment=fresh(own), by=city.head, at=at(11, 25))
    return Played(city, document, counties, finance, letter)


# --- Nothing left out --------------------------------------------------------------------------


@pytest.mark.parametrize("day", [2, 3, 4, 30])
def test_every_character_of_the_body_stands_on_the_sheet_once(played: Played, day: int) -> None:
    sheet = played.on(11, day)
    printed = "".join("".join(group.paragraphs) for group in sheet.groups)
    assert "".join(printed.split()) == "".join(TEXT.split())
    lines = [line for group in sheet.groups for line in group.lines]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert sum(count for _, count in sheet.counts) == len(lines)


def test_words_that_no_sentence_holds_are_put_in_as_background(played: Played) -> None:
    gone = played.document.spans.filter(kind="BACKGROUND").order_by("start").first()
    assert gone is not None
    words = TEXT[gone.start : gone.end].strip()
    gone.delete()
    rows = [(group.paragraphs, group.outcome) for group in played.on(11, 30).groups]
    assert any(words in "".join(paragraphs) and outcome is Outcome.BACKGROUND for paragraphs, outcome in rows)


def test_a_heading_stands_in_one_row_with_its_number(played: Played) -> None:
    headings = [group.paragraphs for group in played.on(11, 2).groups if group.outcome is Outcome.HEADING]
    assert headings == [("一、加快项目建设",), ("一要抓进度。",)]


# --- Day by day --------------------------------------------------------------------------------


def test_before_it_came_there_is_nothing(played: Played) -> None:
    sheet = played.on(11, 1)
    assert (sheet.groups, sheet.is_published, sheet.tasks) == ((), False, [])


def test_on_the_first_day_all_waits(played: Played) -> None:
    found = {outcome for outcome, _ in played.on(11, 2).counts}
    assert Outcome.WAITING in found
    assert not found & {Outcome.TASK, Outcome.ACCEPTED, Outcome.DROPPED}


def test_on_the_second_day_it_is_decided_but_not_published(played: Played) -> None:
    became = played.became(11, 3, played.counties)
    assert (became.outcome, became.by, became.parts) == (Outcome.ACCEPTED, played.city.clerk.words, ())
    dropped = [group.became for group in played.on(11, 3).groups if group.outcome is Outcome.DROPPED]
    assert {(each.reason, each.by, each.decided_on) for each in dropped if each} == {
        (WHY, played.city.head.words, date(2026, 11, 3))
    }


def test_a_published_task_shows_its_parts_with_no_claim_yet(played: Played) -> None:
    became = played.became(11, 4, played.counties)
    assert became.state is TaskState.OPEN
    assert [(part.unit, part.role, part.lamp, part.claimed_on) for part in became.parts] == [
        ("东河区", Role.RESPONSIBLE, Lamp.GREY, None),
        ("西山县", Role.RESPONSIBLE, Lamp.GREY, None),
        ("计划财务科", Role.HELPING, None, None),
    ]
    assert became.letters == ()


@pytest.mark.parametrize(
    ("day", "claimed", "claimed_day", "state", "closed"),
    [
        (5, 0, None, AssignmentState.OPEN, None),
        (6, 2000, 6, AssignmentState.OPEN, None),
        (12, 2000, 6, AssignmentState.OPEN, None),
        (13, 10000, 13, AssignmentState.OPEN, None),
        (16, 10000, 13, AssignmentState.CLOSING, None),
        (24, 10000, 13, AssignmentState.CLOSING, None),
        (25, 10000, 13, AssignmentState.CLOSED, date(2026, 11, 25)),
    ],
)
def test_a_part_is_told_as_it_stood(
    played: Played,
    day: int,
    claimed: int,
    claimed_day: int | None,
    state: AssignmentState,
    closed: date | None,
) -> None:
    became = played.became(11, day, played.finance)
    [part] = became.parts
    claimed_on = date(2026, 11, claimed_day) if claimed_day else None
    assert (part.claimed_x100, part.claimed_on, part.state) == (claimed, claimed_on, state)
    assert (part.closed_on, became.closed_on) == (closed, closed)
    assert became.state is (TaskState.CLOSED if closed else TaskState.OPEN)
    assert (part.lamp is Lamp.BLUE) is (closed is not None)


@pytest.mark.parametrize(
    ("day", "stood", "since"),
    [
        (16, None, None),
        (17, LetterState.ISSUED, 17),
        (18, LetterState.READ, 18),
        (19, LetterState.REPLIED, 19),
        (22, LetterState.RETURNED, 20),
        (23, LetterState.REPLIED, 23),
        (24, LetterState.CLOSED, 24),
    ],
)
def test_a_letter_is_told_as_it_stood(
    played: Played, day: int, stood: LetterState | None, since: int | None
) -> None:
    sent = played.became(11, day, played.counties).letters
    assert [(each.state, each.since.day) for each in sent] == ([(stood, since)] if stood else [])
    if sent:
        assert (sent[0].number, sent[0].unit, sent[0].issued_on.day) == (played.letter.number, "东河区", 17)


def test_the_last_day_told_from_history_is_what_the_rows_hold(played: Played) -> None:
    Assignment.objects.filter(lamp="RED").update(lamp="GREEN")  # what the test itself had painted over
    rows = {part.id: part for part in Assignment.objects.exclude(state="PLANNED")}
    told = [part for task in played.on(11, 30).tasks for part in task.parts]
    assert len(told) == len(rows) == 4
    for part in told:
        row = rows[part.id]
        assert (part.state, part.claimed_x100, part.claimed_on) == (
            row.state,
            row.claimed_x100,
            row.claimed_on,
        )
        assert part.lamp is None or part.lamp == row.lamp


def test_what_is_made_up_for_an_outdone_week_is_no_claim(played: Played) -> None:
    east = Assignment.objects.get(task=played.counties, unit=played.city.east)
    Report.objects.create(
        assignment=east,
        week_start=date(2026, 11, 2),
        revision=2,
        claimed_x100=9000,
        is_unchanged=False,
        is_late=True,
        state="SENT",
        submitted_at=at(11, 14),
        submitted_by="某人",
        submitted_post_id=1,
    )
    part = next(part for part in played.became(11, 15, played.counties).parts if part.id == east.id)
    assert (part.claimed_x100, part.claimed_on) == (600, date(2026, 11, 13))


# --- The desk before it was published ----------------------------------------------------------


def test_a_directive_cut_in_two_later_stood_as_one_before(bare_city: cast.City) -> None:
    city = bare_city
    document = document_actions.register_document(
        name="讲话.txt", data=TEXT.encode(), by=city.clerk, at=at(11, 2)
    )
    task = next(task for task in document.tasks.all() if "核拨" in task.quote)
    tasks.drop_task(task=task, reason=WHY, version=task.version, by=city.head, at=at(11, 3))
    offset = TEXT.index("经费核拨")
    first, second = tasks.split_task(
        task=task, offset=offset, version=task.version, by=city.clerk, at=at(11, 5)
    )

    def stood(day: int) -> dict[int, tuple[TaskState, str]]:
        sheet = answers.answers(city.clerk, document.id, date(2026, 11, day))
        assert sheet is not None
        became = [group.became for group in sheet.groups if group.became]
        return {each.id: (each.state, each.reason) for each in became if each.id in {first.id, second.id}}

    assert set(stood(2).values()) == {(TaskState.PROPOSED, "")}
    assert set(stood(4).values()) == {(TaskState.DROPPED, WHY)}
    assert set(stood(5).values()) == {(TaskState.PROPOSED, "")}


def test_an_edit_is_told_from_the_day_it_was_made(bare_city: cast.City) -> None:
    city = bare_city
    document = document_actions.register_document(
        name="讲话.txt", data=TEXT.encode(), by=city.clerk, at=at(11, 2)
    )
    task = next(task for task in document.tasks.all() if "核拨" in task.quote)
    was = (task.summary, task.due_on)
    tasks.edit_task(
        task=task,
        summary="另一个名称",
        standard="",
        start_on=task.start_on,
        due_on=date(2026, 12, 30),
        campaign="",
        version=task.version,
        by=city.clerk,
        at=at(11, 4),
    )

    def told(day: int) -> tuple[str, date | None]:
        sheet = answers.answers(city.clerk, document.id, date(2026, 11, day))
        assert sheet is not None
        became = {group.became.id: group.became for group in sheet.groups if group.became}[task.id]
        return became.summary, became.due_on

    assert told(3) == was
    assert told(4) == ("另一个名称", date(2026, 12, 30))


def test_a_sentence_taken_up_later_was_background_before(bare_city: cast.City) -> None:
    city = bare_city
    document = document_actions.register_document(
        name="讲话.txt", data=TEXT.encode(), by=city.clerk, at=at(11, 2)
    )
    span = document.spans.filter(kind="BACKGROUND").order_by("-start").first()
    assert span is not None
    task = tasks.propose_task(span=span, by=city.clerk, at=at(11, 4))

    def outcome(day: int) -> Outcome:
        sheet = answers.answers(city.clerk, document.id, date(2026, 11, day))
        assert sheet is not None
        return next(
            group.outcome for group in sheet.groups if any(line.start == span.start for line in group.lines)
        )

    assert (outcome(3), outcome(4)) == (Outcome.BACKGROUND, Outcome.WAITING)
    assert Entry.objects.filter(subject=f"task:{task.id}").count() == 1


# --- Who may see it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("clerk", True),
        ("head", True),
        ("leader", True),
        ("discipline", True),
        ("county", False),
        ("county_head", False),
        ("office_unit", False),
        ("school_head", False),
        ("sysadmin", False),
        ("auditor", False),
    ],
)
def test_only_who_sees_documents_sees_the_sheet(played: Played, who: str, sees: bool) -> None:
    found = answers.answers(played.city.actors[who], played.document.id, date(2026, 11, 30))
    assert (found is not None) is sees


def test_an_absent_document_has_no_sheet(played: Played) -> None:
    assert answers.answers(played.city.clerk, 999, date(2026, 11, 30)) is None
