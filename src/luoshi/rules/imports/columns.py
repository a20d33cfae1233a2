"""What a workbook of units and posts has in its columns: read, checked and offered by these words alone."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.rules.enums import Labelled
from luoshi.rules.people import Duty
from luoshi.rules.units import LONGEST_NAME, LONGEST_PAPER, UnitKind

UNITS, POSTS = "单位", "岗位"


class CellKind(Labelled):
    """How a cell is read."""

    CODE = "CODE", "编码"
    TEXT = "TEXT", "文字"
    NAMES = "NAMES", "多个名称"
    DAY = "DAY", "日期"
    CHOICE = "CHOICE", "下拉选项"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, how its cells are read, and what to tell whoever fills it in."""

    key: str
    head: str
    kind: CellKind
    note: str
    longest: int = 40
    is_required: bool = False
    choices: tuple[str, ...] = ()
    other_heads: tuple[str, ...] = ()


_UNIT_KINDS = tuple(kind.label for kind in UnitKind)
_DUTIES = tuple(duty.label for duty in Duty)

BASE = Column("base", "行版本", CellKind.CODE, "导出时的样子，系统核对用，不要改。")
"""Hidden, and filled in only in a roster that was exported: it tells stale rows from wrong ones."""
UNIT_COLUMNS = (
    Column(
        "code",
        "编码",
        CellKind.CODE,
        "单位的固定编号，一经使用不再改变，也不给别的单位用。字母、数字、汉字均可。",
        is_required=True,
        other_heads=("单位编码", "机构编码", "代码", "单位代码"),
    ),
    Column(
        "name",
        "名称",
        CellKind.TEXT,
        "现用全称，与公章一致。",
        LONGEST_NAME,
        is_required=True,
        other_heads=("单位名称", "全称", "机构名称"),
    ),
    Column("short_name", "简称", CellKind.TEXT, "表格里显示的短名。新单位不填时与名称相同。"),
    Column(
        "parent",
        "上级编码",
        CellKind.CODE,
        "上级单位的编码。市教育局、市直部门等没有上级的不填。已有单位不填，表示上级不变。",
        other_heads=("上级单位编码",),
    ),
    Column(
        "kind",
        "类别",
        CellKind.CHOICE,
        "从下拉列表选择。",
        is_required=True,
        choices=_UNIT_KINDS,
        other_heads=("单位类别",),
    ),
    Column("mark", "发文机关代字", CellKind.TEXT, "发函用的代字，例如“示教”。没有就不填。", 20),
    Column("former", "曾用名", CellKind.NAMES, "多个用顿号隔开。读文时认得旧名称。", LONGEST_NAME),
    Column("aliases", "别称", CellKind.NAMES, "文件里常见的其他叫法，多个用顿号隔开。", LONGEST_NAME),
    Column(
        "from_on", "启用日期", CellKind.DAY, "新单位成立的日期；不填时为导入当天。", other_heads=("成立日期",)
    ),
    Column(
        "change_on", "变动日期", CellKind.DAY, "改名、改隶属从哪天起；不填时为导入当天。不能晚于导入当天。"
    ),
    Column(
        "to_on",
        "停用日期",
        CellKind.DAY,
        "撤销、合并的单位最后存在的那一天。不能晚于导入当天。",
        other_heads=("撤销日期",),
    ),
    Column(
        "into",
        "并入编码",
        CellKind.CODE,
        "合并到哪个单位；在办任务随之转过去。",
        other_heads=("并入单位编码",),
    ),
    Column(
        "paper",
        "依据",
        CellKind.TEXT,
        "改名、改隶属、停用、合并依据的文号，例如“示编办〔2026〕12号”。没有可不填。",
        LONGEST_PAPER,
        other_heads=("依据文号", "文号"),
    ),
    BASE,
)

POST_COLUMNS = (
    Column(
        "name", "姓名", CellKind.TEXT, "任职的人。", is_required=True, other_heads=("人员姓名",)
    ),
    Column(
        "number",
        "工号",
        CellKind.CODE,
        "分辨同名的人、认出一人多岗。没有可不填。请勿填身份证号。",
        20,
        other_heads=("人员编号", "职工号"),
    ),
    Column("unit", "单位编码", CellKind.CODE, "在哪个单位任职。", is_required=True),
    Column(
        "duty",
        "职责",
        CellKind.CHOICE,
        "在本系统里担什么责，从下拉列表选择。",
        is_required=True,
        choices=_DUTIES,
    ),
    Column("title", "职务", CellKind.TEXT, "对外的职务名称，例如“分管副局长”。不填时与职责相同。"),
    Column("from_on", "任职日期", CellKind.DAY, "任职的第一天。", is_required=True),
    Column(
        "to_on",
        "离任日期",
        CellKind.DAY,
        "任职的最后一天。仍在任不填。不能晚于导入当天。",
        other_heads=("免职日期",),
    ),
    Column(
        "account", "账号", CellKind.CODE, "登录名，3至40个字母、数字。密码另行发放，不写在表里。",
        other_heads=("登录名", "用户名"),
    ),
    BASE,
)  # fmt: skip
SHEETS = {UNITS: UNIT_COLUMNS, POSTS: POST_COLUMNS}
