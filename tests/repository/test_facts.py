"""Every fact of law that a letter, a plan or a paper rests on has a test that bears its number."""

from __future__ import annotations

import ast
import re

import pytest

from tests.repository import house

# What the facts ask to be shown: T1 政府督查, T2 教育督导, T5 GB/T 9704—2012, T6 letters, T8 burden.
FACTS = {
    *(f"t1_{number:02}" for number in range(1, 6)),
    *(f"t2_{number:02}" for number in range(1, 6)),
    *(f"t5_{number:02}" for number in range(1, 16)),
    *(f"t6_{number:02}" for number in range(1, 6)),
    *(f"t8_{number:02}" for number in range(1, 9)),
}
# Why a fact cannot be shown by a test; empty: each can.
UNSHOWN: dict[str, str] = {}
SHEET = house.ROOT.parent / "shared" / "facts" / "regulations.md"


def shown(texts: list[str]) -> set[str]:
    """Return the numbers of facts that the names of test functions bear."""
    found = set()
    for text in texts:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (hit := re.match(r"test_(t\d+_\d\d)_", node.name)):
                found.add(hit[1])
    return found


def asked(sheet: str) -> set[str]:
    """Return the numbers of facts that a sheet of facts names for these five parts."""
    return {f"t{part}_{number}" for part, number in re.findall(r"\bT([12568])-(\d\d)\b", sheet)}


def test_every_fact_has_a_test_of_its_name_or_a_reason() -> None:
    tests = [path.read_text(encoding="utf-8") for path in house.files(".py") if path.name.startswith("test_")]
    assert FACTS - shown(tests) == set(UNSHOWN)
    assert [reason for reason in UNSHOWN.values() if len(reason) < 10] == []


def test_the_list_is_the_one_of_the_facts() -> None:
    if not SHEET.exists():
        pytest.skip("the sheet of facts does not lie beside this checkout")
    assert asked(SHEET.read_text(encoding="utf-8")) == FACTS


def test_a_fact_without_its_test_is_found() -> None:
    text = "def test_t1_01_no_designation(): ...\ndef test_something_else(): ...\nassert 'test_t1_02_x'"
    assert shown([text]) == {"t1_01"}
    assert asked("- T1-01 refused. T10-02 no. T6-05 late") == {"t1_01", "t6_05"}
