"""Rehearsals: the past as it is on record, replayed by other numbers, and what came of earlier ones.

`spans` says which days, `pasts`, `switches` and `correspondence` read what is on record, `replaying` replays
it unit by unit, `together` in several processes, `shown` gives what was kept.
"""

from luoshi.queries.rehearsals.pasts import Place, places
from luoshi.queries.rehearsals.replaying import Rehearsed
from luoshi.queries.rehearsals.shown import done_beside, found, listed, named, results
from luoshi.queries.rehearsals.spans import Span, span
from luoshi.queries.rehearsals.together import hands_for, rehearse
from luoshi.records.models import Rehearsal, RehearsalResult

# The kinds of row that pages may name; they import no records themselves.
__all__ = [
    "Place",
    "Rehearsal",
    "RehearsalResult",
    "Rehearsed",
    "Span",
    "done_beside",
    "found",
    "hands_for",
    "listed",
    "named",
    "places",
    "rehearse",
    "results",
    "span",
]
