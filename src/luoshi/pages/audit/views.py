"""The ledger of actions, newest first, page after page by number."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from luoshi.pages.doors import Request, allowed
from luoshi.queries import audit
from luoshi.rules.audit import ACTION_WORDS
from luoshi.rules.people import Permission

PAGE = 50
_KINDS = {
    "document": "来文",
    "task": "任务",
    "assignment": "交办事项",
    "letter": "函件",
    "errand": "后台办理",
    "import": "名册",
    "person": "人员",
    "post": "任职",
    "account": "账号",
    "view": "常用视图",
    "calendar": "放假安排",
    "parameter": "参数",
    "day": "定时任务",
}
_SUBJECT = re.compile(r"([a-z]+)(?::([\w.-]{1,40}))?")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is printed."""

    entry: Any
    done: str
    about: str
    facts: str


@allowed(Permission.AUDIT_SEE)
def ledger(request: Request) -> HttpResponse:
    """Show fifty entries, the newest or those below a number, of all subjects or of one kind or one thing."""
    kind, key = request.GET.get("kind", ""), request.GET.get("key", "").strip()
    kind = kind if kind in _KINDS else ""
    subject = f"{kind}:{key}" if kind else ""
    written = request.GET.get("below", "")
    below = int(written) if written.isdecimal() and len(written) < 19 else None
    entries = audit.latest(below, PAGE + 1, subject)
    number, seal = audit.head()
    context = {
        "lines": [_line(entry) for entry in entries[:PAGE]],
        "older": entries[PAGE - 1].number if len(entries) > PAGE else None,
        "below": below,
        "kind": kind,
        "key": key,
        "kinds": _KINDS.items(),
        "number": number,
        "seal": seal,
    }
    template = "audit/ledger.html#rows" if request.htmx.target == "rows" else "audit/ledger.html"
    return render(request, template, context)


def _line(entry: Any) -> Line:
    found = _SUBJECT.fullmatch(entry.subject)
    about = entry.subject
    if found and found[1] in _KINDS:
        about = f"{_KINDS[found[1]]} {found[2] or ''}".strip()
    facts = json.dumps(entry.facts, ensure_ascii=False, indent=1) if entry.facts else ""
    return Line(entry, ACTION_WORDS.get(entry.action, entry.action), about, facts)
