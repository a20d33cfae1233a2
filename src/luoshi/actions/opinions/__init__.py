"""An education inspection's opinion: fed back, heard, issued, mended, checked, published."""

from luoshi.actions.opinions.following import check_report, publish_report, report_mended, return_report
from luoshi.actions.opinions.issuing import hear_opinion, issue_opinion
from luoshi.actions.opinions.writing import (
    discard_opinion,
    draft_opinion,
    edit_opinion,
    recall_opinion,
    send_opinion,
)

__all__ = [
    "check_report",
    "discard_opinion",
    "draft_opinion",
    "edit_opinion",
    "hear_opinion",
    "issue_opinion",
    "publish_report",
    "recall_opinion",
    "report_mended",
    "return_report",
    "send_opinion",
]
