"""Official paper by GB/T 9704—2012: composed as PDF, DOCX and OFD (`ofd`), and measured (`measuring`)."""

from luoshi.crafts.papers.docx import to_docx
from luoshi.crafts.papers.model import (
    Attachment,
    Attendance,
    Block,
    FontUse,
    Layout,
    Paper,
    Paragraph,
    Rendered,
    Table,
    paragraphs,
    sealed_letter,
)
from luoshi.crafts.papers.pdf import to_pdf

__all__ = [
    "Attachment",
    "Attendance",
    "Block",
    "FontUse",
    "Layout",
    "Paper",
    "Paragraph",
    "Rendered",
    "Table",
    "paragraphs",
    "sealed_letter",
    "to_docx",
    "to_pdf",
]
