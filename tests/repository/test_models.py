"""Every instant is kept with who did it, and the database itself holds the two together."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import Q

# Facts of the ledger entry: who did it is the whole entry, not a field beside the instant.
OTHER_NAME_OF_BY = {"Entry": "actor"}


def kept_models() -> list[type[models.Model]]:
    """Return the models that this project keeps."""
    return sorted(apps.get_app_config("records").get_models(), key=lambda model: model.__name__)


def faults(model: type[models.Model]) -> list[str]:
    """Return the instants of a model that lack who did it, or the constraint that holds both together."""
    fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
    conditions = [
        each.condition for each in model._meta.constraints if isinstance(each, models.CheckConstraint)
    ]
    found = []
    for name, field in fields.items():
        if not isinstance(field, models.DateTimeField) or not (name == "at" or name.endswith("_at")):
            continue
        by = OTHER_NAME_OF_BY.get(model.__name__, f"{name[:-2]}by")
        if by not in fields:
            found.append(f"{name} without {by}")
        elif field.null:
            together = Q(**{f"{name}__isnull": True, f"{by}__isnull": True}) | Q(
                **{f"{name}__isnull": False, f"{by}__isnull": False}
            )
            if together not in conditions:
                found.append(f"{name} and {by} are not held together")
        elif ~Q(**{by: ""}) not in conditions:
            found.append(f"{by} may be empty")
    return found


def test_every_instant_has_who_did_it_and_a_constraint() -> None:
    assert {model.__name__: faults(model) for model in kept_models() if faults(model)} == {}


def test_every_stored_state_is_held_to_the_states_that_there_are() -> None:
    loose = []
    for model in kept_models():
        conditions = [
            each.condition for each in model._meta.constraints if isinstance(each, models.CheckConstraint)
        ]
        for field in model._meta.get_fields():
            if isinstance(field, models.Field) and field.name == "state":
                codes = [code for code, _ in field.choices or ()]
                if Q(state__in=codes) not in conditions:
                    loose.append(f"{model.__name__}.{field.name}")
    assert loose == []


def test_money_and_scores_are_whole_numbers() -> None:
    inexact = (models.DecimalField, models.FloatField)
    assert [
        str(f) for model in kept_models() for f in model._meta.get_fields() if isinstance(f, inexact)
    ] == []


@pytest.mark.django_db
def test_the_migrations_made_every_constraint() -> None:
    missing = []
    with connection.cursor() as cursor:
        for model in kept_models():
            made = connection.introspection.get_constraints(cursor, model._meta.db_table)
            wanted = {each.name for each in (*model._meta.constraints, *model._meta.indexes)}
            missing += sorted(wanted - set(made))
    assert missing == []
