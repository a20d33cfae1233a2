"""Rehearsals: the past as it is on record, replayed by other numbers, and what came of earlier ones."""
