"""What waits about help and time: dates and plans to decide, questions to answer, answers to confirm."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from luoshi.queries import extensions, obstacles, plans
from luoshi.queries.desks.model import LISTED, Decision
from luoshi.records import questions
from luoshi.rules.calendar import short_date
from luoshi.rules.people import Actor, Permission

_ABOUT = ("assignment__unit__short_name", "assignment__task__summary")


def help_waiting(actor: Actor, today: date) -> list[Decision]:
    """Return what of extensions, changes of plans and help waits for the actor. Five questions at most."""
    found = [
        Decision(
            "审批延期",
            f"{unit}：{summary}",
            f"/extensions/{key}/",
            decide_by_on,
            f"申请延至{short_date(proposed_on, today)}。{reason}",
        )
        for key, unit, summary, decide_by_on, proposed_on, reason in questions.ask(_wishes, actor)
    ]
    found += [
        Decision(
            "审批计划调整",
            f"{unit}：{summary}",
            f"/plans/changes/{key}/",
            None,
            f"{len(moves)}个环节的时间。{reason}",
        )
        for key, unit, summary, moves, reason in questions.ask(_changes, actor)
    ]
    found += [
        Decision("答复求助", f"{unit}：{summary}", f"/obstacles/{key}/", due_on, words[:120])
        for key, unit, summary, due_on, words in questions.ask(_asked, actor)
    ]
    found += [
        Decision(
            "确认答复",
            f"{helper}答复了求助：{summary}",
            f"/obstacles/{key}/",
            None,
            "已恢复计时。解决了就确认了结，没有解决的写明还差什么。",
        )
        for key, helper, summary in questions.ask(_answered, actor)
    ]
    if actor.may(Permission.LETTERS_DRAFT) and (late := questions.ask(_late, today)):
        named = "、".join(dict.fromkeys(helper for (helper,) in late[:LISTED]))
        words = f"{len(late)}件求助逾期没有答复，有单位在等"
        found.append(Decision("催答复", words, "/obstacles/", None, named))
    return found


def _wishes(actor: Actor) -> QuerySet[Any, Any]:
    wishes = extensions.waiting(actor)
    return wishes.values_list("id", *_ABOUT, "decide_by_on", "proposed_on", "reason")[:LISTED]


def _changes(actor: Actor) -> QuerySet[Any, Any]:
    return plans.waiting(actor).values_list("id", *_ABOUT, "moves", "reason")[:LISTED]


def _asked(actor: Actor) -> QuerySet[Any, Any]:
    about = (f"obstacle__{name}" for name in _ABOUT)
    return obstacles.to_answer(actor).values_list("obstacle_id", *about, "due_on", "words")[:LISTED]


def _answered(actor: Actor) -> QuerySet[Any, Any]:
    matters = obstacles.to_confirm(actor)
    return matters.values_list("id", "helper__short_name", "assignment__task__summary")[:LISTED]


def _late(on: date) -> QuerySet[Any, Any]:
    return obstacles.overdue(on).values_list("obstacle__helper__short_name")
