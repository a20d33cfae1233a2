"""The numbers that no law sets: defaults that a bureau may replace by rows of its own."""

from __future__ import annotations

from datetime import date

from luoshi.rules.calendar import DayKind, Party
from luoshi.rules.parameters.rows import Law, Parameter, Status

D, W = DayKind.NATURAL, DayKind.WORKING
BUREAU = Party.BUREAU
_HUNDREDTHS = "0.01个百分点"

_OURS = Law("系统默认，可由本局修改", date(2020, 1, 1), Status.LOCAL)
_USUAL = Law(
    "GB/T 22239-2019 8.1.4.1要求定期更换，未定天数；按测评惯例，可由本局修改", date(2020, 1, 1), Status.LOCAL
)
_CUSTOM = Law("参照一省督办时限规定，可由本局修改", date(2020, 1, 1), Status.LOCAL)

LOCAL: tuple[Parameter, ...] = (
    _OURS.number("lamp.yellow_gap_x100", 1000, _HUNDREDTHS, "落后计划超过此数亮黄灯", "灯色规则"),
    _OURS.number("lamp.red_gap_x100", 3000, _HUNDREDTHS, "落后计划超过此数亮红灯", "灯色规则"),
    _OURS.clock("lamp.due_soon", 5, W, BUREAU, "到期前此数内未完成亮黄灯", "灯色规则"),
    _OURS.number("letter.yellow_weeks", 2, "期", "连续此数黄灯由提醒改为督办", "督办阶梯"),
    _OURS.number("letter.red_weeks", 2, "期", "连续此数红灯建议约谈", "督办阶梯"),
    _OURS.number("letter.bulletin_weeks", 2, "期", "连续此数红灯且督办未见效，列入通报", "督办阶梯"),
    _OURS.clock("letter.warning_days", 5, W, BUREAU, "黄灯此数内将转红即预警", "督办阶梯"),
    _OURS.clock("letter.unread_days", 3, W, BUREAU, "过回复期仍未签收，先核实送达再等此数", "督办阶梯"),
    _OURS.number("letter.apart", 1, "期", "同一事项同一文种的函件至少相隔此数", "督办阶梯"),
    _OURS.number("letter.bulletin_apart", 4, "期", "同一事项两次通报至少相隔此数", "督办阶梯"),
    _OURS.number("letter.ranking", 1, "档", "通报名次：1为不排，2为可以排", "督办阶梯"),
    _OURS.number("letter.praise_weeks", 4, "期", "表扬看此数内的恢复和销号，期内不重复表扬", "督办阶梯"),
    _OURS.number("letter.praise_items", 3, "项", "恢复或销号达到此数可表扬", "督办阶梯"),
    _OURS.clock("letter.reminder_reply", 3, W, BUREAU, "回复提醒函", "督办阶梯"),
    _OURS.clock("letter.warning_reply", 3, W, BUREAU, "回复预警函", "督办阶梯"),
    _OURS.clock("letter.supervision_reply", 5, W, BUREAU, "回复督办函", "督办阶梯"),
    _OURS.clock("letter.bulletin_reply", 5, W, BUREAU, "通报后报送整改情况", "督办阶梯"),
    _OURS.clock("letter.talk_reply", 3, W, BUREAU, "回复约谈通知书", "督办阶梯"),
    _OURS.clock("letter.praise_reply", 3, W, BUREAU, "签收表扬通报", "督办阶梯"),
    _OURS.clock("letter.rectify_reply", 10, W, BUREAU, "回复整改通知书，报送整改方案", "督办阶梯"),
    _OURS.clock("letter.notice_reply", 5, W, BUREAU, "回复督导通知", "督办阶梯"),
    _OURS.clock("letter.advice_reply", 5, W, BUREAU, "回复提示函", "督办阶梯"),
    _OURS.clock("letter.correction_reply", 3, W, BUREAU, "签收更正函、致歉函", "督办阶梯"),
    _OURS.clock("letter.minutes_reply", 3, W, BUREAU, "签收会议纪要", "督办阶梯"),
    _OURS.clock("letter.right_of_reply", 5, W, BUREAU, "通报前单位陈述申辩", "督办阶梯"),
    _OURS.number("letter.sample_percent", 5, "份", "成批办理时每百份函件抽看的份数，至少五份", "督办阶梯"),
    _OURS.clock("letter.confirm_reply", 3, W, BUREAU, "核定单位的回复", "督办阶梯"),
    _OURS.clock("talk.notice", 3, W, BUREAU, "约谈至少提前通知", "约谈规则"),
    _OURS.number("talk.materials", 3, "份", "约谈最多要求准备的材料", "约谈规则"),
    _OURS.clock("talk.plan", 10, W, BUREAU, "约谈记录确认后报送整改方案", "约谈规则"),
    _OURS.clock("talk.report", 30, D, BUREAU, "约谈记录确认后报送整改报告", "约谈规则"),
    _OURS.clock("report.closing", 2, W, BUREAU, "周报截止后可补报", "周报规则"),
    _OURS.number("report.review", 1, "级", "周报审核级数：2为县级先由本单位负责人审核", "周报规则"),
    _OURS.number("times.week_load", 8, "项", "同一责任人一周到期任务超过此数时询问", "时间规则"),
    _OURS.number("reading.week_load", 5, "项", "一个单位一周到期任务超过此数时提示", "读文规则"),
    _OURS.number(
        "contradiction.stuck_from_x100", 8000, _HUNDREDTHS, "报到此数后久停不动时请单位说明", "疑问规则"
    ),
    _OURS.number("contradiction.stuck_weeks", 3, "期", "停在同一进度此数期时请单位说明", "疑问规则"),
    _OURS.number("contradiction.jump_x100", 4000, _HUNDREDTHS, "一周多报此数以上时请单位说明", "疑问规则"),
    _OURS.number(
        "contradiction.end_share_x100", 5000, _HUNDREDTHS, "最后一成时间报此数以上时请单位说明", "疑问规则"
    ),
    _OURS.number("contradiction.moved_times", 2, "次", "完成时限改动此数次时请单位说明", "疑问规则"),
    _OURS.clock("inspection.plea", 5, W, BUREAU, "对初步督导意见申辩", "督导规则"),
    _OURS.clock("inspection.rectify_report", 30, D, BUREAU, "报送督导整改情况", "督导规则"),
    _OURS.clock("help.reply", 3, W, BUREAU, "答复基层求助", "求助规则"),
    _OURS.number("help.most", 3, "次", "同一事项最多向同一单位求助的次数", "求助规则"),
    _OURS.clock("help.link", 15, D, BUREAU, "不用账号的答复链接有效", "求助规则"),
    _OURS.number("extension.leader_days", 15, "日", "延期超过此数由局领导审批", "延期规则"),
    _OURS.number("extension.leader_from", 2, "次", "自此次起的延期由局领导审批", "延期规则"),
    _OURS.clock("extension.decide", 3, W, BUREAU, "审批延期申请", "延期规则"),
    _OURS.number("notice.quiet_from", 20, "时", "每天从此时起不发提醒", "提醒规则"),
    _OURS.number("notice.quiet_until", 8, "时", "每天到此时为止不发提醒", "提醒规则"),
    _USUAL.number("password.days", 90, "日", "密码用满此数后提醒更换", "账号规则"),
    _CUSTOM.clock("handling.document", 30, D, BUREAU, "办理来文", "办理时限"),
    _CUSTOM.clock("handling.minutes", 20, D, BUREAU, "办理会议纪要", "办理时限"),
    _CUSTOM.clock("handling.instruction_urgent", 5, D, BUREAU, "办理领导批示急件", "办理时限"),
    _CUSTOM.clock("handling.instruction", 15, D, BUREAU, "办理领导批示非急件", "办理时限"),
    _CUSTOM.clock("handling.instruction_hard", 30, D, BUREAU, "办理难度大的领导批示", "办理时限"),
)
