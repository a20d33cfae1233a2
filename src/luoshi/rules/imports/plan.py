"""The whole of an import: both sheets held against what is kept, told in words that a person can confirm."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from luoshi.rules.imports.faults import Fault, Place
from luoshi.rules.imports.marks import current
from luoshi.rules.imports.model import Known, PostLine, UnitLine
from luoshi.rules.imports.posts import PostPlan, plan_posts
from luoshi.rules.imports.units import UnitPlan, plan_units

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Section:
    """One sort of change: how many there are, and the first of them in words."""

    title: str
    count: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What would change. Two plans with the same digest change the same; `names` are of units by code."""

    units: UnitPlan
    posts: PostPlan
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing would change."""
        return not any(section.count for section in self.sections())

    def sections(self) -> list[Section]:
        """Return every sort of change that there is, with the first hundred of each in words."""
        return [
            Section(title, len(lines), tuple(lines[:MOST_LISTED])) for title, lines in self._told if lines
        ]

    def digest(self) -> str:
        """Return 64 hexadecimal digits that stand for every change in full."""
        told = hashlib.sha256()
        for title, lines in self._told:
            told.update("\n".join((title, *lines, "")).encode())
        return told.hexdigest()

    def _of(self, code: str) -> str:
        return self.names.get(code, code)

    def _below(self, parent: str) -> str:
        return f"，上级{self._of(parent)}" if parent else ""

    @cached_property
    def _told(self) -> tuple[tuple[str, list[str]], ...]:
        return tuple(self._each())

    def _each(self) -> Iterator[tuple[str, list[str]]]:
        units, posts = self.units, self.posts
        yield (
            "新设单位",
            [
                f"{each.code} {each.name}（{each.kind.label}{self._below(each.parent)}）"
                for each in units.added
            ],
        )
        yield (
            "更名",
            [
                f"{old.code} {old.name} → {new.name}" + _short(new, old.short_name) + _from(new.change_on)
                for new, old in units.renamed
            ],
        )
        yield (
            "调整隶属",
            [
                f"{old.code} {old.name}：{self._of(old.parent) or '无上级'} → {self._of(new.parent)}"
                + _from(new.change_on)
                for new, old in units.moved
            ],
        )
        yield (
            "撤销、合并",
            [
                f"{old.code} {old.name}到{new.to_on}为止"
                + (f"，并入{self._of(new.into)}，{len(old.tasks)}项在办任务转过去" if new.into else "")
                for new, old in units.ended
            ],
        )
        yield "补充名称、代字", [f"{old.code} {old.name}" for _, old in units.touched]
        yield "新登记人员", [f"{line.name}{_number(line.number)}" for line in (posts.people or {}).values()]
        yield (
            "任职",
            [
                f"{line.name}任{self._of(line.unit)} {line.title or line.duty.label}（{line.duty.label}），"
                f"{line.from_on}起" + (f"至{line.to_on}" if line.to_on else "")
                for line, _ in posts.added
            ],
        )
        yield (
            "改正职务名称",
            [
                f"{post.person}在{self._of(post.unit)}：{post.title} → {line.title}"
                for line, post in posts.retitled
            ],
        )
        yield (
            "免职",
            [
                f"{post.person}不再任{self._of(post.unit)} {post.title}，到{last}为止" + _held(post.held)
                for post, last in posts.ended
            ],
        )
        yield (
            "随单位停用免职",
            [
                f"{post.person} {self._of(post.unit)} {post.title}，到{last}为止"
                for post, last in posts.ended_with_unit
            ],
        )
        yield "新账号（密码另行发放）", [name for _, name in posts.accounts]
        yield "补登工号", [number for _, number in posts.numbers]


def plan(
    units: Sequence[UnitLine],
    posts: Sequence[PostLine],
    known: Known,
    unit_place: Place,
    post_place: Place,
    today: date,
    unread: frozenset[str] = frozenset(),
) -> tuple[Plan, list[Fault]]:
    """Return what the rows of both sheets would change, and every fault.

    `unread` are the codes of units whose own rows could not be read: who names them is not blamed for it.
    """
    units, stale_units = current(units, known.marks, unit_place, "code")
    posts, stale_posts = current(posts, known.marks, post_place, "name")
    unit_plan, faults = plan_units(units, known.units, unit_place, today, unread)
    kinds = {code: unit.kind for code, unit in known.units.items()} | {line.code: line.kind for line in units}
    ended_on = {code: unit.to_on for code, unit in known.units.items() if unit.to_on} | dict(
        unit_plan.ended_on
    )
    post_plan, more = plan_posts(posts, known, kinds, ended_on, post_place, today, unread)
    names = {code: unit.name for code, unit in known.units.items()} | {line.code: line.name for line in units}
    return Plan(unit_plan, post_plan, names), stale_units + stale_posts + faults + more


def _short(new: UnitLine, before: str) -> str:
    changed = new.short_name and new.short_name != before
    return f"（简称 {before} → {new.short_name}）" if changed else ""


def _from(day: date | None) -> str:
    return f"，{day}起" if day else ""


def _number(number: str) -> str:
    return f"（工号{number}）" if number else ""


def _held(count: int) -> str:
    return f"；名下{count}项在办任务转给本单位现任者" if count else ""
