"""The clock counts once what units were asked for in a week."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import burden
from luoshi.records import rows
from luoshi.records.models import Burden, Measured
from luoshi.rules.burden import AskKind
from luoshi.rules.people import Actor

_COUNTED = ("unit_id", "asker_id", "kind", "asked", "fields", "minutes", "exempt")


@transaction.atomic
def count_burden(*, week_start: date, by: Actor, at: datetime) -> int:
    """Count a week that is over and return how many rows it gave: nothing when it was counted before."""
    if burden.is_counted(week_start):
        return 0
    kept = rows.insert(Burden, _COUNTED, list(burden.counted(week_start)), week_start=week_start)
    seconds, lines, timed = burden.timed(week_start)
    if timed:
        account = [(AskKind.ACCOUNT.value, seconds, lines, timed)]
        rows.insert(Measured, ("kind", "seconds", "fields", "units"), account, week_start=week_start)
    if kept:
        audit.record(
            action="burden.count",
            subject=f"week:{week_start.isoformat()}",
            facts={"rows": len(kept)},
            by=by,
            at=at,
        )
    return len(kept)
