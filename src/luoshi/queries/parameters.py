"""The thresholds and periods in force: the law's, the defaults, and the bureau's own."""

from __future__ import annotations

from luoshi.records.models import LocalParameter
from luoshi.rules.parameters import DEFAULTS, ParameterBook, local_row

_known: dict[int, ParameterBook] = {0: ParameterBook()}


def book() -> ParameterBook:
    """Return every parameter with its dates. One query: rows are only added, so the last id tells all."""
    last = LocalParameter.objects.order_by("-id").values_list("id", flat=True).first() or 0
    if last not in _known:
        local = [
            local_row(row.key, row.value, source=row.source, effective_from=row.effective_from)
            for row in LocalParameter.objects.order_by("id")
        ]
        _known[last] = ParameterBook([*DEFAULTS, *local])
    return _known[last]
