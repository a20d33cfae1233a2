"""Help asked upward and later dates in the demo city; one office lets a county wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from luoshi.actions import extensions, obstacles
from luoshi.jobs.demo.script import MONDAYS, TODAY
from luoshi.queries import extensions as extension_queries
from luoshi.queries import obstacles as obstacle_queries
from luoshi.queries import reports as report_queries
from luoshi.queries.tasks import Part
from luoshi.rules import obstacles as rules
from luoshi.rules.obstacles import ObstacleKind, Outcome
from luoshi.rules.people import Actor
from luoshi.rules.tasks import WHOLE_X100

_LATEST = TODAY + timedelta(days=21)
_MONEY = "寄宿制学校前期费用没有拨付，设计单位不出图。请核拨前期费用，或明确拨付时间。"
_LAND = "扩建用地还差用地批复，施工许可办不下来。请核定用地手续还缺什么材料，能补的一次告知。"
_PROJECT = "项目没有列入年度投资计划，招标平台不受理。请出具列入计划的书面意见。"
_REASON = "联合执法要与公安、市场监管一起排期，摸底和首轮劝导已完成，余下两轮集中行动排在新时限之前。"
_LONGER = "12月上旬有两轮集中行动，取缔后还要公示和回访，全部走完需要再有一个月。"


class Help:
    """What is asked for and answered, week by week."""

    def __init__(self, handlers: Mapping[int, Actor], head: Actor) -> None:
        self.head = head
        self.by_name = {actor.unit_name: actor for actor in handlers.values()}

    def week(self, monday: date, at: datetime) -> None:
        """Play what happens in a week that begins on this Monday."""
        east, south, west = (self.by_name[f"{name}教育局"] for name in ("东河区", "南湖区", "西山区"))
        if monday == MONDAYS[2]:
            self._raise(south, ObstacleKind.MONEY, "示例市教育局计划财务科", _MONEY, at)
        elif monday == MONDAYS[3]:
            self._answer_in_time(south, at)
        elif monday == MONDAYS[4]:
            self._ask(south, 12, _REASON, at)
            self._raise(west, ObstacleKind.LAND, "示例市自然资源局", _LAND, at)
        elif monday == MONDAYS[5]:
            self._grant(at)
        elif monday == MONDAYS[7]:
            self._answer_by_link(west, at)
            self._raise(east, ObstacleKind.PROJECT, "示例市教育局发展规划科", _PROJECT, at)
            self._ask(east, 31, _LONGER, at)

    def _part(self, actor: Actor, at: datetime) -> Part | None:
        """Return the last part of the actor's unit that is neither done nor due for long, if there is one."""
        period = report_queries.periods_open(at.date(), actor.unit_id)[-1]
        lines = report_queries.week_of(actor, period, at.date())
        parts = [line.assignment for line in lines if line.assignment.claimed_x100 < WHOLE_X100]
        far = [part for part in parts if part.due_on and part.due_on > _LATEST and not part.change]
        return far[-1] if far else None

    def _raise(self, actor: Actor, kind: ObstacleKind, helper: str, words: str, at: datetime) -> None:
        unit = next(unit for unit in obstacle_queries.helpers() if unit.name == helper)
        if part := self._part(actor, at):
            obstacles.raise_obstacle(assignment=part, kind=kind, helper=unit, words=words, by=actor, at=at)

    def _answer_in_time(self, asker: Actor, at: datetime) -> None:
        office = self.by_name["示例市教育局计划财务科"]
        asking = obstacle_queries.to_answer(office).first()
        if asking is None:
            return
        obstacles.answer_obstacle(
            obstacle=asking.obstacle,
            number=asking.number,
            outcome=Outcome.SOLVED,
            answer="前期费用已于今日拨付到县级财政专户，请与县级财政部门衔接。",
            who_can="",
            by=office,
            at=at,
        )
        matter = obstacle_queries.to_confirm(asker)[0]
        obstacles.confirm_obstacle(
            obstacle=matter, words="已到账，设计单位已恢复出图。", by=asker, at=at + timedelta(hours=1)
        )

    def _answer_by_link(self, asker: Actor, at: datetime) -> None:
        outside = [each for each in obstacle_queries.visible(asker) if obstacle_queries.needs_link(each)]
        if not outside:
            return
        matter = outside[0]
        obstacles.give_link(obstacle=matter, by=asker, at=at - timedelta(minutes=20))
        waiting = obstacle_queries.asking_of(obstacle_queries.latest_asking(matter).id)
        assert waiting is not None, "it was asked for a line above"
        obstacles.answer_by_link(
            asking=waiting,
            key=waiting.link_key,
            outcome=Outcome.PARTLY,
            answer="林地部分已核定；占补平衡指标要等省厅批次，预计下月。",
            who_can="",
            contact="0000-12345",
            by=rules.outsider(
                waiting.obstacle.helper_id, waiting.obstacle.helper.name, "何某丙", "用途管制科科员"
            ),
            at=at,
        )

    def _ask(self, actor: Actor, days: int, reason: str, at: datetime) -> None:
        part = self._part(actor, at)
        if part is None or part.due_on is None:
            return
        extensions.ask_extension(
            assignment=part,
            proposed_on=part.due_on + timedelta(days=days),
            reason=reason,
            by=actor,
            at=at + timedelta(minutes=10),
        )

    def _grant(self, at: datetime) -> None:
        wish = extension_queries.waiting(self.head).first()
        if wish is None:
            return
        extensions.grant_extension(
            extension=wish,
            granted_on=wish.before_on + timedelta(days=8),
            words="第二轮行动可以提前，同意顺延8天。",
            by=self.head,
            at=at,
        )
