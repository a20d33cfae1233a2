"""What the log may say: the address of a link that lets somebody in without an account stays out of it."""

from __future__ import annotations

import logging
import re

_LINK = re.compile(r"/(help|calendar/feed)/[^\s/]+")


class HideLinks(logging.Filter):
    """Django logs the address of every request that it answers with an error; here the address is a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, its links made unusable."""
        said = record.getMessage()
        hidden = _LINK.sub(r"/\1/…", said)
        if hidden != said:
            record.msg, record.args = hidden, ()
        return True
