"""What a stranger meets in the tree: files of a readable size, honest names, nothing of one machine."""

from __future__ import annotations

import re

from tests.repository import house

MOST_LINES, MOST_LINES_IN_TESTS = 400, 600
CODE = (".py", ".html", ".css", ".js", ".typ", ".sh")
TEXT = (*CODE, "", ".md", ".toml", ".txt", ".in", ".json", ".yml", ".yaml", ".svg")
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "tools"}

# Written in pieces, so that this file does not name what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        (
            re.escape(".".join(("pypi", "org"))),
            re.escape(".".join(("pythonhosted", "org"))),
            re.escape(".".join(("registry", "npmjs"))),
            re.escape(".".join(("deb", "debian", "org"))),
            r"mirrors?\.[a-z]+\.(?:com|cn|edu)",
            *(rf"(?<![\w.])/{top}/\w" for top in ("work", "home", "root", "Users", "mnt")),
        )
    )
)


def test_no_file_is_longer_than_can_be_read_in_one_sitting() -> None:
    long = []
    for path in house.files(*CODE):
        name = path.relative_to(house.ROOT)
        if "migrations" in name.parts:
            continue
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > (MOST_LINES_IN_TESTS if name.parts[0] == "tests" else MOST_LINES):
            long.append((str(name), lines))
    assert long == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in house.files() if path.stem in EMPTY_NAMES] == []


def test_no_class_is_called_after_the_trouble_of_naming_it() -> None:
    pattern = re.compile(r"^\s*class (\w*(?:Manager|Service|Helper|Utils))\b", re.MULTILINE)
    assert [(path, name) for path, text in house.sources(".") for name in pattern.findall(text)] == []


def test_nothing_names_a_machine_or_a_registry() -> None:
    found = []
    for path in house.files():
        if path.suffix in TEXT:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if FORBIDDEN.search(line):
                    found.append(f"{path.relative_to(house.ROOT)}:{number}: {line.strip()}")
    assert found == []


def test_a_planted_machine_path_is_found() -> None:
    assert FORBIDDEN.search("see " + "/" + "root/notes.txt")
    assert FORBIDDEN.search("https://" + ".".join(("pypi", "org")) + "/simple")
    assert not FORBIDDEN.search(f"rules{'/'}root{'/'}a, /usr/share/fonts, docs{'/'}work{'/'}x")


def test_every_requirement_is_pinned_by_hash() -> None:
    loose = []
    for path in sorted((house.ROOT / "requirements").glob("*.txt")):
        blocks = re.split(r"\n(?=[a-z0-9])", path.read_text(encoding="utf-8"))
        loose += [block.split()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block]
    assert loose == []
