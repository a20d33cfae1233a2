"""The bureau's own thresholds and periods."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.records.models import LocalParameter
from luoshi.rules import campaigns, parameters
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def set_parameter(
    *,
    key: str,
    value: int,
    source: str,
    effective_from: date,
    campaign: str = "",
    by: Actor,
    at: datetime,
) -> LocalParameter:
    """Let a value hold from a day on; what held before stays on record for the days before.

    With a campaign (its code) the value holds for the tasks of that campaign alone.

    Raises Refused without the permission, for an unknown key, an impossible value, no source, or a second
    value for one day.
    """
    if reason := why_not(by, Permission.PARAMETERS_SET) or campaigns.why_not_choose(campaign):
        raise Refused(reason)
    parameters.local_row(key, value, source=source, effective_from=effective_from, campaign=campaign)
    if LocalParameter.objects.filter(key=key, campaign=campaign, effective_from=effective_from).exists():
        raise Refused(f"参数“{key}”自{effective_from:%Y-%m-%d}起已另有规定；请选择其他生效日期。")
    row = LocalParameter.objects.create(
        key=key,
        campaign=campaign,
        value=value,
        source=source,
        effective_from=effective_from,
        entered_at=at,
        entered_by=by.words,
    )
    audit.record(
        action="parameters.set",
        subject=f"parameter:{key}",
        facts={
            "value": value,
            "source": source,
            "from": effective_from.isoformat(),
            **({"campaign": campaign} if campaign else {}),
        },
        by=by,
        at=at,
    )
    return row
