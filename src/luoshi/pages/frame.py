"""What every page has around it: the rooms that the role may enter, who acts, and the demo's date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luoshi.pages import doors
from luoshi.rules.people import Actor, Permission

ABSENT = "没有找到这项内容：可能是地址有误，内容已经移走，或不在您的查看范围。"


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the rail: the name of its URL, its label, who may enter, and what else lies in it."""

    url_name: str
    label: str
    permission: Permission
    also: str = ""

    def has(self, path: str, own: str) -> bool:
        """Return whether a page belongs to this room, whose `own` path may be that of the whole site."""
        return (
            path == own
            or (own != "/" and path.startswith(own))
            or bool(self.also and path.startswith(self.also))
        )


ROOMS = (
    Room("desk", "工作台", Permission.DESK),
    Room("document-list", "读文", Permission.DOCUMENTS_SEE),
    Room("ledger", "台账", Permission.TASKS_SEE, also="/tasks/"),
    Room("times", "时间账", Permission.TASKS_SEE),
    Room("report-week", "周报", Permission.REPORTS_SEE),
    Room("obstacle-list", "求助延期", Permission.TASKS_SEE, also="/extensions/"),
    Room("letter-list", "督办", Permission.LETTERS_SEE),
    Room("mandate-list", "督导", Permission.MANDATES_SEE),
    Room("unit-list", "单位", Permission.UNITS_SEE),
    Room("burden", "负担", Permission.DESK, also="/requests/"),
    Room("person-list", "人员", Permission.POSTS_EDIT),
    Room("import-list", "名册导入", Permission.UNITS_LOAD, also="/errands/"),
    Room("channel-list", "通知渠道", Permission.CHANNELS_SET),
    Room("calendar-years", "工作日历", Permission.CALENDAR_EDIT),
    Room("audit-ledger", "操作台账", Permission.AUDIT_SEE),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what base.html needs. A view that belongs to another room than its path says passes `room`.

    Asks the database nothing: whether there are several posts to choose from was noted at sign-in. What only
    the rail shows is worked out when it is drawn: the parts that htmx asks for have none.
    """
    actor: Actor | None = getattr(request, "actor", None)

    @cache
    def rooms() -> list[tuple[Room, str]]:
        return [(room, reverse(room.url_name)) for room in rooms_of(actor)] if actor else []

    def room() -> str:
        return next((room.url_name for room, path in rooms() if room.has(request.path, path)), "")

    def home() -> str:
        return rooms()[0][1] if rooms() else reverse("sign-in")

    return {
        "actor": actor,
        "is_demo": settings.IS_DEMO,
        "home": home,
        "room": room,
        "rooms": rooms,
        "can_search": actor is not None and actor.may(Permission.TASKS_SEE),
        "has_several_posts": actor is not None and request.session.get("has_several_posts", False),
    }


def rooms_of(actor: Actor) -> list[Room]:
    """Return the rooms that this actor may enter, in the order of the rail."""
    return [room for room in ROOMS if actor.may(room.permission)]


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404, in the same words for what is absent and for what is not yours."""
    if request.headers.get("HX-Request"):
        return doors.line(request, ABSENT, status=404)
    return render(request, "404.html", {"reason": ABSENT}, status=404)
