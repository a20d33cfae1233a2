"""A second pair of eyes, off unless the office runs a language model: it points, text and rules judge."""

from __future__ import annotations

from luoshi.crafts.advice import asking, checking
from luoshi.crafts.advice.model import ORIGIN, Advice, Endpoint, Suggestion
from luoshi.crafts.reading.model import Reading

__all__ = ["ORIGIN", "Advice", "Endpoint", "Suggestion", "advise"]


def advise(text: str, reading: Reading, endpoint: Endpoint) -> Advice:
    """Ask the model which sentences the rules may have missed; return those that hold against the text.

    Only the body is sent, and only to the endpoint's own host. Raises Refused when the model cannot be asked
    or does not answer as agreed: what the rules found stands either way.
    """
    body = text[reading.body_start : reading.body_end]
    return checking.checked(asking.answer(body, endpoint), text, reading)
