"""The wordings of letters as the office may write them: parts, typed fields, and what each kind must have.

`fields` names what a wording may leave open, `compulsory` what each kind may not forget, `parts` reads a
wording, `checks` says why one may not be used, line by line.
"""

from luoshi.rules.templates.checks import Fault, faults, open_fields, why_not_keep
from luoshi.rules.templates.compulsory import COMPULSORY, PARTS
from luoshi.rules.templates.fields import FIELDS, Field, Filled
from luoshi.rules.templates.parts import Wording, fill, names_in, read

__all__ = [
    "COMPULSORY",
    "FIELDS",
    "PARTS",
    "Fault",
    "Field",
    "Filled",
    "Wording",
    "faults",
    "fill",
    "names_in",
    "open_fields",
    "read",
    "why_not_keep",
]
