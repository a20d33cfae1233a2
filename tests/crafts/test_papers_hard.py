"""Papers that are hard to set: long titles, many addressees, wide tables. None breaks the standard."""

from __future__ import annotations

import dataclasses

import pytest

from luoshi.crafts.papers import Attachment, Paper, Paragraph, Table, measuring, sheets, to_docx, to_pdf
from luoshi.rules.refusals import Refused
from tests.crafts.papers_samples import DOCUMENT, LETTER

SIXTY = (
    "关于进一步压实各方责任加快推进全市义务教育阶段学位建设和校园安全隐患排查整治等重点任务落实"
    "并按期报送阶段进展情况的督办函"
)
FORTY = tuple(f"示例市第{place}片区教育管理中心" for place in range(1, 41))
WIDE = Table(
    tuple(f"第{column}列指标" for column in range(14)),
    tuple(
        tuple("很长的内容需要回行" if (row + column) % 3 else "12.5" for column in range(14))
        for row in range(3)
    ),
)
HARD = {
    "a title of 60 characters": dataclasses.replace(LETTER, title=SIXTY),
    "40 addressees of a letter": dataclasses.replace(LETTER, addressees=FORTY),
    "40 addressees of a document": dataclasses.replace(DOCUMENT, addressees=FORTY),
    "a table wider than the page": dataclasses.replace(LETTER, body=(Paragraph("见下表。"), WIDE)),
}


@pytest.mark.parametrize("paper", HARD.values(), ids=HARD)
def test_a_hard_paper_keeps_the_standard_and_shows_text_on_page_1(paper: Paper) -> None:
    data = to_pdf(paper).data
    assert [str(found) for found in measuring.deviations(measuring.measure(data, paper.layout))] == []
    pages = sheets.read_sheets(data)
    text = "".join(line.text for page in pages for line in page.lines)
    assert all(name in text for name in paper.addressees)
    assert "".join(paper.title.split()) in text
    first = paper.body[0]
    assert isinstance(first, Paragraph)
    assert first.text[:5] in "".join(line.text for line in pages[0].lines)


def test_a_title_of_sixty_characters_has_sixty() -> None:
    assert len(SIXTY) == 60


@pytest.mark.parametrize("blocks", [(), (Paragraph(" "),)])
def test_an_empty_annex_is_refused_with_the_clause_in_every_form(blocks: tuple[Paragraph, ...]) -> None:
    paper = dataclasses.replace(LETTER, attachments=(Attachment("逾期任务清单", blocks),))
    for compose in (to_pdf, to_docx):
        with pytest.raises(Refused, match=r"附件“逾期任务清单”没有内容（GB/T 9704—2012 第7\.3\.7条）"):
            compose(paper)
