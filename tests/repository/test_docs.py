"""The documents say what is so: words, drawings, commands, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.repository import house

LONGEST_RECORD_LINES = 60
DOCUMENTS = [
    *(house.ROOT / name for name in ("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md")),
    house.ROOT / "CHANGELOG.md",
    *sorted((house.ROOT / "docs").rglob("*.md")),
]
RECORDS = sorted((house.ROOT / "docs" / "adr").glob("*.md"))


def test_the_glossary_has_every_model_and_no_other() -> None:
    kept = {model.__name__ for model in apps.get_app_config("records").get_models()}
    glossary = (house.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in glossary.splitlines() if line.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"`([A-Z]\w+)`", row[3])}
    assert named == kept


def test_the_drawings_of_the_rules_are_fresh() -> None:
    call_command("draw_rules", "--check")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(house.ROOT)))
def test_every_command_and_link_in_a_document_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = set(
        re.findall(r"^([a-z]+):", (house.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert sorted(set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)) - targets) == []

    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (path.parent / link).exists()] == []


def test_decision_records_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_a_decision_record_fits_on_one_screen_and_is_complete(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert text.startswith(f"# {path.name[:4]} · ")
    assert text.count("\n") <= LONGEST_RECORD_LINES
