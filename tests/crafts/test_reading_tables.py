"""A table that divides work: a row is a task, its units and its date stand in their own cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts import reading, sources
from luoshi.crafts.decompositions.paper import write_docx
from luoshi.crafts.reading import columns, tables
from luoshi.crafts.reading.columns import Column
from tests.crafts.sources_samples import docx, p, table

EXAMPLE = next((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
HEAD = ("序号", "重点任务", "具体举措", "牵头单位", "配合单位", "完成时限")
ROWS = (
    ("1", "校车安全", "1.建立校车台账，逐车检查。", "市教育局", "市公安局、市交通运输局", "2026年6月底前"),
    ("", "", "2.培训驾驶人不少于2次。", "", "市公安局", ""),
    ("2", "规范收费", "公示收费项目", "市发展改革委", "/", "2026.12"),
    ("3", "营养改善", "检查学校食堂", "市市场监管局", "", "长期坚持"),
)
ALONE = "\n".join("\t".join(cells) for cells in (HEAD, *ROWS)) + "\n"

Told = tuple[str, dict[str, list[str]], date | None, tuple[str, ...]]


def told(text: str) -> list[Told]:
    found = reading.read(text, today_year=2026)
    assert [task.quote for task in found.directives] == [text[t.start : t.end] for t in found.directives]
    return [
        (
            task.quote,
            {role: named for role, named in task.roles.items() if named},
            task.due_on,
            task.heading_path,
        )
        for task in found.tasks
    ]


EXPECTED: list[Told] = [
    (
        "建立校车台账，逐车检查。",
        {"牵头": ["市教育局"], "配合": ["市公安局", "市交通运输局"]},
        date(2026, 6, 30),
        ("校车安全",),
    ),
    ("培训驾驶人不少于2次。", {"牵头": ["市教育局"], "配合": ["市公安局"]}, date(2026, 6, 30), ("校车安全",)),
    ("公示收费项目", {"牵头": ["市发展改革委"]}, date(2026, 12, 31), ("规范收费",)),
    ("检查学校食堂", {"牵头": ["市市场监管局"]}, None, ("营养改善",)),
]


def test_a_table_alone_is_a_document_and_each_row_a_task() -> None:
    found = reading.read(ALONE, today_year=2026)
    assert (found.body_start, found.body_end) == (0, len(ALONE) - 1)
    assert told(ALONE) == EXPECTED


def test_the_title_above_a_table_is_found_and_every_cell_has_a_place() -> None:
    text = f"2026年教育重点工作任务分解表\n{ALONE}"
    found = reading.read(text)
    assert (found.title, found.kind, found.body_start) == ("2026年教育重点工作任务分解表", "任务分解", 0)
    held = "".join(text[each.start : each.end] for each in found.sentences)
    assert "".join(held.split()) == "".join(text.split())


def test_a_table_annexed_to_a_paper_is_read_and_the_paper_keeps_its_own_date() -> None:
    text = (
        "关于印发任务分工表的通知\n各县（市、区）教育局：\n一、各县（市、区）教育局要在5月底前报送方案。\n"
        f"二、按下表分工落实。\n示例市教育局\n2026年3月1日\n附件\n任务分工表\n{ALONE}"
    )
    found = reading.read(text)
    assert found.issued_on == date(2026, 3, 1)
    assert [task.quote for task in found.tasks][-4:] == [quote for quote, *_ in EXPECTED]
    assert found.tasks[0].due_on == date(2026, 5, 31)


def test_the_same_table_without_a_column_of_units_or_dates_divides_no_work() -> None:
    assert columns.of(("序号", "考核内容", "责任单位")) is not None
    assert columns.of(("序号", "考核内容", "责任单位", "分值")) is None
    assert columns.of(("时间", "内容", "发言单位")) is None
    assert columns.of(("序号", "任务", "备注")) is None
    assert (
        tables.find(ALONE.replace("牵头单位", "备注").replace("配合单位", "说明").replace("完成时限", "时间"))
        == []
    )


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("市卫健委内牵头处室", Column.LEAD), ("责任单位及责任人", Column.DUTY), ("分管领导", Column.PERSON),
        ("协办单位", Column.HELP), ("整改时限", Column.DUE), ("完成情况", Column.STATE),
        ("目标要求", Column.STANDARD), ("重点领域", Column.GROUP), ("备注", Column.OTHER),
        ("目标任务", Column.TASK), ("牵头单位（部门）", Column.LEAD),
    ],
)  # fmt: skip
def test_what_a_header_names(name: str, column: Column) -> None:
    held = columns.of(("序号", "类别", "任务", "责任单位", name)) or ()
    assert held[-1] is column


def test_of_several_columns_of_tasks_the_last_holds_the_task() -> None:
    assert columns.of(("工作事项", "主要内容", "责任单位")) == (Column.GROUP, Column.TASK, Column.DUTY)


def test_a_header_of_two_lines_and_its_repetition_on_the_next_page() -> None:
    text = (
        "序号\t任务\t责任单位\t\t时限\n\t\t牵头\t配合\t\n1\t检查校舍\t基建科\t计财科\t6月底前\n"
        "序号\t任务\t责任单位\t\t时限\n2\t检查食堂\t体卫科\t\t7月底前\n"
    )
    assert [(quote, roles) for quote, roles, *_ in told(text)] == [
        ("检查校舍", {"牵头": ["基建科"], "配合": ["计财科"]}),
        ("检查食堂", {"牵头": ["体卫科"]}),
    ]


def test_a_row_of_one_cell_heads_the_rows_below_it() -> None:
    text = "任务\t责任单位\n一、校园安全\n检查校舍\t基建科\n二、队伍建设\n补充教师\t人事科\n"
    assert [path for *_, path in told(text)] == [("校园安全",), ("队伍建设",)]


def test_what_a_cell_of_units_tells_itself_counts_before_its_header() -> None:
    text = "任务\t责任单位\n检查校舍\t基建科牵头，计划财务科配合\n检查食堂\t体育卫生科（牵头） 安全管理科\n"
    assert [roles for _, roles, *_ in told(text)] == [
        {"牵头": ["基建科"], "配合": ["计划财务科"]},
        {"牵头": ["体育卫生科"], "责任": ["安全管理科"]},
    ]


def test_an_empty_cell_invents_nobody_where_the_row_has_its_own_number() -> None:
    text = "序号\t任务\t责任单位\t时限\n1\t检查校舍\t基建科\t6月底前\n\t检查门窗\t\t\n"
    text += "2\t检查食堂\t\t\n\t检查宿舍\t\t\n"
    both = ({"责任": ["基建科"]}, date(2026, 6, 30))
    assert [(roles, due) for _, roles, due, _ in told(text)] == [both, both, ({}, None), ({}, None)]


def test_a_row_that_tells_what_became_of_it_is_only_possible() -> None:
    text = "任务\t责任单位\t完成情况\n检查校舍\t基建科\t已完成\n检查食堂\t体卫科\t\n"
    found = reading.read(text)
    assert ([each.quote for each in found.possible], [each.quote for each in found.tasks]) == (
        ["检查校舍"],
        ["检查食堂"],
    )


def test_lines_that_are_parts_of_rows_are_no_rows() -> None:
    wrapped = "序号\t任务\t责任单位\n1\t建立健全\t市教育局、\n校车台账\t市公安局\n2\t检查食堂\t市场监管局\n"
    assert tables.find(wrapped) == []


def test_standards_of_a_column_are_kept_beside_those_of_the_task() -> None:
    text = "任务\t责任单位\t完成标准\n培训不少于2次\t人事科\t参训率达到100%\n检查食堂\t体卫科\t形成报告\n"
    assert [task.standard for task in reading.read(text).tasks] == ["不少于2次；参训率达到100%", "形成报告"]


def test_merged_cells_of_word_hold_for_the_rows_they_reach_and_for_no_other() -> None:
    def merged(words: str = "") -> str:
        kind = ' w:val="restart"' if words else ""
        return f"<w:tcPr><w:vMerge{kind}/></w:tcPr>{p(words)}"

    body = table(
        ("序号", "任务", "责任单位", "完成时限"),
        ("1", "检查校舍", merged("基建科"), merged("2026年6月底前")),
        ("2", "检查食堂", merged(), merged()),
        ("3", "逐校检查实验室危险品", "", ""),
    )
    text = sources.text_of(docx(body), "分工.docx").text
    assert told(text) == [
        ("检查校舍", {"责任": ["基建科"]}, date(2026, 6, 30), ()),
        ("检查食堂", {"责任": ["基建科"]}, date(2026, 6, 30), ()),
        ("逐校检查实验室危险品", {}, None, ()),
    ]


def test_a_table_of_a_page_is_read_by_rows_and_one_that_lays_it_out_is_not() -> None:
    page = (
        "<html><body><table><tr><td>首页</td><td>新闻</td></tr></table><p>任务分工表</p><table>"
        "<tr><th>序号</th><th>任务</th><th>责任单位</th><th>时限</th></tr>"
        "<tr><td>1</td><td><p>检查校舍</p></td><td rowspan=2><p>基建科</p><p>计财科</p></td>"
        "<td>2026年6月底前</td></tr>"
        "<tr><td>2</td><td>检查食堂</td><td>2026年7月底前</td></tr></table><p>完</p></body></html>"
    )
    text = sources.text_of(page.encode(), "页.html").text
    assert text.splitlines()[:4] == ["首页", "新闻", "任务分工表", "序号\t任务\t责任单位\t时限"]
    assert told(text) == [
        ("检查校舍", {"责任": ["基建科", "计财科"]}, date(2026, 6, 30), ()),
        ("检查食堂", {"责任": ["基建科", "计财科"]}, date(2026, 7, 31), ()),
    ]
    outer = f"<table><tr><td>任务</td><td>责任单位</td></tr><tr><td>{page}</td></tr></table>"
    assert told(sources.text_of(outer.encode(), "页.html").text) == told(text)


def test_our_own_table_is_read_back_as_it_was_written() -> None:
    first = reading.read(EXAMPLE.read_text(encoding="utf-8"))
    again = reading.read(sources.text_of(write_docx(first), "任务分解表.docx").text)
    assert [(task.roles, task.due_on) for task in again.directives] == [
        (task.roles, task.due_on) for task in first.tasks
    ]


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "1", "任务", "责任单位", "检查校舍，", "检查食堂", "\u200b", "6月"]),
            max_size=5,
        )
    )
)
def test_whatever_the_cells_hold_quotes_are_slices_and_sentences_in_order(rows: list[list[str]]) -> None:
    text = "任务\t责任单位\n检查校舍\t基建科\n" + "\n".join("\t".join(row) for row in rows)
    found = reading.read(text)
    assert [task.quote for task in found.directives] == [text[t.start : t.end] for t in found.directives]
    places = [place for each in found.sentences for place in (each.start, each.end)]
    assert places == sorted(places)
