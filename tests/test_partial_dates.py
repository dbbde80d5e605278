"""Dates keep what is known of them, and nothing else."""

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_positions import partial_dates
from policy_positions.partial_dates import PARTS_KEPT, UNKNOWN, PartialDate, parse

DAY = PartialDate(datetime.date(2012, 4, 15), "day")
MONTH = PartialDate(datetime.date(2012, 4, 1), "month")
YEAR = PartialDate(datetime.date(2012, 1, 1), "year")

days = st.dates()
any_partial_date = st.builds(PartialDate, st.none() | days, st.sampled_from(list(PARTS_KEPT)))
dated = any_partial_date.filter(lambda value: value.first is not None)


@pytest.mark.parametrize(
    ("value", "first", "last", "edtf", "shown"),
    [
        (DAY, datetime.date(2012, 4, 15), datetime.date(2012, 4, 15), "2012-04-15", "15 April 2012"),
        (MONTH, datetime.date(2012, 4, 1), datetime.date(2012, 4, 30), "2012-04", "April 2012"),
        (YEAR, datetime.date(2012, 1, 1), datetime.date(2012, 12, 31), "2012", "2012"),
        (UNKNOWN, None, None, "XXXX", "date unknown"),
    ],
)
def test_each_precision_says_only_what_it_knows(value, first, last, edtf, shown):
    assert (value.first, value.last, value.edtf(), value.display(), str(value)) == (
        first,
        last,
        edtf,
        shown,
        shown,
    )


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2012-02", datetime.date(2012, 2, 29)),
        ("2013-02", datetime.date(2013, 2, 28)),
        ("1900-02", datetime.date(1900, 2, 28)),
        ("2012-12", datetime.date(2012, 12, 31)),
        ("9999-12", datetime.date(9999, 12, 31)),
        ("9999", datetime.date(9999, 12, 31)),
    ],
)
def test_a_month_ends_where_the_calendar_ends_it(written, last):
    assert parse(written).last == last


@pytest.mark.parametrize(
    ("written", "expected"), [("2012", YEAR), ("2012-04", MONTH), ("2012-04-15", DAY), ("XXXX", UNKNOWN)]
)
def test_a_written_date_is_read_with_its_precision(written, expected):
    assert parse(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "2012 ",
        " 2012",
        "2012\n",
        "2012-04-15\n",
        "2012-13",
        "2012-00",
        "2012-04-31",
        "2013-02-29",
        "2012-4",
        "2012-04-5",
        "201",
        "02012",
        "10000",
        "0000",
        "0000-01",
        "-2012",
        "+2012",
        "1_0",
        "20_2",
        "2_012",
        "２０１２",
        "٢٠١٢",
        "2012-０4",
        "2012–04",
        "2012/04",
        "201204",
        "20120415",
        "2012-W15",
        "2012-04-",
        "2012-04-15T00:00",
        "2012-04-15/2012-04-16",
        "2012~",
        "April 2012",
        "xxxx",
        "1e3",
        "nan",
    ],
)
def test_anything_else_is_refused_with_the_value_and_what_would_be_right(written):
    with pytest.raises(ValueError, match="is not a date of the calendar") as refusal:
        parse(written)

    assert repr(written) in str(refusal.value)
    assert "write a year (2012), a month (2012-04) or a day (2012-04-15)" in str(refusal.value)


def test_an_unheard_of_precision_is_refused_by_name():
    with pytest.raises(
        ValueError, match="'decade' is not a precision of dates; one of day, month, year, unknown"
    ):
        PartialDate(datetime.date(2012, 1, 1), "decade")


def test_parts_that_the_precision_does_not_name_are_not_kept():
    full = datetime.date(2012, 4, 15)

    kept = [PartialDate(full, precision) for precision in PARTS_KEPT]

    assert kept == [DAY, MONTH, YEAR, UNKNOWN]
    assert [value.date for value in kept] == [
        full,
        datetime.date(2012, 4, 1),
        datetime.date(2012, 1, 1),
        None,
    ]


@pytest.mark.parametrize("precision", PARTS_KEPT)
def test_no_date_is_an_unknown_date_whatever_the_precision_claims(precision):
    assert PartialDate(None, precision) == UNKNOWN


def test_a_moment_is_kept_as_its_day():
    moment = datetime.datetime(2012, 4, 15, 23, 59, tzinfo=datetime.UTC)

    assert PartialDate(moment, "day") == DAY


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (datetime.date(2012, 4, 30), datetime.date(2012, 5, 31), True),
        (datetime.date(2012, 3, 1), datetime.date(2012, 4, 1), True),
        (datetime.date(2012, 4, 10), datetime.date(2012, 4, 12), True),
        (datetime.date(2012, 5, 1), datetime.date(2012, 5, 31), False),
        (datetime.date(2012, 3, 1), datetime.date(2012, 3, 31), False),
        (None, datetime.date(2012, 4, 1), True),
        (None, datetime.date(2012, 3, 31), False),
        (datetime.date(2012, 4, 30), None, True),
        (datetime.date(2012, 5, 1), None, False),
        (None, None, True),
    ],
)
def test_a_month_overlaps_every_interval_that_shares_a_day_with_it(first, last, expected):
    assert MONTH.overlaps(first, last) is expected


def test_an_unknown_date_is_counted_to_no_time():
    assert not UNKNOWN.overlaps(datetime.date.min, datetime.date.max)
    assert not UNKNOWN.overlaps(None, None)


def test_dates_sort_by_their_first_day_then_the_more_precise_and_unknown_last():
    in_order = [
        parse(written)
        for written in (
            "2011-12-31",
            "2012-01-01",
            "2012-01",
            "2012",
            "2012-01-02",
            "2012-04",
            "9999-12-31",
            "XXXX",
        )
    ]
    shuffled = random.Random(7).sample(in_order, len(in_order))

    assert sorted(shuffled) == in_order


def test_a_partial_date_is_not_compared_with_a_plain_one():
    with pytest.raises(TypeError, match="not supported between"):
        sorted([DAY, datetime.date(2012, 4, 15)])


def test_an_interval_of_a_filter_takes_in_the_whole_of_both_ends():
    assert partial_dates.parse("2012").first == datetime.date(2012, 1, 1)
    assert partial_dates.parse("2013-06").last == datetime.date(2013, 6, 30)
    assert partial_dates.parse("2013-06-04").last == datetime.date(2013, 6, 4)


@given(any_partial_date)
def test_what_is_written_is_read_back(value):
    assert parse(value.edtf()) == value


@given(days, st.sampled_from(list(PARTS_KEPT)))
def test_a_day_lies_within_every_partial_date_made_of_it(day, precision):
    value = PartialDate(day, precision)

    assert value == UNKNOWN or value.first <= day <= value.last


@given(dated, days, days)
def test_overlap_is_a_shared_day(value, one, other):
    first, last = min(one, other), max(one, other)

    shared_first, shared_last = max(value.first, first), min(value.last, last)

    assert value.overlaps(first, last) is (shared_first <= shared_last)


@given(any_partial_date, any_partial_date)
def test_exactly_one_of_before_equal_and_after_holds(one, other):
    assert [one < other, one == other, one > other].count(True) == 1
    assert one != other or hash(one) == hash(other)


@given(st.text(alphabet="0123456789-_X ０", max_size=12))
def test_reading_gives_a_date_that_writes_the_same_or_refuses(written):
    try:
        value = parse(written)
    except ValueError:
        return

    assert value.edtf() == written


@pytest.mark.parametrize(
    ("value", "day", "age"),
    [
        (DAY, "2012-04-15", ""),
        (DAY, "2012-04-16", "1 day old"),
        (DAY, "2012-05-14", "29 days old"),
        (DAY, "2012-05-15", "1 month old"),
        (MONTH, "2012-04-30", ""),
        (MONTH, "2012-05-01", "1 month old"),
        (MONTH, "2013-06-30", "14 months old"),
        (MONTH, "2014-04-01", "2 years old"),
        (YEAR, "2012-12-31", ""),
        (YEAR, "2013-01-01", "about 1 year old"),
        (YEAR, "2015-06-30", "about 3 years old"),
        (UNKNOWN, "2013-01-01", ""),
        (DAY, "2011-01-01", ""),
    ],
)
def test_an_age_is_told_no_finer_than_the_date_is_known(value, day, age):
    assert value.age_on(datetime.date.fromisoformat(day)) == age
