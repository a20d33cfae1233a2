"""A row that surely stands in one line is told its height beforehand: the paper is the same to the byte."""

from __future__ import annotations

import dataclasses
import random

import pytest

from luoshi.crafts.papers import Paragraph, Table, standard, tables, to_pdf
from tests.crafts.papers_samples import DOCUMENT

SIGNS = "落实任务进度，。（）“”《》0123456789.%-–abcWM@m 、·…—〔〕"


def some_table(seed: int) -> Table:
    """Return a table of short and long cells, empty ones and wide signs among them, the same for a seed."""
    dice = random.Random(seed)
    longest = [dice.choice([2, 4, 6, 10, 14, 30]) for _ in range(dice.randint(1, 7))]

    def cell(most: int) -> str:
        return "".join(dice.choices(SIGNS, k=dice.randint(0, most)))

    rows = tuple(tuple(map(cell, longest)) for _ in range(dice.choice([1, 5, 60])))
    return Table(tuple(cell(6) or "列" for _ in longest), rows)


@pytest.mark.parametrize("seed", range(16))
def test_a_height_told_beforehand_is_the_one_that_is_measured(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = some_table(seed)
    paper = dataclasses.replace(DOCUMENT, body=(Paragraph("见下表。"), table, Paragraph("特此通知。")))
    told = to_pdf(paper)
    monkeypatch.setattr(tables, "sure_of_one_line", lambda table, _: [False] * (len(table.rows) + 1))
    assert told == to_pdf(paper)


def test_only_what_surely_stands_in_one_line_is_told_so() -> None:
    table = Table(("序号", "事项"), (("1", "短"), ("2", "很长的事项" * 20), ("", "")))
    widths = tables.column_widths(table, standard.GB9704.width)
    assert tables.sure_of_one_line(table, widths) == (True, True, False, False)
