"""`luoshi read` on a speech of 4,000 characters from a cold start, and reading warm."""

from __future__ import annotations

import statistics
import subprocess
import time
from pathlib import Path

from support import board

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"


def main() -> None:
    speech = next((ROOT / "examples").glob("*.txt"))
    text = speech.read_text(encoding="utf-8")
    long_enough = (text * (4000 // len(text) + 1))[:4000]
    path = Path("/tmp") / "luoshi-bench-speech.txt"
    path.write_text(long_enough, encoding="utf-8")
    try:
        bare = _median([BIN / "python", "-c", "pass"])
        cold = _median([BIN / "luoshi", "read", path, "--json"])
        board.at_most(
            "read a 4,000-character speech, cold", cold, 0.6, "s", f"bare interpreter: {bare:.3f} s"
        )
    finally:
        path.unlink()
    _warm(text)


def _median(command: list[object]) -> float:
    seconds = []
    for _ in range(7):
        with board.timed() as spent:
            subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
        seconds.append(spent())
    return statistics.median(seconds)


def _warm(text: str) -> None:
    """Read sixteen texts that all differ, so that nothing is remembered from one to the next."""
    from luoshi.crafts import reading

    texts = [text.replace("教育局", f"教育局{n}") for n in range(16)]
    reading.read(texts[0])
    started = time.process_time()
    for each in texts:
        reading.read(each)
    spent = time.process_time() - started
    size = sum(map(len, texts))
    started = time.process_time()
    for each in texts:
        each.encode("gb18030").decode("gb18030")
    bare = size / max(time.process_time() - started, 1e-9)
    board.at_least("read warm, per core", size / spent, 300_000, "chars/s", f"decoding alone: {bare:,.0f}/s")


if __name__ == "__main__":
    main()
