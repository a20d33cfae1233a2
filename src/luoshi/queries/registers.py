"""The register of numbers: each that was given out in a year, to which paper, and where that stands now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q

from luoshi.queries import letters, rectifications, talks
from luoshi.records.models import PaperNumber, Register
from luoshi.rules.letters import LetterState
from luoshi.rules.people import Actor
from luoshi.rules.rectifications import RectificationState
from luoshi.rules.talks import TalkState


@dataclass(frozen=True, slots=True)
class Numbered:
    """One number: the kind ("letter", "talk", "rectification") and id of what bears it, and its state."""

    kind: str
    paper_id: int
    ordinal: int
    number: str
    title: str
    unit: str
    at: datetime | None
    state: LetterState | TalkState | RectificationState
    end_reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one series that somebody may see; `last` is the last that was given out."""

    name: str
    last: int
    rows: list[Numbered]

    @property
    def is_whole(self) -> bool:
        """Return whether every number from 1 to the last is among them, once."""
        return [row.ordinal for row in self.rows] == list(range(1, self.last + 1))


def register(actor: Actor, year: int) -> list[Series]:
    """Return the numbers given out in a year to papers that an actor may see, series by series in order."""
    given = (
        PaperNumber.objects.filter(register__year=year)
        .filter(
            Q(letter__in=letters.visible(actor).order_by().values("id"))
            | Q(rectification__in=rectifications.visible(actor).order_by().values("id"))
            | Q(talk__in=talks.visible(actor).order_by().values("id"))
        )
        .select_related("register", "letter__unit", "rectification__unit", "talk__unit")
        .order_by("register__series", "ordinal")
    )
    return [
        Series(kept.series, kept.last, [_numbered(row) for row in rows])
        for kept, rows in groupby(given, key=lambda row: row.register)
    ]


def years() -> list[int]:
    """Return the years in which numbers were given out, latest first."""
    found = Register.objects.filter(last__gt=0).order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(found))


def _numbered(row: PaperNumber) -> Numbered:
    letter, talk, whole = row.letter, row.talk, row.rectification
    if letter is not None:
        said = letter.number, letter.title, letter.unit.name, letter.numbered_at
        return Numbered("letter", letter.id, row.ordinal, *said, LetterState(letter.state), letter.end_reason)
    if talk is not None:
        said = talk.number, f"约谈：{talk.topic}", talk.unit.name, talk.notified_at
        return Numbered("talk", talk.id, row.ordinal, *said, TalkState(talk.state), talk.end_reason)
    assert whole is not None, "a number is of one paper"
    said = whole.number, f"整改：{whole.title}", whole.unit.name, whole.opened_at
    state = RectificationState(whole.state)
    return Numbered("rectification", whole.id, row.ordinal, *said, state, whole.end_reason)
