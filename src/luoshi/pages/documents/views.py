"""The list of documents, a new one, the desk itself, and publishing."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import documents as actions
from luoshi.crafts import sources
from luoshi.pages.documents import plan
from luoshi.pages.documents.desk import Desk, Show
from luoshi.pages.documents.forms import NewDocumentForm
from luoshi.pages.doors import Request, allowed
from luoshi.pages.errands import starting
from luoshi.queries import calendar, documents, errands, people, units
from luoshi.queries.audit import entries_about
from luoshi.rules import audit
from luoshi.rules.errands import ErrandKind
from luoshi.rules.people import Duty, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst

ROWS = 50


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def document_list(request: Request) -> HttpResponse:
    """Show the documents, newest first, and what still waits in each."""
    sought = request.GET.get("q", "").strip()[:100]
    page = Paginator(documents.listed(request.actor, sought), ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "sought": sought,
        "being_read": errands.unfinished_of(request.actor, ErrandKind.READ_DOCUMENT),
        "why_not_add": why_not(request.actor, Permission.DOCUMENTS_READ),
    }
    return render(request, "documents/list.html", context)


@allowed(Permission.DOCUMENTS_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request: Request) -> HttpResponse:
    """Ask for a document, read it and put it on the desk; what is wrong with it is told in the form."""
    form = NewDocumentForm(request.POST or None, request.FILES or None)
    known = None
    if form.is_valid():
        name, data = form.source()
        try:
            return _taken_in(request, name, data)
        except (Refused, SomebodyWasFirst) as refusal:
            form.add_error("file" if request.FILES else "text", refusal.reason)
            known = _registered(request, name, data)
    status = 422 if form.is_bound else 200
    return render(request, "documents/new.html", {"form": form, "known": known}, status=status)


def _taken_in(request: Request, name: str, data: bytes) -> HttpResponse:
    """Read a file and lead to its desk; what takes long is read behind the pages, and its progress shown."""
    try:
        document = actions.register_document(
            name=name, data=data, hurried=True, by=request.actor, at=request.now
        )
    except sources.TakesLong:
        errand = actions.receive_document(name=name, data=data, by=request.actor, at=request.now)
        starting.start()
        return redirect("errand", errand.id)
    messages.success(request, f"已登记《{document.title}》。请逐条审定，审完后发布。")
    for note in _notes(document.id):
        messages.warning(request, note)
    return redirect("document-desk", document.id)


def _notes(document_id: int) -> list[str]:
    """Return what was noted of the file when it was read, from the ledger's entry of its registration."""
    entries = entries_about(f"document:{document_id}")
    return [note for entry in entries for note in entry.facts.get("notes", ())]


def _registered(request: Request, name: str, data: bytes) -> object:
    """Return the document with the same text, if that is why it was refused."""
    try:
        text = sources.text_of(data, name, sources.Pace(hurried=True)).text
    except (Refused, sources.TakesLong):
        return None
    return documents.same_text(request.actor, audit.digest(text))


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def desk(request: Request, document_id: int) -> HttpResponse:
    """Show a document beside its directives."""
    asked = request.GET.get("show", "")
    return Desk(request, document_id).page(Show(asked) if asked in Show.codes() else Show.ALL)


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def pointed(request: Request, document_id: int) -> HttpResponse:
    """Return the list of what is pointed out on a desk, anew after a step."""
    return Desk(request, document_id).pointed()


@allowed(Permission.DOCUMENTS_READ)
@require_safe
def unit_matches(request: Request) -> HttpResponse:
    """Return the units that a few letters mean, as buttons of the form that asks."""
    sought = request.GET.get("q", "")
    return render(
        request, "documents/matches.html", {"matches": units.matching(sought), "sought": sought.strip()}
    )


@allowed(Permission.DOCUMENTS_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, document_id: int) -> HttpResponse:
    """Show what publishing will do, to whom and when; then do it."""
    desk = Desk(request, document_id)
    if request.method == "POST":
        count = actions.publish_document(document=desk.document, by=request.actor, at=request.now)
        messages.success(
            request, f"已发布，{count}项任务进入台账并交办各责任单位。单位从下一个报送期起每周报进展。"
        )
        return redirect(desk.address)
    workdays = calendar.work_calendar()
    ahead = plan.of(documents.desk(desk.document), workdays, request.today)
    headed = set(
        people.posts_on(request.today)
        .filter(unit__in=[unit.unit_id for unit in ahead.units], duty=Duty.HEAD)
        .values_list("unit_id", flat=True)
    )
    context = {
        "document": desk.document,
        "plan": ahead,
        "calendar": workdays,
        "headless": [unit for unit in ahead.units if unit.unit_id not in headed],
        "why_not_publish": desk.why_not_publish,
    }
    return render(request, "documents/publish.html", context)
