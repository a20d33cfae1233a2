"""The ledger: one page of it, all of it as a sheet, and the views that people save."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qsl, quote

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import desks as desk_actions
from luoshi.crafts import sheets
from luoshi.pages.doors import Request, allowed
from luoshi.pages.errands import starting
from luoshi.pages.tasks import asked as asking
from luoshi.pages.tasks import columns
from luoshi.pages.tasks.columns import Column, Seen
from luoshi.queries import calendar, desks, forecasts, tasks
from luoshi.queries.desks import Choices, cells
from luoshi.queries.tasks import Due, Filter, Page, Row, Standing
from luoshi.rules.campaigns import Campaign
from luoshi.rules.enums import Labelled
from luoshi.rules.lamps import Lamp
from luoshi.rules.people import Permission, Scope
from luoshi.rules.refusals import Refused

AT_ONCE = 10_000
"""Rows of a sheet that is written while somebody waits, in a second or so; longer ones show progress."""
COOKIE_AGE = 366 * 24 * 3600
BUILT_IN = [
    (name, asking.address(view), view)
    for name, view in (
        ("全部办理中", Filter()),
        ("逾期", Filter(due=Due.OVERDUE)),
        ("红灯", Filter(lamp=Lamp.RED)),
        ("本周到期", Filter(due=Due.WEEK)),
    )
]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allowed(Permission.TASKS_SEE)
@require_safe
def ledger(request: Request) -> HttpResponse:
    """Show a page of the ledger; to htmx only what the filter changes."""
    if "columns" in request.GET:
        return _remember_columns(request)
    choices = desks.choices(request.actor)
    asked = asking.understand(request.GET, choices)
    page = tasks.page(request.actor, asked.filter, request.today, asked.page)
    shown = columns.chosen(request.COOKIES.get(columns.COOKIE))
    seen = _seen(request, page.rows, shown)
    address = asking.address(asked.filter)
    words = {
        "here": request.path,
        "asked": asked.filter,
        "notes": asked.notes,
        "page": page,
        "counted": _counted(page),
        "sentence": asking.spoken(asked.filter, choices),
        "address": address,
        "query_pairs": parse_qsl(address),
        "column_menu": columns.menu(shown),
        "heads": _heads(asked.filter, shown),
        "body": columns.body(page.rows, shown, seen),
        "tabs": _tabs(asked.filter, address, choices),
        "open_view": next((view for view in choices.views if view[2] == address), None),
        "chips": [(said, asking.address(without)) for said, without in asking.asks(asked.filter, choices)],
        "previous": asking.address(asked.filter, page.number - 1) if page.number > 1 else None,
        "next": asking.address(asked.filter, page.number + 1) if page.has_next else None,
    }
    if request.htmx and request.htmx.target == "found":
        response = render(request, "tasks/ledger.html#found", {**words, "is_part": True})
        response["HX-Push-Url"] = f"{request.path}?{address}" if address else request.path
        return response
    return render(
        request,
        "tasks/ledger.html",
        {
            **words,
            "options": _options(asked.filter, choices),
            "is_city": request.actor.scope is Scope.CITY,
        },
    )


def _seen(request: Request, rows: Sequence[Row], shown: Sequence[Column]) -> Seen:
    """Return what the cells of these rows are drawn with; chances only where their column is shown."""
    foretold = any(column.key == cells.CHANCE for column in shown)
    chances = forecasts.chances(row.id for row in rows) if foretold else {}
    return Seen(request.today, chances, calendar.work_calendar(), {})


def _remember_columns(request: Request) -> HttpResponse:
    """Keep the columns chosen in a cookie and show the same rows again."""
    query = request.GET.copy()
    keys = query.pop("column", [])
    del query["columns"]
    response = redirect(f"{request.path}?{query.urlencode()}")
    response.set_cookie(
        columns.COOKIE,
        columns.remembered([str(key) for key in keys]),
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _counted(page: Page) -> str:
    """Return how many there are, as far as it was counted."""
    return f"{page.count:,}项" if page.is_counted else f"{tasks.COUNTED_TO:,}项以上"


def _heads(asked: Filter, shown: tuple[Column, ...]) -> SafeString:
    """Return the head of the table; a column that can be sorted by links to its order."""
    cells = []
    for column in (columns.TASK, *shown):
        kind = ' class="num"' if column.is_number else ""
        if column.sort is None:
            cells.append(f'<th scope="col"{kind}>{column.head}</th>')
            continue
        turn = "descending" if asked.descending else "ascending"
        order = f' aria-sort="{turn}"' if asked.sort == column.sort else ""
        link = escape(f"?{asking.address(asking.sorted_by(asked, column.sort))}")
        cells.append(f'<th scope="col"{kind}{order}><a href="{link}">{column.head}</a></th>')
    return SafeString("".join(cells))


def _tabs(asked: Filter, address: str, choices: Choices) -> list[tuple[str, str, bool]]:
    """Return (name, address, is open) of the built-in and the saved views."""
    built_in = [(name, query, view == asked) for name, query, view in BUILT_IN]
    return built_in + [(name, query, query == address) for _, name, query in choices.views]


def _options(asked: Filter, choices: Choices) -> dict[str, SafeString]:
    """Return the options of each list of the sentence."""
    return {
        "unit": _list([("", "全部单位"), *choices.branches], asked.branch_id or ""),
        "standing": _list(_labelled(Standing), asked.standing),
        "due": _list([("", "不限时限"), *_labelled(Due)], asked.due),
        "lamp": _list(
            [("", "各种亮灯"), *((each.value, f"{each.sign} {each.label}") for each in Lamp)], asked.lamp
        ),
        "campaign": _list([("", "各个专项"), *_labelled(Campaign)], asked.campaign),
        "document": _list([("", "全部来文"), *choices.documents], asked.document_id or ""),
    }


def _labelled(kind: type[Labelled]) -> list[tuple[str | int, str]]:
    return [(each.value, each.label) for each in kind]


def _list(pairs: list[tuple[str | int, str]], chosen: str | int) -> SafeString:
    return SafeString(
        "".join(
            f'<option value="{key}"{" selected" if key == chosen else ""}>{escape(label)}</option>'
            for key, label in pairs
        )
    )


@allowed(Permission.TASKS_SEE)
@require_safe
def ledger_xlsx(request: Request) -> HttpResponse:
    """Give out exactly what the ledger shows under this address, all pages of it, as a sheet."""
    choices = desks.choices(request.actor)
    asked = asking.understand(request.GET, choices).filter
    if tasks.is_longer(request.actor, asked, request.today, AT_ONCE):
        raise Refused(
            f"这份台账超过{AT_ONCE:,}项，要写一会儿。请在台账页面点“导出 Excel”，在后台写好以后下载。"
        )
    found = cells.sheet(request.actor, asked, _keys(request), request.today)
    title = found.title(timezone.localtime(request.now), asking.spoken(asked, choices))
    response = HttpResponse(sheets.write(title, found.heads, found.rows), content_type=_XLSX)
    name = quote(f"督查任务台账-{request.today:%Y%m%d}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@allowed(Permission.TASKS_SEE)
@require_POST
def sheet_ask(request: Request) -> HttpResponse:
    """Have a long ledger written behind the pages; a short one is given out at once."""
    query = request.POST.get("query", "")
    choices = desks.choices(request.actor)
    asked = asking.understand(QueryDict(query), choices).filter
    if not tasks.is_longer(request.actor, asked, request.today, AT_ONCE):
        return redirect(f"{reverse('ledger-xlsx')}?{asking.address(asked)}")
    errand = desk_actions.ask_sheet(
        title=asking.spoken(asked, choices),
        asked=cells.packed(asked, _keys(request)),
        by=request.actor,
        at=request.now,
    )
    starting.start()
    return redirect("errand", errand.id)


def _keys(request: Request) -> list[str]:
    """Return the columns that this person has the ledger show, beside the task."""
    return [column.key for column in columns.chosen(request.COOKIES.get(columns.COOKIE))]


@allowed(Permission.TASKS_SEE)
@require_POST
def view_save(request: Request) -> HttpResponse:
    """Keep the filter shown under a name, and show it as a tab."""
    choices = desks.choices(request.actor)
    asked = asking.understand(QueryDict(request.POST.get("query", "")), choices).filter
    view = desk_actions.save_view(
        account_id=_account(request),
        name=request.POST.get("name", ""),
        query=asking.address(asked),
        by=request.actor,
        at=request.now,
    )
    messages.success(request, f"已存为常用视图“{view.name}”，以后在台账上方直接点开。")
    return redirect(f"{reverse('ledger')}?{view.query}")


@allowed(Permission.TASKS_SEE)
@require_POST
def view_delete(request: Request, view_id: int) -> HttpResponse:
    """Remove one of one's own saved views; the rows themselves are not touched."""
    desk_actions.delete_view(account_id=_account(request), view_id=view_id, by=request.actor, at=request.now)
    messages.success(request, "常用视图已删除，任务本身不受影响。")
    return redirect("ledger")


def _account(request: Request) -> int:
    """Return the account that somebody signed in with: its views are its own, whatever the post."""
    assert request.user.pk is not None, "the door lets in only those who signed in"
    return request.user.pk
