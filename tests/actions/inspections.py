"""Plans of inspection for tests: one that nothing stands against, brought to a state by its actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from luoshi.actions import mandates
from luoshi.actions.mandates.drafting import Written
from luoshi.records.models import ListedItem, Mandate, Unit
from luoshi.rules.mandates import Activity, Basis, ListedKind, Method
from luoshi.rules.mandates.moves import MandateState
from tests import cast
from tests.actions.stage import NOON

WRITTEN = Written(
    title="关于冬季校园安全工作的督导",
    subject="冬季校园安全",
    basis=Basis.EDUCATION,
    basis_document="《教育督导条例》（国务院令第624号）第十一条",
    designation="",
    activity=Activity.SPECIAL,
    content="消防、供暖、交通安全隐患整改情况",
    scope="2026年冬季",
    methods=[Method.HEARING, Method.FILES],
    criteria="",
    from_on=date(2026, 12, 7),
    to_on=date(2026, 12, 11),
    leader="督导组组长",
    members=["督学一", "督学二", "督学三"],
    inspectors=3,
    discipline="不影响正常教学",
    notice_on=date(2026, 12, 1),
)


def listed(city: cast.City, **otherwise: object) -> ListedItem:
    """Return an item of this year's list, announced on the cast's Monday."""
    item = {
        "year": 2026,
        "number": "1",
        "title": "冬季校园安全综合督导",
        "kind": ListedKind.COMPREHENSIVE,
        "units": "全市中小学",
        "source": "某教督〔2026〕1号",
        "announced_on": cast.MONDAY,
        **otherwise,
    }
    return mandates.enter_item(**item, by=city.head, at=NOON)  # type: ignore[arg-type]


def plan(
    city: cast.City,
    state: MandateState = MandateState.DRAFT,
    targets: Sequence[Unit] = (),
    item: ListedItem | None = None,
    **otherwise: object,
) -> Mandate:
    """Return a plan that reaches these units (the eastern county), in a state."""
    made = mandates.draft_mandate(
        written=replace(WRITTEN, **otherwise),  # type: ignore[arg-type]
        targets=targets or [city.east],
        listed=item,
        by=city.clerk,
        at=NOON,
    )
    if state in {MandateState.SUBMITTED, MandateState.APPROVED, MandateState.ENDED}:
        mandates.submit_mandate(mandate=made, by=city.clerk, at=NOON)
    if state in {MandateState.APPROVED, MandateState.ENDED}:
        mandates.approve_mandate(mandate=made, by=city.leader, at=NOON)
    if state is MandateState.ENDED:
        mandates.end_mandate(mandate=made, conclusion="总体有序，三处隐患已整改。", by=city.clerk, at=NOON)
    return made
