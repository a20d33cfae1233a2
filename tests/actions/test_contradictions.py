"""The record asks once, units answer once, the office may put a question to rest; nothing else follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.actions import contradictions
from luoshi.actions.contradictions import Raised
from luoshi.queries import contradictions as contradiction_queries
from luoshi.records.models import Assignment, Contradiction, Report, Side, Task
from luoshi.rules.contradictions import ContradictionKind
from luoshi.rules.people import SYSTEM
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import changed, latest, nothing_but, one_entry, rows

WEEK = date(2026, 11, 23)
AT = NOON + timedelta(days=30)
K = ContradictionKind


def tell(city: cast.City, who: str, *percents: int, words: str = "") -> Assignment:
    """Give a part one account a week from the Monday of the cast on; `words` in the last."""
    part = city.assignments[who]
    Report.objects.filter(assignment=part).delete()
    for number, percent in enumerate(percents):
        Report.objects.create(
            assignment=part,
            week_start=cast.MONDAY + timedelta(days=7 * number),
            claimed_x100=percent * 100,
            is_unchanged=False,
            is_late=False,
            words=words if number + 1 == len(percents) else "",
            state="SENT",
            submitted_at=NOON,
            submitted_by="东河区教育局督查专干 壬科员",
            submitted_post_id=1,
        )
    return part


def look(week: date = WEEK) -> Raised:
    return contradictions.raise_contradictions(week_start=week, by=SYSTEM, at=AT)


def asked(city: cast.City, who: str = "east") -> Contradiction:
    """Let the record ask one unit why it rests at 90 %."""
    tell(city, who, 60, 90, 90, 90)
    look()
    return Contradiction.objects.get(sides__assignment=city.assignments[who])


def test_what_does_not_add_up_is_asked_once(city: cast.City) -> None:
    tell(city, "east", 60, 90, 90, 90)
    with one_entry("contradictions.raise", SYSTEM, "week:2026-11-23"):
        assert look() == Raised(1, 0)
    one = Contradiction.objects.get()
    assert (one.kind, one.state, one.raised_on) == (K.STUCK, "ASKED", date(2026, 12, 2))
    assert [(side.unit, side.answer) for side in one.sides.all()] == [(city.east, "")]
    before = rows()
    assert look() == Raised(0, 0)
    assert changed(before) == set()


def test_what_rests_longer_is_said_in_new_words_and_what_moves_is_asked_no_more(city: cast.City) -> None:
    one = asked(city)
    tell(city, "east", 60, 90, 90, 90, 90)
    look(WEEK + timedelta(days=7))
    one.refresh_from_db()
    assert "连续4期" in one.words
    tell(city, "east", 60, 90, 90, 90, 90, 95)
    with one_entry("contradictions.raise", SYSTEM):
        assert look(WEEK + timedelta(days=14)) == Raised(0, 1)
    one.refresh_from_db()
    assert one.state == "CLEARED"
    tell(city, "east", 60, 90, 90, 90, 90)
    assert look(WEEK + timedelta(days=14)) == Raised(1, 0), "a corrected account may bring it back"


def test_going_back_with_words_is_kept_as_explained(city: cast.City) -> None:
    tell(city, "east", 30, 20, words="上次把在建的算进去了。")
    look()
    one = Contradiction.objects.get()
    [side] = one.sides.all()
    assert (one.kind, one.state) == (K.WENT_BACK, "ANSWERED")
    assert (side.answer, side.answered_by, side.answered_at) == (
        "上次把在建的算进去了。",
        "东河区教育局督查专干 壬科员",
        NOON,
    )


def test_a_lead_that_is_done_first_is_asked_together_with_who_is_not(city: cast.City) -> None:
    Assignment.objects.filter(id=city.assignments["east"].id).update(role="LEAD")
    tell(city, "east", 30, 60, 100)
    tell(city, "west", 30, 40, 50)
    look()
    one = Contradiction.objects.get(kind=K.LEAD_DONE)
    assert [side.unit for side in one.sides.order_by("id")] == [city.east, city.west]
    for who, left in ((city.county, 1), (city.other_county, 0)):
        with one_entry("contradictions.answer", who):
            contradictions.answer_contradiction(
                contradiction=Contradiction.objects.get(id=one.id), words="本单位部分已办完。", by=who, at=AT
            )
        assert one.sides.filter(answered_at=None).count() == left
        one.refresh_from_db()
        assert one.state == ("ASKED" if left else "ANSWERED")


def test_done_without_a_word_on_the_standard(city: cast.City) -> None:
    Task.objects.update(standard="前期手续齐全的项目不少于12个")
    tell(city, "east", 40, 70, 100)
    tell(city, "west", 40, 70, 100, words="12个项目手续齐全。")
    look()
    one = Contradiction.objects.get(kind=K.STANDARD_UNTOLD)
    assert [side.unit for side in one.sides.all()] == [city.east]


def test_twelve_here_and_fifteen_there_is_one_question_on_both_parts(city: cast.City) -> None:
    part = tell(city, "east", 20, 30, words="已摸排农村学校12所。")
    other = Assignment.objects.get(id=part.id)
    task = Task.objects.get(id=part.task_id)
    task.pk = None
    task.save()
    other.pk, other.task = None, task
    other.save()
    city.assignments["second"] = other
    tell(city, "second", 20, 30, words="摸排农村学校15所。")
    look()
    one = Contradiction.objects.get(kind=K.TOLD_DIFFERENTLY)
    assert set(one.sides.values_list("assignment_id", flat=True)) == {part.id, other.id}
    contradictions.answer_contradiction(contradiction=one, words="以15所为准。", by=city.county, at=AT)
    assert one.state == "ANSWERED", "one unit is asked once, however many parts"
    for each in (part, other):
        assert [q.contradiction for q in contradiction_queries.about(city.county, each)] == [one]


def test_an_answer_stays_with_the_question(city: cast.City) -> None:
    one = asked(city)
    with one_entry("contradictions.answer", city.county, f"assignment:{city.assignments['east'].id}"):
        contradictions.answer_contradiction(contradiction=one, words=" 只差验收。 ", by=city.county, at=AT)
    side = Side.objects.get()
    assert (side.answer, side.answered_by, side.answered_at) == ("只差验收。", city.county.words, AT)
    assert latest().facts["words"] == "只差验收。"
    with nothing_but("留在这里", SomebodyWasFirst):
        contradictions.answer_contradiction(contradiction=one, words="改口。", by=city.county_head, at=AT)
    look()
    one.refresh_from_db()
    assert one.state == "ANSWERED", "what was answered is not asked again"


def test_who_may_answer_and_what_an_answer_needs(city: cast.City) -> None:
    one = asked(city)
    with nothing_but("与本单位承担的任务无关"):
        contradictions.answer_contradiction(contradiction=one, words="属实。", by=city.other_county, at=AT)
    with nothing_but("报送周报"):
        contradictions.answer_contradiction(contradiction=one, words="属实。", by=city.clerk, at=AT)
    with nothing_but("请写一两句话"):
        contradictions.answer_contradiction(contradiction=one, words=" ", by=city.county, at=AT)
    with nothing_but("说明有501个字，最多500个"):
        contradictions.answer_contradiction(contradiction=one, words="长" * 501, by=city.county, at=AT)
    with nothing_but("理由有201个字，最多200个"):
        contradictions.close_contradiction(contradiction=one, reason="长" * 201, by=city.clerk, at=AT)


def test_the_office_puts_a_question_to_rest_with_a_reason(city: cast.City) -> None:
    one = asked(city)
    with nothing_but("写明理由"):
        contradictions.close_contradiction(contradiction=one, reason="", by=city.clerk, at=AT)
    with nothing_but("审核周报"):
        contradictions.close_contradiction(contradiction=one, reason="已核实", by=city.county, at=AT)
    stale = Contradiction.objects.get(id=one.id)
    with one_entry("contradictions.close", city.clerk):
        contradictions.close_contradiction(contradiction=one, reason="已电话核实", by=city.clerk, at=AT)
    assert (one.state, one.close_reason, one.closed_by) == ("CLOSED", "已电话核实", city.clerk.words)
    with nothing_but("没有重复了结", SomebodyWasFirst):
        contradictions.close_contradiction(contradiction=stale, reason="已核实", by=city.head, at=AT)
    with nothing_but("不需要再说明"):
        contradictions.answer_contradiction(contradiction=one, words="属实。", by=city.county, at=AT)
    assert look() == Raised(0, 0), "what was put to rest is not asked again"


@pytest.mark.parametrize(
    ("who", "sees"),
    [("clerk", 2), ("leader", 2), ("discipline", 2), ("county", 1), ("other_county", 1), ("office_unit", 0),
     ("school_head", 0), ("auditor", 0)],
)  # fmt: skip
def test_everybody_sees_what_concerns_what_they_see(city: cast.City, who: str, sees: int) -> None:
    tell(city, "east", 60, 90, 90, 90)
    tell(city, "west", 60, 90, 90, 90)
    look()
    actor = city.actors[who]
    found = [one for one in Contradiction.objects.all() if contradiction_queries.visible_one(actor, one.id)]
    assert len(found) == sees
    asked_here = {"county": ["东河区教育局"], "other_county": ["西山县教育局"]}.get(who, [])
    names = [side.unit.name for one in contradiction_queries.waiting(actor) for side in one.sides.all()]
    assert names == asked_here


def test_nothing_is_asked_of_what_is_not_in_the_ledger_or_only_helps(city: cast.City) -> None:
    tell(city, "finance", 60, 90, 90, 90)
    Assignment.objects.filter(id=city.assignments["east"].id).update(state="PLANNED")
    tell(city, "east", 60, 90, 90, 90)
    before = rows()
    assert look() == Raised(0, 0)
    assert changed(before) == set()


def test_a_refusal_is_a_refusal(city: cast.City) -> None:
    one = asked(city)
    Contradiction.objects.filter(id=one.id).update(state="CLEARED")
    with pytest.raises(Refused, match="不再询问"):
        contradictions.answer_contradiction(contradiction=one, words="属实。", by=city.county, at=AT)
