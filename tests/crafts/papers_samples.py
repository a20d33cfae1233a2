"""Papers that the layout tests share: all names and figures are invented."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Final

from luoshi.crafts.papers import Attachment, Attendance, Layout, Paper, Paragraph, Table, paragraphs

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

MINUTES: Final = Paper(
    layout=Layout.MINUTES,
    mark="示例市教育局局长办公会议纪要",
    number="第12号",
    title="",
    addressees=(),
    body=paragraphs(
        "2026年11月20日上午，局长办公会议研究学位建设和校园安全工作。会议议定事项如下。\n"
        "一、学位建设\n3所未完工学校由分管负责人包干，12月15日前建成。\n"
        "二、校园安全\n各县（市、区）教育局12月1日前完成排查，逐校建立台账。"
    ),
    signer="示例市教育局办公室",
    signed_on=date(2026, 11, 21),
    attendance=Attendance(
        "局长、分管副局长，办公室、督查科、基础教育科、规划财务科、安全科主要负责人，西山区教育局、东湖区教育局负责人",
        "人事科负责人",
        "示例市第一中学校长",
    ),
    copies=("局各科室",),
    printer="示例市教育局办公室",
    printed_on=date(2026, 11, 21),
)

ORDER: Final = Paper(
    layout=Layout.ORDER,
    mark="示例市人民政府令",
    number="第7号",
    title="示例市校车安全管理办法令",
    addressees=(),
    body=paragraphs(
        "《示例市校车安全管理办法》已经2026年11月10日市人民政府第20次常务会议通过，现予公布，自2027年1月1日起施行。"
    ),
    signer="示例市人民政府",
    signed_on=date(2026, 11, 12),
    posts=("市长",),
)

UPWARD: Final = Paper(
    layout=Layout.DOCUMENT,
    mark="示例市教育局",
    number="示教〔2026〕31号",
    title="示例市教育局关于解决学位建设资金缺口的请示",
    addressees=("示例市人民政府",),
    body=(
        Paragraph("为按期建成6所小学，现就有关资金问题请示如下。"),
        Paragraph("一、基本情况"),
        Paragraph("正" * 120),
        Paragraph("妥否，请批示。"),
    ),
    signer="示例市教育局",
    signed_on=date(2026, 11, 5),
    sealed=True,
    attachments=(
        Attachment("示例市学位建设项目进展和资金缺口情况一览表按县区和学校分列并注明开工日期", (PROGRESS,)),
        Attachment("测算说明", paragraphs("说明如下。")),
    ),
    note="联系人：某甲，电话：000-0000000",
    copies=("市人大教科文卫委",),
    printer="示例市教育局办公室",
    printed_on=date(2026, 11, 6),
    urgency="特急",
    copy_number="000012",
    approvers=("某甲", "某乙丙", "某丁"),
)

JOINT: Final = dataclasses.replace(
    DOCUMENT,
    partners=("示例市发展和改革委员会", "示例市财政局", "示例市自然资源和规划局"),
    sealed=True,
    attachments=(),
    body=(Paragraph("正" * 100), Paragraph("请各单位对照逐项整改。")),
    copies=tuple(f"示例市第{place}单位" for place in range(1, 16)),
)

WIDE: Final = Table(
    tuple(f"第{place}项指标名称" for place in range(1, 13)),
    tuple(tuple(str(row * column) for column in range(1, 13)) for row in range(1, 31)),
)

ACROSS: Final = dataclasses.replace(
    DOCUMENT,
    body=(Paragraph("正" * 300), Paragraph("请各单位对照附件逐项整改。")),
    attachments=(
        Attachment("全市学位建设进展一览表", (WIDE,), across=True),
        Attachment("整改方案格式", paragraphs("一、问题\n逐项写明。")),
        Attachment("单独成册的台账", paragraphs("台账内容。"), loose=True),
    ),
)
