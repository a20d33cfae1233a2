"""The sheet of units held against the units that are kept: what is wrong, and what would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from luoshi.rules.imports.faults import Fault, Place
from luoshi.rules.imports.model import KnownUnit, UnitLine
from luoshi.rules.units import UnitKind

K = UnitKind
PARENTS: Mapping[UnitKind, frozenset[UnitKind | None]] = {
    K.BUREAU: frozenset({None}),
    K.OFFICE: frozenset({K.BUREAU}),
    K.COUNTY: frozenset({K.BUREAU}),
    K.SCHOOL: frozenset({K.COUNTY, K.BUREAU}),
    K.KINDERGARTEN: frozenset({K.COUNTY, K.BUREAU}),
    K.DEPARTMENT: frozenset({None, K.DEPARTMENT}),
    K.DISCIPLINE: frozenset({None, K.BUREAU}),
    K.PUBLIC: frozenset({None}),
}
"""What may stand above each kind of unit; None: nothing."""
EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What would become of the units, each list in the order of the sheet; `added` has parents first."""

    added: tuple[UnitLine, ...] = ()
    renamed: tuple[tuple[UnitLine, KnownUnit], ...] = ()
    moved: tuple[tuple[UnitLine, KnownUnit], ...] = ()
    ended: tuple[tuple[UnitLine, KnownUnit], ...] = ()
    touched: tuple[tuple[UnitLine, KnownUnit], ...] = ()
    unchanged: int = 0
    ended_on: Mapping[str, date] = field(default_factory=dict)


def plan_units(
    lines: Sequence[UnitLine],
    known: Mapping[str, KnownUnit],
    place: Place,
    today: date,
    unread: frozenset[str],
) -> tuple[UnitPlan, list[Fault]]:
    """Return what the rows would change, and every fault that is found; `known` holds the units by code."""
    sheet = _Sheet(lines, known, place, today, unread)
    faults = [fault for line in lines for fault in sheet.faults_of(line)]
    faults += sheet.faults_between()
    return sheet.plan(), faults


class _Sheet:
    def __init__(
        self,
        lines: Sequence[UnitLine],
        known: Mapping[str, KnownUnit],
        place: Place,
        today: date,
        unread: frozenset[str],
    ) -> None:
        self.lines, self.known, self.place, self.today = lines, known, place, today
        self.unread = unread
        self.by_code: dict[str, UnitLine] = {}
        self.twice: list[tuple[UnitLine, UnitLine]] = []
        for line in lines:
            first = self.by_code.setdefault(line.code, line)
            if first is not line:
                self.twice.append((first, line))

    def kind_of(self, code: str) -> UnitKind | None:
        """Return the kind of a unit of the sheet or of those kept; None when there is no such unit."""
        if code in self.known:
            return self.known[code].kind
        return self.by_code[code].kind if code in self.by_code else None

    def ends_on(self, code: str) -> date | None:
        """Return the last day of a unit, as it would be after the import."""
        line, unit = self.by_code.get(code), self.known.get(code)
        return (line.to_on if line else None) or (unit.to_on if unit else None)

    def parent_of(self, code: str) -> str:
        """Return the code of the unit above, as it would be after the import; "" for a root."""
        line, unit = self.by_code.get(code), self.known.get(code)
        return (line.parent if line else "") or (unit.parent if unit else "")

    def faults_of(self, line: UnitLine) -> Iterator[Fault]:
        yield from self._days(line)
        yield from self._above(line)
        unit = self.known.get(line.code)
        if unit:
            yield from self._kept(line, unit)
        if line.to_on or line.into:
            yield from self._end(line, unit)

    def _days(self, line: UnitLine) -> Iterator[Fault]:
        unit = self.known.get(line.code)
        begun = unit.from_on if unit else line.from_on
        for key, day in (("from_on", line.from_on), ("change_on", line.change_on), ("to_on", line.to_on)):
            if day is None:
                continue
            if day > self.today:
                yield self.place.fault(
                    line.row,
                    key,
                    day,
                    "日期在今天以后，名册只登记已经发生的变动",
                    "请到那一天再导入，或改正日期",
                )
            elif day < EARLIEST:
                yield self.place.fault(line.row, key, day, "年份太早", "请核对年份")
            elif begun and key != "from_on" and day < begun:
                yield self.place.fault(line.row, key, day, f"早于这个单位的启用日期{begun}", "请核对两个日期")

    def _above(self, line: UnitLine) -> Iterator[Fault]:
        code = self.parent_of(line.code)
        if code in self.unread:
            return
        able = PARENTS[line.kind]
        if not code:
            if None not in able:
                yield self.place.fault(
                    line.row, "parent", "", f"{line.kind.label}必须有上级", f"请填写{_kinds(able)}的编码"
                )
            return
        kind = self.kind_of(code)
        if kind is None:
            yield self.place.fault(
                line.row, "parent", code, "没有这个编码的单位", "请核对编码，或在“单位”表中补上这个上级单位"
            )
        elif kind not in able:
            wanted = f"上级应是{_kinds(able)}" if able - {None} else "不应有上级"
            yield self.place.fault(
                line.row, "parent", code, f"{line.kind.label}不能隶属{kind.label}", f"{wanted}，请改正"
            )
        elif not line.to_on and (last := self.ends_on(code)):
            yield self.place.fault(
                line.row, "parent", code, f"上级单位到{last}为止", "请填写现在的上级单位，或填写停用日期"
            )

    def _kept(self, line: UnitLine, unit: KnownUnit) -> Iterator[Fault]:
        if line.kind is not unit.kind:
            yield self.place.fault(
                line.row,
                "kind",
                line.kind.label,
                f"系统中是{unit.kind.label}，类别不能改",
                "请改回；如果确是另一个单位，请用新的编码",
            )
        if unit.to_on and line.to_on != unit.to_on:
            yield self.place.fault(
                line.row,
                "to_on",
                line.to_on or "",
                f"这个单位已于{unit.to_on}停用，不能恢复或改期",
                "重新设立的单位请用新的编码",
            )

    def _end(self, line: UnitLine, unit: KnownUnit | None) -> Iterator[Fault]:
        if not line.to_on:
            yield self.place.fault(line.row, "to_on", "", "填了并入编码，没有填停用日期", "请填写停用日期")
        if unit and unit.to_on:
            return
        if line.into:
            yield from self._into(line, unit)
        elif unit and unit.tasks:
            yield self.place.fault(
                line.row,
                "into",
                "",
                f"这个单位还有{len(unit.tasks)}项任务在办，停用后没有人负责",
                "请填写并入编码，任务随之转过去；或先办结",
            )
        if unit and unit.letters:
            yield self.place.fault(
                line.row,
                "to_on",
                line.to_on or "",
                f"这个单位还有{unit.letters}份函件没有办结",
                "请先办结或撤回，再停用",
            )

    def _into(self, line: UnitLine, unit: KnownUnit | None) -> Iterator[Fault]:
        kind = self.kind_of(line.into)
        if line.into in self.unread:
            return
        if line.into == line.code:
            yield self.place.fault(line.row, "into", line.into, "不能并入自己", "请填写接收单位的编码")
        elif kind is None:
            yield self.place.fault(line.row, "into", line.into, "没有这个编码的单位", "请核对编码")
        elif kind is not line.kind:
            yield self.place.fault(
                line.row,
                "into",
                line.into,
                f"{line.kind.label}不能并入{kind.label}",
                "请填写同一类别的接收单位",
            )
        elif last := self.ends_on(line.into):
            yield self.place.fault(line.row, "into", line.into, f"接收单位到{last}为止", "请填写仍在的单位")
        other = self.known.get(line.into)
        if unit and other and (both := unit.tasks & other.tasks):
            yield self.place.fault(
                line.row,
                "into",
                line.into,
                f"有{len(both)}项任务两个单位都在办，不能合成一份",
                "请先把其中一方的办结或撤销",
            )

    def faults_between(self) -> Iterator[Fault]:
        for first, second in self.twice:
            yield self.place.fault(
                second.row,
                "code",
                second.code,
                f"编码与第{first.row}行重复",
                "每个单位只占一行，编码各不相同",
            )
        yield from self._namesakes()
        yield from self._circles()
        yield from self._left_behind()
        bureaus = {code for code, unit in self.known.items() if unit.kind is K.BUREAU and not unit.to_on}
        for line in self.lines:
            if line.kind is K.BUREAU and line.code not in bureaus:
                if bureaus:
                    yield self.place.fault(
                        line.row, "kind", line.kind.label, "市教育局只能有一个", "请核对类别和编码"
                    )
                bureaus.add(line.code)
        if self.lines and not bureaus and not self.unread:
            yield Fault(self.place.sheet, "", "", "没有一行的类别是“市教育局”", "请补上市教育局这一行")

    def _namesakes(self) -> Iterator[Fault]:
        named: dict[tuple[str, str], str] = {
            (unit.parent, unit.name): unit.code
            for unit in self.known.values()
            if not unit.to_on and unit.code not in self.by_code
        }
        for line in self.by_code.values():
            if line.to_on:
                continue
            key = (self.parent_of(line.code), line.name)
            other = named.setdefault(key, line.code)
            if other != line.code:
                where = f"第{self.by_code[other].row}行" if other in self.by_code else f"编码{other}"
                yield self.place.fault(
                    line.row, "name", line.name, f"同一上级下已有同名单位（{where}）", "请核对是否重复登记"
                )

    def _circles(self) -> Iterator[Fault]:
        cleared: set[str] = set()
        for line in self.lines:
            way: list[str] = []
            code = line.code
            while code and code not in cleared and code not in way:
                way.append(code)
                code = self.parent_of(code)
            if code in way and code == line.code:
                yield self.place.fault(
                    line.row, "parent", line.parent, "上级关系绕成了圈", "请核对这几个单位的上级编码"
                )
            cleared.update(way)

    def _left_behind(self) -> Iterator[Fault]:
        """Units that end while others below them go on; those in the sheet are told in their own rows."""
        ending = {line.code: line for line in self.lines if line.to_on}
        left: dict[str, list[str]] = {}
        for code, unit in self.known.items():
            if code not in self.by_code and unit.parent in ending and not unit.to_on:
                left.setdefault(unit.parent, []).append(unit.name)
        for code, names in left.items():
            line = ending[code]
            yield self.place.fault(
                line.row,
                "to_on",
                line.to_on,
                f"下面还有{len(names)}个单位没有停用（{'、'.join(names[:3])}…）",
                "请在表中给它们填写新的上级编码或停用日期",
            )

    def plan(self) -> UnitPlan:
        found: dict[str, list[tuple[UnitLine, KnownUnit]]] = {
            key: [] for key in ("renamed", "moved", "ended", "touched")
        }
        unchanged = 0
        for line in self.by_code.values():
            unit = self.known.get(line.code)
            if unit is None:
                continue
            happened = list(_happened(line, unit))
            unchanged += not happened
            for key in happened:
                found[key].append((line, unit))
        return UnitPlan(
            added=self._parents_first(),
            **{key: tuple(pairs) for key, pairs in found.items()},
            unchanged=unchanged,
            ended_on={line.code: line.to_on for line in self.lines if line.to_on},
        )

    def _parents_first(self) -> tuple[UnitLine, ...]:
        placed: dict[str, UnitLine] = {}
        for line in self.by_code.values():
            way: list[UnitLine] = []
            each: UnitLine | None = line
            while each and each.code not in self.known and each.code not in placed and each not in way:
                way.append(each)
                each = self.by_code.get(each.parent)
            placed.update((one.code, one) for one in reversed(way))
        return tuple(placed.values())


def _happened(line: UnitLine, unit: KnownUnit) -> Iterator[str]:
    if line.name != unit.name or (line.short_name and line.short_name != unit.short_name):
        yield "renamed"
    if line.parent and line.parent != unit.parent:
        yield "moved"
    if line.to_on and not unit.to_on:
        yield "ended"
    if (line.mark and line.mark != unit.mark) or set(line.former + line.aliases) - unit.names:
        yield "touched"


def _kinds(able: frozenset[UnitKind | None]) -> str:
    return "或".join(kind.label for kind in UnitKind if kind in able)
