"""The parts of a .docx beside its text: styles, settings, relations, all the same for every paper."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Final

from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.wordml import NAMESPACES

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Headers and footers: file name, kind, which pages, relation id.
EDGES: Final = (
    ("header1.xml", "header", "default", "rId3"),
    ("header2.xml", "header", "even", "rId4"),
    ("header3.xml", "header", "first", "rId5"),
    ("footer1.xml", "footer", "default", "rId6"),
    ("footer2.xml", "footer", "even", "rId7"),
    ("footer3.xml", "footer", "first", "rId8"),
)
# What pages that are turned have instead: their number stands in the header.
_TURNED: Final = (
    ("header4.xml", "header", "default", "rId9"),
    ("header5.xml", "header", "even", "rId10"),
    ("footer3.xml", "footer", "default", "rId8"),
    ("footer3.xml", "footer", "even", "rId8"),
)
_PARTS: Final = (*EDGES, *_TURNED[:2])

_TYPES: Final = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}" ContentType="{_WORD}.{kind}+xml"/>' for name, kind, _, _ in _PARTS
    )
    + "</Types>"
)

_RELATIONS: Final = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    "</Relationships>"
)

_WORD_RELATIONS: Final = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    + "".join(
        f'<Relationship Id="{rid}" Type="{_OFFICE}/{kind}" Target="{name}"/>' for name, kind, _, rid in _PARTS
    )
    + "</Relationships>"
)

# Half-width and full-width text keep the distance that the author typed, punctuation stays inside the
# margin, no line is moved to spare a widow: only so do 22 lines of 28 characters stay 22 and 28.
_STYLES: Final = (
    f"{_XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{Role.BODY.label}" w:eastAsia="{Role.BODY.label}" w:hAnsi="{Role.BODY.label}"/>'
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
    '<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/><w:jc w:val="both"/></w:pPr></w:style></w:styles>'
)

_SETTINGS: Final = (
    f'{_XML}<w:settings {NAMESPACES}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/></w:settings>'
)


def edge_references(*, across: bool) -> str:
    """Return what a section says to use the headers and footers of the package."""
    used = _TURNED if across else EDGES
    return "".join(f'<w:{kind}Reference w:type="{pages}" r:id="{rid}"/>' for _, kind, pages, rid in used)


def pack(
    document: str, edges: Mapping[str, str], *, title: str, author: str, about: str, made_on: date
) -> bytes:
    """This will return the .docx: the same bytes for the same arguments.

    ``document`` is the inside of w:body; ``edges`` gives the inside of each header and footer by file name;
    ``about`` is the description that programs show among the properties of the file.
    """
    stamp = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{made_on.isoformat()}T00:00:00Z</dcterms:{{0}}>'
    core = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{html.escape(title, quote=False)}</dc:title>"
        f"<dc:creator>{html.escape(author, quote=False)}</dc:creator>"
        f"<dc:description>{html.escape(about, quote=False)}</dc:description>"
        f"{stamp.format('created')}{stamp.format('modified')}</cp:coreProperties>"
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": _WORD_RELATIONS,
        "word/document.xml": f"{_XML}<w:document {NAMESPACES}><w:body>{document}</w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
    }
    for name, kind, _, _ in _PARTS:
        tag = "hdr" if kind == "header" else "ftr"
        parts[f"word/{name}"] = f"{_XML}<w:{tag} {NAMESPACES}>{edges[name]}</w:{tag}>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()
