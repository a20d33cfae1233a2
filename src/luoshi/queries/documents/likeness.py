"""Which other task says much the same as a directive: found by the marks that both bear, then compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Case, F, Value, When
from django.db.models.functions import Substr

from luoshi.queries.documents.desk import ON_THE_DESK, Draft
from luoshi.records import rows, statements
from luoshi.records.models import Document, Task
from luoshi.rules import tasks
from luoshi.rules.tasks import Remark, TaskState

MOST_A_MARK = 40
"""How many tasks that bear a mark are looked at, the newest of the ledger and the first of the document.

Those of a sentence that comes back every year are alike enough to be told of by one of them.
"""
MOST_COMPARED = 3
"""How many are compared word by word with one directive: those that share the most marks."""

# Earlier ones of the same document while they are at the desk, and whatever is or was in the ledger. What is
# looked at for a mark is bounded before tasks are fetched, or a sentence that everybody writes would meet all
# others; the index of the marks answers that alone.
_SHARED = f"""
WITH mine AS (
    SELECT mark.mark, own.id, own.start FROM records_task own
    JOIN records_likeness mark ON mark.task_id = own.id
    WHERE own.document_id = %s AND own.id IN ({{}})
), here AS (
    SELECT mark.mark, own.id, own.start,
        row_number() OVER (PARTITION BY mark.mark ORDER BY own.start, own.id) AS place
    FROM records_task own JOIN records_likeness mark ON mark.task_id = own.id
    WHERE own.document_id = %s AND own.state IN {statements.codes(ON_THE_DESK)}
), newest AS (
    SELECT mark, coalesce((
        SELECT task_id FROM records_likeness other WHERE other.mark = mine.mark
        ORDER BY task_id DESC LIMIT 1 OFFSET {MOST_A_MARK - 1}
    ), 0) AS first FROM mine GROUP BY mark
), shared AS (
    SELECT mine.id, here.id AS other FROM mine JOIN here ON here.mark = mine.mark
    WHERE here.place <= {MOST_A_MARK} AND here.start < mine.start
    UNION ALL
    SELECT mine.id, task.id FROM newest JOIN mine ON mine.mark = newest.mark
    JOIN records_likeness other ON other.mark = newest.mark AND other.task_id >= newest.first
    JOIN records_task task ON task.id = other.task_id
    WHERE task.id <> mine.id AND task.state IN {statements.codes({TaskState.OPEN, TaskState.CLOSED})}
)
SELECT id, other FROM shared GROUP BY id, other ORDER BY count(*) DESC, other
"""  # noqa: S608


def alike(document: Document, drafts: Sequence[Draft]) -> dict[int, list[Remark]]:
    """Return the likest other task of each directive of a document, if it is like enough. Two queries."""
    own = rows.handed_over("bigint")
    ids = rows.packed([draft.id] for draft in drafts)
    pairs = statements.ask(_SHARED.format(own), [document.id, ids, document.id])
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    for mine, other in pairs:
        if len(sharing[mine]) < MOST_COMPARED:
            sharing[mine].append(other)
    others = _others(document, {other for found in sharing.values() for other in found})
    return {
        draft.id: [remark]
        for draft in drafts
        if draft.id in sharing and (remark := _likest(draft, sharing[draft.id], others))
    }


def _others(document: Document, ids: set[int]) -> dict[int, tuple[str, str, frozenset[str]]]:
    """Return summary, state and pieces of tasks; the document's own text is at hand and not asked for."""
    if not ids:
        return {}
    apart = Substr("document__text", F("start") + 1, F("end") - F("start"))
    found = (
        Task.objects.filter(id__in=rows.among(ids))
        .annotate(words=Case(When(document=document, then=Value("")), default=apart))
        .values_list("id", "summary", "state", "start", "end", "words")
    )
    return {
        task_id: (summary, state, tasks.shingles(words or document.text[start:end]))
        for task_id, summary, state, start, end, words in found
    }


def _likest(
    draft: Draft, sharing: Sequence[int], others: dict[int, tuple[str, str, frozenset[str]]]
) -> Remark | None:
    pieces = tasks.shingles(draft.quote)
    share, other = max((tasks.alike_x100(pieces, others[other][2]), -other) for other in sharing)
    if share < tasks.LIKE_X100:
        return None
    summary, state, _ = others[-other]
    return tasks.alike(summary, TaskState(state).label, share, -other)
