"""What nobody would type: it is refused in words, breaks nothing and changes nothing."""

from __future__ import annotations

from tests.actions.watch import changed, rows
from tests.security.conftest import Ids, SignIn
from tests.security.pages import address

GARBAGE = ("²", "9" * 40, "2026-02-30", "\u202e{{段：甲}}<script>", "=cmd|'A0", "长" * 6001)
FIELDS = {
    "batch-submit": ("clerk", ["kind", "seed", "looked"]),
    "letter-offices": ("clerk", ["office"]),
    "letter-correct": ("clerk", ["kind", "words"]),
    "undertaking-judge": ("clerk", ["words"]),
    "undertaking-reword": ("county", ["text", "owner", "due_on"]),
    "undertaking-finish": ("county", ["done_on"]),
    "letter-reply": ("county", ["words", "seen", "item", "owner", "due_on"]),
    "hearing": ("county", ["answer"]),
    "talk-move": ("clerk", ["move-meets_on", "move-meets_from", "move-place", "move-reason"]),
    "talk-speak": ("county_head", ["digest", "words", "voice"]),
    "talk-plan": ("county", ["items-TOTAL_FORMS", "items-INITIAL_FORMS", "items-0-due_on", "items-0-owner"]),
    "rectification-new": ("clerk", ["title", "source", "items-TOTAL_FORMS", "more"]),
    "review-decide": ("leader", ["version", "outcome", "words", "number"]),
    "opinion-plead": ("county", ["version", "hearing", "words"]),
    "appeal-settle": ("head", ["version", "outcome", "words", "served_on"]),
    "sanction-new": ("head", ["unit", "subject_kind", "form", "facts", "ended_on"]),
    "template": ("head", ["text", "reason", "seen", "preview"]),
    "template-restore": ("head", ["seen"]),
    "request-answer": ("county", ["version", "values"]),
    "parameter-set": ("head", ["key", "value", "from_on"]),
    "rehearsal-new": ("head", ["from_on", "until_on", "key", "value"]),
    "obstacle-link": ("county", ["number"]),
}
WORDS = {"undertaking-judge", "letter-offices", "letter-correct", "hearing"}
"""Where words like these are still words, or where naming nobody known names nobody."""
LISTS = ("letter-list", "talk-list", "letter-register", "verify", "burden", "parameter-list")
ASKED = ("page", "group", "state", "kind", "unit", "number", "code", "month", "on", "key")


def test_garbage_is_refused_in_words_and_changes_nothing(ids: Ids, sign_in: SignIn) -> None:
    clients = {who: sign_in(who) for who, _ in FIELDS.values()}
    before = rows()
    for name in sorted(FIELDS, key=lambda name: name in WORDS):
        who, fields = FIELDS[name]
        assert name in WORDS or changed(before) == set(), f"something before {name}"
        for words in GARBAGE:
            assert clients[who].post(address(name, ids), dict.fromkeys(fields, words)).status_code < 500, name
    for name in LISTS:
        for words in GARBAGE[:5]:
            assert clients["head"].get(address(name, ids), dict.fromkeys(ASKED, words)).status_code < 500, (
                name
            )
