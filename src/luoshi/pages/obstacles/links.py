"""Links by which a department without an account answers one question: signed, and counted at the door.

The signature is made of the site's secret and of a key that is kept with the asking, so that neither alone
opens anything; a new key closes the link before it. When it runs out is kept too, not written on the link.
"""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from luoshi.queries import obstacles
from luoshi.queries.obstacles import Asked

_SALT = "luoshi.help"
_SECONDS = 120
MOST_TRIES = 30
"""How often in a minute one address may try links that are none, or one link may be opened."""
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
    asking = obstacles.asking_of(int(number)) if number.isdigit() and len(number) < _LONGEST_NUMBER else None
    return (asking, key) if asking else None


def is_too_often(who: str, now: datetime) -> bool:
    """Count a try of somebody and return whether there were too many in this minute of the clock.

    All processes count together. Two that count at the same instant may count once: the bound keeps the site
    from being worn down, it is not what keeps links from being guessed.
    """
    key = f"help-link:{who}:{now:%Y%m%d%H%M}"
    tries: int = cache.get(key, 0)
    if tries >= MOST_TRIES:
        return True
    cache.set(key, tries + 1, _SECONDS)
    return False
