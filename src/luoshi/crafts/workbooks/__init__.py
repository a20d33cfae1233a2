"""Workbooks as people fill them in: read cell by cell with every fault named, and written to be filled in."""

from luoshi.crafts.workbooks.account_reading import read_account
from luoshi.crafts.workbooks.account_writing import write_account
from luoshi.crafts.workbooks.lines import read
from luoshi.crafts.workbooks.writing import write

__all__ = ["read", "read_account", "write", "write_account"]
