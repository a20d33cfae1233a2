"""A task is broken down in one action, its pieces are ticked in the account, and gates hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.actions import documents, plans, reports, tasks
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import plans as plan_queries
from luoshi.records.models import Assignment, Link, Milestone, Notice, Piece, PlanChange, Project, Task
from luoshi.rules import ways
from luoshi.rules.plans import Link as LinkRow
from luoshi.rules.plans import Shape
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.tasks import Role
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.watch import nothing_but, one_entry

LINKS = (
    LinkRow("立项", 20),
    LinkRow("施工许可", 30, is_gate=True, holder="行政审批部门"),
    LinkRow("开工", 50),
)
DAYS = (date(2026, 11, 13), date(2026, 11, 27), date(2026, 12, 18))
DUE = date(2026, 12, 25)


def broken(city: cast.City, projects: dict[int, list[tuple[str, str]]], by: str = "head") -> plans.Broken:
    """Break the published task down for these units."""
    task = Task.objects.get(id=city.task.id)
    return plans.break_down(
        task=task,
        links=LINKS,
        days=DAYS,
        projects=projects,
        version=task.version,
        reason="按项目清单分解。",
        by=city.actors[by],
        at=NOON,
    )


def part(city: cast.City, name: str = "east") -> Assignment:
    """Return a county's part as it stands."""
    return Assignment.objects.select_related("task", "unit").get(id=city.assignments[name].id)


def tick(city: cast.City, names: Sequence[str], on: int = 0, revision: int = 1) -> reports.Sent:
    """Account for the eastern county's part: the pieces of these names are done."""
    pieces = plan_queries.pieces(part(city).id)
    known = {piece.name: piece.id for piece in pieces}
    return reports.submit_report(
        assignment=part(city),
        week_start=cast.MONDAY,
        claimed_x100=0,
        words="落后于计划，已加派人手。",
        revision=revision,
        done={known[name] for name in names},
        by=city.county,
        at=noon(on),
    )


def test_a_published_task_is_broken_down_by_a_recorded_change(city: cast.City) -> None:
    two = [("一中改扩建", "XM-1"), ("二中新建", "")]
    with one_entry("plans.break_down", city.head, f"task:{city.task.id}"):
        made = broken(city, {city.east.id: two, city.west.id: []})
    assert (made.units, made.projects, made.pieces) == (2, 2, 9)
    assert list(Project.objects.values_list("unit_id", "name", "code")) == [
        (city.east.id, "一中改扩建", "XM-1"),
        (city.east.id, "二中新建", ""),
    ]
    assert ways.read(part(city).change).plan == tuple(zip(DAYS, (2000, 5000, 10_000), strict=True))
    change = PlanChange.objects.get(assignment=part(city))
    assert (change.kind, change.state, len(change.moves)) == ("ADDED", "GRANTED", 6)
    assert Notice.objects.filter(key=f"plan:{change.id}:GRANTED", unit=city.east).exists()
    assert lamp_queries.own_way(part(city), cast.MONDAY).planned(date(2026, 11, 27)) == 5000
    assert part(city, "finance").change == ""


@pytest.mark.parametrize(
    ("by", "units", "words"),
    [
        ("clerk", ["east"], "已发布，计划由督查科科长调整"),
        ("county_head", ["east"], "登记和拆解来文"),
        ("head", ["finance"], "没有交办给计划财务科"),
        ("head", ["school"], "教师厅〔2025〕2号"),
        ("head", ["treasury"], "《政府督查工作条例》第七条"),
        ("head", [], "还没有选单位"),
    ],
)
def test_who_may_not_and_who_may_not_be_reached(
    city: cast.City, by: str, units: list[str], words: str
) -> None:
    with nothing_but(words):
        broken(city, {getattr(city, unit).id: [] for unit in units}, by)


def test_a_number_of_statements_however_many_pieces(city: cast.City) -> None:
    counted = []
    for size in (1, 40):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            broken(city, {city.east.id: [(f"第{number}批{size}", "") for number in range(size)]})
        counted.append(len(asked))
    assert counted[0] == counted[1] + 1  # the first time the links are made as well
    assert Piece.objects.count() == 41 * 3


def test_what_is_there_already_is_not_laid_twice(city: cast.City) -> None:
    broken(city, {city.east.id: [("一中改扩建", "")]})
    with nothing_but("都已在计划里"):
        broken(city, {city.east.id: [("一中改扩建", "")]})
    assert broken(city, {city.east.id: [("一中改扩建", ""), ("二中新建", "")]}).pieces == 3
    assert Piece.objects.filter(assignment=part(city)).count() == 6


def test_whoever_saw_an_older_task_is_told(city: cast.City) -> None:
    task = Task.objects.get(id=city.task.id)
    broken(city, {city.east.id: []})
    with nothing_but("", SomebodyWasFirst):
        plans.break_down(
            task=task,
            links=LINKS,
            days=DAYS,
            projects={city.west.id: []},
            version=task.version,
            reason="分解。",
            by=city.head,
            at=NOON,
        )


def test_ticked_pieces_are_the_progress_and_keep_their_days(city: cast.City) -> None:
    broken(city, {city.east.id: [("一中改扩建", ""), ("二中新建", "")]})
    with one_entry("reports.submit", city.county, f"assignment:{part(city).id}"):
        sent = tick(city, ["一中改扩建：立项", "二中新建：立项", "一中改扩建：施工许可"])
    assert (sent.report.claimed_x100, part(city).claimed_x100) == (3500, 3500)
    assert Piece.objects.filter(done_on=cast.MONDAY).count() == 3
    again = tick(city, ["一中改扩建：立项", "一中改扩建：施工许可", "一中改扩建：开工"], on=1, revision=2)
    assert again.report.claimed_x100 == 5000
    done = dict(Piece.objects.exclude(done_on=None).values_list("link__name", "done_on"))
    assert done == {"立项": cast.MONDAY, "施工许可": cast.MONDAY, "开工": date(2026, 11, 3)}


def test_a_gate_bars_what_comes_after_it_and_says_who_holds_it(city: cast.City) -> None:
    broken(city, {city.east.id: [("一中改扩建", ""), ("二中新建", "")]})
    with nothing_but("“一中改扩建：开工”还不能报完成：前置环节“施工许可”没有完成，由行政审批部门办理"):
        tick(
            city,
            [
                "二中新建：立项",
                "二中新建：施工许可",
                "二中新建：开工",
                "一中改扩建：立项",
                "一中改扩建：开工",
            ],
        )
    assert tick(city, ["二中新建：立项", "二中新建：施工许可", "二中新建：开工"]).report.claimed_x100 == 5000


def test_progress_is_never_typed_beside_the_pieces(city: cast.City) -> None:
    broken(city, {city.east.id: []})
    typed = {"assignment": part(city), "week_start": cast.MONDAY, "words": "", "by": city.county, "at": NOON}
    with nothing_but("进度按勾选的环节计算"):
        reports.submit_report(claimed_x100=4000, revision=1, **typed)
    assert reports.submit_report(claimed_x100=0, revision=1, **typed).report.is_unchanged


def test_pieces_of_another_unit_are_not_ticked(city: cast.City) -> None:
    broken(city, {city.east.id: [], city.west.id: []})
    theirs = Piece.objects.filter(assignment=part(city, "west")).first()
    with nothing_but("已不在这一项里"):
        reports.submit_report(
            assignment=part(city),
            week_start=cast.MONDAY,
            claimed_x100=0,
            words="",
            revision=1,
            done={theirs.id},
            by=city.county,
            at=NOON,
        )


TEXT = "各县（市、区）教育局要在12月25日前完成改扩建。计划财务科要在12月18日前完成核拨。\n"


@pytest.fixture
def desk(city: cast.City) -> list[Task]:
    """Two accepted drafts of one document: the first for both counties, the second for an office."""
    document = documents.register_document(name="要点.txt", data=TEXT.encode(), by=city.clerk, at=NOON)
    found = list(document.tasks.order_by("start"))
    for task, owners in zip(found, ({city.east: Role.LEAD}, {city.finance: Role.LEAD}), strict=True):
        tasks.assign_task(task=task, owners=owners, version=task.version, by=city.clerk, at=NOON)
        tasks.accept_task(task=task, version=task.version, by=city.clerk, at=NOON)
    return found


def laid(city: cast.City, task: Task, units: dict[int, list[tuple[str, str]]]) -> plans.Broken:
    """Break a draft down."""
    task.refresh_from_db()
    return plans.break_down(
        task=task,
        links=LINKS,
        days=DAYS,
        projects=units,
        version=task.version,
        reason="",
        by=city.clerk,
        at=NOON,
    )


def test_a_draft_is_broken_down_anew_until_it_is_published(city: cast.City, desk: list[Task]) -> None:
    task = desk[0]
    laid(city, task, {city.east.id: [("一中", "")], city.west.id: [("五中", ""), ("六中", "")]})
    assert set(task.assignments.values_list("unit_id", "role")) == {
        (city.east.id, "LEAD"),
        (city.west.id, "RESPONSIBLE"),
    }
    assert laid(city, task, {city.west.id: [("五中", "")]}).pieces == 3
    assert (Piece.objects.count(), Link.objects.count(), PlanChange.objects.count()) == (3, 3, 0)

    tasks.edit_task(
        task=task,
        summary=task.summary,
        standard="",
        start_on=task.start_on,
        due_on=date(2027, 2, 26),
        campaign="",
        version=Task.objects.get(id=task.id).version,
        by=city.clerk,
        at=NOON,
    )
    days = list(Piece.objects.order_by("due_on").values_list("due_on", flat=True))
    assert DAYS[0] < days[0] < days[1] < days[2] < date(2027, 2, 26)

    documents.publish_document(document=task.document, by=city.clerk, at=NOON)
    west = task.assignments.get(unit=city.west)
    assert [day for day, _ in ways.read(west.change).plan] == days
    assert task.assignments.get(unit=city.east).change == ""


def test_owners_chosen_again_keep_their_pieces(city: cast.City, desk: list[Task]) -> None:
    laid(city, desk[0], {city.east.id: [("一中", "")]})
    owners = {city.east: Role.RESPONSIBLE, city.west: Role.LEAD}
    tasks.assign_task(task=desk[0], owners=owners, version=desk[0].version, by=city.clerk, at=NOON)
    assert Piece.objects.filter(assignment__unit=city.east, assignment__role="RESPONSIBLE").count() == 3


def test_the_shape_of_a_draft_is_what_is_published(city: cast.City, desk: list[Task]) -> None:
    front, own = desk
    curve = ((date(2026, 11, 13), 1000), (date(2026, 12, 4), 9000))
    for task, shape, points in ((front, Shape.FRONT, ()), (own, Shape.OWN, curve)):
        task.refresh_from_db()
        with one_entry("plans.shape", city.clerk, f"task:{task.id}"):
            plans.set_shape(
                task=task, shape=shape, curve=points, version=task.version, by=city.clerk, at=NOON
            )
    documents.publish_document(document=front.document, by=city.clerk, at=NOON)
    days = dict(Milestone.objects.filter(task=own).values_list("due_on", "planned_x100"))
    assert (days[date(2026, 11, 13)], days[date(2026, 12, 4)], days[date(2026, 12, 18)]) == (
        1000,
        9000,
        10_000,
    )
    middle = Milestone.objects.get(task=front, due_on=date(2026, 11, 27)).planned_x100
    assert 7000 < middle < 8000
    front.refresh_from_db()
    with nothing_but("计划的形状不再改"):
        plans.set_shape(
            task=front, shape=Shape.STRAIGHT, curve=(), version=front.version, by=city.head, at=NOON
        )


def wait(city: cast.City, task: Task, awaited: Task, limit: int = 0) -> None:
    """Let one draft wait for another."""
    task.refresh_from_db()
    plans.await_task(
        task=task,
        awaited=awaited,
        limit_x100=limit,
        version=task.version,
        reason="",
        by=city.clerk,
        at=NOON,
    )


def test_a_task_that_waits_may_not_be_claimed_before_and_says_for_whom(
    city: cast.City, desk: list[Task]
) -> None:
    first, second = desk
    wait(city, first, second, 2000)
    with nothing_but(
        f"这样会互相等待，谁也开不了头：“{second.summary}” → “{first.summary}” → “{second.summary}”"
    ):
        wait(city, second, first)
    with nothing_but("不能等自己"):
        wait(city, second, second)
    documents.publish_document(document=first.document, by=city.clerk, at=NOON)
    county, office = first.assignments.get(unit=city.east), second.assignments.get(unit=city.finance)
    sending = {"week_start": cast.MONDAY, "words": "", "revision": 1, "at": NOON}
    with nothing_but("在等计划财务科"):
        reports.submit_report(assignment=county, claimed_x100=2001, by=city.county, **sending)
    reports.submit_report(assignment=office, claimed_x100=10_000, by=city.office_unit, **sending)
    sent = reports.submit_report(assignment=county, claimed_x100=2001, by=city.county, **sending)
    assert sent.report.claimed_x100 == 2001


def test_a_published_task_is_released_by_the_head_with_a_reason(city: cast.City, desk: list[Task]) -> None:
    first, second = desk
    wait(city, first, second)
    documents.publish_document(document=first.document, by=city.clerk, at=NOON)
    first.refresh_from_db()
    county = first.assignments.get(unit=city.east)
    assert ways.read(county.change).waits
    released = {"task": first, "awaited": second, "version": first.version, "at": NOON}
    with nothing_but("只能凭理由调整"):
        plans.release_task(reason=" ", by=city.head, **released)
    with one_entry("plans.release", city.head, f"task:{first.id}"):
        plans.release_task(reason="核拨不再影响开工。", by=city.head, **released)
    county.refresh_from_db()
    assert county.change == ""


def test_a_date_taken_away_and_given_again_keeps_the_plan_within_the_task(
    city: cast.City, desk: list[Task]
) -> None:
    task = desk[0]
    laid(city, task, {city.east.id: [("一中", "")]})
    tasks.reopen_task(task=task, version=task.version, by=city.clerk, at=NOON)
    for due_on in (None, date(2026, 11, 20)):
        task.refresh_from_db()
        tasks.edit_task(
            task=task,
            summary=task.summary,
            standard="",
            start_on=task.start_on,
            due_on=due_on,
            campaign="",
            version=task.version,
            by=city.clerk,
            at=NOON,
        )
    days = list(Piece.objects.order_by("due_on").values_list("due_on", flat=True))
    assert days[-1] == date(2026, 11, 20)
    assert days[0] >= task.start_on
    task.refresh_from_db()
    tasks.accept_task(task=task, version=task.version, by=city.clerk, at=NOON)
    Piece.objects.filter(link=Link.objects.get(name="开工")).update(due_on=date(2026, 11, 21))
    with nothing_but("环节“开工”排到了2026-11-21，不在启动和完成日期之间"):
        documents.publish_document(document=task.document, by=city.clerk, at=NOON)
