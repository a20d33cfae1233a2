"""Who is in the demo city. Nobody here exists: people are named as court papers name the anonymous."""

from __future__ import annotations

import random
from dataclasses import dataclass

from luoshi.actions.people import PostRow
from luoshi.actions.units import UnitRow
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind

COUNTIES = (
    "东河区",
    "西山区",
    "南湖区",
    "北原区",
    "高新区",
    "临江县",
    "清源县",
    "白云县",
    "青石县",
    "长岭县",
    "安平市",
    "永和市",
)
OFFICES = (
    "督查科",
    "办公室",
    "发展规划科",
    "计划财务科",
    "财务审计科",
    "基础教育科",
    "学前教育科",
    "高中教育科",
    "职业教育科",
    "民办教育科",
    "校外教育培训监管科",
    "体育卫生科",
    "安全管理科",
    "人事科",
    "教师工作科",
    "政策法规科",
    "德育科",
    "信息化科",
    "招生考试科",
    "教研室",
)
DEPARTMENTS = (
    "财政局",
    "自然资源局",
    "公安局",
    "行政审批局",
    "消防救援支队",
    "综合行政执法局",
    "市场监督管理局",
    "卫生健康委员会",
    "发展和改革委员会",
    "住房和城乡建设局",
)
SCHOOLS_A_COUNTY = 130
KINDERGARTENS_A_COUNTY = 70
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that `make run` prints: what to sign in as, and whose post it is."""

    username: str
    unit: str
    duty: Duty


ACCOUNTS = (
    DemoAccount("kezhang", "督查科", Duty.SUPERVISION_HEAD),
    DemoAccount("keyuan", "督查科", Duty.SUPERVISION_CLERK),
    DemoAccount("juzhang", "bureau", Duty.BUREAU_LEADER),
    DemoAccount("caiwu", "计划财务科", Duty.HANDLER),
    DemoAccount("donghe", "东河区", Duty.HANDLER),
    DemoAccount("donghejuzhang", "东河区", Duty.HEAD),
    DemoAccount("nanhu", "南湖区", Duty.HANDLER),
    DemoAccount("xiaozhang", "东河区1", Duty.HEAD),
    DemoAccount("jijian", "discipline", Duty.DISCIPLINE_MEMBER),
    DemoAccount("xitong", "bureau", Duty.SYSTEM_ADMIN),
    DemoAccount("anquan", "bureau", Duty.SECURITY_ADMIN),
    DemoAccount("shenji", "bureau", Duty.AUDIT_ADMIN),
)


def units() -> list[UnitRow]:
    """Return the tree: bureau, offices, counties with their schools, departments, discipline, the public."""
    rows = [UnitRow("bureau", "", "示例市教育局", "市教育局", UnitKind.BUREAU, "示教", ("局党组",))]
    rows += [UnitRow(name, "bureau", f"示例市教育局{name}", name, UnitKind.OFFICE) for name in OFFICES]
    for county in COUNTIES:
        rows.append(
            UnitRow(
                county, "bureau", f"{county}教育局", county, UnitKind.COUNTY, "", (f"{county}教育体育局",)
            )
        )
        rows += [
            UnitRow(
                f"{county}{number}", county, f"{county}第{number}学校", f"{county}{number}校", UnitKind.SCHOOL
            )
            for number in range(1, SCHOOLS_A_COUNTY + 1)
        ]
        rows += [
            UnitRow(
                f"{county}Y{number}",
                county,
                f"{county}第{number}幼儿园",
                f"{county}{number}园",
                UnitKind.KINDERGARTEN,
            )
            for number in range(1, KINDERGARTENS_A_COUNTY + 1)
        ]
    rows.append(UnitRow("city", "", "示例市人民政府", "市政府", UnitKind.DEPARTMENT))
    rows += [
        UnitRow(name, "city", f"示例市{name}", f"市{name}", UnitKind.DEPARTMENT, "", (name,))
        for name in DEPARTMENTS
    ]
    rows.append(UnitRow("discipline", "", "派驻示例市教育局纪检监察组", "驻局纪检组", UnitKind.DISCIPLINE))
    rows.append(UnitRow("public", "", "社会公众", "社会公众", UnitKind.PUBLIC))
    return rows


def posts(seed: int) -> list[PostRow]:
    """Return who holds which post, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - names for a demo, not secrets
    rows: list[PostRow] = []

    def add(unit: str, duty: Duty, title: str) -> None:
        name = f"{chance.choice(_SURNAMES)}某{chance.choice(_STEMS)}"
        rows.append(PostRow(name, unit, duty, title))

    add("bureau", Duty.BUREAU_LEADER, "分管副局长")
    for duty in (Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN):
        add("bureau", duty, duty.label)
    add("督查科", Duty.SUPERVISION_HEAD, "科长")
    add("督查科", Duty.SUPERVISION_CLERK, "科员")
    for office in OFFICES:
        if office != "督查科":
            add(office, Duty.HEAD, "主任" if office in {"办公室", "教研室"} else "科长")
            add(office, Duty.DEPUTY, "副主任" if office in {"办公室", "教研室"} else "副科长")
        add(office, Duty.HANDLER, "经办人")
    for county in COUNTIES:
        add(county, Duty.HEAD, "局长")
        add(county, Duty.DEPUTY, "分管副局长")
        add(county, Duty.HANDLER, "督查专干")
        for number in range(1, SCHOOLS_A_COUNTY + 1):
            add(f"{county}{number}", Duty.HEAD, "校长")
        for number in range(1, KINDERGARTENS_A_COUNTY + 1):
            add(f"{county}Y{number}", Duty.HEAD, "园长")
    add("discipline", Duty.DISCIPLINE_MEMBER, "组员")
    return rows
