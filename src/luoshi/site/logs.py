"""What the log may say, and how much: no key that lets somebody in, nobody's data, never without bound."""

from __future__ import annotations

import logging
import re
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LINK = re.compile(r"/(help|calendar/feed)/[^\s/]+")
_KEY = re.compile(r"\b((?:access_)?token|key|secret|sign|password)=[^&\s\"']+", re.IGNORECASE)
# What PostgreSQL tells of the row that it refused: the values themselves.
_ROW = re.compile(r"\b(DETAIL|CONTEXT):[^\n]*")


class Discreet(logging.Formatter):
    """Hides what is a key or somebody's data, in the message and in the traceback beneath it.

    Django logs the address of every request that it answers with an error; some addresses are keys.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole text of a record without them."""
        said = _LINK.sub(r"/\1/…", super().format(record))
        return _ROW.sub(r"\1: …", _KEY.sub(r"\1=…", said))


class Bounded(RotatingFileHandler):
    """A file that begins anew when it is full, those before kept beside it; it makes its own folder."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()
