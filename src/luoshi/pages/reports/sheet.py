"""A unit's account as the rows of a workbook, and what came back held against the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from luoshi.actions.reports import Told, Unfit
from luoshi.queries.reports import Line
from luoshi.rules import lamps, ways
from luoshi.rules.calendar import full_date
from luoshi.rules.imports import Fault, Place
from luoshi.rules.imports.accounts import AccountLine, AccountLines, AccountRow, RowKey, mark_of
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused

_COUNTED = "按环节计算，不填进度：到网页勾选完成的环节"


@dataclass(frozen=True, slots=True)
class Stale:
    """A row that was right until the ledger went on: where it stands, its task, what happened."""

    row: int
    task: str
    reason: str


@dataclass(slots=True)
class Outcome:
    """What a workbook comes to: what is wrong with it, which rows are stale, and which are right."""

    place: Place
    faults: list[Fault] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    right: list[AccountLine] = field(default_factory=list)

    @property
    def is_faultless(self) -> bool:
        """Whether all that was filled in may be sent, as far as is known."""
        return not self.faults and not self.stale

    @property
    def told(self) -> list[Told]:
        """What the right rows say."""
        return [
            Told(line.key.assignment_id, line.key.revision, line.key.seen_x100, line.claimed_x100, line.words)
            for line in self.right
        ]


def rows(lines: Sequence[Line], monday: date) -> Iterator[AccountRow]:
    """Yield the rows of a workbook, one an assignment."""
    for line in lines:
        part = line.assignment
        mark = mark_of(part.task.summary)
        key = RowKey(part.unit_id, monday, part.id, line.next_revision, part.claimed_x100, mark)
        last = part.claimed_x100 if part.claimed_on else None
        is_counted = bool(ways.read(part.change).plan)
        hint = "；".join(filter(None, (_COUNTED if is_counted else "", _hint(line))))
        planned_x100 = line.verdict.planned_x100
        yield AccountRow(key, part.task.summary, part.due_on, last, planned_x100, hint, is_counted)


def _hint(line: Line) -> str:
    behind = "不变则落后或逾期，仍落后的须写说明" if line.verdict.ground in lamps.OFF_TRACK else ""
    if line.sent is None:
        return behind
    if line.is_waiting:
        return f"被退回：{line.sent.return_reason}"
    return f"已报{lamps.percent(line.sent.claimed_x100)}，要更正才填"


def sorted_out(actor: Actor, monday: date, given: AccountLines) -> Outcome:
    """Return which rows are for this unit and week, which are of another week, and every fault so far.

    Raises Refused when the workbook is another unit's or of another week altogether, or says nothing.
    """
    outcome = Outcome(given.place, faults=list(given.faults))
    if given.is_whole and not given.lines and not given.faults:
        raise Refused("填报表里一行也没有填，没有报送。请在“本次进度”或“无变化”里填写后再上传。")
    outcome.right = _of_this_account(actor, monday, given.lines, outcome)
    return outcome


def _of_this_account(
    actor: Actor, monday: date, lines: Sequence[AccountLine], outcome: Outcome
) -> list[AccountLine]:
    """Return the rows of this unit and week; the others are stale, or wrong."""
    own: list[AccountLine] = []
    strange = [line for line in lines if line.key.unit_id != actor.unit_id]
    if strange and len(strange) == len(lines):
        raise Refused(
            f"这份填报表不是{actor.unit_name}的，没有读取。"
            "请用本单位页面上导出的填报表；其他单位的由其自己报送。"
        )
    other_weeks = {line.key.week_start for line in lines if line.key.week_start != monday}
    if len(other_weeks) == 1 and all(line.key.week_start != monday for line in lines):
        raise Refused(
            f"这份填报表是{full_date(other_weeks.pop())}起那一周的，已过时，没有报送；填的内容没有错。"
            f"这一周从{full_date(monday)}起，请重新导出；要补报那一周的，请到那一周的页面上传。"
        )
    for line in lines:
        if line.key.unit_id != actor.unit_id:
            outcome.faults.append(
                outcome.place.fault(
                    line.row, "task", line.task, "这一行是别的单位的", "请删去所填的内容，由其自己报送"
                )
            )
        elif line.key.week_start != monday:
            reason = f"这一行是{full_date(line.key.week_start)}起那一周的。"
            outcome.stale.append(Stale(line.row, line.task, reason))
        else:
            own.append(line)
    return own


def enter(outcome: Outcome, unfit: Mapping[int, Unfit]) -> None:
    """Move the rows that may not be sent out of the right ones, each with its reason."""
    for place, bad in unfit.items():
        line = outcome.right[place]
        if bad.is_stale:
            outcome.stale.append(Stale(line.row, line.task, bad.reason))
        else:
            reason, _, remedy = bad.reason.partition("。")
            outcome.faults.append(
                outcome.place.fault(line.row, "words", line.words, reason, remedy.rstrip("。"))
            )
    outcome.right = [line for place, line in enumerate(outcome.right) if place not in unfit]
