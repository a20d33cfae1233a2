"""What happens to a letter after it is out: it is put right by another, or it is filed.

A letter that was wrong is not changed: it is withdrawn, or a 更正函 or 致歉函 of its own number says so.
"""

from __future__ import annotations

from luoshi.rules.letters.kinds import CORRECTING, LetterKind
from luoshi.rules.letters.states import MOVES, LetterState


def why_not_correct(kind: LetterKind, corrected: LetterKind, reason: str, *, is_out: bool) -> str | None:
    """Return why a letter may not be followed by a paper of this kind; None when it may."""
    if kind not in CORRECTING:
        return f"{kind.label}不是更正、致歉的文种，请选更正函或致歉函。"
    if not is_out:
        return "这份函件没有发出过，不需要更正或致歉，直接修改或不采用即可。"
    if corrected in CORRECTING and kind is LetterKind.APOLOGY:
        return f"{corrected.label}本身已含致歉，请用更正函更正其内容。"
    if not reason.strip():
        return "请写明为什么更正、致歉，理由将与函件一并显示给签批人和收函单位。"
    return None


def why_not_archive(state: LetterState, pages: int) -> str | None:
    """Return why a letter may not be filed; None when it may."""
    if LetterState.ARCHIVED not in MOVES[state]:
        return f"函件现为“{state.label}”，办结后才能归档。"
    return None if pages > 0 else "归档应写明页数，至少1页。"
