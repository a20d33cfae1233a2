"""What no wording of a kind of letter may forget (facts §6.4, practice; the fields are this system's own).

The keys are the codes of the kinds of letter, which are a later column's; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping

_LADDER = frozenset({"事项表", "依据", "截至日期", "回复期限", "联系人"})

COMPULSORY: Mapping[str, frozenset[str]] = {
    "REMINDER": _LADDER,
    "WARNING": _LADDER,
    "SUPERVISION": _LADDER,
    "BULLETIN": _LADDER,
    "TALK": frozenset({"约谈事由", "依据", "约谈时间", "约谈地点", "参加人员", "回复期限", "联系人"}),
    "PRAISE": frozenset({"事项表", "截至日期"}),
    "RECTIFY": frozenset({"查明事实", "违反条款", "整改要求", "回复期限", "联系人"}),
    "NOTICE": frozenset({"督导事项", "督导时间", "回复期限", "联系人"}),
    "ADVICE": frozenset({"提示事项", "回复期限", "联系人"}),
    "CORRECTION": frozenset({"原文字号", "原文标题", "有误之处", "更正内容", "联系人"}),
    "APOLOGY": frozenset({"原文字号", "原文标题", "致歉事由", "补救措施", "联系人"}),
    "MINUTES": frozenset({"会议名称", "议定事项"}),
}
"""{kind: the fields that its wording must have}."""

TITLE = "标题"

PARTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("REMINDER", "WARNING", "SUPERVISION"), (TITLE, "缘由", "要求", "事项", "反馈")),
    "BULLETIN": (TITLE, "情况", "事项", "要求"),
    "TALK": (TITLE, "事由", "安排", "反馈"),
    "PRAISE": (TITLE, "情况", "事项"),
    "RECTIFY": (TITLE, "事实", "要求", "反馈", "救济"),
    "NOTICE": (TITLE, "事项", "安排", "反馈"),
    "ADVICE": (TITLE, "提示", "反馈"),
    "CORRECTION": (TITLE, "更正"),
    "APOLOGY": (TITLE, "致歉"),
    "MINUTES": (TITLE, "议定事项"),
}
"""{kind: the parts that its wording must have, in whatever order after the title}."""
