"""Who a session belongs to: Django's own backend, asking by a plain statement, as every page begins so."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from luoshi.queries import people
from luoshi.queries.people import Owner


class AccountBackend(ModelBackend):
    """Accounts with a name and a password; what they may do comes with posts, never from here."""

    def get_user(self, user_id: int) -> Owner | None:
        """Return the account of a session; None when it is gone or no longer active."""
        account = people.account(user_id)
        return account if account and account.is_active else None
