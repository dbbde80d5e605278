"""A text is what was hashed, and stays what it was; a source has a title."""

from __future__ import annotations

import hashlib

import pytest

from policy_positions.models import Quotation, Source, SourceText
from tests.factories import make_draft, make_text
from tests.models.breaking import refused_by, settle

pytestmark = pytest.mark.django_db

BODY = "Señor Pérez: “Drugs should be legal.”"


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def make_unheld_text(**fields) -> SourceText:
    """A text of which the record holds the measure and not the words."""
    source = make_text().source
    measured = {"version": 2, "sha256": digest(BODY), "length": len(BODY)}
    return SourceText.objects.create(source=source, **{**measured, **fields})


def make_passage(text: SourceText, exact: str) -> Quotation:
    """Of a text that is not held, and marked as verified all the same."""
    draft, start = make_draft(voices=()), BODY.index("Drugs")
    place = {"start": start, "end": start + len(exact)}
    return draft.quotations.create(text=text, exact=exact, voice="direct", verified=True, **place)


def stored(text: SourceText):
    return SourceText.objects.filter(pk=text.pk)


@pytest.mark.parametrize("blank", ["", " "])
def test_a_source_without_a_title_is_refused(blank):
    source = make_text().source

    with refused_by("source_title_is_not_blank"):
        Source.objects.filter(pk=source.pk).update(title=blank)


@pytest.mark.parametrize("sha256", ["", "0" * 63, "G" * 64, "A" * 64])
def test_what_is_no_digest_is_refused(sha256):
    with refused_by("source_text_sha256_is_a_digest"):
        make_unheld_text(sha256=sha256)


@pytest.mark.parametrize(("sha256", "kind"), [("a" * 64, ""), ("", "text/html"), ("a" * 63, "text/html")])
def test_a_file_without_its_digest_or_its_type_is_refused(sha256, kind):
    with refused_by("source_text_file_is_known_by_its_digest"):
        make_unheld_text(file_sha256=sha256, file_type=kind)


@pytest.mark.parametrize("body", [BODY + " ", BODY.upper(), ""])
def test_a_body_that_was_not_hashed_is_refused(body):
    with refused_by("source_text_body_is_what_was_hashed"):
        make_unheld_text(body=body)


def test_a_body_of_another_length_than_recorded_is_refused():
    with refused_by("source_text_body_is_what_was_hashed"):
        make_unheld_text(body=BODY, length=len(BODY.encode()))


def test_the_body_that_was_hashed_is_stored():
    text = make_unheld_text(body=BODY)

    assert stored(text).get().body == BODY


def test_a_source_has_one_first_text():
    text = make_text()

    with refused_by("source_text_version_is_one_of_its_source"):
        SourceText.objects.create(source=text.source, version=1, sha256="0" * 64, length=1)


def test_a_source_keeps_a_wording_once():
    text = make_text()

    with refused_by("source_text_is_kept_once"):
        SourceText.objects.create(source=text.source, version=2, sha256=text.sha256, length=text.length)


def test_a_source_may_have_a_second_wording():
    first = make_text()

    SourceText.objects.create(source=first.source, version=2, sha256="0" * 64, length=1)

    assert first.source.texts.count() == 2


@pytest.mark.parametrize("change", [{"body": None}, {"body": BODY + "!"}, {"sha256": "0" * 64}])
def test_a_held_text_never_changes(change):
    text = make_unheld_text(body=BODY)

    with refused_by("source_text_never_changes"):
        stored(text).update(**change)


def test_the_digest_of_a_text_that_is_not_held_never_changes():
    text = make_unheld_text()

    with refused_by("source_text_never_changes"):
        stored(text).update(sha256=digest("another wording"))


def test_the_text_that_was_measured_can_be_handed_in_later():
    text = make_unheld_text()

    stored(text).update(body=BODY)

    assert stored(text).get().body == BODY


def test_handing_in_a_text_that_does_not_bear_out_a_verified_passage_is_refused():
    text = make_unheld_text()
    make_passage(text, "Drugs should be banned")

    with refused_by("quotation_verified_is_verbatim"):
        stored(text).update(body=BODY)


def test_handing_in_a_text_that_bears_out_its_passages_is_allowed():
    text = make_unheld_text()
    passage = make_passage(text, "Drugs should be legal.")

    stored(text).update(body=BODY)

    settle()
    assert BODY[passage.start : passage.end] == passage.exact


def test_a_text_cannot_become_shorter_than_its_passages():
    text = make_unheld_text()
    passage = make_passage(text, "Drugs")

    with refused_by("quotation_lies_within_its_text"):
        stored(text).update(length=passage.end - 1)


def test_a_supplied_title_stands_in_brackets():
    supplied = Source(title="A summit begins", title_is_supplied=True)
    printed = Source(title="A summit begins", title_is_supplied=False)

    assert [supplied.printed_title, printed.printed_title] == ["[A summit begins]", "A summit begins"]
