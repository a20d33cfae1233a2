"""Files of the imports: the template, the roster of today, the faults of a workbook."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.pages.imports.views import found
from luoshi.queries import imports
from luoshi.rules.people import Permission

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What writes the files weighs much and is rarely asked for: each view loads its own.


@allowed(Permission.UNITS_LOAD)
@require_safe
def template(request: Request) -> HttpResponse:  # noqa: ARG001
    """Return an empty workbook to be filled in."""
    from luoshi.crafts import workbooks

    return _file(workbooks.write(), "单位和岗位名册（模板）.xlsx")


@allowed(Permission.UNITS_LOAD)
@require_safe
def roster(request: Request) -> HttpResponse:
    """Return the units and posts of today as a workbook that may be changed and sent back."""
    from luoshi.crafts import workbooks

    moment = timezone.localtime(request.now)
    note = f"这是{moment:%Y年%m月%d日%H时%M分}的现有名册，由{request.actor.words}导出。改好以后可以直接上传。"
    return _file(workbooks.write(imports.roster(), note), f"单位和岗位名册（{moment:%Y%m%d}）.xlsx")


@allowed(Permission.UNITS_LOAD)
@require_safe
def faults(request: Request, import_id: int) -> HttpResponse:  # noqa: ARG001
    """Return every fault of a workbook as a spreadsheet."""
    from luoshi.crafts import sheets

    received = found(import_id)
    rows = [
        tuple(each[key] for key in ("sheet", "cell", "value", "reason", "remedy")) for each in received.faults
    ]
    title = f"“{received.file_name}”的{len(rows)}处错误"
    made = sheets.write(title, ("工作表", "单元格", "现在的内容", "错在哪里", "怎么改"), rows)
    return _file(made, f"名册错误清单{received.id}.xlsx")


def _file(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=_XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
