"""The letters of one decision as PDF, a file each: what is printed and filed when there are many."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luoshi.crafts.papers import Rendered, packs
from luoshi.jobs import clock
from luoshi.queries import batches


class Command(BaseCommand):
    """Write every letter of a batch into an empty folder; say which could not be composed and why."""

    help = "把成批办理的一批函件逐份生成 PDF，放进一个空文件夹"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the batch and the folder."""
        parser.add_argument("batch", type=int, metavar="批次", help="办理结果页网址里的数字")
        parser.add_argument("folder", metavar="文件夹", help="放 PDF 的空文件夹，没有就新建")

    def handle(self, *, batch: int, folder: str, **options: object) -> None:
        """Compose in the order of the batch."""
        found, target = batches.found(batch), Path(folder)
        if found is None:
            raise CommandError(f"没有第{batch}批。批次号是办理结果页网址里的数字。")
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise CommandError(f"文件夹{folder}里已有文件，没有写入任何内容。请换一个空文件夹。")
        papers = batches.papers(found, timezone.localdate(clock.now()))
        written = 0
        for (name, one), paper in zip(packs.files(papers), papers.values(), strict=True):
            if isinstance(one, Rendered):
                (target / name).write_bytes(one.data)
                written += 1
            else:
                self.stderr.write(f"没有生成“{paper.title}”：{one.reason}")
        self.stdout.write(f"已生成{written}份 PDF，放在{folder}。")
