"""The units of a confirmed import: set up, renamed, moved, ended, with their history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from luoshi.actions.handovers.succession import Change
from luoshi.actions.imports.writing import Writing
from luoshi.queries.imports import UNSETTLED
from luoshi.records import rows
from luoshi.records.models import Alert, Assignment, Unit, UnitChange, UnitName
from luoshi.rules.alerts import AlertState
from luoshi.rules.imports import KnownUnit, UnitLine, UnitPlan
from luoshi.rules.people import Actor
from luoshi.rules.units import STEP, ChangeKind, NameKind, branch_path, child_path, subtree

_FIELDS = (
    "id",
    "path",
    "branch_id",
    "name",
    "short_name",
    "kind",
    "code",
    "document_mark",
    "from_on",
    "to_on",
)
_NAMED = ("unit_id", "name", "kind")


def store_units(plan: UnitPlan, today: date, writing: Writing, by: Actor, at: datetime) -> dict[str, int]:
    """Bring the units to what the plan says; return the id of every unit by its code."""
    tree = _Tree(today, by, at)
    tree.add(plan.added, writing)
    for line, unit in plan.moved:
        tree.move(line, unit)
    # After the moves, which tell of a unit by the name that it had.
    for line, unit in plan.renamed:
        tree.rename(line, unit)
    for line, unit in plan.touched:
        Unit.objects.filter(id=unit.id).update(document_mark=line.mark or unit.mark)
    rows.fill(UnitName, _NAMED, tree.names(plan.added))
    # A unit that was there may bear the name already.
    rows.insert(UnitName, _NAMED, tree.names([line for line, _ in (*plan.renamed, *plan.touched)]))
    for line, unit in plan.ended:
        tree.end(line, unit)
    writing.count(len(plan.moved) + len(plan.renamed) + len(plan.touched) + len(plan.ended))
    UnitChange.objects.bulk_create(tree.changes)
    return tree.ids


class _Tree:
    def __init__(self, today: date, by: Actor, at: datetime) -> None:
        self.today, self.by, self.at = today, by, at
        self.ids: dict[str, int] = {}
        self.paths: dict[str, str] = {}
        self.last: defaultdict[str, int] = defaultdict(int)
        self.changes: list[UnitChange] = []
        for unit_id, code, path in Unit.objects.values_list("id", "code", "path"):
            self._place(code, path)
            self.ids[code] = unit_id

    def _place(self, code: str, path: str) -> None:
        self.paths[code] = path
        above = path[:-STEP]
        self.last[above] = max(self.last[above], int(path[-STEP:]))

    def _path_below(self, parent: str) -> str:
        above = self.paths[parent] if parent else ""
        return child_path(above, self.last[above] + 1)

    def add(self, lines: Sequence[UnitLine], writing: Writing) -> None:
        """Set up units, parents first: those that others belong to before those that belong to them."""
        for line in lines:
            self._place(line.code, self._path_below(line.parent))
        self.ids |= zip((line.code for line in lines), rows.reserved(Unit, len(lines)), strict=True)
        by_path = {path: self.ids[code] for code, path in self.paths.items()}
        writing.fill(Unit, _FIELDS, [self._row(line, by_path) for line in lines])
        self.changes += [
            self._change(line, ChangeKind.MERGED if line.into else ChangeKind.ENDED, line.to_on, line.name)
            for line in lines
            if line.to_on
        ]

    def _row(self, line: UnitLine, by_path: Mapping[str, int]) -> tuple[object, ...]:
        path = self.paths[line.code]
        branch = branch_path(path)
        return (
            self.ids[line.code],
            path,
            None if branch == path else by_path[branch],
            line.name,
            line.short_name or line.name[:40],
            line.kind.value,
            line.code,
            line.mark,
            line.from_on or min(self.today, line.to_on or self.today),
            line.to_on,
        )

    def names(self, lines: Sequence[UnitLine]) -> list[tuple[int, str, str]]:
        """Return every name that these rows give their units."""
        given = []
        for line in lines:
            kinds = {line.name: NameKind.FULL}
            kinds.setdefault(line.short_name or line.name[:40], NameKind.SHORT)
            for former in line.former:
                kinds.setdefault(former, NameKind.FORMER)
            for alias in line.aliases:
                kinds.setdefault(alias, NameKind.ALIAS)
            given += [(self.ids[line.code], name, kind.value) for name, kind in kinds.items()]
        return given

    def rename(self, line: UnitLine, unit: KnownUnit) -> None:
        """Give a unit its new names; those that it had become former ones."""
        short = line.short_name or unit.short_name
        Unit.objects.filter(id=unit.id).update(name=line.name, short_name=short)
        names = UnitName.objects.filter(unit_id=unit.id)
        names.filter(kind__in=[NameKind.FULL, NameKind.SHORT]).exclude(name__in=[line.name, short]).update(
            kind=NameKind.FORMER.value
        )
        # A unit may come back to a name that it had before.
        names.filter(name=short).update(kind=NameKind.SHORT.value)
        names.filter(name=line.name).update(kind=NameKind.FULL.value)
        self.changes.append(self._change(line, ChangeKind.RENAMED, line.change_on, unit.name, line.name))

    def move(self, line: UnitLine, unit: KnownUnit) -> None:
        """Hang a unit and all below it under another; what is under way there goes along."""
        old = self.paths[line.code]
        low, high = subtree(old)
        new = self._path_below(line.parent)
        moving = list(Unit.objects.filter(path__gte=low, path__lt=high))
        branches = {path: self.ids[code] for code, path in self.paths.items()} | {new: unit.id}
        for each in moving:
            each.path = new + each.path[len(old) :]
            branch = branch_path(each.path)
            each.branch_id = None if branch == each.path else branches[branch]
            self._place(each.code, each.path)
        Unit.objects.bulk_update(moving, ["path", "branch"], batch_size=500)
        for each in moving:
            Assignment.objects.filter(unit=each, state__in=UNSETTLED).update(
                branch_id=each.branch_id or each.id
            )
        before = Unit.objects.filter(code=unit.parent).first() if unit.parent else None
        after = Unit.objects.get(id=self.ids[line.parent])
        self.changes.append(
            self._change(
                line,
                ChangeKind.MOVED,
                line.change_on,
                before.name if before else "（没有上级）",
                after.name,
                before.id if before else None,
            )
        )

    def end(self, line: UnitLine, unit: KnownUnit) -> None:
        """End a unit; what is under way goes to the one that it went into, if it did."""
        assert line.to_on is not None, "only what ends is ended"
        Unit.objects.filter(id=unit.id).update(to_on=line.to_on)
        if not line.into:
            self.changes.append(self._change(line, ChangeKind.ENDED, line.to_on, line.name))
            return
        into = Unit.objects.get(id=self.ids[line.into])
        Change(line.to_on, self.by, self.at).move(Unit(id=unit.id), into, self.today, UNSETTLED)
        Alert.objects.filter(unit_id=unit.id, state__in=[AlertState.OPEN, AlertState.LETTERED]).update(
            unit=into
        )
        self.changes.append(self._change(line, ChangeKind.MERGED, line.to_on, line.name, into.name, into.id))

    def _change(
        self,
        line: UnitLine,
        kind: ChangeKind,
        day: date | None,
        before: str,
        after: str = "",
        other: int | None = None,
    ) -> UnitChange:
        return UnitChange(
            unit_id=self.ids[line.code],
            kind=kind.value,
            effective_on=day or self.today,
            before=before,
            after=after,
            other_id=other,
            paper=line.paper,
            noted_at=self.at,
            noted_by=self.by.words,
        )
