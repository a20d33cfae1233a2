"""From bytes to text: the encodings in which Chinese offices save their files."""

from __future__ import annotations

import codecs

from luoshi.rules.refusals import Refused

LARGEST = 50 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def why_too_large(size: int) -> str | None:
    """Return why a file of so many bytes is not read, or None when it is."""
    if size <= LARGEST:
        return None
    return f"文件有 {size / 1048576:.1f} MiB，超过 50 MiB 的上限。请只上传正文，或拆成几份。"


def decode(data: bytes) -> str:
    """Return the text of a file: BOM, then UTF-8, UTF-16, GB 18030, then line by line for mixed files.

    Raises Refused, in words for the reader, when the file is empty or not a text.
    """
    text = _decoded(data)
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0"):
        raise Refused("文件是空的，没有可读的文字。请检查是否选对了文件。")
    return text


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding)
    if b"\0" in data:
        return _without_bom(data)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _checked(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _line_by_line(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise Refused(
            f"文件开头标明是 {encoding.upper()} 编码，但第 {error.start} 个字节起不合该编码，"
            "文件可能已损坏。请重新导出。"
        ) from error


def _without_bom(data: bytes) -> str:
    """UTF-16 without a mark: zeros of the ASCII characters stand on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros >= 4 and zeros > 4 * others and len(data) % 2 == 0:
            try:
                return _checked(data.decode(encoding))
            except UnicodeDecodeError:
                continue
    raise Refused("文件里有二进制内容，不是文本。请另存为 .txt 或 .html 后再读。")


def _line_by_line(data: bytes) -> str:
    lines = []
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        for encoding in ("utf-8", "gb18030"):
            try:
                lines.append(line.decode(encoding))
                break
            except UnicodeDecodeError:
                continue
        else:
            raise Refused(
                f"第 {number} 行既不是 UTF-8 也不是 GB 18030 编码，文件可能已损坏或不是文本。"
                "请用记事本打开后另存为 UTF-8。"
            )
    return _checked("".join(lines))


def _checked(text: str) -> str:
    strange = sum(text.count(chr(code)) for code in (*range(8), 14, 15, *range(16, 27), *range(28, 32)))
    if strange > 2 + len(text) // 200:
        raise Refused("文件里有二进制内容，不是文本。请另存为 .txt 或 .html 后再读。")
    return text
