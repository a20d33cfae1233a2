"""What is done about an obstacle: answered, confirmed, asked once more, taken back; a link given anew."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import obstacles as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.obstacles import views
from luoshi.pages.obstacles.forms import AgainForm, EndForm, OwnAnswerForm
from luoshi.queries.obstacles import Matter
from luoshi.rules.calendar import full_date
from luoshi.rules.obstacles import Outcome
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.HELP_ANSWER)
@require_POST
def answer(request: Request, obstacle_id: int) -> HttpResponse:
    """Answer for one's own unit."""
    matter, form = views.one(request, obstacle_id), OwnAnswerForm(request.POST)

    def do() -> str:
        said = form.cleaned_data
        actions.answer_obstacle(
            obstacle=matter,
            number=said["number"],
            outcome=Outcome(said["outcome"]),
            answer=said["answer"],
            who_can=said["who_can"],
            by=request.actor,
            at=request.now,
        )
        return f"答复已送{matter.assignment.unit.short_name}确认；没有解决的，对方可以写明还差什么再问。"

    return _step(request, matter, form, do)


@allowed(Permission.HELP_ASK)
@require_POST
def confirm(request: Request, obstacle_id: int) -> HttpResponse:
    """Close an answered obstacle."""
    matter, form = views.one(request, obstacle_id), EndForm(request.POST, prefix="end")

    def do() -> str:
        words = form.cleaned_data["words"]
        actions.confirm_obstacle(obstacle=matter, words=words, by=request.actor, at=request.now)
        return "已确认了结。暂停的日子不计入您的时限。"

    return _step(request, matter, form, do)


@allowed(Permission.HELP_ASK)
@require_POST
def again(request: Request, obstacle_id: int) -> HttpResponse:
    """Say that it is not solved, and ask once more."""
    matter, form = views.one(request, obstacle_id), AgainForm(request.POST, prefix="again")

    def do() -> str:
        asking = actions.ask_again(
            obstacle=matter, words=form.cleaned_data["words"], by=request.actor, at=request.now
        )
        return (
            f"已请{matter.helper.name}再办，应于{full_date(asking.due_on)}前答复；您的时限从明天起再次暂停。"
        )

    return _step(request, matter, form, do)


@allowed(Permission.HELP_ASK)
@require_POST
def withdraw(request: Request, obstacle_id: int) -> HttpResponse:
    """Take a question back."""
    matter, form = views.one(request, obstacle_id), EndForm(request.POST, prefix="end")

    def do() -> str:
        words = form.cleaned_data["words"]
        actions.withdraw_obstacle(obstacle=matter, words=words, by=request.actor, at=request.now)
        return "求助已撤回，求助以来的日子照常计时。"

    return _step(request, matter, form, do)


@allowed(Permission.TASKS_SEE)
@require_POST
def link(request: Request, obstacle_id: int) -> HttpResponse:
    """Give a new link; the one before lets nobody in any more."""
    matter = views.one(request, obstacle_id)
    asking = actions.give_link(obstacle=matter, by=request.actor, at=request.now)
    until = full_date(asking.link_until_on) if asking.link_until_on else ""
    messages.success(request, f"链接已换新，{until}前有效；原来的链接不能再用。")
    return redirect("obstacle", matter.id)


def _step(request: Request, matter: Matter, form: Form, do: Callable[[], str]) -> HttpResponse:
    """Return what comes of a step: the page anew, or the page with the form as it was typed."""
    if not form.is_valid():
        return views.page_of(request, matter, form, 422)
    try:
        said = do()
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        matter.refresh_from_db()
        return views.page_of(request, matter, form, 409)
    messages.success(request, said)
    return redirect("obstacle", matter.id)
