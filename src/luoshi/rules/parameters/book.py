"""Which row holds for a key on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from luoshi.rules.calendar import Deadline, Party, WorkCalendar, deadline, full_date
from luoshi.rules.parameters.estimates import ESTIMATES
from luoshi.rules.parameters.local import LOCAL
from luoshi.rules.parameters.rows import Parameter, Status
from luoshi.rules.parameters.statutory import STATUTORY
from luoshi.rules.refusals import Refused

DEFAULTS: tuple[Parameter, ...] = LOCAL + ESTIMATES + STATUTORY

_BY_KEY: Mapping[str, Parameter] = MappingProxyType({row.key: row for row in DEFAULTS})

_BY_CAMPAIGN = "letter."


class NoParameter(LookupError):
    """No row of this key holds on this day. The message names both, in Chinese."""


class ParameterBook:
    """All rows, asked by key and the day of the event.

    A local row goes before a national one; among equals the one with the later `effective_from` holds.
    Raises Refused when two rows of one key and one standing begin on the same day.
    """

    def __init__(self, rows: Iterable[Parameter] = DEFAULTS) -> None:
        self._rows: dict[tuple[str, str], list[Parameter]] = {}
        for row in sorted(rows, key=_precedence, reverse=True):
            known = self._rows.setdefault((row.key, row.campaign), [])
            if known and _precedence(known[-1]) == _precedence(row):
                raise Refused(
                    f"参数“{row.label}”（{row.key}）有两条都从{full_date(row.effective_from)}起生效，"
                    "请只保留一条，或改其中一条的生效日期。"
                )
            known.append(row)

    def __iter__(self) -> Iterator[Parameter]:
        return iter([row for key in sorted(self._rows) for row in reversed(self._rows[key])])

    def row(self, key: str, on: date, campaign: str = "") -> Parameter:
        """Return the row of `key` in force on the day; raises NoParameter when there is none.

        For a task of a campaign its own row goes before that of the whole bureau.
        """
        for place in dict.fromkeys([campaign, ""]):
            for row in self._rows.get((key, place), ()):
                if row.holds_on(on):
                    return row
        raise NoParameter(
            f"参数“{key}”在{full_date(on)}没有生效的数值，请在参数表中补录并写明依据和生效日期。"
        )

    def value(self, key: str, on: date, campaign: str = "") -> int:
        """Return the value of `key` in force on the day; raises NoParameter when there is none."""
        return self.row(key, on, campaign).value

    def deadline(self, key: str, start: date, calendar: WorkCalendar) -> Deadline:
        """Return the end of the period `key` that begins with `start`, by the row in force on `start`.

        The basis names the document and article. Raises NoParameter when no row is in force and ValueError
        when the row is not a period.
        """
        row = self.row(key, start)
        if row.day_kind is None or row.party is None:
            raise ValueError(f"{key} is not a period")
        end = deadline(start, row.value, row.day_kind, calendar, party=row.party)
        return replace(end, basis=f"{row.source}{row.article}：{row.label}{_amount(row)}；{end.basis}")


def local_row(key: str, value: int, *, source: str, effective_from: date, campaign: str = "") -> Parameter:
    """Return the bureau's own row for a known key, in force from a day on.

    `source` is the bureau's document; with a `campaign` the row holds for its tasks alone, which the ladder
    (letter.…) knows and nothing else. Raises Refused for an unknown key, a value below 1, no source, a day
    not after the default's own, or a period that a law read in full forbids: the bureau may give itself less
    time than the law, never more, and the citizen more, never less.
    """
    base = _BY_KEY.get(key)
    if base is None:
        raise Refused(f"没有名为“{key}”的参数，请从参数表中选择。")
    if value < 1:
        raise Refused(f"“{base.label}”应是不小于1的整数（单位：{base.unit}），现为{value}。")
    if campaign and not key.startswith(_BY_CAMPAIGN):
        raise Refused(f"“{base.label}”全局统一，不能按专项另定；可以按专项另定的只有督办阶梯的参数。")
    if not source.strip():
        raise Refused(f"请写明“{base.label}”改为{value}的依据（文件名称和文号）。")
    if effective_from <= base.effective_from:
        since = full_date(base.effective_from)
        raise Refused(f"“{base.label}”的现行规定自{since}起生效，本局规定的生效日期应晚于这一天。")
    if base.status is Status.VERIFIED and (
        (base.party is Party.BUREAU and value > base.value)
        or (base.party is Party.CITIZEN and value < base.value)
    ):
        bound = "可以缩短，不能延长" if base.party is Party.BUREAU else "可以放宽，不能缩短"
        raise Refused(
            f"{base.source}{base.article}规定“{base.label}”为{_amount(base)}，本局{bound}，不能改为{value}。"
        )
    return replace(
        base,
        value=value,
        source=source,
        article="",
        effective_from=effective_from,
        status=Status.LOCAL,
        campaign=campaign,
    )


def _amount(row: Parameter) -> str:
    return row.day_kind.of(row.value) if row.day_kind else f"{row.value}{row.unit}"


def _precedence(row: Parameter) -> tuple[bool, date]:
    return row.status is Status.LOCAL, row.effective_from
