"""What is sent, by what, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from luoshi.rules.notices import ChannelKind, Message, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one try came to, and the other side's own words, secrets blotted out."""

    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class Way:
    """A channel ready for use: what may be shown of it, its secrets, and the hosts that it may go to."""

    kind: ChannelKind
    settings: Mapping[str, Any]
    secrets: Mapping[str, str] = field(repr=False)
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to one address; `mark` is the same at every try, `at` is the true time of this one."""

    to: str
    message: Message
    mark: str
    at: datetime
