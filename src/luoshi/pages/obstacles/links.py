"""Links by which a department without an account answers one question: signed, and counted at the door.

The signature is made of the site's secret and of a key that is kept with the asking, so that neither alone
opens anything; a new key closes the link before it. When it runs out is kept too, not written on the link.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from luoshi.queries import obstacles
from luoshi.queries.obstacles import Asked

_SALT = "luoshi.help"
_LONGEST_NUMBER = 12


def address(asking: Asked) -> str:
    """Return the path that lets whoever has it answer; empty when the asking has no key."""
    if not asking.link_key:
        return ""
    return reverse("help-link", args=[Signer(salt=_SALT).sign(f"{asking.id}.{asking.link_key}")])


def read(token: str) -> tuple[Asked, str] | None:
    """Return the asking that a link is about and the key it carries; None for a link that we never gave."""
    try:
        number, _, key = Signer(salt=_SALT).unsign(token).partition(".")
    except BadSignature:
        return None
    asking = (
        obstacles.asking_of(int(number)) if number.isdecimal() and len(number) < _LONGEST_NUMBER else None
    )
    return (asking, key) if asking else None
