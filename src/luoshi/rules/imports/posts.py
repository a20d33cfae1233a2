"""The sheet of posts held against the posts that are kept: what is wrong, and what would change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from luoshi.rules import people
from luoshi.rules.imports.columns import POSTS
from luoshi.rules.imports.faults import Fault, Place
from luoshi.rules.imports.model import Known, KnownPost, PostLine
from luoshi.rules.imports.units import EARLIEST
from luoshi.rules.people import ADMINISTRATORS, Duty
from luoshi.rules.units import UnitKind

Who: TypeAlias = tuple[str, ...]
"""How a person is told apart within an import: ("id", …), ("number", …), ("account", …) or ("name", …)."""

_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")
_ID_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}")
_ID_LENGTHS = (15, 18)
_CITY = frozenset({UnitKind.BUREAU, UnitKind.OFFICE})
HOMES: Mapping[Duty, frozenset[UnitKind]] = {
    Duty.BUREAU_LEADER: frozenset({UnitKind.BUREAU}),
    Duty.SUPERVISION_HEAD: frozenset({UnitKind.OFFICE}),
    Duty.SUPERVISION_CLERK: frozenset({UnitKind.OFFICE}),
    Duty.DISCIPLINE_MEMBER: frozenset({UnitKind.DISCIPLINE}),
    **dict.fromkeys(ADMINISTRATORS, _CITY),
}
"""In which kinds of unit a duty can be held, where not in all: these see the whole city, or run it all."""


@dataclass(frozen=True, slots=True)
class PostPlan:
    """What would become of the posts, each list in the order of the sheet, each row with its person."""

    added: tuple[tuple[PostLine, Who], ...] = ()
    retitled: tuple[tuple[PostLine, KnownPost], ...] = ()
    ended: tuple[tuple[KnownPost, date], ...] = ()
    ended_with_unit: tuple[tuple[KnownPost, date], ...] = ()
    people: Mapping[Who, PostLine] | None = None
    accounts: tuple[tuple[Who, str], ...] = ()
    numbers: tuple[tuple[int, str], ...] = ()
    unchanged: int = 0


def plan_posts(
    lines: Sequence[PostLine],
    known: Known,
    kinds: Mapping[str, UnitKind],
    ended_on: Mapping[str, date],
    place: Place,
    today: date,
    unread: frozenset[str],
) -> tuple[PostPlan, list[Fault]]:
    """Return what the rows would change, and every fault.

    `kinds` has every unit there is or would be, by code; `ended_on` the last days of those that end.
    """
    sheet = _Sheet(known, kinds, ended_on, place, today, unread)
    for line in lines:
        sheet.take(line)
    sheet.close_units()
    sheet.weigh_duties()
    return sheet.plan(), sheet.faults


class _Sheet:
    def __init__(
        self,
        known: Known,
        kinds: Mapping[str, UnitKind],
        ended_on: Mapping[str, date],
        place: Place,
        today: date,
        unread: frozenset[str],
    ) -> None:
        self.unread = unread
        self.kinds, self.ended_on, self.place, self.today = kinds, ended_on, place, today
        self.known = known
        self.faults: list[Fault] = []
        self.by_number = {post.number: post for post in known.posts if post.number}
        self.by_account = {post.account: post for post in known.posts if post.account}
        self.by_name = {(post.unit, post.person): post for post in known.posts}
        self.held: dict[tuple[str, str, Duty], list[KnownPost]] = {}
        for post in known.posts:
            self.held.setdefault((str(post.person_id), post.unit, post.duty), []).append(post)
        self.open: dict[tuple[str, ...], list[KnownPost]] = {}
        self.people: dict[Who, PostLine] = {}
        self.first: dict[tuple[Who, str, Duty], PostLine] = {}
        self.further: dict[tuple[Who, str, Duty], list[PostLine]] = {}
        self.added: list[tuple[PostLine, Who]] = []
        self.retitled: list[tuple[PostLine, KnownPost]] = []
        self.ended: list[tuple[KnownPost, date]] = []
        self.with_unit: list[tuple[KnownPost, date]] = []
        self.accounts: dict[str, tuple[Who, int]] = {}
        self.account_of: dict[Who, str] = {}
        self.numbers: dict[int, str] = {}
        self.unchanged = 0

    def blame(self, line: PostLine, key: str, value: object, reason: str, remedy: str) -> None:
        self.faults.append(self.place.fault(line.row, key, value, reason, remedy))

    def take(self, line: PostLine) -> None:
        """Take one row: its own faults, then what it would change."""
        before = len(self.faults)
        self._check(line)
        who = self._who(line)
        self._account(line, who)
        if len(self.faults) > before:
            return None
        post = who, line.unit, line.duty
        if (first := self.first.setdefault(post, line)) is not line:
            further = self.further.setdefault(post, [])
            for other in (first, *further):
                if _overlap(other.from_on, other.to_on, line.from_on, line.to_on):
                    return self.blame(
                        line,
                        "duty",
                        line.duty.label,
                        f"与第{other.row}行是同一人的同一岗位，时间重叠",
                        "请只留一行",
                    )
            further.append(line)
        if who[0] != "id":
            self.people.setdefault(who, line)
        self._place(line, who)
        return None

    def _check(self, line: PostLine) -> None:
        if len(line.number) in _ID_LENGTHS and _ID_NUMBER.fullmatch(line.number):
            self.blame(line, "number", "（不显示）", "像是身份证号，系统不收", "请改填工号，或留空")
        kind = self.kinds.get(line.unit)
        if kind is None and line.unit not in self.unread:
            self.blame(
                line, "unit", line.unit, "没有这个编码的单位", "请核对编码，或先在“单位”表中登记这个单位"
            )
        elif kind and line.duty in HOMES and kind not in HOMES[line.duty]:
            homes = "或".join(each.label for each in UnitKind if each in HOMES[line.duty])
            self.blame(
                line, "duty", line.duty.label, f"{line.duty.label}只能设在{homes}", "请核对职责和单位编码"
            )
        if not line.from_on >= EARLIEST:
            self.blame(line, "from_on", line.from_on, "年份太早", "请核对年份")
        if line.to_on and line.to_on < line.from_on:
            self.blame(line, "to_on", line.to_on, "离任早于任职", "请核对两个日期")
        if line.to_on and line.to_on > self.today:
            self.blame(
                line,
                "to_on",
                line.to_on,
                "日期在今天以后，名册只登记已经离任的",
                "请到那一天再导入，或改正日期",
            )
        last = self.ended_on.get(line.unit)
        if kind and last and (line.to_on or date.max) > last and line.from_on > last:
            self.blame(line, "unit", line.unit, f"这个单位到{last}为止", "请填写现在的单位")

    def _who(self, line: PostLine) -> Who:
        if line.number:
            post = self.by_number.get(line.number)
            if post is None:
                post = self._unnumbered(line)
            elif post.person != line.name:
                self.blame(
                    line,
                    "number",
                    line.number,
                    f"这个工号是{post.person}的",
                    "请核对工号；改名请联系系统管理员",
                )
            return ("id", str(post.person_id)) if post else ("number", line.number)
        if line.account:
            post = self.by_account.get(line.account)
            if post is None:
                post = self._unnumbered(line)
            return ("id", str(post.person_id)) if post else ("account", line.account)
        post = self.by_name.get((line.unit, line.name))
        return ("id", str(post.person_id)) if post else ("name", line.unit, line.name)

    def _unnumbered(self, line: PostLine) -> KnownPost | None:
        """Return the person of this name in this unit, where the number or account is new to them."""
        post = self.by_name.get((line.unit, line.name))
        if post is None or (line.number and post.number) or (line.account and post.account):
            return None
        if line.number:
            self.numbers[post.person_id] = line.number
        return post

    def _account(self, line: PostLine, who: Who) -> None:
        if not line.account:
            return
        owner = self.by_account.get(line.account)
        taken = self.accounts.get(line.account)
        if not _ACCOUNT.fullmatch(line.account):
            self.blame(line, "account", line.account, "账号要3至40个字母、数字，可有点、横线", "请换一个账号")
        elif owner and ("id", str(owner.person_id)) != who:
            self.blame(
                line, "account", line.account, f"这个账号是{owner.person}的", "请换一个账号，或核对工号"
            )
        elif taken and taken[0] != who:
            self.blame(
                line,
                "account",
                line.account,
                f"与第{taken[1]}行的账号重复",
                "一人一个账号；同一人请填同一工号",
            )
        elif self.account_of.setdefault(who, line.account) != line.account:
            self.blame(
                line,
                "account",
                line.account,
                f"这个人在表中另有账号{self.account_of[who]}",
                "一人只有一个账号",
            )
        elif owner is None:
            self.accounts.setdefault(line.account, (who, line.row))

    def _place(self, line: PostLine, who: Who) -> None:
        """Hold the row against the posts that this person has or had with this duty in this unit."""
        mine = self.held.get((who[1], line.unit, line.duty), []) if who[0] == "id" else []
        if not mine:
            self.added.append((line, who))
            return None
        title = line.title or line.duty.label
        for post in mine:
            if post.from_on == line.from_on or (post.to_on is None and line.to_on):
                if line.from_on < post.from_on:
                    continue
                if line.to_on and post.to_on is None:
                    self.ended.append((post, line.to_on))
                elif post.to_on and line.to_on != post.to_on:
                    self.blame(
                        line,
                        "to_on",
                        line.to_on or "",
                        f"系统中这个岗位已于{post.to_on}免去，不能恢复或改期",
                        "重新任职请另起一行，填新的任职日期",
                    )
                elif line.title and post.title != title:
                    self.retitled.append((line, post))
                else:
                    self.unchanged += 1
                return None
        still = next((post for post in mine if post.to_on is None), None)
        if still and line.from_on > still.from_on:
            if still.title == title:
                self.unchanged += 1
                return None
            # The same duty under another title from a later day: one post ends, the next begins.
            self.ended.append((still, line.from_on - timedelta(days=1)))
        elif clash := next(
            (post for post in mine if _overlap(post.from_on, post.to_on, line.from_on, line.to_on)), None
        ):
            return self.blame(
                line,
                "from_on",
                line.from_on,
                f"与系统中{clash.from_on}起的同一岗位时间重叠",
                "请核对任职、离任日期",
            )
        self.added.append((line, who))
        return None

    def close_units(self) -> None:
        """Let the posts of units that end be ended with them."""
        ending = {post.id for post, _ in self.ended}
        for post in self.known.posts:
            last = self.ended_on.get(post.unit)
            if last and post.to_on is None and post.id not in ending:
                self.with_unit.append((post, max(last, post.from_on)))

    def weigh_duties(self) -> None:
        """Find who would be one of the three administrators and something else as well."""
        ending = {post.id for post, _ in (*self.ended, *self.with_unit)}
        held: dict[Who, set[Duty]] = {}
        for post in self.known.posts:
            if post.to_on is None and post.id not in ending:
                held.setdefault(("id", str(post.person_id)), set()).add(post.duty)
        for line, who in self.added:
            if line.to_on:
                continue
            duties = held.get(who)
            if duties is None:
                held[who] = {line.duty}
                continue
            if reason := people.why_not_hold(frozenset(duties), line.duty):
                self.blame(line, "duty", line.duty.label, reason.rstrip("。"), "请由另一人担任")
            duties.add(line.duty)
        ended = [post.duty for post, _ in (*self.ended, *self.with_unit)]
        is_one_left = any(Duty.SYSTEM_ADMIN in duties for duties in held.values())
        if refusal := people.why_not_end(ended, is_one_left):
            reason, _, remedy = refusal.rstrip("。").partition("。")
            self.faults.append(Fault(POSTS, "", Duty.SYSTEM_ADMIN.label, reason, remedy))

    def plan(self) -> PostPlan:
        return PostPlan(
            added=tuple(self.added),
            retitled=tuple(self.retitled),
            ended=tuple(self.ended),
            ended_with_unit=tuple(self.with_unit),
            people=self.people,
            accounts=tuple((who, name) for name, (who, _) in self.accounts.items()),
            numbers=tuple(self.numbers.items()),
            unchanged=self.unchanged,
        )


def _overlap(from_on: date, to_on: date | None, other_from: date, other_to: date | None) -> bool:
    return from_on <= (other_to or date.max) and other_from <= (to_on or date.max)
