"""Readings marked against labels: by hand on small papers, and against the corpus's own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.crafts import reading, scores
from luoshi.crafts.scores.labels import repository
from luoshi.rules.refusals import Refused
from luoshi.site import scoring

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
PAPER = """#SOURCE: github:示例/样本/一.txt | TITLE: 示例
示例市教育局关于校车安全的实施方案
各学校：
一、重点任务
（一）检查校车。逐车检查，建立台账。（责任单位：市教育局、各学校；完成时限：2026年6月底前）
（二）培训司机。组织培训。（责任单位：市公安局）
（三）加强宣传。开展宣传。（责任单位：市教育局）
"""


def labelled(*tasks: dict[str, object], **others: object) -> str:
    start = PAPER.index("示例市教育局关于")
    known = {
        "id": "001",
        "label_source": "document",
        "type": "实施方案",
        "body_start": start,
        "body_end": len(PAPER),
    }
    return json.dumps({**known, "tasks": tasks, **others}, ensure_ascii=False)


def task(words: str, units: list[str], due: str | None = None) -> dict[str, object]:
    start = PAPER.index(words)
    return {"start": start, "end": start + len(words), "units": units, "deadline_iso": due}


FIRST = task("检查校车。逐车检查，建立台账。", ["市教育局", "各学校"], "2026-06-30")
SECOND = task("培训司机。组织培训。", ["市公安局"])
THIRD = task("加强宣传。开展宣传。", ["市教育局"])


def marked(words: str) -> scores.Marks:
    return scores.mark(PAPER, scores.parse(words, "001.json"), reading.read(PAPER))


def test_a_reading_that_agrees_has_no_fault() -> None:
    marks = marked(labelled(FIRST, SECOND, THIRD))
    assert (marks.hit, marks.extra, marks.missed, marks.faults) == (3, 0, 0, [])
    assert (marks.units_hit, marks.dated_right, marks.undated_right) == (4, 1, 2)
    assert (marks.body_start, marks.body_end) == (True, True)
    figures = scores.total([(scores.parse(labelled(FIRST, SECOND, THIRD), ""), marks)])
    assert (figures.tasks.f1, figures.units.f1, figures.dates, figures.undated) == (1.0, 1.0, 1.0, 1.0)


def test_every_fault_is_named_by_its_kind() -> None:
    wrong = {**FIRST, "units": ["市财政局", "各学校"], "deadline_iso": "2027-01-01"}
    whole = PAPER[PAPER.index("培训司机") : PAPER.index("开展宣传。") + 5]
    marks = marked(labelled(wrong, task(whole, []), body_start=0, body_end=40))
    assert sorted(fault.kind for fault in marks.faults) == [
        "body", "date_wrong", "finer", "unit_extra", "unit_missing",
    ]  # fmt: skip
    assert [fault.words for fault in marks.faults if fault.kind == "unit_missing"] == ["市财政局"]


def test_what_is_read_and_not_labelled_is_invented_except_in_an_open_place() -> None:
    assert [fault.kind for fault in marked(labelled(FIRST, SECOND)).faults] == ["invented"]
    marks = marked(labelled(FIRST, SECOND, optional=[THIRD]))
    assert (marks.extra, marks.left, marks.faults) == (0, 1, [])


def test_a_date_where_none_is_labelled_and_a_task_that_is_not_read() -> None:
    marks = marked(labelled({**FIRST, "deadline_iso": None}, SECOND, THIRD, task("各学校：", [])))
    assert [fault.kind for fault in marks.faults] == ["date_extra", "missed"]


def test_a_page_without_a_document_is_right_when_nothing_is_read() -> None:
    labels = scores.parse(labelled(body_start=None, body_end=None), "")
    nothing = reading.read("首页\n")
    assert scores.mark("首页\n", labels, nothing).body_start
    assert not scores.mark(PAPER, labels, reading.read(PAPER)).body_start


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"id": "1"}', labelled({"start": 1})])
def test_labels_that_are_none_are_refused_by_name(words: str) -> None:
    with pytest.raises(Refused, match=r"^001\.json 不是标注文件"):
        scores.parse(words, "001.json")


def test_the_repository_is_read_from_the_first_line() -> None:
    assert repository(PAPER) == "示例/样本"
    assert repository("#SOURCE: seed/000.txt (seed) | TITLE: x\n") == "seed"
    assert repository("关于校车的通知\n") == ""


def folder_of(tmp_path: Path, words: str) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "001.json").write_text(words, encoding="utf-8")
    (tmp_path / "001.txt").write_text(PAPER, encoding="utf-8")
    return tmp_path


def test_the_command_prints_sets_kinds_repositories_and_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, labelled(FIRST, SECOND))
    assert scoring.main([str(folder), "--errors"]) == 0
    shown = capsys.readouterr().out
    assert "全部｜1｜2｜0.800（0.667/1.000）｜1.000｜1.000（1）" in shown
    assert "1 个来源，任务 F1 最低 0.800，中位 0.800" in shown
    assert "差错：多读 1" in shown
    assert "001.txt [" in shown
    assert scoring.main([str(folder), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)[tmp_path.name]
    assert figures["repositories"] == {"示例/样本": 0.8}
    assert figures["faults"] == {"invented": 1}
    assert figures["kinds"]["实施方案"]["F1"] == 0.8


def test_the_command_starts_without_django(tmp_path: Path) -> None:
    script = (
        "import sys; from luoshi.site import cli; code = cli.main(['score', sys.argv[1]]);"
        "print('django' in sys.modules, file=sys.stderr); sys.exit(code)"
    )
    folder = folder_of(tmp_path, labelled(FIRST))
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "False\n")


def test_what_cannot_be_scored_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scoring.main([str(tmp_path)]) == 2
    assert "没有 gold 子文件夹" in capsys.readouterr().err
    (tmp_path / "gold").mkdir()
    assert scoring.main([str(tmp_path)]) == 2
    assert "没有标注文件" in capsys.readouterr().err
    (tmp_path / "gold" / "001.json").write_text(labelled(FIRST), encoding="utf-8")
    assert scoring.main([str(tmp_path)]) == 2
    assert "找不到 001.txt" in capsys.readouterr().err
    (tmp_path / "001.txt").write_bytes(b"\xff\xfe\xff")
    assert scoring.main([str(tmp_path)]) == 2
    assert "都要用 UTF-8" in capsys.readouterr().err


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside this checkout")
@pytest.mark.parametrize("part", ["", "blind"])
def test_the_figures_equal_those_of_the_corpuss_own_scorer(
    part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = CORPUS / part
    for path in sorted((folder / "gold").glob("*.json")):
        found = reading.read((folder / f"{path.stem}.txt").read_text(encoding="utf-8"))
        (tmp_path / path.name).write_text(json.dumps(found.as_dict(), ensure_ascii=False), encoding="utf-8")
    result = tmp_path / "result.out"
    subprocess.run(
        [sys.executable, CORPUS / "score.py", tmp_path, "--gold", folder / "gold", "--json", result],
        check=True,
        capture_output=True,
    )
    assert scoring.main([str(folder), "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)[folder.name]["sets"]
    for theirs in json.loads(result.read_text(encoding="utf-8"))["summary"]:
        known = {key: value for key, value in theirs.items() if key not in ("set", "missing", "unlocated")}
        assert ours[theirs["set"]] == known
