"""What is done about an obstacle: answered, confirmed, asked once more, taken back; a link given anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import obstacles as actions
from luoshi.pages.doors import Door, Request, allowed
from luoshi.pages.obstacles import views
from luoshi.pages.obstacles.forms import AgainForm, EndForm, OwnAnswerForm
from luoshi.queries.obstacles import Matter
from luoshi.rules.calendar import full_date
from luoshi.rules.obstacles import Outcome
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

Step = Callable[[Request, Matter, dict[str, Any]], str]


def _step(
    permission: Permission, form_of: type[Form], prefix: str | None = None
) -> Callable[[Step], Door[[int]]]:
    """Make a view of one step: it does what a whole form says, and tells what comes next.

    The page comes anew, or with the form as it was typed and the reason why it was not done.
    """

    def made(do: Step) -> Door[[int]]:
        @allowed(permission)
        @require_POST
        @wraps(do)
        def view(request: Request, obstacle_id: int) -> HttpResponse:
            matter, form = views.one(request, obstacle_id), form_of(request.POST, prefix=prefix)
            if not form.is_valid():
                return views.page_of(request, matter, form, 422)
            try:
                messages.success(request, do(request, matter, form.cleaned_data))
            except (Refused, SomebodyWasFirst) as refusal:
                form.add_error(None, refusal.reason)
                matter.refresh_from_db()
                return views.page_of(request, matter, form, 409)
            return redirect("obstacle", matter.id)

        return view

    return made


@_step(Permission.HELP_ANSWER, OwnAnswerForm)
def answer(request: Request, matter: Matter, said: dict[str, Any]) -> str:
    """Answer for one's own unit."""
    said["outcome"] = Outcome(said["outcome"])
    actions.answer_obstacle(obstacle=matter, **said, by=request.actor, at=request.now)
    return f"答复已送{matter.assignment.unit.short_name}确认；没有解决的，对方可以写明还差什么再问。"


@_step(Permission.HELP_ASK, EndForm, "end")
def confirm(request: Request, matter: Matter, said: dict[str, Any]) -> str:
    """Close an answered obstacle."""
    actions.confirm_obstacle(obstacle=matter, **said, by=request.actor, at=request.now)
    return "已确认了结。暂停的日子不计入您的时限。"


@_step(Permission.HELP_ASK, AgainForm, "again")
def again(request: Request, matter: Matter, said: dict[str, Any]) -> str:
    """Say that it is not solved, and ask once more."""
    asking = actions.ask_again(obstacle=matter, **said, by=request.actor, at=request.now)
    due = full_date(asking.due_on)
    return f"已请{matter.helper.name}再办，应于{due}前答复；您的时限从明天起再次暂停。"


@_step(Permission.HELP_ASK, EndForm, "end")
def withdraw(request: Request, matter: Matter, said: dict[str, Any]) -> str:
    """Take a question back."""
    actions.withdraw_obstacle(obstacle=matter, **said, by=request.actor, at=request.now)
    return "求助已撤回，求助以来的日子照常计时。"


@allowed(Permission.TASKS_SEE)
@require_POST
def link(request: Request, obstacle_id: int) -> HttpResponse:
    """Give a new link; the one before lets nobody in any more."""
    matter = views.one(request, obstacle_id)
    asking = actions.give_link(obstacle=matter, by=request.actor, at=request.now)
    until = full_date(asking.link_until_on) if asking.link_until_on else ""
    messages.success(request, f"链接已换新，{until}前有效；原来的链接不能再用。")
    return redirect("obstacle", matter.id)
