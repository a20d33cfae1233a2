"""OFD is a third form of the same paper: its package is whole, its glyphs stand where the PDF has them."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from typing import Final

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from luoshi.crafts.papers import Attachment, Paper, Paragraph, apart, sheets, to_pdf
from luoshi.crafts.papers.ofd import to_ofd
from luoshi.rules.refusals import Refused
from tests.crafts.papers_samples import ACROSS, DOCUMENT, JOINT, LETTER

OFD: Final = "{http://www.ofdspec.org/2016}"
DOTS: Final = 6  # a millimetre
RED: Final = (239, 90, 66)


class Package:
    """A small reader: what GB/T 33190 asks of one who shows the file, for the parts that we write."""

    def __init__(self, data: bytes) -> None:
        self.parts = {name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in self._names(data)}
        entrance = self._tree("OFD.xml")
        self.info = {one.tag.removeprefix(OFD): one.text for one in next(entrance.iter(f"{OFD}DocInfo"))}
        root = entrance.findtext(f".//{OFD}DocRoot")
        assert root == "Doc_0/Document.xml"
        document = self._tree(root)
        self.most = int(document.findtext(f".//{OFD}MaxUnitID") or 0)
        resources = self._tree("Doc_0/" + (document.findtext(f".//{OFD}PublicRes") or ""))
        self.fonts = {
            one.get("ID"): self.parts[f"Doc_0/{resources.get('BaseLoc')}/{one.findtext(f'{OFD}FontFile')}"]
            for one in resources.iter(f"{OFD}Font")
        }
        self.pages = [self._tree(f"Doc_0/{one.get('BaseLoc')}") for one in document.iter(f"{OFD}Page")]
        trees = [*self.pages, document, resources]
        self.ids = [int(one.get("ID", "0")) for tree in trees for one in tree.iter() if one.get("ID")]

    @staticmethod
    def _names(data: bytes) -> list[str]:
        return zipfile.ZipFile(io.BytesIO(data)).namelist()

    def _tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def glyphs(self, page: int) -> list[tuple[str, float, float, float, str]]:
        """Return character, x, y, size in mm and font of every glyph that is not turned."""
        found = []
        for run in self.pages[page].iter(f"{OFD}TextObject"):
            if run.get("CTM"):
                continue
            left, top, *_ = map(float, run.get("Boundary", "").split())
            code = run.find(f"{OFD}TextCode")
            assert code is not None
            assert code.text
            steps = [float(step) for step in code.get("DeltaX", "").split()]
            assert len(steps) == len(code.text) - 1
            x = left + float(code.get("X", "0"))
            for char, step in zip(code.text, [*steps, 0.0], strict=True):
                baseline, size = top + float(code.get("Y", "0")), float(run.get("Size", "0"))
                found.append((char, x, baseline, size, run.get("Font", "")))
                x += step
        return found

    def picture(self, page: int) -> Image.Image:
        """Return the page in greys, drawn with the fonts that the file itself brings."""
        _, _, width, height = map(float, (self.pages[page].findtext(f".//{OFD}PhysicalBox") or "").split())
        image = Image.new("RGB", (round(width * DOTS), round(height * DOTS)), (255, 255, 255))
        pen = ImageDraw.Draw(image)
        for char, x, y, size, font in self.glyphs(page):
            face = ImageFont.truetype(io.BytesIO(self.fonts[font]), round(size * DOTS))
            fill = RED if size > 8 else (0, 0, 0)
            pen.text((x * DOTS, y * DOTS), char, font=face, anchor="ls", fill=fill)
        for path in self.pages[page].iter(f"{OFD}PathObject"):
            words = (path.findtext(f"{OFD}AbbreviatedData") or "").split()
            points = [
                (float(words[at + 1]) * DOTS, float(words[at + 2]) * DOTS) for at in range(0, len(words), 3)
            ]
            colour = path.find(f"{OFD}StrokeColor")
            assert colour is not None
            red, green, blue = map(int, colour.get("Value", "").split())
            thick = max(1, round(float(path.get("LineWidth", "0")) * DOTS))
            pen.line(points, fill=(red, green, blue), width=thick)
        return image.convert("L")


PAPERS = {"letter": LETTER, "document": DOCUMENT, "joint": JOINT, "across": ACROSS}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_glyph_stands_where_the_pdf_has_it(paper: Paper) -> None:
    package = Package(to_ofd(paper).data)
    pages = sheets.read_sheets(to_pdf(paper).data)
    assert len(package.pages) == len(pages)
    for place, sheet in enumerate(pages):
        wanted = [(one.char, one.x, one.baseline, one.size_pt) for line in sheet.lines for one in line.glyphs]
        found = package.glyphs(place)
        assert [char for char, *_ in found] == [char for char, *_ in wanted]
        for (_, x, y, size, _), (_, at, baseline, points) in zip(found, wanted, strict=True):
            assert (x, y, size) == pytest.approx((at, baseline, points * 25.4 / 72), abs=0.05)
        matrices = [one.get("CTM", "") for one in package.pages[place].iter(f"{OFD}TextObject")]
        assert sum(matrix.startswith("0 1 -1 0 ") for matrix in matrices) == len(sheet.turned)


@pytest.mark.parametrize("paper", [LETTER, DOCUMENT], ids=["letter", "document"])
def test_a_page_looks_like_the_pdf(paper: Paper) -> None:
    drawn = Package(to_ofd(paper).data).picture(0)
    page = pypdfium2.PdfDocument(to_pdf(paper).data)[0]
    printed = page.render(scale=DOTS * 25.4 / 72, grayscale=True).to_pil()
    size = (210, 297)  # a dot a millimetre: hinting and smoothing fall away, a missing character does not
    one, other = drawn.resize(size, Image.Resampling.BOX), printed.resize(size, Image.Resampling.BOX)
    moved = ImageChops.offset(one, 3, 0)
    apart, far = (ImageStat.Stat(ImageChops.difference(each, other)).mean[0] for each in (one, moved))
    assert apart < 1.5
    assert far > 3 * apart


def test_the_fonts_in_the_file_have_every_character() -> None:
    package = Package(to_ofd(dataclasses.replace(LETTER, body=(Paragraph("昇祎禛翀堃赟𠮷"),))).data)
    for char, *_, font in package.glyphs(0):
        with TTFont(io.BytesIO(package.fonts[font])) as face:
            assert face.getBestCmap()[ord(char)] != ".notdef"


def test_the_package_is_whole() -> None:
    rendered = to_ofd(DOCUMENT)
    package = Package(rendered.data)
    assert package.most == max(package.ids)
    assert len(package.ids) == len(set(package.ids))
    assert set(package.parts) == {
        "OFD.xml",
        "Doc_0/Document.xml",
        "Doc_0/PublicRes.xml",
        *(f"Doc_0/Pages/Page_{place}/Content.xml" for place in range(len(package.pages))),
        *(f"Doc_0/Res/font_{number}.otf" for number in package.fonts),
    }
    info = package.info
    assert (info["Title"], info["Author"], info["CreationDate"]) == (
        DOCUMENT.title,
        DOCUMENT.signer,
        "2026-11-05",
    )
    replaced = [use.wanted for use in rendered.fonts if use.substituted]
    assert all(wanted in (info["Subject"] or "") for wanted in replaced)
    assert len(info["DocID"] or "") == 32


def test_the_same_paper_gives_the_same_bytes_here_and_apart_and_the_fonts_of_the_pdf() -> None:
    assert to_ofd(LETTER) == apart.to_ofd(LETTER)
    assert to_ofd(LETTER).fonts == to_pdf(LETTER).fonts


def test_words_are_never_markup_and_faults_are_refused() -> None:
    text = "<ofd:X/> & ]]> \"引号\" 'a' &amp; <!-- -->"
    package = Package(to_ofd(dataclasses.replace(LETTER, title=text, body=(Paragraph(text, 0),))).data)
    printed = "".join(char for char, *_ in package.glyphs(0))
    assert text.replace(" ", "") in printed
    with pytest.raises(Refused, match="没有内容"):
        to_ofd(dataclasses.replace(DOCUMENT, attachments=(Attachment("清单", ()),)))
