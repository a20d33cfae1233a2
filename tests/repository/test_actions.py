"""Every action says by keyword what it does to what, who does it and when, and enters the ledger."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

from tests.repository import house


def public_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the functions that a module itself defines and offers."""
    for name, value in vars(module).items():
        if not name.startswith("_") and inspect.isfunction(value) and value.__module__ == module.__name__:
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
        for module in house.modules("actions")
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
    """Return the functions ("column.name") of the actions floor that never record an entry.

    `texts` are the modules of the floor by column.
    """
    called: dict[str, set[str]] = {}
    for column, text in texts.items():
        called |= house.calls(text, column)
    return called.keys() - house.reaching(called, {"audit.record"}) - {"audit.record"}


def test_every_action_enters_the_ledger() -> None:
    texts = {path.rpartition("/")[2].removesuffix(".py"): text for path, text in house.sources("actions")}
    offered = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in house.modules("actions")
        for name, _ in public_functions(module)
    }
    assert sorted(offered & silent(texts)) == []


def test_a_planted_silent_action_is_found() -> None:
    texts = {
        "audit": "def record(): ...",
        "letters": "def issue(): _number(); audit.record()\ndef remind(): issue()\ndef burn(): record()",
        "tasks": "def publish(): letters.remind()\ndef lose(): letters.burn()",
    }
    assert silent(texts) == {"letters.burn", "tasks.lose"}
