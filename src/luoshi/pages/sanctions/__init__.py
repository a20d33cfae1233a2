"""Recorded decisions of accountability, their clocks, and what is handed to other authorities."""
