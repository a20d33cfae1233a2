"""From a file to its tasks: a .docx of 20 pages and a PDF of 100, end to end, and their memory."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
from pathlib import Path

from support import board

ROOT = Path(__file__).resolve().parents[1]
PAGE = 600
"""Characters on a page by GB/T 9704: 22 lines of 28, less the indents."""


def main() -> None:
    speech = next((ROOT / "examples").glob("*.txt")).read_text(encoding="utf-8")
    paper, book = _docx(speech, 20), _pdf(speech, 100)
    board.at_most("a .docx of 20 pages to its tasks, warm", _median(paper, "来文.docx"), 0.15, "s")
    board.at_most("a PDF of 100 pages to its tasks, warm", _median(book, "来文.pdf"), 1.0, "s")
    for name, data in (("来文.docx", paper), ("来文.pdf", book)):
        own, child = _memory(data, name)
        bare, _ = _memory(b"", "")
        told = f"bare interpreter: {bare:.0f} MiB"
        board.at_most(f"memory above the interpreter, {name}", own - bare, 200, "MiB", told)
        board.at_most(f"memory of the process that reads it, {name}", child, 200, "MiB")


def _grown(speech: str, pages: int) -> list[str]:
    """Paragraphs of so many pages, no two copies of the speech alike."""
    lines = [line for line in speech.splitlines() if line.strip()]
    found: list[str] = []
    size = 0
    while size < pages * PAGE:
        line = lines[len(found) % len(lines)].replace("教育局", f"教育{len(found) // len(lines)}局")
        found.append(line)
        size += len(line)
    return found


def _docx(speech: str, pages: int) -> bytes:
    from docx import Document

    made = Document()
    for line in _grown(speech, pages):
        made.add_paragraph(line)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _pdf(speech: str, pages: int) -> bytes:
    import typst

    marks = str.maketrans({sign: f"\\{sign}" for sign in '\\#$*_`<>@[]~/=-+"'})
    head = (
        '#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm),'
        ' numbering: "— 1 —")\n'
        '#set text(font: "Noto Serif CJK SC", size: 16pt)\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 0.8em)\n"
    )
    body = "\n\n".join(line.translate(marks) for line in _grown(speech, pages))
    made = typst.compile((head + body).encode())
    assert isinstance(made, bytes)
    return made


def _median(data: bytes, name: str) -> float:
    from luoshi.crafts import reading, sources

    seconds = []
    for _ in range(6):
        with board.timed() as spent:
            reading.read(sources.text_of(data, name).text)
        seconds.append(spent())
    return statistics.median(seconds[1:])


def _memory(data: bytes, name: str) -> tuple[float, float]:
    """Return the greatest memory in MiB of a fresh interpreter that reads the file, and of its children."""
    script = (
        "import re, resource, sys\nname, data = sys.argv[1], sys.stdin.buffer.read()\n"
        "if data:\n    from luoshi.crafts import reading, sources\n"
        "    reading.read(sources.text_of(data, name).text)\n"
        "print(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1])\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, name], input=data, stdout=subprocess.PIPE, check=True
    )
    own, child = map(int, done.stdout.split())
    return own / 1024, child / 1024


if __name__ == "__main__":
    main()
