"""What came of two inspections in the demo city: a review that waits, and an opinion that may be issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from luoshi.actions import conclusions, mandates, opinions
from luoshi.actions.opinions.writing import Parts
from luoshi.jobs.demo import script
from luoshi.jobs.demo.inspections import PLAN
from luoshi.queries import mandates as mandate_queries
from luoshi.queries.conclusions import Finding
from luoshi.queries.mandates import Inspection
from luoshi.queries.opinions import Advice
from luoshi.rules.conclusions import SuggestionKind
from luoshi.rules.mandates import Basis
from luoshi.rules.opinions import Hearing
from luoshi.rules.people import Actor

_FEES = replace(
    PLAN,
    title="关于秋季学期教育收费公示情况的督查",
    subject="教育收费公示",
    basis=Basis.HANDED_DOWN,
    basis_document="上级关于核查秋季学期教育收费公示情况的交办通知",
    content="收费项目、标准和公示情况",
    scope="2026年秋季学期",
    from_on=date(2026, 10, 19),
    to_on=date(2026, 10, 23),
    notice_on=None,
)
_MINDS = replace(
    PLAN,
    title="关于中小学心理健康教育的专项督导",
    subject="心理健康教育",
    content="专职教师配备、课程开设和辅导室使用情况",
    scope="2026年秋季学期，县级教育局履行职责情况",
    from_on=date(2026, 10, 19),
    to_on=date(2026, 10, 23),
    notice_on=date(2026, 10, 14),
)
_PARTS = Parts(
    evaluation="县级教育局建立了工作机制，课程开设率达到规定要求。",
    problems="抽查的六所学校中，两所没有配备专职心理健康教师，一所辅导室挪作他用。",
    demands="2026年12月31日前配齐专职教师，恢复辅导室功能。",
    advice="可以由县级统筹，片区共用专职教师。",
)


class Findings:
    """Two inspections and what came of them, week by week."""

    def __init__(self, handlers: Mapping[int, Actor], clerk: Actor, leader: Actor) -> None:
        self.handlers, self.clerk, self.leader = handlers, clerk, leader
        self.fees: Inspection | None = None
        self.minds: Inspection | None = None
        self.told: list[Finding] = []
        self.advice: Advice | None = None

    def week(self, monday: date, at: datetime) -> None:
        """Do what this week brings, if anything."""
        _, _, _, plan, _, tell, hear, ask = script.MONDAYS
        steps = {plan: self._plan, tell: self._tell, hear: self._hear, ask: self._ask}
        if step := steps.get(monday):
            step(at)

    def _plan(self, at: datetime) -> None:
        counties, _ = mandate_queries.named(["各县（市、区）教育局"])
        self.fees, self.minds = (
            mandates.draft_mandate(written=written, targets=units, listed=None, by=self.clerk, at=at)
            for written, units in ((_FEES, counties[:2]), (_MINDS, counties[2:3]))
        )
        for plan in (self.fees, self.minds):
            mandates.submit_mandate(mandate=plan, by=self.clerk, at=at)
            mandates.approve_mandate(mandate=plan, by=self.leader, at=at)

    def _tell(self, at: datetime) -> None:
        assert self.fees is not None
        assert self.minds is not None
        by = self.clerk
        mandates.end_mandate(mandate=self.fees, conclusion="公示总体规范，个别学校更新不及时。", by=by, at=at)
        facts = "抽查十所学校，九所公示完整，一所食堂伙食费标准变动后没有更新公示。"
        for place, unit in enumerate(mandate_queries.targets_of(self.fees), 1):
            told = conclusions.draft_conclusion(
                mandate=self.fees,
                unit=unit,
                facts=facts,
                findings="请督促有关学校十个工作日内更新公示，并举一反三。",
                by=by,
                at=at,
            )
            conclusions.submit_conclusion(conclusion=told, number=f"示教督〔2026〕{place}号", by=by, at=at)
            conclusions.approve_conclusion(conclusion=told, by=self.leader, at=at)
            self.told.append(told)
        targets = mandate_queries.targets_of(self.minds)
        self.advice = opinions.draft_opinion(mandate=self.minds, unit=targets[0], parts=_PARTS, by=by, at=at)
        opinions.send_opinion(opinion=self.advice, by=by, at=at)

    def _hear(self, at: datetime) -> None:
        for told in self.told:
            conclusions.receive_conclusion(conclusion=told, by=self.handlers[told.unit_id], at=at)
        assert self.advice is not None
        opinions.hear_opinion(
            opinion=self.advice,
            hearing=Hearing.PLEA,
            words="一所学校的辅导室因校舍加固临时借用，九月底已恢复，请核实。",
            paper="",
            by=self.handlers[self.advice.unit_id],
            at=at,
        )

    def _ask(self, at: datetime) -> None:
        first, second = self.told
        conclusions.ask_review(
            conclusion=first,
            grounds="所列学校的公示已于十月二十日更新，附更新记录，请复核事实认定。",
            by=self.handlers[first.unit_id],
            at=at,
        )
        conclusions.suggest(
            conclusion=second,
            kind=SuggestionKind.PRAISE,
            words="该县建立收费公示月查制度，抽查学校全部按时公示，建议通报表扬。",
            by=self.clerk,
            at=at,
        )
