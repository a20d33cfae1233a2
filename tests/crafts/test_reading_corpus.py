"""Against real papers, where the shared corpus lies beside the checkout; nothing of it is kept here."""

import json
import sys
import time
from pathlib import Path

import pytest

from luoshi.crafts import reading
from luoshi.crafts.sources import decoding

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside this checkout")


def papers(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))


@pytest.mark.parametrize(
    "path",
    [*papers(CORPUS), *papers(CORPUS / "blind"), *papers(CORPUS / "paired")],
    ids=lambda path: path.stem,
)
def test_every_quote_is_its_slice_and_every_sentence_has_a_place(path: Path) -> None:
    text = decoding.decode(path.read_bytes())
    started = time.perf_counter()
    found = reading.read(text)
    spent = 1000 * (time.perf_counter() - started)
    sys.stdout.write(f"{path.name}: {len(text)} characters in {spent:.1f} ms\n")
    if found.imprint.signed:
        assert found.body_start <= found.imprint.signed[0] < found.imprint.signed[1] <= found.body_end
    for annex in found.imprint.annexes:
        assert annex.title == "".join(text[annex.start : annex.end].split())
    for task in found.directives:
        assert [due.on for due in task.dates if due.on] == sorted(due.on for due in task.dates if due.on)
        assert task.due_on in {None, *(due.on for due in task.dates)}
        assert {quantity.words for quantity in task.quantities} <= {*(task.standard or "").split("；")}
    assert [d.quote for d in found.directives] == [text[d.start : d.end] for d in found.directives]
    starts = [sentence.start for sentence in found.sentences]
    assert starts == sorted(starts)
    body = sum(not sign.isspace() for sign in text[found.body_start : found.body_end])
    counted = sum(not sign.isspace() for s in found.sentences for sign in text[s.start : s.end])
    assert counted >= 0.97 * body


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (one[1] - one[0] + other[1] - other[0] - shared)


def test_the_first_speech_is_read_well() -> None:
    text = decoding.decode((CORPUS / "000.txt").read_bytes())
    gold = json.loads((CORPUS / "gold" / "000.json").read_text(encoding="utf-8"))
    tasks = reading.read(text).tasks
    assert len(tasks) >= 12
    wanted = [(task["start"], task["end"]) for task in gold["tasks"]]
    hit = sum(any(overlap((t.start, t.end), span) >= 0.5 for t in tasks) for span in wanted)
    assert hit >= 0.6 * len(wanted)


def test_what_surrounds_the_document_on_a_page_is_left_out() -> None:
    text = decoding.decode((CORPUS / "000.txt").read_bytes())
    found = reading.read(text)
    assert not text.startswith("#SOURCE:") or found.body_start > text.index("\n")
    assert "微信" in text[found.body_end :]
    assert "微信" not in text[found.body_start : found.body_end]
