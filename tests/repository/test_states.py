"""Every state has its words, its turn and its row of moves, and can be reached."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping

from luoshi.rules.enums import Labelled
from tests.repository import house


def labelled_enums() -> list[type[Labelled]]:
    """Return every enum of words in the rules, each once, by the module that declares it."""
    found = {
        value
        for module in house.modules("rules")
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Labelled) and value is not Labelled
    }
    return sorted(found, key=lambda enum: (enum.__module__, enum.__name__))


def tables(enum: type[Labelled], suffix: str) -> list[Mapping[Labelled, object]]:
    """Return the tables …MOVES or …TURNS in the enum's module whose keys are its members."""
    module = inspect.getmodule(enum)
    return [
        value
        for name, value in vars(module).items()
        if re.fullmatch(rf"([A-Z_]+_)?{suffix}", name)
        and isinstance(value, Mapping)
        and value
        and all(isinstance(key, enum) for key in value)
    ]


def reachable(first: Labelled, moves: Mapping[Labelled, Iterable[Labelled]]) -> set[Labelled]:
    """Return the states that a thing beginning in `first` may ever be in."""
    seen, waiting = {first}, [first]
    while waiting:
        for state in moves[waiting.pop()]:
            if state not in seen:
                seen.add(state)
                waiting.append(state)
    return seen


def faults(
    enum: type[Labelled], moves: Mapping[Labelled, object], turns: Mapping[Labelled, object]
) -> list[str]:
    """Return what the two tables of a state enum lack or contradict."""
    members = list(enum)
    found = [f"{state} has no row of moves" for state in members if state not in moves]
    found += [f"{state} has no turn" for state in members if state not in turns]
    if found:
        return found
    rows: dict[Labelled, frozenset[Labelled]] = {state: frozenset(moves[state]) for state in members}  # type: ignore[call-overload]
    found += [f"{state} moves to itself" for state in members if state in rows[state]]
    found += [f"{state} cannot be reached" for state in members if state not in reachable(members[0], rows)]
    found += [
        f"{state} is somebody's turn but has no move"
        for state in members
        if not rows[state] and getattr(turns[state], "name", None) != "NOBODY"
    ]
    return found


def test_every_word_has_a_chinese_label_of_its_own() -> None:
    wrong = []
    for enum in labelled_enums():
        labels = [member.label for member in enum]
        wrong += [f"{enum.__name__}.{m.name}" for m in enum if not re.search(r"[\u4e00-\u9fff]", m.label)]
        wrong += [f"{enum.__name__}: {label}" for label in sorted(set(labels)) if labels.count(label) > 1]
    assert wrong == []


def test_every_state_has_its_turn_and_its_moves() -> None:
    wrong = {}
    states = [enum for enum in labelled_enums() if enum.__name__.endswith("State")]
    for enum in states:
        moves, turns = tables(enum, "MOVES"), tables(enum, "TURNS")
        if len(moves) != 1 or len(turns) != 1:
            wrong[enum.__name__] = [f"{len(moves)} tables of moves, {len(turns)} of turns"]
        elif found := faults(enum, moves[0], turns[0]):
            wrong[enum.__name__] = found
    assert states
    assert wrong == {}


class Lantern(Labelled):
    """A made-up thing with states, whose tables can be spoilt."""

    DARK = "DARK", "未点"
    LIT = "LIT", "已点"
    SPENT = "SPENT", "燃尽"


class Keeper(Labelled):
    """Whose turn it is."""

    WATCHMAN = "WATCHMAN", "更夫"
    NOBODY = "NOBODY", "无"


def test_planted_faults_in_the_tables_are_found() -> None:
    moves = {
        Lantern.DARK: frozenset({Lantern.LIT}),
        Lantern.LIT: frozenset({Lantern.SPENT}),
        Lantern.SPENT: frozenset[Lantern](),
    }
    turns = {Lantern.DARK: Keeper.WATCHMAN, Lantern.LIT: Keeper.WATCHMAN, Lantern.SPENT: Keeper.NOBODY}
    assert faults(Lantern, moves, turns) == []

    assert faults(Lantern, {k: v for k, v in moves.items() if k != Lantern.LIT}, turns) == [
        "LIT has no row of moves"
    ]
    assert faults(Lantern, moves, {k: v for k, v in turns.items() if k != Lantern.DARK}) == [
        "DARK has no turn"
    ]
    assert faults(Lantern, {**moves, Lantern.LIT: frozenset()}, turns) == [
        "SPENT cannot be reached",
        "LIT is somebody's turn but has no move",
    ]
    assert faults(Lantern, {**moves, Lantern.SPENT: frozenset({Lantern.SPENT})}, turns) == [
        "SPENT moves to itself"
    ]
