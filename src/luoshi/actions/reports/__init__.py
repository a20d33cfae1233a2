"""The weekly account: sent line by line or together, reviewed, returned; exceptions for a week."""

from luoshi.actions.reports.allowing import grant_allowance, recount_lateness
from luoshi.actions.reports.reviewing import accept_reports, pass_reports, return_report
from luoshi.actions.reports.sending import Sent, submit_report
from luoshi.actions.reports.together import NotAllFit, Together, Told, Unfit, submit_reports

__all__ = [
    "NotAllFit",
    "Sent",
    "Together",
    "Told",
    "Unfit",
    "accept_reports",
    "grant_allowance",
    "pass_reports",
    "recount_lateness",
    "return_report",
    "submit_report",
    "submit_reports",
]
