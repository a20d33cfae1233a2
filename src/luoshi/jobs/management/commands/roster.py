"""A workbook of units and posts from the terminal: the first one of a city, before anybody can sign in."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luoshi.actions import imports
from luoshi.crafts import workbooks
from luoshi.jobs import clock
from luoshi.jobs.progress import Progress
from luoshi.queries import imports as import_queries
from luoshi.rules.imports import Fault, Lines, Plan, in_order, plan, why_too_large
from luoshi.rules.people import SYSTEM
from luoshi.rules.refusals import Refused


class Command(BaseCommand):
    """Check a workbook and say what it would change; store it only when asked to."""

    help = "核对单位和岗位名册（Excel）；加上 --store 才写入。首次建立机构用它，以后在网页上导入"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, and whether it is to be stored."""
        parser.add_argument("file", metavar="文件", nargs="?", help="填好的名册；不写则生成空白模板")
        parser.add_argument("--store", action="store_true", help="核对无误后写入")
        parser.add_argument("--template", metavar="文件", help="把空白模板写到这个文件")

    def handle(self, *, file: str | None, store: bool, template: str | None, **options: object) -> None:
        """Print every fault, or every sort of change."""
        if template:
            Path(template).write_bytes(workbooks.write())
            self.stdout.write(f"空白模板已写到{template}。")
        if not file:
            if not template:
                raise CommandError("请写明名册文件，或用 --template 文件 生成空白模板。")
            return
        try:
            data = _bytes_of(Path(file))
            lines, found, faults = _checked(data)
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        for note in lines.notes:
            self.stdout.write(note)
        if faults:
            for fault in faults:
                where = f"{fault.sheet} {fault.cell}".strip()
                self.stderr.write(f"{where}：{fault.value or '（空）'}：{fault.reason}。{fault.remedy}。")
            raise CommandError(f"名册有{len(faults)}处错误，没有写入任何内容。请改好后再试。")
        for section in found.sections():
            self.stdout.write(f"{section.title}：{section.count}")
        if found.is_empty:
            self.stdout.write("与系统中完全一致，没有要写入的变动。")
        elif store:
            self._store(Path(file).name, data, lines, found)
        else:
            self.stdout.write("核对无误。加上 --store 写入。")

    def _store(self, name: str, data: bytes, lines: Lines, found: Plan) -> None:
        at = clock.now()
        try:
            received = imports.receive_import(
                file_name=name, data=data, is_checked_here=True, by=SYSTEM, at=at
            )
            imports.note_check(received=received, faults=[], lines=lines, plan=found, by=SYSTEM, at=at)
            with Progress("写入名册", 1) as progress:
                imports.store_import(received=received, lines=lines, told=progress.reach, by=SYSTEM, at=at)
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write("名册已写入。用 luoshi password 账号 给管理员发放第一个密码。")


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise CommandError(f"读不到文件“{path}”。请核对路径。")
    if reason := why_too_large(path.stat().st_size):
        raise CommandError(reason)
    return path.read_bytes()


def _checked(data: bytes) -> tuple[Lines, Plan, list[Fault]]:
    with Progress("读取名册", 1) as progress:
        lines = workbooks.read(data, progress.reach)
    found, faults = plan(
        lines.units,
        lines.posts,
        import_queries.known(is_exported=lines.is_exported),
        lines.unit_place,
        lines.post_place,
        timezone.localdate(clock.now()),
        frozenset(lines.unread),
    )
    return lines, found, in_order([*lines.faults, *faults])
