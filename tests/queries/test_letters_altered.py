"""An issued letter says for ever what it said: a change behind the actions' back is found and named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from luoshi.actions import letters as actions
from luoshi.queries import letters
from luoshi.records.models import Assignment, Entry, Letter, LetterItem, Unit
from luoshi.rules.letters import LetterState
from luoshi.rules.refusals import Refused
from tests import cast
from tests.actions import stage


def found() -> list[tuple[int, str]]:
    return [(fault.number, fault.words) for fault in letters.altered()]


@pytest.mark.parametrize("change", ["text", "title", "item", "deadline", "letter"])
def test_an_issued_letter_that_was_altered_is_named(city: cast.City, change: str) -> None:
    issued = stage.letter(city, LetterState.ISSUED)
    place = Entry.objects.get(action="letters.issue").number
    assert found() == []
    rows = Letter.objects.filter(id=issued.id)
    if change == "item":
        LetterItem.objects.filter(letter=issued).update(claimed_x100=9_900)
    elif change == "letter":
        rows.update(issued_at=None, issued_by=None)
    elif change == "deadline":
        rows.update(printed_due_on=issued.printed_due_on + timedelta(days=1))
    else:
        rows.update(**{change: "另一番话"})
    words = (
        f"第{place}条所发函件{issued.number}已不存在"
        if change == "letter"
        else f"函件{issued.number}的内容与发出时（第{place}条）不一致"
    )
    assert found() == [(place, words)]


def test_a_later_count_of_the_reply_date_leaves_the_paper_as_it_was(city: cast.City) -> None:
    issued = stage.letter(city, LetterState.ISSUED)
    Letter.objects.filter(id=issued.id).update(reply_due_on=issued.reply_due_on + timedelta(days=3))
    assert found() == []


def test_a_due_date_that_moves_later_leaves_the_paper_as_it_was(city: cast.City) -> None:
    """A granted extension or a pause moves the part, never what an issued letter said of it."""
    issued = stage.letter(city, LetterState.ISSUED)
    part = city.assignments["east"]
    Assignment.objects.filter(id=part.id).update(due_on=part.due_on + timedelta(days=20))
    assert found() == []
    [item] = letters.items_of(issued)
    assert letters.worded(item).due_on == part.due_on


def test_a_bureau_without_its_mark_gives_no_number(city: cast.City) -> None:
    approved = stage.letter(city, LetterState.APPROVED)
    Unit.objects.filter(id=city.bureau.id).update(document_mark="")
    with pytest.raises(Refused, match="还没有设置发文机关代字"):
        actions.number_letter(letter=Letter.objects.get(id=approved.id), by=city.clerk, at=cast.MONDAY_NOON)
