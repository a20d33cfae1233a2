"""Who did a thing, kept beside when it was done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def done_by() -> models.CharField[str | None, str | None]:
    """Return the field of who did what may not have been done yet."""
    return models.CharField(max_length=200, null=True)


def at_and_by(model: str, name: str) -> models.CheckConstraint:
    """Return the constraint of a model that the instant of `name` and who did it come together."""
    return models.CheckConstraint(
        name=f"{model}_{name}_at_and_by",
        condition=Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True})
        | Q(**{f"{name}_at__isnull": False, f"{name}_by__isnull": False}),
    )
