"""A week's account as a workbook: its columns, the hidden key of each row, and what a filled row says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from luoshi.rules.imports.columns import CellKind, Column
from luoshi.rules.imports.faults import Fault, Place

ACCOUNT = "填报表"
SAME = "无变化"
LONGEST_WORDS = 500

COLUMNS = (
    Column("key", "行标识", CellKind.CODE, "系统认行用的，不要改。", 80, is_required=True),
    Column("task", "任务", CellKind.TEXT, "来自台账，不要改。", 120),
    Column("due_on", "时限", CellKind.DAY, "来自台账，改了也不会读。"),
    Column("last", "上次所报（%）", CellKind.TEXT, "来自台账，改了也不会读。"),
    Column("planned", "本期末应达（%）", CellKind.TEXT, "来自台账，改了也不会读。"),
    Column("hint", "提示", CellKind.TEXT, "导出时的情况。", 300),
    Column("claimed", "本次进度（%）", CellKind.TEXT, "0到100之间的数，例如45或45.5。", 12, is_required=True),
    Column(
        "words",
        "说明",
        CellKind.TEXT,
        f"提示里要求写的才写，最多{LONGEST_WORDS}字。",
        LONGEST_WORDS,
        is_required=True,
    ),
    Column(
        "same",
        SAME,
        CellKind.CHOICE,
        "没有变化的从下拉列表选，不用填进度。",
        choices=(SAME,),
        is_required=True,
    ),
)
FILLED_IN = ("claimed", "words", "same")
"""The columns that a unit fills in; the others are locked."""

_KEY = re.compile(r"L2\.(\d{1,12})\.(\d{8})\.(\d{1,12})\.(\d{1,4})\.(\d{1,5})\.([0-9a-f]{8})\.([0-9a-f]{8})")


class RowKey(NamedTuple):
    """What a row was when the workbook was written: whose, of which week, and what stood in the ledger.

    `revision` is the number that the account will bear, `seen_x100` the progress that was shown as the last,
    `task_mark` stands for the words of the task beside it: sorted apart from its words a key is no key.
    """

    unit_id: int
    week_start: date
    assignment_id: int
    revision: int
    seen_x100: int
    task_mark: str

    @property
    def text(self) -> str:
        """The key as it stands in the hidden column, with a digest of itself."""
        week = f"{self.week_start:%Y%m%d}"
        plain = f"L2.{self.unit_id}.{week}.{self.assignment_id}.{self.revision}.{self.seen_x100}"
        plain += f".{self.task_mark}"
        return f"{plain}.{_digest(plain)}"


def key_of(text: str) -> RowKey | None:
    """Return what a hidden key says; None when it was altered, cut off or never was one."""
    found = _KEY.fullmatch(text)
    if not found or _digest(text.rpartition(".")[0]) != found[7]:
        return None
    unit_id, week, assignment_id, revision, seen, mark, _ = found.groups()
    return RowKey(int(unit_id), date.fromisoformat(week), int(assignment_id), int(revision), int(seen), mark)


def mark_of(task: str) -> str:
    """Return what stands for the words of a task; blanks and signs do not count, programs alter them."""
    return _digest(_SIGNS.sub("", task))


_SIGNS = re.compile(r"[\W_]+")


def _digest(plain: str) -> str:
    return hashlib.sha256(f"luoshi account {plain}".encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row as it goes out. `last_x100` is None where nothing was reported yet.

    Where it `is_counted`, its progress follows from pieces that are ticked elsewhere: none is asked for here.
    """

    key: RowKey
    task: str
    due_on: date | None
    last_x100: int | None
    planned_x100: int
    hint: str
    is_counted: bool = False


class AccountLine(NamedTuple):
    """One filled row as it came in; where it says that nothing changed, `claimed_x100` is what was seen."""

    row: int
    key: RowKey
    claimed_x100: int
    words: str
    task: str


@dataclass(frozen=True, slots=True)
class AccountLines:
    """What a workbook says: the rows without fault, the faults, and how many rows were left blank.

    `is_whole` is False where the sheet itself is at fault, so that no row of it can be taken.
    """

    place: Place
    lines: tuple[AccountLine, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    blank: int
    is_whole: bool


SHEETS: Mapping[str, tuple[Column, ...]] = {ACCOUNT: COLUMNS}
