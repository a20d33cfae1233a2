"""Whose feed a key opens, and what is in it: only what its owner may see today, in the posts held today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from luoshi.crafts.feeds import Entry
from luoshi.queries import calendar, extensions, letters, obstacles, parameters, people, tasks
from luoshi.queries.times.dues import stage_days
from luoshi.records.models import Assignment, CalendarYear, Extension, Feed, Obstacle
from luoshi.records.models import Entry as LedgerEntry
from luoshi.rules import audit, reports, ways
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.letters import AWAITING_REPLY
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import WHOLE_X100
from luoshi.rules.times import DueKind, Reach

Opened: TypeAlias = Feed
"""A feed, as pages name its type: they never import records."""
MOST_PARTS = 400
_BACK = timedelta(days=31)
_ACCOUNT_WEEKS = 5


def feed_of(actor: Actor) -> Feed | None:
    """Return the actor's own feed; None when there is none."""
    return Feed.objects.filter(person=actor.person_id).first()


def opened_by(key: str, today: date) -> tuple[Feed, list[Actor]] | None:
    """Return the feed that a key opens, and as whom its owner acts today.

    None for a key that opens nothing, or whose owner holds no post with a ledger, lost the account, or was
    given a password by somebody else and has not changed it yet.
    """
    accounts = {"person__account__is_active": True, "person__account__must_change": False}
    feed = Feed.objects.filter(key_digest=audit.digest(key), **accounts).first()
    if feed is None:
        return None
    held = (
        people.posts_on(today).filter(person=feed.person_id).select_related("person", "unit").order_by("id")
    )
    actors = [actor for post in held if (actor := people.actor_in(post)).may(Permission.TASKS_SEE)]
    return (feed, actors) if actors else None


def entries(feed: Feed, actors: Sequence[Actor], today: date, site: str) -> list[Entry]:
    """Return what the feed holds, soonest first; `site` begins every link ("https://…", no slash behind it).

    At most MOST_PARTS parts, those due a month ago and later. A day in a year without a published calendar
    bears 暂定. Nine queries for each post.
    """
    days = calendar.work_calendar()
    found: dict[str, Entry] = {}
    for actor in actors:
        for each in _entries(feed, actor, today, site, days):
            title = f"{each.title}（暂定）" if days.is_provisional(each.on) else each.title
            found.setdefault(each.key, replace(each, title=title))
    return sorted(found.values(), key=lambda each: (each.on, each.key))


def _entries(feed: Feed, actor: Actor, today: date, site: str, days: WorkCalendar) -> Iterator[Entry]:
    first = today - _BACK
    yield from _parts(feed, actor, first, today, site)
    yield from _accounts(feed, actor, today, site, days)
    yield from _letters(actor, first, site)
    for asking in obstacles.to_answer(actor).filter(due_on__gte=first):
        title = f"{DueKind.HELP.label}：{asking.obstacle.assignment.task.summary}"
        link = f"{site}/obstacles/{asking.obstacle_id}/"
        yield Entry(f"help-{asking.id}", asking.due_on, title, link, asking.asked_at, asking.asked_at)
    for wish in extensions.waiting(actor).filter(decide_by_on__gte=first):
        title = f"{DueKind.EXTENSION.label}：{wish.assignment.task.summary}"
        link = f"{site}/extensions/{wish.id}/"
        yield Entry(f"extension-{wish.id}", wish.decide_by_on, title, link, wish.asked_at, wish.asked_at)


def _reached(feed: Feed, actor: Actor, today: date) -> QuerySet[Assignment]:
    rows = tasks.visible(actor).filter(tasks.underway(), unit_id=actor.unit_id)
    if feed.reach != Reach.ME:
        return rows
    posts = list(people.posts_on(today).filter(person=feed.person_id).values_list("id", flat=True))
    return rows.filter(Q(first_responsible__in=posts) | Q(direct_responsible__in=posts))


def _parts(feed: Feed, actor: Actor, first: date, today: date, site: str) -> Iterator[Entry]:
    """Yield the due dates and stages of parts; when a date was moved last is found in the ledger."""
    shown = (
        _reached(feed, actor, today)
        .filter(due_on__gte=first, claimed_x100__lt=WHOLE_X100)
        .select_related("task__document")
        .only("due_on", "change", "task__summary", "task__stages", "task__document__published_at")
        .annotate(
            is_moved=Exists(Obstacle.objects.filter(assignment=OuterRef("pk")))
            | Exists(Extension.objects.filter(assignment=OuterRef("pk")))
        )
        .order_by("due_on", "id")[:MOST_PARTS]
    )
    parts = list(shown)
    moved = _moved_at([part for part in parts if part.is_moved])
    midnight = timezone.make_aware(datetime.combine(today, time()))
    for part in parts:
        begun_at = part.task.document.published_at
        assert begun_at is not None, "parts under way come from published documents"
        change = ways.read(part.change)
        at = max(begun_at, moved.get(part.id, begun_at))
        if change.stands_since(today):
            at = max(at, midnight)
        link = f"{site}/tasks/{part.task_id}/?part={part.id}"
        assert part.due_on is not None, "parts under way have a due date"
        title = f"{DueKind.TASK.label}：{part.task.summary}"
        yield Entry(f"part-{part.id}", part.due_on, title, link, begun_at, at)
        for number, day in enumerate(stage_days(part.task.stages, change, today), start=1):
            if day >= first:
                title = f"{DueKind.STAGE.label}：{part.task.summary}"
                yield Entry(f"part-{part.id}-stage-{number}", day, title, link, begun_at, at)


def _moved_at(parts: Sequence[Assignment]) -> dict[int, datetime]:
    """Return when the date of each of these parts was moved last, as the ledger of actions has it."""
    acted = LedgerEntry.objects.filter(subject__in=[f"assignment:{part.id}" for part in parts]).filter(
        Q(action__startswith="extensions.") | Q(action__startswith="obstacles.")
    )
    rows = acted.order_by().values_list("subject").annotate(at=Max("at"))
    return {int(subject.partition(":")[2]): at for subject, at in rows}


def _letters(actor: Actor, first: date, site: str) -> Iterator[Entry]:
    if not actor.may(Permission.LETTERS_REPLY):
        return
    owed = letters.visible(actor).filter(state__in=sorted(AWAITING_REPLY), unit_id=actor.unit_id)
    owed = owed.filter(reply_due_on__gte=first).select_related(None)
    shown = list(owed.only("number", "title", "reply_due_on", "issued_at"))
    acted = LedgerEntry.objects.filter(subject__in=[f"letter:{letter.id}" for letter in shown])
    latest = dict(acted.order_by().values_list("subject").annotate(at=Max("at")))
    for letter in shown:
        assert letter.issued_at is not None, "a letter that awaits its answer was issued"
        assert letter.reply_due_on is not None, "only letters with a date were asked for"
        at = latest.get(f"letter:{letter.id}", letter.issued_at)
        title = f"{DueKind.LETTER.label}：{letter.number}《{letter.title}》"
        link = f"{site}/letters/{letter.id}/"
        yield Entry(f"letter-{letter.id}", letter.reply_due_on, title, link, letter.issued_at, at)


def _accounts(feed: Feed, actor: Actor, today: date, site: str, days: WorkCalendar) -> Iterator[Entry]:
    """Yield the last days of this week's account and the next ones; a year's notice may move them."""
    if not actor.may(Permission.REPORTS_SUBMIT) or reports.why_not_account(actor.unit_kind):
        return
    book = parameters.book()
    entered = CalendarYear.objects.aggregate(at=Max("entered_at"))["at"]
    at = max(feed.made_at, entered or feed.made_at)
    monday = today - timedelta(days=today.weekday())
    for week in range(_ACCOUNT_WEEKS):
        period = reports.period_of(monday + timedelta(days=7 * week), days, book)
        if period:
            key = f"account-{actor.unit_id}-{period.week_start:%Y%m%d}"
            title = f"{DueKind.ACCOUNT.label}：{actor.unit_name}"
            yield Entry(key, period.due_on, title, f"{site}/reports/", feed.made_at, at)
