"""How well readings agree with labelled documents: by task, unit, deadline and body."""

from luoshi.crafts.scores.labels import Label, Labels, parse
from luoshi.crafts.scores.marking import Fault, Marks, mark
from luoshi.crafts.scores.sums import Sum, total

__all__ = ["Fault", "Label", "Labels", "Marks", "Sum", "mark", "parse", "total"]
