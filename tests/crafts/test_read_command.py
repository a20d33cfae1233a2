"""`luoshi read`: without Django, without half-written files, with words for every mistake."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from python_calamine import CalamineWorkbook

from luoshi.crafts import decompositions, reading
from luoshi.site import cli
from luoshi.site import reading as command
from tests.crafts import sources_samples as samples

PLAN = """示例市教育局关于印发校车安全实施方案的通知
示教〔2026〕7号
各学校：
一、重点任务
（一）检查校车。逐车检查，建立台账，检查覆盖率不低于100%。（牵头单位：市教育局；责任单位：各学校；完成时限：2026年6月底前）
（二）培训司机。每学期培训一次，=1+1 不是公式。（市教育局牵头，市公安局配合）
示例市教育局
2026年3月2日
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_the_table_shows_tasks_places_and_the_account(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(plan)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(
        "示例市教育局关于印发校车安全实施方案的通知\n实施方案　示教〔2026〕7号　2026-03-02"
        "　发文机关：示例市教育局　主送：各学校\n全文 "
    )
    assert "1   检查校车\n    牵头：市教育局；责任：各学校　时限：2026年6月底前（2026-06-30）" in shown
    assert "句都有去处：任务 " in shown


def test_json_is_the_reading(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(plan), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == reading.read(PLAN).as_dict()


def test_a_paper_without_tasks_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "praise.txt"
    path.write_text(
        "关于表扬的通报\n各学校：\n去年以来，各学校取得了明显成效。现予以通报表扬。\n", encoding="utf-8"
    )
    assert command.main([str(path)]) == 0
    assert "没有找到任务：这份文件没有交办具体事项。" in capsys.readouterr().out
    path.write_text("首页\n网站地图\n", encoding="utf-8")
    assert command.main([str(path)]) == 0
    assert "没有找到公文正文" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "空的"),
        ("secret.txt", "机密★1年\n关于某事的通知\n各单位要落实。\n".encode(), "第三十一条"),
        ("paper.pdf", b"%PDF-1.4", "PDF"),
    ],
)
def test_a_refusal_goes_to_stderr_and_writes_nothing(
    name: str, data: bytes, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    before = sorted(os.listdir(tmp_path))
    assert (
        command.main([str(path), "--xlsx", str(tmp_path / "out.xlsx"), "--docx", str(tmp_path / "out.docx")])
        == 2
    )
    shown = capsys.readouterr()
    assert word in shown.err
    assert shown.out == ""
    assert sorted(os.listdir(tmp_path)) == before


def test_a_missing_file_a_folder_and_a_bad_goal_are_named(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(tmp_path / "none.txt")]) == 2
    assert "找不到这个文件" in capsys.readouterr().err
    assert command.main([str(tmp_path)]) == 2
    assert "文件夹" in capsys.readouterr().err
    assert command.main([str(plan), "--xlsx", str(tmp_path / "none" / "out.xlsx")]) == 2
    assert "请检查文件夹是否存在" in capsys.readouterr().err
    assert sorted(os.listdir(tmp_path)) == ["plan.txt"]


def test_an_old_file_is_replaced_whole(plan: Path, tmp_path: Path) -> None:
    goal = tmp_path / "out.xlsx"
    goal.write_bytes(b"old")
    assert command.main([str(plan), "--xlsx", str(goal)]) == 0
    assert zipfile.is_zipfile(goal)
    assert sorted(os.listdir(tmp_path)) == ["out.xlsx", "plan.txt"]


def test_the_spreadsheet_holds_text_and_no_formula() -> None:
    made = decompositions.write_xlsx(reading.read(PLAN))
    rows = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()
    assert rows[1][:8] == [
        "序号",
        "重点任务",
        "原文",
        "牵头单位",
        "责任单位",
        "配合单位",
        "完成时限",
        "量化标准",
    ]
    assert rows[2][:7] == [
        "1",
        "检查校车",
        "检查校车。逐车检查，建立台账，检查覆盖率不低于100%。",
        "市教育局",
        "各学校",
        "",
        "2026年6月底前",
    ]
    assert (rows[2][8], rows[2][9], rows[3][8]) == (date(2026, 6, 30), "待审", "")
    with zipfile.ZipFile(BytesIO(made)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<autoFilter" in sheet
    assert 'state="frozen"' in sheet


def test_a_cell_that_looks_like_a_formula_stays_text() -> None:
    text = "关于检查的通知\n一、=HYPERLINK(1)要认真检查，各学校要落实。\n二、各学校要-1+1地检查台账。\n"
    made = decompositions.write_xlsx(reading.read(text))
    with zipfile.ZipFile(BytesIO(made)) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()


def test_the_paper_lies_on_its_side_and_repeats_its_head() -> None:
    document = Document(BytesIO(decompositions.write_docx(reading.read(PLAN))))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "序号", "重点任务", "原文", "牵头单位", "责任单位", "配合单位", "完成时限", "量化标准",
    ]  # fmt: skip
    assert len(table.rows) == 3
    assert "<w:tblHeader/>" in table.rows[0]._tr.xml
    assert [each.text for each in document.paragraphs[:2]] == ["附件", ""]
    assert 'w:eastAsia="黑体"' in document.paragraphs[0]._p.xml
    assert 'w:eastAsia="方正小标宋简体"' in document.paragraphs[2]._p.xml
    assert 'w:eastAsia="仿宋_GB2312"' in table.rows[1]._tr.xml


def test_a_paper_without_tasks_gives_a_paper_that_says_so() -> None:
    document = Document(BytesIO(decompositions.write_docx(reading.read("首页\n"))))
    assert document.tables == []
    assert document.paragraphs[-1].text == "本文件没有需要分解的任务。"


def test_the_command_line_reads_without_django(plan: Path) -> None:
    script = (
        "import sys; from luoshi.site import cli; code = cli.main(['read', sys.argv[1], '--json']);"
        "heavy = {'django', 'docx', 'xlsxwriter', 'lxml'} & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(plan)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert len(json.loads(done.stdout)["tasks"]) == 2


def test_read_is_dispatched_by_the_command_line(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(plan), "--json"]) == 0
    assert '"tasks"' in capsys.readouterr().out


def test_help_and_a_wrong_option_answer(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        command.main(["--help"])
    assert ending.value.code == 0
    assert "任务分解表" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ending:
        command.main(["--none"])
    assert ending.value.code == 2


def test_text_writes_what_offsets_count_in_and_notes_go_to_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = "<w:p><w:ins><w:r><w:t>一、各学校要逐车检查，6月底前完成。</w:t></w:r></w:ins></w:p>"
    path, goal = tmp_path / "plan.txt", tmp_path / "seen.txt"
    path.write_bytes(samples.docx(samples.p("关于检查的通知") + change))
    assert command.main([str(path), "--json", "--text", str(goal)]) == 0
    shown = capsys.readouterr()
    text = goal.read_text(encoding="utf-8")
    assert text == "关于检查的通知\n一、各学校要逐车检查，6月底前完成。\n"
    tasks = json.loads(shown.out)["tasks"]
    assert [task["quote"] for task in tasks] == [text[task["start"] : task["end"]] for task in tasks]
    assert [line[:12] for line in shown.err.splitlines()] == [
        "注意：文件名以 .txt",
        "注意：文件里有 1 处尚",
        f"已写出读到的 {len(text)} 字：",
    ]
