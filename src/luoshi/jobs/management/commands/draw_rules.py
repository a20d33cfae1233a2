"""The rules as tables and diagrams, drawn from luoshi.rules so that they can never disagree with it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from luoshi.jobs import drawings

FOLDER = Path(__file__).resolve().parents[5] / "docs" / "rules"


class Command(BaseCommand):
    """Write docs/rules/*.md, or check that they are as they would be written."""

    help = "由规则代码生成 docs/rules；--check 只核对是否最新"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the check."""
        parser.add_argument("--check", action="store_true", help="不写文件，只核对")

    def handle(self, *, check: bool, **options: object) -> None:
        """Write or compare every page."""
        pages = drawings.pages()
        kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
        if check:
            stale = sorted(name for name in pages.keys() | kept.keys() if pages.get(name) != kept.get(name))
            if stale:
                raise CommandError(f"docs/rules 不是最新（{'、'.join(stale)}）：请运行 luoshi draw_rules")
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in kept.keys() - pages.keys():
            (FOLDER / name).unlink()
        for name, text in pages.items():
            (FOLDER / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"docs/rules：{len(pages)}页")
