"""The columns in memory answer what a plain loop over the record answers."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from django.db import connection, transaction

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from policy_positions import columns, editing
from policy_positions.columns import FACETS, Columns, Selection
from policy_positions.columns.arrays import read_arrays
from policy_positions.columns.renewal import with_changes
from policy_positions.columns.standing_rows import (
    days_of_change,
    deciding_rows,
    deciding_rows_of_leaders,
    statement_counts,
)
from policy_positions.models import DataRevision, Position, Source
from policy_positions.models.data_revision import Changed
from tests import oracle
from tests.factories import make_country, make_leader, make_position, make_text, make_user
from tests.small_records import DAYS, Built, Frame, asked, built, in_one_cell, make_frame, small_records

pytestmark = pytest.mark.django_db

# The frame is made once; each example's rows are gone when it ends, so that no example meets another.
thorough = settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def frame(db) -> Frame:
    return make_frame()


def ids(positions) -> list[int]:
    return [position.pk for position in positions]


@given(record=small_records(), question=asked)
@thorough
def test_a_selection_holds_the_rows_that_meet_every_condition_newest_first(frame, record, question):
    with built(frame, record) as small:
        selection = question.of(small)
        selected = small.columns.select(selection)

        expected = oracle.selected(small.positions, selection, small.tenures)

        assert selected.ids() == ids(expected)
        assert selected.total == len(expected)


@given(record=small_records(), question=asked)
@thorough
def test_every_count_beside_a_value_is_the_number_of_rows_it_opens(frame, record, question):
    with built(frame, record) as small:
        selection = question.of(small)
        selected = small.columns.select(selection)

        for facet in FACETS:
            assert selected.counts(facet) == oracle.counts(small.positions, selection, facet, small.tenures)


@given(record=small_records(), question=asked)
@thorough
def test_rows_are_sorted_by_a_facet_s_own_order_or_oldest_first_and_those_without_come_last(
    frame, record, question
):
    with built(frame, record) as small:
        selection = question.of(small)
        selected = small.columns.select(selection)
        rows = oracle.selected(small.positions, selection, small.tenures)

        for facet in ("country", "leader", "issue", "stance", "summit", "substance", "confidence"):
            order = small.columns.dimensions[facet].keys

            def place(position, facet=facet, order=order):
                return next(map(order.index, oracle.values_of(position, facet, small.tenures)), None)

            for descending in (False, True):
                expected = oracle.in_order_of(rows, place, descending=descending)
                assert selected.ids(selected.sorted_by(facet, descending=descending)) == ids(expected)
        dated, undated = [row for row in rows if row.stated_on], [row for row in rows if not row.stated_on]
        assert selected.ids(selected.oldest_first()) == ids([*reversed(dated), *undated])


@given(record=small_records(), question=asked)
@thorough
def test_a_cell_counts_every_statement_of_its_country_by_that_day(frame, record, question):
    with built(frame, record) as small:
        selection = question.of(small)
        rows = oracle.selected(small.positions, selection, small.tenures)

        for day in DAYS:
            assert statement_counts(small.columns.select(selection), day) == {
                (country.iso3, issue.slug): count
                for country in frame.countries
                for issue in frame.issues
                if (count := oracle.statements(rows, country, issue, day))
            }


def decided_by_oracle(small: Built, selection: Selection, day: datetime.date) -> dict:
    rows = oracle.selected(small.positions, selection, small.tenures)
    decided = {}
    for country in small.frame.countries:
        for issue in small.frame.issues:
            found = oracle.standing(rows, country, issue, day, small.tenures)
            if found:
                contesting = found.contesting and found.contesting.pk
                decided[country.iso3, issue.slug] = found.position.pk, contesting
    return decided


def decided_by_columns(small: Built, selection: Selection, day: datetime.date) -> dict:
    keys = small.columns.ids
    return {
        (cell.country, cell.issue): (
            int(keys[cell.row]),
            None if cell.contesting is None else int(keys[cell.contesting]),
        )
        for cell in deciding_rows(small.columns.select(selection), day)
    }


def test_who_asks_the_same_again_is_given_the_same_answer(frame):
    held = columns.renewed()
    first, last = datetime.date(2012, 1, 1), datetime.date(2012, 12, 31)

    answer = held.select(Selection({"stance": frozenset({"support"}), "voice": frozenset()}, first=first))

    assert held.select(Selection({"stance": frozenset({"support"})}, first=first)) is answer
    assert held.select(Selection({"stance": frozenset({"oppose"})}, first=first)) is not answer
    assert held.select(Selection({"stance": frozenset({"support"})}, first=first, last=last)) is not answer


def test_positions_that_hold_other_words_are_another_answer(frame):
    one, other = make_position(), make_position()
    held = columns.renewed()

    found = [held.select(Selection(ids=np.array([position.pk]))).ids() for position in (one, other)]

    assert found == [[one.pk], [other.pk]]


@given(record=small_records(in_one_cell) | small_records(in_one_cell) | small_records(), question=asked)
@settings(thorough, max_examples=100)
def test_standings_are_decided_as_the_rule_says(frame, record, question):
    with built(frame, record) as small:
        for selection in (Selection(), question.of(small)):
            for day in DAYS:
                decided = decided_by_columns(small, selection, day)
                assert decided == decided_by_oracle(small, selection, day)


@given(record=small_records())
@thorough
def test_a_leader_stands_where_their_own_latest_and_strongest_word_says(frame, record):
    with built(frame, record) as small:
        rows = oracle.published_newest_first(small.positions)

        for day in DAYS:
            decided = deciding_rows_of_leaders(small.columns.everything, day)
            assert {key: int(small.columns.ids[row]) for key, row in decided.items()} == {
                (leader.slug, issue.slug): found.pk
                for leader in frame.leaders
                for issue in frame.issues
                if (found := oracle.standing_of_leader(rows, leader, issue, day))
            }


@given(record=small_records(in_one_cell))
@thorough
def test_between_two_days_of_change_no_standing_changes(frame, record):
    with built(frame, record) as small:
        changing = days_of_change(small.columns.everything)

        for day in DAYS:
            until = min(day, small.columns.latest_day)
            before = [change for change in changing if change <= until]
            decided = decided_by_oracle(small, Selection(), until)
            assert decided == (decided_by_oracle(small, Selection(), before[-1]) if before else {})


# Renewal after an edit


def everything_in(record: Columns) -> dict:
    """All that the rows hold, by primary key, in the order of the rows, and where each stands by date."""
    all_rows = np.arange(record.size)
    more_rows, more_sources = record.arrays.more_sources
    return {
        "ids": record.ids.tolist(),
        **{facet: record.codes(facet, all_rows).tolist() for facet in FACETS},
        "voices": record.arrays.codes["voices"].tolist(),
        "first": record.first(all_rows).tolist(),
        "last": record.last(all_rows).tolist(),
        "more": sorted(zip(more_rows.tolist(), more_sources.tolist(), strict=True)),
        "undated from": record.undated_from,
        "latest day": record.latest_day,
    }


@given(before=small_records(), after=small_records(), data=st.data())
@thorough
def test_columns_with_changes_are_the_columns_read_anew(frame, before, after, data):
    with built(frame, before) as small:
        held = small.columns
        gone = data.draw(st.sets(st.sampled_from(ids(small.positions)))) if small.positions else set()
        published = Position.objects.published().filter(pk__in=gone)
        withdrawn = set(published.values_list("pk", flat=True))
        published.update(state="withdrawn")
        with built(frame, replace(after, offices=[])) as more:
            changed = Changed(frozenset({*withdrawn, *(position.pk for position in more.positions)}), False)

            renewed = with_changes(held, None, changed)

            anew = Columns(
                None, held.dimensions, held.terms, held.packing, read_arrays(held.packing, held.terms)
            )
            assert everything_in(renewed) == everything_in(anew)


@pytest.mark.parametrize("positions", [1, 3])
def test_an_edit_renews_the_columns_by_what_it_changed_alone(positions, django_assert_num_queries):
    for _ in range(positions):
        make_position()
    position, before = make_position(state="in_review"), columns.current()
    editing.publish(position, by=make_user("reviewer"))

    # The revision as everybody asks for it, again under the lock and as of the reading, what changed since,
    # and of the one position its row, its passages and their texts.
    with django_assert_num_queries(7):
        after = columns.current()

    assert (before.size, after.size) == (positions, positions + 1)
    assert after.dimensions is before.dimensions


def test_an_edit_leaves_columns_that_are_being_read_as_they_were():
    position = make_position()
    before = columns.current()

    editing.withdraw(position, by=make_user("reviewer"), reason="The source took it back.")

    assert (held(), before.ids.tolist(), before.everything.total) == ([], [position.pk], 1)


def test_sources_that_come_before_others_move_their_places():
    fields = {"slug": "b-paper", "title": "Old", "publisher": "The Paper", "issued_precision": "unknown"}
    old = make_position(texts=[make_text(source=Source.objects.create(**fields))])
    before = columns.current()

    editing.add_source({**fields, "slug": "a-paper"}, "Another text.", by=make_user("editor"))

    after = columns.current()
    assert after.everything.counts("source") == before.everything.counts("source") == {"b-paper": 1}
    assert after.ids.tolist() == [old.pk]
    assert len(after.dimensions["source"].keys) == len(before.dimensions["source"].keys) + 1


def test_a_leader_who_came_without_a_word_is_read_with_all_others():
    position = make_position(state="in_review")
    columns.current()
    leader = make_leader("Newly Elected")
    Position.objects.filter(pk=position.pk).update(leader=leader)
    position.refresh_from_db()

    editing.publish(position, by=make_user("reviewer"))

    assert columns.current().everything.counts("leader")[leader.slug] == 1


# Which state of the record the columns hold


def held() -> list[int]:
    return columns.current().ids.tolist()


def test_an_empty_record_has_columns_without_rows():
    record = Columns.read(revision=None)

    assert (record.size, record.everything.total, record.everything.ids()) == (0, 0, [])
    assert {facet: record.everything.counts(facet) for facet in FACETS} == {facet: {} for facet in FACETS}
    assert record.latest_day == datetime.date.today()


def test_publishing_renews_the_columns():
    position = make_position(state="in_review")
    before = held()

    editing.publish(position, by=make_user("reviewer"))

    assert (before, held()) == ([], [position.pk])


def test_withdrawing_renews_the_columns():
    position, other = make_position(), make_position()
    before = held()

    editing.withdraw(position, by=make_user("reviewer"), reason="The source took it back.")

    assert (before, held()) == ([other.pk, position.pk], [other.pk])


def test_a_new_source_renews_the_columns():
    make_position()
    before = columns.current().dimensions["source"].keys

    fields = {"slug": "new", "title": "New", "publisher": "The Paper", "issued_precision": "unknown"}
    editing.add_source(fields, "A text.", by=make_user("editor"))

    assert set(columns.current().dimensions["source"].keys) == {*before, "new"}


def test_work_on_drafts_leaves_the_columns_as_they_are():
    make_position()
    author, reviewer = make_user("editor"), make_user("reviewer")
    draft = make_position(state="draft", drafted_by=author)
    before = columns.current()

    draft = editing.amend(draft, {"stance": "oppose"}, _same_passages(draft), by=author, version=1)
    draft = editing.submit(draft, by=author)
    editing.return_to_author(draft, by=reviewer, reason="Which issue?")

    assert columns.current() is before


def _same_passages(position: Position) -> list[editing.Passage]:
    return [
        editing.Passage(quotation.text, quotation.start, quotation.end, quotation.voice)
        for quotation in position.quotations.select_related("text__source")
    ]


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_is_in_no_column(state):
    hidden = make_position(state=state, leader=make_leader(), country=make_country("COL"))
    shown = make_position(country=make_country("GTM"))

    assert (held(), hidden.pk in held()) == ([shown.pk], False)
    assert columns.current().everything.counts("country") == {"GTM": 1}
    assert columns.current().everything.counts("leader") == {}


def test_a_publication_that_is_rolled_back_was_never_there():
    published, position = make_position(), make_position(state="in_review")
    before = columns.current()

    with transaction.atomic():
        editing.publish(position, by=make_user("reviewer"))
        within = held()
        transaction.set_rollback(True)

    assert (set(within), held()) == ({published.pk, position.pk}, [published.pk])
    assert columns.current().revision == before.revision


def test_a_record_that_has_not_changed_is_asked_for_with_one_query(django_assert_num_queries):
    make_position()
    before = columns.current()

    with django_assert_num_queries(1):
        again = columns.current()

    assert again is before


@pytest.mark.parametrize("positions", [1, 3])
def test_a_record_of_which_anything_may_have_changed_is_read_with_seventeen_queries(
    positions, django_assert_num_queries
):
    for _ in range(positions):
        make_position()
    columns.current()
    DataRevision.objects.move()

    with django_assert_num_queries(17):
        record = columns.current()

    assert record.size == positions


@pytest.mark.django_db(transaction=True)
def test_what_is_published_while_the_columns_are_read_belongs_to_the_next_reading():
    with transaction.atomic():
        before = make_position(country=make_country("GTM"))

    with ThreadPoolExecutor() as another, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE policy_positions_tenure IN ACCESS EXCLUSIVE MODE")
        reading = another.submit(_read_and_hang_up)
        _wait_until_somebody_waits()
        after = make_position(country=make_country("COL"), leader=make_leader(), texts=[make_text()])

    record = reading.result(timeout=60)
    assert record.ids.tolist() == [before.pk]
    assert record.everything.counts("country") == {"GTM": 1}
    assert columns.current().everything.counts("country") == {"GTM": 1, "COL": 1}
    assert after.pk in held()


def _read_and_hang_up() -> Columns:
    try:
        return columns.current()
    finally:
        connection.close()


def _wait_until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        waiting = 0
        while not waiting:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            waiting = cursor.fetchone()[0]


# Days


@pytest.mark.parametrize(
    ("stated_on", "precision", "last"),
    [
        (datetime.date(2012, 4, 15), "day", datetime.date(2012, 4, 15)),
        (datetime.date(2012, 2, 1), "month", datetime.date(2012, 2, 29)),
        (datetime.date(2012, 1, 1), "year", datetime.date(2012, 12, 31)),
        (datetime.date(1800, 1, 1), "year", datetime.date(1800, 12, 31)),
        (datetime.date(1, 1, 1), "day", datetime.date(1, 1, 1)),
        (datetime.date(9999, 12, 1), "month", datetime.date.today()),
        (None, "unknown", datetime.date.today()),
    ],
)
def test_the_record_speaks_until_the_last_day_that_its_newest_statement_may_be_of(stated_on, precision, last):
    make_position(stated_on=stated_on, stated_on_precision=precision)

    assert columns.current().latest_day == last


@pytest.mark.parametrize(
    "day", [datetime.date(1, 1, 1), datetime.date(1800, 1, 1), datetime.date(9999, 12, 31)]
)
def test_no_day_of_the_calendar_is_taken_for_an_unknown_date(day):
    make_position(stated_on=day)
    make_position(stated_on=None, stated_on_precision="unknown")

    on_that_day = columns.current().select(Selection(first=day, last=day))

    assert on_that_day.total == 1
