"""1,000 different one-page letters to PDF in two processes, beside the bare compiler on the same words.

Set together, as a batch is, and each alone, as one letter is. The baseline is Typst alone: one warm compiler
a process, the same words in plain paragraphs and a table, no head, no grid, no account of fonts, once a
letter. All are measured in turns in the same run.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from datetime import date

import typst

from luoshi.crafts.papers import Layout, Paper, Paragraph, Rendered, Table, fonts, to_docx, to_pdf, together
from support import board

LETTERS = 1000
BARE = """#set page("a4")
#set text(font: "FandolFang R", size: 16pt, lang: "zh", region: "cn")
#align(center, text(font: "Noto Serif CJK SC", weight: "bold", size: 22pt, "%s"))
#par(text(font: "Noto Sans CJK SC", "一、进度"))
#par("%s")
#table(columns: 5, ..(%s).map(cell => [#cell]))
"""


def letter(place: int) -> Paper:
    """Return a letter that differs from every other in number, addressee, text and table."""
    rows = tuple(
        (f"第{place}组第{row}项", *(str((place * 37 + row * 11 + column) % 9973) for column in range(4)))
        for row in range(6)
    )
    text = (
        f"根据2026年重点任务安排，你校承担第{place}项建设任务，应于2026年11月30日前完成。截至11月20日，"
        f"完成进度为{place % 100}%，低于序时要求。请对照下表逐项查明原因，明确责任岗位和完成日期，"
        "需要市级协调土地、资金、编制等事项的一并写明。请于11月27日前书面反馈。"
    )
    return Paper(
        layout=Layout.LETTER,
        mark="示例市教育局",
        number=f"示教函〔2026〕{place}号",
        title=f"关于第{place}项任务进度的提醒函",
        addressees=(f"示例市第{place}中学",),
        body=(Paragraph(text), Table(("事项", "全年任务", "序时应达", "实际完成", "差距"), rows)),
        signer="示例市教育局",
        signed_on=date(2026, 11, 22),
    )


def compose(share: range) -> tuple[float, float]:
    """Return the wall and processor seconds of this process for its share as PDF."""
    to_pdf(letter(LETTERS + 1))
    begun, busy = time.perf_counter(), time.process_time()
    for place in share:
        to_pdf(letter(place))
    return time.perf_counter() - begun, time.process_time() - busy


def compose_together(share: range) -> tuple[float, float]:
    """Return the wall and processor seconds of this process for its share as PDF, set together."""
    to_pdf(letter(LETTERS + 1))
    begun, busy = time.perf_counter(), time.process_time()
    made = [one for one in together.to_pdfs(map(letter, share)) if isinstance(one, Rendered)]
    assert len(made) == len(share)
    return time.perf_counter() - begun, time.process_time() - busy


def compose_docx(share: range) -> tuple[float, float]:
    """Return the wall and processor seconds of this process for its share as DOCX."""
    to_docx(letter(LETTERS + 1))
    begun, busy = time.perf_counter(), time.process_time()
    for place in share:
        to_docx(letter(place))
    return time.perf_counter() - begun, time.process_time() - busy


def compile_bare(share: range) -> tuple[float, float]:
    """Return the wall and processor seconds of the bare compiler for the same words."""
    compiler = typst.Compiler(font_paths=fonts.shelf().handle, ignore_system_fonts=True)
    sources = []
    for place in (LETTERS + 1, *share):
        paper = letter(place)
        text, table = paper.body
        assert isinstance(text, Paragraph)
        assert isinstance(table, Table)
        cells = ", ".join(f'"{cell}"' for row in (table.header, *table.rows) for cell in row)
        sources.append((BARE % (paper.title, text.text, cells)).encode())
    compiler.compile(sources[0], format="pdf")
    begun, busy = time.perf_counter(), time.process_time()
    for source in sources[1:]:
        compiler.compile(source, format="pdf")
    return time.perf_counter() - begun, time.process_time() - busy


def seconds(job: str) -> tuple[float, float]:
    """Return wall seconds of the slower of two processes, and processor seconds of both, compilers warm."""
    half = LETTERS // 2
    shares = [range(1, half + 1), range(half + 1, LETTERS + 1)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        spent = pool.map(globals()[job], shares, chunksize=1)
    return max(wall for wall, _ in spent), sum(busy for _, busy in spent)


def preview() -> float:
    """Return the median seconds of one letter to PDF where others were composed before."""
    to_pdf(letter(LETTERS + 1))
    spent = []
    for place in range(1, 12):
        begun = time.perf_counter()
        to_pdf(letter(place))
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def main() -> None:
    """Print each figure with its limit and, beside it, the bare compiler of the same run."""
    jobs = ("compose_together", "compile_bare", "compose", "compose_docx")
    runs: dict[str, list[tuple[float, float]]] = {job: [] for job in jobs}
    for _ in range(3):
        for job, found in runs.items():
            found.append(seconds(job))
    wall = {job: statistics.median(one for one, _ in found) for job, found in runs.items()}
    busy = {job: statistics.median(one for _, one in found) for job, found in runs.items()}
    bare = f"bare Typst {wall['compile_bare']:.2f} s; processor "
    spent = {job: f"{bare}{busy[job]:.1f} s to {busy['compile_bare']:.1f} s" for job in jobs}
    board.at_most(
        "1,000 letters to PDF, set together", wall["compose_together"], 5, "s", spent["compose_together"]
    )
    board.at_most("1,000 letters to PDF, each alone", wall["compose"], 10, "s", spent["compose"])
    board.at_most("1,000 letters to DOCX, 2 processes", wall["compose_docx"], 12, "s")
    board.at_most("a preview of one letter, warm", preview(), 0.15, "s")


if __name__ == "__main__":
    main()
