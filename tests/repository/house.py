"""Where things are, for the tests that hold the repository to its promises."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "luoshi"


def files(*suffixes: str) -> list[Path]:
    """Return the files that are or may become part of the repository: tracked, or new and not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = [ROOT / name for name in listing.split("\0") if name]
    return sorted(path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes))


def sources(*floors: str) -> Iterator[tuple[str, str]]:
    """Yield (path within the package, text) of every Python file on these floors, migrations left out."""
    for floor in floors:
        for path in sorted((SRC / floor).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(SRC)), path.read_text(encoding="utf-8")


def modules(floor: str) -> list[ModuleType]:
    """Return every module of a floor, imported."""
    package = importlib.import_module(f"luoshi.{floor}")
    found = pkgutil.walk_packages(package.__path__, f"luoshi.{floor}.")
    return [importlib.import_module(each.name) for each in found]


def imported_from(tree: ast.Module, package: str) -> set[str]:
    """Return the local names that a module binds by importing `package` or anything inside it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {
                (alias.asname or alias.name).partition(".")[0]
                for alias in node.names
                if f"{alias.name}.".startswith(f"{package}.")
            }
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                if f"{node.module}.{alias.name}.".startswith(f"{package}."):
                    names.add(alias.asname or alias.name)
    return names


def calls(text: str, column: str = "") -> dict[str, set[str]]:
    """Return {function: names it calls or passes on} for the functions and classes of a module.

    Both sides are written "column.name"; without a column a name of the module itself stays as it is.
    """
    prefix = f"{column}." if column else ""
    found = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = {
                ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Name | ast.Attribute)
            }
            found[f"{prefix}{node.name}"] = {name if "." in name else f"{prefix}{name}" for name in names}
    return found


def reaching(called: dict[str, set[str]], goals: set[str]) -> set[str]:
    """Return the functions that use one of `goals`, themselves or by way of one another."""
    reached = set(goals)
    while more := {name for name, names in called.items() if name not in reached and names & reached}:
        reached |= more
    return reached & called.keys()
