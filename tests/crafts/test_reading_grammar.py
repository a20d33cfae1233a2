"""The grammars of reading, one by one: notes, names, numbering, kinds, summaries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts.reading import (
    judging,
    kinds,
    names,
    notes,
    numbering,
    sentences,
    summaries,
)
from luoshi.crafts.reading.flat import flatten, without_breaks
from luoshi.crafts.reading.model import Role


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("市教育局、财政局，各县（市、区）政府", ["市教育局", "财政局", "各县（市、区）政府"]),
        ("市人力资源和社会保障局、市文化和旅游局", ["市人力资源和社会保障局", "市文化和旅游局"]),
        ("区级有关部门和各乡镇街道", ["区级有关部门", "各乡镇街道"]),
        ("市公安局、市司法局等有关部门", ["市公安局", "市司法局"]),
        ("市公安局等市直有关单位及各区县", ["市公安局", "各区县"]),
        ("省市场监管局等和各省级人民政府", ["省市场监管局", "各省级人民政府"]),
        ("各有关部门和单位", ["各有关部门和单位"]),
        ("市〔州〕人民政府，县〔市、区〕人民政府", ["市〔州〕人民政府", "县〔市、区〕人民政府"]),
        ("教育部门会同公安部门", ["教育部门", "公安部门"]),
        ("", []),
    ],
)
def test_names_are_split_where_they_end(listing: str, expected: list[str]) -> None:
    assert names.split(listing) == expected


@pytest.mark.parametrize(
    "words",
    ["市教育局", "各学校", "基建科", "班主任", "县（市、区）", "督查组", "第三方检测机构", "各级各类学校"],
)
def test_organs_institutions_and_posts_are_names(words: str) -> None:
    assert names.is_name(words)


@pytest.mark.parametrize(
    "words", ["全社会", "重点任务", "工作", "支持高校", "依托市图书馆", "长处", "已建成的学校", "局"]
)
def test_other_nouns_are_not(words: str) -> None:
    assert not names.is_name(words)


@pytest.mark.parametrize(
    ("text", "roles", "due"),
    [
        ("做好检查。（责任单位：市教育局）", {"责任": ["市教育局"]}, None),
        ("做好检查。（市教育局负责）", {"责任": ["市教育局"]}, None),
        (
            "做好检查。（市教育局牵头，市财政局配合，2026年6月底前完成）",
            {"牵头": ["市教育局"], "配合": ["市财政局"]},
            "2026年6月底前",
        ),
        (
            "做好检查。〔牵头单位：市教育局；配合单位：各区；完成时限：2026年6月〕",
            {"牵头": ["市教育局"], "配合": ["各区"]},
            "2026年6月",
        ),
        (
            "做好检查。（市教育局、市财政局负责，列第一位的为牵头单位，下同）",
            {"责任": ["市教育局", "市财政局"]},
            None,
        ),
        (
            "做好检查。\n牵头部门：市教育局\n配合部门：市财政局\n",
            {"牵头": ["市教育局"], "配合": ["市财政局"]},
            None,
        ),
        ("做好检查。（完成时限：6月底前）", {}, "6月底前"),
    ],
)
def test_a_note_says_who_and_by_when(text: str, roles: dict[str, list[str]], due: str | None) -> None:
    flat = flatten(text)
    (note,) = notes.find(flat, 0, len(flat.text))
    assert (note.roles, note.due) == (roles, due)
    assert flat.text[: note.start] == "做好检查。"


@pytest.mark.parametrize(
    "text",
    [
        "做好检查（含复查）。",
        "由学校（教务处负责的部分除外）办理。",
        "（一）落实工作责任。",
        "他说（我负责）了",
    ],
)
def test_other_brackets_are_no_notes(text: str) -> None:
    flat = flatten(text)
    assert notes.find(flat, 0, len(flat.text)) == []


@given(st.lists(st.sampled_from(["甲", "。", "”", "\n", " ", "*", "**", "&", "&quot;", "# ", "# Page 3\n"])))
def test_every_flat_character_knows_its_place_in_the_document(signs: list[str]) -> None:
    text = "".join(signs)
    flat = flatten(text)
    places = [flat.span(index, index + 1) for index in range(len(flat.text))]
    written = [text[start:end] for start, end in places]
    assert [sign.replace("&quot;", "”") for sign in written] == list(flat.text)
    assert [flat.index(start) for start, _ in places] == list(range(len(flat.text)))
    assert all(flat.span(0, index + 1) == (places[0][0], place[1]) for index, place in enumerate(places))


def test_closing_signs_belong_to_the_sentence_before_them() -> None:
    flat = flatten("甲。”）乙！\n丙\n丁")
    assert sentences.split(flat, 0, 8) == [(0, 4), (4, 6), (6, 7), (7, 8)]
    assert sentences.split(flat, 2, 6) == [(2, 6)]
    assert sentences.split(flat, 4, 4) == []


def test_enumerators_make_a_tree_and_continue_across_it() -> None:
    flat = flatten("一、甲\n（一）乙\n1.丙。\n2.丁。\n（二）戊\n3.己。\n二、庚\n一要辛。二要壬。\n")
    marks = numbering.find(flat, 0, len(flat.text))
    assert [(mark.style, mark.number, mark.level) for mark in marks] == [
        ("chapter", 1, 1), ("section", 1, 2), ("point", 1, 3), ("point", 2, 3),
        ("section", 2, 2), ("point", 3, 3), ("chapter", 2, 1), ("spoken", 1, 2), ("spoken", 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["增长1.5倍。", "这是第一要务，要抓好。", "依照第三十一条（三）办理。", "提高3、4个百分点"]
)
def test_numbers_in_prose_are_no_enumerators(text: str) -> None:
    flat = flatten(text)
    assert numbering.find(flat, 1, len(flat.text)) == []


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("各学校要建立安全台账，每月更新。", Role.DIRECTIVE),
        ("建立健全检查制度，明确岗位责任。", Role.DIRECTIVE),
        ("对排名靠后的单位，要责令其立即整改。", Role.DIRECTIVE),
        ("请于5月10日前将名单报市教育局。", Role.DIRECTIVE),
        ("今后，我局将定期到各学校进行检查。", Role.DIRECTIVE),
        ("大家要提高认识，凝心聚力。", Role.POSSIBLE),
        ("对工作不力的，将严肃问责。", Role.POSSIBLE),
        ("去年以来，各校开展了大量工作。", Role.BACKGROUND),
        ("个别学校台账不全，责任不落实。", Role.BACKGROUND),
        ("学风是大学精神的集中体现。", Role.BACKGROUND),
        ("现将有关事项通知如下：", Role.BACKGROUND),
        ("联系人：甲，电话：123。", Role.BACKGROUND),
        ("难道这还不够吗？", Role.BACKGROUND),
    ],
)
def test_sentences_are_judged_by_their_grammar(words: str, role: Role) -> None:
    assert judging.role(words, spoken=True) is role


def test_a_report_tells_what_a_notice_orders() -> None:
    sentence = "区教育局组织检查组深入各学校开展检查，督促落实防护措施。"
    assert judging.role(sentence, spoken=True) is Role.DIRECTIVE
    assert judging.role(sentence, spoken=True, tells=True) is Role.BACKGROUND


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("各级教育部门和学校要加快进度。", ["各级教育部门", "学校"]),
        ("同时，各县（市、区）、各部门要加强配合。", ["各县（市、区）", "各部门"]),
        ("检查人员同时要求供餐企业严格执行标准。", ["供餐企业"]),
        ("应当由教育行政部门办成公办园。", ["教育行政部门"]),
        ("各督查组下校检查。", ["各督查组"]),
        ("加强安全教育，落实责任。", []),
    ],
)
def test_who_is_to_act_is_read_from_running_text(words: str, units: list[str]) -> None:
    assert judging.subjects(words) == units


def test_leading_and_helping_are_read_from_running_text() -> None:
    assert judging.roles("由市教育局牵头，市公安局、市财政局配合，开展联合检查。") == {
        "牵头": ["市教育局"],
        "配合": ["市公安局", "市财政局"],
    }


@pytest.mark.parametrize(
    ("title", "kind", "plan"),
    [
        ("某局长在某会上的讲话", "讲话", False),
        ("某市关于印发某某实施方案的通知", "实施方案", True),
        ("关于开展检查的通知", "通知", False),
        ("2026年工作要点", "工作要点", True),
        ("某某会议纪要", "会议纪要", False),
        ("区教育局召开动员会", "报道", False),
        ("", "文件", False),
    ],
)
def test_the_kind_of_paper_is_read_from_its_title(title: str, kind: str, plan: bool) -> None:
    assert (kinds.of(title), kinds.is_plan(kind)) == (kind, plan)


def test_a_lost_title_leaves_the_kind_in_the_opening() -> None:
    assert kinds.of("", "为加强管理，现提出如下实施意见。") == "实施意见"


@given(st.text(alphabet="要各单位加强管理，。；：、校", min_size=1, max_size=120))
def test_a_summary_fits_a_title(words: str) -> None:
    summary = summaries.of(words, "", ())
    assert 1 <= len(summary) <= summaries.LONGEST


def test_a_summary_drops_who_and_how_eagerly() -> None:
    assert summaries.of("各学校要切实加强校车管理，建立台账。", "", ("各学校",)) == "加强校车管理，建立台账"


def test_a_quote_is_shown_in_one_line_without_page_marks() -> None:
    assert without_breaks("加强管\n\n# Page 12:\n　　理。") == "加强管理。"
