"""Letters: which an actor sees, what the ladder sees, and the paper that a letter is.

`sight` says who sees which, `listing` what a letter lists, `papers` what it says, `ladder` what the ladder
knows of a unit's assignments.
"""

from luoshi.queries.letters.ladder import items_for
from luoshi.queries.letters.listing import (
    Listed,
    addressable,
    already_listed,
    draftable,
    sources_of,
    still_behind,
    to_be_listed,
    unfinished_about,
)
from luoshi.queries.letters.papers import (
    altered,
    digest_of,
    instrument_of,
    paper,
    title_in,
    worded,
    words_of,
)
from luoshi.queries.letters.sight import (
    about,
    found,
    history,
    items_of,
    next_number,
    numbered,
    register,
    register_years,
    replies_owed,
    replies_to,
    units_written_to,
    visible,
    visible_letter,
    waiting_in,
)
from luoshi.records.models import Entry, Letter, LetterItem, LetterNumber, Report

# The kinds of row that pages may name stand among these; they import no records themselves.
__all__ = [
    "Entry",
    "Letter",
    "LetterItem",
    "LetterNumber",
    "Listed",
    "Report",
    "about",
    "addressable",
    "already_listed",
    "altered",
    "digest_of",
    "draftable",
    "found",
    "history",
    "instrument_of",
    "items_for",
    "items_of",
    "next_number",
    "numbered",
    "paper",
    "register",
    "register_years",
    "replies_owed",
    "replies_to",
    "sources_of",
    "still_behind",
    "title_in",
    "to_be_listed",
    "unfinished_about",
    "units_written_to",
    "visible",
    "visible_letter",
    "waiting_in",
    "worded",
    "words_of",
]
