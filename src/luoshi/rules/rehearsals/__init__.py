"""Rehearsals: the past once more, with other numbers, by the rules alone and without writing anything.

`questions` says what may be asked, `courses` and `parts` replay lamps and warnings, `ladder`, `rungs`,
`alarms` and `lives` the letters, `figures` holds both years beside one another. What a unit would have done
otherwise nobody knows.
"""

from luoshi.rules.rehearsals.courses import CODES, DAY, NEVER, Bounds, Clock, Course, Days, clock
from luoshi.rules.rehearsals.figures import Figures, Measure, Played, Told, count, differing, read
from luoshi.rules.rehearsals.ladder import Climbed, Drawn, Held, Imagined, Life, Unit, climb
from luoshi.rules.rehearsals.lives import Pace, answered_by, imagined, pace
from luoshi.rules.rehearsals.parts import (
    ASIDE,
    CLAIM,
    CLOSE,
    ENDLESS,
    WAY,
    Event,
    Laid,
    Past,
    Track,
    Turn,
    Warned,
    monday,
    replay,
)
from luoshi.rules.rehearsals.questions import (
    KEYS,
    LOOK_AHEAD_DAYS,
    MOST_CHANGES,
    RUN_IN_DAYS,
    UNKNOWABLE,
    book_with,
    is_about_lamps,
    label,
    usual_days,
    why_not_rehearse,
)
from luoshi.rules.rehearsals.rungs import LimitsOn, Rungs

__all__ = [
    "ASIDE",
    "CLAIM",
    "CLOSE",
    "CODES",
    "DAY",
    "ENDLESS",
    "KEYS",
    "LOOK_AHEAD_DAYS",
    "MOST_CHANGES",
    "NEVER",
    "RUN_IN_DAYS",
    "UNKNOWABLE",
    "WAY",
    "Bounds",
    "Climbed",
    "Clock",
    "Course",
    "Days",
    "Drawn",
    "Event",
    "Figures",
    "Held",
    "Imagined",
    "Laid",
    "Life",
    "LimitsOn",
    "Measure",
    "Pace",
    "Past",
    "Played",
    "Rungs",
    "Told",
    "Track",
    "Turn",
    "Unit",
    "Warned",
    "answered_by",
    "book_with",
    "climb",
    "clock",
    "count",
    "differing",
    "imagined",
    "is_about_lamps",
    "label",
    "monday",
    "pace",
    "read",
    "replay",
    "usual_days",
    "why_not_rehearse",
]
