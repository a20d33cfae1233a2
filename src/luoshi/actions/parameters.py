"""The bureau's own thresholds and periods."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.records.models import LocalParameter
from luoshi.rules import parameters
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def set_parameter(
    *, key: str, value: int, source: str, effective_from: date, by: Actor, at: datetime
) -> LocalParameter:
    """Let a value hold from a day on; what held before stays on record for the days before.

    Raises Refused without the permission, for an unknown key, an impossible value, no source, or a second
    value for one day.
    """
    if reason := why_not(by, Permission.PARAMETERS_SET):
        raise Refused(reason)
    parameters.local_row(key, value, source=source, effective_from=effective_from)
    if LocalParameter.objects.filter(key=key, effective_from=effective_from).exists():
        raise Refused(f"参数“{key}”自{effective_from:%Y-%m-%d}起已另有规定；请选择其他生效日期。")
    row = LocalParameter.objects.create(
        key=key, value=value, source=source, effective_from=effective_from, entered_at=at, entered_by=by.words
    )
    audit.record(
        action="parameters.set",
        subject=f"parameter:{key}",
        facts={"value": value, "source": source, "from": effective_from.isoformat()},
        by=by,
        at=at,
    )
    return row
