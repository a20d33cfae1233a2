"""A site of sample pages, so that the frame and the doors are tested without any other page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
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


urlpatterns = [
    path("", include("luoshi.pages.accounts.urls")),
    path("desk/", desk, name="desk"),
    path("ledger/", desk, name="ledger"),
    path("tasks/7/", desk),
    path("letters/<int:number>/approve", approve, name="approve"),
    path("refuse", refuse),
]
