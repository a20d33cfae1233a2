"""What units are asked to do, counted so that whoever asks sees what it costs (docs/adr/0011, 0016).

《整治形式主义为基层减负若干规定》 (2024-08-06) forbids asking the grass roots again and again for tables and
papers. What is counted is the asking, the supervision office's own included, never the people who answer.
`asking` names what may be asked for and measures, `costs` turns it into minutes, `budget` says what a week
of a unit still bears.
"""

from luoshi.rules.burden.asking import (
    ENOUGH_UNITS,
    FIELDS,
    MOST_SECONDS,
    AskKind,
    Sitting,
    middle,
    minutes,
)
from luoshi.rules.burden.budget import Load, load_words, why_not_exempt, why_over
from luoshi.rules.burden.costs import Measure, Rate, rates

__all__ = [
    "ENOUGH_UNITS",
    "FIELDS",
    "MOST_SECONDS",
    "AskKind",
    "Load",
    "Measure",
    "Rate",
    "Sitting",
    "load_words",
    "middle",
    "minutes",
    "rates",
    "why_not_exempt",
    "why_over",
]
