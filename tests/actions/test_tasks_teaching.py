"""The desk learns what a name as written means, and can be told to forget it."""

from __future__ import annotations

import pytest

from luoshi.actions import documents, tasks
from luoshi.queries import units as unit_queries
from luoshi.records.models import Document, Entry, Likeness, Task, UnitName
from luoshi.rules import tasks as rules
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON

TEXT = """关于做好冬季工作的讲话

一、抓好经费
财审处要在2026年12月18日前完成收费公示核查。
财审处要在2026年12月25日前公布核查结果清单。
各县（市、区）教育局要在2026年12月28日前完成整改。
"""


def register(city: cast.City) -> Document:
    return documents.register_document(name="讲话.txt", data=TEXT.encode(), by=city.clerk, at=NOON)


def owners(task: Task) -> list[str]:
    return list(task.assignments.order_by("unit__path").values_list("unit__short_name", flat=True))


def test_registering_keeps_campaigns_marks_and_names_as_written(bare_city: cast.City) -> None:
    document = register(bare_city)
    first, second, third = document.tasks.order_by("start")
    assert [task.campaign for task in (first, second)] == ["FEES", ""]
    assert first.named_units == ["财审处"]
    assert (owners(first), owners(third)) == ([], ["东河区", "西山县"])
    kept = set(Likeness.objects.filter(task=first).values_list("mark", flat=True))
    assert kept == set(rules.marks(first.quote))


def test_a_taught_name_gives_its_owner_to_all_that_wait_and_to_later_papers(bare_city: cast.City) -> None:
    document = register(bare_city)
    first, second, third = document.tasks.order_by("start")
    tasks.drop_task(task=second, reason="重复", version=1, by=bare_city.head, at=NOON)
    given = tasks.teach_name(
        name="财审处", unit=bare_city.finance, document=document, by=bare_city.clerk, at=NOON
    )
    assert given == [first.id]
    assert [owners(task) for task in (first, second, third)] == [["计划财务科"], [], ["东河区", "西山县"]]
    first.refresh_from_db()
    assert (first.version, first.decided_by) == (2, bare_city.clerk.words)
    assert unit_queries.resolve(["财审处"]) == {"财审处": [bare_city.finance]}
    entry = Entry.objects.get(action="tasks.teach_name")
    assert entry.facts == {
        "name": "财审处",
        "unit": bare_city.finance.name,
        "document": document.id,
        "tasks": [first.id],
    }
    with pytest.raises(SomebodyWasFirst, match="不必再记"):
        tasks.teach_name(name="财审处", unit=bare_city.finance, document=document, by=bare_city.head, at=NOON)


def test_what_was_taught_can_be_forgotten_and_nothing_else(bare_city: cast.City) -> None:
    document = register(bare_city)
    tasks.teach_name(name="财审处", unit=bare_city.finance, document=document, by=bare_city.clerk, at=NOON)
    tasks.forget_name(name="财审处", by=bare_city.head, at=NOON)
    assert unit_queries.resolve(["财审处"]) == {}
    assert owners(document.tasks.order_by("start").first()) == ["计划财务科"]
    for name in ("财审处", "计划财务科"):
        with pytest.raises(Refused, match="不是本局在读文台上记下的叫法"):
            tasks.forget_name(name=name, by=bare_city.head, at=NOON)
    assert Entry.objects.filter(action="tasks.forget_name").count() == 1


@pytest.mark.parametrize(
    ("name", "unit", "who", "words"),
    [
        ("有关部门", "finance", "clerk", "每份文件里所指不同"),
        ("督查科", "finance", "clerk", "已经是示例市教育局督查科的名称"),
        ("一小", "school", "clerk", "任务不能直接交办学校"),
        ("财审处", "finance", "county", "登记和拆解来文"),
        ("财" * 81, "finance", "clerk", "太长"),
    ],
)
def test_what_may_not_be_taught_changes_nothing(
    bare_city: cast.City, name: str, unit: str, who: str, words: str
) -> None:
    document = register(bare_city)
    before = UnitName.objects.count()
    with pytest.raises(Refused, match=words):
        tasks.teach_name(
            name=name, unit=getattr(bare_city, unit), document=document, by=bare_city.actors[who], at=NOON
        )
    assert UnitName.objects.count() == before


def test_a_cut_and_a_join_lay_the_marks_anew(bare_city: cast.City) -> None:
    document = register(bare_city)
    _, second, _ = document.tasks.order_by("start")
    joined = tasks.merge_task(task=second, version=1, by=bare_city.clerk, at=NOON)
    assert set(joined.likenesses.values_list("mark", flat=True)) == set(rules.marks(joined.quote))
    assert Likeness.objects.filter(task=second.id).count() == 0
    cut = joined.start + joined.quote.index("财审处", 3)
    one, other = tasks.split_task(
        task=joined, offset=cut, version=joined.version, by=bare_city.clerk, at=NOON
    )
    assert [set(each.likenesses.values_list("mark", flat=True)) for each in (one, other)] == [
        set(rules.marks(one.quote)),
        set(rules.marks(other.quote)),
    ]
