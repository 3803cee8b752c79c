"""Check constraints that every app promises in the same words."""

from collections.abc import Iterable
from enum import Enum

from django.db.models import CheckConstraint, Q


def one_of(model: str, field: str, values: Iterable[Enum | str]) -> CheckConstraint:
    """The field holds one of the listed values and nothing else."""
    allowed = [value.value if isinstance(value, Enum) else value for value in values]
    return CheckConstraint(name=f"{model}_{field}_known", condition=Q(**{f"{field}__in": allowed}))


def together(model: str, *fields: str) -> CheckConstraint:
    """The fields are all set or none is (who and when of one deed)."""
    none = Q(**{f"{field}__isnull": True for field in fields})
    every = Q(**{f"{field}__isnull": False for field in fields})
    return CheckConstraint(name=f"{model}_{fields[0]}_together", condition=none | every)


def at_least(model: str, field: str, least: int) -> CheckConstraint:
    """The number never falls below ``least``."""
    return CheckConstraint(name=f"{model}_{field}_at_least_{least}", condition=Q(**{f"{field}__gte": least}))


def not_blank(model: str, field: str) -> CheckConstraint:
    """The text says something."""
    return CheckConstraint(name=f"{model}_{field}_not_blank", condition=~Q(**{field: ""}))
