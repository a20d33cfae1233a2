"""What a 交账单 is made of: plain values of one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.records.models import Document
from luoshi.rules.enums import Labelled
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState, Role, TaskState


class Outcome(Labelled):
    """What came of a sentence."""

    TASK = "TASK", "列为任务"
    ACCEPTED = "ACCEPTED", "已采纳，待发布"
    WAITING = "WAITING", "待审定"
    POSSIBLE = "POSSIBLE", "可能是任务，待审定"
    DROPPED = "DROPPED", "不列任务"
    HEADING = "HEADING", "标题"
    BACKGROUND = "BACKGROUND", "背景"


_OF_STATE = {TaskState.ACCEPTED: Outcome.ACCEPTED, TaskState.DROPPED: Outcome.DROPPED}


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that was out by the day, and where it stood since when."""

    id: int
    number: str
    kind: LetterKind
    unit: str
    issued_on: date
    state: LetterState
    since: date


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's part of a task on the day. A helping unit shows no lamp and claims nothing."""

    id: int
    unit: str
    role: Role
    state: AssignmentState
    lamp: Lamp | None
    claimed_x100: int
    claimed_on: date | None
    closed_on: date | None
    closed_by: str


@dataclass(frozen=True, slots=True)
class Became:
    """A directive as it stood on the day: `reason`, `by` and `decided_on` tell of the last decision."""

    id: int
    summary: str
    due_on: date | None
    is_borderline: bool
    state: TaskState
    reason: str
    by: str
    decided_on: date | None
    parts: tuple[Part, ...] = ()
    letters: tuple[Sent, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What its sentences count as."""
        if self.state is TaskState.PROPOSED:
            return Outcome.POSSIBLE if self.is_borderline else Outcome.WAITING
        return _OF_STATE.get(self.state, Outcome.TASK)

    @property
    def closed_on(self) -> date | None:
        """The day on which the last accountable part was struck off; None while the task is open."""
        days = [part.closed_on for part in self.parts if part.role in ACCOUNTABLE and part.closed_on]
        return max(days) if self.state is TaskState.CLOSED and days else None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the document; `number` counts from 1, `words` is its slice of the text."""

    number: int
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring sentences that share one outcome.

    `above` is the sentence further up where the same directive was told of already; 0 where it is told here.
    """

    lines: tuple[Line, ...]
    outcome: Outcome
    became: Became | None = None
    above: int = 0

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words to print, a sentence each; a heading runs on from its number."""
        words = tuple(line.words for line in self.lines)
        return ("".join(words),) if self.outcome is Outcome.HEADING else words


@dataclass(frozen=True, slots=True)
class Answers:
    """The whole sheet; `counts` says how many sentences became what, `is_published` how it stood that day."""

    document: Document
    on: date
    is_published: bool
    groups: tuple[Group, ...]

    @property
    def counts(self) -> list[tuple[Outcome, int]]:
        """How many sentences became what, in the order of Outcome, without those that none became."""
        found = dict.fromkeys(Outcome, 0)
        for group in self.groups:
            found[group.outcome] += len(group.lines)
        return [(outcome, count) for outcome, count in found.items() if count]

    @property
    def tasks(self) -> list[Became]:
        """Every task in the ledger that day, once, in the order of the text."""
        return [
            group.became
            for group in self.groups
            if group.became and not group.above and group.outcome is Outcome.TASK
        ]
