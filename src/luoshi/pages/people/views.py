"""People: who holds what, one person's posts and account, and handing over."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.actions import handovers as handover_actions
from luoshi.actions import people as people_actions
from luoshi.actions.handovers import Passing
from luoshi.pages.doors import Request, allowed
from luoshi.pages.people.forms import NEW, NOBODY, HandoverForm
from luoshi.queries import handovers
from luoshi.rules.people import Duty, Permission, why_not_give_password
from luoshi.rules.refusals import Refused, SomebodyWasFirst

_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Signs of a password that is read out or copied by hand: none that look alike."""


@allowed(Permission.POSTS_EDIT)
@require_safe
def person_list(request: Request) -> HttpResponse:
    """Show the posts of today, or those that the words name."""
    sought = request.GET.get("q", "").strip()[:40]
    posts = handovers.sought(sought, request.today)
    context = {
        "posts": posts[: handovers.FOUND],
        "has_more": len(posts) > handovers.FOUND,
        "sought": sought,
    }
    template = "people/list.html#rows" if request.htmx.target == "rows" else "people/list.html"
    return render(request, template, context)


@allowed(Permission.POSTS_EDIT)
@require_safe
def person(request: Request, person_id: int) -> HttpResponse:
    """Show one person: posts held and once held, account, what rests on them."""
    return _person_page(request, _found(person_id))


@allowed(Permission.POSTS_EDIT)
@require_POST
def issue_password(request: Request, person_id: int) -> HttpResponse:
    """Give the person's account a new password, which this page shows once."""
    found = _found(person_id)
    account = getattr(found, "account", None)
    if account is None:
        raise Refused("此人还没有账号。请在名册的“岗位”表里填写账号后导入。")
    password = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
    people_actions.issue_password(account=account, password=password, by=request.actor, at=request.now)
    return _person_page(request, found, password)


@allowed(Permission.POSTS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, person_id: int) -> HttpResponse:
    """Ask which posts end and who has what rests on each; then do it."""
    found = _found(person_id)
    held = handovers.held_by(found, request.today)
    form = HandoverForm(request.POST or None, held, request.today)
    if form.is_valid():
        last_on = form.cleaned_data["last_on"]
        try:
            handed = handover_actions.hand_over(
                person=found,
                passings=_passings(form),
                last_on=last_on,
                by=request.actor,
                at=request.now,
            )
        except (Refused, SomebodyWasFirst) as refusal:
            form.add_error(None, refusal.reason)
        else:
            more = f"和{handed.charges}件约谈、整改、复核" if handed.charges else ""
            messages.success(
                request,
                f"已办理交接：{found.name}任到{last_on:%Y-%m-%d}为止，{handed.parts}项在办任务{more}由接手人负责。",
            )
            return redirect("person", found.id)
    context = {"person": found, "form": form, "held": held, "room": "person-list"}
    return render(request, "people/handover.html", context, status=422 if form.is_bound else 200)


def _passings(form: HandoverForm) -> list[Passing]:
    data: dict[str, Any] = form.cleaned_data
    found = []
    for each in form.held:
        key = each.post.id
        if not data[f"end-{key}"]:
            continue
        to = data[f"to-{key}"]
        if to == NEW:
            found.append(Passing(each.post, None, data[f"name-{key}"], data[f"number-{key}"]))
        else:
            found.append(Passing(each.post, None if to == NOBODY else handovers.post(int(to))))
    return found


def _person_page(request: Request, found: Any, password: str = "") -> HttpResponse:
    posts = handovers.posts_ever(found)
    duties = [Duty(post.duty) for post in posts if post.to_on is None or post.to_on >= request.today]
    context = {
        "person": found,
        "account": getattr(found, "account", None),
        "why_not_password": why_not_give_password(request.actor, duties),
        "held": handovers.held_by(found, request.today),
        "posts": posts,
        "password": password,
        "room": "person-list",
    }
    response = render(request, "people/person.html", context)
    if password:
        response["Cache-Control"] = "no-store"
    return response


def _found(person_id: int) -> Any:
    found = handovers.person(person_id)
    if found is None:
        raise Http404
    return found
