"""Is this paper ours? By its number and code, or by the file; and the sheet that bears both."""

from __future__ import annotations

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.crafts import proofs as craft
from luoshi.pages import tries
from luoshi.pages.doors import Knock, Request, allowed, public
from luoshi.queries import letters, proofs
from luoshi.rules import proofs as rules
from luoshi.rules.people import Permission
from luoshi.rules.proofs import ADVICE, Verdict
from luoshi.rules.refusals import Refused

_FILES = 6
"""How many files an address may have held against the record in a minute: each is composed anew."""
_TOO_OFTEN = "核对得太频繁，请一分钟后再试。"
_NO_CODE = "核对码是16位以上的数字和字母（A至F），印在核对单上。请核对是否抄全。"
_NO_FILE = "请选择要核对的 PDF 或 DOCX。"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: Knock) -> HttpResponse:
    """Say whether a paper is ours and still stands; nothing of what the record holds is shown."""
    typed = {"number": request.GET.get("number", "")[:60], "code": request.GET.get("code", "")[:80]}
    try:
        if request.method == "POST":
            return _told(request, {}, *_of_file(request))
        if not (typed["number"] or typed["code"]):
            return render(request, "proofs/verify.html", typed)
        return _told(request, typed, *_of_code(request, typed["number"], typed["code"]))
    except Refused as refusal:
        return render(request, "proofs/verify.html", {**typed, "error": refusal.reason}, status=422)


def _told(request: Knock, typed: dict[str, str], number: str, verdict: Verdict) -> HttpResponse:
    found = {"verdict": verdict, "advice": ADVICE[verdict], "shown": number}
    return render(request, "proofs/verify.html", {**typed, **found})


def _of_code(request: Knock, number: str, typed: str) -> tuple[str, Verdict]:
    _count(request, "verify", tries.MOST)
    code = rules.read_code(typed)
    if code is None:
        raise Refused(_NO_CODE)
    number = rules.read_number(number)
    return number, proofs.of_code(number, code)


def _of_file(request: Knock) -> tuple[str, Verdict]:
    _count(request, "verify-file", _FILES)
    file = request.FILES.get("file")
    if file is None or file.size == 0:
        raise Refused(_NO_FILE)
    if (file.size or 0) > craft.MOST_BYTES:
        raise Refused(craft.TOO_LARGE)
    words, kind = craft.said(file.read(), file.name or "")
    number = proofs.number_among(craft.numbers_in(words))
    paper = proofs.paper_of(number)
    if paper is None:
        return number, Verdict.UNKNOWN
    return number, proofs.of_file(number, is_same=craft.is_same(words, kind, paper))


def _count(request: Knock, door: str, most: int) -> None:
    if tries.is_too_often(door, request.META.get("REMOTE_ADDR", ""), request.now, most):
        raise Refused(_TOO_OFTEN)


@allowed(Permission.LETTERS_SEE)
@require_safe
def sheet(request: Request, letter_id: int) -> HttpResponse:
    """Show the sheet to print beside an issued letter: its number, its code, and both as a picture."""
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    if not letter.digest:
        raise Refused("函件发出后才有核对码。发出后再打印核对单。")
    query = QueryDict(mutable=True)
    query.update({"number": letter.number, "code": letter.digest})
    context = {
        "letter": letter,
        "code": rules.code_of(letter.digest),
        "address": request.build_absolute_uri(reverse("verify")),
        "picture": craft.picture(request.build_absolute_uri(f"{reverse('verify')}?{query.urlencode()}")),
    }
    return render(request, "proofs/sheet.html", context)
