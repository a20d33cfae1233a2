"""The office changes a wording: a new version each time, refused with its faults, restored as a version."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.actions import extensions, letters, templates
from luoshi.crafts.letters import SHIPPED
from luoshi.crafts.papers import Layout
from luoshi.queries import letters as letter_queries
from luoshi.queries import templates as queries
from luoshi.records.models import Letter, TemplateVersion
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON, bring, letter
from tests.actions.watch import nothing_but, one_entry

KIND = LetterKind.SUPERVISION.value
CHANGED = SHIPPED[KIND].replace("请逐项查明原因", "请逐项核实原因")


def change(city: cast.City, text: str = CHANGED, seen: int = 0) -> TemplateVersion:
    return templates.change_template(kind=KIND, text=text, reason="用语", seen=seen, by=city.head, at=NOON)


def test_a_change_is_a_version_and_counts_from_the_next_draft_on(city: cast.City) -> None:
    before = letter(city)
    with one_entry("templates.change", city.head, f"template:{KIND}"):
        made = change(city)
    assert (made.number, queries.current(KIND)) == (1, made)
    before.refresh_from_db()
    assert (before.template, "核实原因" in before.text) == (None, False)
    letters.discard_letter(letter=before, reason="重拟", by=city.clerk, at=NOON)
    after = letter(city)
    assert (after.template, "请逐项核实原因" in after.text) == (made, True)


def test_a_later_version_leaves_an_issued_paper_as_it_was(city: cast.City) -> None:
    issued = letter(city, LetterState.ISSUED)
    paper = letter_queries.paper(issued, today=cast.MONDAY)
    change(city, SHIPPED[KIND].replace("通过本系统书面回复", "书面回复"))
    assert letter_queries.paper(Letter.objects.get(id=issued.id), today=cast.MONDAY) == paper
    assert list(letter_queries.altered()) == []


def test_an_earlier_version_comes_back_as_a_new_one(city: cast.City) -> None:
    first = change(city)
    second = change(city, CHANGED.replace("我们将先行核实", "我们将核实"), seen=1)
    with one_entry("templates.restore", city.head):
        third = templates.restore_template(kind=KIND, number=1, seen=2, by=city.head, at=NOON)
    assert (third.number, third.restores, third.text) == (3, 1, first.text)
    fourth = templates.restore_template(kind=KIND, number=0, seen=3, by=city.head, at=NOON)
    assert (fourth.text, fourth.restores) == (SHIPPED[KIND], 0)
    assert [version.number for version in queries.versions(KIND)] == [4, 3, 2, 1]
    assert TemplateVersion.objects.get(number=2).text == second.text


def test_a_wording_with_faults_changes_nothing(city: cast.City) -> None:
    with nothing_but("缺少必备字段{{依据}}"):
        change(city, CHANGED.replace("{{依据}}", "文件"))
    with nothing_but("文字与现行版本一样"):
        change(city, SHIPPED[KIND])
    with nothing_but("没有第7版"):
        templates.restore_template(kind=KIND, number=7, seen=0, by=city.head, at=NOON)
    with nothing_but("请写明为什么修改"):
        templates.change_template(kind=KIND, text=CHANGED, reason=" ", seen=0, by=city.head, at=NOON)


def test_who_started_from_an_older_version_overwrites_nothing(city: cast.City) -> None:
    change(city)
    with nothing_but("已有更新的版本", SomebodyWasFirst):
        change(city, CHANGED.replace("核实", "查实"))


def test_who_may_not_change_it(city: cast.City) -> None:
    for who in ("clerk", "leader", "county_head"):
        with nothing_but("“修改文书模板”由督查科科长办理"):
            templates.change_template(
                kind=KIND, text=CHANGED, reason="改", seen=0, by=city.actors[who], at=NOON
            )


@pytest.mark.parametrize(
    "kind", [LetterKind.RECTIFY, LetterKind.NOTICE, LetterKind.ADVICE, LetterKind.MINUTES]
)
def test_a_paper_without_items_goes_its_way_once_it_is_filled_in(city: cast.City, kind: LetterKind) -> None:
    made = letters.draft_letter(
        unit=city.east, kind=kind, assignments=[], reason="检查发现", by=city.clerk, at=NOON
    )
    with nothing_but("还没有填写"):
        letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    text = "\n".join(line.replace("{{", "").replace("}}", "") for line in made.text.splitlines())
    letters.edit_letter(
        letter=made,
        title=made.title,
        text=text,
        layout=Layout(made.layout),
        by=city.clerk,
        at=NOON,
    )
    bring(city, made, LetterState.ISSUED)
    assert made.state == LetterState.ISSUED


def test_a_letter_tells_the_later_date_that_was_granted(city: cast.City) -> None:
    change(city, SHIPPED[KIND].replace("请逐项查明原因", "{{新时限}}。请逐项查明原因"))
    part = city.assignments["east"]
    wish = extensions.ask_extension(
        assignment=part, proposed_on=date(2026, 12, 31), reason="连续降雨停工", by=city.county, at=NOON
    )
    extensions.grant_extension(
        extension=wish, granted_on=date(2026, 12, 30), words="同意", by=city.head, at=NOON
    )
    assert "2026年11月2日同意延期至2026年12月30日。请逐项查明原因" in letter(city).text
