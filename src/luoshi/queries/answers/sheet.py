"""The sheet as a whole: every sentence of the text in rows, each with its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TypeAlias

from django.utils import timezone

from luoshi.queries import documents
from luoshi.queries.answers import decisions, parts
from luoshi.queries.answers.model import Answers, Became, Group, Line, Outcome
from luoshi.records.models import Document
from luoshi.rules.documents import SpanKind
from luoshi.rules.people import Actor

_Piece: TypeAlias = tuple[int, int, SpanKind, int | None]
_OF_KIND = {SpanKind.HEADING: Outcome.HEADING, SpanKind.POSSIBLE: Outcome.POSSIBLE}


def answers(actor: Actor, document_id: int, on: date) -> Answers | None:
    """Return what had come of each sentence by the end of the day `on`; None when the document is not theirs.

    On a day before the document was registered there is nothing: `groups` is empty.
    """
    document = documents.document(actor, document_id)
    if document is None:
        return None
    until = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
    is_published = document.published_at is not None and document.published_at < until
    if document.registered_at >= until:
        return Answers(document, on, False, ())
    became = decisions.directives(document, until)
    if is_published:
        became = parts.in_the_ledger(actor, document, became, on, until)
    return Answers(document, on, is_published, tuple(_groups(document, became)))


def _groups(document: Document, became: Mapping[int, Became]) -> Iterator[Group]:
    told: dict[int, int] = {}
    number = 0
    for _, sharing in groupby(_pieces(document), key=_shared(document.text, became)):
        pieces = list(sharing)
        lines = [
            Line(number + place, start, document.text[start:end].strip())
            for place, (start, end, _, _) in enumerate(pieces, start=1)
        ]
        number += len(pieces)
        _, _, kind, holder = pieces[0]
        directive = became.get(holder) if holder is not None else None
        if directive is None:
            yield Group(tuple(lines), _OF_KIND.get(kind, Outcome.BACKGROUND))
        else:
            yield Group(tuple(lines), directive.outcome, directive, told.get(directive.id, 0))
            told.setdefault(directive.id, lines[0].number)


def _shared(text: str, became: Mapping[int, Became]) -> Callable[[_Piece], int]:
    """Return a function that gives neighbouring pieces one key when they stand in one row.

    Those are the sentences of one directive, and a heading's number with its words on the same line.
    """
    row = 0
    before: _Piece | None = None

    def key(piece: _Piece) -> int:
        nonlocal row, before
        start, _, kind, holder = piece
        holder = holder if holder in became else None
        is_same = False
        if before is not None and holder is not None:
            is_same = before[3] == holder
        elif before is not None and kind is SpanKind.HEADING and before[2] is SpanKind.HEADING:
            is_same = before[3] is None and "\n" not in text[before[1] - 1 : start]
        row += not is_same
        before = (start, piece[1], kind, holder)
        return row

    return key


def _pieces(document: Document) -> Iterator[_Piece]:
    """Yield every sentence and, so that nothing can be left out, whatever words stand between them."""
    place, text = document.body_start, document.text
    for each in documents.sentences(document):
        if text[place : each.start].strip():
            yield place, each.start, SpanKind.BACKGROUND, None
        yield each.start, each.end, each.kind, each.draft_id
        place = max(place, each.end)
    if text[place : document.body_end].strip():
        yield place, document.body_end, SpanKind.BACKGROUND, None
