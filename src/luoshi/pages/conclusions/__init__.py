"""Conclusions of inspections: written, fed back, reviewed; what they suggest and who approved it."""
