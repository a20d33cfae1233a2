"""A PDF composed in a process of its own is the same as one composed here, and so are the refusals."""

from __future__ import annotations

import dataclasses

import pytest
from fontTools.ttLib import TTFont

from luoshi.crafts.papers import Paper, apart, coverage, fonts, pdf, to_pdf
from luoshi.rules.refusals import Refused
from tests.crafts.papers_samples import DOCUMENT, FULL, LETTER


@pytest.mark.parametrize("paper", [LETTER, FULL], ids=["letter", "full"])
def test_it_is_the_same_bytes_and_the_same_account(paper: Paper) -> None:
    assert apart.to_pdf(paper) == to_pdf(paper)


def test_a_refusal_comes_back_with_its_reason() -> None:
    wrong = dataclasses.replace(LETTER, number="示教函2026第1号")
    with pytest.raises(Refused) as here:
        to_pdf(wrong)
    with pytest.raises(Refused) as there:
        apart.to_pdf(wrong)
    assert there.value.reason == here.value.reason


def test_a_process_that_takes_too_long_is_ended_with_words() -> None:
    with pytest.raises(Refused, match="PDF 没有生成成功"):
        apart.to_pdf(LETTER, seconds=0.001)


@pytest.mark.parametrize("paper", [LETTER, DOCUMENT, FULL], ids=["letter", "document", "full"])
def test_the_account_of_fonts_needs_no_composing(paper: Paper) -> None:
    assert pdf.fonts_of(paper) == to_pdf(paper).fonts
    with pytest.raises(Refused, match="字库"):
        pdf.fonts_of(dataclasses.replace(paper, signer="某局\ue000"))


def test_every_font_holds_what_another_reader_finds_in_it() -> None:
    """All faces in use, in files of one face and of several, with tables of 16 and of 32 bits."""
    faces = {face for chain in fonts.shelf().chains.values() for face in chain}
    for face in faces:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            expected = set(font.getBestCmap())
        held = coverage.of(face.path, face.index)
        runs = list(zip(held.starts, held.ends, strict=True))
        assert {code for first, last in runs for code in range(first, last + 1)} == expected
        assert {code for code in (0, 0x20, 0x4E00, 0xE000, 0x20000, 0x10FFFF) if chr(code) in held} == (
            expected & {0, 0x20, 0x4E00, 0xE000, 0x20000, 0x10FFFF}
        )
