"""Old Word and WPS files, turned into .docx by LibreOffice: apart, without macros, without network."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from luoshi.crafts.sources import apart, word
from luoshi.crafts.sources.model import Kind, Pace, Source, TakesLong
from luoshi.rules.refusals import Refused

SECONDS = 60
MEBIBYTES = 4096

_MISSING: Final = (
    "读取 doc、wps 文件需要 LibreOffice，这台服务器上没有安装。请管理员执行："
    "sudo apt-get install --no-install-recommends libreoffice-writer；"
    "或者用 Word、WPS 打开后另存为 .docx 再读。"
)
_FAILED: Final = (
    "文件没有转换成功，可能已损坏、设有密码，或不是 Word、WPS 文档。请用原来的软件打开后另存为 .docx 再读。"
)
_OPTIONS: Final = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
# LibreOffice's own settings (officecfg): macros never run, links are not followed, any proxy leads nowhere.
_SETTINGS: Final = "".join(
    f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
    for path, name, value in (
        ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
        ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
        ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
        ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
        ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
        ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
        ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
        ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    )
)
_REGISTRY: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items '
    'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{_SETTINGS}</oor:items>'
)


def text_of(data: bytes, pace: Pace) -> Source:
    """Return the text of a .doc or .wps, as `word.text_of` gives that of the .docx made from it.

    Takes a second or two; TakesLong is raised when it is hurried and that is not enough. Raises Refused
    with the command to type when LibreOffice is missing.
    """
    office = program()
    if office is None:
        raise Refused(_MISSING)
    with tempfile.TemporaryDirectory(prefix="luoshi-office-") as place:
        made = converted(office, data, Path(place), "paper.doc", "docx:MS Word 2007 XML", pace)
        text = word.text_of(made)
    notes = list(text.notes)
    if any(name.encode("utf-16-le") in data for name in ("_VBA_PROJECT", "Macros")):
        notes.append("文件带有宏。只读了文字，宏没有运行。")
    return Source(text.text, Kind.OLD_WORD, tuple(notes))


def program() -> str | None:
    """Return where LibreOffice is, None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(office: str, data: bytes, folder: Path, name: str, goal: str, pace: Pace) -> bytes:
    """Return a file as LibreOffice writes it; ``name`` tells what it is, ``goal`` what it becomes.

    ``folder`` holds nothing but settings and is the program's home. Raises as text_of().
    """
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_REGISTRY, encoding="utf-8")
    (folder / name).write_bytes(data)
    command = [
        *apart.without_network(),
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *_OPTIONS,
        "--convert-to",
        goal,
        "--outdir",
        str(folder / "out"),
        str(folder / name),
    ]
    try:
        apart.run(
            command,
            data=b"",
            folder=folder,
            seconds=apart.HURRY if pace.hurried else SECONDS,
            mebibytes=MEBIBYTES,
            each_second=lambda: pace.tell(0, 0),
        )
    except TimeoutError as error:
        if pace.hurried:
            raise TakesLong from error
        raise Refused(f"文件转换超过 {SECONDS} 秒，没有读完。请用 Word、WPS 另存为 .docx 再读。") from error
    made = (folder / "out" / name).with_suffix(f".{goal.partition(':')[0]}")
    if not made.is_file():
        raise Refused(_FAILED)
    return made.read_bytes()
