"""`luoshi sweep`: what falls due by itself, once however often it runs, and nothing sent by itself."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from luoshi.records.models import Alert, Assignment, Entry, LampChange, Letter, Notice
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.stage import burn
from tests.actions.watch import changed, latest, rows


def sweep(day: str) -> str:
    """Return what the command says."""
    out = StringIO()
    call_command("sweep", "--on", day, stdout=out)
    return out.getvalue()


def test_a_quiet_day_changes_no_lamp(city: cast.City) -> None:
    assert "0项变灯；新预警0条，消除0条；拟函0份" in sweep("2026-11-03")
    assert set(Assignment.objects.values_list("lamp", flat=True)) == {"GREY"}


def test_who_is_silent_for_weeks_turns_red_and_gets_a_draft(city: cast.City) -> None:
    said = sweep("2026-12-07")
    assert "2项变灯；新预警2条，消除0条；拟函2份（待人审定）" in said
    lamps = dict(Assignment.objects.values_list("unit__short_name", "lamp"))
    assert lamps == {"东河区": "RED", "西山县": "RED", "计划财务科": "GREY"}
    assert list(LampChange.objects.values_list("before", "after").distinct()) == [("GREY", "RED")]
    for letter in Letter.objects.all():
        assert (letter.kind, letter.state, letter.number, letter.issued_at) == (
            "SUPERVISION",
            "DRAFT",
            "",
            None,
        )
        assert letter.drafted_by == SYSTEM.words
    assert set(Alert.objects.values_list("state", flat=True)) == {"LETTERED"}
    assert set(Entry.objects.values_list("actor", flat=True)) == {SYSTEM.words}


def test_the_second_sweep_of_a_day_changes_nothing(city: cast.City) -> None:
    sweep("2026-12-07")
    before = rows()
    sweep("2026-12-07")
    assert changed(before) == set()


def test_a_warning_set_aside_or_still_open_is_not_raised_again_the_same_week(city: cast.City) -> None:
    sweep("2026-12-07")
    Alert.objects.update(
        state="DISMISSED", dismissed_at=latest().at, dismissed_by="某人", dismiss_reason="已说明"
    )
    Letter.objects.all().update(state="DISCARDED")
    before = rows()
    sweep("2026-12-08")
    assert changed(before) <= {"Notice", "Entry", "EntryHead"}


def test_a_yellow_that_lingers_climbs_the_ladder(city: cast.City) -> None:
    """First a warning, as red is near; two weeks on, its answer not given, an order; both wait."""
    Assignment.objects.filter(role="RESPONSIBLE").update(claimed_x100=1500, claimed_on=date(2026, 11, 6))
    days = ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07"]
    seen = []
    for day in days:
        sweep(day)
        kinds = sorted(Letter.objects.filter(unit=city.east).values_list("kind", flat=True))
        lamp = Assignment.objects.get(unit=city.east).lamp
        seen.append((lamp, kinds))
    assert [kinds for _, kinds in seen][-1] == ["SUPERVISION", "WARNING"]
    assert all(lamp != "GREEN" for lamp, kinds in seen if kinds)
    assert set(Letter.objects.values_list("state", flat=True)) == {"DRAFT"}


def test_what_has_recovered_is_cleared(city: cast.City) -> None:
    sweep("2026-12-07")
    Assignment.objects.filter(unit=city.east).update(lamp="GREEN", next_lamp_on=None)
    assert "消除1条" in sweep("2026-12-08")
    assert dict(Alert.objects.values_list("unit__short_name", "state")) == {
        "东河区": "CLEARED",
        "西山县": "LETTERED",
    }


def test_a_helping_unit_burns_no_lamp_and_gets_no_letter(city: cast.City) -> None:
    burn(city, "finance", "RED")
    sweep("2026-12-07")
    assert not Alert.objects.filter(unit=city.finance).exists()
    assert not Letter.objects.filter(unit=city.finance).exists()


def test_the_last_day_of_the_week_reminds_who_owes(city: cast.City) -> None:
    sweep("2026-11-06")
    told = Notice.objects.filter(key__startswith="report:")
    assert sorted(notice.key for notice in told) == sorted(
        f"report:{unit.id}:2026-11-02" for unit in (city.east, city.west)
    )
    assert {notice.words for notice in told} == {"本周周报今天截止，还有1项未报。"}


@pytest.mark.parametrize("day", ["", "2026-13-01", "today", "2026/11/20"])
def test_a_day_that_cannot_be_read_is_refused(city: cast.City, day: str) -> None:
    before = rows()
    with pytest.raises(CommandError, match="看不懂"):
        sweep(day)
    assert changed(before) == set()
