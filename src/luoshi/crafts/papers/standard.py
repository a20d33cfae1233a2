"""The numbers of GB/T 9704—2012 (党政机关公文格式, in force since 2012-07-01), each with its clause.

Lengths are millimetres unless the name ends in ``_pt``. Composing and measuring both read this one file,
so that a document is made from, and judged by, the same numbers.
"""

from __future__ import annotations

import dataclasses
from typing import Final

STANDARD: Final = "GB/T 9704—2012"
MM_PER_PT: Final = 25.4 / 72


@dataclasses.dataclass(frozen=True, slots=True)
class Geometry:
    """Where everything stands on the paper. The defaults are the standard."""

    page_width: float = 210.0  # 5.1
    page_height: float = 297.0  # 5.1
    top: float = 37.0  # 5.2.1 天头 37 mm ± 1 mm
    left: float = 28.0  # 5.2.1 订口 28 mm ± 1 mm
    width: float = 156.0  # 5.2.1 版心
    height: float = 225.0  # 5.2.1 版心

    lines: int = 22  # 5.2.3 每面 22 行
    chars: int = 28  # 5.2.3 每行 28 字

    body_pt: float = 16.0  # 5.2.2 3号
    title_pt: float = 22.0  # 7.3.1 2号
    imprint_pt: float = 14.0  # 7.4.2, 7.4.3 4号
    folio_pt: float = 14.0  # 7.5 4号
    table_pt: float = 12.0  # not fixed by the standard: 小四

    document_mark_top: float = 72.0  # 7.2.4 版心上边缘下 35 mm
    letter_mark_top: float = 30.0  # 10.1 上页边下 30 mm
    order_mark_top: float = 57.0  # 10.2 版心上边缘下 20 mm
    document_mark_pt: float = 52.0  # not fixed by the standard
    letter_mark_pt: float = 42.0  # not fixed by the standard
    joint_mark_room: float = (
        58.0  # not fixed: the height of all names of a joint mark, so that text shows (7.3.3)
    )
    rule_gap: float = 4.0  # 7.2.7 and 10.1: below 发文字号, below the mark of a letter
    red_rule: float = 0.7  # thickness not fixed by the standard
    letter_rule: float = 170.0  # 10.1 线长
    letter_rule_thick: float = 0.9  # not fixed by the standard; thick and thin are
    letter_rule_thin: float = 0.3
    letter_rule_between: float = 0.6
    letter_foot: float = 20.0  # 10.1 距下页边
    letter_first_gap: float = 16.0 * 7 / 8 * MM_PER_PT  # 10.1 3号汉字高度的 7/8

    imprint_thick: float = 0.35  # 7.4.1
    imprint_thin: float = 0.25  # 7.4.1
    seal: float = 45.0  # 7.3.5.1: a seal of 42 mm, and air, since seals may not touch
    stamp_width: float = 30.0  # 7.3.5.3: room for a 签名章; its size is not fixed by the standard
    stamp_height: float = 20.0
    folio_drop: float = 7.0  # 7.5 一字线上距版心下边缘

    @property
    def right(self) -> float:
        """The empty right margin; follows from paper, left margin and 版心."""
        return self.page_width - self.left - self.width

    @property
    def bottom(self) -> float:
        """The empty bottom margin; follows from paper, top margin and 版心."""
        return self.page_height - self.top - self.height

    @property
    def body_end(self) -> float:
        """版心下边缘, from the top of the page."""
        return self.top + self.height

    @property
    def char(self) -> float:
        """字 (3.1): one of ``chars`` equal steps that fill the width of the 版心."""
        return self.width / self.chars

    @property
    def pitch(self) -> float:
        """行 (3.2, 5.2.3): baseline to baseline, when ``lines`` lines of 3号 fill the 版心."""
        return (self.height - self.body_pt * MM_PER_PT) / (self.lines - 1)


GB9704: Final = Geometry()


def across(turned: bool) -> float:
    """Return how wide a line is, in mm: the width of the 版心, its height on a page that is turned (8)."""
    return GB9704.height if turned else GB9704.width


NUMBER_PATTERN: Final = r"[\u4e00-\u9fa5]+〔20\d{2}〕[1-9]\d*号"  # 7.2.5
SERIAL_PATTERN: Final = r"第[1-9]\d*[号期]|〔20\d{2}〕[1-9]\d*号"  # 10.2 令号; 10.3 leaves 纪要 to practice
COPY_PATTERN: Final = r"\d{6}"  # 7.2.1
DATE_PATTERN: Final = r"20\d{2}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日"  # 7.3.5.4
URGENCIES: Final = ("特急", "加急")  # 7.2.3
