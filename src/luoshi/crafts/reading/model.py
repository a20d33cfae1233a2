"""What a reading is made of: plain values that point back into the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from luoshi.crafts.reading.almanac import Due
from luoshi.crafts.reading.frequencies import Every
from luoshi.crafts.reading.imprint import NOTHING_SAID, Imprint
from luoshi.crafts.reading.standards import Quantity


class Role(StrEnum):
    """What became of one sentence of the body."""

    DIRECTIVE = "directive"
    POSSIBLE = "possible"
    HEADING = "heading"
    BACKGROUND = "background"


ROLE_LABELS = {
    Role.DIRECTIVE: "任务",
    Role.POSSIBLE: "可能是任务",
    Role.HEADING: "标题",
    Role.BACKGROUND: "背景",
}


class Heading(NamedTuple):
    """One heading of the outline; `start` is where its words begin, after the enumerator."""

    level: int
    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence of the body and what became of it; offsets in characters of the document."""

    start: int
    end: int
    role: Role


class Directive(NamedTuple):
    """One row as a clerk would enter it; `quote` equals the document's slice from `start` to `end`.

    `deadline` and `due_on` are the last date; `dates` are all of them by day, those still open at the end.
    `every` are frequencies, which are no deadlines; `quantities` are the standards that name a number.
    """

    start: int
    end: int
    quote: str
    summary: str
    units: tuple[str, ...]
    roles: dict[str, list[str]]
    deadline: str | None
    due_on: date | None
    heading_path: tuple[str, ...]
    possible: bool
    standard: str | None
    dates: tuple[Due, ...] = ()
    every: tuple[Every, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """Return whether the last date may still move: a calendar that it rests on is not published."""
        return any(due.provisional and due.on == self.due_on for due in self.dates)

    def as_dict(self) -> dict[str, Any]:
        """Return the task as it is printed by `luoshi read --json`."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "summary": self.summary,
            "units": list(self.units),
            "roles": self.roles,
            "deadline": self.deadline,
            "deadline_iso": self.due_on.isoformat() if self.due_on else None,
            "heading_path": list(self.heading_path),
            "standard": self.standard,
            "dates": [due.as_dict() for due in self.dates],
            "every": [each.as_dict() for each in self.every],
            "quantities": [each.as_dict() for each in self.quantities],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read: its head, its outline, its directives and an account of every sentence.

    `body_start == body_end` means that the page holds no document at all.
    """

    title: str
    kind: str
    number: str
    issued_on: date | None
    body_start: int
    body_end: int
    headings: tuple[Heading, ...]
    directives: tuple[Directive, ...]
    sentences: tuple[Sentence, ...]
    imprint: Imprint = NOTHING_SAID

    @property
    def tasks(self) -> tuple[Directive, ...]:
        """Return the directives that are certain enough to be proposed as tasks."""
        return tuple(found for found in self.directives if not found.possible)

    @property
    def possible(self) -> tuple[Directive, ...]:
        """Return the borderline directives, offered to the clerk but not counted as tasks."""
        return tuple(found for found in self.directives if found.possible)

    def coverage(self) -> dict[Role, int]:
        """Return how many sentences of the body became what, every role named."""
        counts = dict.fromkeys(Role, 0)
        for sentence in self.sentences:
            counts[sentence.role] += 1
        return counts

    def as_dict(self) -> dict[str, Any]:
        """Return the reading as it is printed by `luoshi read --json`."""
        return {
            "title": self.title,
            "type": self.kind,
            "number": self.number,
            "organ": self.imprint.organ,
            "addressees": list(self.imprint.addressees),
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "body_start": self.body_start,
            "body_end": self.body_end,
            "signed": list(self.imprint.signed) if self.imprint.signed else None,
            "annexes": [annex.as_dict() for annex in self.imprint.annexes],
            "headings": [{"level": h.level, "text": h.text, "start": h.start} for h in self.headings],
            "tasks": [found.as_dict() for found in self.tasks],
            "possible": [found.as_dict() for found in self.possible],
            "coverage": {role.value: count for role, count in self.coverage().items()},
        }
