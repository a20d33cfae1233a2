"""How lamps turn: by the clock, and at once where a part's way is laid anew."""

from luoshi.actions.lamps.turning import Batch, turn_lamps

__all__ = ["Batch", "turn_lamps"]
