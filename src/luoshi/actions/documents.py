"""A document comes in, is read, and is published into the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.crafts import reading, sources
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import people as people_queries
from luoshi.queries import units as unit_queries
from luoshi.records.models import Assignment, Document, Likeness, Milestone, Notice, Span, Task, Unit
from luoshi.rules import audit as audit_rules
from luoshi.rules import calendar, campaigns, documents, tasks
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import AssignmentState, Role, TaskState

ROLE_WORDS = {"牵头": Role.LEAD, "责任": Role.RESPONSIBLE, "配合": Role.HELPING}


def register_document(*, name: str, data: bytes, by: Actor, at: datetime) -> Document:
    """Read a file and store it with every sentence and every directive found in it, all proposed.

    Raises Refused when the file cannot be read, bears a mark of secrecy, or is registered already.
    """
    if reason := why_not(by, Permission.DOCUMENTS_READ):
        raise Refused(reason)
    source = sources.text_of(data, name)
    text = source.text
    if reason := documents.why_not_store(text):
        raise Refused(reason)
    digest = audit_rules.digest(text)
    today = timezone.localdate(at)
    found = reading.read(
        text,
        today_year=today.year,
        workdays=calendar_queries.work_calendar(),
        schools=calendar_queries.school_calendar(),
    )
    if found.body_start >= found.body_end:
        raise Refused("文件中没有找到正文，没有登记。请确认上传的是来文本身，而不是空白页或网站导航页。")
    with transaction.atomic():
        if earlier := Document.objects.filter(text_digest=digest).first():
            raise Refused(
                f"这份来文已于{calendar.full_date(timezone.localdate(earlier.registered_at))}登记，不必重复上传。"
            )
        document = _store(found, text, name, digest, by, at)
        audit.record(
            action="documents.register",
            subject=f"document:{document.id}",
            facts={
                "title": document.title,
                "source": name,
                "characters": len(text),
                "notes": list(source.notes),
                "digest": digest,
                "directives": len(found.directives),
            },
            by=by,
            at=at,
        )
    return document


def _store(found: reading.Reading, text: str, name: str, digest: str, by: Actor, at: datetime) -> Document:
    try:
        document = Document.objects.create(
            title=found.title[:200] or name[:200],
            kind=found.kind[:20],
            number=found.number[:60],
            source_name=name[:200],
            text=text,
            text_digest=digest,
            body_start=found.body_start,
            body_end=found.body_end,
            issued_on=found.issued_on,
            registered_at=at,
            registered_by=by.words,
        )
    except IntegrityError as error:
        raise SomebodyWasFirst("这份来文刚刚已由他人登记，请在来文列表中查看。") from error
    spans = {
        sentence.start: Span(
            document=document, start=sentence.start, end=sentence.end, kind=sentence.role.name
        )
        for sentence in found.sentences
        if sentence.start < sentence.end
    }
    Span.objects.bulk_create(spans.values())
    today = timezone.localdate(at)
    proposed = Task.objects.bulk_create(
        Task(
            document=document,
            start=directive.start,
            end=directive.end,
            summary=directive.summary[:120],
            heading_path=list(directive.heading_path),
            standard=(directive.standard or "")[:200],
            deadline_words=(directive.deadline or "")[:80],
            named_units=[unit[:80] for unit in directive.units],
            campaign=_campaign(directive),
            is_borderline=directive.possible,
            start_on=today,
            due_on=directive.due_on,
        )
        for directive in found.directives
    )
    Likeness.objects.bulk_create(
        [
            Likeness(task=task, mark=mark)
            for task, directive in zip(proposed, found.directives, strict=True)
            for mark in tasks.marks(directive.quote)
        ],
        batch_size=1000,
    )
    _propose_owners(list(proposed), found)
    return document


def _campaign(directive: reading.Directive) -> str:
    heading = directive.heading_path[-1] if directive.heading_path else ""
    suggestion = campaigns.suggest(directive.quote, heading)
    return suggestion.campaign.value if suggestion else ""


def _propose_owners(proposed: list[Task], found: reading.Reading) -> None:
    """Plan an assignment for every unit that the text names and the tree knows; the rest stay as written."""
    names = {unit for directive in found.directives for unit in directive.units}
    known = unit_queries.resolve(sorted(names))
    planned: dict[tuple[int, int], Assignment] = {}
    for task, directive in zip(proposed, found.directives, strict=True):
        roles = {unit: ROLE_WORDS[word] for word, units in directive.roles.items() for unit in units}
        for name in directive.units:
            for unit in known.get(name, ()):
                planned.setdefault(
                    (task.id, unit.id),
                    Assignment(
                        task=task,
                        unit=unit,
                        branch_id=unit.branch_id or unit.id,
                        role=roles.get(name, Role.RESPONSIBLE).value,
                    ),
                )
    Assignment.objects.bulk_create(planned.values())


@transaction.atomic
def publish_document(*, document: Document, by: Actor, at: datetime) -> int:
    """Turn a document's accepted directives into the ledger and assign them; return how many tasks.

    Each assignment gets the people responsible on that day, each task its milestones by week, each unit a
    notice. Raises Refused while a directive is undecided, SomebodyWasFirst when it was published meanwhile.
    """
    if reason := why_not(by, Permission.DOCUMENTS_READ):
        raise Refused(reason)
    if not Document.objects.filter(id=document.id, published_at=None).update(
        published_at=at, published_by=by.words
    ):
        first = Document.objects.get(id=document.id)
        raise SomebodyWasFirst(f"这份来文已由{first.published_by}发布，不必重复发布。")
    states = [TaskState(state) for state in document.tasks.values_list("state", flat=True)]
    if reason := tasks.why_not_publish(states):
        raise Refused(reason)
    accepted = list(document.tasks.filter(state=TaskState.ACCEPTED))
    assignments = list(
        Assignment.objects.filter(task__in=accepted, state=AssignmentState.PLANNED).select_related(
            "unit", "task"
        )
    )
    _open_assignments(assignments, at)
    _lay_milestones(accepted)
    Task.objects.filter(id__in=[task.id for task in accepted]).update(state=TaskState.OPEN)
    _tell_units(document, assignments, by, at)
    audit.record(
        action="documents.publish",
        subject=f"document:{document.id}",
        facts={"tasks": [task.id for task in accepted], "assignments": len(assignments)},
        by=by,
        at=at,
    )
    return len(accepted)


def _open_assignments(assignments: list[Assignment], at: datetime) -> None:
    today = timezone.localdate(at)
    responsible = {
        unit.id: people_queries.responsible_on(unit, today)
        for unit in {assignment.unit for assignment in assignments}
    }
    for assignment in assignments:
        first, direct = responsible[assignment.unit_id]
        assignment.state = AssignmentState.OPEN.value
        assignment.due_on = assignment.task.due_on
        assignment.first_responsible = first
        assignment.direct_responsible = direct
        assignment.lamp_on = today
        assignment.next_lamp_on = today + timedelta(days=1) if assignment.role in tasks.ACCOUNTABLE else None
    Assignment.objects.bulk_update(
        assignments,
        ["state", "due_on", "first_responsible", "direct_responsible", "lamp_on", "next_lamp_on"],
        batch_size=200,
    )


def _lay_milestones(accepted: list[Task]) -> None:
    days = calendar_queries.work_calendar()
    Milestone.objects.bulk_create(
        [
            Milestone(
                task=task,
                due_on=step.due_on,
                planned_x100=step.planned_x100,
                label=step.label,
                is_stage=step.is_stage,
            )
            for task in accepted
            if task.due_on is not None
            for step in tasks.weekly_steps(
                task.start_on, task.due_on, days, [date.fromisoformat(each) for each in task.stages]
            )
        ],
        batch_size=1000,
    )


def _tell_units(document: Document, assignments: list[Assignment], by: Actor, at: datetime) -> None:
    counts: dict[Unit, int] = {}
    for assignment in assignments:
        counts[assignment.unit] = counts.get(assignment.unit, 0) + 1
    Notice.objects.bulk_create(
        [
            Notice(
                key=f"publish:{document.id}:{unit.id}",
                unit=unit,
                words=f"《{document.title}》已分解交办，其中{count}项涉及本单位，请在台账中查看。"[:300],
                link=f"/ledger/?document={document.id}",
                at=at,
                by=by.words,
            )
            for unit, count in counts.items()
        ],
        ignore_conflicts=True,
    )
