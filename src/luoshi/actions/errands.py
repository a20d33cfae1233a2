"""Work behind the pages: begun, held by a lease, ended, stopped.

Whoever asks for an errand does so within an action of their own; only stopping one is an action by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from luoshi.actions import audit
from luoshi.records.models import Errand, ErrandFile
from luoshi.rules import errands
from luoshi.rules.errands import UNFINISHED, ErrandKind, ErrandState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused


class StopAsked(Exception):
    """Whoever asked for the errand wants it stopped."""


@transaction.atomic
def stop_errand(*, errand: Errand, by: Actor, at: datetime) -> Errand:
    """Stop what waits at once, and ask what is being done to stop at its next step.

    Raises Refused when it is over.
    """
    waiting = Errand.objects.filter(id=errand.id, state=ErrandState.WAITING)
    running = Errand.objects.filter(id=errand.id, state=ErrandState.RUNNING)
    if not waiting.update(state=ErrandState.STOPPED.value) and not running.update(is_stop_asked=True):
        errand.refresh_from_db()
        raise Refused(errands.why_not_stop(ErrandState(errand.state)) or "")
    errand.refresh_from_db()
    if errand.state == ErrandState.STOPPED:
        _drop_file(errand)
    audit.record(
        action="errands.stop",
        subject=f"errand:{errand.id}",
        facts={"kind": errand.kind, "about": errand.subject},
        by=by,
        at=at,
    )
    return errand


@dataclass(frozen=True, slots=True)
class Lease:
    """The hold that a process has on an errand. No decision of anybody: nothing here enters the ledger.

    Nothing of it may be called inside a transaction: others could not see it.
    """

    errand: Errand
    worker: str

    def begin(self, at: datetime) -> bool:
        """Take the errand, unless somebody was faster."""
        won = Errand.objects.filter(id=self.errand.id, state=ErrandState.WAITING).update(
            state=ErrandState.RUNNING.value,
            worker=self.worker,
            attempts=F("attempts") + 1,
            lease_until=_until(at),
            done=0,
            total=0,
            step="",
            step_from=at,
        )
        return bool(won)

    def tell(self, step: str, done: int, total: int, at: datetime, lasting: int = 1) -> None:
        """Say how far it is; the lease lasts `lasting` times as long as usual.

        Raises StopAsked when it should stop, or when somebody else has it by now.
        """
        mine = Errand.objects.filter(
            id=self.errand.id, state=ErrandState.RUNNING, worker=self.worker, is_stop_asked=False
        )
        changed = {"done": done, "total": total, "lease_until": _until(at, lasting)}
        if step != self.errand.step:
            self.errand.step = step
            changed |= {"step": step, "step_from": at}
        if not mine.update(**changed):
            raise StopAsked

    def end(self, state: ErrandState, words: str, made: bytes = b"") -> None:
        """Say how it ended, and keep the file that it `made`, if it did."""
        mine = Errand.objects.filter(id=self.errand.id, state=ErrandState.RUNNING, worker=self.worker)
        with transaction.atomic():
            if not mine.update(state=state.value, words=words[:500], lease_until=None):
                return
            if made:
                ErrandFile.objects.filter(errand=self.errand).update(data=made)
            else:
                _drop_file(self.errand)


def _drop_file(errand: Errand) -> None:
    """Delete the file that an errand worked on: nothing of it is kept but what came of it."""
    ErrandFile.objects.filter(errand=errand).delete()


def _until(at: datetime, lasting: int = 1) -> datetime:
    return at + timedelta(seconds=errands.LEASE_SECONDS * lasting)


class Broken:
    """What is done about errands that were broken off or are long over; no decision of anybody either."""

    @staticmethod
    def put_back(errand: Errand) -> ErrandState:
        """Let it wait again, or give it up after the third time; return its new state."""
        state = errands.after_interruption(errand.attempts)
        words = (
            ""
            if state is ErrandState.WAITING
            else f"办了三次都中途断了，{errands.left_behind(ErrandKind(errand.kind))}。请联系系统管理员。"
        )
        left = Errand.objects.filter(id=errand.id, state=ErrandState.RUNNING, worker=errand.worker)
        with transaction.atomic():
            if left.update(state=state.value, words=words, lease_until=None) and state not in UNFINISHED:
                _drop_file(errand)
        return state

    @staticmethod
    def forget_files(at: datetime) -> None:
        """Delete the files that were made and may not be fetched any longer."""
        before = at - timedelta(hours=errands.FILE_HOURS)
        old = Errand.objects.filter(kind__in=errands.MAKING, asked_at__lt=before).exclude(
            state__in=UNFINISHED
        )
        ErrandFile.objects.filter(errand__in=old).delete()
