"""What was said before, and what goes on beside: no letter asks twice, none runs beside an inspection.

`why_not_again` holds a new letter against every earlier one about the same assignments, `why_not_beside`
against the inspections that go on at its unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.rules.calendar import full_date, short_date
from luoshi.rules.letters.kinds import LetterKind
from luoshi.rules.letters.ladder import RUNGS
from luoshi.rules.letters.states import AWAITING_REPLY, LetterState
from luoshi.rules.mandates import same_subject
from luoshi.rules.parameters import ParameterBook

_FORMALISM = "《整治形式主义为基层减负若干规定》（2024年8月6日）"
_APART: Mapping[LetterKind, str] = {LetterKind.BULLETIN: "letter.bulletin_apart"}


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier letter about one of the assignments; `on` is its day of issue, before that of drafting."""

    assignment_id: int
    topic: str
    kind: LetterKind
    state: LetterState
    on: date
    number: str
    reply_due_on: date | None


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection (督查立项) that goes on at the unit."""

    title: str
    subject: str
    to_on: date


def told_again_from(kind: LetterKind, today: date, book: ParameterBook) -> date:
    """Return the Monday from which on a letter of a kind about something bars another one."""
    weeks = book.value(_APART.get(kind, "letter.apart"), today)
    return today - timedelta(days=today.weekday()) - timedelta(weeks=weeks - 1)


def why_not_again(
    kind: LetterKind, earlier: Iterable[Earlier], red: Collection[int], today: date, book: ParameterBook
) -> str | None:
    """Return why a letter of this kind may not take up the same assignments again; None when it may.

    `earlier` are the letters about them that were neither withdrawn nor given up; `red` are those that are
    red today, for which a 督办函 need not wait for the answer to a gentler letter.
    """
    if kind not in RUNGS:
        return None
    since = told_again_from(kind, today, book)
    weeks = (today - since).days // 7 + 1
    for each in earlier:
        named = f"“{each.topic}”已有{each.kind.label}" + (f"（{each.number}）" if each.number else "（在办）")
        if each.kind is kind and each.on >= since:
            return (
                f"{named}，{short_date(each.on, today)}的，同一事项{weeks}期内不重复发同一文种："
                f"不得频繁要求基层填表格报材料（{_FORMALISM}）。请去掉这一项，或待下一期仍未恢复时再发。"
            )
        if each.state not in AWAITING_REPLY or each.reply_due_on is None or each.reply_due_on < today:
            continue
        if each.assignment_id in red and _rises(each.kind, kind):
            continue
        return (
            f"{named}要求就此事项在{full_date(each.reply_due_on)}前回复，回复期未到，不重复要求："
            f"不得频繁要求基层填表格报材料（{_FORMALISM}）。请等回复，或去掉这一项；确需更正的，先撤回前函。"
        )
    return None


def _rises(before: LetterKind, kind: LetterKind) -> bool:
    return before in RUNGS and RUNGS.index(before) < RUNGS.index(kind)


def why_not_beside(topics: Iterable[str], visits: Collection[Visit]) -> str | None:
    """Return why no letter may go out while an inspection of the same subject goes on; None when it may."""
    if not visits:
        return None
    for topic in topics:
        for visit in visits:
            if same_subject(topic, visit.subject):
                return (
                    f"“{visit.title}”正在对该单位督查同一事项（“{topic}”），至{full_date(visit.to_on)}结束；"
                    "严禁重复督查、多头督查（《政府督查工作条例》（国务院令第733号）第十五条）。"
                    "请把这一项并入督查，或待督查结束后按结论办理。"
                )
    return None
