"""Everything that the page of one letter shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from luoshi.crafts import papers
from luoshi.crafts.papers import pdf
from luoshi.pages.burden import relief
from luoshi.pages.doors import Request
from luoshi.pages.letters.offers import Step, offers
from luoshi.queries import burden, calendar, letters, parameters
from luoshi.rules import audit, mandates
from luoshi.rules import letters as rules
from luoshi.rules.audit import ACTION_WORDS
from luoshi.rules.calendar import full_date
from luoshi.rules.letters import TURNS, LetterKind, LetterState
from luoshi.rules.mandates import Objection
from luoshi.rules.people import Permission, Scope
from luoshi.rules.refusals import Refused

EMPTY_ROWS = [("", "", "")] * 4
"""The rows for what a reply undertakes, before anything is typed."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the letter's story."""

    at: datetime
    title: str
    text: str
    who: str
    kind: str
    on: None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One item of a letter: its figures as they stood, where they came from, and as they stand now."""

    item: letters.LetterItem
    source: letters.Report | None

    @property
    def has_moved(self) -> bool:
        """Whether anything is otherwise now than the letter says."""
        part = self.item.assignment
        return (part.claimed_x100, part.lamp) != (self.item.claimed_x100, self.item.lamp)


def seen(letter: letters.Letter) -> str:
    """Return what a form carries to prove which state and words of the letter its sender saw."""
    beside = (letter.copies, letter.annex_title, letter.annex_text, letter.present, letter.excused)
    words = (letter.state, letter.layout, letter.title, letter.text, *beside, letter.observing)
    return audit.digest("\n".join(words))


def context(request: Request, letter: letters.Letter) -> dict[str, Any]:
    """Return the context of the page."""
    items = letters.items_of(letter)
    sources = letters.sources_of(letter, items)
    state = LetterState(letter.state)
    days = calendar.work_calendar()
    paper = letters.paper(letter, today=request.today)
    found = offers(letter, request.actor, len(items), request.today)
    adding = burden.of_letter(letter, request.today)
    full = adding.why_not(request.today) if state is LetterState.APPROVED else None
    is_full = full is not None and found[0].why_not == full
    replies = letters.replies_to(letter)
    undertaken, files = letters.undertakings_of(replies), letters.files_of(replies)
    return {
        "letter": letter,
        "seen": seen(letter),
        "state": state,
        "turn": TURNS[state],
        "is_mine": state in rules.states_waiting_for(request.actor),
        "instrument": letters.instrument_of(letter),
        "calendar": days,
        "paper": paper,
        "print": _print(paper),
        "things": [Thing(item, sources.get(item.id)) for item in items],
        "replies": replies,
        "answers": [(each, undertaken.get(each.id), files.get(each.id)) for each in replies],
        "cosigns": letters.countersigns_of(letter),
        "offices": _offices(request, letter, state),
        "corrections": letters.corrections_of(letter),
        "may_correct": letter.issued_at is not None and request.actor.may(Permission.LETTERS_DRAFT),
        "may_judge": request.actor.may(Permission.LETTERS_CONFIRM),
        "is_addressee": request.actor.unit_id == letter.unit_id
        and request.actor.may(Permission.LETTERS_REPLY),
        "events": [_event(entry, letter) for entry in letters.history(request.actor, letter)],
        "forward": found[0] if found else None,
        "others": found[1:],
        "number": letters.next_number(letter, request.today.year) if state is LetterState.APPROVED else "",
        "reply_due": rules.reply_due(request.today, letter.reply_days, days),
        "is_ours": request.actor.scope is Scope.CITY,
        "recovered": _recovered(letter, state),
        "too_long": _too_long(letter, state, request.today),
        "asks_reply": asks_reply(letter),
        "hears": letter.kind in rules.HEARD_FIRST,
        "told": letters.latest(letter) if letter.kind in rules.HEARD_FIRST else None,
        "is_full": is_full,
        "room": relief.room(request, adding) if is_full else None,
        "tried": None,
        "undertaken": EMPTY_ROWS,
        "had_files": False,
    }


def _offices(request: Request, letter: letters.Letter, state: LetterState) -> list[tuple[Any, bool, bool]]:
    """Return the offices that may be named for a draft: each, whether it has the tasks too, whether named."""
    if state is not LetterState.DRAFT or not request.actor.may(Permission.LETTERS_DRAFT):
        return []
    named = {each.unit_id for each in letters.named_of(letter)}
    found = letters.possible_countersigners(letter, request.actor)
    return [(office, is_touched, office.id in named) for office, is_touched in found]


def _too_long(letter: letters.Letter, state: LetterState, today: date) -> Objection | None:
    """Return the warning that a letter which may still be edited is longer than it should be."""
    if state not in {LetterState.DRAFT, LetterState.SUBMITTED}:
        return None
    return mandates.why_too_long(letter.text, parameters.book(), today, is_general=False)


def _recovered(letter: letters.Letter, state: LetterState) -> str | None:
    """Return why a letter that has no number yet had better be given up, where everything has recovered."""
    if state not in {LetterState.DRAFT, LetterState.SUBMITTED}:
        return None
    return letters.why_not_issue(letter)


def _print(paper: papers.Paper) -> dict[str, Any]:
    """Return which fonts stand in for others on the printed paper, or why it cannot be printed."""
    try:
        uses = pdf.fonts_of(paper)
    except Refused as refusal:
        return {"refusal": refusal.reason}
    return {"replaced": [use for use in uses if use.substituted]}


def tried(step: Step, words: str, error: str) -> dict[str, Any]:
    """Return what was typed for a step and why it was not taken."""
    return {"step": step, "words": words, "error": error}


def asks_reply(letter: letters.Letter) -> bool:
    """Return whether a letter wants to be answered, not only signed for."""
    return LetterKind(letter.kind) not in rules.UNANSWERED


def _event(entry: letters.Entry, letter: letters.Letter) -> Event:
    facts = entry.facts
    parts = []
    if entry.action in {"letters.issue", "letters.withdraw"} and facts.get("number"):
        parts.append(str(facts["number"]))
    if facts.get("reply_due") and asks_reply(letter):
        due_on = date.fromisoformat(str(facts["reply_due"]))
        parts.append(f"请于{full_date(due_on)}前回复")
    if facts.get("late"):
        parts.append("迟于期限")
    if facts.get("reason"):
        parts.append(f"理由：{facts['reason']}")
    kind = {"letters.issue": "letter", "letters.close": "done", "letters.withdraw": "lamp-yellow"}
    title = ACTION_WORDS.get(entry.action, entry.action)
    return Event(entry.at, title, "，".join(parts), entry.actor, kind.get(entry.action, ""))
