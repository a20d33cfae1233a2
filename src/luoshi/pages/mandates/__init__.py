"""Inspections: what stands against a plan, its approval and changes, and the annual list for schools."""
