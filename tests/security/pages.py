"""Every address of the site, by its name, with the things that its numbers stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.urls import URLPattern, URLResolver, get_resolver, reverse


def patterns(found: Sequence[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """Yield every pattern of the site."""
    for each in get_resolver().url_patterns if found is None else found:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns)
        else:
            yield each


def names() -> list[str]:
    """Return the names of all addresses."""
    return [pattern.name for pattern in patterns() if pattern.name]


def numbers_in(name: str) -> list[str]:
    """Return the names of the numbers in an address."""
    route = next(str(pattern.pattern) for pattern in patterns() if pattern.name == name)
    return re.findall(r"<\w+:(\w+)>", route)


def address(name: str, ids: dict[str, int | str], absent: str = "") -> str:
    """Return an address about the things in `ids`; the number called `absent` stands for nothing."""
    return reverse(name, kwargs={each: 999_999 if each == absent else ids[each] for each in numbers_in(name)})
