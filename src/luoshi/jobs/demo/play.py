"""Eight weeks of work in the demo city, all of it through the actions that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from django.core.management import call_command
from django.utils import timezone

from luoshi.actions import alerts, documents, letters, reports, tasks
from luoshi.crafts.papers import Layout
from luoshi.jobs.demo import asking, inspections, oddities, rungs, script, talks
from luoshi.jobs.demo.findings import Findings
from luoshi.jobs.demo.help import Help
from luoshi.jobs.demo.projects import Projects
from luoshi.jobs.demo.script import Chance
from luoshi.queries import alerts as alert_queries
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import documents as document_queries
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import letters as letter_queries
from luoshi.queries import people as people_queries
from luoshi.queries import reports as report_queries
from luoshi.queries import tasks as task_queries
from luoshi.queries import units as unit_queries
from luoshi.rules import lamps
from luoshi.rules.burden import Sitting
from luoshi.rules.letters import LetterState
from luoshi.rules.people import Actor, Duty
from luoshi.rules.refusals import Refused
from luoshi.rules.reports import Period
from luoshi.rules.tasks import ACCOUNTABLE, Role

Say = Callable[[str], None]
_DAY = timedelta(days=1)


class _Numbered(Protocol):
    id: int


Thing = TypeVar("Thing", bound=_Numbered)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an instant of a day in the city's time."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


class Play:
    """The demo's eight weeks. Every step is an action by the person whose step it is."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.chance = Chance()
        day = script.MONDAYS[0]
        self.head = self._one(Duty.SUPERVISION_HEAD, day)
        self.clerk = self._one(Duty.SUPERVISION_CLERK, day)
        self.leader = self._one(Duty.BUREAU_LEADER, day)
        self.handlers = {actor.unit_id: actor for actor in people_queries.holding(Duty.HANDLER, day)}
        self.projects = Projects(self.handlers, self.clerk, self.head)
        self.findings = Findings(self.handlers, self.clerk, self.leader)
        self.letters_seen = 0
        self.ways: dict[int, lamps.Trajectory] = {}

    def _one(self, duty: Duty, day: date) -> Actor:
        return people_queries.holding(duty, day)[0]

    def all(self, document: Path) -> None:
        """Play everything from the document's arrival to today."""
        self.read_and_publish(document)
        for monday in script.MONDAYS:
            self.week(monday)
        self.this_week()

    def read_and_publish(self, path: Path) -> None:
        """Register the document, decide every directive, publish."""
        monday = script.MONDAYS[0]
        self.say("登记并拆解来文")
        document = documents.register_document(
            name=path.name, data=path.read_bytes(), by=self.clerk, at=at(monday, 9)
        )
        offices = {unit.short_name: unit for unit in unit_queries.assignable()}
        for number, task in enumerate(document_queries.draft_rows(document)):
            moment = at(monday, 9, 5) + timedelta(seconds=20 * number)
            owners = list(task.assignments.all())
            if task.is_borderline or (not owners and task.due_on is None):
                tasks.drop_task(
                    task=task, reason=script.DROP_REASON, version=task.version, by=self.clerk, at=moment
                )
                continue
            if not any(owner.role in ACCOUNTABLE for owner in owners):
                office = next(
                    (o for word, o in script.OFFICE_WORDS if word in task.quote), script.FALLBACK_OFFICE
                )
                chosen = {offices[office]: Role.LEAD} | {owner.unit: Role(owner.role) for owner in owners}
                tasks.assign_task(task=task, owners=chosen, version=task.version, by=self.clerk, at=moment)
            if task.due_on is None or task.due_on < task.start_on:
                tasks.edit_task(
                    task=task,
                    summary=task.summary,
                    standard=task.standard,
                    start_on=task.start_on,
                    due_on=date(2026, 12, 31),
                    campaign=task.campaign,
                    version=task.version,
                    by=self.clerk,
                    at=moment,
                )
            tasks.accept_task(task=task, version=task.version, by=self.clerk, at=moment)
        self.projects.break_down(document_queries.draft_rows(document), at(monday, 9, 50))
        documents.publish_document(document=document, by=self.clerk, at=at(monday, 10))

    def week(self, monday: date) -> None:
        """Play one week: sweep, letters out and answered, accounts in, answers weighed, sweep again."""
        period = report_queries.period(monday)
        assert period is not None, "the eight weeks of the demo all have working days"
        self.say(f"{monday:%m月%d日}的一周")
        self.sweep(period.opens_on)
        self.letters_out(period.opens_on)
        self.late_accounts(monday)
        self.answers(period.opens_on, period.due_on)
        if monday == script.MONDAYS[-1]:
            talks.propose(self.clerk, self.leader, monday, at)
        Help(self.handlers, self.head).week(monday, at(period.opens_on, 16))
        self.projects.week(monday, at(period.opens_on, 16, 30))
        self.findings.week(monday, at(period.opens_on, 17))
        oddities.explain(self.chance, self.handlers, self.clerk, at(period.opens_on, 15))
        self.accounts(monday, period.due_on, on_time=True)
        self.confirm(period.due_on)
        self.closings(period.due_on)
        self.sweep(period.due_on)

    def this_week(self) -> None:
        """Leave the present week half done: some accounts sent, letters and claims waiting for somebody."""
        self.say("本周")
        monday, yesterday = script.TODAY - timedelta(days=script.TODAY.weekday()), script.TODAY - _DAY
        self.sweep(monday)
        inspections.play(self.head, self.clerk, self.leader, at(monday, 15))
        talks.follow(self.clerk, self.leader, self.handlers, monday, at)
        asking.play(self.handlers, monday, at(monday, 16))
        self.letters_out(monday, keep=2)
        self.late_accounts(monday)
        self.answers(monday, yesterday, keep=2)
        self.accounts(monday, yesterday, on_time=True, share=0.6)
        self.confirm(yesterday)
        self.sweep(script.TODAY)

    def sweep(self, day: date) -> None:
        """Let the clock do what it does each morning."""
        call_command("sweep", on=day.isoformat(), stdout=_Silence())
        call_command("weekly", on=day.isoformat(), stdout=_Silence())

    def late_accounts(self, monday: date) -> None:
        """Send what is late of the week before, which closes in this one: the clock has seen it missing."""
        before = report_queries.period(monday - timedelta(days=7))
        if before and before.week_start >= script.MONDAYS[0] and before.closes_on < script.TODAY:
            self.accounts(before.week_start, before.closes_on, on_time=False)

    def accounts(self, monday: date, day: date, *, on_time: bool, share: float = 0.93) -> None:
        """Send the accounts of a week, unit after unit; the careless send theirs late or not at all."""
        period = report_queries.period(monday)
        assert period is not None, "asked of working weeks only"
        judge = lamp_queries.judge_with(max(day, report_queries.after(period)))
        for number, (handler, line) in enumerate(self._owed(period, day)):
            part = line.assignment
            if on_time and not self.chance.happens(share, "on time", monday, part.id):
                continue
            if not on_time and not self.chance.happens(0.6, "late", monday, part.id):
                continue
            way = self._way(part.task_id)
            claimed = self.chance.claim(part.unit.name, part.task_id, way.planned(day), part.claimed_x100)
            claimed = oddities.claim(self.chance, part, monday, claimed)
            done, claimed = self.projects.ticked(part, claimed)
            behind = judge(part, way, claimed).ground in lamps.OFF_TRACK or claimed < part.claimed_x100
            words = self.chance.draw("words", monday, part.id).choice(script.BEHIND_WORDS) if behind else ""
            sent_at = at(day, 10) + timedelta(seconds=15 * number)
            looked = timedelta(
                seconds=self.chance.draw("look", monday, part.id).randint(8, 75 if behind else 25)
            )
            reports.submit_report(
                assignment=part,
                week_start=monday,
                claimed_x100=claimed,
                words=oddities.words(self.chance, part, monday) or words,
                revision=line.next_revision,
                done=done,
                sitting=Sitting(sent_at - looked, sent_at - looked),
                by=handler,
                at=sent_at,
            )

    def _way(self, task_id: int) -> lamps.Trajectory:
        if task_id not in self.ways:
            self.ways |= lamp_queries.trajectories([task_id])
        return self.ways[task_id]

    def _owed(self, period: Period, day: date) -> Iterator[tuple[Actor, report_queries.Line]]:
        for handler in self.handlers.values():
            for line in report_queries.week_of(handler, period, day):
                if line.is_waiting:
                    yield handler, line

    def _spread(
        self, day: date, hours: tuple[int, int], what: str, things: Iterable[Thing]
    ) -> Iterator[tuple[datetime, Thing]]:
        """Yield things with an instant of a day between two hours each, one after another."""
        seconds = 3600 * (hours[1] - hours[0])
        timed = [
            (
                at(day, hours[0])
                + timedelta(seconds=self.chance.draw(what, day, thing.id).randrange(seconds)),
                thing,
            )
            for thing in things
        ]
        yield from sorted(timed, key=lambda each: (each[0], each[1].id))

    def letters_out(self, day: date, keep: int = 0) -> None:
        """Hand the drafts up, approve, number and issue them in a day; leave the last `keep` alone."""
        waiting = list(letter_queries.waiting_in(self.head, LetterState.DRAFT))
        drafts = rungs.heard(waiting, self.clerk, at(day, 8, 30))
        going = []
        for moment, letter in self._spread(day, (9, 11), "submit", drafts[: len(drafts) - keep]):
            self.letters_seen += 1
            if self.letters_seen % 7 == 0:
                reason = "责任单位当日已补报，经核实不需发函。"
                letters.discard_letter(letter=letter, reason=reason, by=self.clerk, at=moment)
                continue
            if self.letters_seen % 9 == 0:
                letters.edit_letter(
                    letter=letter,
                    title=letter_queries.title_in(letter, Layout.DOCUMENT),
                    text=letter.text,
                    layout=Layout.DOCUMENT,
                    by=self.clerk,
                    at=moment,
                )
            if rungs.hand_up(letter, self.clerk, moment):
                going.append(letter)
        for moment, letter in self._spread(day, (11, 15), "approve", going):
            letters.approve_letter(letter=letter, by=self.leader, at=moment)
        numbered = []
        for moment, letter in self._spread(day, (15, 16), "number", going):
            try:
                letters.number_letter(letter=letter, by=self.clerk, at=moment)
            except Refused as refusal:
                letters.discard_letter(letter=letter, reason=refusal.reason[:200], by=self.clerk, at=moment)
            else:
                numbered.append(letter)
        for moment, letter in self._spread(day, (16, 17), "issue", numbered):
            letters.issue_letter(letter=letter, by=self.clerk, at=moment)
        if keep:
            for moment, letter in self._spread(day, (17, 18), "submit", drafts[-keep:-1]):
                rungs.hand_up(letter, self.clerk, moment)

    def answers(self, issued: date, due: date, keep: int = 0) -> None:
        """Sign for what is out the day after and answer the day after that; some answers are sent back.

        A letter is withdrawn now and then. The last `keep` wait for their units.
        """
        out = list(letter_queries.waiting_in(self.head, LetterState.ISSUED))
        days = calendar_queries.work_calendar()
        signing, answering = (min(days.add_workdays(issued, number), due) for number in (1, 2))
        rungs.answer(self.handlers, at(signing, 14))
        read = []
        for moment, letter in self._spread(signing, (8, 18), "read", out[: len(out) - keep]):
            if letter.id % 17 == 5:
                reason = "所列数据经复核有误，向你单位致歉。"
                letters.withdraw_letter(letter=letter, reason=reason, by=self.clerk, at=moment)
                continue
            letters.read_letter(letter=letter, by=self.handlers[letter.unit_id], at=moment)
            read.append(letter)
        short = [letter for letter in read if letter.id % 8 == 3]
        for moment, letter in self._spread(answering, (9, 15), "reply", read):
            words = script.SHORT_REPLY if letter in short else script.REPLY_WORDS
            letters.reply_letter(letter=letter, text=words, by=self.handlers[letter.unit_id], at=moment)
        for moment, letter in self._spread(answering, (15, 17), "return", short):
            reason = "请逐项写明原因、措施和完成时间。"
            letters.return_reply(letter=letter, reason=reason, by=self.head, at=moment)
        for moment, letter in self._spread(max(answering, due), (8, 10), "again", short):
            handler = self.handlers[letter.unit_id]
            letters.reply_letter(letter=letter, text=script.REPLY_WORDS, by=handler, at=moment)

    def confirm(self, day: date) -> None:
        """Weigh the answers: all are closed but for every fifth of these days; dismiss a warning at times."""
        answered = [
            letter
            for letter in letter_queries.waiting_in(self.head, LetterState.REPLIED)
            if letter.id % 5 or day < script.TODAY - 7 * _DAY
        ]
        for moment, letter in self._spread(day, (14, 17), "close", answered):
            letters.close_letter(letter=letter, by=self.head, at=moment)
        waiting = alert_queries.waiting(self.head).first()
        if waiting is not None and self.chance.happens(0.5, "dismiss", day):
            reason = "责任单位已书面说明客观原因，本期不发函。"
            alerts.dismiss_alert(alert=waiting, reason=reason, by=self.clerk, at=at(day, 17))

    def closings(self, day: date) -> None:
        """Units that claimed the whole ask to be struck off; most are verified before the day ends."""
        asked = []
        for moment, part in self._spread(day, (13, 16), "ask", task_queries.claimed_whole(self.head)):
            tasks.ask_to_close(assignment=part, by=self.handlers[part.unit_id], at=moment)
            if self.chance.happens(0.85, "verify", part.id):
                asked.append(part)
        for moment, part in self._spread(day, (16, 18), "verify", asked):
            verifier = self.leader if part.unit_id == self.head.unit_id else self.head
            tasks.confirm_close(assignment=part, by=verifier, at=moment)


class _Silence:
    """A place for a command's words that nobody reads."""

    def write(self, words: str) -> int:
        """Take the words and forget them."""
        return len(words)
