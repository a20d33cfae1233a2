"""What units are asked to do: counted week by week, and how full a week is.

`counting` counts a week that is over, `loads` says how full a week is as it stands, `meter` shows the last
weeks.
"""

from luoshi.queries.burden.counting import counted, is_counted, rates_on, timed
from luoshi.queries.burden.loads import (
    budget_on,
    is_subject,
    loads,
    own_week,
    reliefs,
    used,
    week_of,
    why_not_inspection,
    why_not_letter,
)
from luoshi.queries.burden.meter import KindWeek, Meter, meter

__all__ = [
    "KindWeek",
    "Meter",
    "budget_on",
    "counted",
    "is_counted",
    "is_subject",
    "loads",
    "meter",
    "own_week",
    "rates_on",
    "reliefs",
    "timed",
    "used",
    "week_of",
    "why_not_inspection",
    "why_not_letter",
]
