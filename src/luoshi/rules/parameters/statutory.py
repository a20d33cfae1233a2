"""The clocks and numbers that laws set, each with its article and how surely we have it."""

from __future__ import annotations

from datetime import date

from luoshi.rules.calendar import DayKind, Party
from luoshi.rules.parameters.rows import Law, Parameter, Status

D, W, M = DayKind.NATURAL, DayKind.WORKING, DayKind.MONTH
CITIZEN, BUREAU = Party.CITIZEN, Party.BUREAU

_SUPERVISION = Law("《政府督查工作条例》（国务院令第733号）", date(2021, 2, 1), Status.VERIFIED)
_INSPECTION = Law("《教育督导条例》（国务院令第624号）", date(2012, 10, 1), Status.VERIFIED)
_INSPECTION_BLAME = Law("《教育督导问责办法》（国教督〔2021〕2号）", date(2021, 9, 1), Status.MEMORY)
_PETITIONS = Law("《信访工作条例》", date(2022, 5, 1), Status.VERIFIED)
_PETITIONS_SIMPLE = Law("信访事项简易办理办法", date(2022, 5, 1), Status.MEMORY)
_TEACHERS = Law("《中华人民共和国教师法》", date(1994, 1, 1), Status.VERIFIED)
_PUPIL_ROLL = Law("教育部办公厅2014年关于中小学生学籍问题投诉办理的通知", date(2014, 1, 1), Status.MEMORY)
_CIVIL_SERVANTS = Law("《中华人民共和国公务员法》", date(2019, 6, 1), Status.VERIFIED)
_CIVIL_DISCIPLINE = Law("《行政机关公务员处分条例》（国务院令第495号）", date(2007, 6, 1), Status.VERIFIED)
_OVERSIGHT = Law("《中华人民共和国监察法》（2024年修正）", date(2025, 6, 1), Status.MEMORY)
_INSTITUTIONS = Law("《事业单位工作人员处分规定》（2023年）", date(2023, 11, 6), Status.MEMORY)
_PARTY_BLAME = Law("《中国共产党问责条例》（2019年）", date(2019, 9, 1), Status.MEMORY)
_RECONSIDERATION = Law("《中华人民共和国行政复议法》（2023年修订）", date(2024, 1, 1), Status.VERIFIED)
_LITIGATION = Law("《中华人民共和国行政诉讼法》", date(2015, 5, 1), Status.MEMORY)
_PENALTIES = Law("《中华人民共和国行政处罚法》（2021年修订）", date(2021, 7, 15), Status.VERIFIED)
_DISCLOSURE = Law("《中华人民共和国政府信息公开条例》（国务院令第711号）", date(2019, 5, 15), Status.VERIFIED)
_TEACHERS_BURDEN = Law(
    "《关于进一步减轻中小学教师非教育教学负担若干措施的通知》（教师厅〔2025〕2号）",
    date(2025, 10, 14),
    Status.MEMORY,
)
_FORMALISM = Law("《整治形式主义为基层减负若干规定》（2024年8月6日）", date(2024, 8, 6), Status.MEMORY)

_CHECKS: tuple[Parameter, ...] = (
    _SUPERVISION.clock("supervision.review_apply", 30, D, CITIZEN, "对督查结论申请复核", "第十七条"),
    _SUPERVISION.clock("supervision.review_decide", 30, D, BUREAU, "作出督查结论复核决定", "第十七条"),
    _INSPECTION.number("inspection.visits_per_term_min", 2, "次", "每学期经常性督导最少次数", "第十四条"),
    _INSPECTION.number("inspection.government_cycle_max", 5, "年", "对下级政府督导的最长间隔", "第十四条"),
    _INSPECTION.number("inspection.school_cycle_min", 3, "年", "对学校综合督导的最短周期", "第十四条"),
    _INSPECTION.number("inspection.school_cycle_max", 5, "年", "对学校综合督导的最长周期", "第十四条"),
    _INSPECTION.number("inspection.team_min", 3, "人", "督导小组督学最少人数", "第十六条"),
    _INSPECTION_BLAME.clock("inspection_blame.team", 60, D, BUREAU, "成立调查认定工作组", "条次待核"),
    _INSPECTION_BLAME.clock("inspection_blame.review_apply", 30, D, CITIZEN, "申请复核", "条次待核"),
    _INSPECTION_BLAME.clock("inspection_blame.review_decide", 30, D, BUREAU, "作出复核决定", "条次待核"),
    _INSPECTION_BLAME.clock("inspection_blame.appeal_after_review", 15, D, CITIZEN, "复核后申诉", "条次待核"),
    _INSPECTION_BLAME.clock("inspection_blame.appeal_direct", 15, D, CITIZEN, "直接申诉", "条次待核"),
    _INSPECTION_BLAME.clock("inspection_blame.appeal_decide", 60, D, BUREAU, "作出申诉处理决定", "条次待核"),
    _INSPECTION_BLAME.clock("inspection_blame.correct", 15, D, BUREAU, "纠正有误的问责决定", "条次待核"),
    _INSPECTION_BLAME.number("inspection_blame.aggravate_from", 2, "次", "一年内从重问责的次数", "条次待核"),
)
_COMPLAINTS: tuple[Parameter, ...] = (
    _PETITIONS.clock("complaint.transfer", 15, D, BUREAU, "信访部门转送、交办", "第二十二条"),
    _PETITIONS.clock("complaint.tell_direct", 15, D, BUREAU, "直接收到的书面告知", "第二十三条"),
    _PETITIONS.clock("complaint.tell_transferred", 15, D, BUREAU, "转来的书面告知", "第二十三条"),
    _PETITIONS.clock("complaint.object_transfer", 5, W, BUREAU, "对转送、交办提出异议", "第二十三条"),
    _PETITIONS.clock("complaint.handle", 60, D, BUREAU, "受理后办结", "第三十四条"),
    _PETITIONS.clock("complaint.extend", 30, D, BUREAU, "经批准延长办理", "第三十四条"),
    _PETITIONS.clock("complaint.review_apply", 30, D, CITIZEN, "请求复查", "第三十五条"),
    _PETITIONS.clock("complaint.review_decide", 30, D, BUREAU, "提出复查意见", "第三十五条"),
    _PETITIONS.clock("complaint.recheck_apply", 30, D, CITIZEN, "请求复核", "第三十六条"),
    _PETITIONS.clock("complaint.recheck_decide", 30, D, BUREAU, "提出复核意见", "第三十六条"),
    _PETITIONS.number("complaint.group_max", 5, "人", "多人走访推选代表的最多人数", "第二十条"),
    _PETITIONS_SIMPLE.clock("complaint.simple_accept", 3, W, BUREAU, "简易办理决定受理", "条次待核"),
    _PETITIONS_SIMPLE.clock("complaint.simple_handle", 10, W, BUREAU, "简易办理作出意见", "条次待核"),
    _TEACHERS.clock("teacher.appeal_decide", 30, D, BUREAU, "处理教师申诉", "第三十九条"),
    _PUPIL_ROLL.clock("pupil_roll.order", 3, W, BUREAU, "下发学籍核查单", "条次待核"),
    _PUPIL_ROLL.clock("pupil_roll.check", 5, W, BUREAU, "学籍问题核查", "条次待核"),
    _PUPIL_ROLL.clock("pupil_roll.study", 5, W, BUREAU, "学籍问题研究", "条次待核"),
    _PUPIL_ROLL.clock("pupil_roll.close", 5, W, BUREAU, "学籍问题办结", "条次待核"),
)
_APPEALS: tuple[Parameter, ...] = (
    _CIVIL_SERVANTS.clock("civil_servant.review_apply", 30, D, CITIZEN, "公务员申请复核", "第九十五条"),
    _CIVIL_SERVANTS.clock("civil_servant.review_decide", 30, D, BUREAU, "作出复核决定", "第九十六条"),
    _CIVIL_SERVANTS.clock(
        "civil_servant.appeal_after_review", 15, D, CITIZEN, "公务员复核后申诉", "第九十五条"
    ),
    _CIVIL_SERVANTS.clock("civil_servant.appeal_direct", 30, D, CITIZEN, "公务员直接申诉", "第九十五条"),
    _CIVIL_SERVANTS.clock("civil_servant.appeal_decide", 60, D, BUREAU, "作出申诉处理决定", "第九十六条"),
    _CIVIL_SERVANTS.clock("civil_servant.appeal_extend", 30, D, BUREAU, "延长申诉处理", "第九十六条"),
    _CIVIL_DISCIPLINE.clock("civil_servant.case", 6, M, BUREAU, "立案后办结", "第四十四条"),
    _CIVIL_DISCIPLINE.clock("civil_servant.case_max", 12, M, BUREAU, "延长后最迟办结", "第四十四条"),
    _OVERSIGHT.clock("oversight.review_apply", 1, M, CITIZEN, "申请复审", "第五十六条"),
    _OVERSIGHT.clock("oversight.review_decide", 1, M, BUREAU, "作出复审决定", "第五十六条"),
    _OVERSIGHT.clock("oversight.recheck_apply", 1, M, CITIZEN, "申请复核", "第五十六条"),
    _OVERSIGHT.clock("oversight.recheck_decide", 2, M, BUREAU, "作出复核决定", "第五十六条"),
    _INSTITUTIONS.clock("institution.review_apply", 30, D, CITIZEN, "事业单位人员申请复核", "条次待核"),
    _INSTITUTIONS.clock("institution.review_decide", 30, D, BUREAU, "作出复核决定", "条次待核"),
    _INSTITUTIONS.clock("institution.appeal_apply", 30, D, CITIZEN, "事业单位人员申诉", "条次待核"),
    _INSTITUTIONS.clock("institution.appeal_decide", 60, D, BUREAU, "作出申诉处理决定", "条次待核"),
    _INSTITUTIONS.clock("institution.appeal_extend", 30, D, BUREAU, "延长申诉处理", "条次待核"),
    _PARTY_BLAME.clock("party_blame.appeal_apply", 1, M, CITIZEN, "党内问责申诉", "第二十条"),
    _PARTY_BLAME.clock("party_blame.appeal_decide", 1, M, BUREAU, "作出申诉处理决定", "第二十条"),
    _RECONSIDERATION.clock("reconsideration.apply", 60, D, CITIZEN, "申请行政复议", "第二十条"),
    _RECONSIDERATION.clock("reconsideration.decide", 60, D, BUREAU, "作出复议决定", "第六十二条"),
    _RECONSIDERATION.clock("reconsideration.decide_simple", 30, D, BUREAU, "简易程序复议决定", "第六十二条"),
    _LITIGATION.clock("litigation.sue", 6, M, CITIZEN, "提起行政诉讼", "第四十六条"),
    _PENALTIES.clock("penalty.decide", 90, D, BUREAU, "立案后作出处罚决定", "第六十条"),
    _DISCLOSURE.clock("disclosure.correct", 7, W, BUREAU, "一次性告知补正", "第三十条"),
    _DISCLOSURE.clock("disclosure.reply", 20, W, BUREAU, "答复信息公开申请", "第三十三条"),
    _DISCLOSURE.clock("disclosure.extend", 20, W, BUREAU, "经同意延长答复", "第三十三条"),
)
_BURDEN: tuple[Parameter, ...] = (
    _TEACHERS_BURDEN.clock("school_check.lead", 1, M, BUREAU, "提前明确涉校检查内容、范围与方式", "条次待核"),
    _TEACHERS_BURDEN.number("school_check.comprehensive_most", 1, "项", "每校每年综合督导最多", "条次待核"),
    _FORMALISM.number("document.general_most", 5000, "字", "综合性文件一般不超过", "条次待核"),
    _FORMALISM.number("document.special_most", 4000, "字", "专项或具体任务文件一般不超过", "条次待核"),
)
STATUTORY = _CHECKS + _COMPLAINTS + _APPEALS + _BURDEN
