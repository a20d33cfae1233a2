"""Each page of a PDF that the compiler made as a PDF of its own, with a title page of data of its own.

The compiler writes every object plainly (ISO 32000-1, 7.5: a table of places, no object streams), so what a
page needs is copied as it stands; a reader of any PDF would be slower and lose the language.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

_REFERENCE: Final = re.compile(rb"\b(\d+) 0 R")
_PARENT: Final = re.compile(rb"/Parent \d+ 0 R")
_KIDS: Final = re.compile(rb"/Type/Pages/Count \d+/Kids\[([^\]]*)\]")
_STREAM: Final = b"stream\n"
_HEADER: Final = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
_CATALOG, _PAGES, _INFO, _FIRST_FREE = 1, 2, 3, 4


@dataclasses.dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself."""

    title: str
    author: str
    subject: str
    made_on: date


def count(data: bytes) -> int:
    """Return how many pages a PDF of the compiler has."""
    return len(_kids(data))


def apart(data: bytes, about: Sequence[About]) -> Iterator[bytes]:
    """Yield each page as a file of its own; `about` has one entry for each page, in their order."""
    objects = _objects(data)
    for page, says in zip(_kids(data), about, strict=True):
        yield _file(objects, page, says)


def _kids(data: bytes) -> list[int]:
    found = _KIDS.search(data)
    if found is None:
        raise ValueError("not a PDF as the compiler writes it")
    return [int(number) for number in _REFERENCE.findall(found[1])]


def _objects(data: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Return {number: (what may refer to other objects, the stream behind it)}."""
    table = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    head, size = data[table:].split(b"\n", 2)[1].split()
    if head != b"0":
        raise ValueError("not a PDF as the compiler writes it")
    first = data.index(b"\n", table + 5) + 1
    places = {
        number: int(data[first + 20 * number : first + 20 * number + 10]) for number in range(1, int(size))
    }
    found = {}
    for number, place in places.items():
        begun = data.index(b"obj\n", place) + 4
        words = data[begun : data.index(b"endobj", begun)]
        if _STREAM in words:
            # A stream may hold any bytes, "endobj" among them: its length says where it ends.
            words = data[begun : data.index(_STREAM, begun)]
            length = re.search(rb"/Length (\d+)", words)
            assert length is not None, "every stream has one"
            start = begun + len(words)
            end = data.index(b"endobj", start + len(_STREAM) + int(length[1]))
            found[number] = (words, data[start:end])
        else:
            found[number] = (words, b"")
    return found


def _file(objects: Mapping[int, tuple[bytes, bytes]], page: int, about: About) -> bytes:
    numbers = {page: _FIRST_FREE}
    for number in (queue := [page]):
        for other in map(int, _REFERENCE.findall(_PARENT.sub(b"", objects[number][0]))):
            if other not in numbers:
                numbers[other] = _FIRST_FREE + len(numbers)
                queue.append(other)
    numbered = {
        _CATALOG: b"<</Type/Catalog/Pages 2 0 R/Lang(zh-CN)/ViewerPreferences<</Direction/L2R>>>>\n",
        _PAGES: b"<</Type/Pages/Count 1/Kids[%d 0 R]>>\n" % _FIRST_FREE,
        _INFO: _info(about),
    }
    for old, new in numbers.items():
        words, stream = objects[old]
        if old == page:
            words = _PARENT.sub(b"", words)
        renamed = _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], words)
        if old == page:
            renamed = renamed.replace(b"/Type/Page/", b"/Type/Page/Parent 2 0 R/", 1)
        numbered[new] = renamed + stream
    return _written(numbered)


def _info(about: About) -> bytes:
    words = {"Title": about.title, "Author": about.author, "Subject": about.subject}
    told = b"".join(
        b"/%s<FEFF%s>" % (name.encode(), text.encode("utf-16-be").hex().upper().encode())
        for name, text in words.items()
        if text
    )
    return b"<<%s/CreationDate(D:%sZ)>>\n" % (told, about.made_on.strftime("%Y%m%d000000").encode())


def _written(numbered: Mapping[int, bytes]) -> bytes:
    pieces, places, length = [_HEADER], [], len(_HEADER)
    for number, words in sorted(numbered.items()):
        piece = b"%d 0 obj\n%sendobj\n" % (number, words)
        places.append(length)
        pieces.append(piece)
        length += len(piece)
    body = b"".join(pieces)
    table = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    seal = hashlib.sha256(body).hexdigest()[:32].encode()
    size = len(numbered) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f\r\n%strailer\n<</Size %d/Root 1 0 R/Info 3 0 R/ID[<%s><%s>]>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, seal, seal, length)
    )
