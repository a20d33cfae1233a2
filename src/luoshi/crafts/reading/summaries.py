"""The title of a task: a verb with its object, at most 40 characters, cut from the text."""

from __future__ import annotations

import re

from luoshi.crafts.reading import sentences

LONGEST = 40
_OPENING = re.compile(
    r"(?:同时|此外|另外|今后|会后|对此|为此|其中|并|要|应当?|须|必须|务必|请|一定要|都要|也要|还要|切实|进一步|认真|不断|积极|充分|着力|大力|深入)+"
)
# What is to be dealt with and not yet the deed: 查实的违规收费, 今年列入计划的46个项目.
_OBJECT = re.compile(r"的[^，；。要应须进开]{2,16}$")
_ADVERBIAL = re.compile(
    r"(?:为|以|按照?|根据|围绕|结合|依托|通过|针对|对于?|在|从|随着|坚持|聚焦|面向|瞄准|严格按照|要?围绕)(?!.*(?:进行|开展|予以|作出))"
)
_THEN = re.compile(r".{2,24}?(?:要|应当|应(?!急|对|用)|须|必须|负责)(?=[一-龥]{3})")
_DATED = re.compile(r"[于在到]?(?:20\d{2}年|今年|明年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|年底)前")
_SAID = re.compile(r"会[议上]?.{0,2}(?:要求|强调|指出|明确|决定|认为|议定|同意)$")
_WHO_ENDS = ("牵头", "配合", "负责")


def of(words: str, lead: str, units: tuple[str, ...]) -> str:
    """Return a summary of a directive's flat words; the item's own short heading when it has one."""
    if lead and 4 <= len(lead) <= LONGEST:
        return lead
    clauses = sentences.clauses(words) or [words]
    chosen = next(
        (at for at, clause in enumerate(clauses) if not _passes(summary := _shorn(clause, units))), None
    )
    if chosen is None:
        chosen, summary = 0, _shorn(clauses[0], units)
    for clause in clauses[chosen + 1 :]:
        following = _shorn(clause, units)
        if (len(summary) >= 16 and not _OBJECT.search(summary)) or len(summary) + len(
            following
        ) + 1 > LONGEST:
            break
        summary = f"{summary}，{following}" if summary else following
    summary = summary.removesuffix("，即") or words
    return summary if len(summary) <= LONGEST else summary[: LONGEST - 1] + "…"


def _passes(clause: str) -> bool:
    """Whether a clause only leads up to the deed: 围绕……, 会议要求, 由……牵头."""
    return bool(_ADVERBIAL.match(clause) or _SAID.match(clause) or clause.endswith(_WHO_ENDS))


def _shorn(clause: str, units: tuple[str, ...]) -> str:
    """Drop who is to act and how eagerly; what stays begins with the verb."""
    if units:
        clause = _without_units(clause, units)
    opening = _OPENING.match(clause)
    clause = clause[opening.end() :] if opening else clause
    dated = _DATED.match(clause) if "前" in clause else None
    if not dated:
        return clause
    opening = _OPENING.match(clause, dated.end())
    return clause[opening.end() if opening else dated.end() :]


def _without_units(clause: str, units: tuple[str, ...]) -> str:
    rest = clause
    while first := next((unit for unit in units if rest.startswith(unit) and len(rest) > len(unit) + 3), ""):
        rest = rest[len(first) :].lstrip("、和及")
    if rest == clause and any(unit in clause for unit in units):
        after = _THEN.match(clause)
        return clause[after.end() :] if after else clause
    return rest
