"""`luoshi paper check FILE`: a PDF or DOCX in, every deviation from GB/T 9704—2012 out; no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Final

from luoshi.crafts import sources
from luoshi.crafts.papers import Layout, measuring, standard
from luoshi.rules.refusals import Refused

_LAYOUTS: Final = {
    "文件": Layout.DOCUMENT,
    "信函": Layout.LETTER,
    "纪要": Layout.MINUTES,
    "命令": Layout.ORDER,
}


def main(argv: list[str]) -> int:
    """Run `luoshi paper`: 0 when nothing deviates, 1 when something does, 2 when it cannot be measured."""
    arguments = _arguments(argv)
    try:
        data = _read(Path(arguments.file))
        report = measuring.inspect(data, arguments.file, _LAYOUTS.get(arguments.layout))
    except Refused as refusal:
        sys.stderr.write(f"{arguments.file}：{refusal.reason}\n")
        return 2
    if arguments.json:
        sys.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_words(report, recognised=arguments.layout is None))
    return 1 if report.deviations else 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="luoshi paper", description=f"按 {standard.STANDARD} 检查公文。", add_help=False
    )
    parser.add_argument("-h", "--help", action="help", help="显示本说明")
    commands = parser.add_subparsers(dest="command", required=True, metavar="check")
    check = commands.add_parser("check", help="量一份 PDF 或 DOCX，列出不合标准之处", add_help=False)
    check.add_argument("file", metavar="文件", help="要检查的 PDF 或 DOCX")
    check.add_argument("--json", action="store_true", help="以 JSON 写到标准输出")
    check.add_argument("--layout", choices=list(_LAYOUTS), help="公文格式；不写则自动识别")
    check.add_argument("-h", "--help", action="help", help="显示本说明")
    return parser.parse_args(argv)


def _read(path: Path) -> bytes:
    try:
        if reason := sources.why_too_large(path.stat().st_size):
            raise Refused(reason)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("找不到这个文件。请检查路径。") from error
    except IsADirectoryError as error:
        raise Refused("这是文件夹，不是文件。请指明要检查的文件。") from error
    except OSError as error:
        raise Refused(f"读不了这个文件（{error.strerror}）。请检查权限。") from error


def _words(report: measuring.Report, *, recognised: bool) -> str:
    how = "自动识别" if recognised else "指定"
    pages = f"，共 {report.pages} 页" if report.pages else ""
    lines = [f"{report.layout.label}（{how}）{pages}，按 {standard.STANDARD} 量了 {len(report.figures)} 处。"]
    lines += report.notes
    found = report.deviations
    lines += ["", f"不合标准 {len(found)} 处：" if found else "没有发现不合标准之处。"]
    for number, figure in enumerate(found, start=1):
        lines.append(f"{number}. 第{figure.page}页　{figure.name}：{figure.found}；应为{figure.wanted}")
        lines.append(f"   第{figure.clause}条　{figure.remedy}。")
    if report.substitutions:
        lines += ["", "字体代用（式样相同，不是标准通用的字库）："]
        lines += [f"   {words}" for words in report.substitutions]
    return "\n".join(lines) + "\n"
