"""A stored date agrees with its precision, and nothing ends before it starts."""

from __future__ import annotations

import datetime

import pytest

from policy_positions import models
from tests import factories
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db

MAKERS = {
    models.Position: factories.make_draft,
    models.Source: lambda: factories.make_text().source,
    models.Summit: lambda: factories.make_summit(
        start=None, start_precision="unknown", end=None, end_precision="unknown"
    ),
    models.Tenure: lambda: factories.make_tenure(
        factories.make_leader(), start=None, start_precision="unknown"
    ),
}
DATES = [
    (models.Position, "stated_on", "position_stated_on_agrees_with_precision"),
    (models.Source, "issued", "source_issued_agrees_with_precision"),
    (models.Summit, "start", "summit_start_agrees_with_precision"),
    (models.Summit, "end", "summit_end_agrees_with_precision"),
    (models.Tenure, "start", "tenure_start_agrees_with_precision"),
    (models.Tenure, "end", "tenure_end_agrees_with_precision"),
]
each_date = pytest.mark.parametrize(("model", "field", "promise"), DATES, ids=[row[-1] for row in DATES])

DAY, MONTH, YEAR = datetime.date(2012, 4, 15), datetime.date(2012, 4, 1), datetime.date(2012, 1, 1)


@each_date
@pytest.mark.parametrize(
    ("date", "precision"),
    [
        (DAY, "month"),
        (DAY, "year"),
        (MONTH, "year"),
        (DAY, "unknown"),
        (None, "day"),
        (None, "month"),
        (None, "year"),
        (DAY, "decade"),
        (DAY, ""),
    ],
)
def test_a_date_that_says_more_or_less_than_its_precision_is_refused(model, field, promise, date, precision):
    row = MAKERS[model]()

    with refused_by(promise):
        model.objects.filter(pk=row.pk).update(**{field: date, f"{field}_precision": precision})


@each_date
@pytest.mark.parametrize(
    ("date", "precision"), [(DAY, "day"), (MONTH, "day"), (MONTH, "month"), (YEAR, "year"), (None, "unknown")]
)
def test_a_date_that_agrees_with_its_precision_is_stored(model, field, promise, date, precision):
    row = MAKERS[model]()

    model.objects.filter(pk=row.pk).update(**{field: date, f"{field}_precision": precision})

    row.refresh_from_db()
    assert (getattr(row, field), getattr(row, f"{field}_precision")) == (date, precision)


PERIODS = [
    (models.Summit, "summit_starts_before_it_ends"),
    (models.Tenure, "tenure_starts_before_it_ends"),
]
each_period = pytest.mark.parametrize(("model", "promise"), PERIODS, ids=[row[-1] for row in PERIODS])


@each_period
@pytest.mark.parametrize(
    ("end", "precision"),
    [
        (datetime.date(2012, 4, 14), "day"),
        (datetime.date(2012, 3, 1), "month"),
        (datetime.date(2011, 1, 1), "year"),
    ],
)
def test_what_ends_before_it_starts_is_refused(model, promise, end, precision):
    row = MAKERS[model]()

    with refused_by(promise):
        model.objects.filter(pk=row.pk).update(
            start=DAY, start_precision="day", end=end, end_precision=precision
        )


@each_period
@pytest.mark.parametrize(
    ("end", "precision"),
    [(DAY, "day"), (datetime.date(2012, 4, 16), "day"), (MONTH, "month"), (YEAR, "year"), (None, "unknown")],
)
def test_what_may_have_ended_after_it_started_is_stored(model, promise, end, precision):
    row = MAKERS[model]()

    model.objects.filter(pk=row.pk).update(start=DAY, start_precision="day", end=end, end_precision=precision)

    row.refresh_from_db()
    assert (row.started.edtf(), row.end) == ("2012-04-15", end)
