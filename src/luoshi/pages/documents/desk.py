"""One document on the reading desk: what the page shows, and how a change to one directive is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString

from luoshi.pages.documents import layout, owners, pointed
from luoshi.pages.documents.forms import REASONS, EditForm
from luoshi.pages.doors import Request
from luoshi.queries import calendar, documents, units
from luoshi.queries.documents import Coverage, Draft, Mark
from luoshi.rules import documents as document_rules
from luoshi.rules import tasks
from luoshi.rules.documents import SpanKind
from luoshi.rules.enums import Labelled
from luoshi.rules.people import Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import Remark, Role, TaskState
from luoshi.rules.units import Proposal

SHOWN_NAMES = 6
CHANGED = "deskchanged"
"""The event by which the list of what was pointed out asks for itself anew."""
_CUT_AFTER = re.compile(r"[；。！？，;,!?]+[”’）〕】》]*")
_BRACKETS = {"（": 1, "(": 1, "）": -1, ")": -1}


class Mode(Labelled):
    """What one directive is open for."""

    READ = "read", "查看"
    EDIT = "edit", "修改"
    OWNERS = "owners", "定单位"
    DROP = "drop", "不列任务"
    SPLIT = "split", "拆分"


class Show(Labelled):
    """Which directives are asked for."""

    ALL = "all", "全部"
    WAITING = "waiting", "待审"
    ACCEPTED = "accepted", "已采纳"
    DROPPED = "dropped", "不列任务"
    POSSIBLE = "possible", "可能是任务"
    REST = "rest", "其余句子"


_HOLDS: Mapping[Show, Callable[[Mark], bool]] = {
    Show.ALL: lambda _: True,
    Show.WAITING: lambda mark: mark.state is TaskState.PROPOSED,
    Show.ACCEPTED: lambda mark: mark.state not in {TaskState.PROPOSED, TaskState.DROPPED},
    Show.DROPPED: lambda mark: mark.state is TaskState.DROPPED,
    Show.POSSIBLE: lambda mark: mark.is_borderline and mark.state is TaskState.PROPOSED,
    Show.REST: lambda _: False,
}
_FOR_MANY: Mapping[str, Callable[[Mark], bool]] = {
    "accept": lambda mark: not mark.is_borderline and mark.why_not_accept is None,
    "date": lambda mark: not mark.is_borderline and mark.due_on is None,
    "owner": lambda mark: not mark.is_borderline and mark.leads == 0,
    "drop": lambda mark: mark.is_borderline,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One directive in the way that it is worked on.

    `lacking` is why it cannot be accepted yet, `owners` are (role, names as shown, all names), `proposals`
    who may answer by the duties on record, `remarks` what to look at, of these `kinds`, `stages` the earlier
    days that the sentence names and nobody took up yet, `said` why the last step was not taken. `is_beside`
    marks a row that changed with the one worked on. All is worked out here: a desk has two hundred of them.
    """

    draft: Draft
    path: str
    lacking: str | None
    owners: tuple[tuple[str, str, str], ...]
    proposals: tuple[Proposal, ...]
    kinds: str
    remarks: SafeString
    stages: tuple[date, ...] = ()
    is_beside: bool = False
    mode: Mode = Mode.READ
    said: str = ""
    more: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """How one directive is to be shown: open for something, with a reason, with what was typed."""

    draft_id: int = 0
    mode: Mode = Mode.READ
    said: str = ""
    form: Form | None = None
    sought: str = ""


def is_for_many(mark: Mark, name: str) -> bool:
    """Return whether a step for many ("accept", "date", "owner", "drop") concerns this directive."""
    return mark.state is TaskState.PROPOSED and _FOR_MANY[name](mark)


class Desk:
    """A document on the desk of the person who asks. Raises Http404 when it is absent or not theirs."""

    def __init__(self, request: Request, document_id: int) -> None:
        document = documents.document(request.actor, document_id)
        if document is None:
            raise Http404
        self.request = request
        self.document = document
        self.ids: Collection[int] = ()
        self.why_not_decide = document_rules.why_not_change(
            is_published=document.published_at is not None
        ) or why_not(request.actor, Permission.DOCUMENTS_READ)

    def page(self, show: Show, working: Working | None = None, status: int = 200) -> HttpResponse:
        """Return the whole desk, with at most one directive open."""
        working = working or Working()
        drafts = documents.desk(self.document)
        held = [draft for draft in drafts if _HOLDS[show](draft.mark) or draft.id == working.draft_id]
        context = self._standing(show)
        context["paragraphs"] = self._paragraphs(drafts, context["sentences"])
        told = documents.remarks(self.document, drafts)
        context |= self._pointed(drafts, told)
        rows = self._rows(held, told, working)
        context["groups"] = [
            (path, [rows[draft.id] for draft in group])
            for path, group in groupby(held, key=lambda draft: draft.heading_path)
        ]
        if show is Show.REST:
            context["rest"] = self._rest(context["sentences"])
        return render(self.request, "documents/desk.html", context, status=status)

    def pointed(self) -> HttpResponse:
        """Return the list of what was pointed out, as it is after the last step."""
        drafts = documents.desk(self.document)
        context = self._pointed(drafts, documents.remarks(self.document, drafts)) | {"is_answer": True}
        return render(self.request, "documents/points.html#list", context)

    def _pointed(self, drafts: Sequence[Draft], told: Mapping[int, Sequence[Remark]]) -> dict[str, object]:
        points = documents.points(self.document, drafts, told, self.request.today)
        names = {draft.id: draft.summary for draft in drafts}
        return {"points": pointed.listed(points, names), "point_count": len(points)}

    def answer(
        self,
        *shown: int,
        working: Working | None = None,
        is_text_new: bool = False,
        joined: int = 0,
        beside: Collection[int] = (),
        status: int = 200,
    ) -> HttpResponse:
        """Return directives after a step: under htmx only them and the counts, else back to the desk.

        `shown` are the ids to draw in place of the one that was worked on; `joined` is one that was drawn
        elsewhere before; those `beside` changed with it and are drawn anew where they stand.
        """
        working = working or Working()
        show = self._shown_now()
        if not self.request.htmx:
            if working.draft_id:
                return self.page(show, working, status)
            return redirect(f"{self.address}?show={show}" + (f"#d{shown[0]}" if shown else ""))
        drafts = documents.desk(self.document, None if is_text_new else (*shown, *beside))
        context = self._standing(show) | {"is_answer": True, "joined": joined}
        if is_text_new:
            context["paragraphs"] = self._paragraphs(drafts, context["sentences"])
        drawn = [draft for draft in drafts if draft.id in shown or draft.id in beside]
        rows = self._rows(drawn, documents.remarks(self.document, drawn), working)
        context["rows"] = [replace(row, is_beside=row.draft.id in beside) for row in rows.values()]
        response = render(self.request, "documents/answer.html", context, status=status)
        if self.request.method == "POST":
            response["HX-Trigger"] = CHANGED
        return response

    def refuse(
        self,
        draft_id: int,
        refusal: Refused | SomebodyWasFirst,
        mode: Mode = Mode.READ,
        form: Form | None = None,
    ) -> HttpResponse:
        """Return the directive as it is now with the reason, still open if it can be put right there."""
        if isinstance(refusal, SomebodyWasFirst):
            working = Working(draft_id, said=refusal.reason)
        else:
            working = Working(draft_id, mode, refusal.reason, form)
        return self.answer(draft_id, working=working, status=409)

    @property
    def why_not_publish(self) -> str | None:
        """Return why the document may not be published by this person now; None when it may."""
        states = [mark.state for mark in documents.marks(self.document)]
        return self.why_not_decide or tasks.why_not_publish(states)

    @property
    def address(self) -> str:
        """The desk's own address."""
        return reverse("document-desk", args=[self.document.id])

    def _shown_now(self) -> Show:
        """Return the tab that the person is looking at, by the address that the step was asked from."""
        origin = self.request.htmx.current_url if self.request.htmx else self.request.headers.get("Referer")
        asked = parse_qs(urlsplit(origin or "").query).get("show", [""])[0]
        return Show(asked) if asked in Show.codes() else Show.ALL

    def _standing(self, show: Show) -> dict[str, Any]:
        marks = documents.marks(self.document)
        self.ids = {mark.id for mark in marks}
        sentences = documents.sentences(self.document)
        coverage = documents.coverage(sentences, marks)
        return {
            "document": self.document,
            "sentences": sentences,
            "calendar": calendar.work_calendar(),
            "coverage": coverage,
            "bar": _bar(coverage),
            "tabs": [
                (each, coverage.background if each is Show.REST else sum(map(_HOLDS[each], marks)))
                for each in Show
            ],
            "show": show,
            "many": {name: sum(is_for_many(mark, name) for mark in marks) for name in _FOR_MANY},
            "count": len(marks),
            "why_not_decide": self.why_not_decide,
            "has_model": settings.MODEL is not None,
            "why_not_read": why_not(self.request.actor, Permission.DOCUMENTS_READ),
            "why_not_publish": self.why_not_decide or tasks.why_not_publish([mark.state for mark in marks]),
        }

    def _paragraphs(
        self, drafts: Sequence[Draft], sentences: Sequence[documents.Sentence]
    ) -> list[layout.Paragraph]:
        document = self.document
        return layout.paragraphs(document.text, document.body_start, document.body_end, sentences, drafts)

    def _rest(self, sentences: Collection[documents.Sentence]) -> list[tuple[int, str]]:
        text = self.document.text
        return [
            (each.id, text[each.start : each.end].strip())
            for each in sentences
            if each.draft_id is None and each.kind is not SpanKind.HEADING
        ]

    def _rows(
        self, drafts: Sequence[Draft], told: Mapping[int, Sequence[Remark]], working: Working
    ) -> dict[int, Row]:
        proposed = documents.proposals(drafts, self.request.today)
        return {
            draft.id: self._row(draft, working, proposed.get(draft.id, ()), told.get(draft.id, ()))
            for draft in drafts
        }

    def _row(
        self, draft: Draft, working: Working, proposed: tuple[Proposal, ...], told: Sequence[Remark]
    ) -> Row:
        is_worked_on = draft.id == working.draft_id
        return Row(
            draft,
            path=f"{self.address}{draft.id}/",
            lacking=draft.mark.why_not_accept if draft.is_waiting else None,
            owners=tuple(_owners(draft)),
            proposals=proposed,
            kinds=" ".join(remark.kind for remark in told),
            remarks=pointed.beside_directive([(remark, self._other(remark)) for remark in told]),
            stages=() if draft.stages else next((each.stages for each in told if each.stages), ()),
            mode=working.mode if is_worked_on else Mode.READ,
            said=working.said if is_worked_on else "",
            more=self._more(draft, working) if is_worked_on else None,
        )

    def _other(self, remark: Remark) -> str:
        """Return where the other task stands that a remark speaks of: on this desk or in the ledger."""
        if not remark.task_id:
            return ""
        return f"#d{remark.task_id}" if remark.task_id in self.ids else reverse("task", args=[remark.task_id])

    def _more(self, draft: Draft, working: Working) -> dict[str, Any]:
        more: dict[str, Any] = {}
        if working.mode is Mode.EDIT:
            more["form"] = working.form or EditForm(
                initial={name: getattr(draft, name) for name in EditForm.base_fields},
                auto_id=f"d{draft.id}-%s",
            )
        elif working.mode is Mode.OWNERS:
            more = {
                "roles": list(Role),
                "groups": [(kind, units.of_kind(kind).count()) for kind in owners.GROUPS],
                "matches": units.matching(working.sought),
                "sought": working.sought,
                "above": owners.above(self.document, draft.id),
            }
        elif working.mode is Mode.DROP:
            more["reasons"] = REASONS
        elif working.mode is Mode.SPLIT:
            more["cuts"] = list(_cuts(draft))
        return more


def _owners(draft: Draft) -> Iterator[tuple[str, str, str]]:
    for role, group in groupby(draft.owners, key=lambda owner: owner.role):
        names = [owner.name for owner in group]
        rest = f"等{len(names)}个单位" if len(names) > SHOWN_NAMES else ""
        yield role.label, "、".join(names[:SHOWN_NAMES]) + rest, "、".join(names)


def _bar(coverage: Coverage) -> list[tuple[str, str, int, str]]:
    """Return (class, words, count, share) of each part of the bar that is there at all."""
    parts = (
        ("is-done", "已采纳", coverage.accepted),
        ("is-left", "待审", coverage.waiting),
        ("is-possible", "可能是任务", coverage.possible),
        ("is-dropped", "不列任务", coverage.dropped),
        ("is-heading", "标题", coverage.headings),
        ("is-rest", "背景", coverage.background),
    )
    return [(name, words, n, f"{100 * n / coverage.total:.2f}%") for name, words, n in parts if n]


def _cuts(draft: Draft) -> Iterator[tuple[str, int, int]]:
    """Yield (words, where they begin, where the cut after them is, or 0) for the words between signs.

    Nothing is cut within brackets.
    """
    place = 0
    for sign in _CUT_AFTER.finditer(draft.quote):
        inside = sum(_BRACKETS.get(each, 0) for each in draft.quote[: sign.end()]) > 0
        if sign.end() < len(draft.quote) and not inside:
            yield draft.quote[place : sign.end()], draft.start + place, draft.start + sign.end()
            place = sign.end()
    yield draft.quote[place:], draft.start + place, 0
