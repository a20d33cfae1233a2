"""What a wording may leave open, and who fills it in when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.rules.enums import Labelled


class Filled(Labelled):
    """When a field is filled in."""

    DRAFTING = "DRAFTING", "起草时由系统填入"
    BY_HAND = "BY_HAND", "由起草人填写，不填不能送签"
    ISSUING = "ISSUING", "送签、发出时由系统填入"
    TABLE = "TABLE", "排成表格，单独占一行"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a wording leaves open: its name between {{ and }}, and what comes to stand there."""

    name: str
    filled: Filled
    words: str


def _fields(filled: Filled, **words: str) -> list[Field]:
    return [Field(name, filled, said) for name, said in words.items()]


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in [
        *_fields(
            Filled.DRAFTING,
            收函单位="收函单位全称",
            发文机关="发文机关全称",
            文种="文种名称，随格式变化，如“督办函”“督办通知”",
            事项="所列任务，一项时为其名称，多项时为“……”等几项任务",
            事项数="所列任务的项数",
            依据="所列任务出自的文件",
            截至日期="函中数据截至哪一天",
            新时限="所列任务经同意延期后的新时限，逐项写明；没有延期的为“仍为原定时限”",
            原文字号="所更正、致歉的函件的发文字号",
            原文标题="所更正、致歉的函件的标题",
        ),
        *_fields(Filled.TABLE, 事项表="所列任务的时限、应达进度和自报进度，逐项注明截至日期"),
        *_fields(Filled.ISSUING, 回复期限="最迟哪一天回复", 联系人="送签函件的人"),
        *_fields(
            Filled.BY_HAND,
            约谈事由="因何事约谈",
            约谈时间="约谈的时间",
            约谈地点="约谈的地点",
            参加人员="双方参加人员的职务",
            查明事实="标准和实测各是多少",
            违反条款="违反的文件、条款",
            整改要求="逐条写明怎样改、改到什么程度",
            督导事项="年度清单、计划中的事项名称和编号",
            督导时间="督导的起止时间",
            提示事项="提示什么",
            有误之处="原文哪一处有误",
            更正内容="更正为什么",
            致歉事由="因何致歉",
            补救措施="怎样补救",
            议定事项="会议议定的事项、责任单位和时限",
            会议名称="会议的名称、时间和地点",
        ),
    ]
}
