"""The thresholds and periods in force: the law's, the defaults, and the bureau's own."""

from __future__ import annotations

from luoshi.records import statements
from luoshi.records.models import LocalParameter
from luoshi.rules.parameters import DEFAULTS, ParameterBook, local_row

_known: dict[tuple[int, int], ParameterBook] = {(0, 0): ParameterBook()}


def book() -> ParameterBook:
    """Return every parameter with its dates. One query: rows are only added, so two numbers tell all.

    The last id alone would not: of two rows entered at once the earlier may be committed the later.
    """
    [known] = statements.ask("SELECT count(*), COALESCE(max(id), 0) FROM records_localparameter")
    if known not in _known:
        local = [
            local_row(
                row.key,
                row.value,
                source=row.source,
                effective_from=row.effective_from,
                campaign=row.campaign,
            )
            for row in LocalParameter.objects.order_by("id")
        ]
        _known[known] = ParameterBook([*DEFAULTS, *local])
    return _known[known]
