"""Reminders leave the house: formal letters as they come, the day's digests that the sweep made."""

from __future__ import annotations

import os
import socket

from django.core.management.base import BaseCommand

from luoshi.jobs import clock, deliveries
from luoshi.rules.notices import DeliveryState


class Command(BaseCommand):
    """Send what is to be sent now. Run it every few minutes; twice or by two at once does no harm."""

    help = "把待发的提醒按通知渠道发出（安静时段和非工作日不发），发完即退出"

    def handle(self, **options: object) -> None:
        """Send, and say what became of it."""
        if reason := deliveries.why_not_now(clock.now()):
            self.stdout.write(reason)
            return
        ended = deliveries.send_all(f"{socket.gethostname()[:60]}:{os.getpid()}", clock.now)
        counts = "，".join(f"{state.label}{ended[state]}" for state in DeliveryState if ended[state])
        self.stdout.write(f"{counts}。" if counts else "没有要发的提醒。")
