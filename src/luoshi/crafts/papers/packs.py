"""Many papers as PDF, a file each, in one ZIP: written as they come, so that memory holds a few of them."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from luoshi.crafts.papers import together
from luoshi.crafts.papers.model import Paper, Rendered
from luoshi.rules.refusals import Refused

_HANDS: Final = 2
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST: Final = 80


def files(papers: Mapping[int, Paper]) -> Iterator[tuple[str, Rendered | Refused]]:
    """This will yield the name and the PDF of each paper, by its number, in order; or the Refused.

    Few are composed here, many in processes that end with it.
    """
    given = list(papers.values())
    many = len(given) > together.AT_ONCE
    made = together.in_processes(given, _HANDS) if many else together.to_pdfs(given)
    for (number, paper), one in zip(papers.items(), made, strict=True):
        name = _NOT_IN_NAMES.sub("", f"{paper.number or '草稿'}-{number}-{paper.title}")
        yield f"{name[:_LONGEST]}.pdf", one


def pack(path: Path, papers: Mapping[int, Paper], tell: Callable[[int], None]) -> list[str]:
    """This will write a ZIP of all papers, whole or not at all, and return why some are not in it.

    `tell` is told after each how many are done; what it raises breaks the writing off.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new, left_out = path.with_suffix(".new"), []
    try:
        # PDF is compressed already; stored, a ZIP costs nothing to write.
        with zipfile.ZipFile(new, "w", zipfile.ZIP_STORED) as archive:
            for done, ((name, one), paper) in enumerate(
                zip(files(papers), papers.values(), strict=True), start=1
            ):
                if isinstance(one, Rendered):
                    archive.writestr(name, one.data)
                else:
                    left_out.append(f"没有生成“{paper.title}”：{one.reason}")
                tell(done)
            if left_out:
                archive.writestr("没有生成的.txt", "\n".join(left_out))
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    return left_out


def place(folder: Path, number: int) -> Path:
    """This will return where the pack of a batch lies."""
    return folder / "packs" / f"{number}.zip"


def clear(folder: Path, before: datetime) -> None:
    """This will delete the packs that were written before an instant."""
    for path in folder.glob("*.zip"):
        if written_at(path) < before:
            path.unlink(missing_ok=True)


def written_at(path: Path) -> datetime:
    """This will return when a pack was written. Raises FileNotFoundError when there is none."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
