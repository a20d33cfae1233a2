"""Who is signed in: Django's sessions in the database, read by a plain statement, as every page begins so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from luoshi.queries import people

RENEWED_AFTER = timedelta(minutes=5)


class SessionStore(db.SessionStore):
    """Sessions in the database; signing out ends them there.

    A session lasts from the last click, told to the database at most every five minutes.
    """

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key, when it was ended or has run out."""
        now = timezone.now()
        unrenewed = now + timedelta(seconds=self.get_session_cookie_age()) - RENEWED_AFTER
        stored = people.session_data(self.session_key or "", now, unrenewed)
        if stored is None:
            self._session_key = None
            return {}
        data, is_fresh = stored
        self.modified = self.modified or not is_fresh
        return self.decode(data)
