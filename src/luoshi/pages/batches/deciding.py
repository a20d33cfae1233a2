"""One decision about many letters: what differs among them first, then a sample, then the button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.actions import batches as actions
from luoshi.pages.doors import Door, Request, allowed
from luoshi.pages.errands import starting
from luoshi.queries import batches, parameters
from luoshi.queries.letters import Letter
from luoshi.rules import batches as rules
from luoshi.rules.batches import BatchStep
from luoshi.rules.letters import LetterKind
from luoshi.rules.refusals import Refused, SomebodyWasFirst

_SHOWN_GROUPS, _SHOWN_LETTERS = 50, 20


@dataclass(frozen=True, slots=True)
class Group:
    """Letters of one wording: the first of them, how many there are, what is otherwise than in most."""

    letters: list[Letter]
    count: int
    lacks: tuple[str, ...]
    has: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many of its letters are not listed."""
        return self.count - len(self.letters)


def _deciding(step: BatchStep, decide: Callable[..., Any]) -> Door[[]]:
    """Return the view on which one step is decided on for all letters of a kind that wait for it."""

    @allowed(rules.NEEDS[step])
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: Request) -> HttpResponse:
        wanted = request.POST.get("kind") or request.GET.get("kind", "")
        kind = wanted if wanted in LetterKind.codes() else next(iter(LetterKind)).value
        looked = {int(each) for each in request.POST.getlist("looked") if each.isdecimal() and len(each) < 19}
        error, status = "", 200
        if request.method == "POST":
            try:
                errand = decide(
                    step=step,
                    kind=kind,
                    seed=request.POST.get("seed", ""),
                    looked=looked,
                    by=request.actor,
                    at=request.now,
                )
            except (Refused, SomebodyWasFirst) as refusal:
                error, status = refusal.reason, 409
            else:
                starting.start()
                return redirect("errand", errand.id)
        context = _context(request, step, kind, looked) | {"error": error}
        return render(request, "batches/decide.html", context, status=status)

    return view


def _context(request: Request, step: BatchStep, kind: str, looked: set[int]) -> dict[str, Any]:
    waiting = batches.waiting(request.actor, step, kind)
    letters = {letter.id: letter for letter in waiting}
    digests = batches.digests(waiting)
    seed = rules.seed(digests)
    percent = parameters.book().value("letter.sample_percent", request.today)
    sample = rules.sample(letters, seed, percent) if letters else []
    # To each its own name: that is no difference either.
    alike = rules.alike(
        {letter.id: batches.says(letter).replace(letter.unit.name, "（收函单位）") for letter in waiting}
    )
    groups = [
        Group([letters[each] for each in ids[:_SHOWN_LETTERS]], len(ids), one.lacks, one.has)
        for one in alike[:_SHOWN_GROUPS]
        for ids in (one.letter_ids,)
    ]
    return {
        "step": step,
        "kind": LetterKind(kind),
        "count": len(waiting),
        "is_full": len(waiting) == rules.MOST,
        "units": len({letter.unit_id for letter in waiting}),
        "usual": groups[0] if groups else None,
        "others": groups[1:],
        "more_groups": len(alike) - len(groups),
        "seed": seed,
        "sample": [(letters[each], each in looked) for each in sample],
        "is_ours": True,
    }


submit = _deciding(BatchStep.SUBMIT, actions.decide_batch)
approve = _deciding(BatchStep.APPROVE, actions.decide_batch)
number = _deciding(BatchStep.NUMBER, actions.decide_batch)
issue = _deciding(BatchStep.ISSUE, actions.decide_batch)
