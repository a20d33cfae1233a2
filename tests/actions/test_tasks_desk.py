"""What the office decides at the reading desk: each decision once, from what was seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from luoshi.actions import documents, tasks
from luoshi.records.models import Document, Span, Task
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.tasks import Role, TaskState
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import latest, nothing_but, one_entry

TEXT = (
    "关于近期重点工作的讲话\n"
    "一、加快项目建设\n"
    "各县（市、区）教育局要在12月25日前完成寄宿制学校项目前期手续。\n"
    "计划财务科要在12月18日前完成公办园生均经费核拨情况汇总。\n"
    "二、守牢安全底线\n"
    "东河区教育局要在12月20日前完成校园消防隐患排查整改。\n"
    "会议听取了上半年工作情况汇报。\n"
)


@pytest.fixture
def document(bare_city: cast.City) -> Document:
    """A registered document of three directives that all wait."""
    return documents.register_document(name="讲话.txt", data=TEXT.encode(), by=bare_city.clerk, at=NOON)


def drafts(document: Document) -> list[Task]:
    return list(document.tasks.select_related("document").order_by("start"))


def test_the_three_directives_have_owners_and_dates(document: Document, bare_city: cast.City) -> None:
    rows = [
        (str(task.due_on), sorted(task.assignments.values_list("unit__short_name", "role")))
        for task in drafts(document)
    ]
    assert rows == [
        ("2026-12-25", [("东河区", "RESPONSIBLE"), ("西山县", "RESPONSIBLE")]),
        ("2026-12-18", [("计划财务科", "RESPONSIBLE")]),
        ("2026-12-20", [("东河区", "RESPONSIBLE")]),
    ]


Decision = Callable[[Task, Actor], object]


def edit(task: Task, by: Actor, **changes: object) -> Task:
    words = {
        "summary": "改后的任务",
        "standard": "全部完成",
        "start_on": task.start_on,
        "due_on": task.due_on,
        "campaign": task.campaign,
    }
    return tasks.edit_task(task=task, version=task.version, by=by, at=NOON, **{**words, **changes})  # type: ignore[arg-type]


def middle(task: Task) -> int:
    return (task.start + task.end) // 2


DECISIONS: dict[str, Decision] = {
    "accept": lambda task, by: tasks.accept_task(task=task, version=task.version, by=by, at=NOON),
    "drop": lambda task, by: tasks.drop_task(task=task, reason="套话", version=task.version, by=by, at=NOON),
    "edit": edit,
    "assign": lambda task, by: tasks.assign_task(
        task=task,
        owners=dict.fromkeys([task.assignments.first().unit], Role.LEAD),  # type: ignore[union-attr]
        version=task.version,
        by=by,
        at=NOON,
    ),
    "split": lambda task, by: tasks.split_task(
        task=task, offset=middle(task), version=task.version, by=by, at=NOON
    ),
    "merge": lambda task, by: tasks.merge_task(task=task, version=task.version, by=by, at=NOON),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_leaves_one_entry(document: Document, bare_city: cast.City, name: str) -> None:
    first, second, _ = drafts(document)
    subject = first if name == "merge" else second
    with one_entry(f"tasks.{name}", bare_city.clerk, f"task:{subject.id}"):
        DECISIONS[name](second, bare_city.clerk)


@pytest.mark.parametrize("name", DECISIONS)
def test_only_those_who_read_documents_decide(document: Document, bare_city: cast.City, name: str) -> None:
    task = drafts(document)[1]
    barred = [(by, why_not(by, Permission.DOCUMENTS_READ)) for by in bare_city.actors.values()]
    assert {by.name for by, reason in barred if reason is None} == {"乙科长", "丙科员"}
    for by, reason in barred:
        if reason:
            with nothing_but(reason):
                DECISIONS[name](task, by)


@pytest.mark.parametrize("name", DECISIONS)
def test_a_stale_page_is_told_who_was_first(document: Document, bare_city: cast.City, name: str) -> None:
    stale = drafts(document)[1]
    edit(drafts(document)[1], bare_city.head)
    with nothing_but(f"这条已由{bare_city.head.words}改动", SomebodyWasFirst):
        DECISIONS[name](stale, bare_city.clerk)
    fresh_but_old_version = drafts(document)[1]
    fresh_but_old_version.version -= 1
    with nothing_but(f"这条已由{bare_city.head.words}改动", SomebodyWasFirst):
        DECISIONS[name](fresh_but_old_version, bare_city.clerk)


@pytest.mark.parametrize("name", DECISIONS)
def test_what_was_merged_away_is_told_to_the_second(
    document: Document, bare_city: cast.City, name: str
) -> None:
    stale = drafts(document)[1]
    DECISIONS["merge"](drafts(document)[1], bare_city.head)
    with nothing_but("已被他人合并", SomebodyWasFirst):
        if name == "assign":
            tasks.assign_task(
                task=stale,
                owners={bare_city.east: Role.LEAD},
                version=stale.version,
                by=bare_city.clerk,
                at=NOON,
            )
        else:
            DECISIONS[name](stale, bare_city.clerk)


@pytest.mark.parametrize("name", DECISIONS)
def test_nothing_changes_at_the_desk_after_publishing(
    document: Document, bare_city: cast.City, name: str
) -> None:
    for task in drafts(document):
        DECISIONS["accept" if task.due_on.day != 18 else "drop"](task, bare_city.clerk)  # type: ignore[union-attr]
    documents.publish_document(document=document, by=bare_city.clerk, at=NOON)
    opened, dropped, _ = drafts(document)
    assert (opened.state, dropped.state) == ("OPEN", "DROPPED")
    with nothing_but("任务已发布进入台账"):
        DECISIONS[name](opened, bare_city.clerk)
    if dropped.assignments.exists():
        with nothing_but("这份来文已发布"):
            DECISIONS[name](dropped, bare_city.clerk)


@pytest.mark.parametrize(
    ("state", "decision", "works"),
    [
        ("PROPOSED", "accept", True),
        ("PROPOSED", "drop", True),
        ("PROPOSED", "reopen", False),
        ("ACCEPTED", "accept", False),
        ("ACCEPTED", "drop", True),
        ("ACCEPTED", "reopen", True),
        ("DROPPED", "accept", False),
        ("DROPPED", "drop", False),
        ("DROPPED", "reopen", True),
    ],
)
def test_every_decision_from_every_draft_state(
    document: Document, bare_city: cast.City, state: str, decision: str, works: bool
) -> None:
    task = drafts(document)[1]
    if state != "PROPOSED":
        DECISIONS["accept" if state == "ACCEPTED" else "drop"](task, bare_city.clerk)
    act = {
        **DECISIONS,
        "reopen": lambda task, by: tasks.reopen_task(task=task, version=task.version, by=by, at=NOON),
    }[decision]
    if not works:
        with nothing_but(f"任务现为“{TaskState(state).label}”，不能改为"):
            act(task, bare_city.clerk)
        return
    with one_entry(f"tasks.{decision}", bare_city.clerk, f"task:{task.id}"):
        act(task, bare_city.clerk)
    task.refresh_from_db()
    assert task.state == {"accept": "ACCEPTED", "drop": "DROPPED", "reopen": "PROPOSED"}[decision]
    assert task.drop_reason == ("套话" if decision == "drop" else "")
    assert task.decided_by == bare_city.clerk.words


def test_accepting_asks_for_an_owner_and_a_date(document: Document, bare_city: cast.City) -> None:
    by = bare_city.clerk
    task = drafts(document)[1]
    tasks.assign_task(task=task, owners={}, version=task.version, by=by, at=NOON)
    with nothing_but("还没有责任单位"):
        DECISIONS["accept"](task, by)
    tasks.assign_task(
        task=task, owners={bare_city.finance: Role.HELPING}, version=task.version, by=by, at=NOON
    )
    with nothing_but("只有配合单位"):
        DECISIONS["accept"](task, by)
    tasks.assign_task(task=task, owners={bare_city.finance: Role.LEAD}, version=task.version, by=by, at=NOON)
    edit(task, by, due_on=None)
    with nothing_but("还没有完成时限"):
        DECISIONS["accept"](task, by)
    edit(task, by, due_on=date(2026, 12, 18))
    DECISIONS["accept"](task, by)
    with nothing_but("还没有完成时限"):
        edit(task, by, due_on=None)
    with nothing_but("还没有责任单位"):
        tasks.assign_task(task=task, owners={}, version=task.version, by=by, at=NOON)


def test_words_and_dates_that_contradict_are_refused(document: Document, bare_city: cast.City) -> None:
    task = drafts(document)[1]
    with nothing_but("任务名称不能为空"):
        edit(task, bare_city.clerk, summary=" ")
    with nothing_but("完成日期2026-11-01早于起始日期2026-11-02"):
        edit(task, bare_city.clerk, due_on=date(2026, 11, 1))


def test_no_task_is_assigned_to_a_school_or_the_public(document: Document, bare_city: cast.City) -> None:
    task = drafts(document)[1]
    with nothing_but("教师厅〔2025〕2号"):
        tasks.assign_task(
            task=task,
            owners={bare_city.east: Role.LEAD, bare_city.school: Role.HELPING},
            version=task.version,
            by=bare_city.clerk,
            at=NOON,
        )
    tasks.assign_task(
        task=task,
        owners={bare_city.east: Role.LEAD, bare_city.treasury: Role.HELPING},
        version=task.version,
        by=bare_city.clerk,
        at=NOON,
    )
    assert latest().facts == {"owners": ["牵头：东河区教育局", "配合：示例市财政局"]}


def test_a_cut_leaves_words_on_both_sides(document: Document, bare_city: cast.City) -> None:
    task = drafts(document)[1]
    for offset in (-1, task.start, task.end, task.end + 5, 10**9):
        with nothing_but("拆分位置应在这句话的中间"):
            tasks.split_task(task=task, offset=offset, version=task.version, by=bare_city.clerk, at=NOON)
    start, end, cut = task.start, task.end, middle(task)
    one, other = DECISIONS["split"](task, bare_city.clerk)  # type: ignore[misc]
    assert one.quote + other.quote == TEXT[start:end]
    assert (one.end, other.start) == (cut, cut)
    assert (one.due_on, one.state) == (other.due_on, other.state) == (date(2026, 12, 18), "PROPOSED")
    for half in (one, other):
        assert list(half.assignments.values_list("unit", flat=True)) == [bare_city.finance.id]


def test_merging_joins_quotes_owners_and_dates(document: Document, bare_city: cast.City) -> None:
    first, second, third = drafts(document)
    with nothing_but("前面没有可以合并的内容"):
        DECISIONS["merge"](first, bare_city.clerk)
    with nothing_but("隔着标题“二、守牢安全底线”"):
        DECISIONS["merge"](third, bare_city.clerk)
    end = second.end
    DECISIONS["merge"](second, bare_city.clerk)
    merged, untouched = drafts(document)
    assert (merged.id, untouched.id) == (first.id, third.id)
    assert merged.quote == TEXT[first.start : end]
    assert merged.due_on == date(2026, 12, 25)
    owners = merged.assignments.order_by("unit__path").values_list("unit__short_name", flat=True)
    assert list(owners) == ["计划财务科", "东河区", "西山县"]


def span(document: Document, words: str) -> Span:
    return document.spans.select_related("document").get(start=TEXT.index(words))


def test_a_sentence_of_background_can_be_put_on_the_desk(document: Document, bare_city: cast.City) -> None:
    sentence = span(document, "会议听取了")
    with nothing_but("“登记和拆解来文”由"):
        tasks.propose_task(span=sentence, by=bare_city.county, at=NOON)
    with one_entry("tasks.propose", bare_city.clerk):
        task = tasks.propose_task(span=sentence, by=bare_city.clerk, at=NOON)
    assert (task.quote, task.state, task.heading_path) == (
        "会议听取了上半年工作情况汇报。",
        "PROPOSED",
        ["二、守牢安全底线"],
    )
    with nothing_but("这句话已在一条任务中"):
        tasks.propose_task(span=sentence, by=bare_city.clerk, at=NOON)


def test_nothing_is_put_on_the_desk_of_a_published_document(city: cast.City) -> None:
    Span.objects.create(document=city.document, start=0, end=5, kind="HEADING")
    first = city.document.spans.get(start=0)  # type: ignore[union-attr]
    with nothing_but("这份来文已发布"):
        tasks.propose_task(span=first, by=city.clerk, at=NOON)


def test_many_are_accepted_in_one_stroke_each_with_its_entry(
    document: Document, bare_city: cast.City
) -> None:
    first, without, stale = drafts(document)
    without.assignments.all().delete()
    versions = {first.id: first.version, without.id: without.version, stale.id: 99}
    with nothing_but("由督查科"):
        tasks.accept_tasks(document=document, versions=versions, by=bare_city.county, at=NOON)
    with one_entry("tasks.accept", bare_city.clerk, f"task:{first.id}"):
        done, refused = tasks.accept_tasks(document=document, versions=versions, by=bare_city.clerk, at=NOON)
    assert done == 1
    assert [task.id for task, _ in refused] == [without.id, stale.id]
    assert "责任单位" in refused[0][1]
    assert "请查看最新内容" in refused[1][1]
    assert [each.state for each in drafts(document)] == ["ACCEPTED", "PROPOSED", "PROPOSED"]
