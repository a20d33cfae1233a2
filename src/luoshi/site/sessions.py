"""Who is signed in: Django's sessions in the database, read by a plain statement, as every page begins so."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from luoshi.queries import people


class SessionStore(db.SessionStore):
    """Sessions in the database; signing out ends them there."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key, when it was ended or has run out."""
        stored = people.session_data(self.session_key or "", timezone.now())
        if stored is None:
            self._session_key = None
            return {}
        return self.decode(stored)
