"""What was written before about the assignments of a letter, as the gate holds it against a new one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from luoshi.queries import parameters
from luoshi.queries.letters import hearings
from luoshi.queries.letters.ladder import visits_at
from luoshi.queries.letters.listing import still_behind
from luoshi.records import rows, statements
from luoshi.records.models import Assignment, Letter, LetterItem, Unit
from luoshi.rules import letters
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import Earlier, LetterKind, LetterState
from luoshi.rules.units import UnitKind

_VOID = (LetterState.WITHDRAWN.value, LetterState.DISCARDED.value)
_COLUMNS = (
    "assignment_id",
    "assignment__task__summary",
    "letter__kind",
    "letter__state",
    "letter__issued_at",
    "letter__drafted_at",
    "letter__number",
    "letter__reply_due_on",
)


def why_not_write(
    unit: Unit, kind: LetterKind, assignments: Collection[int], on: date, *, but: int | None = None
) -> str | None:
    """Return why no letter of a kind about these assignments may go to a unit on a day; None when it may.

    `but` is the letter itself, once there is one. Three statements, however long the history, where nothing
    is in the way.
    """
    book, visits = parameters.book(), visits_at(unit, on)
    if not visits and not _is_touched(kind, assignments, letters.told_again_from(kind, on, book), on, but):
        return None
    told = LetterItem.objects.filter(assignment__in=rows.among(assignments)).exclude(
        Q(letter__state__in=_VOID) | Q(letter_id=but)
    )
    earlier = [
        Earlier(
            assignment_id=key,
            topic=topic,
            kind=LetterKind(code),
            state=LetterState(state),
            on=timezone.localdate(issued_at or drafted_at),
            number=number,
            reply_due_on=due_on,
        )
        for key, topic, code, state, issued_at, drafted_at, number, due_on in told.order_by(
            "-letter_id", "id"
        ).values_list(*_COLUMNS)
    ]
    parts = list(
        Assignment.objects.filter(id__in=rows.among(assignments))
        .order_by("id")
        .values_list("id", "task__summary", "lamp")
    )
    red = {key for key, _, lamp in parts if lamp == Lamp.RED}
    return letters.why_not_again(kind, earlier, red, on, book) or letters.why_not_beside(
        [topic for _, topic, _ in parts], visits
    )


def _is_touched(
    kind: LetterKind, assignments: Collection[int], since: date, on: date, but: int | None
) -> bool:
    """Return whether one of these stands in a letter of this kind since a day, or in one awaiting a reply."""
    began = timezone.make_aware(datetime.combine(since, time()))
    return bool(
        statements.ask(
            _TOUCHING.format(
                among=rows.handed_over("bigint"),
                void=statements.codes(_VOID),
                awaiting=statements.codes(letters.AWAITING_REPLY),
            ),
            [
                rows.packed([each] for each in assignments),
                but or 0,
                kind.value,
                statements.instant(began),
                on,
            ],
        )
    )


_TOUCHING = """
SELECT 1 FROM records_letteritem AS item JOIN records_letter AS letter ON letter.id = item.letter_id
WHERE item.assignment_id IN ({among}) AND letter.id <> %s AND (
  letter.kind = %s AND letter.state NOT IN {void}
    AND COALESCE(letter.issued_at, letter.drafted_at) >= %s
  OR letter.state IN {awaiting} AND letter.reply_due_on >= %s)
LIMIT 1
"""


def why_not_go_on(letter: Letter, on: date) -> str | None:
    """Return why a letter as it stands may not be handed up, approved or numbered on a day; None when it may.

    By its words, its instrument, what its unit was told, and what was written before.
    """
    kind = LetterKind(letter.kind)
    found = statements.ask("SELECT assignment_id FROM records_letteritem WHERE letter_id = %s", [letter.id])
    listed = [key for (key,) in found]
    words = "\n".join((letter.text, letter.closing, letter.annex_title, letter.annex_text))
    may_rank = parameters.book().value("letter.ranking", on) > 1
    return (
        letters.why_not_say(letter.title, words)
        or letters.why_not_call(letter.title, UnitKind(letter.unit.kind))
        or letters.why_not_rank(kind, f"{letter.title}\n{words}", may_rank=may_rank)
        or hearings.why_not_unheard(letter, listed, on)
        or why_not_write(letter.unit, kind, listed, on, but=letter.id)
    )


def why_not_issue(letter: Letter) -> str | None:
    """Return why a letter should no longer go out, by what its items show now; None when it should."""
    return letters.why_not_issue(
        kind=LetterKind(letter.kind), still_behind=still_behind(letter), items=letter.items.count()
    )
