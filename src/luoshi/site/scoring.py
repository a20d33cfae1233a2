"""`luoshi score FOLDER`: readings compared with labelled documents, without a database."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luoshi.crafts import reading, scores
from luoshi.crafts.scores import Labels, Marks, Sum
from luoshi.crafts.scores.labels import repository
from luoshi.crafts.scores.marking import FAULTS
from luoshi.rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Paper:
    """One labelled document, read and marked."""

    labels: Labels
    marks: Marks
    repository: str
    text: str


_SETS: dict[str, tuple[str, Callable[[Labels], bool]]] = {
    "all": ("全部", lambda _: True),
    "document": ("文件自己写明责任单位的", lambda labels: labels.source.startswith("document")),
    "judgement": ("由人判断的", lambda labels: labels.source == "judgement"),
    "education": ("教育类", lambda labels: labels.is_education),
}


def main(argv: list[str]) -> int:
    """Run `luoshi score`: 0 when the folder was scored, 2 with a message on stderr when it was not."""
    arguments = _arguments(argv)
    folder = Path(arguments.folder)
    try:
        folders = [each for each in (folder, *sorted(folder.glob("*/"))) if (each / "gold").is_dir()]
        if not folders:
            raise Refused("这个文件夹里没有 gold 子文件夹。请指明放标注文件的文件夹。")
        results = {each.name if each != folder else "": _papers(each) for each in folders}
    except Refused as refusal:
        sys.stderr.write(f"{arguments.folder}：{refusal.reason}\n")
        return 2
    if arguments.json:
        shown = {name or folder.resolve().name: _figures(papers) for name, (papers, _) in results.items()}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")
        return 0
    for name, (papers, seconds) in results.items():
        _print(name, papers, seconds, with_errors=arguments.errors)
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="luoshi score", description="读一个文件夹里有标注的文件，与标注对照打分。", add_help=False
    )
    parser.add_argument("folder", metavar="文件夹", help="里面有 *.txt 和 gold/*.json；子文件夹同样处理")
    parser.add_argument("--json", action="store_true", help="以 JSON 写到标准输出")
    parser.add_argument("--errors", action="store_true", help="逐条列出差错及其位置")
    parser.add_argument("-h", "--help", action="help", help="显示本说明")
    return parser.parse_args(argv)


def _papers(folder: Path) -> tuple[list[Paper], float]:
    """Read and mark every document of a folder that has labels; return them and the seconds spent reading."""
    found = []
    spent = 0.0
    for path in sorted((folder / "gold").glob("*.json")):
        labels = scores.parse(_text(path), path.name)
        text = _text(folder / labels.file)
        started = time.process_time()
        read = reading.read(text)
        spent += time.process_time() - started
        found.append(Paper(labels, scores.mark(text, labels, read), repository(text), text))
    if not found:
        raise Refused(f"{folder / 'gold'} 里没有标注文件（*.json）。")
    return found, spent


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise Refused(f"找不到 {path.name}。标注文件和文本要成对。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"读不了 {path.name}（{error}）。文本和标注都要用 UTF-8。") from error


def _total(papers: Iterable[Paper]) -> Sum:
    return scores.total([(paper.labels, paper.marks) for paper in papers])


def _figures(papers: Sequence[Paper]) -> dict[str, Any]:
    sets = {
        name: _total(chosen).as_dict()
        for name, (_, holds) in _SETS.items()
        if (chosen := [paper for paper in papers if holds(paper.labels)])
    }
    return {
        "sets": sets,
        "kinds": {kind: _total(group).as_dict() for kind, group in _groups(papers, _kind)},
        "repositories": {name: total.tasks.f1 for name, total in _by_repository(papers)},
        "faults": dict(Counter(fault.kind for paper in papers for fault in paper.marks.faults)),
    }


def _kind(paper: Paper) -> str:
    return paper.labels.kind


def _groups(papers: Sequence[Paper], key: Callable[[Paper], str]) -> list[tuple[str, list[Paper]]]:
    groups: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        groups[key(paper)].append(paper)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _by_repository(papers: Sequence[Paper]) -> list[tuple[str, Sum]]:
    """The repositories that hold a labelled task, each scored by its own documents alone."""
    groups = _groups(papers, lambda paper: paper.repository)
    sums = [(name or "（未注明）", _total(group)) for name, group in groups]
    return [(name, total) for name, total in sums if total.labelled]


def _print(name: str, papers: Sequence[Paper], seconds: float, *, with_errors: bool) -> None:
    characters = sum(len(paper.text) for paper in papers)
    out = sys.stdout.write
    out(f"\n== {name or '标注文件'}：{len(papers)} 份，{characters} 字，读用 {seconds:.2f} 秒 ==\n")
    out("集合｜份数｜任务｜任务 F1（准/全）｜单位 F1｜时限｜无时限保持｜正文（有页面杂项的）\n")
    for words, holds in _SETS.values():
        chosen = [paper for paper in papers if holds(paper.labels)]
        if chosen:
            out(_row(words, _total(chosen)))
    out("按文种：\n")
    for kind, group in _groups(papers, _kind):
        out(_row(kind, _total(group)))
    repositories = _by_repository(papers)
    figures = [total.tasks.f1 for _, total in repositories]
    if figures:
        out(
            f"逐个来源单独打分（规则不经训练，留出一个来源就是只看它自己）："
            f"{len(figures)} 个来源，任务 F1 最低 {min(figures):.3f}，中位 {statistics.median(figures):.3f}\n"
        )
        for source, total in sorted(repositories, key=lambda each: each[1].tasks.f1):
            out(f"  {source}：{total.papers} 份，{total.labelled} 项，F1 {total.tasks.f1:.3f}\n")
    counts = Counter(fault.kind for paper in papers for fault in paper.marks.faults)
    out(
        "差错："
        + ("，".join(f"{FAULTS[kind]} {counts[kind]}" for kind in FAULTS if counts[kind]) or "无")
        + "\n"
    )
    if with_errors:
        for paper in papers:
            for fault in paper.marks.faults:
                words = " ".join(fault.words.split())
                start, end = fault.place
                out(f"  {paper.labels.file} [{start}–{end}] {FAULTS[fault.kind]}：{words}\n")


def _row(words: str, total: Sum) -> str:
    tasks = (
        f"{total.tasks.f1:.3f}（{total.tasks.precision:.3f}/{total.tasks.recall:.3f}）"
        if total.labelled
        else "—"
    )
    units = f"{total.units.f1:.3f}" if total.unit_sets is not None else "—"
    dates = f"{total.dates:.3f}（{total.dated}）" if total.dates is not None else "—"
    kept = f"{total.undated:.3f}" if total.undated is not None else "—"
    bodies = (
        f"{total.furnished_bodies:.3f}（{total.furnished}）" if total.furnished_bodies is not None else "—"
    )
    return f"  {words}｜{total.papers}｜{total.labelled}｜{tasks}｜{units}｜{dates}｜{kept}｜{bodies}\n"
