"""How the demo city climbs the ladder: what is said of a unit is told first, and some units answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from luoshi.actions import letters
from luoshi.crafts.papers import Layout
from luoshi.queries import letters as letter_queries
from luoshi.queries.letters import Letter
from luoshi.rules.letters import HEARD_FIRST
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused

_ANSWER = "属实。用地手续正在补办，月底前可以开工，请在通报中一并说明。"

_ARRANGED = {
    "约谈事由": "通报后所列任务仍未恢复，需当面了解困难和打算",
    "约谈时间": "本周五上午9时",
    "约谈地点": "市教育局三楼会议室",
    "参加人员": "你单位分管负责人和经办科室负责人",
}
"""What the office fills in by hand when it arranges a talk."""


def heard(drafts: Sequence[Letter], clerk: Actor, at: datetime) -> list[Letter]:
    """Tell each unit what a 通报 will say of it; return the drafts that need not wait for an answer."""
    ready = []
    for letter in drafts:
        told = letter_queries.latest(letter) if letter.kind in HEARD_FIRST else None
        if letter.kind not in HEARD_FIRST:
            ready.append(letter)
        elif told is None:
            letters.tell_unit(letter=letter, by=clerk, at=at)
        elif told.answered_at or told.due_on < timezone.localdate(at):
            ready.append(letter)
    return ready


def answer(handlers: Mapping[int, Actor], at: datetime) -> None:
    """Let every other unit answer what it was told."""
    for handler in handlers.values():
        for told in letter_queries.waiting_to_answer(handler):
            if told.id % 2:
                letters.answer_hearing(hearing=told, answer=_ANSWER, by=handler, at=at)


def hand_up(letter: Letter, clerk: Actor, at: datetime) -> bool:
    """Hand a draft up; give it up with the gate's reason where the gate says no. Return whether it went."""
    try:
        text = letter.text
        for field, words in _ARRANGED.items():
            text = text.replace("{{" + field + "}}", words)
        if text != letter.text:
            letters.edit_letter(
                letter=letter, title=letter.title, text=text, layout=Layout(letter.layout), by=clerk, at=at
            )
        letters.submit_letter(letter=letter, by=clerk, at=at)
    except Refused as refusal:
        letters.discard_letter(letter=letter, reason=refusal.reason[:200], by=clerk, at=at)
        return False
    return True
