"""Opening the desk of a document of 60 directives: which of 100,000 tasks say the same as one of them."""

from __future__ import annotations

import random
import shutil
import statistics
from collections.abc import Iterator
from typing import TYPE_CHECKING

from support import board, stage

if TYPE_CHECKING:
    from luoshi.records.models import Document

TASKS, IN_A_DOCUMENT, DIRECTIVES = 100_000, 50, 60
_WHAT = (
    "校舍安全隐患",
    "校车运行",
    "食堂食品安全",
    "消防设施",
    "学位缺口",
    "控辍保学",
    "课后服务",
    "教师编制",
)
_WHERE = ("乡镇寄宿制学校", "城区公办幼儿园", "县域普通高中", "民办培训机构", "农村教学点", "特殊教育学校")
_DO = ("完成一轮排查并建立台账", "制定整改方案并报送结果", "逐校核实数据并公示", "组织专项督导并通报")
_HOW = ("做到一校一策", "不留死角", "责任到人", "全程留痕", "按月调度", "限期销号", "群众满意", "数据真实")


def main() -> None:
    folder = stage.prepare("likeness")
    from django.core.management import call_command

    try:
        call_command("migrate", verbosity=0)
        _measure(random.Random(7))
    finally:
        shutil.rmtree(folder)


def _measure(dice: random.Random) -> None:
    from django.db import connection

    from luoshi.queries import documents

    _lay(dice)
    seconds = []
    document = _document(TASKS // IN_A_DOCUMENT + 1, [_sentence(dice) for _ in range(DIRECTIVES)], "PROPOSED")
    for _ in range(7):
        drafts = documents.desk(document)
        with board.timed() as spent:
            found = documents.remarks(document, drafts)
        seconds.append(spent())
    said = sum("原文有" in remark.words for told in found.values() for remark in told)
    board.at_most(
        f"{connection.vendor}: what to look at in {DIRECTIVES} of {TASKS:,} tasks",
        statistics.median(seconds),
        1.0,
        "s",
        f"{said} of them are like another",
    )


def _lay(dice: random.Random) -> None:
    from django.db import connection

    board.note(f"laying {TASKS:,} tasks with their marks")
    # A third of all sentences come back, as they do from year to year and from county to county.
    yearly = [_sentence(dice) for _ in range(400)]
    for number in range(TASKS // IN_A_DOCUMENT):
        words = [
            dice.choice(yearly) if dice.random() < 0.33 else _sentence(dice) for _ in range(IN_A_DOCUMENT)
        ]
        _document(number, words, "OPEN")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _sentence(dice: random.Random) -> str:
    return (
        f"各县（市、区）教育局要对{dice.choice(_WHERE)}的{dice.choice(_WHAT)}，于{dice.randint(1, 12)}月底前"
        f"{dice.choice(_DO)}，{dice.choice(_HOW)}，第{dice.randint(1, 999)}批不少于{dice.randint(2, 900)}所。"
    )


def _document(number: int, words: list[str], state: str) -> Document:
    from luoshi.records import rows
    from luoshi.records.models import Document, Likeness, Task
    from luoshi.rules import tasks

    text = "".join(words)
    document = Document.objects.create(
        title=f"第{number}份来文",
        kind="通知",
        source_name="来文.txt",
        text=text,
        text_digest=f"{number:064}",
        body_start=0,
        body_end=len(text),
        registered_at=stage.NOW,
        registered_by="基准",
    )
    made = rows.insert(
        Task,
        ("start", "end", "summary"),
        [(start, start + len(each), each[:40]) for start, each in _placed(words)],
        document_id=document.id,
        start_on=stage.NOW.date(),
        due_on=stage.NOW.date(),
        state=state,
    )
    marks = [
        (task, mark) for task, each in zip(sorted(made), words, strict=True) for mark in tasks.marks(each)
    ]
    rows.insert(Likeness, ("task_id", "mark"), marks)
    return document


def _placed(words: list[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for each in words:
        yield start, each
        start += len(each)


if __name__ == "__main__":
    main()
