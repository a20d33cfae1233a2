"""Reads damaged files for so many seconds: every one must give text or a refusal, soon, and write nothing.

    .venv/bin/python tests/fuzz/read_files.py 1200 [seed]

Mutates samples of docx (the packed bytes, and the XML inside), PDF, HTML and text. Prints counts at the end
and exits with 1 when a file crashed the reader, took too long, or left something behind in the temporary
folder; such a file is kept in the folder that is printed.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from luoshi.crafts import reading, sources  # noqa: E402
from luoshi.rules.refusals import Refused  # noqa: E402
from tests.crafts import sources_samples as samples  # noqa: E402

SLOWEST = 20.0
_KEPT = ROOT / "var" / "fuzz"
_WRITTEN: list[str] = []
_WORDS = "各县区教育局要在6月底前完成校车安全排查，并报送结果。（牵头单位：市教育局）"
_TOKENS = (
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tr>", b'w:val="999999999"', b"&#0;", b"<!--", b"]]>", b"<![CDATA[",
    b"\0", b"\xff\xfe", b"endobj", b"stream", b"/Kids [1 0 R]", b"/Count 99999999", b"<table>", b"<script>",
    b"&lt;", b"<", "，".encode(), "（".encode(), "一、".encode("gb18030"), b"-1", b"1e999", b"/Length 0",
    b"obj", b"<p hidden>",
)  # fmt: skip
_MARKS = (
    "<", "</", "<!--", "-->", "<![CDATA[", "<p", "<a href='", "<table><tr><td>", "<script>", "</script>",
    "<div hidden>", "&", "&#x", "&#99999999999;", "（", "）", "（责任单位：", "一、", "（一）", "1.", "①",
    "。", "；", "、", "\n", "\u3000", "2026年", "6月底前", "各县（市、区）", "附件", "\u202e", "\U00020000",
    "*", "#", "〔2026〕1号",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Return one sound file of each kind by its name."""
    body = (
        "".join(samples.numbered(_WORDS, 1, place % 3) for place in range(8))
        + samples.table(("任务", "单位"), (_WORDS, "市教育局"))
        + "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        + "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    levels = "".join(samples.level(place, "chineseCounting", f"%{place + 1}、") for place in range(3))
    page = f"<!DOCTYPE html><html><head><title>通知</title></head><body><p>{_WORDS}</p>" * 3
    return {
        "a.docx": samples.docx(body, numbering=samples.numbering(levels)),
        "a.pdf": samples.pdf(f"{_WORDS * 30}\n\n#table(columns: 2)[任务][单位][{_WORDS}][市教育局]"),
        "a.html": page.encode(),
        "a.txt": (_WORDS * 40).encode("gb18030"),
    }


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return the bytes with one to twelve changes: flipped, cut, doubled, moved, or a token put in."""
    torn = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        if not torn:
            break
        place = dice.randrange(len(torn))
        size = dice.choice((1, 2, 8, 64, 512))
        match dice.randrange(6):
            case 0:
                torn[place] ^= 1 << dice.randrange(8)
            case 1:
                torn[place] = dice.randrange(256)
            case 2:
                del torn[place : place + size]
            case 3:
                torn[place:place] = torn[place : place + size] * dice.choice((1, 2, 50))
            case 4:
                torn[place:place] = dice.choice(_TOKENS) * dice.choice((1, 1, 3, 200))
            case _:
                torn[place : place + size] = dice.randbytes(size)
    return bytes(torn)


def one(name: str, data: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Return a mutated file; half of the .docx are damaged inside and packed again."""
    if name.endswith(".docx") and dice.random() < 0.6:
        files = samples.unpacked_bytes(data)
        part = dice.choice(sorted(files))
        return name, samples.packed({**files, part: mutated(files[part], dice)})
    if name.endswith((".txt", ".html")) and dice.random() < 0.8:
        return name, _rearranged(data, dice)
    if dice.random() < 0.05:
        name = dice.choice(("a.txt", "a.doc", "a.docx", "a.pdf", "a.html", "a"))
    return name, mutated(data, dice)


def _rearranged(data: bytes, dice: random.Random) -> bytes:
    """Change a text by whole characters, so that it stays a text."""
    try:
        signs = list(data.decode())
    except UnicodeDecodeError:
        signs = list(data.decode("gb18030"))
    for _ in range(dice.randint(1, 30)):
        place, size = dice.randrange(len(signs) + 1), dice.choice((1, 3, 30, 300))
        match dice.randrange(3):
            case 0:
                del signs[place : place + size]
            case 1:
                signs[place:place] = signs[place : place + size] * dice.choice((1, 2, 40))
            case _:
                signs[place:place] = list(dice.choice(_MARKS)) * dice.choice((1, 1, 5, 300))
    return "".join(signs).encode()


def outcome(name: str, data: bytes) -> str:
    """Return "read" or "refused"; raises whatever the reader raises otherwise."""
    try:
        source = sources.text_of(data, name)
    except Refused:
        return "refused"
    found = reading.read(source.text)
    for task in found.tasks:
        assert task.quote == source.text[task.start : task.end]
    return "read"


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="luoshi-fuzz-") as place:
        os.environ["TMPDIR"] = tempfile.tempdir = place
        sys.addaudithook(lambda event, facts: _watch(place, event, facts))
        return _run(seconds, dice, Path(place))


def _watch(place: str, event: str, facts: tuple[object, ...]) -> None:
    """Note every file that is opened for writing anywhere but in the temporary folder or by this script."""
    if event != "open" or not isinstance(facts[0], str) or not isinstance(facts[2], int):
        return
    writes = facts[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if writes and not facts[0].startswith((place, str(_KEPT), os.devnull)):
        _WRITTEN.append(facts[0])


def _run(seconds: float, dice: random.Random, place: Path) -> int:
    kinds = seeds()
    counts: Counter[tuple[str, str]] = Counter()
    slowest: dict[str, float] = {}
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        kind = dice.choice(sorted(kinds))
        name, data = one(kind, kinds[kind], dice)
        begun = time.monotonic()
        try:
            result = outcome(name, data)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                break
            traceback.print_exc()
            result = "crashed"
        spent = time.monotonic() - begun
        slowest[kind] = max(slowest.get(kind, 0.0), spent)
        if spent > SLOWEST:
            result = "too slow"
        left = sorted(path.name for path in place.iterdir())
        if left or _WRITTEN:
            result = f"wrote {left + _WRITTEN}"
            _WRITTEN.clear()
        counts[kind, result] += 1
        if result not in ("read", "refused"):
            _KEPT.mkdir(parents=True, exist_ok=True)
            (_KEPT / f"{sum(counts.values())}-{name}").write_bytes(data)
    return _told(counts, slowest)


def _told(counts: Counter[tuple[str, str]], slowest: dict[str, float]) -> int:
    sys.stdout.write(f"{sum(counts.values())} files\n")
    for (kind, result), count in sorted(counts.items()):
        sys.stdout.write(f"  {kind:<8} {result:<10} {count:>8}   slowest {slowest[kind]:.2f} s\n")
    bad = sum(count for (_, result), count in counts.items() if result not in ("read", "refused"))
    if bad:
        sys.stdout.write(f"{bad} bad files are in {_KEPT}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
