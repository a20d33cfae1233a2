"""Who is in the demo city. Nobody here exists: people are named as court papers name the anonymous."""

from __future__ import annotations

import random
from collections.abc import Mapping
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
# What each office answers for on record, and by which words a paper speaks of it.
DUTIES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "督查科": {"督查督办": ("督查", "督办", "提醒函", "督导检查")},
    "办公室": {
        "信访舆情": ("信访", "来信来访", "舆情", "上访"),
        "减轻基层负担": ("基层负担", "填报事项", "工作群", "周报"),
    },
    "发展规划科": {
        "学校建设": ("学校建设", "校舍", "寄宿制", "开工", "竣工", "建设项目", "用地手续"),
        "学位规划": ("学位", "扩容增位", "大班额"),
    },
    "计划财务科": {"教育经费": ("经费", "生均", "预算", "财政资金")},
    "财务审计科": {"教育收费": ("收费", "乱收费", "退费"), "内部审计": ("审计",)},
    "基础教育科": {
        "义务教育": ("义务教育", "招生入学", "作业", "五项管理"),
        "教育评价": ("教育评价", "评价改革"),
    },
    "学前教育科": {"学前教育": ("学前教育", "幼儿园", "普惠性民办园", "普惠性幼儿园")},
    "高中教育科": {"高中教育": ("普通高中", "高考综合改革")},
    "职业教育科": {"职业教育": ("职业教育", "中职", "实习")},
    "民办教育科": {"民办教育": ("民办学校", "民办教育", "民办义务教育", "转设", "在校生压减")},
    "校外教育培训监管科": {"校外培训": ("校外培训", "培训机构", "双减", "预收费")},
    "体育卫生科": {
        "卫生防疫": ("疫情", "传染病", "疫苗", "核酸", "晨午检"),
        "食品安全": ("食堂", "食品安全"),
        "学生体质": ("体质", "近视"),
    },
    "安全管理科": {"校园安全": ("校园安全", "消防", "防溺水", "欺凌", "隐患", "平安")},
    "人事科": {"教师队伍": ("教师招聘", "教师补充", "编制", "职称")},
    "教师工作科": {"教师发展": ("教师培训", "师德")},
    "政策法规科": {"依法治教": ("行政执法", "合法性审查", "配套制度")},
    "德育科": {"德育": ("德育", "思政", "心理健康")},
    "信息化科": {"教育信息化": ("信息化", "智慧教育", "大数据")},
    "招生考试科": {"招生考试": ("考试招生", "中考", "高考")},
    "教研室": {"教学研究": ("教研", "课程标准", "教学质量")},
}
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
    rows += [
        UnitRow(name, "bureau", f"示例市教育局{name}", name, UnitKind.OFFICE, duties=DUTIES.get(name, {}))
        for name in OFFICES
    ]
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
