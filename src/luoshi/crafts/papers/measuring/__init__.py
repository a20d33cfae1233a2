"""Measuring papers against GB/T 9704—2012, those made here and those made elsewhere."""

from luoshi.crafts.papers.measuring.figures import Measurement, deviations
from luoshi.crafts.papers.measuring.inspection import Report, inspect
from luoshi.crafts.papers.measuring.printed import measure

__all__ = ["Measurement", "Report", "deviations", "inspect", "measure"]
