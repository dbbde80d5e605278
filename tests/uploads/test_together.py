"""Rows that are written together are what they would be one by one; faults are told as ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

import pytest

from policy_positions.editing.arriving import AsDrafts, AsPublished
from policy_positions.editing.importing import Report, import_rows
from policy_positions.editing.on_record import rows_on_record
from policy_positions.editing.together import Refused
from policy_positions.exports.reading import read
from policy_positions.models import DataRevision, Position, Quotation, Revision
from tests import an_article
from tests.factories import make_user
from tests.uploads.rows import as_csv, frame, row, two_positions

pytestmark = pytest.mark.django_db

ISSUES = ("legalization", "aid-demands", "decriminalization")
# What no two imports share: keys, and times.
CREATED_WITH = {"id", "position", "position_id", "created_at", "updated_at", "published_at"}
OF_THE_ACT = ("kind", "record", "version", "act", "by", "reason", "cautions", "before", "after", "previous")


class DraftedOneByOne(AsDrafts):
    def write_new(self, rows: Any) -> list[int]:
        raise Refused


class PublishedOneByOne(AsPublished):
    def write_new(self, rows: Any) -> list[int]:
        raise Refused


@pytest.fixture
def text(db):
    return frame()


def bring(rows: list[dict[str, Any]], tmp_path, arrival) -> Report:
    path = tmp_path / "rows.csv"
    path.write_bytes(as_csv(rows))
    return import_rows(list(read(path)), arrival=arrival)


def on_record() -> list[Any]:
    """All that the import has written, but for keys and times."""
    positions = Position.objects.order_by("public_id").values()
    quotations = Quotation.objects.order_by("position__public_id", "order").values()
    acts = Revision.objects.order_by("position__public_id", "version").values(*OF_THE_ACT)
    moved = DataRevision.objects.current()
    plain = [
        {key: value for key, value in each.items() if key not in CREATED_WITH}
        for each in (*positions, *quotations)
    ]
    return [*plain, *acts, moved is not None]


@pytest.fixture
def undone():
    """A block that leaves nothing on record."""

    @contextmanager
    def undoing() -> Iterator[None]:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undoing


def test_drafts_written_together_are_those_written_one_by_one(tmp_path, text, undone):
    author = make_user("editor")
    with undone():
        bring(two_positions(text), tmp_path, DraftedOneByOne(author))
        one_by_one = on_record()

    report = bring(two_positions(text), tmp_path, AsDrafts(author))

    assert on_record() == one_by_one
    assert [each.outcome for each in report.positions] == ["created", "created"]


def test_published_rows_written_together_are_those_written_one_by_one(tmp_path, text, undone):
    rows, together = as_exported(tmp_path, text, undone), AsPublished()
    with undone():
        bring(rows, tmp_path, PublishedOneByOne())
        one_by_one = on_record()

    report = bring(rows, tmp_path, together)

    assert on_record() == one_by_one
    assert report.tally == {"created": 2}


def as_exported(tmp_path, text, undone) -> list[dict[str, Any]]:
    """The two positions with every column, as a file of the site has them."""
    author = make_user("editor")
    with undone():
        bring(two_positions(text), tmp_path, AsDrafts(author))
        ids = list(Position.objects.order_by("pk").values_list("public_id", flat=True))
        held = rows_on_record(ids, also_drafts_of=author)
    return [each for public_id in ids for each in held[public_id]]


@pytest.mark.parametrize("positions", [1, 3])
def test_new_drafts_cost_the_same_however_many_they_are(tmp_path, text, positions, django_assert_num_queries):
    rows = [row(text, issue=issue, summary=f"On {issue}.") for issue in ISSUES[:positions]]
    path = tmp_path / "rows.csv"
    path.write_bytes(as_csv(rows))
    lines, arrival = list(read(path)), AsDrafts(make_user("editor"))

    with django_assert_num_queries(31):
        report = import_rows(lines, arrival=arrival)

    assert report.tally == {"created": positions}


def test_two_new_rows_that_code_one_passage_are_told_by_row(tmp_path, text):
    rows = [row(text), row(text, summary="The same again.")]

    report = bring(rows, tmp_path, AsDrafts(make_user("editor")))

    ((number, column, said),) = [tuple(each) for each in report.rejections]
    assert (number, column) == (3, "")
    assert "is coded already for" in said
    assert not Position.objects.exists()


def test_a_position_that_breaks_a_promise_is_told_by_row(tmp_path, text):
    rows = [row(text), row(text, an_article.AID_GTM, issue="aid-demands", country="", summary="Nobody’s.")]

    report = bring(rows, tmp_path, AsDrafts(make_user("editor")))

    assert [(each.row, each.reason[:34]) for each in report.rejections] == [
        (3, "Name a country or an organization:")
    ]
    assert not Position.objects.exists()
