"""One statement is one position: overlaps are refused, and the same words elsewhere are told."""

from __future__ import annotations

import threading

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse

import pytest

from policy_positions import editing
from policy_positions.editing import duplicates
from policy_positions.models import Correction, Position, SourceText
from policy_positions.vocabulary import CorrectionState
from tests import an_article
from tests.factories import make_country, make_issue, make_organization, make_text, make_user

pytestmark = pytest.mark.django_db

WORDS = an_article.LEGALIZATION_GTM


@pytest.fixture
def author(db):
    return make_user("editor")


@pytest.fixture
def text(db) -> SourceText:
    return make_text(an_article.TEXT)


@pytest.fixture
def retold(db) -> SourceText:
    return make_text(an_article.RETOLD.replace("“", '"').replace("”", '"'))


def fields(**changed):
    return {
        "country": make_country(),
        "issue": make_issue(),
        "stance": "support",
        "stated_on": None,
        "stated_on_precision": "unknown",
        "summary": "It was said.",
        **changed,
    }


def passage(text: SourceText, exact: str = WORDS) -> editing.Passage:
    start = text.body.index(exact)
    return editing.Passage(text=text, start=start, end=start + len(exact), voice="direct")


def publish(position: Position) -> Position:
    reviewer = make_user("reviewer")
    editing.submit(position, by=position.drafted_by)
    position.refresh_from_db()
    return editing.publish(position, by=reviewer, reason="It is whole enough.")


def refusal_of(act) -> str:
    with pytest.raises(ValidationError) as refused:
        act()
    return " ".join(refused.value.messages)


# The same words of the same source


@pytest.mark.parametrize("exact", [WORDS, WORDS[:20].rsplit(" ", 1)[0], f"that “{WORDS}” and"])
def test_a_passage_that_overlaps_a_coded_one_is_refused_with_a_link_to_its_position(author, text, exact):
    coded = editing.draft(fields(), [passage(text)], by=author)

    said = refusal_of(lambda: editing.draft(fields(), [passage(text, exact)], by=make_user("editor")))

    assert f'<a href="/positions/{coded.public_id}/">' in said
    assert said.startswith("Passage 1 is coded already for Country GTM, on Legalization: ")
    assert Position.objects.count() == 1


@pytest.mark.parametrize("of", ["issue", "holder", "place"])
def test_another_issue_another_holder_and_the_words_beside_it_are_no_duplicate(author, text, of):
    editing.draft(fields(), [passage(text)], by=author)
    other = {
        "issue": (fields(issue=make_issue("eradication")), passage(text)),
        "holder": (fields(country=None, organization=make_organization()), passage(text)),
        "place": (fields(), passage(text, "and that his army could not do")),
    }

    coding, cut = other[of]
    editing.draft(coding, [cut], by=author)

    assert Position.objects.count() == 2


def test_what_is_withdrawn_may_be_coded_anew(author, text):
    published = publish(editing.draft(fields(), [passage(text)], by=author))
    editing.withdraw(published, by=make_user("reviewer"), reason="It was another speaker.")

    editing.draft(fields(), [passage(text)], by=author)

    assert Position.objects.count() == 2


def test_a_draft_may_keep_its_own_passage_and_take_no_other_position_s(author, text):
    editing.draft(fields(), [passage(text)], by=author)
    other = editing.draft(fields(), [passage(text, an_article.STRATEGY_COL)], by=author)

    other = editing.amend(other, {}, [passage(text, an_article.STRATEGY_COL)], by=author, version=1)
    said = refusal_of(lambda: editing.amend(other, {}, [passage(text)], by=author, version=2))

    assert said.startswith("Passage 1 is coded already")


def test_a_corrected_wording_of_the_source_is_no_way_round(author, text):
    editing.draft(fields(), [passage(text)], by=author)
    corrected = editing.correct_text(text.source, "A note. " + an_article.TEXT, by=author, reason="A slip.")

    said = refusal_of(lambda: editing.draft(fields(), [passage(corrected)], by=author))

    assert said.startswith("Passage 1 is coded already")


def in_two_connections(work) -> list[object]:
    """What ``work`` makes of numbers 0 and 1, each in a thread with a connection of its own."""
    outcomes: list[object] = []

    def run(number: int) -> None:
        try:
            outcomes.append(work(number))
        except ValidationError as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in (0, 1)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_who_code_one_passage_at_once_the_second_is_refused():
    text, coding = make_text(an_article.TEXT), fields()
    editors, both_ready = [make_user("editor"), make_user("editor")], threading.Barrier(2)

    def draft(number: int) -> Position:
        both_ready.wait(timeout=30)
        return editing.draft(coding, [passage(text)], by=editors[number])

    outcomes = in_two_connections(draft)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Position", "ValidationError"]
    assert Position.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_see_nothing_and_code_it():
    text, coding = make_text(an_article.TEXT), fields()
    question = Position(country=coding["country"], issue=coding["issue"])
    both_have_looked = threading.Barrier(2)

    def look_then_write(number: int) -> list:
        with transaction.atomic():
            found = duplicates.overlapping(question, passage(text))
            both_have_looked.wait(timeout=30)
            return found

    assert in_two_connections(look_then_write) == [[], []]


# The same words of another source


def test_the_same_words_in_another_source_are_asked_about(author, text, retold):
    coded = editing.draft(fields(), [passage(text)], by=author)

    said = refusal_of(lambda: editing.draft(fields(), [passage(retold)], by=author))

    assert "The same words are on record from another source" in said
    assert f'href="/desk/positions/{coded.public_id}/also-reported/?text={retold.pk}&amp;start=' in said
    assert Position.objects.count() == 1


def test_who_says_that_it_is_another_statement_may_draft_it(author, text, retold):
    editing.draft(fields(), [passage(text)], by=author)

    editing.draft(fields(), [passage(retold)], by=author, apart=True)

    assert Position.objects.count() == 2


def test_other_words_and_another_holder_s_are_not_asked_about(author, text, retold):
    editing.draft(fields(), [passage(text)], by=author)

    editing.draft(fields(), [passage(retold, an_article.AID_GTM)], by=author)
    editing.draft(fields(country=make_country("MEX")), [passage(retold)], by=author)

    assert Position.objects.count() == 3


def test_a_draft_takes_the_second_source_as_a_second_quotation(author, text, retold):
    coded = editing.draft(fields(), [passage(text)], by=author)

    editing.also_report(coded, passage(retold), by=author, version=1, reason="Also there.")

    sources = [quotation.text.source for quotation in coded.quotations.all()]
    assert sources == [text.source, retold.source]
    assert coded.revisions.latest("version").reason == "Also there."


def test_what_is_published_takes_it_by_proposal_and_a_second_person(author, text, retold):
    published = publish(editing.draft(fields(), [passage(text)], by=author))

    proposed = editing.also_report(published, passage(retold), by=author, version=3, reason="Also there.")

    assert published.quotations.count() == 1
    editing.apply(proposed, by=make_user("reviewer"))
    assert published.quotations.count() == 2
    assert Correction.objects.get().state == CorrectionState.APPLIED


def test_other_words_are_not_added_as_the_same(author, text, retold):
    coded = editing.draft(fields(), [passage(text)], by=author)

    said = refusal_of(
        lambda: editing.also_report(
            coded, passage(retold, an_article.AID_GTM), by=author, version=1, reason="So."
        )
    )

    assert said == "The position quotes other words: draft one of its own from this passage."


# At the desk


def test_the_desk_offers_to_add_the_passage_and_adds_it(client, author, text, retold):
    coded = editing.draft(fields(), [passage(text)], by=author)
    client.force_login(author)
    cut = passage(retold)
    draft = {
        "country": make_country().pk,
        "issue": make_issue().pk,
        "stance": "support",
        "substance": "not_stated",
        "confidence": "certain",
        "summary": "It was said.",
        "passages-TOTAL_FORMS": 1,
        "passages-INITIAL_FORMS": 0,
        "passages-0-text": retold.pk,
        "passages-0-exact": WORDS,
        "passages-0-voice": "direct",
    }

    refused = client.post(reverse("desk_position_new", args=[retold.source.slug]), draft).content.decode()
    address = (
        f"/desk/positions/{coded.public_id}/also-reported/?text={retold.pk}&start={cut.start}&end={cut.end}"
    )
    offered = client.get(f"{address}&voice=direct&attribution=").content.decode()
    client.post(f"{address}&voice=direct", {"voice": "direct", "reason": "Also there."})

    assert address.replace("&", "&amp;") in refused
    assert '<input type="checkbox" name="apart"' in refused
    assert WORDS in offered
    assert coded.quotations.count() == 2
    assert Position.objects.count() == 1


@pytest.mark.parametrize("place", ["text=0&start=0&end=5", "start=x", "start=9&end=3", ""])
def test_an_address_that_names_no_passage_adds_nothing(client, author, text, place):
    coded = editing.draft(fields(), [passage(text)], by=author)
    client.force_login(author)
    address = f"/desk/positions/{coded.public_id}/also-reported/?{place}"

    shown, sent = client.get(address), client.post(address, {"voice": "direct", "reason": "So."})

    assert (shown.status_code, sent.status_code) == (422, 422)
    assert coded.quotations.count() == 1
