"""A site of sample pages, so that the frame and the doors are tested without any other page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import include, path

from luoshi.pages.doors import Request, allowed
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused

handler404 = "luoshi.pages.frame.absent"


@allowed(Permission.DESK)
def desk(request: Request) -> HttpResponse:
    """Any page that everybody with a post may see."""
    if request.method == "POST":
        messages.success(request, "已改为不列任务。", extra_tags="/undo")
    return render(request, "base.html")


@allowed(Permission.LETTERS_APPROVE)
def approve(request: Request, number: int) -> HttpResponse:
    """A page for leaders only."""
    return HttpResponse(f"{request.actor.name} {number}")


@allowed(Permission.DESK)
def refuse(request: Request) -> HttpResponse:
    """An action that a rule forbids."""
    raise Refused("起草人不能签批自己起草的函件。")


_WORKPLACE = """{% extends "base.html" %}{% block title %}试{% endblock %}{% block content %}
<div class="beside"><table class="table" data-rows><tbody>{% for row in "甲乙丙" %}
<tr><th><a id="row-{{ row }}" href="/part" hx-get="/part" hx-target="#panel">{{ row }}</a></th></tr>
{% endfor %}</tbody></table><aside id="panel" class="panel" tabindex="-1"></aside></div>
<mark id="m1" class="span" data-span="1" tabindex="0">原文</mark><article id="d1" data-span="1">任务</article>
<a id="refused" href="/refuse" hx-get="/refuse" hx-target="#panel">起草</a>
<form class="form" method="post" data-keep="reason-1">{% csrf_token %}
<textarea name="reason" id="reason"></textarea>
<button class="btn btn-primary" data-busy="正在退回…">退回修改</button></form>{% endblock %}"""


@allowed(Permission.DESK)
def workplace(request: Request) -> HttpResponse:
    """A page with everything on it that the scripts improve."""
    if request.method == "POST":
        if "请" not in request.POST["reason"]:
            raise Refused("退回时请写明要对方做什么。")
        messages.success(request, f"已退回：{request.POST['reason']}")
        return redirect("/workplace")
    return HttpResponse(engines["django"].from_string(_WORKPLACE).render({}, request))


@allowed(Permission.DESK)
def part(request: Request) -> HttpResponse:
    """What opens beside a list."""
    return HttpResponse(f"<h2>{request.actor.name}看到的一项</h2>")


urlpatterns = [
    path("", include("luoshi.pages.accounts.urls")),
    path("desk/", desk, name="desk"),
    path("ledger/", desk, name="ledger"),
    path("documents/", desk, name="document-list"),
    path("reports/", desk, name="report-week"),
    path("letters/", desk, name="letter-list"),
    path("obstacles/", desk, name="obstacle-list"),
    path("times/", desk, name="times"),
    path("burden/", desk, name="burden"),
    path("mandates/", desk, name="mandate-list"),
    path("units/", desk, name="unit-list"),
    path("people/", desk, name="person-list"),
    path("imports/", desk, name="import-list"),
    path("channels/", desk, name="channel-list"),
    path("own/reminders/", desk, name="own-reminders"),
    path("calendar/", desk, name="calendar-years"),
    path("audit/", desk, name="audit-ledger"),
    path("search/", desk, name="search"),
    path("tasks/7/", desk),
    path("letters/<int:number>/approve", approve, name="approve"),
    path("refuse", refuse),
    path("workplace", workplace),
    path("part", part),
]
