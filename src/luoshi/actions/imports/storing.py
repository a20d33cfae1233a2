"""What a person confirmed becomes so: units, posts and people in one transaction with one entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.imports.people import store_people
from luoshi.actions.imports.units import store_units
from luoshi.actions.imports.writing import Writing
from luoshi.queries import imports
from luoshi.records.models import EntryHead, Import
from luoshi.rules.imports import ImportState, Lines, plan
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst

Told = Callable[[int, int], None]


def _tell_nobody(done: int, total: int) -> None:  # noqa: ARG001
    return


@transaction.atomic
def store_import(
    *, received: Import, lines: Lines, told: Told = _tell_nobody, by: Actor, at: datetime
) -> dict[str, int]:
    """Store what the workbook's `lines` change; return how many changes of each sort.

    `told(done, total)` hears of the changes as they are written; it must not write to the database itself.
    What is stored is what was confirmed: raises SomebodyWasFirst when the same lines would change something
    else by now, or were stored already, and Refused without the permission. Then nothing is stored.
    """
    for permission in (Permission.UNITS_LOAD, Permission.POSTS_EDIT):
        if reason := why_not(by, permission):
            raise Refused(reason)
    # Every action ends at this row: whoever holds it sees units and posts that nobody is changing.
    EntryHead.objects.select_for_update().get(id=1)
    changed = Import.objects.filter(id=received.id, state=ImportState.READY).update(
        state=ImportState.STORED.value, data=b"", decided_at=at, decided_by=by.words
    )
    received.refresh_from_db(fields=["state", "plan_digest"])
    if not changed:
        raise SomebodyWasFirst(f"这份名册已是“{ImportState(received.state).label}”，没有再改动。")
    today = timezone.localdate(at)
    known = imports.known(is_exported=lines.is_exported)
    found, faults = plan(lines.units, lines.posts, known, lines.unit_place, lines.post_place, today)
    if faults or found.digest() != received.plan_digest:
        raise SomebodyWasFirst("核对之后单位或岗位又有变动，没有写入。已按现在的情况重新核对，请再看一遍。")
    counts = {section.title: section.count for section in found.sections()}
    writing = Writing(sum(counts.values()), told)
    units = store_units(found.units, today, writing, by, at)
    store_people(found.posts, units, today, writing, by, at)
    audit.record(
        action="imports.store",
        subject=f"import:{received.id}",
        facts={"file": received.file_name, "digest": received.digest, "changes": counts},
        by=by,
        at=at,
    )
    return counts
