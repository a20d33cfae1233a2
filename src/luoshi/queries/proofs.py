"""What the record says of a paper in hand, without showing what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from luoshi.crafts.papers import Paper
from luoshi.queries import letters
from luoshi.records.models import Letter
from luoshi.rules import proofs
from luoshi.rules.letters import LetterState
from luoshi.rules.proofs import Verdict


def of_code(number: str, code: str) -> Verdict:
    """Return what is said of a paper by its number and the digest, or the beginning of it, that it bears."""
    letter = _issued(number)
    return _judged(letter, is_same=proofs.is_same(letter.digest, code)) if letter else Verdict.UNKNOWN


def of_file(number: str, *, is_same: bool) -> Verdict:
    """Return what is said of a file that bears a number, and says what the record says or not."""
    letter = _issued(number)
    return _judged(letter, is_same=is_same) if letter else Verdict.UNKNOWN


def number_among(candidates: Sequence[str]) -> str:
    """Return which of these numbers was given to a letter that was issued; "" when none was."""
    issued = Letter.objects.filter(number__in=candidates, issued_at__isnull=False)
    return issued.values_list("number", flat=True).first() or ""


def paper_of(number: str) -> Paper | None:
    """Return the paper that was issued under a number; None when none was."""
    letter = _issued(number)
    if letter is None or letter.issued_at is None:
        return None
    return letters.paper(letter, today=timezone.localdate(letter.issued_at))


def _issued(number: str) -> Letter | None:
    rows = Letter.objects.select_related("unit", "issuer").filter(issued_at__isnull=False)
    return rows.filter(number=number).exclude(number="").first()


def _judged(letter: Letter, *, is_same: bool) -> Verdict:
    return proofs.judge(
        state=LetterState(letter.state),
        is_corrected=is_same and letters.is_corrected(letter),
        is_same=is_same,
    )
