"""The bases, kinds and methods that an inspection may have, and the rules that may stand against it."""

from __future__ import annotations

from luoshi.rules.enums import Labelled


class Basis(Labelled):
    """On what an inspection rests. Each reaches other units."""

    GOVERNMENT = "GOVERNMENT", "政府督查"
    EDUCATION = "EDUCATION", "教育督导"
    ENFORCEMENT = "ENFORCEMENT", "行政检查"
    INTERNAL = "INTERNAL", "内部督办"
    HANDED_DOWN = "HANDED_DOWN", "上级交办督办"


class Activity(Labelled):
    """《政府督查工作条例》（国务院令第733号）第十四条: the five kinds."""

    COMPREHENSIVE = "COMPREHENSIVE", "综合督查"
    SPECIAL = "SPECIAL", "专项督查"
    INCIDENT = "INCIDENT", "事件调查"
    DAILY = "DAILY", "日常督办"
    LEAD = "LEAD", "线索核查"


class Method(Labelled):
    """《政府督查工作条例》（国务院令第733号）第十二条: the ways to find out."""

    SELF = "SELF", "自查说明"
    HEARING = "HEARING", "听取汇报"
    CHECK = "CHECK", "检查"
    INTERVIEW = "INTERVIEW", "访谈"
    UNANNOUNCED = "UNANNOUNCED", "暗访"
    MEETING = "MEETING", "座谈"
    PUBLIC_HEARING = "PUBLIC_HEARING", "听证"
    STATISTICS = "STATISTICS", "统计"
    ASSESSMENT = "ASSESSMENT", "评估"
    FILES = "FILES", "调阅复制资料"
    LEADS = "LEADS", "收集线索"
    TALK = "TALK", "约谈"
    ONLINE = "ONLINE", "互联网+督查"


class ListedKind(Labelled):
    """What an item of the annual list is. Only the first is limited to one a school and year."""

    COMPREHENSIVE = "COMPREHENSIVE", "综合督导"
    SPECIAL = "SPECIAL", "专项督导检查"
    RATING = "RATING", "评比考核"
    QUALIFICATION = "QUALIFICATION", "资质评定、等级认定、技术考核"


class Rule(Labelled):
    """What may stand against a plan or a text, in the words of a heading."""

    DOCUMENT = "DOCUMENT", "没有依据文件"
    DESIGNATION = "DESIGNATION", "未经政府指定"
    REACH = "REACH", "超出依据的对象范围"
    PARTS = "PARTS", "方案要素不全"
    TEAM = "TEAM", "督导小组人数不足"
    NOTICE = "NOTICE", "没有书面督导通知"
    OVERLAP = "OVERLAP", "重复督查、多头督查"
    LISTED = "LISTED", "不在年度清单"
    DISGUISED = "DISGUISED", "变相开展检查"
    OUTSIDE = "OUTSIDE", "与清单事项不符"
    LEAD_TIME = "LEAD_TIME", "提前明确的时间不足"
    ONCE_A_YEAR = "ONCE_A_YEAR", "同校同年第二次综合督导"
    CRITERIA = "CRITERIA", "以留痕等作为评价依据"
    PLEDGE = "PLEDGE", "责任状、一票否决"
    LABEL = "LABEL", "无权使用“政府督查”名义"
    SECRET = "SECRET", "涉密标志"
    LENGTH = "LENGTH", "文件过长"


OVERRIDABLE = frozenset({Rule.OVERLAP})
"""Against these the leader who approves may go ahead, with a reason that everybody in the bureau can read."""
