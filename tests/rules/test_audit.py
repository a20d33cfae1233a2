"""One entry: its one canonical form, its seal, and the words of every action."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import audit
from luoshi.rules.audit import GENESIS, Entry

ENTRY = Entry(
    number=1,
    at=datetime(2026, 11, 2, 4, 5, 6, 7, tzinfo=UTC),
    action="tasks.accept",
    subject="task:1",
    actor="督查科科员 丙科员",
    unit="督查科",
    post_id=3,
    facts={"乙": [1, 2], "甲": '<引号"和\\反斜杠>'},
)
OTHER = {
    "number": 2,
    "at": ENTRY.at + timedelta(microseconds=1),
    "action": "tasks.drop",
    "subject": "task:2",
    "actor": "别人",
    "unit": "别处",
    "post_id": 4,
    "facts": {"甲": "改"},
}


def test_the_canonical_form_is_plain_and_sorted() -> None:
    assert audit.canonical(ENTRY).decode() == (
        '[1,"2026-11-02T04:05:06.000007+00:00","tasks.accept","task:1","督查科科员 丙科员","督查科",3,'
        '{"乙":[1,2],"甲":"<引号\\"和\\\\反斜杠>"}]'
    )


def test_the_same_instant_in_another_zone_is_the_same_entry() -> None:
    shanghai = replace(ENTRY, at=ENTRY.at.astimezone(timezone(timedelta(hours=8))))
    assert audit.canonical(shanghai) == audit.canonical(ENTRY)


@pytest.mark.parametrize("field", OTHER)
def test_every_field_is_sealed(field: str) -> None:
    changed = replace(ENTRY, **{field: OTHER[field]})
    assert audit.seal(GENESIS, changed) != audit.seal(GENESIS, ENTRY)


def test_the_seal_is_sm3_over_the_seal_before() -> None:
    expected = hashlib.new("sm3", GENESIS.encode() + audit.canonical(ENTRY)).hexdigest()
    assert audit.seal(GENESIS, ENTRY) == expected
    assert audit.seal(expected, ENTRY) != expected


def test_sm3_gives_the_standards_own_example() -> None:
    """GB/T 32905-2016, appendix A.1: the digest of "abc"."""
    assert audit.digest("abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


words = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)


@given(one=st.tuples(words, words), other=st.tuples(words, words))
def test_words_cannot_slip_from_one_field_into_the_next(one: tuple[str, str], other: tuple[str, str]) -> None:
    forms = [audit.canonical(replace(ENTRY, actor=actor, unit=unit)) for actor, unit in (one, other)]
    assert (forms[0] == forms[1]) == (one == other)
