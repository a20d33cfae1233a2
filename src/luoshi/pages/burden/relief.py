"""An article lets a letter or an inspection into a full week: entered here, with a reason in law alone."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.actions import burden as actions
from luoshi.pages.doors import Request, allowed
from luoshi.queries import letters, mandates
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused


class LawForm(forms.Form):
    """The article."""

    law = forms.CharField(
        label="文件名称和条款",
        max_length=200,
        help_text="只有法律法规明文要求的才能登记，如“《中华人民共和国安全生产法》第××条”。登记后局内公开，照样计入负担。",
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": "请写明文件名称和条款。"},
    )


@allowed(Permission.BURDEN_EXEMPT)
@require_http_methods(["GET", "HEAD", "POST"])
def for_letter(request: Request, letter_id: int) -> HttpResponse:
    """Enter the article for a letter."""
    found = letters.visible_letter(request.actor, letter_id)
    if found is None:
        raise Http404
    return _enter(request, f"letter:{letter_id}", found.title, f"/letters/{letter_id}/")


@allowed(Permission.BURDEN_EXEMPT)
@require_http_methods(["GET", "HEAD", "POST"])
def for_mandate(request: Request, mandate_id: int) -> HttpResponse:
    """Enter the article for an inspection."""
    found = mandates.visible_one(request.actor, mandate_id, request.today)
    if found is None:
        raise Http404
    return _enter(request, f"mandate:{mandate_id}", found.title, f"/mandates/{mandate_id}/")


def _enter(request: Request, subject: str, title: str, back: str) -> HttpResponse:
    form = LawForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.relieve(
                    subject=subject, law=form.cleaned_data["law"], by=request.actor, at=request.now
                )
            except Refused as refusal:
                form.add_error(None, refusal.reason)
                status = 409
            else:
                messages.success(request, "已登记法定条款，可以继续办理；局内公开，照样计入负担。")
                return redirect(back)
    return render(request, "burden/relief.html", {"form": form, "title": title, "back": back}, status=status)
