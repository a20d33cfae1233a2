"""The ledger and the story of each task."""
