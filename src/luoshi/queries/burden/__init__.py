"""What units are asked to do: counted week by week, how full a week is, what a month came to, by whom.

`counting` counts a week that is over, `loads` says how full a week is as it stands, `meter` shows the last
weeks, `months` a month by unit and by who asked, `office` what the supervision office itself did in it.
"""

from luoshi.queries.burden.counting import counted, is_counted, rates_on, timed
from luoshi.queries.burden.loads import (
    Adding,
    budget_on,
    is_subject,
    loads,
    of_inspection,
    of_letter,
    own_week,
    reliefs,
    used,
    week_of,
)
from luoshi.queries.burden.meter import KindWeek, Meter, meter
from luoshi.queries.burden.months import Month, asks, held_back, month, months_counted
from luoshi.queries.burden.office import DRILLED, SelfAudit, behind, self_audit

__all__ = [
    "DRILLED",
    "Adding",
    "KindWeek",
    "Meter",
    "Month",
    "SelfAudit",
    "asks",
    "behind",
    "budget_on",
    "counted",
    "held_back",
    "is_counted",
    "is_subject",
    "loads",
    "meter",
    "month",
    "months_counted",
    "of_inspection",
    "of_letter",
    "own_week",
    "rates_on",
    "reliefs",
    "self_audit",
    "timed",
    "used",
    "week_of",
]
