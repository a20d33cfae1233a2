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


def columns(floor: str) -> list[ModuleType]:
    """Return the columns of a floor, imported: modules, and packages by what they offer."""
    package = importlib.import_module(f"luoshi.{floor}")
    found = pkgutil.iter_modules(package.__path__, f"luoshi.{floor}.")
    return [importlib.import_module(each.name) for each in found]


def modules(floor: str) -> list[ModuleType]:
    """Return every module of a floor, imported."""
    package = importlib.import_module(f"luoshi.{floor}")
    found = pkgutil.walk_packages(package.__path__, f"luoshi.{floor}.")
    return [importlib.import_module(each.name) for each in found]


def module_name(path: str) -> str:
    """Return the dotted name of a file given by its path within the package."""
    return "luoshi." + path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def uses(module: str, text: str) -> dict[str, set[str]]:
    """Return {function, class or imported name: what it uses} of a module, all in full dotted names.

    An imported name uses what it stands for, so that what a package offers leads to where it is defined.
    """
    tree = ast.parse(text)
    bound: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            bound |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            bound |= {alias.asname: alias.name for alias in node.names if alias.asname}
    found = {f"{module}.{name}": {target} for name, target in bound.items()}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = {
                ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Name | ast.Attribute)
            }
            heads = {name: name.partition(".") for name in names}
            found[f"{module}.{node.name}"] = {
                bound.get(head, f"{module}.{head}") + dot + rest for head, dot, rest in heads.values()
            }
    return found


def reaching(used: dict[str, set[str]], goals: set[str]) -> set[str]:
    """Return the names that use one of `goals`, themselves or by way of one another."""
    reached = set(goals)
    while more := {name for name, names in used.items() if name not in reached and names & reached}:
        reached |= more
    return reached & used.keys()
