"""Many lines of an account sent together: all or none, each as if it had been sent by itself."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from luoshi.actions import reports
from luoshi.actions.reports import NotAllFit, Together, Told
from luoshi.queries import audit
from luoshi.records.models import Assignment, Entry, LampChange, Report, Task
from luoshi.rules.people import Actor
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.threads import at_once
from tests.actions.watch import nothing_but, one_entry, rows

WEEK = cast.MONDAY


def more(city: cast.City, count: int) -> list[Assignment]:
    """Return so many open parts of the eastern county, the cast's own first."""
    own = city.assignments["east"]
    for number in range(1, count):
        task = Task.objects.create(
            document=city.document,
            start=0,
            end=5,
            summary=f"第{number}项工作",
            start_on=cast.MONDAY,
            due_on=date(2026, 12, 25),
            state="OPEN",
        )
        Assignment.objects.create(
            task=task,
            unit=own.unit,
            branch=own.branch,
            role=own.role,
            state="OPEN",
            due_on=task.due_on,
            first_responsible=own.first_responsible,
        )
    return list(Assignment.objects.filter(unit=own.unit).order_by("id"))


def told(part: Assignment, claimed: int = 3000, revision: int = 1, seen: int = 0, words: str = "") -> Told:
    return Told(part.id, revision, seen, claimed, words)


def send(city: cast.City, *lines: Told, by: Actor | None = None, **given: object) -> Together:
    given = {"week_start": WEEK, "at": NOON, **given}
    return reports.submit_reports(told=lines, by=by or city.county, **given)  # type: ignore[arg-type]


def unfit(city: cast.City, *lines: Told, **given: object) -> dict[int, tuple[str, bool]]:
    """Return (reason, whether stale) by place of what may not be sent; hold that nothing is stored."""
    before = rows()
    with pytest.raises(NotAllFit) as caught:
        send(city, *lines, **given)
    assert rows() == before
    return {place: (each.reason, each.is_stale) for place, each in caught.value.unfit.items()}


def test_each_line_leaves_a_report_a_lamp_and_an_entry(city: cast.City) -> None:
    parts = more(city, 3)
    assert send(city, *map(told, parts)) == Together(sent=3, unchanged=0, repeated=0, is_late=False)
    assert [part.claimed_x100 for part in more(city, 1)] == [3000] * 3
    assert LampChange.objects.filter(after="GREEN").count() == 3
    assert list(Entry.objects.order_by("number").values_list("action", "subject")) == [
        ("reports.submit", f"assignment:{part.id}") for part in parts
    ]
    assert [fault for fault in audit.faults() if fault.number] == []


def test_after_many_entries_the_next_one_is_sealed_behind_them(city: cast.City) -> None:
    parts = more(city, 3)
    send(city, *map(told, parts[1:]))
    with one_entry("reports.submit", city.county):
        send(city, told(parts[0]))


def test_the_same_again_changes_nothing(city: cast.City) -> None:
    lines = [told(part) for part in more(city, 2)]
    send(city, *lines)
    before = rows()
    assert send(city, *lines) == Together(sent=0, unchanged=0, repeated=2, is_late=False)
    assert rows() == before


def test_a_rehearsal_stores_nothing(city: cast.City) -> None:
    parts = more(city, 2)
    before = rows()
    send(city, *map(told, parts), is_rehearsed=True)
    assert rows() == before


def test_a_correction_takes_the_place_of_what_it_corrects(city: cast.City) -> None:
    parts = more(city, 2)
    send(city, *map(told, parts))
    send(city, told(parts[0], 4000, revision=2, seen=3000))
    assert list(Report.objects.order_by("assignment_id", "revision").values_list("revision", "state")) == [
        (1, "REPLACED"),
        (2, "SENT"),
        (1, "SENT"),
    ]


def test_what_is_stale_is_told_apart_from_what_is_wrong(city: cast.City) -> None:
    parts = more(city, 5)
    send(city, told(parts[0], 5000), by=city.county_head)
    Assignment.objects.filter(id=parts[1].id).update(claimed_x100=2000)
    Assignment.objects.filter(id=parts[2].id).update(state="CLOSED")
    other = city.assignments["west"]
    twice = (told(parts[4], 4000), told(parts[3], words="\x00"))
    assert unfit(city, *map(told, parts), told(other), *twice) == {
        0: (f"这一项本周已由{city.county_head.words}于12:00报送（50.00%）。", True),
        1: ("上次所报由0.00%变为20.00%（补报了前一周）。", True),
        2: ("该项现为“已销号”，不需要再报送周报。", True),
        5: ("这一项已不由本单位承担。", True),
        6: ("同一项报了两次。请只留一次。", False),
        7: ("同一项报了两次。请只留一次。", False),
    }


@pytest.mark.parametrize(
    ("claimed", "words", "reason"),
    [(10_001, "", "进度应在0%到100%之间"), (2000, "", "低于上次所报"), (4000, "坏\x00字", "不能识别的字符")],
)
def test_a_wrong_line_keeps_the_right_ones_back(
    city: cast.City, claimed: int, words: str, reason: str
) -> None:
    parts = more(city, 2)
    Assignment.objects.filter(id=parts[0].id).update(claimed_x100=3000)
    [(place, (told_reason, is_stale))] = unfit(
        city, told(parts[0], claimed, seen=3000, words=words), told(parts[1])
    ).items()
    assert (place, is_stale) == (0, False)
    assert reason in told_reason


def test_last_week_made_up_later_does_not_turn_the_claim_back(city: cast.City) -> None:
    [part] = more(city, 1)
    send(city, told(part, 3000), week_start=date(2026, 11, 9), at=noon(7))
    late = send(city, told(part, 2500, seen=3000, words="补报"), at=noon(8))
    part.refresh_from_db()
    assert (late.is_late, part.claimed_x100) == (True, 3000)


def test_who_may_not_account_sends_nothing(city: cast.City) -> None:
    [part] = more(city, 1)
    with nothing_but("教师厅〔2025〕2号"):
        send(city, told(part), by=city.school_head)
    with nothing_but(""):
        send(city, told(part), by=city.clerk)
    with nothing_but("截止补报，不再接收"):
        send(city, told(part), at=noon(30))


def test_two_at_once_are_never_mixed(open_city: cast.City) -> None:
    parts = more(open_city, 20)

    def attempt(claimed: int) -> object:
        try:
            return send(open_city, *(told(part, claimed) for part in parts))
        except NotAllFit as bad:
            return SomebodyWasFirst(str(bad))

    results = at_once(partial(attempt, 3000), partial(attempt, 4000))
    assert sum(isinstance(each, Together) for each in results) == 1
    assert Report.objects.count() == 20
    assert (
        len(set(Assignment.objects.filter(unit=open_city.east).values_list("claimed_x100", flat=True))) == 1
    )
    assert [fault for fault in audit.faults() if fault.number] == []
