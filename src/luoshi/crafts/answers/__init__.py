"""The 交账单 on paper: a document sentence by sentence beside what came of each.

`docx.to_docx` and `pdf.to_pdf` write it; they are loaded when asked for.
"""

from luoshi.crafts.answers.model import Entry, Note, Sheet

__all__ = ["Entry", "Note", "Sheet"]
