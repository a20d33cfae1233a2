"""What the desk learns from the office: that a name as papers write it means one unit."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from luoshi.actions import audit
from luoshi.records.models import Assignment, Document, Task, Unit, UnitName
from luoshi.rules import documents, tasks, units
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import Role, TaskState
from luoshi.rules.units import NameKind, UnitKind


@transaction.atomic
def teach_name(*, name: str, unit: Unit, document: Document, by: Actor, at: datetime) -> list[int]:
    """Let a name as written stand for a unit from now on; return the directives that got it as owner.

    Those are the ones of this document that name it and still wait. Raises Refused when the name is a
    collective one, or another unit bears it; SomebodyWasFirst when it was taught meanwhile.
    """
    bearer = UnitName.objects.filter(name=name, unit__to_on=None).exclude(unit=unit).select_related("unit")
    borne_by = next((row.unit.name for row in bearer), "")
    if reason := (
        why_not(by, Permission.DOCUMENTS_READ)
        or documents.why_not_change(is_published=document.published_at is not None)
        or tasks.why_not_assign(UnitKind(unit.kind))
        or units.why_not_teach(name, borne_by)
    ):
        raise Refused(reason)
    try:
        with transaction.atomic():
            UnitName.objects.create(unit=unit, name=name, kind=NameKind.TAUGHT.value)
    except IntegrityError as error:
        raise SomebodyWasFirst(f"“{name}”指{unit.name}，已由他人记下，不必再记。") from error
    given = _give(name, unit, document, by, at)
    audit.record(
        action="tasks.teach_name",
        subject=f"unit:{unit.id}",
        facts={"name": name, "unit": unit.name, "document": document.id, "tasks": given},
        by=by,
        at=at,
    )
    return given


def _give(name: str, unit: Unit, document: Document, by: Actor, at: datetime) -> list[int]:
    waiting = document.tasks.filter(state=TaskState.PROPOSED).exclude(assignments__unit=unit)
    given = [task.id for task in waiting.order_by("start", "id") if name in task.named_units]
    Assignment.objects.bulk_create(
        Assignment(
            task_id=task_id, unit=unit, branch_id=unit.branch_id or unit.id, role=Role.RESPONSIBLE.value
        )
        for task_id in given
    )
    Task.objects.filter(id__in=given).update(version=F("version") + 1, decided_at=at, decided_by=by.words)
    return given


@transaction.atomic
def forget_name(*, name: str, by: Actor, at: datetime) -> None:
    """Take back what teach_name taught; owners that directives got by it stay until somebody changes them.

    Raises Refused when the name was not taught at the desk.
    """
    if reason := why_not(by, Permission.DOCUMENTS_READ):
        raise Refused(reason)
    taught = UnitName.objects.filter(name=name, kind=NameKind.TAUGHT).select_related("unit").first()
    if taught is None:
        raise Refused(f"“{name}”不是本局在读文台上记下的叫法，不能在这里取消。")
    unit = taught.unit
    taught.delete()
    audit.record(
        action="tasks.forget_name",
        subject=f"unit:{unit.id}",
        facts={"name": name, "unit": unit.name},
        by=by,
        at=at,
    )
