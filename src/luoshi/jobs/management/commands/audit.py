"""The ledger of actions: is it whole, and how is its last entry sealed."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from luoshi.queries import audit, letters


class Command(BaseCommand):
    """Recompute every seal and name the first and every other place where the ledger was touched."""

    help = "核对操作台账：verify 逐条重算封印，head 打印末条编号和封印（请另处存档）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what to do and what the end should be."""
        parser.add_argument("what", choices=["verify", "head"])
        parser.add_argument(
            "--expect", metavar="编号:封印", help="此前另处存档的末条编号和封印，用来发现整段改写"
        )

    def handle(self, *, what: str, expect: str | None, **options: object) -> None:
        """Print the verdict; exit code 1 when anything is wrong."""
        number, seal = audit.head()
        if what == "head":
            self.stdout.write(f"{number}:{seal}")
            return
        found = [*audit.faults(expect), *letters.altered()]
        for fault in found:
            self.stderr.write(fault.words)
        if found:
            raise CommandError(f"操作台账有{len(found)}处问题，见上。请立即封存数据库并报告审计管理员。")
        self.stdout.write(f"操作台账完整：共{number}条，末条封印 {seal}")
