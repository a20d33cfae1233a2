"""What every test of an action stands on."""

from __future__ import annotations

import pytest

from luoshi.records.models import EntryHead
from luoshi.rules import audit
from tests import cast


@pytest.fixture
def open_city(transactional_db: None) -> cast.City:
    """The published city in a database where every transaction is real, for several threads at once.

    Emptying the tables after such a test takes the ledger's head row with them; it is laid again.
    """
    head = {"number": 0, "seal": audit.GENESIS}
    EntryHead.objects.get_or_create(id=1, defaults=head)
    return cast.publish(cast.build_city())
