"""What no paper could bear goes no further than its draft: nothing is sent that nobody can print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luoshi.actions import conclusions, letters, opinions, rectifications, talks
from luoshi.crafts.papers import Layout
from luoshi.rules.opinions import OpinionState
from luoshi.rules.talks import TalkState
from tests import cast
from tests.actions import findings
from tests.actions.stage import NOON, letter, noon
from tests.actions.talking import proposed, talk, wanted
from tests.actions.watch import nothing_but

HIDDEN = "请于\u202e日前办结。"
REASON = "不能印出的控制字符（U+202E）"


def test_a_letter(city: cast.City) -> None:
    made = letter(city)
    office = {"by": city.clerk, "at": NOON}
    letters.edit_letter(letter=made, title=made.title, text=HIDDEN, layout=Layout.LETTER, **office)
    with nothing_but(REASON):
        letters.submit_letter(letter=made, **office)


def test_a_talk_and_its_minutes(city: cast.City) -> None:
    called = proposed(city, why=HIDDEN)
    made = talks.plan_talk(unit=city.east, proposed=called, letter=None, by=city.clerk, at=NOON)
    with nothing_but(f"约谈通知书不能成文：正文含有{REASON}"):
        talks.approve_talk(talk=made, by=city.leader, at=NOON)
    held = talk(city, TalkState.HELD)
    with nothing_but(f"约谈记录不能成文：正文含有{REASON}"):
        talks.write_minutes(talk=held, text=HIDDEN, by=city.clerk, at=noon(8))


def test_what_is_to_be_put_right(city: cast.City) -> None:
    with nothing_but(REASON):
        rectifications.draft_rectification(
            unit=city.east,
            title="校园消防安全",
            basis="消防法第十六条",
            items=[wanted(city, problem=HIDDEN)],
            letter=None,
            mandate=None,
            by=city.clerk,
            at=NOON,
        )


@pytest.mark.parametrize("field", ["facts", "findings"])
def test_a_conclusion(city: cast.City, field: str) -> None:
    made, office = findings.conclusion(city), {"by": city.clerk, "at": NOON}
    words = {"facts": "属实。", "findings": "限期整改。", field: HIDDEN}
    conclusions.edit_conclusion(conclusion=made, **words, **office)  # type: ignore[arg-type]
    with nothing_but(REASON):
        conclusions.submit_conclusion(conclusion=made, number="示教督〔2026〕6号", **office)  # type: ignore[arg-type]


def test_an_opinion(city: cast.City) -> None:
    made, office = findings.opinion(city, OpinionState.DRAFT), {"by": city.clerk, "at": NOON}
    opinions.edit_opinion(opinion=made, parts=replace(findings.PARTS, problems=HIDDEN), **office)  # type: ignore[arg-type]
    with nothing_but(REASON):
        opinions.send_opinion(opinion=made, **office)  # type: ignore[arg-type]
