"""The wordings that come with the program are whole, and every kind of letter can be composed by its own."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.crafts import letters
from luoshi.crafts.letters import About, Item
from luoshi.crafts.papers import Layout, Paragraph, Table, checks
from luoshi.rules import templates
from luoshi.rules.letters import LISTING, LetterKind
from luoshi.rules.units import UnitKind

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("kind", LetterKind)
def test_what_comes_with_the_program_is_whole(kind: LetterKind) -> None:
    text = letters.SHIPPED[kind]
    assert [str(fault) for fault in templates.faults(kind, text)] == []
    paper = letters.sample(text, kind, TODAY)
    assert checks.why_not_compose(paper) is None
    assert paper.layout is letters.FIRST_LAYOUT[kind]
    assert any(isinstance(block, Table) for block in paper.body) == (kind in LISTING)


def test_every_figure_stands_with_its_day() -> None:
    one, other = Item("甲", TODAY, 5_000, 2_000, TODAY), Item("乙", TODAY, 5_000, 0, date(2026, 11, 13))
    same = letters.table_of([one, one])
    assert (same.caption, len(same.header)) == ("（数据截至2026年11月20日）", 5)
    mixed = letters.table_of([one, other])
    assert (mixed.caption, mixed.header[-1]) == ("", "数据截至")
    assert [row[-1] for row in mixed.rows] == ["2026年11月20日", "2026年11月13日"]


def test_a_wording_is_filled_in_twice() -> None:
    about = About("甲局", UnitKind.COUNTY, "乙局", "修路", 1, ("文件", "文件"), TODAY)
    words = letters.first_words(letters.SHIPPED["REMINDER"], LetterKind.REMINDER, Layout.LETTER, about)
    assert words.title == "关于抓紧落实“修路”的提醒函"
    assert words.text.startswith("根据《文件》分解的任务和你单位周报，截至2026年11月20日，下列1项任务")
    assert templates.names_in(words.text) == []
    assert templates.names_in(words.closing) == ["回复期限", "联系人"]
    draft = letters.body(words.text, [], words.closing, reply_on=None, contact="")
    assert draft[-2:] == (
        Paragraph(
            "请于规定期限内通过本系统书面回复。函中数据来自你单位周报，可在本系统逐项查看出处。", level=0
        ),
        Paragraph("联系人：（送签人）。", level=0),
    )
    out = letters.body(words.text, [], words.closing, reply_on=TODAY, contact="某科员")
    assert [block.text for block in out[-2:]] == [
        "请于2026年11月20日前通过本系统书面回复。函中数据来自你单位周报，可在本系统逐项查看出处。",
        "联系人：某科员。",
    ]


def test_a_later_date_that_was_granted_is_told_item_by_item() -> None:
    def told(*granted: tuple[str, date, date]) -> str:
        about = About("甲局", UnitKind.COUNTY, "乙局", "修路", 2, ("文件",), TODAY, granted)
        wording = letters.SHIPPED["SUPERVISION"].replace("请逐项查明", "新时限：{{新时限}}。请逐项查明")
        assert templates.faults("SUPERVISION", wording) == ()
        words = letters.first_words(wording, LetterKind.SUPERVISION, Layout.LETTER, about)
        return words.text.split("新时限：")[1].split("。")[0]

    assert told() == "仍为原定时限"
    one = ("修路", date(2026, 12, 30), date(2026, 11, 9))
    assert told(one) == "“修路”2026年11月9日同意延期至2026年12月30日，其余1项仍为原定时限"
    assert told(one, ("建校", TODAY, TODAY)).endswith("，“建校”2026年11月20日同意延期至2026年11月20日")


def test_in_document_format_a_letter_is_a_notice() -> None:
    about = About("甲局", UnitKind.COUNTY, "乙局", "修路", 2, ("文件",), TODAY)
    words = letters.first_words(
        letters.SHIPPED["SUPERVISION"], LetterKind.SUPERVISION, Layout.DOCUMENT, about
    )
    assert words.title == "关于抓紧落实“修路”等2项任务的督办通知"
