"""What a wording may say: whole it is laid out, and each fault is named with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import templates
from luoshi.rules.letters import LetterKind
from luoshi.rules.templates import FIELDS, Filled

WHOLE = """【标题】
关于{{事项}}的{{文种}}
【缘由】
根据{{依据}}，截至{{截至日期}}，{{事项数}}项落后。
【要求】
请核对。
【事项】
{{事项表}}
【反馈】
请于{{回复期限}}回复。
{{段：联系}}
【联系】
联系人：{{联系人}}。
"""


def faults(text: str, kind: str = "REMINDER") -> list[str]:
    return [str(fault) for fault in templates.faults(kind, text)]


def test_every_kind_of_letter_has_its_compulsory_fields_and_parts() -> None:
    assert set(templates.COMPULSORY) == set(templates.PARTS) == set(LetterKind.codes())
    assert frozenset().union(*templates.COMPULSORY.values()) <= set(FIELDS)


def test_a_whole_wording_is_laid_out() -> None:
    assert faults(WHOLE) == []
    wording = templates.read(WHOLE)
    assert wording.title == "关于{{事项}}的{{文种}}"
    assert wording.opening == ("根据{{依据}}，截至{{截至日期}}，{{事项数}}项落后。", "请核对。")
    assert wording.closing == ("请于{{回复期限}}回复。", "联系人：{{联系人}}。")
    assert wording.has_table


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{{依据}}", "有关文件", "缺少必备字段{{依据}}（所列任务出自的文件），这一文种不能没有。"),
        ("{{依据}}", "{{出处}}", "第4行：没有名为“出处”的字段。请从列出的字段中选用。"),
        ("请核对。", "{{段：缘由}}", ""),
        ("请核对。", "{{段：要求}}", "第6行：部分互相取用，没有尽头：要求→要求。请去掉其中一处。"),
        ("请核对。", "{{段：没有}}", "第6行：没有名为“没有”的部分。"),
        ("请核对。", "请看{{段：联系}}", "第6行：取用部分的{{段：名称}}应单独占一行。"),
        ("请核对。", "", "缺少【要求】部分，或其中没有文字，这一文种不能没有。"),
        ("请核对。", "{{事项表}}", "第8行：事项表只能有一处，第6行已有。"),
        ("请核对。", "请于{{回复期限}}办。", "第8行：事项表应在回复期限、联系人之前。"),
        (
            "回复。",
            "回复。\n{{提示事项}}",
            "第11行：由起草人填写的字段应在事项表、回复期限、联系人之前，并各占其行。",
        ),
        ("{{事项表}}", "见{{事项表}}", "第8行：{{事项表}}应单独占一行。"),
        ("请核对。", "请<script>核对", "第6行：含有网页标记“<script>”。模板只写文字，请删去。"),
        ("请核对。", "#import 核对", "第6行：含有排版指令“#import”。模板只写文字，请删去。"),
        ("请核对。", "#read(1)", "第6行：含有排版指令“#read”。模板只写文字，请删去。"),
        ("请核对。", "\\input{a}", "第6行：含有文字处理软件的域代码"),
        ("请核对。", "{ INCLUDETEXT a }", "第6行：含有文字处理软件的域代码"),
        ("请核对。", "{% load a %}", "第6行：含有模板指令"),
        ("请核对。", "请{{核对。", "第6行：花括号不成对。字段应写成{{名称}}的样子。"),
        ("请核对。", "请\u202e核对。", "第6行：含有不能印出的控制字符"),
        ("{{文种}}", "{{回复期限}}", "第2行：标题中不能用“回复期限”，标题在起草时就要完整。"),
        ("{{文种}}", "{{文种}}\n又一行", "第3行：标题只写一行，正文请放到后面的部分。"),
        ("【标题】\n", "抬头\n【标题】\n", "第1行：这一行不属于任何部分。请先写一行【标题】这样的部分名称。"),
    ],
)
def test_what_a_wording_may_not_say(old: str, new: str, words: str) -> None:
    assert old in WHOLE
    found = faults(WHOLE.replace(old, new, 1))
    if words:
        assert [fault for fault in found if fault.startswith(words)] != [], found
    else:
        assert found == []


def test_a_ring_of_parts_is_named_whole() -> None:
    ring = WHOLE.replace("请核对。", "{{段：甲}}") + "【甲】\n{{段：乙}}\n【乙】\n{{段：要求}}\n"
    named = "第6行：部分互相取用，没有尽头：要求→甲→乙→要求。请去掉其中一处。"
    assert [fault for fault in faults(ring) if "没有尽头" in fault and fault.startswith("第6行")] == [named]


def test_parts_that_take_in_parts_do_not_grow_beyond_bounds() -> None:
    def doubling(levels: int) -> str:
        parts = (f"【层{n}】\n" + f"{{{{段：层{n + 1}}}}}\n" * 2 for n in range(levels))
        return WHOLE + "".join(parts) + f"【层{levels}】\n请知悉。\n"

    assert faults(doubling(8)) == []
    assert faults(doubling(60)) == [f"部分互相取用后有{2**60}行，最多300行，请少取用几次。"]


def test_a_title_of_sixty_characters_is_taken_and_a_longer_one_than_eighty_is_not() -> None:
    def titled(length: int) -> str:
        return WHOLE.replace("关于{{事项}}的{{文种}}", "长" * length)

    assert faults(titled(60)) == []
    assert faults(titled(81)) == ["第2行：标题最多80字，请精简。"]


def test_what_the_drafter_must_fill_in_keeps_a_letter_back() -> None:
    [fault] = templates.open_fields("时间：\n{{约谈时间}}")
    assert str(fault) == "第2行：“约谈时间”还没有填写（约谈的时间）。请改成实际内容再送签。"
    assert templates.open_fields("时间：11月27日") == ()


def test_the_same_words_are_no_new_version() -> None:
    assert templates.why_not_keep("REMINDER", WHOLE, WHOLE + "\n") == (
        "文字与现行版本一样，没有可保存的修改。"
    )
    assert templates.why_not_keep("REMINDER", WHOLE.replace("请核对。", "请核实。"), WHOLE) is None


lines = st.lists(
    st.one_of(
        st.sampled_from(
            ["【标题】", "【甲】", "【乙】", "{{段：甲}}", "{{段：乙}}", "{{事项表}}", "}}", "{{"]
        ),
        st.sampled_from([f"{{{{{name}}}}}" for name in FIELDS]),
        st.text(alphabet="请核对<#{}[]【】段：\x00", max_size=8),
    ),
    max_size=15,
)


@given(written=lines)
def test_anything_typed_is_judged_and_what_passes_is_laid_out_with_nothing_lost(written: list[str]) -> None:
    text = "\n".join(written)
    found = templates.faults("MINUTES", text)
    assert all(fault.words for fault in found)
    if not found:
        wording = templates.read(text)
        late = {name for line in wording.opening for name in templates.names_in(line)}
        assert not late & {name for name, field in FIELDS.items() if field.filled is Filled.ISSUING}


@given(values=st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(max_size=20)))
def test_a_value_is_never_read_as_a_field(values: dict[str, str]) -> None:
    text = "甲".join(f"{{{{{name}}}}}" for name in values)
    assert templates.fill(text, values) == "甲".join(values.values())
