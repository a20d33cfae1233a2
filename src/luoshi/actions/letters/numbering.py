"""Every paper of the bureau gets its number here: one register, no gap and no repeat."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q

from luoshi.records.models import Letter, PaperNumber, Rectification, Register, Talk
from luoshi.rules import letters
from luoshi.rules.letters import LetterKind
from luoshi.rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words, and its place in the register; None where it is that of a letter that went ahead."""

    words: str
    register: Register | None = None

    def enter(
        self,
        *,
        letter: Letter | None = None,
        rectification: Rectification | None = None,
        talk: Talk | None = None,
    ) -> None:
        """Enter the one paper that bears it, once it does."""
        if self.register is not None:
            PaperNumber.objects.create(
                register=self.register,
                ordinal=self.register.last,
                letter=letter,
                rectification=rectification,
                talk=talk,
            )


def next_number(issuer_mark: str, kind: LetterKind, year: int) -> Number:
    """Take the next number of a kind in a year, whoever else numbers.

    Must run inside the action's transaction: a refusal after it gives the number back.
    """
    if reason := letters.why_not_number(issuer_mark):
        raise Refused(reason)
    register, _ = Register.objects.get_or_create(series=letters.number_series(kind), year=year)
    Register.objects.filter(id=register.id).update(last=F("last") + 1)
    register.refresh_from_db()
    return Number(letters.number_words(issuer_mark, kind, year, register.last), register)


def number_after(letter: Letter | None, issuer_mark: str, kind: LetterKind, year: int) -> Number:
    """Return the number of the letter of this kind that a paper follows; the next one where there is none.

    A letter's number serves one paper: what follows the same letter later gets its own.
    """
    if letter is None or letter.kind != kind or not letter.number:
        return next_number(issuer_mark, kind, year)
    borne = Letter.objects.filter(id=letter.id).filter(
        Q(talks__number=letter.number) | Q(rectifications__number=letter.number)
    )
    return next_number(issuer_mark, kind, year) if borne.exists() else Number(letter.number)
