"""Papers that the layout tests share: all names and figures are invented."""

from __future__ import annotations

from datetime import date
from typing import Final

from luoshi.crafts.papers import Attachment, Layout, Paper, Paragraph, Table, paragraphs

PROGRESS: Final = Table(
    ("事项", "全年任务", "序时应达", "实际完成", "差距"),
    (("新建公办小学", "6所", "5所", "3所", "2所"), ("新增公办学位", "4200个", "3800个", "2650个", "1150个")),
)

LETTER: Final = Paper(
    layout=Layout.LETTER,
    mark="示例市教育局",
    number="示教督函〔2026〕3号",
    title="关于限期办结学位建设任务的督办函",
    addressees=("西山区教育局",),
    body=(
        Paragraph(
            "根据6月3日局长办公会要求，你局应于2026年9月30日前建成6所小学。截至11月20日仍有3所未完工。"
        ),
        Paragraph("一、存在问题"),
        PROGRESS,
        Paragraph("二、办理要求"),
        Paragraph("（一）限期建成。请于12月15日前全部建成，12月18日前书面报告办理结果。"),
    ),
    signer="示例市教育局",
    signed_on=date(2026, 11, 22),
    sealed=True,
    urgency="加急",
)

LONG_LETTER: Final = Paper(
    layout=Layout.LETTER,
    mark="示例市教育局",
    number="示教函〔2026〕12号",
    title="关于核对学位数据的函",
    addressees=("各县（市、区）教育局",),
    body=(Paragraph("正" * 726),),
    signer="示例市人民政府教育督导委员会办公室",
    signed_on=date(2026, 1, 5),
    copies=("市发展改革部门",),
)

DOCUMENT: Final = Paper(
    layout=Layout.DOCUMENT,
    mark="示例市教育局",
    number="示教发〔2026〕28号",
    title="示例市教育局关于2026年第三季度重点任务督办落实情况的通报",
    addressees=("各县（市、区）教育局", "市直各学校"),
    body=(Paragraph("正" * 726), Paragraph("请各单位对照附件逐项整改。")),
    signer="示例市教育局",
    signed_on=date(2026, 11, 5),
    attachments=(
        Attachment("逾期任务清单", (Paragraph("清单如下。"), PROGRESS)),
        Attachment("整改方案格式", paragraphs("一、问题\n逐项写明。\n二、措施\n写明责任岗位。")),
    ),
    copies=("市委办公室、市人民政府办公室",),
    printer="示例市教育局办公室",
    printed_on=date(2026, 11, 6),
)

# Three pages of text and nothing else: the middle one is full.
FULL: Final = Paper(
    layout=Layout.DOCUMENT,
    mark="示例市教育局",
    number="示教发〔2026〕1号",
    title="关于满页排版的通知",
    addressees=("各学校",),
    body=(Paragraph("正" * 726), Paragraph("正" * 726), Paragraph("正" * 110)),
    signer="示例市教育局",
    signed_on=date(2026, 1, 5),
)
