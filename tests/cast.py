"""The fixed cast of every test: a small city, the people in it, and one published document.

示例市 has its bureau with two offices, two counties with a school each, one outside department and the
discipline group. Everybody's account is their role's name; PASSWORD opens all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache

from django.contrib.auth.hashers import make_password

from luoshi.queries import people as people_queries
from luoshi.records.models import (
    Account,
    Assignment,
    Document,
    EntryHead,
    Milestone,
    Person,
    Post,
    Span,
    Task,
    Unit,
    UnitName,
)
from luoshi.rules import audit
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.people import Actor, Duty
from luoshi.rules.tasks import Role, weekly_steps
from luoshi.rules.units import UnitKind, child_path

PASSWORD = "示例-Sample-2026"
FOUNDED = date(2020, 1, 1)
MONDAY = date(2026, 11, 2)
MONDAY_NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
TEXT = (
    "关于近期重点工作的讲话\n"
    "一、加快项目建设\n"
    "各县（市、区）教育局要在12月25日前完成寄宿制学校项目前期手续。\n"
    "计划财务科要在12月18日前完成公办园生均经费核拨情况汇总。\n"
    "大家要提高认识，凝心聚力。\n"
)


@dataclass
class City:
    """Everything that a test can point at."""

    bureau: Unit
    supervision: Unit
    finance: Unit
    east: Unit
    west: Unit
    school: Unit
    other_school: Unit
    treasury: Unit
    inspection_group: Unit
    actors: dict[str, Actor] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    document: Document | None = None
    task: Task | None = None
    assignments: dict[str, Assignment] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        actors: dict[str, Actor] = self.__dict__.get("actors", {})
        if name in actors:
            return actors[name]
        raise AttributeError(name)


_PEOPLE = {
    "leader": ("甲局长", "副局长", Duty.BUREAU_LEADER, "bureau"),
    "head": ("乙科长", "科长", Duty.SUPERVISION_HEAD, "supervision"),
    "clerk": ("丙科员", "科员", Duty.SUPERVISION_CLERK, "supervision"),
    "office_head": ("丁科长", "科长", Duty.HEAD, "finance"),
    "office_deputy": ("戊科长", "副科长", Duty.DEPUTY, "finance"),
    "office_unit": ("己科员", "科员", Duty.HANDLER, "finance"),
    "county_head": ("庚局长", "局长", Duty.HEAD, "east"),
    "county_deputy": ("辛局长", "副局长", Duty.DEPUTY, "east"),
    "county": ("壬科员", "督查专干", Duty.HANDLER, "east"),
    "other_county_head": ("癸局长", "局长", Duty.HEAD, "west"),
    "other_county": ("子科员", "督查专干", Duty.HANDLER, "west"),
    "school_head": ("丑校长", "校长", Duty.HEAD, "school"),
    "discipline": ("寅组员", "组员", Duty.DISCIPLINE_MEMBER, "inspection_group"),
    "sysadmin": ("卯管理员", "系统管理员", Duty.SYSTEM_ADMIN, "bureau"),
    "secadmin": ("辰管理员", "安全管理员", Duty.SECURITY_ADMIN, "bureau"),
    "auditor": ("巳管理员", "审计管理员", Duty.AUDIT_ADMIN, "bureau"),
}


def _unit(parent: Unit | None, ordinal: int, name: str, short: str, kind: UnitKind, mark: str = "") -> Unit:
    path = child_path(parent.path if parent else "", ordinal)
    branch = None
    if len(path) > 8:
        branch = Unit.objects.get(path=path[:8])
    return Unit.objects.create(
        path=path,
        name=name,
        short_name=short,
        kind=kind.value,
        code=path,
        branch=branch,
        document_mark=mark,
        from_on=FOUNDED,
    )


@cache
def _hashed() -> str:
    """Return the hash of everybody's password; argon2 is slow on purpose, so once in a run."""
    return make_password(PASSWORD)


def build_city() -> City:
    """Return the city with its units, people and accounts; nothing published yet."""
    # Emptied tables, as a browser journey leaves them, have lost the head that a migration wrote.
    EntryHead.objects.get_or_create(id=1, defaults={"seal": audit.GENESIS})
    bureau = _unit(None, 1, "示例市教育局", "市教育局", UnitKind.BUREAU, "示教")
    east = _unit(bureau, 3, "东河区教育局", "东河区", UnitKind.COUNTY)
    west = _unit(bureau, 4, "西山县教育局", "西山县", UnitKind.COUNTY)
    outside = _unit(None, 2, "示例市人民政府", "市政府", UnitKind.DEPARTMENT)
    city = City(
        bureau=bureau,
        supervision=_unit(bureau, 1, "示例市教育局督查科", "督查科", UnitKind.OFFICE),
        finance=_unit(bureau, 2, "示例市教育局计划财务科", "计划财务科", UnitKind.OFFICE),
        east=east,
        west=west,
        school=_unit(east, 1, "东河区第一小学", "东河一小", UnitKind.SCHOOL),
        other_school=_unit(west, 1, "西山县第一小学", "西山一小", UnitKind.SCHOOL),
        treasury=_unit(outside, 1, "示例市财政局", "市财政局", UnitKind.DEPARTMENT),
        inspection_group=_unit(None, 3, "派驻市教育局纪检监察组", "纪检组", UnitKind.DISCIPLINE),
    )
    UnitName.objects.bulk_create(
        UnitName(unit=unit, name=word, kind="FULL" if word == unit.name else "SHORT")
        for unit in (outside, *(each for each in vars(city).values() if isinstance(each, Unit)))
        for word in dict.fromkeys((unit.name, unit.short_name))
    )
    hashed = _hashed()
    people = Person.objects.bulk_create(Person(name=name) for name, _, _, _ in _PEOPLE.values())
    posts = Post.objects.bulk_create(
        Post(person=person, unit=getattr(city, unit), duty=duty.value, title=title, from_on=FOUNDED)
        for person, (_, title, duty, unit) in zip(people, _PEOPLE.values(), strict=True)
    )
    accounts = Account.objects.bulk_create(
        Account(username=role, person=person, password=hashed, must_change=False)
        for role, person in zip(_PEOPLE, people, strict=True)
    )
    city.accounts |= zip(_PEOPLE, accounts, strict=True)
    city.actors |= zip(_PEOPLE, map(people_queries.actor_in, posts), strict=True)
    return city


def publish(city: City) -> City:
    """Give the city a published document with one task for both counties and one office, begun on MONDAY."""
    document = Document.objects.create(
        title="关于近期重点工作的讲话",
        kind="讲话",
        source_name="讲话.txt",
        text=TEXT,
        text_digest=audit.digest(TEXT),
        body_start=0,
        body_end=len(TEXT),
        registered_at=MONDAY_NOON,
        registered_by=city.clerk.words,
        published_at=MONDAY_NOON,
        published_by=city.clerk.words,
    )
    start = TEXT.index("各县")
    end = TEXT.index("\n", start)
    Span.objects.create(document=document, start=start, end=end, kind="DIRECTIVE")
    task = Task.objects.create(
        document=document,
        start=start,
        end=end,
        summary="完成寄宿制学校项目前期手续",
        start_on=MONDAY,
        due_on=date(2026, 12, 25),
        state="OPEN",
    )
    Milestone.objects.bulk_create(
        Milestone(task=task, due_on=step.due_on, planned_x100=step.planned_x100, label=step.label)
        for step in weekly_steps(MONDAY, date(2026, 12, 25), WorkCalendar())
    )
    for name, unit, head, deputy in (
        ("east", city.east, "county_head", "county_deputy"),
        ("west", city.west, "other_county_head", None),
        ("finance", city.finance, "office_head", "office_deputy"),
    ):
        city.assignments[name] = Assignment.objects.create(
            task=task,
            unit=unit,
            branch=unit,
            role=Role.HELPING.value if name == "finance" else Role.RESPONSIBLE.value,
            state="OPEN",
            due_on=task.due_on,
            first_responsible_id=city.actors[head].post_id,
            direct_responsible_id=city.actors[deputy].post_id if deputy else None,
            lamp="GREY",
            lamp_on=MONDAY,
            next_lamp_on=None if name == "finance" else date(2026, 11, 3),
        )
    city.document, city.task = document, task
    return city
