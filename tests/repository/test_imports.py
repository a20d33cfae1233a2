"""The five import contracts hold, and each of them can be seen to bite."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import house

FLOORS = "Floors: each may use only what is below it"
NO_DJANGO = "Rules and crafts import no Django"
RECORDS = "Only queries and actions import records"
COLUMNS = "Columns: later business may use earlier business, never the reverse"
CYCLES = "No cycles anywhere"
CONTRACTS = {FLOORS, NO_DJANGO, RECORDS, COLUMNS, CYCLES}

BREACHES = {
    "a job that uses a page": (FLOORS, {"jobs/planted.py": "import luoshi.pages\n"}),
    "a floor that nobody drew": (FLOORS, {"planted/__init__.py": ""}),
    "a craft that imports Django": (NO_DJANGO, {"crafts/planted.py": "import django\n"}),
    "a job that reads the tables itself": (
        RECORDS,
        {"jobs/planted.py": "from luoshi.records import models\n"},
    ),
    "an earlier column that uses a later one": (
        COLUMNS,
        {"queries/refusals.py": "import luoshi.queries.desks\n", "queries/desks.py": ""},
    ),
    "a column that nobody named": (COLUMNS, {"queries/planted.py": ""}),
    "two modules that use each other": (
        CYCLES,
        {
            "crafts/planted/__init__.py": "",
            "crafts/planted/one.py": "import luoshi.crafts.planted.two\n",
            "crafts/planted/two.py": "import luoshi.crafts.planted.one\n",
        },
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts that may be spoilt."""
    shutil.copytree(house.SRC, tmp_path / "src" / "luoshi", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(house.ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the linter remembers files that did not change from one test to the next."""
    return tmp_path_factory.mktemp("cache")


def verdicts(top: Path, cache: Path) -> dict[str, bool]:
    """Return {contract: kept} for the package under `top`."""
    report = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--cache-dir", cache],
        cwd=top,
        env={**os.environ, "PYTHONPATH": str(top / "src"), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {}
    for line in report.stdout.splitlines():
        name, _, verdict = line.rpartition(" ")
        if verdict in {"KEPT", "BROKEN"}:
            found[name] = verdict == "KEPT"
    assert set(found) == CONTRACTS, report.stdout + report.stderr
    return found


def test_all_contracts_are_kept(copy: Path, cache: Path) -> None:
    assert verdicts(copy, cache) == dict.fromkeys(CONTRACTS, True)


@pytest.mark.parametrize("breach", BREACHES)
def test_a_planted_breach_breaks_exactly_its_contract(copy: Path, cache: Path, breach: str) -> None:
    contract, planted = BREACHES[breach]
    for name, text in planted.items():
        path = copy / "src" / "luoshi" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    assert verdicts(copy, cache) == {each: each != contract for each in CONTRACTS}
