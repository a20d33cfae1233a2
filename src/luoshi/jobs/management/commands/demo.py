"""The demo city: laid out, its people appointed, eight weeks played; then its accounts are printed."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from luoshi.actions import people, units
from luoshi.jobs.demo import script, town
from luoshi.jobs.demo.play import Play, at
from luoshi.jobs.progress import Progress
from luoshi.queries import people as people_queries
from luoshi.queries import units as unit_queries
from luoshi.rules.people import SYSTEM
from luoshi.rules.refusals import Refused

PASSWORD = "yanshi-2026-luoshi"  # noqa: S105 - the demo city's, printed on the terminal
SPEECH = Path(__file__).resolve().parents[5] / "examples" / "全市教育重点工作推进会讲话.txt"


class Command(BaseCommand):
    """Load the demo city unless it is there, and print one account for each role."""

    help = "载入虚构的示例市（只能在 LUOSHI_DEMO=1 时使用）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare another document."""
        parser.add_argument("--doc", metavar="文件", help="用这份文件代替自带的讲话")

    def handle(self, *, doc: str | None, **options: object) -> None:
        """Load, or say that it is loaded; a document that cannot be read leaves nothing behind."""
        if not settings.IS_DEMO:
            raise CommandError("这不是演示环境。演示市带有公开的账号和密码，只能在 LUOSHI_DEMO=1 时载入。")
        clock = Path(settings.VAR) / "demo-clock.json"
        try:
            is_founded = unit_queries.is_founded()
        except DatabaseError as error:
            raise CommandError(
                "数据库还没有建好，示例市没有载入。请先运行 luoshi migrate，再运行 luoshi demo。"
            ) from error
        if is_founded:
            if doc:
                raise CommandError(
                    f"演示市已经载入，不会重复载入“{doc}”。请在网页“读文”中上传，或先 make clean。"
                )
        else:
            self._load(Path(doc) if doc else SPEECH)
            moment = timezone.now()
            clock.write_text(
                json.dumps({"demo_at": at(script.TODAY, 9).isoformat(), "loaded_at": moment.isoformat()})
            )
        self._print_accounts()

    def _load(self, document: Path) -> None:
        if not document.is_file():
            raise CommandError(f"读不到文件“{document}”。请核对路径。")
        founded = at(script.MONDAYS[0], 8)
        with Progress("建立示例市", 13 + len(town.ACCOUNTS)) as progress:
            try:
                units.load_tree(rows=town.units(), from_on=founded.date(), by=SYSTEM, at=founded)
                progress.step("任命人员")
                people.load_posts(rows=town.posts(script.SEED), from_on=founded.date(), by=SYSTEM, at=founded)
                for account in town.ACCOUNTS:
                    post = people_queries.post_in(account.unit, account.duty)
                    people.open_account(
                        person=post.person,
                        username=account.username,
                        password=PASSWORD,
                        by=SYSTEM,
                        at=founded,
                        must_change=False,
                    )
                    progress.step("开设账号")
                Play(progress.step).all(document)
            except Refused as refusal:
                raise CommandError(refusal.reason) from refusal

    def _print_accounts(self) -> None:
        self.stdout.write("演示市账号（密码都是 " + PASSWORD + "）：")
        for account in town.ACCOUNTS:
            post = people_queries.post_in(account.unit, account.duty)
            self.stdout.write(f"  {account.username:<16}{post.unit.name} {post.title}")
