"""The clock counts once what units were asked for in a week; an article lets something into a full one."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import burden
from luoshi.records import rows
from luoshi.records.models import Burden, Measured, Relief
from luoshi.rules.burden import AskKind, why_not_exempt
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused

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


@transaction.atomic
def relieve(*, subject: str, law: str, by: Actor, at: datetime) -> Relief:
    """Let a letter ("letter:12") or an inspection ("mandate:3") into a full week: a law demands it.

    It counts as burden all the same, and everybody can read the article.
    """
    if refusal := why_not(by, Permission.BURDEN_EXEMPT) or why_not_exempt(law):
        raise Refused(refusal)
    if not burden.is_subject(subject):
        raise Refused("没有找到这份函件或督查立项，请从它的页面进入登记。")
    given, is_new = Relief.objects.get_or_create(
        subject=subject, defaults={"law": law.strip()[:200], "given_at": at, "given_by": by.words}
    )
    if not is_new:
        raise Refused(f"{given.given_by}已经登记过：{given.law or '替换一项数据要求'}。")
    audit.record(action="burden.relieve", subject=subject, facts={"law": given.law}, by=by, at=at)
    return given
