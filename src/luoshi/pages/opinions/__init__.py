"""Opinions of education inspections: fed back, heard, issued, mended, checked, published."""
