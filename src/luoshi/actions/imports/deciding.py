"""A workbook comes in, is checked behind the pages, and is confirmed or discarded by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import errands
from luoshi.records.models import Errand, Import
from luoshi.rules.errands import ErrandKind
from luoshi.rules.imports import Fault, ImportState, Lines, Plan, packed
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def receive_import(
    *, file_name: str, data: bytes, is_checked_here: bool = False, by: Actor, at: datetime
) -> Import:
    """Keep a workbook, and ask for it to be checked behind the pages, unless the caller checks it at once.

    Raises Refused without the permission or for an empty file.
    """
    _let_in(by)
    if not data:
        raise Refused("文件是空的，没有任何内容。请核对后重新上传。")
    digest = hashlib.sha256(data).hexdigest()
    received = Import.objects.create(
        file_name=file_name[-200:],
        size=len(data),
        digest=digest,
        data=data,
        received_at=at,
        received_by=by.words,
    )
    if not is_checked_here:
        _ask(ErrandKind.CHECK_IMPORT, received, by, at)
    _enter("receive", received, {"file": file_name, "bytes": len(data), "digest": digest}, by, at)
    return received


@transaction.atomic
def note_check(
    *,
    received: Import,
    faults: Sequence[Fault],
    lines: Lines,
    plan: Plan | None,
    by: Actor,
    at: datetime,
) -> Import:
    """Keep what a check found: the faults, or else what would change and the `lines` that say so.

    The file itself is not kept any longer. Raises Refused without the permission, SomebodyWasFirst when
    the import was decided upon meanwhile.
    """
    _let_in(by)
    right = plan if plan and not faults else None
    state = ImportState.READY if right else ImportState.FAULTY
    sections = right.sections() if right else []
    changed: dict[str, object] = {
        "state": state.value,
        "faults": [asdict(fault) for fault in faults],
        "notes": lines.notes,
        "plan": [asdict(section) for section in sections],
        "plan_digest": right.digest() if right else "",
        "data": packed(lines) if right else b"",
    }
    _move(received, (ImportState.RECEIVED, ImportState.READY), changed)
    counts = {section.title: section.count for section in sections}
    _enter("check", received, {"faults": len(faults), "changes": counts}, by, at)
    return received


@transaction.atomic
def confirm_import(*, received: Import, plan_digest: str, by: Actor, at: datetime) -> Errand:
    """Ask for what the check announced to be stored; `plan_digest` is of the plan that the person saw.

    Raises Refused without the permission, or when there is nothing to store or another plan by now.
    """
    _let_in(by)
    received.refresh_from_db()
    if received.state != ImportState.READY:
        raise Refused(f"这份名册现在是“{ImportState(received.state).label}”，不能确认导入。")
    if received.plan_digest != plan_digest:
        raise SomebodyWasFirst("这份名册重新核对过，会有的变动与您看到的不同。请再看一遍后确认。")
    if not received.plan:
        raise Refused("名册与系统中完全一致，没有可导入的变动。")
    if errands.unfinished_about(f"import:{received.id}"):
        raise SomebodyWasFirst("已经在导入，不用再确认一次。")
    errand = _ask(ErrandKind.STORE_IMPORT, received, by, at)
    _enter("confirm", received, {"plan": plan_digest}, by, at)
    return errand


@transaction.atomic
def discard_import(*, received: Import, by: Actor, at: datetime) -> Import:
    """Give an import up: nothing of it is stored, its file is deleted.

    Raises Refused without the permission or while it is being worked on, SomebodyWasFirst when it is over.
    """
    _let_in(by)
    if errands.unfinished_about(f"import:{received.id}"):
        raise Refused("这份名册正在办理。请先停止，再放弃。")
    changed = {"state": ImportState.DISCARDED.value, "data": b"", "decided_at": at, "decided_by": by.words}
    _move(received, (ImportState.RECEIVED, ImportState.READY), changed)
    _enter("discard", received, {}, by, at)
    return received


def _let_in(by: Actor) -> None:
    for permission in (Permission.UNITS_LOAD, Permission.POSTS_EDIT):
        if reason := why_not(by, permission):
            raise Refused(reason)


def _ask(kind: ErrandKind, received: Import, by: Actor, at: datetime) -> Errand:
    return Errand.objects.create(
        kind=kind.value,
        subject=f"import:{received.id}",
        asked_at=at,
        asked_by=by.words,
        person_id=by.person_id,
        post_id=by.post_id,
    )


def _move(received: Import, states: Sequence[ImportState], changed: dict[str, object]) -> None:
    if not Import.objects.filter(id=received.id, state__in=states).update(**changed):
        state = ImportState(Import.objects.values_list("state", flat=True).get(id=received.id))
        raise SomebodyWasFirst(f"这份名册已是“{state.label}”，没有再改动。")
    received.refresh_from_db(fields=[name for name in changed if name != "data"])


def _enter(action: str, received: Import, facts: dict[str, object], by: Actor, at: datetime) -> None:
    audit.record(action=f"imports.{action}", subject=f"import:{received.id}", facts=facts, by=by, at=at)
