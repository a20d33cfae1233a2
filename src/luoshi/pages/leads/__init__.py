"""Leads: facts put before the leader, and what was decided."""
