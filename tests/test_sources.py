"""Sources and their texts: duplicates, corrections, and what rests on older wordings."""

from __future__ import annotations

import hashlib
import threading

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

import pytest

from policy_positions import editing
from policy_positions.models import DataRevision, Position, Revision, Source, SourceText
from policy_positions.vocabulary import Act, FrameAct, RecordKind
from tests import an_article
from tests.factories import make_country, make_issue, make_position, make_quotation, make_text, make_user

REFERENCE = {"slug": "a-source", "title": "A title", "publisher": "The Paper", "issued_precision": "unknown"}


@pytest.fixture
def author(db):
    return make_user("editor")


@pytest.fixture
def source(author) -> Source:
    return editing.add_source(REFERENCE, an_article.TEXT, by=author)


def passage(source: Source, exact: str, *, place: int = 0) -> editing.Passage:
    text = source.texts.latest("version")
    start = [at for at in range(text.length) if text.body.startswith(exact, at)][place]
    return editing.Passage(text=text, start=start, end=start + len(exact), voice="direct")


def drafted(source: Source, exact: str, *, by, place: int = 0) -> Position:
    coded = {
        "country": make_country(),
        "issue": make_issue(),
        "stance": "support",
        "stated_on": None,
        "stated_on_precision": "unknown",
        "summary": "It was said.",
    }
    return editing.draft(coded, [passage(source, exact, place=place)], by=by)


def refusal_of(act) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        act()
    return refused.value.message_dict


# Duplicates


def test_the_same_text_is_refused_with_a_link_to_the_source_that_has_it(author, source):
    said = refusal_of(lambda: editing.add_source({**REFERENCE, "slug": "b"}, an_article.TEXT, by=author))

    assert said == {
        "body": [
            "This very text is on record already: "
            '<a href="/sources/a-source/">A title</a>, The Paper, date unknown.'
        ]
    }
    assert Source.objects.count() == 1


def test_a_retold_text_is_asked_about_by_name_and_per_cent(author, source):
    retold = {**REFERENCE, "slug": "b", "title": "Retold"}

    said = refusal_of(lambda: editing.add_source(retold, an_article.RETOLD, by=author))

    (told,) = said["although_alike"]
    assert told.startswith('75 % of its words stand, in the same order, in <a href="/sources/a-source/">')
    editing.add_source(retold, an_article.RETOLD, by=author, although_alike=True)
    assert Source.objects.filter(slug="b").exists()


def test_who_confirms_a_likeness_still_cannot_take_in_the_same_text(author, source):
    said = refusal_of(
        lambda: editing.add_source(
            {**REFERENCE, "slug": "b"}, an_article.TEXT, by=author, although_alike=True
        )
    )

    assert "body" in said


def test_another_report_is_no_duplicate(author, source):
    editing.add_source({**REFERENCE, "slug": "b"}, "Quite another report. " * 30, by=author)

    assert Source.objects.count() == 2


def test_a_title_is_shown_as_words_whatever_is_in_it(author):
    editing.add_source({**REFERENCE, "title": "<script>x</script>"}, an_article.TEXT, by=author)

    said = refusal_of(lambda: editing.add_source({**REFERENCE, "slug": "b"}, an_article.TEXT, by=author))

    assert "&lt;script&gt;x&lt;/script&gt;" in said["body"][0]


@pytest.mark.django_db(transaction=True)
def test_two_editors_with_one_article_make_one_source():
    editors = [make_user("editor"), make_user("editor")]
    both_ready, outcomes = threading.Barrier(2), []

    def take_in(number: int) -> None:
        both_ready.wait(timeout=30)
        try:
            editing.add_source({**REFERENCE, "slug": f"s{number}"}, an_article.TEXT, by=editors[number])
            outcomes.append("kept")
        except ValidationError as error:
            outcomes.extend(error.message_dict)
        finally:
            connection.close()

    threads = [threading.Thread(target=take_in, args=[number]) for number in (0, 1)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)

    assert sorted(outcomes) == ["body", "kept"]
    assert SourceText.objects.count() == 1


def test_a_text_that_is_held_later_is_compared_from_then_on(author):
    unheld = SourceText.objects.create(
        source=Source.objects.create(**REFERENCE),
        sha256=hashlib.sha256(an_article.TEXT.encode()).hexdigest(),
        length=len(an_article.TEXT),
    )
    assert editing.objection_to(an_article.RETOLD) is None

    editing.hold_text(unheld, an_article.TEXT, by=author)

    assert list(editing.objection_to(an_article.RETOLD).message_dict) == ["although_alike"]


# The file


def test_a_text_keeps_the_digest_of_the_file_that_it_was_read_from(author):
    file = {"sha256": "a" * 64, "type": "text/html"}

    source = editing.add_source(REFERENCE, an_article.TEXT, by=author, file=file)

    text = source.texts.get()
    assert (text.file_sha256, text.file_type) == ("a" * 64, "text/html")


# The reference


def test_a_reference_is_changed_with_a_reason_and_readers_are_told(author, source):
    before = DataRevision.objects.current()

    editing.amend_source(source, {"title": "Another title"}, by=author, reason="A slip of the pen.")

    source.refresh_from_db()
    act = Revision.objects.of_record(RecordKind.SOURCE, "a-source").latest("version")
    assert (act.by, act.reason) == (author, "A slip of the pen.")
    assert (act.before["title"], act.after["title"]) == ("A title", "Another title")
    assert source.title == "Another title"
    assert DataRevision.objects.current() != before


def test_a_reference_is_not_changed_without_a_reason(author, source):
    said = refusal_of(lambda: editing.amend_source(source, {"title": "Other"}, by=author, reason=" "))

    assert list(said) == ["reason"]
    source.refresh_from_db()
    assert source.title == "A title"


def test_who_is_no_editor_changes_neither_reference_nor_text(source):
    reader = make_user()

    with pytest.raises(PermissionDenied):
        editing.amend_source(source, {"title": "Other"}, by=reader, reason="Because.")
    with pytest.raises(PermissionDenied):
        editing.correct_text(source, "Other words.", by=reader, reason="Because.")

    source.refresh_from_db()
    assert (source.title, source.texts.count()) == ("A title", 1)


def test_what_is_done_to_a_source_is_recorded_without_its_text(author, source):
    editing.correct_text(source, CORRECTED, by=author, reason="The paper corrected it.")

    acts = Revision.objects.of_record(RecordKind.SOURCE, "a-source").order_by("version")
    assert [act.act for act in acts] == [FrameAct.ADD, FrameAct.CHANGE]
    assert [text["version"] for text in acts[1].after["texts"]] == [1, 2]
    assert an_article.STRATEGY_COL not in str([act.after for act in acts])


# A corrected text

CORRECTED = "A note of the paper: a name was wrong.\n\n" + an_article.TEXT.replace("thirty years", "40 years")


def correct(source: Source, body: str, *, by) -> SourceText:
    return editing.correct_text(source, body, by=by, reason="The paper corrected it.")


def test_a_corrected_text_is_a_version_of_its_own_and_the_old_one_keeps_its_passages(author, source):
    draft = drafted(source, an_article.LEGALIZATION_GTM, by=author)
    before = draft.quotations.values("text", "start", "end", "exact").get()

    text = correct(source, CORRECTED, by=author)

    assert (text.version, text.body) == (2, CORRECTED)
    assert source.texts.get(version=1).body == an_article.TEXT
    assert draft.quotations.values("text", "start", "end", "exact").get() == before


def test_a_corrected_text_is_not_taken_for_a_duplicate_of_its_own_source(author, source):
    text = correct(source, CORRECTED, by=author)

    assert text.version == 2
    said = refusal_of(lambda: editing.add_source({**REFERENCE, "slug": "b"}, CORRECTED + "!", by=author))
    assert list(said) == ["although_alike"]


def test_the_desk_lists_what_is_found_again_what_is_not_and_what_stands_there_twice(author, source):
    found = drafted(source, an_article.LEGALIZATION_GTM, by=author)
    lost = drafted(source, "followed for thirty years", by=author)
    correct(source, CORRECTED.replace(an_article.AID_GTM, "pay"), by=author)

    resting = {each.position.pk: each for each in editing.resting_on_older(source)}

    assert set(resting) == {found.pk, lost.pk}
    assert resting[found.pk].is_found
    assert not resting[lost.pk].is_found
    assert list(resting[lost.pk].anchors[0].places) == []


def test_of_two_places_the_one_with_the_same_words_around_it_is_meant(author, source):
    second = drafted(source, an_article.TWICE, by=author, place=1)

    correct(source, CORRECTED, by=author)
    (resting,) = editing.resting_on_older(source)
    editing.reanchor(source, by=author)

    assert resting.is_found
    assert second.quotations.get().start == CORRECTED.rindex(an_article.TWICE)


def test_drafts_are_moved_by_their_author_where_every_passage_is_found(author, source):
    draft = drafted(source, an_article.LEGALIZATION_GTM, by=author)
    lost = drafted(source, "followed for thirty years", by=author)
    text = correct(source, CORRECTED, by=author)

    moved = editing.reanchor(source, by=author)

    quotation = draft.quotations.get()
    assert moved == [draft]
    assert (quotation.text, quotation.start) == (text, CORRECTED.index(an_article.LEGALIZATION_GTM))
    assert draft.revisions.latest("version").act == Act.AMEND
    assert lost.quotations.get().text.version == 1


def test_nobody_moves_the_drafts_of_others_or_what_is_published(author, source):
    drafted(source, an_article.LEGALIZATION_GTM, by=author)
    published = make_position(voices=())
    make_quotation(published, source.texts.get(), an_article.STRATEGY_COL)
    correct(source, CORRECTED, by=author)

    moved = editing.reanchor(source, by=make_user("editor"))

    assert moved == []
    assert {each.anchors[0].quotation.text.version for each in editing.resting_on_older(source)} == {1}


def test_what_rests_on_the_newest_text_or_is_withdrawn_is_not_listed(author, source):
    withdrawn = make_position(voices=(), state="withdrawn")
    make_quotation(withdrawn, source.texts.get(), an_article.STRATEGY_COL)
    correct(source, CORRECTED, by=author)
    drafted(source, an_article.LEGALIZATION_GTM, by=author)

    assert editing.resting_on_older(source) == []


def test_a_source_whose_only_text_is_not_held_has_nothing_to_move(db):
    text = make_text("Some words.")

    assert editing.resting_on_older(text.source) == []
