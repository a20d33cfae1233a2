"""Nothing below the pages, the API and the jobs reads the clock; rules read nothing at all."""

from __future__ import annotations

import ast
import sys

import pytest

from tests.repository import house

BELOW = ("rules", "crafts", "records", "queries", "actions")

# Attributes that are the clock whatever they hang on; those that are only on these names, for `facts.today`
# is a plain value that somebody was given; and those that merely convert when they are given an instant.
ALWAYS_CLOCK = {"now", "utcnow", "monotonic", "perf_counter", "time_ns"}
CLOCK_OF = {"date": {"today"}, "datetime": {"today"}, "time": {"time", "gmtime", "strftime"}}
CLOCK_UNLESS_GIVEN = {"localdate", "localtime"}
CLOCK_IMPORTS = {
    "django.db.models.functions": {"Now"},
    "django.utils.timezone": {"now", "localdate", "localtime"},
    "time": {"time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"},
}
OUTSIDE_WORLD = {
    "asyncio",
    "http",
    "io",
    "multiprocessing",
    "os",
    "pathlib",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
}


def clock_readings(text: str) -> list[int]:
    """Return the lines on which a module asks what time or day it is."""
    lines = set()
    tree = ast.parse(text)
    given = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).rpartition(".")[2]
            clocks = ALWAYS_CLOCK | CLOCK_OF.get(owner, set())
            if node.attr in clocks or (node.attr in CLOCK_UNLESS_GIVEN and id(node) not in given):
                lines.add(node.lineno)
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            lines.add(node.value.lineno)
        elif isinstance(node, ast.ImportFrom):
            readers = CLOCK_IMPORTS.get(node.module or "", set())
            lines |= {node.lineno for alias in node.names if alias.name in readers}
    return sorted(lines)


def foreign_means(text: str) -> list[str]:
    """Return what a rule uses that is neither plain standard library nor another rule."""
    found = []
    for node in ast.walk(ast.parse(text)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["." * node.level + (node.module or "")]
        for name in names:
            top = name.partition(".")[0]
            plain = top in sys.stdlib_module_names and top not in OUTSIDE_WORLD
            if not (plain or f"{name}.".startswith("luoshi.rules.")):
                found.append(name)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"open", "input", "print"}:
            found.append(ast.unparse(node.func))
        # Chance is allowed only from a generator that was given its seed.
        if (
            isinstance(node, ast.Attribute)
            and getattr(node.value, "id", "") == "random"
            and node.attr != "Random"
        ):
            found.append(f"random.{node.attr}")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "random.Random" and not node.args:
            found.append("random.Random()")
    return found


def test_nothing_below_the_pages_reads_the_clock() -> None:
    assert [f"{path}:{line}" for path, text in house.sources(*BELOW) for line in clock_readings(text)] == []


def test_rules_are_plain_python() -> None:
    assert [f"{path}: {what}" for path, text in house.sources("rules") for what in foreign_means(text)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "import datetime\nx = datetime.date.today()",
        "from datetime import date\nx = date.today()",
        "from datetime import datetime\nx = datetime.now()",
        "from django.utils import timezone\nx = timezone.now",
        "from django.utils import timezone\nx = timezone.localdate()",
        "from django.utils.timezone import now\n",
        "import time\nx = time.time()",
        "from time import monotonic\n",
        "from django.db.models.functions import Now\n",
        "from django.db import models\nx = models.DateTimeField(auto_now_add=True)",
    ],
)
def test_a_planted_look_at_the_clock_is_found(planted: str) -> None:
    assert len(clock_readings(planted)) == 1


@pytest.mark.parametrize(
    "given", ["def due(facts, today):\n    return facts.today < today", "day = timezone.localdate(at)"]
)
def test_a_day_that_was_handed_in_is_no_clock(given: str) -> None:
    assert clock_readings(given) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("import os", ["os"]),
        ("from urllib.request import urlopen", ["urllib.request"]),
        ("import lxml.etree", ["lxml.etree"]),
        ("from luoshi.crafts import reading", ["luoshi.crafts"]),
        ("x = open('a')", ["open"]),
        ("import random\nx = random.choice([1])", ["random.choice"]),
        ("import random\nx = random.Random()", ["random.Random()"]),
        ("import random\nx = random.Random(7)", []),
        ("from datetime import date\nfrom luoshi.rules import calendar", []),
    ],
)
def test_a_planted_foreign_means_is_found(planted: str, found: list[str]) -> None:
    assert foreign_means(planted) == found
