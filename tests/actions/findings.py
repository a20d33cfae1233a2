"""Conclusions, opinions and recorded decisions for tests, brought to a state by their actions."""

from __future__ import annotations

from datetime import date

from luoshi.actions import conclusions, opinions, sanctions
from luoshi.actions.opinions.writing import Parts
from luoshi.actions.sanctions.recording import Decision, Material
from luoshi.queries import people
from luoshi.records.models import Conclusion, Opinion, Person, Post, Sanction, Unit
from luoshi.rules.conclusions import ConclusionState
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.opinions import Hearing, OpinionState
from luoshi.rules.people import Actor, Duty
from luoshi.rules.sanctions import Form, SanctionState, SubjectKind
from tests import cast
from tests.actions.inspections import plan
from tests.actions.stage import NOON, noon

C, P, S = ConclusionState, OpinionState, SanctionState
PARTS = Parts("总体有序。", "两处安全出口上锁。", "立即开锁，逐校复查。", "")
MATERIAL = Material(
    subject_kind=SubjectKind.UNIT,
    person="",
    form=Form.BULLETIN,
    facts="未按督导意见书整改两处隐患。",
    basis="《教育督导问责办法》（国教督〔2021〕2号）",
    ended_on=date(2026, 9, 1),
    team_on=date(2026, 9, 15),
)
DECISION = Decision(
    issuer="示例市人民政府教育督导委员会办公室",
    number="示教督问〔2026〕1号",
    approver="教育督导委员会副主任",
    decided_on=cast.MONDAY,
    effective_on=cast.MONDAY,
    received_on=cast.MONDAY,
    aggravated="",
)


def other_leader(city: cast.City) -> Actor:
    """Return a second leader of the bureau, who had no hand in anything."""
    person = Person.objects.create(name="午局长")
    post = Post.objects.create(
        person=person, unit=city.bureau, duty=Duty.BUREAU_LEADER.value, title="副局长", from_on=cast.FOUNDED
    )
    return people.actor_in(post)


def conclusion(
    city: cast.City, state: ConclusionState = C.DRAFT, number: str = "示教督〔2026〕5号"
) -> Conclusion:
    """Return a conclusion about the eastern county in a state up to RECEIVED."""
    # A week of its own: what a unit may be asked for in one week is limited.
    finished = plan(
        city,
        MandateState.ENDED,
        basis=Basis.HANDED_DOWN,
        subject="教育收费公示",
        from_on=date(2026, 11, 16),
        to_on=date(2026, 11, 20),
        notice_on=None,
    )
    made = conclusions.draft_conclusion(
        mandate=finished,
        unit=city.east,
        facts="三所学校消防通道堵塞。",
        findings="限期整改。",
        by=city.clerk,
        at=NOON,
    )
    if state in {C.SUBMITTED, C.FED_BACK, C.RECEIVED}:
        conclusions.submit_conclusion(conclusion=made, number=number, by=city.clerk, at=NOON)
    if state in {C.FED_BACK, C.RECEIVED}:
        conclusions.approve_conclusion(conclusion=made, by=city.leader, at=NOON)
    if state is C.RECEIVED:
        conclusions.receive_conclusion(conclusion=made, by=city.county, at=NOON)
    return made


def opinion(city: cast.City, state: OpinionState = P.DRAFT) -> Opinion:
    """Return an opinion about the eastern county in a state up to ISSUED."""
    running = plan(
        city,
        MandateState.APPROVED,
        subject="心理健康教育",
        from_on=date(2026, 11, 23),
        to_on=date(2026, 11, 27),
        notice_on=date(2026, 11, 16),
    )
    made = opinions.draft_opinion(mandate=running, unit=city.east, parts=PARTS, by=city.clerk, at=NOON)
    if state in {P.SENT, P.HEARD, P.ISSUED}:
        opinions.send_opinion(opinion=made, by=city.clerk, at=NOON)
    if state in {P.HEARD, P.ISSUED}:
        opinions.hear_opinion(
            opinion=made, hearing=Hearing.WAIVED, words="", paper="", by=city.county, at=NOON
        )
    if state is P.ISSUED:
        issue(made, city.leader)
    return made


def issue(made: Opinion, by: Actor, **otherwise: object) -> Opinion:
    """Issue an opinion as it should be, but for what is said otherwise."""
    said = {
        "issuer": "示例市人民政府教育督导室",
        "number": "示教督〔2026〕9号",
        "plea_answer": "",
        "due_on": date(2026, 12, 2),
        **otherwise,
    }
    return opinions.issue_opinion(opinion=made, **said, by=by, at=NOON)  # type: ignore[arg-type]


def sanction(
    city: cast.City,
    state: SanctionState = S.PREPARED,
    material: Material = MATERIAL,
    decision: Decision = DECISION,
    unit: Unit | None = None,
) -> Sanction:
    """Return a record about the eastern county in a state up to DECIDED."""
    made = sanctions.prepare_sanction(
        unit=unit or city.east, mandate=None, material=material, by=city.head, at=NOON
    )
    if state in {S.HEARD, S.DECIDED}:
        sanctions.hear_sanction(
            sanction=made,
            told_on=date(2026, 10, 8),
            hearing=Hearing.WAIVED,
            plea="",
            paper="放弃陈述申辩书（2026年10月12日）",
            by=city.head,
            at=NOON,
        )
    if state is S.DECIDED:
        sanctions.record_decision(sanction=made, decision=decision, by=city.head, at=noon(0))
    return made
