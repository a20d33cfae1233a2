"""A large ledger for the benchmarks: written straight into the tables, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, models

from luoshi.records.models import Account, Assignment, Document, Milestone, Person, Post, Task, Unit
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind, child_path
from support import board
from support.stage import NOW

STARTED = date(2026, 9, 1)
COUNTIES, OFFICES = 12, 20
MILESTONES = 12


def lay(tasks: int, assignments: int, *, open_share: float, milestones: bool) -> None:
    """Fill an empty database with a city and a ledger of so many tasks and assignments."""
    call_command("migrate", interactive=False, verbosity=0)
    if Unit.objects.exists():
        raise SystemExit(
            "bench: LUOSHI_DATABASE_URL holds somebody's data; give the benchmark an empty database"
        )
    branches = _city()
    board.note(f"laying {tasks:,} tasks and {assignments:,} assignments")
    document = Document.objects.create(
        title="基准测试来文",
        kind="讲话",
        source_name="基准.txt",
        text="基准测试" * 50,
        text_digest="0" * 64,
        body_start=0,
        body_end=200,
        registered_at=NOW,
        registered_by="基准",
        published_at=NOW,
        published_by="基准",
    )
    _fill(Task, (_task(number, document.id) for number in range(1, tasks + 1)))
    if milestones:
        steps = ((task, step) for task in range(1, tasks + 1) for step in range(1, MILESTONES + 1))
        _fill(Milestone, (_milestone(n, task, step) for n, (task, step) in enumerate(steps, start=1)))
    posts = dict(Post.objects.filter(duty=Duty.HEAD).values_list("unit_id", "id"))
    rows = (_assignment(n, tasks, branches, posts, open_share) for n in range(1, assignments + 1))
    _fill(Assignment, rows)
    settle()


def _city() -> list[int]:
    units = []

    def add(parent: str, ordinal: int, name: str, kind: UnitKind) -> Unit:
        path = child_path(parent, ordinal)
        unit = Unit.objects.create(
            path=path,
            name=name,
            short_name=name,
            kind=kind.value,
            code=path,
            from_on=STARTED,
            document_mark="示教",
        )
        units.append(unit)
        return unit

    root = add("", 1, "示例市教育局", UnitKind.BUREAU)
    for n in range(1, OFFICES + 1):
        add(root.path, n, f"第{n}科", UnitKind.OFFICE)
    for n in range(1, COUNTIES + 1):
        add(root.path, OFFICES + n, f"第{n}县教育局", UnitKind.COUNTY)
    hashed = make_password("bench-only-password")
    for unit in units:
        for duty in (Duty.HEAD, Duty.HANDLER):
            person = Person.objects.create(name=f"{unit.short_name}{duty.label}")
            Post.objects.create(person=person, unit=unit, duty=duty.value, title=duty.label, from_on=STARTED)
            if duty is Duty.HANDLER:
                Account.objects.create(username=unit.code, person=person, password=hashed, must_change=False)
    boss = Person.objects.create(name="督查科科长")
    Post.objects.create(
        person=boss, unit=units[1], duty=Duty.SUPERVISION_HEAD.value, title="科长", from_on=STARTED
    )
    Account.objects.create(username="head", person=boss, password=hashed, must_change=False)
    return [unit.id for unit in units[1:]]


def _due(number: int) -> date:
    return date(2026, 10, 1) + timedelta(days=number * 7919 % 160)


def _task(number: int, document: int) -> dict[str, Any]:
    return {
        "id": number,
        "document_id": document,
        "start": 0,
        "end": 40,
        "summary": f"第{number}项重点任务：完成年度目标并报送结果",
        "heading_path": "[]",
        "standard": "",
        "campaign": "",
        "deadline_words": "",
        "named_units": "[]",
        "stages": "[]",
        "shape": "STRAIGHT",
        "curve": "[]",
        "is_borderline": False,
        "start_on": STARTED,
        "due_on": _due(number),
        "state": "OPEN",
        "drop_reason": "",
        "version": 1,
        "decided_at": NOW,
        "decided_by": "基准",
    }


def _milestone(number: int, task: int, step: int) -> dict[str, Any]:
    due = _due(task)
    span = (due - STARTED).days
    return {
        "id": number,
        "task_id": task,
        "due_on": STARTED + timedelta(days=span * step // MILESTONES),
        "planned_x100": 10_000 * step // MILESTONES,
        "label": f"第{step}期",
        "is_stage": step == 6 and task % 20 == 0,
    }


def _assignment(
    number: int, tasks: int, branches: list[int], posts: dict[int, int], open_share: float
) -> dict[str, Any]:
    task = (number - 1) % tasks + 1
    unit = branches[((number - 1) // tasks * 7 + task) % len(branches)]
    is_open = number * 31 % 100 < open_share * 100
    return {
        "id": number,
        "task_id": task,
        "unit_id": unit,
        "branch_id": unit,
        "role": "RESPONSIBLE",
        "state": "OPEN" if is_open else "CLOSED",
        "due_on": _due(task),
        "first_responsible_id": posts[unit],
        "direct_responsible_id": posts[unit],
        "claimed_x100": number * 37 % 9_000 if is_open else 10_000,
        "claimed_on": date(2026, 11, 13),
        "claimed_words": "",
        "accounted_week": None,
        "lamp": "GREEN" if is_open else "BLUE",
        "lamp_on": date(2026, 9, 1),
        "next_lamp_on": date(2026, 11, 1) if is_open else None,
        "closed_at": None if is_open else NOW,
        "closed_by": None if is_open else "基准",
        "change": "",
    }


def _fill(model: type[models.Model], rows: Iterator[dict[str, Any]]) -> None:
    """Write rows by column name with the database's own bulk way."""
    with without_indexes(model._meta.db_table):
        _write(model, rows)


@contextmanager
def without_indexes(table: str) -> Iterator[None]:
    """Take a table's plain indexes away while it is filled, and lay them again after."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND NOT EXISTS"
                " (SELECT 1 FROM pg_constraint WHERE conname = indexname)",
                [table],
            )
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s", [table]
            )
        indexes = [(name, sql) for name, sql in cursor.fetchall() if sql]
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, sql in indexes:
            cursor.execute(sql)


def _write(model: type[models.Model], rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    known = {field.column for field in model._meta.local_concrete_fields}
    if first.keys() != known:
        raise SystemExit(
            f"bench: {model.__name__} has columns {sorted(known ^ first.keys())} that the bench must know"
        )
    columns = list(first)
    table = model._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    values: Iterable[tuple[Any, ...]] = (
        tuple(row[c] for c in columns) for row in itertools.chain([first], rows)
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
            return
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        raw = cursor.connection
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("BEGIN")
        raw.executemany(statement, ((*(_plain(v) for v in value),) for value in values))
        raw.execute("COMMIT")
        raw.execute("PRAGMA synchronous=FULL")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else value


def settle() -> None:
    """Bring the tables to the state of a database that has run for a while: counted, cleaned, written out."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("ANALYZE")
