"""The 任务分解表: what a reading found, as a spreadsheet to work in and as papers to issue."""

from luoshi.crafts.decompositions.paper import write_docx
from luoshi.crafts.decompositions.points import write_points
from luoshi.crafts.decompositions.sheet import write_xlsx

__all__ = ["write_docx", "write_points", "write_xlsx"]
