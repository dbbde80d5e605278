"""Constraints that several models make: closed lists, honest dates, one holder."""

from django.db import models
from django.db.models import Q

from ..vocabulary import Precision


def from_list(
    field: str, choices: type[models.TextChoices], *, model: str, blank: bool = False
) -> models.CheckConstraint:
    """``field`` holds a value of its closed list, whoever writes the row."""
    allowed = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=f"{model}_{field}_is_known",
        violation_error_message=f"{field} must be one of: {', '.join(choices.values)}.",
    )


def honest_date(field: str, *, model: str) -> models.CheckConstraint:
    """A date agrees with its precision: unused parts are 1, an unknown date is empty."""
    precision = f"{field}_precision"
    return models.CheckConstraint(
        condition=(
            Q(**{precision: Precision.UNKNOWN, f"{field}__isnull": True})
            | Q(**{precision: Precision.DAY, f"{field}__isnull": False})
            | Q(**{precision: Precision.MONTH, f"{field}__day": 1})
            | Q(**{precision: Precision.YEAR, f"{field}__day": 1, f"{field}__month": 1})
        ),
        name=f"{model}_{field}_agrees_with_precision",
        violation_error_message=(
            f"{field} must agree with its precision: a month is stored as its first day, "
            "a year as 1 January, an unknown date as nothing."
        ),
    )


def one_holder(*, model: str) -> models.CheckConstraint:
    """A country or an organization: never both, never none."""
    return models.CheckConstraint(
        condition=(
            Q(country__isnull=False, organization__isnull=True)
            | Q(country__isnull=True, organization__isnull=False)
        ),
        name=f"{model}_has_one_holder",
        violation_error_message="Name a country or an organization: one of them, not both.",
    )


def not_blank(field: str, *, model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(**{field: ""}),
        name=f"{model}_{field}_is_not_blank",
        violation_error_message=f"{field} must not be empty.",
    )


def precision_field(default: Precision = Precision.DAY) -> models.CharField:
    return models.CharField(max_length=8, choices=Precision.choices, default=default)
