"""Many papers as PDF from few compilations: starting one and embedding its fonts are paid for once.

Only letters of one page are set together; every other paper is set alone.
Each file holds the characters of its neighbours' fonts as well and bears no tags; the page is the same.
"""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Final

from luoshi.crafts.papers import leaves, pdf, standard, words
from luoshi.crafts.papers.leaves import About
from luoshi.crafts.papers.model import Layout, Paper, Rendered, Table
from luoshi.rules.refusals import Refused

AT_ONCE: Final = 25  # more save little: half the cost of a letter is setting its own words

_LINES: Final = 11
_ROW: Final = 2 / 3


def to_pdfs(papers: Iterable[Paper]) -> Iterator[Rendered | Refused]:
    """This will yield what pdf.to_pdf() gives for each paper, in order, or the Refused that it raises.

    It takes half the processor time of composing one by one. The same papers give the same bytes.
    """
    given = iter(papers)
    while share := list(itertools.islice(given, AT_ONCE)):
        yield from _share(share)


def in_processes(papers: Sequence[Paper], hands: int) -> Iterator[Rendered | Refused]:
    """This will yield what to_pdfs() yields, composed by so many processes that end with it."""
    shares = [list(papers[place : place + AT_ONCE]) for place in range(0, len(papers), AT_ONCE)]
    with ProcessPoolExecutor(hands, multiprocessing.get_context("spawn")) as pool:
        for made in pool.map(_share, shares):
            yield from made


def _share(papers: list[Paper]) -> list[Rendered | Refused]:
    """Return what comes of a few papers: those that are sure to be longer than a page are set alone."""
    found: dict[int, Rendered | Refused] = {}
    short: dict[int, pdf.Prepared] = {}
    for place, paper in enumerate(papers):
        try:
            if _is_short(paper):
                short[place] = pdf.prepared(paper)
            else:
                found[place] = pdf.to_pdf(paper)
        except Refused as refusal:
            found[place] = refusal
    rendered = _set([papers[place] for place in short], list(short.values()))
    found |= dict(zip(short, rendered, strict=True))
    return [found[place] for place in range(len(papers))]


def _set(papers: list[Paper], drafts: list[pdf.Prepared]) -> Iterator[Rendered | Refused]:
    """Yield the files of papers set together; while they make more pages than papers, by halves."""
    if len(papers) < 2:
        yield from map(_alone, papers)
        return
    data = pdf.together(drafts)
    if leaves.count(data) == len(papers):
        files = leaves.apart(data, [_about(*each) for each in zip(papers, drafts, strict=True)])
        yield from (Rendered(file, draft.fonts) for file, draft in zip(files, drafts, strict=True))
        return
    middle = len(papers) // 2
    yield from _set(papers[:middle], drafts[:middle])
    yield from _set(papers[middle:], drafts[middle:])


def _is_short(paper: Paper) -> bool:
    """Return whether a paper may have one page: a letter of few lines and rows."""
    lines: float = 0
    for block in paper.body:
        if isinstance(block, Table):
            lines += _ROW * (len(block.rows) + 1)
        else:
            lines += -(-(words.width_in_chars(block.text) + 2) // standard.GB9704.chars)
    return paper.layout is Layout.LETTER and not paper.attachments and lines <= _LINES


def _about(paper: Paper, draft: pdf.Prepared) -> About:
    return About("".join(draft.content["title"]), paper.signer, draft.content["description"], paper.signed_on)


def _alone(paper: Paper) -> Rendered | Refused:
    try:
        return pdf.to_pdf(paper)
    except Refused as refusal:
        return refusal
