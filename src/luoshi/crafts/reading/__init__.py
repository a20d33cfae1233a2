"""Reading official papers: what is ordered, of whom, by when, to what standard, and where it says so."""

from luoshi.crafts.reading.decoding import LARGEST, decode
from luoshi.crafts.reading.model import Directive, Heading, Reading, Role, Sentence
from luoshi.crafts.reading.reader import read
from luoshi.crafts.reading.webpages import plain_text

__all__ = ["LARGEST", "Directive", "Heading", "Reading", "Role", "Sentence", "decode", "plain_text", "read"]
