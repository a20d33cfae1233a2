"""Which days are worked, how periods are counted, and how a date is said.

Working days cannot be computed: the State Council publishes each year's holidays and the weekends worked
in exchange (调休) as a list. `years` holds the lists, `holidays` what the law alone gives, `counting` counts
over them, `deadlines` applies the counting rules of 民法典 articles 201 to 203, `school_years` says when
schools open and close, `wording` says a date as an office says it. Nothing here reads the clock: today is
always handed in.
"""

from luoshi.rules.calendar.counting import WorkCalendar
from luoshi.rules.calendar.deadlines import DayKind, Deadline, Party, deadline
from luoshi.rules.calendar.holidays import festival
from luoshi.rules.calendar.school_years import USUAL_YEARS, Moment, SchoolCalendar, SchoolYear
from luoshi.rules.calendar.wording import full_date, short_date, spoken
from luoshi.rules.calendar.years import OFFICIAL, Year, statutory_year

__all__ = [
    "OFFICIAL",
    "USUAL_YEARS",
    "DayKind",
    "Deadline",
    "Moment",
    "Party",
    "SchoolCalendar",
    "SchoolYear",
    "WorkCalendar",
    "Year",
    "deadline",
    "festival",
    "full_date",
    "short_date",
    "spoken",
    "statutory_year",
]
