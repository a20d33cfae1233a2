"""What may be done with a letter next, by whom, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.queries import burden, letters
from luoshi.rules import letters as rules
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.units import UnitKind

S, P = LetterState, Permission


@dataclass(frozen=True, slots=True)
class Step:
    """One move: where it leads, who makes it, the words of its button, and what it asks to be written."""

    to: LetterState
    url_name: str
    verb: str
    permission: Permission
    asks: str = ""
    hint: str = ""


_DISCARD = Step(
    S.DISCARDED,
    "letter-discard",
    "不采用",
    P.LETTERS_DRAFT,
    "不采用的理由",
    "如：单位已补报、客观原因已核实。所涉预警按不发函处理。",
)
_WITHDRAW = Step(
    S.WITHDRAWN,
    "letter-withdraw",
    "撤回",
    P.LETTERS_ISSUE,
    "撤回的理由",
    "理由告知收函单位；文号保留，不再另用。",
)
_REPLY = Step(
    S.REPLIED,
    "letter-reply",
    "回复",
    P.LETTERS_REPLY,
    "回复内容",
    "逐项写明原因、已采取的措施、责任人和完成时间；需要协调的、对数据有异议的一并写明。",
)

STEPS: Mapping[LetterState, tuple[Step, ...]] = {
    S.DRAFT: (
        Step(S.SUBMITTED, "letter-submit", "送局领导签批", P.LETTERS_DRAFT),
        Step(S.COSIGNING, "letter-submit", "送会签", P.LETTERS_DRAFT),
        _DISCARD,
    ),
    S.COSIGNING: (
        Step(S.SUBMITTED, "letter-agree", "同意会签", P.LETTERS_COSIGN),
        Step(
            S.DRAFT,
            "letter-object",
            "不同意",
            P.LETTERS_COSIGN,
            "不同意的意见",
            "涉及本处室业务的哪一处、应当怎样改。函件退回起草人修改后再送会签。",
        ),
        _DISCARD,
    ),
    S.SUBMITTED: (
        Step(S.APPROVED, "letter-approve", "签批", P.LETTERS_APPROVE),
        Step(
            S.DRAFT,
            "letter-send-back",
            "退回修改",
            P.LETTERS_APPROVE,
            "退回的意见",
            "起草人据此修改后再送签。",
        ),
        _DISCARD,
    ),
    S.APPROVED: (Step(S.NUMBERED, "letter-number", "编号", P.LETTERS_ISSUE), _DISCARD),
    S.NUMBERED: (Step(S.ISSUED, "letter-issue", "发出", P.LETTERS_ISSUE), _WITHDRAW),
    S.ISSUED: (
        Step(S.READ, "letter-read", "签收", P.LETTERS_REPLY),
        Step(S.CLOSED, "letter-read", "签收", P.LETTERS_REPLY),
        _WITHDRAW,
    ),
    S.READ: (_REPLY, _WITHDRAW),
    S.REPLIED: (
        Step(S.CLOSED, "letter-close", "核定回复，办结", P.LETTERS_CONFIRM),
        Step(
            S.RETURNED,
            "letter-return",
            "退回回复",
            P.LETTERS_CONFIRM,
            "还缺什么",
            "收函单位据此补充后重新回复。",
        ),
        _WITHDRAW,
    ),
    S.RETURNED: (_REPLY, _WITHDRAW),
    S.CLOSED: (Step(S.ARCHIVED, "letter-archive", "归档", P.LETTERS_ISSUE),),
    S.ARCHIVED: (),
    S.WITHDRAWN: (),
    S.DISCARDED: (),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A step with its button's words and, where it may not be made now, the reason."""

    step: Step
    label: str
    why_not: str | None


def offers(letter: letters.Letter, actor: Actor, items: int, today: date) -> list[Offer]:
    """Return the step forward, greyed with its reason where it must be, and all others the actor may make."""
    found = []
    closed_is_quiet = letter.state == S.CLOSED and not actor.may(P.LETTERS_ISSUE)
    for place, step in enumerate(() if closed_is_quiet else _open_to(letter)):
        reason = why_not(actor, step.permission) or _why_not(letter, actor, step, items, today)
        if place == 0 or reason is None:
            found.append(Offer(step, _label(letter, step), reason))
    return found


def _open_to(letter: letters.Letter) -> list[Step]:
    """Return the steps of this letter: where it goes may depend on its kind and on who is to countersign."""
    steps, out = STEPS[S(letter.state)], set()
    if letter.state == S.DRAFT:
        out = {S.SUBMITTED} if letters.named_of(letter) else {S.COSIGNING}
    elif letter.state == S.ISSUED:
        out = {S.READ} if LetterKind(letter.kind) in rules.UNANSWERED else {S.CLOSED}
    return [step for step in steps if step.to not in out]


def _label(letter: letters.Letter, step: Step) -> str:
    if step.to in {S.SUBMITTED, S.COSIGNING, S.DRAFT, S.RETURNED} or step.permission is P.LETTERS_CONFIRM:
        return step.verb
    return f"{step.verb}{letters.instrument_of(letter)}"


def _why_not(letter: letters.Letter, actor: Actor, step: Step, items: int, today: date) -> str | None:
    if step.permission is P.LETTERS_REPLY and actor.unit_id != letter.unit_id:
        return f"由收函单位{letter.unit.short_name}办理。"
    if letter.state == S.COSIGNING and step.permission is P.LETTERS_COSIGN:
        asked = letters.asked_of(letter)
        if actor.unit_id not in {each.unit_id for each in asked}:
            return f"等{'、'.join(each.unit.name for each in asked)}会签，都同意后送局领导签批。"
        return None
    if letter.state == S.DRAFT and step.to in {S.SUBMITTED, S.COSIGNING}:
        return (
            rules.why_not_submit(S.DRAFT, letter.text)
            or letters.why_not_go_on(letter, today)
            or letters.why_not_print(letter, today)
        )
    if letter.state == S.REPLIED and step.to is S.CLOSED:
        return rules.why_not_close(S.REPLIED, letters.unjudged(letter))
    if step.to is S.APPROVED:
        return rules.why_not_approve(
            author_posts=letters.author_posts(letter),
            approver_post=actor.post_id,
            items=items,
            text=letter.text,
            must_list=LetterKind(letter.kind) in rules.LISTING,
        ) or letters.why_not_go_on(letter, today)
    if step.to is S.NUMBERED:
        return (
            rules.why_not_address(UnitKind(letter.unit.kind))
            or letters.why_not_issue(letter)
            or letters.why_not_go_on(letter, today)
            or burden.of_letter(letter, today).why_not(today)
        )
    if step.to is S.ISSUED:
        return rules.why_not_address(UnitKind(letter.unit.kind)) or letters.why_not_issue(letter)
    return None
