"""What may be inspected or asked of whom, on what basis: the gate that says no, by which article.

`kinds` names what there is, `plans` holds what a plan says, `gate` asks every rule about it, `schools` those
rules that protect schools, `wording` those about words, `moves` says how a plan comes to hold and is changed.
An objection is its reason, its article and the way out; the few that somebody may override say who.
"""

from luoshi.rules.mandates.gate import objections, same_subject
from luoshi.rules.mandates.kinds import Activity, Basis, ListedKind, Method, Rule
from luoshi.rules.mandates.plans import Listed, Objection, Other, Plan, Target
from luoshi.rules.mandates.wording import objections_to_words, why_too_long

__all__ = [
    "Activity",
    "Basis",
    "Listed",
    "ListedKind",
    "Method",
    "Objection",
    "Other",
    "Plan",
    "Rule",
    "Target",
    "objections",
    "objections_to_words",
    "same_subject",
    "why_too_long",
]
