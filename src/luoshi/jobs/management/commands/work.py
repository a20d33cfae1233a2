"""What people asked for and did not wait for: done one after another, then the process ends."""

from __future__ import annotations

import gc
import logging
import socket

from django.conf import settings
from django.core.management.base import BaseCommand

from luoshi.jobs import clock, errands
from luoshi.jobs.turns import turn


class Command(BaseCommand):
    """Do every errand that waits. The site starts it by itself; running it by hand or twice does no harm."""

    help = "办理等候中的后台事项（核对和导入名册等），办完即退出"

    def handle(self, **options: object) -> None:
        """Wait for this machine's turn, do what waits, and say how much that was."""
        # A hundred thousand rows are looked through again and again for circles that are not there, for a
        # fifth of the time; whatever circles there are go with the process.
        gc.disable()
        with turn(settings.VAR) as is_ours:
            if not is_ours:
                return
            try:
                done = errands.run_all(socket.gethostname()[:80], clock.now)
            except Exception:
                logging.getLogger(__name__).exception("the work behind the pages broke off")
                raise
            self.stdout.write(f"办完{done}件。")
