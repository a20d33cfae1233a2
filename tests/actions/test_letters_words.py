"""Words that no letter may hold stop it on its way, with the document that forbids them."""

from __future__ import annotations

import pytest

from luoshi.actions import letters
from luoshi.crafts.papers import Layout
from luoshi.records.models import Letter
from luoshi.rules.letters import LetterState
from tests import cast
from tests.actions.stage import NOON, letter
from tests.actions.watch import nothing_but, one_entry


def say(city: cast.City, made: Letter, text: str) -> Letter:
    """Let the office write these words into a draft."""
    return letters.edit_letter(
        letter=made, title=made.title, text=text, layout=Layout.LETTER, by=city.clerk, at=NOON
    )


@pytest.mark.parametrize(
    ("words", "law"),
    [
        ("请与各校签订责任状。", "教师厅〔2025〕2号"),
        ("未完成的实行一票否决。", "教师厅〔2025〕2号"),
        ("现就此开展政府督查。", "《政府督查工作条例》（国务院令第733号）第七条"),
        ("机密★1年", "《中华人民共和国保守国家秘密法》第三十一条第三项"),
    ],
)
def test_t8_08_a_letter_with_such_words_is_not_handed_up(city: cast.City, words: str, law: str) -> None:
    """T8-08, and the name of 政府督查: refused until the words are gone."""
    made = say(city, letter(city), f"请按期整改。{words}")
    with nothing_but(law):
        letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    say(city, made, "请按期整改。不得与学校签订责任状。")
    with one_entry("letters.submit", city.clerk):
        letters.submit_letter(letter=made, by=city.clerk, at=NOON)


def test_a_leader_does_not_approve_such_words_either(city: cast.City) -> None:
    made = letter(city, LetterState.SUBMITTED)
    Letter.objects.filter(id=made.id).update(text="实行一票否决。")
    made.refresh_from_db()
    with nothing_but("一票否决"):
        letters.approve_letter(letter=made, by=city.leader, at=NOON)


def test_t6_04_whoever_drafts_the_bureau_issues(city: cast.City) -> None:
    """T6-04: a letter that leaves the house is the bureau's, never an office's (公文处理条例第十七条)."""
    made = letter(city, LetterState.ISSUED)
    assert made.drafted_by == city.clerk.words
    assert made.issuer == city.bureau
    assert made.number.startswith(city.bureau.document_mark)
