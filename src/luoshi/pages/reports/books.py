"""A week's account as a workbook: out to be filled in, in to be sent as a whole or by its right rows."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import reports as report_actions
from luoshi.actions.reports import NotAllFit
from luoshi.pages.doors import Request, allowed
from luoshi.pages.reports import sheet, weeks
from luoshi.pages.reports.forms import BookForm
from luoshi.pages.reports.sheet import Outcome
from luoshi.pages.reports.weeks import Week
from luoshi.queries import reports
from luoshi.rules import reports as rules
from luoshi.rules.imports import Place, in_order
from luoshi.rules.imports.accounts import AccountLine, AccountLines, key_of
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused
from luoshi.rules.reports import Period
from luoshi.rules.units import UnitKind

SHOWN = 500
"""Rows of each sort on the page."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "luoshi.account-book"
_KEPT = 24 * 3600
"""Seconds for which the right rows of a checked workbook can be sent."""


@allowed(Permission.REPORTS_SUBMIT)
@require_safe
def book(request: Request) -> HttpResponse:
    """Return the unit's account of a week as a workbook."""
    from luoshi.crafts import workbooks

    this, period = _open_week(request, request.GET.get("week", ""))
    lines = reports.week_of(request.actor, period, request.today)
    if not lines:
        raise Refused("这一周没有要报的任务，没有可以导出的填报表。")
    unit = request.actor.unit_name
    title = (
        f"{unit}周报填报表（{this.monday:%Y年%m月%d日}—{this.sunday:%m月%d日}），"
        f"{period.due_on:%m月%d日}前报送；导出于{timezone.localtime(request.now):%m月%d日%H:%M}"
    )
    made = workbooks.write_account(title, list(sheet.rows(lines, this.monday)))
    response = HttpResponse(made, content_type=_XLSX)
    name = f"{unit}周报填报表（{this.monday:%Y%m%d}）.xlsx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@allowed(Permission.REPORTS_SUBMIT)
@require_POST
def take(request: Request) -> HttpResponse:
    """Check a filled-in workbook and send it if all is right; else name every bad cell."""
    from luoshi.crafts import workbooks

    this, _ = _open_week(request, request.POST.get("week", ""))
    form = BookForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]))
    file = form.cleaned_data["file"]
    given = workbooks.read_account(file.read())
    return _hold(request, this, given, file.name or "填报表")


@allowed(Permission.REPORTS_SUBMIT)
@require_POST
def take_right(request: Request) -> HttpResponse:
    """Send the rows of a checked workbook that were right; they are weighed again."""
    try:
        kept = signing.loads(request.POST.get("right", ""), salt=_SALT, max_age=_KEPT)
    except signing.BadSignature as error:
        raise Refused("核对的结果已过期，没有报送。请重新上传填报表。") from error
    if kept["post"] != request.actor.post_id:
        raise Refused("这份填报表是用另一个岗位核对的，没有报送。请切换回去，或重新上传。")
    this, _ = _open_week(request, kept["week"])
    return _hold(request, this, _unpacked(kept), kept["name"])


def _open_week(request: Request, written: str) -> tuple[Week, Period]:
    """Return the week that an account is for. Raises Refused when none is taken for it."""
    if reason := rules.why_not_account(UnitKind(request.actor.unit_kind)):
        raise Refused(reason)
    try:
        is_known = weeks.asked(written, request.today, None).monday == date.fromisoformat(written)
    except ValueError:
        is_known = False
    if not is_known:
        raise Refused("没有说明是哪一周的周报，没有办成。请回到“周报”重新操作。")
    this = weeks.asked(written, request.today, request.actor.unit_id)
    if this.period is None or this.closed:
        raise Refused(this.closed or "")
    return this, this.period


def _hold(request: Request, this: Week, given: AccountLines, name: str) -> HttpResponse:
    """Send the rows if all are right; else store nothing, and tell of every row in one answer."""
    outcome = sheet.sorted_out(request.actor, this.monday, given)
    try:
        done = report_actions.submit_reports(
            week_start=this.monday,
            told=outcome.told,
            is_rehearsed=not outcome.is_faultless,
            by=request.actor,
            at=request.now,
        )
    except NotAllFit as bad:
        sheet.enter(outcome, bad.unfit)
    if not outcome.is_faultless:
        return _told_what(request, this, outcome, given, name)
    words = f"填报表已报送：共{done.sent}项，其中{done.unchanged}项无变化。"
    if done.repeated:
        words += f"{done.repeated}项以前报过，内容一样，没有重复记录。"
    if given.blank:
        words += f"{given.blank}行没有填，没有报送。"
    messages.success(request, words + "".join(given.notes))
    return redirect(this.address)


def _told_what(
    request: Request, this: Week, outcome: Outcome, given: AccountLines, name: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "week": this,
        "name": name,
        "notes": given.notes,
        "blank": given.blank,
        "faults": in_order(outcome.faults)[:SHOWN],
        "fault_count": len(outcome.faults),
        "stale": sorted(outcome.stale, key=lambda each: each.row)[:SHOWN],
        "stale_count": len(outcome.stale),
        "sheet": outcome.place.sheet,
        "right_count": len(outcome.right),
        "right": _packed(request, this.monday, name, outcome) if outcome.right else "",
        "form": BookForm(),
    }
    return render(request, "reports/book.html", context, status=422)


def _packed(request: Request, monday: date, name: str, outcome: Outcome) -> str:
    """Return the right rows so that nobody can alter them; they stay with whoever uploaded them."""
    kept = {
        "post": request.actor.post_id,
        "week": monday.isoformat(),
        "name": name,
        "sheet": outcome.place.sheet,
        "letters": outcome.place.letters,
        "lines": [
            (line.row, line.key.text, line.claimed_x100, line.words, line.task) for line in outcome.right
        ],
    }
    return signing.dumps(kept, salt=_SALT, compress=True)


def _unpacked(kept: dict[str, Any]) -> AccountLines:
    lines = [
        AccountLine(row, key, claimed_x100, words, task)
        for row, text, claimed_x100, words, task in kept["lines"]
        if (key := key_of(text))
    ]
    return AccountLines(Place(kept["sheet"], kept["letters"]), tuple(lines), (), (), 0, is_whole=True)
