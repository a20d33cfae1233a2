"""Which files may come with a reply. None is ever asked for: a reply without files is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST = 5
BIGGEST = 10 * 1024 * 1024

_BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "ofd": (b"PK\x03\x04",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
}
ENDINGS = tuple(_BEGINNINGS)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One file as it was chosen: its name and all of its bytes."""

    name: str
    data: bytes


def why_not_enclose(files: Sequence[Enclosure]) -> str | None:
    """Return why these files may not come with a reply; None when they may."""
    if len(files) > MOST:
        return f"附件最多{MOST}个，现有{len(files)}个。附件不是必需的，请只留确有必要的。"
    for file in files:
        ending = file.name.rpartition(".")[2].lower()
        if ending not in _BEGINNINGS:
            return f"附件“{file.name}”的类型不能上传，可以是{'、'.join(ENDINGS)}。"
        if not file.data:
            return f"附件“{file.name}”是空的，请重新选择或不带附件。"
        if len(file.data) > BIGGEST:
            return f"附件“{file.name}”超过{BIGGEST // 1024 // 1024}MB，请压缩或不带附件。"
        if not file.data.startswith(_BEGINNINGS[ending]):
            return f"附件“{file.name}”的内容不是{ending}文件，可能已损坏或改过后缀名，请重新导出。"
        if len(file.name) > 120:
            return f"附件名“{file.name[:20]}……”太长，最多120字，请改短。"
    return None
