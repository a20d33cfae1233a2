"""How the ledger of actions is chained, so that any change to it can be found and named.

Each entry's seal is SM3 (GB/T 32905-2016) over the seal before it and the entry's own words in one
canonical form. Altering an entry breaks its own seal; removing or moving one breaks the next link;
cutting the end off leaves the head pointing past the last entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64

ACTION_WORDS: Mapping[str, str] = {
    "alerts.dismiss": "决定不发函",
    "alerts.settle": "更新预警",
    "batches.decide": "决定成批办理函件",
    "batches.pack": "打包一批函件",
    "burden.count": "统计一周负担",
    "burden.relieve": "登记法定免于负担预算",
    "calendar.enter_school_year": "登记校历",
    "calendar.enter_year": "登记放假安排",
    "contradictions.answer": "说明疑问",
    "contradictions.close": "了结疑问",
    "contradictions.raise": "更新疑问",
    "desks.ask_sheet": "导出台账（后台办理）",
    "desks.delete_view": "删除常用视图",
    "desks.save_view": "保存常用视图",
    "documents.publish": "发布任务、交办各单位",
    "documents.receive": "上传来文（后台读入）",
    "documents.register": "登记来文",
    "errands.stop": "停止后台办理",
    "handovers.hand_over": "办理交接",
    "imports.check": "核对名册",
    "imports.confirm": "确认导入名册",
    "imports.discard": "放弃名册",
    "imports.receive": "上传名册",
    "imports.store": "导入名册",
    "forecasts.draw": "预测按期可能",
    "extensions.ask": "申请延期",
    "extensions.grant": "同意延期",
    "extensions.hand_up": "延期申请报局领导",
    "extensions.refuse": "不同意延期",
    "extensions.withdraw": "撤回延期申请",
    "lamps.turn": "更新亮灯",
    "leads.decide": "决定线索移送建议",
    "leads.draft": "起草线索移送建议",
    "letters.add_items": "并入函件草稿",
    "letters.answer_hearing": "对拟通报内容陈述申辩",
    "letters.archive": "函件归档",
    "letters.approve": "签批函件",
    "letters.close": "核定回复、办结函件",
    "letters.countersign": "会签函件",
    "letters.discard": "函件不采用",
    "letters.draft": "起草函件",
    "letters.edit": "修改函件",
    "letters.finish_item": "回复事项报完成",
    "letters.issue": "发出函件",
    "letters.judge_item": "核定回复事项",
    "letters.name_countersigners": "确定会签处室",
    "letters.number": "函件编号",
    "letters.read": "签收函件",
    "letters.recount": "重算回复期限",
    "letters.reply": "回复函件",
    "letters.return_reply": "退回函件回复",
    "letters.reword_item": "修改回复事项",
    "letters.send_back": "退回函件草稿",
    "letters.strike_item": "从函件草稿中删去事项",
    "letters.submit": "函件送签",
    "letters.tell_unit": "告知单位拟通报的内容",
    "letters.withdraw": "撤回函件",
    "mandates.draft": "起草督查立项",
    "mandates.edit": "修改督查立项",
    "mandates.submit": "督查立项送批",
    "mandates.approve": "批准督查立项",
    "mandates.send_back": "退回督查立项",
    "mandates.discard": "督查立项不采用",
    "mandates.override": "说明理由继续督查立项",
    "mandates.end": "结束督查",
    "mandates.ask_change": "申请变更督查方案",
    "mandates.grant_change": "批准变更督查方案",
    "mandates.refuse_change": "不同意变更督查方案",
    "mandates.enter_item": "登记年度清单事项",
    "mandates.strike_item": "划去年度清单事项",
    "conclusions.draft": "起草督查结论",
    "conclusions.edit": "修改督查结论",
    "conclusions.submit": "督查结论送批",
    "conclusions.approve": "批准并反馈督查结论",
    "conclusions.send_back": "退回督查结论",
    "conclusions.discard": "督查结论不采用",
    "conclusions.receive": "签收督查结论",
    "conclusions.ask_review": "申请复核督查结论",
    "conclusions.name_reviewers": "指定复核人员",
    "conclusions.decide_review": "作出复核决定",
    "conclusions.decline_review": "复核申请逾期不予复核",
    "conclusions.suggest": "提出表扬、激励、批评、追责建议",
    "conclusions.approve_suggestion": "登记建议的批准",
    "conclusions.refuse_suggestion": "登记建议未获批准",
    "conclusions.carry_out_suggestion": "登记建议的实施",
    "opinions.draft": "起草督导意见",
    "opinions.edit": "修改督导意见",
    "opinions.send": "反馈初步督导意见",
    "opinions.recall": "收回初步督导意见",
    "opinions.hear": "登记听取申辩",
    "opinions.issue": "印发督导意见书",
    "opinions.discard": "督导意见不采用",
    "opinions.report_mended": "报告督导整改情况",
    "opinions.return_report": "退回督导整改报告",
    "opinions.check_report": "登记督导整改核查",
    "opinions.publish_report": "登记督导报告公布",
    "sanctions.prepare": "登记问责事实材料",
    "sanctions.hear": "登记问责陈述申辩",
    "sanctions.record_decision": "登记问责决定",
    "sanctions.hand_over": "出具处分建议书、移交函",
    "sanctions.drop": "登记不予问责",
    "sanctions.record_appeal": "登记复核、申诉申请",
    "sanctions.settle_appeal": "登记复核、申诉结果",
    "sanctions.correct": "登记问责决定纠正",
    "notices.mute": "关闭本人的提醒",
    "notices.queue": "汇总待发的提醒",
    "notices.remind": "发出提醒",
    "notices.remove_route": "取消提醒去向",
    "notices.set_channel": "设置通知渠道",
    "notices.set_routes": "登记提醒去向",
    "notices.switch_channel": "启用、停用通知渠道",
    "notices.try_channel": "试发通知渠道",
    "notices.unmute": "恢复本人的提醒",
    "obstacles.answer": "答复求助",
    "obstacles.answer_by_link": "凭链接答复求助",
    "obstacles.ask_again": "求助没有解决、再次提出",
    "obstacles.carry": "顺延暂停计时的时限",
    "obstacles.confirm": "确认求助了结",
    "obstacles.give_link": "换新答复链接",
    "obstacles.raise": "提出求助",
    "obstacles.withdraw": "撤回求助",
    "parameters.set": "调整参数",
    "rehearsals.ask": "预演规则",
    "rehearsals.keep": "记下预演结果",
    "people.act_in": "切换岗位",
    "people.appoint": "任职",
    "people.change_password": "更改密码",
    "people.end_post": "免职",
    "people.issue_password": "发放密码",
    "people.load_posts": "批量任职",
    "people.open_account": "开通账号",
    "people.sign_in": "登录",
    "people.sign_out": "退出登录",
    "plans.ask": "申请计划调整",
    "plans.await": "登记前置任务",
    "plans.break_down": "分解任务",
    "plans.grant": "同意计划调整",
    "plans.refuse": "不同意计划调整",
    "plans.release": "取消前置任务",
    "plans.shape": "定计划形状",
    "plans.withdraw": "撤回计划调整",
    "rectifications.approve": "批准整改通知",
    "rectifications.cancel": "取消整改通知",
    "rectifications.check": "整改事项核查通过",
    "rectifications.close": "办结整改",
    "rectifications.draft": "起草整改通知",
    "rectifications.report": "报送整改情况",
    "rectifications.send_back": "整改事项核查未通过",
    "reports.accept": "认可周报",
    "reports.allow": "登记周报例外",
    "reports.pass": "审核通过周报",
    "reports.recount_lateness": "按新日历改正迟报",
    "reports.return": "退回周报",
    "reports.submit": "报送周报",
    "requests.answer": "填报数据要求",
    "requests.ask": "发出数据要求",
    "requests.block": "数据要求被拦下",
    "requests.close": "结束数据要求",
    "requests.correct": "更正所报的数",
    "requests.discard": "数据要求不发出",
    "requests.draft": "起草数据要求",
    "requests.edit": "修改数据要求",
    "requests.make_room": "撤回数据要求，为函件或督查腾出时间",
    "requests.take_known": "采用已有的数",
    "requests.withdraw": "撤回数据要求",
    "talks.approve": "批准约谈",
    "talks.cancel": "取消约谈",
    "talks.close": "办结约谈",
    "talks.confirm": "确认约谈记录",
    "talks.dispute": "对约谈记录提出异议",
    "talks.file_plan": "报送整改方案",
    "talks.file_report": "报送整改报告",
    "talks.hold": "登记约谈",
    "talks.move": "约谈改期",
    "talks.plan": "提出约谈",
    "talks.recount": "重算整改方案、报告的期限",
    "talks.resume": "回访后要求继续整改",
    "talks.revisit": "登记回访",
    "talks.write": "写约谈记录",
    "tasks.accept": "采纳为任务",
    "tasks.ask_to_close": "申请销号",
    "tasks.assign": "指定责任单位",
    "tasks.confirm_close": "核定销号",
    "tasks.drop": "列为不作任务",
    "tasks.edit": "修改任务",
    "tasks.teach_name": "记下单位叫法",
    "tasks.forget_name": "取消单位叫法",
    "tasks.merge": "合并任务",
    "tasks.propose": "补列任务",
    "tasks.advise": "请模型提示漏读",
    "tasks.refuse_close": "退回销号申请",
    "tasks.reopen": "撤回决定、重新审定",
    "tasks.split": "拆分任务",
    "tasks.set_stages": "定阶段时限",
    "times.close_feed": "停用订阅日历",
    "times.open_feed": "生成订阅日历",
    "templates.change": "修改文书模板",
    "templates.restore": "恢复文书模板",
    "units.add_duty": "登记单位职责",
    "units.end_duty": "终止单位职责",
    "units.load_tree": "建立机构",
}
"""What each action is called where people read the ledger; the code is what is stored and sealed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody did. Names are copied as they were; there are no references."""

    number: int
    at: datetime
    action: str
    subject: str
    actor: str
    unit: str
    post_id: int
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry with the seal that was stored beside it."""

    entry: Entry
    seal: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the ledger: at which entry, and what."""

    number: int
    words: str


def canonical(entry: Entry) -> bytes:
    """Return the entry in the one form that is sealed: UTF-8 JSON, sorted keys, UTC microseconds."""
    return _CANONICAL.encode(
        [
            entry.number,
            entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            entry.action,
            entry.subject,
            entry.actor,
            entry.unit,
            entry.post_id,
            entry.facts,
        ]
    ).encode()


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(before: str, entry: Entry) -> str:
    """Return the 64 hexadecimal digits that seal `entry` behind the seal `before`."""
    return hashlib.new("sm3", before.encode() + canonical(entry)).hexdigest()


def digest(text: str) -> str:
    """Return the SM3 digest of a text (UTF-8), 64 hexadecimal digits."""
    return hashlib.new("sm3", text.encode()).hexdigest()


def digest_of_bytes(data: bytes) -> str:
    """Return the SM3 digest of a file, 64 hexadecimal digits."""
    return hashlib.new("sm3", data).hexdigest()


def faults(entries: Iterable[Sealed], head_number: int, head_seal: str) -> Iterable[Fault]:
    """Yield every fault of a ledger whose entries come in the order of their stored numbers.

    After a fault the check goes on from the stored seal, so that one altered entry is one fault.
    """
    before, expected = GENESIS, 1
    for sealed in entries:
        number = sealed.entry.number
        if number < 1:
            yield Fault(number, f"第{number}条不应存在（编号从1开始）")
            continue
        if number > head_number:
            yield Fault(number, f"第{number}条不应存在（台账登记的末条是第{head_number}条）")
            continue
        if number != expected:
            yield Fault(expected, f"{_run(expected, number - 1)}缺失（第{number}条之前）")
        elif seal(before, sealed.entry) != sealed.seal:
            yield Fault(
                number, f"第{number}条（{sealed.entry.action} {sealed.entry.subject}）的内容或次序被改动"
            )
        before, expected = sealed.seal, number + 1
    if expected - 1 != head_number:
        yield Fault(expected, f"{_run(expected, head_number)}缺失（台账末尾被截断）")
    elif before != head_seal:
        yield Fault(head_number, f"台账末尾第{head_number}条的封印与登记的不一致")


def _run(first: int, last: int) -> str:
    return f"第{first}条" if first == last else f"第{first}至{last}条"
