"""The title of a task: a verb with its object, at most 40 characters, cut from the text."""

from __future__ import annotations

import re

LONGEST = 40
_CLAUSES = re.compile(r"[^，；：。！？]+")
_OPENING = re.compile(
    r"^(?:同时|此外|另外|今后|会后|对此|为此|其中|并|要|应当?|须|必须|务必|请|一定要|都要|也要|还要|切实|进一步|认真|不断|积极|充分|着力|大力|深入)+"
)
_ADVERBIAL = re.compile(
    r"^(?:为|以|按照?|根据|围绕|结合|依托|通过|针对|对于?|在|从|随着|坚持|聚焦|面向|瞄准|严格按照|要?围绕)"
)
_THEN = re.compile(r"^.{2,24}?(?:要|应当?|须|必须|负责)(?=[一-龥]{3})")


def of(words: str, lead: str, units: tuple[str, ...]) -> str:
    """Return a summary of a directive's flat words; the item's own short heading when it has one."""
    if lead and 4 <= len(lead) <= LONGEST:
        return lead
    clauses = _CLAUSES.findall(words)
    chosen = next((clause for clause in clauses if not _ADVERBIAL.match(_shorn(clause, units))), None)
    if chosen is None:
        chosen = clauses[0] if clauses else words
    start = clauses.index(chosen) if chosen in clauses else 0
    summary = _shorn(chosen, units)
    for clause in clauses[start + 1 :]:
        following = _OPENING.sub("", clause)
        if len(summary) >= 16 or len(summary) + len(following) + 1 > LONGEST:
            break
        summary = f"{summary}，{following}" if summary else following
    summary = summary or words
    return summary if len(summary) <= LONGEST else summary[: LONGEST - 1] + "…"


def _shorn(clause: str, units: tuple[str, ...]) -> str:
    """Drop who is to act and how eagerly; what stays begins with the verb."""
    if units and any(unit in clause for unit in units):
        after = _THEN.match(clause)
        if after:
            clause = clause[after.end() :]
    return _OPENING.sub("", clause)
