"""Who may do what: duties that a post carries, and the permissions that a duty carries.

Nobody holds permissions of their own; they come with the post that they hold on that day.
The three administrators hold no business permission at all (GB/T 22239-2019 8.1.5, 三员分立).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.rules.enums import Labelled
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.units import UnitKind


class Duty(Labelled):
    """What a post answers for."""

    BUREAU_LEADER = "BUREAU_LEADER", "局领导"
    SUPERVISION_HEAD = "SUPERVISION_HEAD", "督查科科长"
    SUPERVISION_CLERK = "SUPERVISION_CLERK", "督查科科员"
    HEAD = "HEAD", "主要负责人"
    DEPUTY = "DEPUTY", "分管负责人"
    HANDLER = "HANDLER", "经办人"
    DISCIPLINE_MEMBER = "DISCIPLINE_MEMBER", "纪检人员"
    SYSTEM_ADMIN = "SYSTEM_ADMIN", "系统管理员"
    SECURITY_ADMIN = "SECURITY_ADMIN", "安全管理员"
    AUDIT_ADMIN = "AUDIT_ADMIN", "审计管理员"


class Scope(Labelled):
    """How far a post sees."""

    CITY = "CITY", "全市"
    BRANCH = "BRANCH", "本单位及所属"
    UNIT = "UNIT", "本单位"
    NOTHING = "NOTHING", "无业务数据"


class Permission(Labelled):
    """What may be done, in the words of the button."""

    DESK = "DESK", "看工作台"
    DOCUMENTS_SEE = "DOCUMENTS_SEE", "查看来文"
    DOCUMENTS_READ = "DOCUMENTS_READ", "登记和拆解来文"
    TASKS_SEE = "TASKS_SEE", "查看台账"
    TASKS_CLOSE = "TASKS_CLOSE", "核定销号"
    REPORTS_SEE = "REPORTS_SEE", "查看周报"
    REPORTS_SUBMIT = "REPORTS_SUBMIT", "报送周报"
    REPORTS_PASS = "REPORTS_PASS", "审核本单位周报"
    REPORTS_REVIEW = "REPORTS_REVIEW", "审核周报"
    REPORTS_ALLOW = "REPORTS_ALLOW", "登记周报例外"
    EXTENSIONS_ASK = "EXTENSIONS_ASK", "申请延期"
    EXTENSIONS_DECIDE = "EXTENSIONS_DECIDE", "审批延期"
    HELP_ASK = "HELP_ASK", "提出求助"
    HELP_ANSWER = "HELP_ANSWER", "答复求助"
    LETTERS_SEE = "LETTERS_SEE", "查看函件"
    LETTERS_DRAFT = "LETTERS_DRAFT", "起草函件"
    LETTERS_APPROVE = "LETTERS_APPROVE", "签批函件"
    LETTERS_ISSUE = "LETTERS_ISSUE", "编号并发出函件"
    LETTERS_REPLY = "LETTERS_REPLY", "签收和回复函件"
    LETTERS_CONFIRM = "LETTERS_CONFIRM", "核定回复"
    LETTERS_COSIGN = "LETTERS_COSIGN", "会签函件"
    TEMPLATES_SEE = "TEMPLATES_SEE", "查看文书模板"
    TEMPLATES_EDIT = "TEMPLATES_EDIT", "修改文书模板"
    MANDATES_SEE = "MANDATES_SEE", "查看督查立项"
    MANDATES_DRAFT = "MANDATES_DRAFT", "起草督查立项"
    MANDATES_APPROVE = "MANDATES_APPROVE", "批准督查立项"
    MANDATES_ANSWER = "MANDATES_ANSWER", "签收督查结论、申请复核和申辩"
    SANCTIONS_SEE = "SANCTIONS_SEE", "查看教育督导问责"
    SANCTIONS_KEEP = "SANCTIONS_KEEP", "登记教育督导问责"
    TALKS_SEE = "TALKS_SEE", "查看约谈和整改"
    TALKS_DRAFT = "TALKS_DRAFT", "提出约谈、起草整改通知"
    TALKS_APPROVE = "TALKS_APPROVE", "批准约谈和整改通知"
    MINUTES_CONFIRM = "MINUTES_CONFIRM", "确认约谈记录"
    RECTIFY = "RECTIFY", "报送整改方案和整改情况"
    RECTIFY_CHECK = "RECTIFY_CHECK", "核查整改、回访"
    LIST_EDIT = "LIST_EDIT", "登记年度清单"
    REQUESTS_SEE = "REQUESTS_SEE", "查看数据要求"
    REQUESTS_DRAFT = "REQUESTS_DRAFT", "起草数据要求"
    REQUESTS_ASK = "REQUESTS_ASK", "发出数据要求"
    REQUESTS_ANSWER = "REQUESTS_ANSWER", "填报数据要求"
    BURDEN_EXEMPT = "BURDEN_EXEMPT", "登记法定免于负担预算"
    CALENDAR_EDIT = "CALENDAR_EDIT", "登记放假安排"
    PARAMETERS_SEE = "PARAMETERS_SEE", "查看参数"
    PARAMETERS_SET = "PARAMETERS_SET", "登记本地参数"
    REHEARSALS_SEE = "REHEARSALS_SEE", "查看规则预演"
    REHEARSE = "REHEARSE", "预演规则"
    UNITS_SEE = "UNITS_SEE", "查看单位"
    DUTIES_EDIT = "DUTIES_EDIT", "登记单位职责"
    UNITS_LOAD = "UNITS_LOAD", "登记机构"
    POSTS_EDIT = "POSTS_EDIT", "登记任免和账号"
    CHANNELS_SET = "CHANNELS_SET", "设置通知渠道"
    AUDIT_SEE = "AUDIT_SEE", "查看操作台账"


P = Permission
_SEE = frozenset(
    {P.TALKS_SEE, P.TEMPLATES_SEE}
    | {P.DESK, P.DOCUMENTS_SEE, P.TASKS_SEE, P.REPORTS_SEE, P.LETTERS_SEE, P.MANDATES_SEE, P.REQUESTS_SEE}
    | {P.UNITS_SEE, P.PARAMETERS_SEE, P.REHEARSALS_SEE}
)
_OFFICE = _SEE | {
    P.TALKS_DRAFT,
    P.RECTIFY_CHECK,
    P.DOCUMENTS_READ,
    P.REPORTS_REVIEW,
    P.LETTERS_DRAFT,
    P.MANDATES_DRAFT,
    P.LETTERS_ISSUE,
    P.LETTERS_CONFIRM,
    P.HELP_ANSWER,
    P.DUTIES_EDIT,
    P.REHEARSE,
    P.REQUESTS_DRAFT,
    P.REQUESTS_ANSWER,
}
_UNIT = frozenset(
    {
        P.DESK,
        P.TALKS_SEE,
        P.RECTIFY,
        P.TASKS_SEE,
        P.REPORTS_SEE,
        P.REPORTS_SUBMIT,
        P.EXTENSIONS_ASK,
        P.HELP_ASK,
        P.HELP_ANSWER,
        P.LETTERS_SEE,
        P.LETTERS_REPLY,
        P.MANDATES_SEE,
        P.MANDATES_ANSWER,
        P.SANCTIONS_SEE,
        P.REQUESTS_SEE,
        P.REQUESTS_DRAFT,
        P.REQUESTS_ANSWER,
        P.UNITS_SEE,
        P.PARAMETERS_SEE,
        P.REHEARSALS_SEE,
    }
)

PERMISSIONS: Mapping[Duty, frozenset[Permission]] = {
    Duty.BUREAU_LEADER: _SEE
    | {P.TALKS_APPROVE, P.MINUTES_CONFIRM, P.RECTIFY_CHECK}
    | {P.LETTERS_APPROVE, P.MANDATES_APPROVE, P.TASKS_CLOSE, P.EXTENSIONS_DECIDE, P.HELP_ANSWER}
    | {P.SANCTIONS_SEE, P.SANCTIONS_KEEP, P.BURDEN_EXEMPT, P.REHEARSE},
    Duty.SUPERVISION_HEAD: _OFFICE
    | {P.MINUTES_CONFIRM}
    | {P.TASKS_CLOSE, P.EXTENSIONS_DECIDE, P.CALENDAR_EDIT, P.LIST_EDIT, P.PARAMETERS_SET, P.REPORTS_ALLOW}
    | {P.SANCTIONS_SEE, P.SANCTIONS_KEEP, P.REQUESTS_ASK, P.BURDEN_EXEMPT, P.TEMPLATES_EDIT},
    Duty.SUPERVISION_CLERK: _OFFICE,
    Duty.HEAD: _UNIT | {P.MINUTES_CONFIRM, P.REPORTS_PASS, P.REQUESTS_ASK, P.LETTERS_COSIGN},
    Duty.DEPUTY: _UNIT | {P.MINUTES_CONFIRM, P.REPORTS_PASS, P.REQUESTS_ASK, P.LETTERS_COSIGN},
    Duty.HANDLER: _UNIT,
    Duty.DISCIPLINE_MEMBER: _SEE,
    Duty.SYSTEM_ADMIN: frozenset({P.DESK, P.UNITS_SEE, P.UNITS_LOAD, P.POSTS_EDIT, P.CHANNELS_SET}),
    Duty.SECURITY_ADMIN: frozenset({P.DESK}),
    Duty.AUDIT_ADMIN: frozenset({P.DESK, P.AUDIT_SEE}),
}

FIRST_RESPONSIBLE = frozenset({Duty.HEAD, Duty.SUPERVISION_HEAD})
DIRECTLY_RESPONSIBLE = frozenset({Duty.DEPUTY, Duty.SUPERVISION_CLERK})
ADMINISTRATORS = frozenset({Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN})
KEYS_FROM_THE_MACHINE = frozenset({Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN})
"""Whose passwords the system administrator may not give: who watches is not let in by who is watched."""
_CITY_WIDE = frozenset(
    {Duty.BUREAU_LEADER, Duty.SUPERVISION_HEAD, Duty.SUPERVISION_CLERK, Duty.DISCIPLINE_MEMBER}
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one post, as they were on that day; the ledger copies these words."""

    person_id: int
    post_id: int
    name: str
    title: str
    duty: Duty
    unit_id: int
    unit_name: str
    unit_path: str
    unit_kind: UnitKind
    branch_id: int

    @property
    def scope(self) -> Scope:
        """Return how far this actor sees."""
        return scope_of(self.duty, self.unit_kind)

    def may(self, permission: Permission) -> bool:
        """Return whether the post carries this permission."""
        return permission in PERMISSIONS[self.duty]

    @property
    def words(self) -> str:
        """Return "示例市教育局督查科科长 某某" as the ledger and the pages print it."""
        return f"{self.unit_name}{self.title} {self.name}"


def scope_of(duty: Duty, unit_kind: UnitKind) -> Scope:
    """Return how far a duty in a unit of this kind sees."""
    if duty in ADMINISTRATORS:
        return Scope.NOTHING
    if duty in _CITY_WIDE:
        return Scope.CITY
    if unit_kind in {UnitKind.OFFICE, UnitKind.COUNTY}:
        return Scope.BRANCH
    return Scope.UNIT


def why_not(actor: Actor, permission: Permission) -> str | None:
    """Return why this actor may not do it, and who may; None when they may."""
    if actor.may(permission):
        return None
    able = "、".join(duty.label for duty in Duty if permission in PERMISSIONS[duty])
    return f"“{permission.label}”由{able}办理，您当前的身份是{actor.duty.label}。"


def why_not_hold(duties_held: frozenset[Duty], duty: Duty) -> str | None:
    """Return why a person holding `duties_held` may not be given `duty` as well; None when they may.

    GB/T 22239-2019 8.1.5.1-8.1.5.3: the system, security and audit administrators are three persons.
    """
    if duty in ADMINISTRATORS and duties_held - {duty}:
        return (
            "系统、安全、审计三员应由不同的人担任，且不得兼任业务岗位（GB/T 22239-2019 8.1.5）。"
            "请先免去其他岗位。"
        )
    if duty not in ADMINISTRATORS and duties_held & ADMINISTRATORS:
        return "三员不得兼任业务岗位（GB/T 22239-2019 8.1.5）。请先免去其管理员岗位。"
    return None


def why_not_end(duties_ending: Collection[Duty], is_one_left: bool) -> str | None:
    """Return why posts with these duties may not end; `is_one_left`: a system administrator stays."""
    if Duty.SYSTEM_ADMIN not in duties_ending or is_one_left:
        return None
    return (
        "这样一来没有人担任系统管理员，谁也不能再登记任免、发放密码。"
        "请先任命接任的系统管理员，或在交接时选“新任命一位”。"
    )


def why_not_give_password(actor: Actor, duties_held: Collection[Duty]) -> str | None:
    """Return why this actor may not give a password to somebody with these duties; None when they may.

    GB/T 22239-2019 8.1.5.1-8.1.5.3: were the system administrator to set the password of the security or the
    audit administrator, the three would be one. SYSTEM, which acts on the machine itself, may.
    """
    if refusal := why_not(actor, Permission.POSTS_EDIT):
        return refusal
    kept = next((duty for duty in duties_held if duty in KEYS_FROM_THE_MACHINE), None)
    if kept and actor != SYSTEM:
        return (
            f"{kept.label}的密码不由系统管理员发放（三员分立，GB/T 22239-2019 8.1.5）。"
            "请由本人在场，在服务器上运行 luoshi password 账号。"
        )
    return None


def is_password_old(set_on: date, today: date, book: ParameterBook) -> bool:
    """Return whether a password has been in use for longer than it should be (GB/T 22239-2019 8.1.4.1)."""
    return today > set_on + timedelta(days=book.value("password.days", today))


def held_on(from_on: date, to_on: date | None, day: date) -> bool:
    """Return whether a post held from `from_on` to `to_on` (inclusive; None: it lasts) was held on `day`."""
    return from_on <= day and (to_on is None or day <= to_on)


SYSTEM = Actor(
    person_id=0,
    post_id=0,
    name="定时任务",
    title="",
    duty=Duty.SYSTEM_ADMIN,
    unit_id=0,
    unit_name="系统",
    unit_path="",
    unit_kind=UnitKind.BUREAU,
    branch_id=0,
)
"""What the clock and the first setting up act as: no permission to decide anything in the work itself."""
