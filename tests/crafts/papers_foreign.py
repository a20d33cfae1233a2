"""A document of two pages drawn without the composer, every part at a place of its own."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import typst

from luoshi.crafts.papers import fonts
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.standard import GB9704


@dataclasses.dataclass(frozen=True)
class Foreign:
    """Where everything stands, in mm from the top of its page; the defaults are right."""

    mark: str = "示例市教育局文件"
    mark_top: float = 72.0
    number: str = "示教发〔2026〕28号"
    number_x: float | None = None  # None is the middle
    rule: float = 156.0
    rule_gap: float = 4.0
    title: tuple[str, ...] = ("示例市教育局关于报送", "2026年秋季学期学位建设情况的通知")
    title_pt: float = 22.0
    shows_text: bool = True
    body_font: Role = Role.BODY
    date: str = "2026年11月5日"
    copies_pt: float = 14.0
    imprint_end: float = 262.0
    folio: str = "— {} —"
    folio_centred: bool = False
    corner: tuple[str, float] = ("", 28.0)  # words above the mark, and where they begin
    extra: str = ""  # a line of text before 版记


SOURCE = """
#let it = json(bytes("%s"))
#set page(width: 210mm, height: 297mm, margin: 0mm)
#set text(lang: "zh", region: "cn", cjk-latin-spacing: none, top-edge: "baseline", bottom-edge: "baseline")
#let face(role, size, words, ..style) = text(
  font: it.fonts.at(role), weight: if role == "TITLE" { 700 } else { 400 }, size: size * 1pt, ..style, words)
#let at(x, y, body) = place(top + left, dx: x * 1mm, dy: y * 1mm, body)
#let middle(y, body) = place(top + left, dx: 28mm, dy: y * 1mm, box(width: 156mm, align(center, body)))
#let body(x, y, words) = at(x, y, face(it.body_font, 16, words, tracking: -0.2142pt))
#let red = rgb("#e60012")
#let line-at(y, length, thickness, colour: black) = at(
  28 + (156 - length) / 2, y, line(length: length * 1mm, stroke: thickness * 1mm + colour))
#let folio(n) = {
  let words = face("SONG", 14, it.folio.replace("{}", str(n)))
  let y = 262 + 7 + 1.75
  if it.folio_centred { middle(y, words) } else if calc.odd(n) {
    place(top + right, dx: -(26mm + 14pt), dy: y * 1mm, words) } else { at(28 + 4.94, y, words) }
}
#context {
  let mark = face("TITLE", 46, it.mark, fill: red, top-edge: "bounds", bottom-edge: "bounds")
  let high = measure(mark).height / 1mm
  if it.corner.at(0) != "" { at(it.corner.at(1), 42, face("HEI", 16, it.corner.at(0))) }
  middle(it.mark_top, mark)
  let row = it.mark_top + high + 2 * 10.45 + 4.9
  let number = face("BODY", 16, it.number)
  if it.number_x == none { middle(row, number) } else { at(it.number_x, row, number) }
  line-at(row + 0.68 + it.rule_gap + 0.35, it.rule, 0.7, colour: red)
  let y = row + 4.7 + 2 * 10.45 + 7.5
  for words in it.title { middle(y, face("TITLE", it.title_pt, words)); y += 11.6 }
  y += 8
  body(28, y, "各县（市、区）教育局：")
  if it.shows_text { while y < 250 { y += 10.45; body(28, y, "正" * 28) } }
}
#folio(1)
#pagebreak()
#for row in range(4) { body(28, 37 + 4.97 + row * 10.45, "正" * 28) }
#body(28, 37 + 4.97 + 4 * 10.45, it.extra)
#let name = 28 + 156 - (2 + 8) * 5.571
#body(name, 37 + 4.97 + 6 * 10.45, "示例市教育局督")
#body(name + 2 * 5.571, 37 + 4.97 + 7 * 10.45, it.date)
#line-at(it.imprint_end - 16, 156, 0.35)
#at(28 + 4.94, it.imprint_end - 10.5, face("BODY", it.copies_pt, "抄送：市委办公室，市人民政府办公室。"))
#line-at(it.imprint_end - 8, 156, 0.25)
#at(28 + 4.94, it.imprint_end - 2.6, face("BODY", it.copies_pt, "示例市教育局办公室"))
#place(top + right, dx: -(26mm + 14pt), dy: (it.imprint_end - 2.6) * 1mm,
  face("BODY", it.copies_pt, "2026年11月6日印发"))
#line-at(it.imprint_end, 156, 0.35)
#folio(2)
"""


def drawn(**changes: Any) -> bytes:
    """Return the document as PDF, with these changes."""
    shelf = fonts.shelf()
    content = dataclasses.asdict(dataclasses.replace(Foreign(), **changes))
    content["fonts"] = {role.value: shelf.chain(role)[0].family for role in Role}
    assert GB9704.width == 156
    words = json.dumps(content).replace("\\", "\\\\").replace('"', '\\"')
    compiler = typst.Compiler(font_paths=shelf.handle, ignore_system_fonts=True)
    made = compiler.compile((SOURCE % words).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made
