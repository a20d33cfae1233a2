"""How the ledger of actions is chained, so that any change to it can be found and named.

Each entry's seal is SM3 (GB/T 32905-2016) over the seal before it and the entry's own words in one
canonical form. Altering an entry breaks its own seal; removing or moving one breaks the next link;
cutting the end off leaves the head pointing past the last entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody did. Names are copied as they were; there are no references."""

    number: int
    at: datetime
    action: str
    subject: str
    actor: str
    unit: str
    post_id: int
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry with the seal that was stored beside it."""

    entry: Entry
    seal: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the ledger: at which entry, and what."""

    number: int
    words: str


def canonical(entry: Entry) -> bytes:
    """Return the entry in the one form that is sealed: UTF-8 JSON, sorted keys, UTC microseconds."""
    return json.dumps(
        [
            entry.number,
            entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            entry.action,
            entry.subject,
            entry.actor,
            entry.unit,
            entry.post_id,
            entry.facts,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def seal(before: str, entry: Entry) -> str:
    """Return the 64 hexadecimal digits that seal `entry` behind the seal `before`."""
    return hashlib.new("sm3", before.encode() + canonical(entry)).hexdigest()


def digest(text: str) -> str:
    """Return the SM3 digest of a text (UTF-8), 64 hexadecimal digits."""
    return hashlib.new("sm3", text.encode()).hexdigest()


def faults(entries: Iterable[Sealed], head_number: int, head_seal: str) -> Iterable[Fault]:
    """Yield every fault of a ledger whose entries come in the order of their stored numbers.

    After a fault the check goes on from the stored seal, so that one altered entry is one fault.
    """
    before, expected = GENESIS, 1
    for sealed in entries:
        number = sealed.entry.number
        if number != expected:
            gap = f"第{expected}条" if number == expected + 1 else f"第{expected}至{number - 1}条"
            yield Fault(expected, f"{gap}缺失（第{number}条之前）")
        elif seal(before, sealed.entry) != sealed.seal:
            yield Fault(
                number, f"第{number}条（{sealed.entry.action} {sealed.entry.subject}）的内容或次序被改动"
            )
        before, expected = sealed.seal, number + 1
    if expected - 1 != head_number:
        yield Fault(expected, f"第{expected}至{head_number}条缺失（台账末尾被截断）")
    elif before != head_seal:
        yield Fault(head_number, f"台账末尾第{head_number}条的封印与登记的不一致")
