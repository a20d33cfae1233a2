"""Every action says by keyword what it does to what, who does it and when, and enters the ledger."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

from tests.repository import house


def public_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the functions that a column itself defines and offers."""
    for name, value in vars(module).items():
        own = inspect.isfunction(value) and f"{value.__module__}.".startswith(f"{module.__name__}.")
        if own and not name.startswith("_"):
            yield name, value


def faults(action: Callable[..., object]) -> list[str]:
    """Return what an action's signature lacks."""
    parameters = inspect.signature(action).parameters
    found = [f"lacks {name}" for name in ("by", "at") if name not in parameters]
    found += [
        f"{name} is not keyword-only"
        for name, parameter in parameters.items()
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
    ]
    found += [
        f"{name} has a default"
        for name in ("by", "at")
        if name in parameters and has_default(parameters[name])
    ]
    return found


def has_default(parameter: inspect.Parameter) -> bool:
    """Return whether a caller may leave the parameter out."""
    return parameter.default is not inspect.Parameter.empty


def test_every_action_is_keyword_only_and_says_who_and_when() -> None:
    wrong = {
        f"{module.__name__}.{name}": faults(action)
        for module in house.columns("actions")
        for name, action in public_functions(module)
        if faults(action)
    }
    assert wrong == {}


def test_a_planted_careless_action_is_found() -> None:
    def good(*, letter: str, by: str, at: str) -> None:
        del letter, by, at

    def careless(letter: str, *, by: str = "system") -> None:
        del letter, by

    assert faults(good) == []
    assert faults(careless) == ["lacks at", "letter is not keyword-only", "by has a default"]


def silent(texts: dict[str, str]) -> set[str]:
    """Return the names on the actions floor that never lead to an entry; `texts` by name of module."""
    used: dict[str, set[str]] = {}
    for module, text in texts.items():
        used |= house.uses(module, text)
    record = {"luoshi.actions.audit.record", "luoshi.actions.audit.record_each"}
    return used.keys() - house.reaching(used, record) - record


def test_every_action_enters_the_ledger() -> None:
    texts = {house.module_name(path): text for path, text in house.sources("actions")}
    offered = {
        f"{column.__name__}.{name}"
        for column in house.columns("actions")
        for name, _ in public_functions(column)
    }
    assert sorted(offered & silent(texts)) == []


def test_a_planted_silent_action_is_found() -> None:
    texts = {
        "luoshi.actions.audit": "def record(): ...",
        "luoshi.actions.letters": "from luoshi.actions.letters.issuing import issue, lose",
        "luoshi.actions.letters.issuing": "from luoshi.actions import audit\n"
        "def issue(): _number(); audit.record()\ndef lose(): record()",
        "luoshi.actions.desks": "from luoshi.actions import letters\n"
        "def tidy(): letters.issue()\ndef burn(): letters.lose()",
    }
    offered = {
        f"luoshi.actions.{name}" for name in ("letters.issue", "letters.lose", "desks.tidy", "desks.burn")
    }
    assert offered & silent(texts) == {"luoshi.actions.letters.lose", "luoshi.actions.desks.burn"}
