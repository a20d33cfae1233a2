"""`luoshi read FILE`: a document in, its tasks out, without a database."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.crafts import reading, sources
from luoshi.crafts.reading.model import ROLE_LABELS
from luoshi.rules import documents
from luoshi.rules.refusals import Refused

if TYPE_CHECKING:
    from luoshi.crafts.reading import Directive, Reading
    from luoshi.crafts.sources import Source


def main(argv: list[str]) -> int:
    """Run `luoshi read`: 0 when the file was read, 2 with a message on stderr when it was not."""
    arguments = _arguments(argv)
    try:
        source = _source(Path(arguments.file))
        found = reading.read(source.text)
        for path, composed in _files(source, found, arguments):
            _save(path, composed)
    except Refused as refusal:
        sys.stderr.write(f"{arguments.file}：{refusal.reason}\n")
        return 2
    for note in source.notes:
        sys.stderr.write(f"注意：{note}\n")
    if arguments.text:
        sys.stderr.write(f"已写出读到的 {len(source.text)} 字：{arguments.text}\n")
    written = "、".join(filter(None, (arguments.xlsx, arguments.docx)))
    if arguments.json:
        sys.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) + "\n")
    elif not written:
        sys.stdout.write(_table(found))
    else:
        sys.stderr.write(f"已写出 {len(found.tasks)} 项任务：{written}\n")
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="luoshi read", description="读文件，列出其中的任务、单位、时限和出处。", add_help=False
    )
    parser.add_argument("file", metavar="文件", help="要读的文件：docx、doc、wps、pdf、txt、html 或扫描图片")
    parser.add_argument("--json", action="store_true", help="以 JSON 写到标准输出")
    parser.add_argument("--xlsx", metavar="文件", help="写出任务分解表（XLSX）")
    parser.add_argument("--docx", metavar="文件", help="写出任务分解表（DOCX）")
    parser.add_argument("--text", metavar="文件", help="写出读到的文字（UTF-8）；出处的字数都按它计")
    parser.add_argument("-h", "--help", action="help", help="显示本说明")
    return parser.parse_args(argv)


def _source(path: Path) -> Source:
    try:
        if reason := sources.why_too_large(path.stat().st_size):
            raise Refused(reason)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("找不到这个文件。请检查路径。") from error
    except IsADirectoryError as error:
        raise Refused("这是文件夹，不是文件。请指明要读的文件。") from error
    except OSError as error:
        raise Refused(f"读不了这个文件（{error.strerror}）。请检查权限。") from error
    source = sources.text_of(data, path.name)
    if reason := documents.why_not_store(source.text):
        raise Refused(reason)
    return source


def _files(source: Source, found: Reading, arguments: argparse.Namespace) -> list[tuple[Path, bytes]]:
    """Compose everything before anything is written, so that a failure leaves nothing behind."""
    composed: list[tuple[Path, bytes]] = []
    if arguments.text:
        composed.append((Path(arguments.text), source.text.encode()))
    if arguments.xlsx:
        from luoshi.crafts.decompositions.sheet import write_xlsx

        composed.append((Path(arguments.xlsx), write_xlsx(found)))
    if arguments.docx:
        from luoshi.crafts.decompositions.paper import write_docx

        composed.append((Path(arguments.docx), write_docx(found)))
    return composed


def _save(path: Path, composed: bytes) -> None:
    """Write beside the goal and rename: the goal is the old file or the whole new one, never a part."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
            draft.write(composed)
        try:
            os.chmod(draft.name, 0o644)
            os.replace(draft.name, path)
        except OSError:
            os.unlink(draft.name)
            raise
    except OSError as error:
        raise Refused(f"写不了 {path}（{error.strerror}）。请检查文件夹是否存在、是否有权限。") from error


def _table(found: Reading) -> str:
    lines = [found.title or "（没有找到标题）"]
    head = [
        part for part in (found.kind, found.number, found.issued_on and found.issued_on.isoformat()) if part
    ]
    if found.imprint.organ:
        head.append(f"发文机关：{found.imprint.organ}")
    if found.imprint.addressees:
        head.append(f"主送：{'、'.join(found.imprint.addressees)}")
    if found.imprint.annexes:
        head.append(f"附件：{'、'.join(annex.title for annex in found.imprint.annexes)}")
    lines.append("　".join(head))
    if found.body_start == found.body_end:
        lines.append("这一页上没有找到公文正文，因此没有任务。")
        return "\n".join(lines) + "\n"
    counts = found.coverage()
    shares = "，".join(f"{ROLE_LABELS[role]} {count}" for role, count in counts.items())
    lines.append(f"全文 {sum(counts.values())} 句都有去处：{shares}。")
    if not found.tasks:
        lines.append("没有找到任务：这份文件没有交办具体事项。")
    lines.append("")
    for number, task in enumerate(found.tasks, 1):
        lines.append(f"{_padded(str(number), 4)}{task.summary}")
        roles = "；".join(f"{role}：{'、'.join(named)}" for role, named in task.roles.items() if named)
        standard = f"标准：{task.standard}" if task.standard else ""
        every = f"频次：{'、'.join(each.words for each in task.every)}" if task.every else ""
        details = "　".join(part for part in (roles, _when(task), every, standard) if part)
        lines.append(f"    {details or '未写明单位和时限'}　[第 {task.start}–{task.end} 字]")
    if found.possible:
        lines.append(f"\n另有 {len(found.possible)} 句可能是任务，请人工判断：")
        lines += [f"    {item.summary}　[第 {item.start}–{item.end} 字]" for item in found.possible]
    return "\n".join(lines) + "\n"


def _when(task: Directive) -> str:
    """The deadline with its day, after it the dates before it; 暂定 where a day may still move."""
    if not task.deadline:
        return ""
    said = f"时限：{task.deadline}"
    if task.due_on:
        said += f"（{task.due_on.isoformat()}{'，暂定' if task.is_provisional else ''}）"
    steps = [due.words for due in task.dates if due.on and due.on != task.due_on]
    return said + (f"，其中{'、'.join(steps)}" if steps else "")


def _padded(words: str, width: int) -> str:
    shown = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)
    return words + " " * max(0, width - shown)
