"""Constraints that several models make: closed lists, honest dates, one holder."""

from django.db import models
from django.db.models import Case, F, Func, Q, When

from tracker.words import filled
from tracker.words import later as _

from ..vocabulary import Precision


def from_list(
    field: str, choices: type[models.TextChoices], *, model: str, blank: bool = False
) -> models.CheckConstraint:
    """``field`` holds a value of its closed list, whoever writes the row."""
    allowed = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=f"{model}_{field}_is_known",
        violation_error_message=filled(
            _("{field} must be one of: {choices}."), field=field, choices=", ".join(choices.values)
        ),
    )


def honest_date(field: str, *, model: str) -> models.CheckConstraint:
    """A date agrees with its precision: unused parts are 1, an unknown date is empty."""
    precision = f"{field}_precision"
    return models.CheckConstraint(
        condition=(
            Q(**{precision: Precision.UNKNOWN, f"{field}__isnull": True})
            | Q(**{precision: Precision.DAY, f"{field}__isnull": False})
            # Without "not null" an empty date would make these unknown, and a check lets the unknown pass.
            | Q(**{precision: Precision.MONTH, f"{field}__isnull": False, f"{field}__day": 1})
            | Q(
                **{precision: Precision.YEAR, f"{field}__isnull": False},
                **{f"{field}__day": 1, f"{field}__month": 1},
            )
        ),
        name=f"{model}_{field}_agrees_with_precision",
        violation_error_message=filled(
            _(
                "{field} must agree with its precision: a month is stored as its first day, "
                "a year as 1 January, an unknown date as nothing."
            ),
            field=field,
        ),
    )


class EndOf(Func):
    """The last day of the month or year that a date is the first of."""

    template = "((%(expressions)s + INTERVAL '1 %(unit)s')::date - 1)"
    output_field = models.DateField()

    def __init__(self, date: F, *, unit: str) -> None:
        super().__init__(date, unit=unit)


def last_day_of(field: str) -> Case:
    """The last day that a date may have been, as far as its precision tells."""
    precision = f"{field}_precision"
    return Case(
        When(**{precision: Precision.MONTH}, then=EndOf(F(field), unit="month")),
        When(**{precision: Precision.YEAR}, then=EndOf(F(field), unit="year")),
        default=F(field),
    )


def starts_before_it_ends(*, model: str, message: str) -> models.CheckConstraint:
    """From 20 May 2012 to "2012" may be; an end before the start may not."""
    return models.CheckConstraint(
        condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lte=last_day_of("end")),
        name=f"{model}_starts_before_it_ends",
        violation_error_message=message,
    )


def one_holder(*, model: str) -> models.CheckConstraint:
    """A country or an organization: never both, never none."""
    return models.CheckConstraint(
        condition=(
            Q(country__isnull=False, organization__isnull=True)
            | Q(country__isnull=True, organization__isnull=False)
        ),
        name=f"{model}_has_one_holder",
        violation_error_message=_("Name a country or an organization: one of them, not both."),
    )


def not_blank(field: str, *, model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__regex": r"\S"}),
        name=f"{model}_{field}_is_not_blank",
        violation_error_message=filled(_("{field} must not be empty."), field=field),
    )


def precision_field(default: Precision = Precision.DAY) -> models.CharField:
    return models.CharField(max_length=8, choices=Precision.choices, default=default)
