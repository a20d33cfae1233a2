"""The weekly account as those see it who write it and those who read it."""

from luoshi.queries.reports.offices import (
    UnitWeek,
    about,
    report_for,
    sent_in,
    standing_in,
    units_owing,
    waiting_in,
)
from luoshi.queries.reports.own import Line, became_of, pending_in, progress, returned_in, week_of
from luoshi.queries.reports.periods import after, allowances, granted, period, period_for, periods_open
from luoshi.records.models import Report, Unit

__all__ = [
    "Line",
    "Report",
    "Unit",
    "UnitWeek",
    "about",
    "after",
    "allowances",
    "became_of",
    "granted",
    "pending_in",
    "period",
    "period_for",
    "periods_open",
    "progress",
    "report_for",
    "returned_in",
    "sent_in",
    "standing_in",
    "units_owing",
    "waiting_in",
    "week_of",
]
