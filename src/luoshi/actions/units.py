"""The tree of units, loaded as a whole; what each answers for, from day to day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from luoshi.actions import audit
from luoshi.records.models import Unit, UnitDuty, UnitName
from luoshi.rules import calendar, tasks, units
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.units import NameKind, UnitKind, branch_path, child_path


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit to be loaded; `parent` is the code of a unit above it in the same list, "" for a root.

    `duties` are the topics that it answers for, each with the words by which a text speaks of it.
    """

    code: str
    parent: str
    name: str
    short_name: str
    kind: UnitKind
    document_mark: str = ""
    other_names: tuple[str, ...] = field(default=())
    former_names: tuple[str, ...] = field(default=())
    duties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@transaction.atomic
def load_tree(*, rows: Sequence[UnitRow], from_on: date, by: Actor, at: datetime) -> int:
    """Lay out a whole tree where there is none yet; return how many units.

    Raises Refused without the permission, when units are there already, a code repeats, or a parent does not
    come before its child.
    """
    if reason := why_not(by, Permission.UNITS_LOAD):
        raise Refused(reason)
    if Unit.objects.exists():
        raise Refused("机构已经建立，不能整体重新装入。")
    placed: dict[str, Unit] = {}
    children: dict[str, int] = {}
    by_path: dict[str, Unit] = {}
    for number, row in enumerate(rows, start=1):
        if row.code in placed:
            raise Refused(f"第{number}行：机构代码“{row.code}”重复。")
        if row.parent and row.parent not in placed:
            raise Refused(f"第{number}行：上级代码“{row.parent}”没有出现在前面的行中。")
        children[row.parent] = children.get(row.parent, 0) + 1
        path = child_path(placed[row.parent].path if row.parent else "", children[row.parent])
        unit = Unit(
            path=path,
            name=row.name,
            short_name=row.short_name,
            kind=row.kind.value,
            code=row.code,
            document_mark=row.document_mark,
            from_on=from_on,
        )
        placed[row.code] = by_path[path] = unit
    _save(list(placed.values()), by_path)
    _name(rows, placed, from_on)
    audit.record(
        action="units.load_tree",
        subject="units",
        facts={"units": len(placed), "root": rows[0].name if rows else ""},
        by=by,
        at=at,
    )
    return len(placed)


def _save(units: list[Unit], by_path: dict[str, Unit]) -> None:
    branches = [unit for unit in units if branch_path(unit.path) == unit.path]
    Unit.objects.bulk_create(branches, batch_size=500)
    below = [unit for unit in units if branch_path(unit.path) != unit.path]
    for unit in below:
        unit.branch = by_path[branch_path(unit.path)]
    Unit.objects.bulk_create(below, batch_size=500)


def _name(rows: Sequence[UnitRow], placed: dict[str, Unit], from_on: date) -> None:
    names = []
    for row in rows:
        kinds = {row.name: NameKind.FULL, row.short_name: NameKind.SHORT}
        for other in row.other_names:
            kinds.setdefault(other, NameKind.ALIAS)
        for former in row.former_names:
            kinds.setdefault(former, NameKind.FORMER)
        kinds[row.name] = NameKind.FULL
        names += [UnitName(unit=placed[row.code], name=name, kind=kind.value) for name, kind in kinds.items()]
    UnitName.objects.bulk_create(names, batch_size=1000)
    UnitDuty.objects.bulk_create(
        UnitDuty(unit=placed[row.code], topic=topic, words=list(words), from_on=from_on)
        for row in rows
        for topic, words in row.duties.items()
    )


@transaction.atomic
def add_duty(
    *, unit: Unit, topic: str, words: Sequence[str], from_on: date, by: Actor, at: datetime
) -> UnitDuty:
    """Put on record what a unit answers for from a day on, and by which words a text speaks of it.

    Raises Refused without the permission, for a unit that no task is assigned to, or words that tell
    nothing; SomebodyWasFirst when the topic is on record already.
    """
    topic, words = topic.strip(), list(dict.fromkeys(word.strip() for word in words if word.strip()))
    if reason := (
        why_not(by, Permission.DUTIES_EDIT)
        or tasks.why_not_assign(UnitKind(unit.kind))
        or units.why_not_record_duty(topic, words)
    ):
        raise Refused(reason)
    if from_on < unit.from_on:
        raise Refused(f"{unit.name}自{calendar.full_date(unit.from_on)}起设立，职责不能更早开始。")
    if unit.duties.filter(topic=topic, to_on__isnull=True).exists():
        raise SomebodyWasFirst(f"{unit.name}的职责“{topic}”已经登记。要改用词，请先终止原来的，再登记新的。")
    try:
        with transaction.atomic():
            duty = UnitDuty.objects.create(unit=unit, topic=topic, words=words, from_on=from_on)
    except IntegrityError as error:
        raise SomebodyWasFirst(f"{unit.name}的职责“{topic}”刚刚有人登记，没有重复登记。") from error
    audit.record(
        action="units.add_duty",
        subject=f"unit:{unit.id}",
        facts={"unit": unit.name, "topic": topic, "words": words, "from": from_on.isoformat()},
        by=by,
        at=at,
    )
    return duty


@transaction.atomic
def end_duty(*, duty: UnitDuty, last_on: date, by: Actor, at: datetime) -> UnitDuty:
    """Let a duty end with a day, the last on which it holds; who answered for it before stays on record.

    Raises Refused without the permission or before the duty begins; SomebodyWasFirst when it ended already.
    """
    if reason := why_not(by, Permission.DUTIES_EDIT):
        raise Refused(reason)
    if last_on < duty.from_on:
        raise Refused(f"这项职责自{calendar.full_date(duty.from_on)}起，终止日期不能更早。")
    if not UnitDuty.objects.filter(id=duty.id, to_on__isnull=True).update(to_on=last_on):
        raise SomebodyWasFirst(f"职责“{duty.topic}”已由他人终止，请查看最新内容。")
    duty.refresh_from_db()
    audit.record(
        action="units.end_duty",
        subject=f"unit:{duty.unit_id}",
        facts={"unit": duty.unit.name, "topic": duty.topic, "last": last_on.isoformat()},
        by=by,
        at=at,
    )
    return duty
