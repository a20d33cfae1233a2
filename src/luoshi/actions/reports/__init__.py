"""The weekly account: sent line by line or together, corrected, returned."""

from luoshi.actions.reports.returning import return_report
from luoshi.actions.reports.sending import Sent, submit_report
from luoshi.actions.reports.together import NotAllFit, Together, Told, Unfit, submit_reports

__all__ = [
    "NotAllFit",
    "Sent",
    "Together",
    "Told",
    "Unfit",
    "return_report",
    "submit_report",
    "submit_reports",
]
