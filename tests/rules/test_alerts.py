"""What becomes of a warning."""

from __future__ import annotations

from itertools import product

import pytest

from luoshi.rules import alerts
from luoshi.rules.alerts import AlertState
from luoshi.rules.enums import Turn
from luoshi.rules.lamps import Lamp

ALLOWED = {
    "OPEN>LETTERED",
    "OPEN>DISMISSED",
    "OPEN>CLEARED",
    "LETTERED>OPEN",
    "LETTERED>DISMISSED",
    "LETTERED>CLEARED",
    "DISMISSED>CLEARED",
}


@pytest.mark.parametrize(("current", "wanted"), list(product(AlertState, AlertState)))
def test_every_move_of_a_warning(current: AlertState, wanted: AlertState) -> None:
    assert (wanted in alerts.MOVES[current]) == (f"{current}>{wanted}" in ALLOWED)


def test_the_office_has_the_turn_until_it_has_decided() -> None:
    assert dict(alerts.TURNS) == {
        AlertState.OPEN: Turn.OFFICE,
        AlertState.LETTERED: Turn.OFFICE,
        AlertState.DISMISSED: Turn.NOBODY,
        AlertState.CLEARED: Turn.NOBODY,
    }


def test_only_yellow_and_red_warn() -> None:
    assert [lamp for lamp in Lamp if lamp in alerts.WARNING] == [Lamp.YELLOW, Lamp.RED]


@pytest.mark.parametrize("reason", ["", " ", "\n\t　"])
def test_setting_aside_asks_for_a_reason(reason: str) -> None:
    assert (alerts.why_not_dismiss(reason) or "").startswith("不发函应写明理由")
    assert alerts.why_not_dismiss(f"{reason}已说明") is None
