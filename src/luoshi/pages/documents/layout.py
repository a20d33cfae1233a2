"""A document's text in paragraphs, cut into runs that are lit, so that the template has only to print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.queries.documents import Draft, Sentence
from luoshi.rules.documents import SpanKind

_SIGNS_THAT_CLOSE = "。，；：、！？）”’,;:!?)"
_LINE_END = re.compile(rf"[ \t\u3000\r]*\n\s*(?![\s{re.escape(_SIGNS_THAT_CLOSE)}])")
_BLANK_LINE = re.compile(r"[ \t\u3000\r]*\n[ \t\u3000\r]*\n\s*")
_WRAPPED_SHARE = 3


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one paragraph: a directive's words (`draft`), a heading's, or plain ones.

    `is_first` marks the run that bears the directive's address on the page.
    """

    text: str
    draft: Draft | None
    is_first: bool
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The runs of one paragraph in order; a heading stands alone in its paragraph."""

    runs: tuple[Run, ...]

    @property
    def is_heading(self) -> bool:
        """Return whether nothing but headings stands here."""
        return all(run.is_heading or not run.text.strip() for run in self.runs)


def paragraphs(
    text: str, start: int, end: int, sentences: Sequence[Sentence], drafts: Sequence[Draft]
) -> list[Paragraph]:
    """Return the body from `start` to `end` in paragraphs; white space aside, no character is lost."""
    breaks = _BLANK_LINE if _is_wrapped(text, sentences) else _LINE_END
    found: list[Paragraph] = []
    runs: list[Run] = []
    for run in _runs(text, start, end, sentences, drafts):
        first, *others = breaks.split(run.text)
        runs += _part(run, first, is_first=run.is_first)
        for words in others:
            found += [Paragraph(tuple(runs))] if runs else []
            runs = _part(run, words, is_first=run.is_first and not first.strip())
    return [*found, Paragraph(tuple(runs))] if runs else found


def _part(run: Run, words: str, *, is_first: bool) -> list[Run]:
    return [Run(words, run.draft, is_first, run.is_heading)] if words.strip() else []


def _runs(
    text: str, start: int, end: int, sentences: Sequence[Sentence], drafts: Sequence[Draft]
) -> Iterator[Run]:
    """Yield the body in runs; of what overlaps, the first is whole and the other cut short."""
    marks: list[tuple[int, int, Draft | None]] = [(draft.start, draft.end, draft) for draft in drafts]
    marks += [(each.start, each.end, None) for each in sentences if each.kind is SpanKind.HEADING]
    place = start
    for begin, stop, draft in sorted(marks, key=lambda mark: (mark[0], mark[2] is None)):
        begin = max(begin, place)
        if begin >= stop:
            continue
        if begin > place:
            yield Run(text[place:begin], None, False, False)
        yield Run(text[begin:stop], draft, draft is not None, draft is None)
        place = stop
    if place < end:
        yield Run(text[place:end], None, False, False)


def _is_wrapped(text: str, sentences: Sequence[Sentence]) -> bool:
    """Say whether a printer broke the lines: then they end inside sentences more often than between them."""
    inside = sum(text.count("\n", each.start, each.end) for each in sentences if each.draft_id is not None)
    return inside > text.count("\n") // _WRAPPED_SHARE
