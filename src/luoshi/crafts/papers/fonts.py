"""Which fonts the standard wants, which are here, and who steps in for what is missing.

Folders are searched in this order: the one named by LUOSHI_FONTS (licensed fonts that the customer mounts),
``var/fonts`` of the checkout (filled by scripts/fonts.sh), the fonts of the system.
"""

from __future__ import annotations

import dataclasses
import functools
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import typst

from luoshi.crafts.papers import coverage
from luoshi.crafts.papers.model import FontUse
from luoshi.rules.enums import Labelled
from luoshi.rules.refusals import Refused


class Role(Labelled):
    """The five typefaces of official paper; the label is the font that the standard's users ask for."""

    TITLE = "TITLE", "方正小标宋简体"
    BODY = "BODY", "仿宋_GB2312"
    KAI = "KAI", "楷体_GB2312"
    HEI = "HEI", "黑体"
    SONG = "SONG", "宋体"


# Names under which the wanted font itself may be installed.
_OWN_NAMES: Final = {
    Role.TITLE: ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    Role.BODY: ("仿宋_GB2312", "FangSong_GB2312"),
    Role.KAI: ("楷体_GB2312", "KaiTi_GB2312"),
    Role.HEI: ("黑体", "SimHei"),
    Role.SONG: ("宋体", "SimSun"),
}

# Who steps in, best first; the later ones also lend the characters that the earlier ones lack.
_STAND_INS: Final = {
    Role.TITLE: ("Noto Serif CJK SC", "LXGW WenKai"),
    Role.BODY: ("仿宋", "FangSong", "FandolFang R", "LXGW WenKai", "Noto Serif CJK SC"),
    Role.KAI: ("楷体", "KaiTi", "LXGW WenKai", "Noto Serif CJK SC"),
    Role.HEI: ("Noto Sans CJK SC",),
    Role.SONG: ("NSimSun", "Noto Serif CJK SC", "LXGW WenKai"),
}

_BOLD: Final = 700
_REGULAR: Final = 400
_VAR_FONTS: Final = Path(__file__).resolve().parents[4] / "var" / "fonts"


@dataclasses.dataclass(frozen=True, slots=True)
class Face:
    """One face of one font file."""

    family: str
    weight: int
    path: str
    index: int


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The fonts within reach of this process, and the handle by which the compiler uses them."""

    handle: typst.Fonts
    chains: Mapping[Role, tuple[Face, ...]]  # for each role the faces, the one to use first

    def chain(self, role: Role) -> tuple[Face, ...]:
        """Return the faces for a role, the one to use first; Refused when there is none at all."""
        found = self.chains[role]
        if not found:
            raise Refused(
                f"这台机器上没有可以代替{role.label}的中文字库，不能生成公文。请运行 scripts/fonts.sh，"
                "或把有授权的字库放进 LUOSHI_FONTS 所指的文件夹。"
            )
        return found

    def uses(self, role: Role, text: Iterable[str]) -> tuple[FontUse, ...]:
        """Return how ``text`` will be set in ``role``: the main font, then each lender with its characters.

        Raises Refused when a character is in no font of the role, so that a box is never printed.
        """
        faces = self.chain(role)
        lacking = set(text)
        found = []
        for place, face in enumerate(faces):
            covered = coverage.of(face.path, face.index)
            here = {char for char in lacking if char in covered}
            lacking -= here
            if place == 0:
                found.append(_main_use(role, face))
            elif here:
                reason = f"{faces[0].family}没有“{''.join(sorted(here))}”，这些字用{face.family}"
                found.append(FontUse(role.label, face.family, True, reason))
            if not lacking:
                return tuple(found)
        char = min(lacking)
        raise Refused(
            f"字符“{char}”（U+{ord(char):04X}）在已安装的字库中都没有，印出来会是空框。"
            "请核对是否误录；确需使用的，把含有此字的字库放进 LUOSHI_FONTS 所指的文件夹。"
        )


def shelf() -> Shelf:
    """Return the fonts within reach; read once for each value of LUOSHI_FONTS."""
    return _shelf(os.environ.get("LUOSHI_FONTS", ""))


@functools.cache
def _shelf(licensed: str) -> Shelf:
    folders = [folder for folder in (Path(licensed) if licensed else None, _VAR_FONTS) if folder]
    for folder in folders[:-1]:
        if not folder.is_dir():
            raise Refused(f"LUOSHI_FONTS 所指的文件夹 {folder} 不存在，请改正路径或取消这项设置。")
    handle = typst.Fonts(
        include_system_fonts=True,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders if folder.is_dir()],
    )
    faces = [Face(info.family, info.weight, info.path, info.index) for info in handle.fonts() if info.path]
    # The same family may be mounted and installed: the earlier folder is the one that counts.
    faces.sort(key=lambda face: _place(face, folders))
    return Shelf(handle, {role: _chain(faces, role) for role in Role})


def _chain(faces: list[Face], role: Role) -> tuple[Face, ...]:
    weight = _BOLD if role is Role.TITLE else _REGULAR
    families = (
        [face for face in faces if face.family == name] for name in (*_OWN_NAMES[role], *_STAND_INS[role])
    )
    return tuple(min(family, key=lambda face: abs(face.weight - weight)) for family in families if family)


def _place(face: Face, folders: list[Path]) -> int:
    """Return how many folders are searched before the one that holds this face."""
    inside = (at for at, folder in enumerate(folders) if Path(face.path).is_relative_to(folder))
    return next(inside, len(folders))


def _main_use(role: Role, face: Face) -> FontUse:
    if face.family in _OWN_NAMES[role]:
        return FontUse(role.label, face.family, False, "")
    reason = f"未安装{role.label}，用{face.family}代替；把有授权的字库放进 LUOSHI_FONTS 所指的文件夹即可换回"
    return FontUse(role.label, face.family, True, reason)
