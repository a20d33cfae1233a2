"""What units are to put right: who sees it, what of it waits for whom, and the paper that asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from luoshi.crafts import rectifications as wording
from luoshi.crafts.papers import Paper, checks
from luoshi.queries import audit, people
from luoshi.records.models import Entry, Mandate, MandateTarget, Post, Rectification, RectificationItem, Unit
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.mandates.plans import SCHOOLS
from luoshi.rules.people import Actor, Duty, Permission, Scope
from luoshi.rules.rectifications import OWNERS, ItemState, Origin, RectificationState, why_not_check
from luoshi.rules.rectifications.states import OWED
from luoshi.rules.units import UnitKind, subtree

# For annotations in the pages, which know no records.
Whole: TypeAlias = Rectification
Item: TypeAlias = RectificationItem
Done: TypeAlias = Entry

_owed = Q(state__in=sorted(OWED))


def visible(actor: Actor) -> QuerySet[Rectification]:
    """Return the rectifications that an actor may see, newest first: all, or those of their own units.

    A unit sees one once it was opened; a county also those of its schools.
    """
    found = Rectification.objects.select_related("unit", "issuer", "talk").order_by("-id")
    if not actor.may(Permission.TALKS_SEE) or actor.scope is Scope.NOTHING:
        return found.none()
    if actor.scope is Scope.CITY:
        return found
    mine = Q(unit_id=actor.unit_id)
    if actor.scope is Scope.BRANCH:
        low, high = subtree(actor.unit_path)
        mine |= Q(unit__path__gte=low, unit__path__lt=high)
    return found.filter(mine, opened_at__isnull=False)


def visible_one(actor: Actor, rectification_id: int) -> Rectification | None:
    """Return a rectification that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=rectification_id).first()


def listed(
    actor: Actor, states: Sequence[RectificationState], today: date, *, late_only: bool = False
) -> QuerySet[Rectification]:
    """Return the visible ones in some states (none given: all), each with how its items stand.

    `things` counts the items, `done` those found done, `late` those overdue, `next_on` is the earliest due
    date that still runs.
    """
    late = Q(items__state__in=sorted(OWED), items__due_on__lt=today)
    found = visible(actor).annotate(
        things=Count("items"),
        done=Count("items", filter=Q(items__state=ItemState.CHECKED_OK)),
        late=Count("items", filter=late),
        next_on=Min("items__due_on", filter=Q(items__state__in=sorted(OWED))),
    )
    if late_only:
        found = found.filter(late__gt=0)
    return found.filter(state__in=[state.value for state in states]) if states else found


def items_of(rectification: Rectification) -> list[RectificationItem]:
    """Return what is to be put right, in its order."""
    return list(rectification.items.select_related("owner__unit").order_by("place"))


def visible_item(actor: Actor, item_id: int) -> RectificationItem | None:
    """Return one item of a rectification that an actor may see; None when absent or not theirs."""
    found = RectificationItem.objects.filter(id=item_id, rectification__in=visible(actor).order_by())
    return found.select_related("rectification__unit", "owner").first()


def history(rectification: Rectification) -> list[Entry]:
    """Return what was done about it, oldest first."""
    return audit.entries_about(f"rectification:{rectification.id}")


def owners(unit: Unit, on: date) -> list[Post]:
    """Return the posts of a unit that may answer for an item on a day, its head first."""
    posts = people.posts_on(on).filter(unit=unit, duty__in=sorted(OWNERS))
    return sorted(posts, key=lambda post: (OWNERS.index(Duty(post.duty)), post.id))


def addressable(on: date) -> QuerySet[Unit]:
    """Return the units that may be asked to put something right, in the order of the tree.

    Offices and counties, and the schools that an approved plan of inspection reached.
    """
    reached = MandateTarget.objects.filter(
        unit=OuterRef("id"), mandate__state__in=[MandateState.APPROVED, MandateState.ENDED]
    )
    held = people.posts_on(on).filter(unit=OuterRef("id"), duty__in=[Duty.HEAD, Duty.DEPUTY])
    whole = Q(kind__in=[UnitKind.OFFICE, UnitKind.COUNTY]) & Exists(held)
    return Unit.objects.filter(whole | (Q(kind__in=sorted(SCHOOLS)) & Exists(reached)), to_on=None).order_by(
        "path"
    )


def mandates_reaching(unit: Unit) -> list[Mandate]:
    """Return the approved plans of inspection that have a unit among their targets, newest first."""
    states = [MandateState.APPROVED, MandateState.ENDED]
    return list(Mandate.objects.filter(targets__unit=unit, state__in=states).order_by("-id")[:20])


def why_actor_may_not_check(item: RectificationItem, actor: Actor) -> str | None:
    """Return why an actor may not check an item; None when they may."""
    if item.rectification.unit_id == actor.unit_id:
        return "不能核查本单位的整改，请由局领导或其他核查人办理。"
    return why_not_check(
        checker_posts=people.posts_of_holders({actor.post_id}),
        owner_post=item.owner_id,
        reporter_post=item.reported_post_id,
    )


def owed(actor: Actor) -> QuerySet[RectificationItem]:
    """Return what the actor's own unit still has to put right, what is due first in front."""
    found = RectificationItem.objects.filter(
        _owed, rectification__unit_id=actor.unit_id, rectification__state=RectificationState.OPEN
    )
    return found.select_related("rectification").order_by("due_on", "id")


def to_check(actor: Actor) -> QuerySet[RectificationItem]:
    """Return the items that units reported done and that the office is to check, longest waiting first."""
    found = RectificationItem.objects.filter(
        state=ItemState.REPORTED, rectification__state=RectificationState.OPEN
    ).exclude(rectification__unit_id=actor.unit_id)
    return found.select_related("rectification__unit").order_by("reported_at", "id")


def overdue(today: date) -> QuerySet[RectificationItem]:
    """Return the items that are past their date and not reported done, of all units, oldest first."""
    found = RectificationItem.objects.filter(
        _owed, due_on__lt=today, rectification__state=RectificationState.OPEN
    )
    return found.select_related("rectification__unit").order_by("due_on", "id")


def to_decide(actor: Actor) -> QuerySet[Rectification]:
    """Return the notices that wait for a leader's approval, and what the office may close, oldest first."""
    found = Rectification.objects.select_related("unit").order_by("id")
    if actor.may(Permission.TALKS_APPROVE):
        return found.filter(state=RectificationState.DRAFT)
    if not actor.may(Permission.RECTIFY_CHECK):
        return found.none()
    left = RectificationItem.objects.filter(rectification=OuterRef("id")).exclude(state=ItemState.CHECKED_OK)
    return found.filter(~Exists(left), state=RectificationState.OPEN).exclude(unit_id=actor.unit_id)


def states_of(rectification: Rectification) -> list[ItemState]:
    """Return where each item stands, in its order."""
    return [
        ItemState(state) for state in rectification.items.order_by("place").values_list("state", flat=True)
    ]


def line_of(item: RectificationItem) -> wording.Line:
    """Return an item as a paper lists it: the post that answers, nobody's name."""
    return wording.Line(
        problem=item.problem,
        standard=item.standard,
        found=item.found,
        required=item.required,
        owner=item.owner.title,
        due_on=item.due_on,
        done_on=item.done_on,
        done_words=item.done_words,
        check="" if item.state == ItemState.REPORTED else item.check_words,
        state=ItemState(item.state),
    )


def why_not_print(rectification: Rectification, on: date) -> str | None:
    """Return why the notice could not be printed; None when it could."""
    return checks.why_not_compose(paper(rectification, today=on))


def paper(rectification: Rectification, *, today: date) -> Paper:
    """Return the notice (整改通知书), or the unit's own plan where it came from a talk."""
    opened_on = timezone.localdate(rectification.opened_at) if rectification.opened_at else today
    lines = [line_of(item) for item in items_of(rectification)]
    if rectification.origin == Origin.TALK:
        return wording.plan_paper(
            unit=rectification.unit.name,
            issuer=rectification.issuer.name,
            title=rectification.title,
            basis=rectification.basis,
            lines=lines,
            on=opened_on,
        )
    return wording.notice_paper(
        issuer=rectification.issuer.name,
        unit=rectification.unit.name,
        number=rectification.number,
        title=rectification.title,
        basis=rectification.basis,
        lines=lines,
        on=opened_on,
    )
