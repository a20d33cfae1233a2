"""Every number that a law or the bureau sets, as dated rows; no other module holds such a number.

`statutory` holds the clocks of the laws with their articles, `local` the bureau's own defaults, `book` picks
the row for a key on the day of the event, so that last year recomputes as last year.
"""

from luoshi.rules.parameters.book import DEFAULTS, NoParameter, ParameterBook, local_row
from luoshi.rules.parameters.rows import Parameter, Status

__all__ = ["DEFAULTS", "NoParameter", "Parameter", "ParameterBook", "Status", "local_row"]
