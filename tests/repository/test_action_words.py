"""Every action that can enter the ledger has words, and no word is left over from an action now gone."""

from __future__ import annotations

import ast

from luoshi.rules.audit import ACTION_WORDS
from tests.repository import house


def recorded(texts: list[str]) -> set[str]:
    """Return the codes of all actions that these modules record.

    A code is written where it is recorded, or its last part is handed, as a literal, to a function that
    records f"column.{part}".
    """
    trees = [ast.parse(text) for text in texts]
    codes: set[str] = set()
    passed_on: dict[str, tuple[str, str, int | None]] = {}
    for function in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for code in _codes_in(function):
            if isinstance(code, ast.Constant):
                codes.add(str(code.value))
            elif isinstance(code, ast.JoinedStr):
                prefix, part = code.values
                assert isinstance(prefix, ast.Constant)
                assert isinstance(part, ast.FormattedValue)
                name = ast.unparse(part.value)
                places = [argument.arg for argument in function.args.args]
                place = places.index(name) if name in places else None
                passed_on[function.name] = (str(prefix.value), name, place)
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        known = passed_on.get(ast.unparse(call.func).rpartition(".")[2])
        if known:
            prefix_words, name, place = known
            handed = [each.value for each in call.keywords if each.arg == name]
            handed += [] if place is None else call.args[place : place + 1]
            codes |= {prefix_words + each.value for each in handed if isinstance(each, ast.Constant)}
    return codes


def _codes_in(function: ast.FunctionDef) -> list[ast.expr]:
    """Return what a function hands to audit.record as the action."""
    return [
        keyword.value
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"audit.record", "audit.record_each"}
        for keyword in call.keywords
        if keyword.arg == "action"
    ]


def test_every_action_has_words_and_every_word_an_action() -> None:
    assert recorded([text for _, text in house.sources("actions")]) == set(ACTION_WORDS)


def test_actions_are_found_however_they_are_recorded() -> None:
    texts = [
        'def keep(*, at): audit.record(action="views.keep", at=at)',
        'def _note(name, task): audit.record(action=f"tasks.{name}", subject=task)\n'
        'def drop(task): _note("drop", task)',
        'def move(*, action): audit.record(action=f"letters.{action}")\ndef go(): moves.move(action="send")',
    ]
    assert recorded(texts) == {"views.keep", "tasks.drop", "letters.send"}
