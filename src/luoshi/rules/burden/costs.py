"""What each kind of asking costs a unit, in minutes: measured where enough was measured, else estimated.

An estimate is a parameter of the bureau's own, marked as such. What is measured is a mean over units, so
that nothing of one unit, let alone of one person, stands in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.rules.burden.asking import ENOUGH_UNITS, AskKind
from luoshi.rules.parameters import ParameterBook

FORM_KEYS: Mapping[AskKind, str] = {
    AskKind.LETTER: "burden.letter",
    AskKind.HELP: "burden.help",
    AskKind.QUESTION: "burden.question",
    AskKind.REQUEST: "burden.form",
    AskKind.INSPECTION: "burden.inspection",
}
"""The estimates of a whole form; of an inspection, of the time that it spends with a unit."""
FREE_LETTERS = frozenset({"PRAISE", "CORRECTION", "APOLOGY", "MINUTES"})
"""Kinds of letter that ask for no reply: whoever signs for one has done all that it asks."""
FIELD_KEYS: Mapping[AskKind, str] = {
    AskKind.ACCOUNT: "burden.line",
    AskKind.AGAIN: "burden.line",
    AskKind.REQUEST: "burden.field",
}
"""The estimates of each field. A meeting has neither: who invites says how long it is, and for how many."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured of one kind of asking: seconds over so many fields, of so many units."""

    seconds: int
    fields: int
    units: int


@dataclass(frozen=True, slots=True)
class Rate:
    """What one kind of asking costs: seconds for each form and for each field of it."""

    kind: AskKind
    form_seconds: int
    field_seconds: int
    is_measured: bool

    def minutes(self, forms: int, fields: int) -> int:
        """Return what so many forms with so many fields in all cost, in minutes, begun ones included."""
        return -(-(forms * self.form_seconds + fields * self.field_seconds) // 60)


def rates(book: ParameterBook, on: date, measured: Mapping[AskKind, Measure]) -> dict[AskKind, Rate]:
    """Return the rate of every kind of asking on a day."""
    return {kind: _rate(kind, book, on, measured.get(kind)) for kind in AskKind}


def _rate(kind: AskKind, book: ParameterBook, on: date, measured: Measure | None) -> Rate:
    form, field = FORM_KEYS.get(kind), FIELD_KEYS.get(kind)
    # What is measured is the filling in of fields; how long a form went round before, no page can see.
    form_seconds = 60 * book.value(form, on) if form else 0
    if measured and measured.units >= ENOUGH_UNITS and measured.fields:
        return Rate(kind, form_seconds, -(-measured.seconds // measured.fields), is_measured=True)
    return Rate(kind, form_seconds, 60 * book.value(field, on) if field else 0, is_measured=False)
