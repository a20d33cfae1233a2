"""Optical recognition, in the process that `pictures` starts: it takes much memory and gives it back."""

from __future__ import annotations

import io
import json
import sys
from functools import cache
from statistics import mean
from typing import TYPE_CHECKING, Any, Final

from luoshi.crafts.sources import apart, layout
from luoshi.crafts.sources.layout import Line
from luoshi.rules.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PIXELS: Final = 60_000_000
_DOTS: Final = 200 / 72
_DOUBTFUL: Final = 0.9


def _recognised(data: bytes) -> dict[str, Any]:
    scores: list[float] = []
    if b"%PDF-" in data[:1024]:
        from luoshi.crafts.sources import pdf_pages

        def scanned_page(page: Any) -> tuple[Line, ...]:
            scale = min(_DOTS, (MOST_PIXELS / max(page.get_width() * page.get_height(), 1)) ** 0.5)
            found = _lines(page.render(scale=scale).to_numpy(), 1 / scale, page.get_height(), scores)
            apart.one_more()
            return found

        answer = pdf_pages.pages_of(data, recognise=scanned_page)
    else:
        pixels, size = _pixels(data)
        width, height = map(float, size)
        page = layout.Page(width, height, _lines(pixels, 1.0, height, scores))
        found, _ = layout.paragraphs([page])
        answer = {"text": "".join(f"{words}\n" for words in found), "notes": [], "scanned": [1]}
    if scores:
        doubtful = sum(score < _DOUBTFUL for score in scores)
        answer["notes"].append(
            f"这是文字识别的结果，平均把握 {mean(scores):.0%}，{len(scores)} 行中有 {doubtful} 行把握不足 "
            f"{_DOUBTFUL:.0%}。请对照原件核对，特别是数字、日期和文号中的括号。"
        )
    return answer


def _pixels(data: bytes) -> tuple[Any, tuple[int, int]]:
    import numpy
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(
                    f"图片有 {picture.width}×{picture.height} 个像素，过大。请缩小到 6000×8000 以内再上传。"
                )
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused("图片已损坏或不完整，打不开。请重新拍摄或扫描后再上传。") from error
    return numpy.asarray(upright)[:, :, ::-1], upright.size


def _lines(pixels: Any, scale: float, height: float, scores: list[float]) -> tuple[Line, ...]:
    """Recognise one picture; `scale` turns its pixels into the units in which the page has `height`."""
    result = _recogniser()(pixels)
    found = []
    for corners, words, score in zip(
        result.boxes if result.boxes is not None else (), result.txts or (), result.scores or (), strict=True
    ):
        left, right = min(x for x, _ in corners) * scale, max(x for x, _ in corners) * scale
        top, bottom = min(y for _, y in corners) * scale, max(y for _, y in corners) * scale
        em = max(1.0, min(bottom - top, (right - left) / max(1, len(words)) * 1.1))
        found.append(Line(float(left), float(right), float(height - bottom), float(em), words))
        scores.append(float(score))
    return layout.sorted_rows(found)


@cache
def _recogniser() -> Callable[..., Any]:
    from rapidocr import RapidOCR

    return RapidOCR()  # type: ignore[no-any-return]


def main() -> None:
    """Recognise what comes on standard input and answer in JSON: what `apart.python` asks for."""
    answer_stream, sys.stdout = sys.stdout, sys.stderr  # what the library prints is no part of the answer
    try:
        answer = _recognised(sys.stdin.buffer.read())
    except Refused as refusal:
        answer = {"refused": refusal.reason}
    answer_stream.write(json.dumps(answer))


if __name__ == "__main__":
    main()
