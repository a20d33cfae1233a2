"""Reading official papers: what is ordered, of whom, by when, to what standard, and where it says so."""

from luoshi.crafts.reading.model import Directive, Heading, Reading, Role, Sentence
from luoshi.crafts.reading.reader import read

__all__ = ["Directive", "Heading", "Reading", "Role", "Sentence", "read"]
