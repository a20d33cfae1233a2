"""How often a door without a lock may be tried in a minute: by an address, or with one key."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

MOST = 30
"""How often in a minute one address may try keys that are none, or one key may be used."""
_SECONDS = 120


def is_too_often(door: str, who: str, now: datetime, most: int = MOST) -> bool:
    """Count a try of somebody at a door and return whether there were `most` before in this minute.

    All processes count together. Two that count at the same instant may count once: the bound keeps the site
    from being worn down, it is not what keeps keys from being guessed.
    """
    key = f"{door}:{who}:{now:%Y%m%d%H%M}"
    tries: int = cache.get(key, 0)
    if tries >= most:
        return True
    cache.set(key, tries + 1, _SECONDS)
    return False
