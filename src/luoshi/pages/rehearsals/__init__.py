"""Rehearsals: asking for one, what it came to, and the letters that differ."""
