"""Many papers set together are the papers that they would be alone."""

from __future__ import annotations

import dataclasses

import pypdfium2

from luoshi.crafts.papers import Layout, Paper, Paragraph, Rendered, sheets, to_pdf, together
from luoshi.rules.refusals import Refused
from tests.crafts.papers_samples import LETTER

LONG = tuple(Paragraph(f"第{place}项：请于规定期限内逐项说明原因、措施和时间。" * 4) for place in range(9))
HIDDEN = tuple(Paragraph("一行") for _ in range(11))  # one page by its lines, two with its signature


def several() -> list[Paper]:
    """Return letters of one page, and between them one of two, one in another format, one that is refused."""
    plain = [dataclasses.replace(LETTER, number=f"示教督函〔2026〕{place}号") for place in range(1, 6)]
    return [
        *plain[:2],
        dataclasses.replace(plain[2], body=LONG),
        dataclasses.replace(plain[3], layout=Layout.DOCUMENT),
        dataclasses.replace(plain[3], title="关于\x00的函"),
        dataclasses.replace(plain[3], body=HIDDEN),
        plain[4],
    ]


def alone(paper: Paper) -> Rendered | Refused:
    try:
        return to_pdf(paper)
    except Refused as refusal:
        return refusal


def test_papers_set_together_are_those_set_alone() -> None:
    papers = several()
    found = list(together.to_pdfs(papers))
    assert len(found) == len(papers)
    for paper, one in zip(papers, found, strict=True):
        other = alone(paper)
        if isinstance(one, Refused) or isinstance(other, Refused):
            assert str(one) == str(other)
        else:
            assert one.fonts == other.fonts
            assert sheets.read_sheets(one.data) == sheets.read_sheets(other.data)
    assert sum(isinstance(one, Refused) for one in found) == 1


def test_a_file_of_many_says_what_it_is_and_holds_no_neighbour() -> None:
    papers = several()[:2]
    first, second = (one for one in together.to_pdfs(papers) if isinstance(one, Rendered))
    files = [pypdfium2.PdfDocument(one.data) for one in (first, second)]
    try:
        told = [file.get_metadata_dict(skip_empty=True) for file in files]
        said = [file[0].get_textpage().get_text_bounded() for file in files]
    finally:
        for file in files:
            file.close()
    assert [each["Title"] for each in told] == [papers[0].title.replace("\n", "")] * 2
    assert told[0]["CreationDate"] == "D:20261122000000Z"
    assert ["1号" in said[0], "2号" in said[0]] == [True, False]
    assert first.data != second.data
    assert list(together.to_pdfs(papers)) == [first, second]
