"""Which warnings of a unit's parts stand: a letter that is closed settles those that it told of.

This is what actions/alerts and actions/letters do. The tracks tell of lamps alone; here letters come in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from luoshi.rules.rehearsals.courses import DAY
from luoshi.rules.rehearsals.parts import Track, Warned, monday


class Alarms:
    """The warnings that stand, those that are quiet because they were settled, and all that were raised.

    A quiet one is raised anew in a later week if its part is off its track then.
    """

    def __init__(self, tracks: Mapping[int, Track]) -> None:
        self.standing: dict[int, Warned] = {}
        self.quiet: dict[int, Warned] = {}
        self.raised: defaultdict[int, list[Warned]] = defaultdict(list)
        self._tracks = tracks
        self._last: dict[tuple[int, int], int] = {}
        self._known: dict[int, tuple[int, int]] = {}
        self._lettered: dict[int, int] = {}
        self._hushed: set[int] = set()

    def rise(self, part: int, warned: Warned) -> bool:
        """Take up a warning of the track; return whether it stands: one a week of each colour is raised."""
        if self._known.get(part) != (warned.lamp, warned.raised):
            self._known[part] = warned.lamp, warned.raised
            self._hushed.discard(part)
            if self._last.get((part, warned.lamp), 0) >= monday(warned.raised):
                self._hushed.add(part)
            else:
                self._last[part, warned.lamp] = warned.raised
        if part in self._hushed:
            self.quiet[part] = warned
            return False
        self.standing[part] = warned
        self.raised[part].append(warned)
        return True

    def fall(self, part: int) -> None:
        """End what the track ends."""
        self.standing.pop(part, None)
        self.quiet.pop(part, None)

    def letter(self, part: int, moment: int) -> None:
        """Note that a letter tells of a part from a moment on."""
        self._lettered[part] = moment

    def open(self, part: int) -> None:
        """Note that the letter was taken back."""
        self._lettered.pop(part, None)

    def settle(self, part: int, moment: int) -> bool:
        """End a warning that a letter told of, as one about its part is closed; return whether one ended."""
        warned = self.standing.get(part)
        if not warned or self._lettered.get(part, 0) < self._last[part, warned.lamp] * DAY:
            return False
        self.raised[part][-1] = self.raised[part][-1]._replace(ended=moment)
        self.quiet[part] = self.standing.pop(part)
        self._hushed.add(part)
        return True

    def again_on(self, part: int) -> int:
        """Return the first day on which a quiet warning may be raised anew."""
        return monday(self._last[part, self.quiet[part].lamp]) + 7

    def rise_again(self, part: int, day: int, moment: int) -> bool:
        """Raise a quiet warning anew where it is time and the part off its track; return whether it was."""
        _, behind_on = self._tracks[part].seen_at(moment)
        if day < self.again_on(part) or behind_on > day:
            return False
        warned = self.quiet.pop(part)
        warned = warned._replace(raised=day, begins=moment, since=warned.since or day)
        self._last[part, warned.lamp] = day
        self._hushed.discard(part)
        self.standing[part] = warned
        self.raised[part].append(warned)
        return True
