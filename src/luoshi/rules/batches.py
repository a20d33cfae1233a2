"""Many letters decided on together: which steps there are, how many at once, which are looked at closely.

Nothing here replaces a check of a single letter: each is still moved, refused and recorded by itself.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from luoshi.rules import audit
from luoshi.rules.enums import Labelled
from luoshi.rules.letters import LetterState
from luoshi.rules.people import Permission

MOST = 1000
"""How many letters one decision may move: so many that a person can still look through what differs."""
LEAST_SAMPLE = 5


class BatchStep(Labelled):
    """The steps that many letters may take together."""

    SUBMIT = "SUBMIT", "送签"
    APPROVE = "APPROVE", "签批"
    NUMBER = "NUMBER", "编号"
    ISSUE = "ISSUE", "发出"


FROM: Mapping[BatchStep, LetterState] = {
    BatchStep.SUBMIT: LetterState.DRAFT,
    BatchStep.APPROVE: LetterState.SUBMITTED,
    BatchStep.NUMBER: LetterState.APPROVED,
    BatchStep.ISSUE: LetterState.NUMBERED,
}
"""In which state the letters wait for a step."""
NEEDS: Mapping[BatchStep, Permission] = {
    BatchStep.SUBMIT: Permission.LETTERS_DRAFT,
    BatchStep.APPROVE: Permission.LETTERS_APPROVE,
    BatchStep.NUMBER: Permission.LETTERS_ISSUE,
    BatchStep.ISSUE: Permission.LETTERS_ISSUE,
}


def seed(seen: Mapping[int, str]) -> str:
    """Return the seed of a sample from {letter: digest of what it says}: 64 hexadecimal digits of SM3.

    It follows from the letters alone, so nobody can choose it, and anybody can work it out again.
    """
    return audit.digest("\n".join(f"{letter_id}:{digest}" for letter_id, digest in sorted(seen.items())))


def sample(letter_ids: Iterable[int], seed: str, percent: int) -> list[int]:
    """Return the letters to be looked at closely, in order: `percent` of them, five at least.

    Those whose SM3 of "seed:letter" comes first; the same letters always give the same sample.
    """
    drawn = sorted(letter_ids, key=lambda letter_id: audit.digest(f"{seed}:{letter_id}"))
    return sorted(drawn[: max(LEAST_SAMPLE, -(-len(drawn) * percent // 100))])


def why_not_decide(*, letters: int, sample: Collection[int], looked: Collection[int]) -> str | None:
    """Return why nothing is decided about so many letters yet; None when it may be."""
    if letters == 0:
        return "没有可以一并办理的函件，可能已由他人办理。"
    if missing := len(set(sample) - set(looked)):
        return f"抽中的{len(sample)}份里还有{missing}份没有勾“看过”。请逐份看过再办理。"
    return None


_VARIES = re.compile(r"《[^》]*》|“[^”]*”|[0-9]+(?:\.[0-9]+)?%?")
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")


def wording(text: str) -> str:
    """Return a text without what differs from letter to letter by its nature.

    That is titles of documents, quoted tasks and figures; letters alike in the rest say the same.
    """
    return _VARIES.sub("…", text)


@dataclass(frozen=True, slots=True)
class Alike:
    """Letters of the same wording, and which sentences they lack and have beside that of most letters."""

    letter_ids: tuple[int, ...]
    lacks: tuple[str, ...] = ()
    has: tuple[str, ...] = ()


def alike(texts: Mapping[int, str]) -> list[Alike]:
    """Return {letter: what it says} by wording, that of most letters first, then the rarest.

    What is rare is what a person should read, so it stands before what a few hundred share.
    """
    found: dict[str, list[int]] = {}
    for letter_id, text in sorted(texts.items()):
        found.setdefault(wording(text), []).append(letter_id)
    usual, *others = sorted(found.values(), key=lambda ids: (-len(ids), ids)) or [[]]
    base = _SENTENCE.findall(texts[usual[0]]) if usual else []
    groups = [Alike(tuple(ids), *_differing(base, texts[ids[0]])) for ids in reversed(others)]
    return [Alike(tuple(usual)), *groups] if usual else []


def _differing(base: Sequence[str], text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own = _SENTENCE.findall(text)
    matcher = difflib.SequenceMatcher(a=[*map(wording, base)], b=[*map(wording, own)], autojunk=False)
    lacks: list[str] = []
    has: list[str] = []
    for tag, first, last, begun, ended in matcher.get_opcodes():
        if tag != "equal":
            lacks += base[first:last]
            has += own[begun:ended]
    return tuple(lacks), tuple(has)
