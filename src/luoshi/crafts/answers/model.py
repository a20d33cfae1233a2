"""What a 交账单 says, before anybody decides how it looks."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.rules.lamps import Lamp


@dataclass(frozen=True, slots=True)
class Note:
    """One line of what came of a sentence: a lamp, where it tells of one, and a label before the words."""

    words: str
    label: str
    lamp: Lamp | None = None

    @property
    def sign(self) -> str:
        """The sign of the lamp, "" where there is none."""
        return self.lamp.sign if self.lamp else ""

    def __str__(self) -> str:
        return f"{self.sign}{' ' if self.lamp else ''}{self.label}：{self.words}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One or more sentences, numbered as printed, with what came of them; `is_heading` sets a heading."""

    number: str
    words: tuple[str, ...]
    outcome: str
    notes: tuple[Note, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole paper: the document's title and number, the day, its figures, every entry."""

    title: str
    number: str
    as_of: str
    figures: tuple[str, ...]
    entries: tuple[Entry, ...]
