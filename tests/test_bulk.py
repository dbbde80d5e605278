"""Many rows at once: the same promises, the same traces, whatever the rows say."""

from __future__ import annotations

import datetime
import hashlib

from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

import pytest

from policy_positions.editing import bulk
from policy_positions.editing.recording import snapshot
from policy_positions.models import DataRevision, Position, Quotation, Revision, Source, SourceText
from tests.factories import make_country, make_issue, make_position, make_user
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db

HOSTILE = "a\tb\nc\rd\\e\\N “f” 'g' \"h\" €"


def batch(*, exact: str = "Drugs should be legal.", quoted: int = 1, **fields: object) -> bulk.Batch:
    """One position with its source; ``fields`` are the position's."""
    source, text, position = (next(bulk.reserved_ids(model)) for model in (Source, SourceText, Position))
    body = exact
    digest = hashlib.sha256(body.encode()).hexdigest()
    defaults = {
        "country_id": make_country().pk,
        "issue_id": make_issue().pk,
        "drafted_by_id": make_user().pk,
        "published_by_id": make_user().pk,
        "published_at": datetime.datetime(2012, 5, 1, tzinfo=datetime.UTC),
    }
    plain = dict.fromkeys(("date_note", "summit_relation", "coding_note"), "")
    day = datetime.date(2012, 4, 14)
    return bulk.Batch(
        sources=[
            bulk.SourceRow(
                source, f"s-{source}", "report", "T", False, "", "P", "", day, "day", "", "", "", "en"
            )
        ],
        texts=[bulk.TextRow(text, source, 1, digest, len(body), body)],
        positions=[
            bulk.PositionRow(
                **{
                    "id": position,
                    "public_id": f"bulk{position:06}",
                    "organization_id": None,
                    "leader_id": None,
                    "scheme_version": 1,
                    "stance": "support",
                    "substance": "cannabis",
                    "stated_on": day,
                    "stated_on_precision": "day",
                    "summit_id": None,
                    "summary": "It is for it.",
                    "confidence": "certain",
                    "state": "published",
                    "version": 1,
                    **plain,
                    **defaults,
                    **fields,
                }
            )
        ],
        quotations=[
            bulk.QuotationRow(
                id=next(bulk.reserved_ids(Quotation)),
                position_id=position,
                order=order,
                text_id=text,
                exact=exact,
                prefix="",
                suffix="",
                start=0,
                end=len(exact),
                verified=True,
                voice="direct",
                attribution="",
                language="en",
                translation="",
            )
            for order in range(1, quoted + 1)
        ],
    )


def write(*batches: bulk.Batch) -> None:
    with bulk.writing(by=make_user(), reason="In bulk.") as take:
        for each in batches:
            take(each)


@pytest.mark.parametrize(
    ("row", "model", "left_out"),
    [
        (bulk.SourceRow, Source, set()),
        (bulk.TextRow, SourceText, {"file_sha256", "file_type"}),  # of files that were uploaded
        (bulk.PositionRow, Position, {"document"}),  # made of the others
        (bulk.QuotationRow, Quotation, {"cautions"}),  # for reviewers: what is loaded is published
    ],
)
def test_rows_name_every_column_of_their_model(row, model, left_out):
    assert set(row._fields) == {field.attname for field in model._meta.concrete_fields} - left_out


@pytest.mark.parametrize("on_record", [0, 1])
def test_a_position_written_in_bulk_is_found_recorded_and_public(on_record):
    for _ in range(on_record):
        make_position(words="Another passage on the matter.")
    before = DataRevision.objects.current()

    write(batch(exact="The growers of poppies ask for a market."))

    (position,) = Position.objects.published().matching("poppy growers")
    (revision,) = position.revisions.all()
    assert (revision.act, revision.version, revision.reason, revision.before) == ("load", 1, "In bulk.", None)
    assert revision.after == snapshot(position)
    assert DataRevision.objects.current() != before


def test_whatever_a_text_holds_is_stored_as_it_stands():
    write(batch(exact=HOSTILE, summary=HOSTILE, coding_note=r"\N"))

    position = Position.objects.get()
    assert (position.summary, position.coding_note) == (HOSTILE, r"\N")
    assert position.quotations.get().exact == SourceText.objects.get().body == HOSTILE


@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        ({"quoted": 0}, "position_published_has_verified_quotations"),
        ({"stance": "for it"}, "position_stance_is_known"),
        ({"country_id": None}, "position_has_one_holder"),
        ({"published_by_id": None}, "position_published_by_a_second_person"),
    ],
)
def test_nothing_of_a_load_with_a_broken_promise_is_kept(broken, promise):
    with refused_by(promise):
        write(batch(), batch(**broken))

    assert not Position.objects.exists()
    assert not Revision.objects.exists()
    assert search_index_exists()


def test_a_country_that_is_not_there_is_missed_at_the_end_of_its_batch():
    lost = batch(country_id=2_000_000)

    with bulk.writing(by=make_user(), reason="In bulk.") as take:
        take(batch())
        with (
            pytest.raises(IntegrityError, match=r"Key \(country_id\)=\(2000000\) is not present"),
            transaction.atomic(),
        ):
            take(lost)

    assert Position.objects.count() == 1


def test_a_passage_that_the_text_does_not_say_is_refused():
    wrong = batch()
    wrong.quotations[0] = wrong.quotations[0]._replace(exact="Drugs should be Legal.")

    with refused_by("quotation_verified_is_verbatim"):
        write(wrong)

    assert not Quotation.objects.exists()


def search_index_exists() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('position_document') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def test_batches_are_written_outside_any_savepoint_in_which_checks_would_pile_up():
    by, batches = make_user(), [batch(), batch()]

    with CaptureQueriesContext(connection) as asked, bulk.writing(by=by, reason="In bulk.") as take:
        for each in batches:
            take(each)

    asked_for = [query["sql"] for query in asked.captured_queries]
    assert not [sql for sql in asked_for[: asked_for.index("DROP TABLE arriving")] if "SAVEPOINT" in sql]
    assert Position.objects.count() == 2
