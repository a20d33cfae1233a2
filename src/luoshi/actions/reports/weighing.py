"""What an account says, weighed before anything is locked: may it be sent, and which lamp does it turn."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from luoshi.actions.reports.ticking import Ticks
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import plans as plan_queries
from luoshi.queries import reports as report_queries
from luoshi.records.models import Assignment, Report
from luoshi.rules import calendar, lamps, reports, ways
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.reports import Period, ReportState
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState

_CLOCK_SET_BACK = (
    "这一项在{}已有记录，而系统的时钟指着更早的一天，没有记录这次周报。"
    "服务器的时间可能被调慢了，请告诉系统管理员校准，再来报送。"
)


class Scale:
    """All that the accounts of one week are weighed by on one day, fetched once."""

    def __init__(self, week_start: date, today: date, unit_id: int) -> None:
        yardstick = lamp_queries.yardstick()
        self.days = yardstick.days
        self.today = today
        self.period = reports.period_of(week_start, yardstick.days, yardstick.book)
        if self.period and today > self.period.due_on:
            # Before that no exception makes a difference, and none is asked for.
            self.period = self.period.with_allowances(report_queries.allowances(week_start, unit_id))
        self._book = yardstick.book
        self._now = yardstick.on(today)
        over = max(today, report_queries.after(self.period)) if self.period else today
        self._at_close = self._now if over == today else yardstick.on(over)

    @property
    def open_period(self) -> Period:
        """The week's period. Raises Refused when no account is taken for it today."""
        if self.period is None:
            raise Refused("该周全周放假，不报周报。")
        if reason := reports.why_not_send(self.period, self.today):
            raise Refused(reason)
        return self.period

    def why_not_now(self, assignment: Assignment, by: Actor) -> str | None:
        """Return why no account of this assignment may be sent by this actor's unit today."""
        if assignment.unit_id != by.unit_id:
            return "只能报送本单位承担的任务。"
        if reason := reports.why_not_account(by.unit_kind):
            return reason
        if assignment.role not in ACCOUNTABLE:
            return "配合单位不单独报送周报，由牵头或责任单位统一报送。"
        if assignment.state != AssignmentState.OPEN:
            return f"该项现为“{AssignmentState(assignment.state).label}”，不需要再报送周报。"
        if self.period is None:
            return "该周全周放假，不报周报。"
        known = (assignment.claimed_on, ways.read(assignment.change).last_day)
        if ahead := [day for day in known if day and day > self.today]:
            return _CLOCK_SET_BACK.format(calendar.full_date(max(ahead)))
        return reports.why_not_send(self.period, self.today)

    def first_state(self, by: Actor) -> ReportState:
        """Where an account of this week stands when this actor has sent it."""
        return reports.first_state(by, self._book, self.open_period.due_on)

    def replaceable(self) -> list[ReportState]:
        """In which states an account may be corrected today."""
        return [
            state for state in ReportState if not reports.why_not_correct(state, self.open_period, self.today)
        ]

    def weigh(
        self,
        assignment: Assignment,
        way: lamps.Trajectory,
        claimed_x100: int,
        words: str,
        ticks: Ticks | None = None,
    ) -> lamps.Verdict:
        """Return which lamp a claim turns now, by pieces with `ticks`. Raises Refused when it may not be.

        How it stands at the week's end is looked at only where words would be missing.
        """
        if "\x00" in words:
            raise Refused("文字中有不能识别的字符，请删去后再报送。")
        if assignment.change and (reason := self._why_not_as_planned(assignment, claimed_x100, ticks)):
            raise Refused(reason)
        before_x100 = ticks.before_x100 if ticks else assignment.claimed_x100
        has_words = bool(words.strip())
        behind = not has_words and self.at_close(assignment, way, claimed_x100).ground in lamps.OFF_TRACK
        if reason := reports.why_not_claim(before_x100, claimed_x100, words, behind=behind):
            raise Refused(reason)
        return self._now(assignment, way, claimed_x100)

    def at_close(self, assignment: Assignment, way: lamps.Trajectory, claimed_x100: int) -> lamps.Verdict:
        """Return the lamp that a claim leaves at the end of the week."""
        return self._at_close(assignment, way, claimed_x100)

    def _why_not_as_planned(
        self, assignment: Assignment, claimed_x100: int, ticks: Ticks | None
    ) -> str | None:
        """Return why a part that is broken down, or waits for another task, may not claim so much."""
        change = ways.read(assignment.change)
        if change.plan and ticks is None and claimed_x100 != assignment.claimed_x100:
            return "这一项已分解到环节，进度按勾选的环节计算，不另填。请在周报页点开“环节”，勾选已完成的。"
        if change.waits and claimed_x100 > assignment.claimed_x100:
            return plan_queries.why_not_beyond(assignment.task_id, claimed_x100, self.today)
        return None


def why_not_by(by: Actor) -> str | None:
    """Return why this actor may send no account at all; None when they may."""
    return why_not(by, Permission.REPORTS_SUBMIT)


def meanwhile(first: Report) -> str:
    """Return who sent an account before this one, when and of what."""
    sent = timezone.localtime(first.submitted_at)
    return f"这一项本周已由{first.submitted_by}于{sent:%H:%M}报送（{lamps.percent(first.claimed_x100)}）"


def somebody_was_first(assignment: Assignment, week_start: date, revision: int) -> SomebodyWasFirst:
    """Return how the second hears that this revision is there already, or that it corrects nothing."""
    first = assignment.reports.filter(week_start=week_start, revision=revision).first()
    if first is None:
        return SomebodyWasFirst("这一项本周的周报与您打开时不同，没有记录。请刷新后再报。")
    return SomebodyWasFirst(f"{meanwhile(first)}，没有重复记录。如需更正，请刷新后再报。")
