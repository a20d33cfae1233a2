"""A code as somebody typed it, and what is said of a paper in hand."""

from __future__ import annotations

import pytest

from luoshi.rules import proofs
from luoshi.rules.letters import LetterState
from luoshi.rules.proofs import ADVICE, Verdict

DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0123-4567-89AB-CDEF", DIGEST[:16]),
        (" 0123 4567－89ab—cdef ", DIGEST[:16]),
        (DIGEST, DIGEST),
        (DIGEST[:15], None),
        (DIGEST + "0", None),
        ("0123-4567-89AB-CDEG", None),
        ("", None),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str, read: str | None) -> None:
    assert proofs.read_code(typed) == read


def test_the_printed_code_is_the_beginning_of_the_digest() -> None:
    assert proofs.code_of(DIGEST) == "0123-4567-89AB-CDEF"
    assert proofs.is_same(DIGEST, DIGEST[:16])
    assert proofs.is_same(DIGEST, DIGEST)
    assert not proofs.is_same(DIGEST, "f" + DIGEST[1:16])
    assert not proofs.is_same("", "")


@pytest.mark.parametrize(
    "typed", ["示教督函〔2026〕3号", "示教督函[2026]3号", " 示教督函（2026） 3号", "示教督函【2026】3号"]
)
def test_a_number_is_read_with_any_brackets(typed: str) -> None:
    assert proofs.read_number(typed) == "示教督函〔2026〕3号"


def test_what_was_altered_is_said_before_anything_else() -> None:
    for state in LetterState:
        for is_corrected in (True, False):
            said = proofs.judge(state=state, is_corrected=is_corrected, is_same=False)
            assert said is Verdict.ALTERED
            same = proofs.judge(state=state, is_corrected=is_corrected, is_same=True)
            withdrawn = state is LetterState.WITHDRAWN
            assert same is (
                Verdict.WITHDRAWN if withdrawn else Verdict.CORRECTED if is_corrected else Verdict.TRUE
            )
    assert set(ADVICE) == set(Verdict)
