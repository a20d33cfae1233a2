"""What every test of a query stands on."""

from __future__ import annotations

from tests.actions.conftest import _nothing_remembered

__all__ = ["_nothing_remembered"]
