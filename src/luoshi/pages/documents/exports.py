"""What can be taken from the desk: the text as it came, the 任务分解表 and the 工作要点 as it stands now."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from luoshi.crafts.reading import Reading
from luoshi.pages.documents import tables
from luoshi.pages.documents.desk import Desk
from luoshi.pages.doors import Request, allowed
from luoshi.queries import documents, units
from luoshi.queries.documents import Draft
from luoshi.rules.people import Permission

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# What writes the files weighs much and is rarely asked for: each view loads its own.


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def text(request: Request, document_id: int) -> HttpResponse:
    """Return the text as it was registered, character by character."""
    document = Desk(request, document_id).document
    return _file(document.text.encode(), f"{document.title}.txt", "text/plain; charset=utf-8")


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def table_xlsx(request: Request, document_id: int) -> HttpResponse:
    """Return the 任务分解表 as a spreadsheet, with where each task stands and the units to choose from."""
    from luoshi.crafts.decompositions.sheet import write_xlsx

    desk = Desk(request, document_id)
    drafts = documents.desk(desk.document)
    states = [draft.state for draft in tables.tasks(drafts)]
    names = [unit.short_name for unit in units.assignable()]
    made = write_xlsx(_reading(desk, drafts), states, names)
    return _file(made, f"{desk.document.title}任务分解表.xlsx", _XLSX)


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def table_docx(request: Request, document_id: int) -> HttpResponse:
    """Return the 任务分解表 as an annex."""
    from luoshi.crafts.decompositions.paper import write_docx

    desk = Desk(request, document_id)
    made = write_docx(_reading(desk, documents.desk(desk.document)))
    return _file(made, f"{desk.document.title}任务分解表.docx", _DOCX)


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def points_docx(request: Request, document_id: int) -> HttpResponse:
    """Return the tasks as 工作要点, each followed by who answers for it by when."""
    from luoshi.crafts.decompositions.points import write_points

    desk = Desk(request, document_id)
    made = write_points(_reading(desk, documents.desk(desk.document)))
    return _file(made, f"{desk.document.title}工作要点.docx", _DOCX)


def _reading(desk: Desk, drafts: list[Draft]) -> Reading:
    document = desk.document
    return tables.reading_of(
        title=document.title,
        kind=document.kind,
        number=document.number,
        issued_on=document.issued_on,
        body=(document.body_start, document.body_end),
        drafts=drafts,
        provisional=documents.provisional(document, drafts),
    )


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    safe = name.translate(dict.fromkeys(map(ord, '\\/:*?"<>|\r\n\t')))
    return HttpResponse(
        data,
        content_type=kind,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(safe)}"},
    )
