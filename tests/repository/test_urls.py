"""Every address has a door, strangers are kept out, and what changes anything goes through an action."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luoshi.actions import letters
from luoshi.rules.people import Permission
from tests.repository import house

View = Callable[..., HttpResponse]
EXAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def addresses(patterns: Sequence[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, View]]:
    """Yield (an address with example values, its view) for every pattern of the site."""
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route)
        else:
            yield re.sub(r"<(?:(\w+):)?\w+>", lambda m: EXAMPLES[m[1] or "str"], route), each.callback


def site() -> list[tuple[str, View]]:
    """Return every (address, view) of the site."""
    return list(addresses(get_resolver().url_patterns))


def door_faults(view: View) -> list[str]:
    """Return what is wrong with the door of a view: it is public, or it names one known permission."""
    permission, is_public = getattr(view, "permission", None), getattr(view, "public", False)
    if is_public:
        return ["public, and yet has a permission"] if permission else []
    if permission is None:
        return ["has no permission and does not say that it is public"]
    return [] if permission in Permission.codes() else [f"permission {permission} is unknown"]


def form_faults(module: str, text: str) -> dict[str, str]:
    """Return {function: fault} of a module: who takes a POST acts, and nobody acts without one."""
    used = house.uses(module, text)
    posting = {name for names in used.values() for name in names if re.search(r"[._]POST$", name)}
    posting |= {
        f"{module}.{node.name}"
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(each, ast.Constant) and each.value == "POST" for each in ast.walk(node))
    }
    actions = {name for names in used.values() for name in names if name.startswith("luoshi.actions.")}
    taking, acting = house.reaching(used, posting), house.reaching(used, actions)
    faults = {
        **dict.fromkeys(taking - acting, "takes a POST but calls no action"),
        **dict.fromkeys(acting - taking, "acts without being asked by a POST"),
    }
    return {name.removeprefix(f"{module}."): fault for name, fault in faults.items()}


def holds_an_action(view: View) -> bool:
    """Return whether a view that was made by another function was given an action to do."""
    given = inspect.getclosurevars(view).nonlocals.values()
    return any(str(getattr(each, "__module__", "")).startswith("luoshi.actions.") for each in given)


def test_every_address_has_a_permission_or_is_public() -> None:
    assert site() != []
    assert {address: door_faults(view) for address, view in site() if door_faults(view)} == {}


# A file is held against the record: no address could carry it, and nothing of it is kept.
ONLY_ASKS = {"/verify/"}


def test_what_changes_anything_calls_an_action() -> None:
    wrong = {}
    for address, view in site():
        if address in ONLY_ASKS:
            continue
        function = inspect.unwrap(view)
        if "<locals>" in function.__qualname__:
            if not holds_an_action(function):
                wrong[address] = "was made without an action"
            continue
        text = Path(inspect.getfile(function)).read_text(encoding="utf-8")
        if fault := form_faults(function.__module__, text).get(function.__name__):
            wrong[address] = fault
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_shown_to_the_sign_in_page(client: Client, method: str) -> None:
    sign_in = reverse(settings.LOGIN_URL)
    let_in = {}
    for address, view in site():
        if getattr(view, "public", False):
            continue
        response = getattr(client, method)(address)
        shown_out = response.status_code == 302 and response["Location"].startswith(sign_in)
        # A view that only takes POST may say so before it asks who is there.
        if not shown_out and not (method == "get" and response.status_code == 405):
            let_in[address] = response.status_code
    assert let_in == {}


def test_planted_doors_without_a_lock_are_found() -> None:
    def view() -> HttpResponse:
        return HttpResponse()

    assert door_faults(view) == ["has no permission and does not say that it is public"]
    view.permission = "KEYS_TO_THE_CITY"  # type: ignore[attr-defined]
    assert door_faults(view) == ["permission KEYS_TO_THE_CITY is unknown"]
    view.permission = Permission.DESK  # type: ignore[attr-defined]
    assert door_faults(view) == []
    view.public = True  # type: ignore[attr-defined]
    assert door_faults(view) == ["public, and yet has a permission"]


def test_a_planted_view_that_was_made_without_an_action_is_found() -> None:
    def made(action: Callable[..., object]) -> View:
        def view() -> HttpResponse:
            action()
            return HttpResponse()

        return view

    assert holds_an_action(made(letters.issue_letter))
    assert not holds_an_action(made(print))


def test_planted_views_that_change_things_by_themselves_are_found() -> None:
    text = """
from luoshi.actions import letters
def show(request): return page(request)
def issue(request):
    if request.method == "POST": letters.issue_letter(by=request.actor, at=request.now)
def send(request): form = Form(request.POST); _really_send(form)
def _really_send(form): letters.issue_letter(by=form.actor, at=form.now)
def scribble(request): Letter.objects.filter(id=request.POST["id"]).delete()
def visit(request): letters.mark_read(by=request.actor, at=request.now)
"""
    faults = form_faults("luoshi.pages.letters.views", text)
    assert {
        name: fault
        for name, fault in faults.items()
        if name in {"show", "issue", "send", "scribble", "visit"}
    } == {
        "scribble": "takes a POST but calls no action",
        "visit": "acts without being asked by a POST",
    }
