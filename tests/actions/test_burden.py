"""A week's burden is counted once; an account's time is summed up for its unit and for nobody by name."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps

from luoshi.actions import burden, obstacles, reports
from luoshi.queries import burden as burden_queries
from luoshi.records.models import Burden, TimeTaken, Unit
from luoshi.rules.burden import AskKind, Sitting
from luoshi.rules.letters import LetterState
from luoshi.rules.obstacles import ObstacleKind
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.stage import NOON, letter, noon
from tests.actions.watch import nothing_but, one_entry

WEEK = cast.MONDAY


def account(
    city: cast.City, who: str, revision: int = 1, *, sitting: Sitting | None = None, at: object = NOON
) -> None:
    """Send the account of a county."""
    by = {"east": city.county, "west": city.other_county}[who]
    reports.submit_report(
        assignment=city.assignments[who], week_start=WEEK, claimed_x100=500 * revision, words="",
        revision=revision, sitting=sitting, by=by, at=at,  # type: ignore[arg-type]
    )  # fmt: skip


def counted() -> dict[tuple[str, str, str], tuple[int, int]]:
    """Return {(of whom, by whom, what): (forms, fields)} of everything counted."""
    return {
        (row.unit.short_name, row.asker.short_name, row.kind): (row.asked, row.fields)
        for row in Burden.objects.select_related("unit", "asker")
    }


def test_a_week_is_counted_by_whom_and_of_whom(city: cast.City) -> None:
    letter(city, LetterState.ISSUED, who="west")
    account(city, "east")
    obstacles.raise_obstacle(
        assignment=city.assignments["east"], kind=ObstacleKind.MONEY, helper=city.finance,
        words="请核拨前期费用。", by=city.county, at=NOON,
    )  # fmt: skip
    with one_entry("burden.count", SYSTEM, f"week:{WEEK.isoformat()}"):
        assert burden.count_burden(week_start=WEEK, by=SYSTEM, at=noon(9)) == 4
    assert counted() == {
        ("东河区", "督查科", AskKind.ACCOUNT): (1, 1),
        ("西山县", "督查科", AskKind.ACCOUNT): (1, 1),
        ("西山县", "督查科", AskKind.LETTER): (1, 1),
        ("计划财务科", "东河区", AskKind.HELP): (1, 2),
    }


def test_a_week_is_counted_once(city: cast.City) -> None:
    burden.count_burden(week_start=WEEK, by=SYSTEM, at=noon(9))
    account(city, "east")
    before = counted()
    assert burden.count_burden(week_start=WEEK, by=SYSTEM, at=noon(10)) == 0
    assert counted() == before


def test_what_comes_back_is_asked_again(city: cast.City) -> None:
    account(city, "east")
    report = city.assignments["east"].reports.get()
    reports.return_report(report=report, reason="没有写单位", by=city.clerk, at=NOON)
    account(city, "east", 2)
    burden.count_burden(week_start=WEEK, by=SYSTEM, at=noon(9))
    assert counted()["东河区", "督查科", AskKind.AGAIN] == (1, 1)
    assert counted()["东河区", "督查科", AskKind.ACCOUNT] == (1, 1)


def test_time_is_the_units_and_of_the_week(city: cast.City) -> None:
    sitting = Sitting(NOON - timedelta(minutes=3), NOON - timedelta(minutes=1))
    account(city, "east", sitting=sitting)
    account(city, "east", 2, sitting=Sitting(NOON - timedelta(hours=3), NOON - timedelta(hours=3)))
    taken = TimeTaken.objects.get()
    assert (taken.unit_id, taken.week_start) == (city.east.id, WEEK)
    assert (taken.seconds, taken.lines, taken.cut) == (60 + 3600, 2, 1)


def test_a_refused_account_takes_no_time(city: cast.City) -> None:
    with nothing_but("0%到100%之间"):
        reports.submit_report(
            assignment=city.assignments["east"], week_start=WEEK, claimed_x100=10_001, words="", revision=1,
            sitting=Sitting(NOON, NOON), by=city.county, at=NOON,
        )  # fmt: skip


def test_no_person_and_no_instant_is_kept_with_it() -> None:
    for name in ("TimeTaken", "Burden"):
        fields = apps.get_model("records", name)._meta.get_fields()
        kinds = {type(field).__name__ for field in fields}
        assert "DateTimeField" not in kinds
        assert {field.related_model for field in fields if field.is_relation} == {Unit}


def test_the_median_is_told_of_three_units_and_not_of_two(city: cast.City) -> None:
    burden.count_burden(week_start=WEEK, by=SYSTEM, at=noon(9))
    for unit, seconds in ((city.east, 60), (city.west, 120)):
        TimeTaken.objects.create(unit=unit, week_start=WEEK, seconds=seconds, lines=1, cut=0)
    [counties] = burden_queries.meter(noon(9).date()).weeks
    assert (counties.seconds, counties.timed, counties.units) == (None, 2, 2)
    third = Unit.objects.create(
        path="00010009",
        name="南山县教育局",
        short_name="南山县",
        kind="COUNTY",
        code="9",
        from_on=cast.FOUNDED,
    )
    TimeTaken.objects.create(unit=third, week_start=WEEK, seconds=600, lines=1, cut=0)
    [counties] = burden_queries.meter(noon(9).date()).weeks
    assert (counties.seconds, counties.timed) == (120, 3)
