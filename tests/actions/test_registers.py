"""One register for every paper that bears a number: letters, talks and notices of rectification."""

from __future__ import annotations

from luoshi.actions import conclusions, letters, rectifications, talks
from luoshi.queries import registers
from luoshi.records.models import Letter, PaperNumber
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.opinions import OpinionState
from luoshi.rules.rectifications import RectificationState
from luoshi.rules.talks import TalkState
from tests import cast
from tests.actions import findings
from tests.actions.stage import NOON, letter
from tests.actions.talking import proposed, rectification, talk, wanted
from tests.actions.watch import nothing_but


def numbers(city: cast.City, who: str = "clerk") -> dict[str, list[str]]:
    """Return the register as somebody sees it: series, and the numbers with the state of their papers."""
    found = registers.register(city.actors[who], 2026)
    assert all(series.is_whole for series in found) or who != "clerk"
    return {each.name: [f"{row.number} {row.state.label}" for row in each.rows] for each in found}


def test_talks_and_rectifications_stand_in_the_register_of_letters(city: cast.City) -> None:
    paper = letter(city, LetterState.NUMBERED, LetterKind.RECTIFY)
    whole = rectification(city)
    called = talk(city, TalkState.NOTIFIED)
    talks.cancel_talk(talk=called, reason="问题已解决", by=city.leader, at=NOON)
    assert numbers(city) == {
        "整改": [f"示教整改〔2026〕1号 {LetterState.NUMBERED.label}", "示教整改〔2026〕2号 整改中"],
        "约谈": ["示教约谈〔2026〕1号 已取消"],
    }
    assert PaperNumber.objects.filter(letter=paper).count() == 1
    # A unit sees its own once they went out: the letter is not issued yet.
    assert list(numbers(city, "county")) == ["整改", "约谈"]
    assert numbers(city, "county")["整改"] == [f"{whole.number} {RectificationState.OPEN.label}"]
    assert numbers(city, "other_county") == {}


def test_what_follows_a_letter_bears_its_number_once(city: cast.City) -> None:
    sent = letter(city, LetterState.ISSUED, LetterKind.TALK)

    def follow() -> str:
        made = talks.plan_talk(unit=city.east, proposed=proposed(city), letter=sent, by=city.clerk, at=NOON)
        return talks.approve_talk(talk=made, by=city.leader, at=NOON).number

    assert [follow(), follow()] == [sent.number, "示教约谈〔2026〕2号"]
    # A notice of another kind takes no part of that number.
    made = rectifications.draft_rectification(
        unit=city.east,
        title="校车",
        basis="《校车安全管理条例》第五条",
        items=[wanted(city)],
        letter=Letter.objects.get(),
        mandate=None,
        by=city.clerk,
        at=NOON,
    )
    rectifications.approve_rectification(rectification=made, by=city.leader, at=NOON)
    assert made.number == "示教整改〔2026〕1号"
    assert list(numbers(city)) == ["整改", "约谈"]
    assert PaperNumber.objects.count() == 3


def test_a_refused_approval_gives_its_number_back(city: cast.City) -> None:
    waiting = talk(city)
    talks.approve_talk(talk=waiting, by=city.leader, at=NOON)
    second = talk(city)
    talks.cancel_talk(talk=second, reason="不必", by=city.leader, at=NOON)
    third = letter(city, LetterState.APPROVED, LetterKind.TALK)
    letters.number_letter(letter=third, by=city.clerk, at=NOON)
    assert third.number == "示教约谈〔2026〕2号"


def test_a_number_of_the_register_is_not_typed_and_a_typed_one_not_used_twice(city: cast.City) -> None:
    """GB/T 9704-2012 7.2.5: one paper, one number, whoever gave it."""
    made = findings.conclusion(city)
    with nothing_but("“示教督函”的文号由本系统的文号登记簿连续编出"):
        conclusions.submit_conclusion(conclusion=made, number="示教督函〔2026〕9号", by=city.clerk, at=NOON)
    conclusions.submit_conclusion(conclusion=made, number="示教督〔2026〕5号", by=city.clerk, at=NOON)
    heard = findings.opinion(city, OpinionState.HEARD)
    with nothing_but("文号示教督〔2026〕5号已用于另一份督查结论"):
        findings.issue(heard, city.leader, number="示教督〔2026〕5号")
    findings.issue(heard, city.leader)
    assert heard.number == "示教督〔2026〕9号"
