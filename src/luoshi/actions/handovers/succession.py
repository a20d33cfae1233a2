"""Assignments change hands: what was so until a day is kept, what is so from then on stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from luoshi.queries import people as people_queries
from luoshi.records import rows
from luoshi.records.models import Assignment, Post, Responsibility, Unit
from luoshi.rules.people import Actor
from luoshi.rules.tasks import UNDERWAY


@dataclass(frozen=True, slots=True)
class Change:
    """From when on, and by whom it was noted."""

    until_on: date
    by: Actor
    at: datetime

    def keep(self, parts: Sequence[Assignment], post: Post | None = None) -> None:
        """Keep who answered for these parts up to and with the day, or until `post` ended with it.

        Of a day for which that is kept already it stays as it is: changes may be noted late, and the later
        one first.
        """
        ids = rows.among(part.id for part in parts)
        later = Responsibility.objects.filter(assignment__in=ids, until_on__gte=self.until_on)
        kept = {row.assignment_id: row for row in later.order_by("-until_on", "-id")}
        lines = []
        for part in parts:
            row = kept.get(part.id)
            is_within = row and row.until_on > self.until_on and post and post.id in _answering(row)
            if row is None or is_within:
                lines.append((part.id, (row or part).unit_id, *_answering(row or part)))
        rows.insert(
            Responsibility,
            ("assignment_id", "unit_id", "first_responsible_id", "direct_responsible_id"),
            lines,
            until_on=self.until_on,
            changed_at=self.at,
            changed_by=self.by.words,
        )

    def replace(self, post: Post, first: Post | None, direct: Post | None) -> int:
        """Let others answer for all under way that rested on a post: one as the first, the other directly.

        Return how many parts those were.
        """
        parts = Assignment.objects.filter(state__in=UNDERWAY)
        was_first = list(parts.filter(first_responsible=post))
        was_direct = list(parts.filter(direct_responsible=post))
        found = {part.id: part for part in (*was_first, *was_direct)}
        self.keep(list(found.values()), post)
        ids = rows.among(part.id for part in was_first)
        Assignment.objects.filter(id__in=ids).update(first_responsible=first)
        ids = rows.among(part.id for part in was_direct)
        Assignment.objects.filter(id__in=ids).update(direct_responsible=direct)
        after = Responsibility.objects.filter(assignment__in=rows.among(found), until_on__gt=self.until_on)
        after.filter(first_responsible=post).update(first_responsible=first)
        after.filter(direct_responsible=post).update(direct_responsible=direct)
        return len(found)

    def move(self, unit: Unit, into: Unit, day: date, states: Sequence[str]) -> int:
        """Let another unit, and who answers for it on a day, have all that is unsettled; return how many."""
        first, direct = people_queries.responsible_on(into, day)
        parts = list(Assignment.objects.filter(unit=unit, state__in=states))
        self.keep([part for part in parts if part.state in UNDERWAY])
        ids = rows.among(part.id for part in parts)
        Assignment.objects.filter(id__in=ids).update(unit=into, branch_id=into.branch_id or into.id)
        under_way = rows.among(part.id for part in parts if part.state in UNDERWAY)
        Assignment.objects.filter(id__in=under_way).update(first_responsible=first, direct_responsible=direct)
        return len(parts)


def _answering(row: Assignment | Responsibility) -> tuple[int | None, int | None]:
    return row.first_responsible_id, row.direct_responsible_id
