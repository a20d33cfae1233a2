"""Whether the parts of one task add up: what the lead says, and what those say who carry it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.contradictions.findings import Finding, share, week
from luoshi.rules.contradictions.states import ContradictionKind
from luoshi.rules.lamps import WHOLE_X100

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """What an accountable part claims at the end of a week, and since which week it claims it."""

    part: int
    unit: str
    is_lead: bool
    claimed_x100: int
    since: date | None


def about_parts(standings: Sequence[Standing]) -> Iterator[Finding]:
    """Yield a question where lead and responsible units of one task say what cannot both be so."""
    leads = [each for each in standings if each.is_lead]
    others = [each for each in standings if not each.is_lead]
    if not leads or not others:
        return
    open_ones = [each for each in others if each.claimed_x100 < WHOLE_X100]
    for lead in leads:
        if lead.claimed_x100 == WHOLE_X100 and open_ones and lead.since is not None:
            words = (
                f"牵头单位{lead.unit}在{week(lead.since)}报100%，而责任单位{_named(open_ones)}。"
                "牵头单位报的是全部任务，还是只报本单位那一部分？责任单位的数是不是最新的？"
            )
            parts = (lead.part, *(each.part for each in open_ones))
            yield Finding(ContradictionKind.LEAD_DONE, lead.since.isoformat(), lead.since, words, parts)
        elif lead.claimed_x100 < WHOLE_X100 and not open_ones:
            since = max(each.since for each in others if each.since is not None)
            words = (
                f"责任单位{'、'.join(each.unit for each in others[:_NAMED])}{_more(others)}都已报100%"
                f"（最后一家在{week(since)}），牵头单位{lead.unit}仍报{share(lead.claimed_x100)}。"
                "还剩下哪一部分，由谁办？"
            )
            yield Finding(ContradictionKind.PARTS_DONE, since.isoformat(), since, words, (lead.part,))


def _named(open_ones: Sequence[Standing]) -> str:
    named = "、".join(f"{each.unit}报{share(each.claimed_x100)}" for each in open_ones[:_NAMED])
    return named + _more(open_ones)


def _more(found: Sequence[Standing]) -> str:
    return f"等{len(found)}个单位" if len(found) > _NAMED else ""
