"""The hold that a process has on a message while it sends it (docs/adr/0012)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from luoshi.records.models import Channel, Delivery
from luoshi.rules import notices
from luoshi.rules.notices import ChannelKind, DeliveryState, Verdict


@dataclass(frozen=True, slots=True)
class Sending:
    """One try. No decision of anybody: nothing here enters the ledger; the message keeps what came of it.

    Nothing of it may be called inside a transaction: others could not see it.
    """

    delivery: Delivery
    worker: str

    def begin(self, at: datetime) -> bool:
        """Take the message, unless somebody was faster or its channel was switched off."""
        waiting = Delivery.objects.filter(
            id=self.delivery.id,
            state=DeliveryState.WAITING,
            tries=self.delivery.tries,
            channel__in=Channel.objects.filter(is_on=True),
        )
        won = waiting.update(
            state=DeliveryState.SENDING.value,
            worker=self.worker,
            tries=F("tries") + 1,
            lease_until=at + notices.LEASE,
        )
        if won:
            self.delivery.refresh_from_db(fields=["state", "worker", "tries", "lease_until"])
        return bool(won)

    def end(self, verdict: Verdict, words: str, at: datetime) -> DeliveryState:
        """Note what came of the try, unless somebody else has noted it as broken off by now."""
        kind = ChannelKind(self.delivery.channel.kind)
        return self._note(notices.after(kind, verdict, self.delivery.tries), words, at)

    def put_back(self, at: datetime) -> DeliveryState:
        """Note that whoever sent it was broken off, as what is known of it demands."""
        kind = ChannelKind(self.delivery.channel.kind)
        state = notices.after_interruption(kind, self.delivery.tries)
        words = "发送时程序中断，不知道对方收到没有。" + (
            "为免重复，不再发。" if state is DeliveryState.UNKNOWN else ""
        )
        return self._note(state, words, at)

    def _note(self, state: DeliveryState, words: str, at: datetime) -> DeliveryState:
        mine = Delivery.objects.filter(
            id=self.delivery.id, state=DeliveryState.SENDING, tries=self.delivery.tries
        )
        changed: dict[str, object] = {"state": state.value, "answer": words[:300], "lease_until": None}
        if state is DeliveryState.WAITING:
            changed["next_from"] = at + notices.pause_after(self.delivery.tries)
        else:
            changed |= {"ended_at": at, "ended_by": self.worker}
        mine.update(**changed)
        return state
