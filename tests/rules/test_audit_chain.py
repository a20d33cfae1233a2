"""Whatever is done to a stored ledger is found and named, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import audit
from luoshi.rules.audit import GENESIS, Entry, Fault, Sealed

START = datetime(2026, 11, 2, tzinfo=UTC)


def ledger(length: int) -> list[Sealed]:
    before, entries = GENESIS, []
    for number in range(1, length + 1):
        entry = Entry(
            number, START + timedelta(minutes=number), "tasks.edit", f"task:{number}", "某某", "科", 1, {}
        )
        before = audit.seal(before, entry)
        entries.append(Sealed(entry, before))
    return entries


def head(entries: list[Sealed]) -> tuple[int, str]:
    return (entries[-1].entry.number, entries[-1].seal) if entries else (0, GENESIS)


def found(stored: list[Sealed], original: list[Sealed]) -> list[Fault]:
    """Return the faults of a stored ledger whose head row is that of the original."""
    in_order = sorted(stored, key=lambda sealed: sealed.entry.number)
    return list(audit.faults(in_order, *head(original)))


def altered(sealed: Sealed) -> Sealed:
    return replace(sealed, entry=replace(sealed.entry, actor="别人"))


def renumbered(sealed: Sealed, number: int) -> Sealed:
    return replace(sealed, entry=replace(sealed.entry, number=number))


lengths = st.integers(1, 12)


@given(length=st.integers(0, 12))
def test_an_untouched_ledger_has_no_fault(length: int) -> None:
    assert found(ledger(length), ledger(length)) == []


@given(data=st.data(), length=lengths)
def test_altered_entries_are_named_and_only_they(data: st.DataObject, length: int) -> None:
    original = ledger(length)
    hit = data.draw(st.sets(st.integers(1, length), min_size=1))
    stored = [altered(each) if each.entry.number in hit else each for each in original]
    faults = found(stored, original)
    assert [fault.number for fault in faults] == sorted(hit)
    assert all(f"第{fault.number}条（tasks.edit task:{fault.number}）" in fault.words for fault in faults)


@given(data=st.data(), length=st.integers(2, 12))
def test_a_run_taken_out_is_named_as_missing(data: st.DataObject, length: int) -> None:
    original = ledger(length)
    first = data.draw(st.integers(1, length - 1))
    last = data.draw(st.integers(first, length - 1))
    stored = [each for each in original if not first <= each.entry.number <= last]
    gap = f"第{first}条" if first == last else f"第{first}至{last}条"
    assert found(stored, original) == [Fault(first, f"{gap}缺失（第{last + 1}条之前）")]


@given(data=st.data(), length=lengths)
def test_an_end_cut_off_is_named(data: st.DataObject, length: int) -> None:
    original = ledger(length)
    kept = data.draw(st.integers(0, length - 1))
    gap = f"第{length}条" if kept + 1 == length else f"第{kept + 1}至{length}条"
    assert found(original[:kept], original) == [Fault(kept + 1, f"{gap}缺失（台账末尾被截断）")]


@given(data=st.data(), length=st.integers(2, 12))
def test_two_entries_in_each_others_place_are_both_named(data: st.DataObject, length: int) -> None:
    original = ledger(length)
    one, other = sorted(data.draw(st.sets(st.integers(1, length), min_size=2, max_size=2)))
    moved = {one: other, other: one}
    stored = [renumbered(each, moved.get(each.entry.number, each.entry.number)) for each in original]
    named = {fault.number for fault in found(stored, original)}
    # The entry behind a moved one hangs on another seal than it was made with, and the head on the last.
    assert {one, other} <= named <= {one, one + 1, other, min(other + 1, length)}


@given(data=st.data(), length=st.integers(2, 12))
def test_closing_a_gap_by_new_numbers_does_not_hide_it(data: st.DataObject, length: int) -> None:
    original = ledger(length)
    gone = data.draw(st.integers(1, length - 1))
    stored = [
        renumbered(each, each.entry.number - (each.entry.number > gone))
        for each in original
        if each.entry.number != gone
    ]
    named = [fault.number for fault in found(stored, original)]
    assert named == [*range(gone, length), length]


@given(data=st.data(), length=lengths)
def test_a_foreign_seal_is_found(data: st.DataObject, length: int) -> None:
    original = ledger(length)
    number = data.draw(st.integers(1, length))
    stored = [replace(each, seal="f" * 64) if each.entry.number == number else each for each in original]
    assert [fault.number for fault in found(stored, original)] == [number, min(number + 1, length)]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "第0条不应存在（编号从1开始）"),
        (-3, "第-3条不应存在（编号从1开始）"),
        (5, "第5条不应存在（台账登记的末条是第4条）"),
    ],
)
def test_a_planted_entry_outside_the_numbers_is_named(number: int, words: str) -> None:
    original = ledger(4)
    planted = Entry(number, START, "tasks.edit", "task:9", "别人", "科", 1, {})
    before = GENESIS if number < 1 else original[-1].seal
    stored = [*original, Sealed(planted, audit.seal(before, planted))]
    assert found(stored, original) == [Fault(number, words)]


def test_a_whole_chain_sealed_anew_shows_at_the_head() -> None:
    original = ledger(3)
    before, forged = GENESIS, []
    for each in map(altered, original):
        before = audit.seal(before, each.entry)
        forged.append(Sealed(each.entry, before))
    assert found(forged, original) == [Fault(3, "台账末尾第3条的封印与登记的不一致")]
