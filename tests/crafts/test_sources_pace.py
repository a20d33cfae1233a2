"""What takes long is not read while somebody waits; behind the page it is told how far the reading is."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from luoshi.crafts import sources
from luoshi.crafts.sources import Pace, TakesLong, apart, pictures
from luoshi.rules.refusals import Refused
from tests.crafts import sources_samples as samples

WORDS = "各学校要在6月底前完成排查。"
HURRIED = Pace(hurried=True)


class Stopped(Exception):
    """Somebody had the reading stopped."""


def scanned(pages: int) -> bytes:
    """Return a PDF of so many pages of pictures."""
    image = pytest.importorskip("PIL.Image")
    made = io.BytesIO()
    page = image.new("L", (600, 800), 255)
    page.save(made, "PDF", save_all=True, append_images=[page] * (pages - 1))
    return made.getvalue()


def test_what_is_read_soon_is_read_in_a_hurry_too() -> None:
    for name, data in (("a.txt", WORDS.encode()), ("a.pdf", samples.pdf(WORDS))):
        assert sources.text_of(data, name, HURRIED) == sources.text_of(data, name)


def test_what_is_not_read_soon_is_left_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    made = samples.pdf(WORDS)
    monkeypatch.setattr(apart, "HURRY", 0)
    with pytest.raises(TakesLong):
        sources.text_of(made, "a.pdf", HURRIED)
    assert WORDS in sources.text_of(made, "a.pdf").text


def test_whoever_is_told_may_end_it(tmp_path: Path) -> None:
    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        apart.run(["sleep", "60"], data=b"", folder=tmp_path, seconds=60, mebibytes=512, each_second=stop)


def test_much_is_handed_over_while_somebody_is_told(tmp_path: Path) -> None:
    slow = "import sys, time; time.sleep(1.5); print(len(sys.stdin.buffer.read()))"
    told = []
    code, output = apart.run(
        [sys.executable, "-c", slow],
        data=bytes(3_000_000),
        folder=tmp_path,
        seconds=30,
        mebibytes=512,
        each_second=lambda: told.append(1),
    )
    assert (code, output, bool(told)) == (0, b"3000000\n", True)


def test_pages_are_counted_in_the_folder_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    apart.one_more()
    apart.one_more()
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [2]


@pytest.mark.skipif(not pictures.is_installed(), reason="the optional recogniser is not installed here")
def test_scans_take_long_and_tell_their_pages() -> None:
    made = scanned(2)
    with pytest.raises(TakesLong):
        sources.text_of(made, "a.pdf", HURRIED)
    told: list[tuple[int, int]] = []
    with pytest.raises(Refused, match="没有认出文字"):
        sources.text_of(made, "a.pdf", Pace(tell=lambda done, total: told.append((done, total))))
    assert (0, 2) in told
    assert {total for _, total in told} <= {0, 2}


@pytest.mark.skipif(not pictures.is_installed(), reason="the optional recogniser is not installed here")
def test_too_many_scanned_pages_are_refused_at_once() -> None:
    with pytest.raises(Refused, match="超过一次识别"):
        sources.text_of(scanned(pictures.MOST_PAGES + 1), "a.pdf", HURRIED)
