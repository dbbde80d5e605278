"""Acts on positions: who, from which state, with what left behind; a refused act changes nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

import pytest

from policy_positions import editing
from policy_positions.editing.recording import snapshot
from policy_positions.models import DataRevision, Position, Revision, SourceText
from policy_positions.models.position import CODED
from policy_positions.vocabulary import Act, ReviewState
from policy_positions.workflow import MOVES, PUBLIC_STATES
from tests.factories import (
    make_country,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_quotation,
    make_summit,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db

BODY = "Señor Pérez said: “Drugs should be legal.” 🕊 Nobody answered, and Cuba was not there."
ACTS: dict[Act, Callable[..., Position]] = {
    Act.SUBMIT: editing.submit,
    Act.RECALL: editing.recall,
    Act.RETURN: editing.return_to_author,
    Act.PUBLISH: editing.publish,
    Act.WITHDRAW: editing.withdraw,
}
THEIR_AUTHOR_S = (Act.SUBMIT, Act.RECALL)


@pytest.fixture
def author(db) -> User:
    return make_user("editor")


@pytest.fixture
def reviewer(db) -> User:
    return make_user("reviewer")


@pytest.fixture
def text(db) -> SourceText:
    return make_text(BODY)


def fields(**changed: Any) -> dict[str, Any]:
    """What an editor decides of the plainest position."""
    return {
        "country": make_country(),
        "issue": make_issue(),
        "stance": "support",
        "stated_on": None,
        "stated_on_precision": "unknown",
        "summary": "Drugs should be legal, he said.",
        **changed,
    }


def passage(
    text: SourceText, exact: str = "Drugs should be legal.", voice: str = "direct"
) -> editing.Passage:
    start = text.body.index(exact)
    return editing.Passage(text, start, start + len(exact), voice)


def everything() -> list:
    """All that an act can change, to compare before and after."""
    return [
        list(Position.objects.order_by("pk").values()),
        [snapshot(position) for position in Position.objects.order_by("pk")],
        Revision.objects.count(),
        DataRevision.objects.current(),
    ]


def refused(act: Callable[[], object], error: type[Exception], message: str = "") -> None:
    """The act raises the error, saying ``message``, and leaves everything as it was."""
    before = everything()

    with pytest.raises(error, match=re.escape(message)), transaction.atomic():
        act()

    assert everything() == before


# The workflow as a table


def someone_for(act: Act, position: Position, reviewer: User) -> User:
    """Who may carry out the act, were the state right."""
    return position.drafted_by if act in THEIR_AUTHOR_S else reviewer


@pytest.mark.parametrize("state", ReviewState.values)
@pytest.mark.parametrize("act", list(ACTS))
def test_an_act_moves_a_position_from_its_own_state_and_from_no_other(act, state, author, reviewer):
    position = make_position(state=state, drafted_by=author)
    by, move = someone_for(act, position, reviewer), MOVES[act]

    if state == move.start:
        done = ACTS[act](position, by=by, reason="It is so.")

        assert (done.state, done.version) == (move.end, 2)
        assert Position.objects.get().state == move.end
    else:
        refused(
            lambda: ACTS[act](position, by=by, reason="It is so."),
            ValidationError,
            f"“{act.label}” is for positions that are {move.start.label.lower()}; "
            f"this one is {ReviewState(state).label.lower()}.",
        )


@pytest.mark.parametrize("act", list(ACTS))
def test_an_act_leaves_one_revision_with_what_was_before_and_after(act, author, reviewer):
    position = make_position(state=MOVES[act].start, drafted_by=author)
    before, by = snapshot(position), someone_for(act, position, reviewer)

    ACTS[act](position, by=by, reason="It is so.")

    revision = position.revisions.get()
    assert (revision.act, revision.by, revision.version, revision.reason) == (act, by, 2, "It is so.")
    assert revision.before == before
    assert revision.after == {**before, "state": MOVES[act].end}


@pytest.mark.parametrize("act", list(ACTS))
def test_only_what_readers_see_moves_the_revision_of_the_record(act, author, reviewer):
    position = make_position(state=MOVES[act].start, drafted_by=author)
    before = DataRevision.objects.current()

    ACTS[act](position, by=someone_for(act, position, reviewer), reason="It is so.")

    has_moved = DataRevision.objects.current() != before
    assert has_moved == (MOVES[act].end in PUBLIC_STATES)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
@pytest.mark.parametrize("act", [Act.RETURN, Act.WITHDRAW])
def test_who_returns_or_withdraws_says_why(act, reason, author, reviewer):
    position = make_position(state=MOVES[act].start, drafted_by=author)

    refused(
        lambda: ACTS[act](position, by=reviewer, reason=reason),
        ValidationError,
        f"Say why: the act “{act.label}” is recorded with its reason.",
    )


@pytest.mark.parametrize("act", [Act.SUBMIT, Act.RECALL, Act.PUBLISH])
def test_who_submits_takes_back_or_publishes_need_not(act, author, reviewer):
    position = make_position(state=MOVES[act].start, drafted_by=author)

    done = ACTS[act](position, by=someone_for(act, position, reviewer))

    assert done.state == MOVES[act].end


def test_every_state_can_be_reached_and_every_act_has_its_move():
    reached = {ReviewState.DRAFT} | {move.end for move in MOVES.values()}

    assert reached == set(ReviewState)
    assert set(MOVES) == {*ACTS, Act.REINSTATE, Act.DISCARD, Act.TAKE_UP}


# The second person


@pytest.mark.parametrize("act", [Act.RETURN, Act.PUBLISH, Act.WITHDRAW])
def test_nobody_reviews_what_they_drafted(act):
    both = make_user("reviewer")
    position = make_position(state=MOVES[act].start, drafted_by=both)

    refused(lambda: ACTS[act](position, by=both, reason="It is so."), PermissionDenied, "You may not")


@pytest.mark.parametrize("act", [Act.RETURN, Act.PUBLISH, Act.WITHDRAW])
def test_an_editor_does_not_review(act, author):
    position = make_position(state=MOVES[act].start)

    refused(lambda: ACTS[act](position, by=author, reason="It is so."), PermissionDenied, "You may not")


@pytest.mark.parametrize("who", ["reviewer", "editor"])
def test_nobody_submits_the_draft_of_another(who):
    position = make_position(state="draft")

    refused(
        lambda: editing.submit(position, by=make_user(who)), PermissionDenied, "Only its author may submit"
    )


@pytest.mark.parametrize("who", ["reviewer", "editor"])
def test_nobody_takes_back_what_another_submitted(who):
    position = make_position(state="in_review")

    refused(lambda: editing.recall(position, by=make_user(who)), PermissionDenied, "Only its author may take")


def test_what_was_published_says_by_whom(reviewer):
    position = make_position(state="in_review")

    published = editing.publish(position, by=reviewer)

    assert (published.published_by, published.published_at is None) == (reviewer, False)


# What has changed since it was read


@pytest.mark.parametrize("act", list(ACTS))
def test_an_act_on_a_position_that_has_changed_since_it_was_read_is_refused(act, author, reviewer):
    position = make_position(state=MOVES[act].start, drafted_by=author)
    Position.objects.filter(pk=position.pk).update(version=2, stance="oppose")

    refused(
        lambda: ACTS[act](position, by=someone_for(act, position, reviewer), reason="It is so."),
        editing.VersionConflict,
        "it is at version 2 now",
    )


def test_a_draft_that_somebody_else_saved_meanwhile_is_not_overwritten(author, text):
    draft = editing.draft(fields(), [passage(text)], by=author)
    editing.amend(draft, {"stance": "oppose"}, [passage(text)], by=author, version=1)

    refused(
        lambda: editing.amend(draft, {"stance": "mixed"}, [passage(text)], by=author, version=1),
        editing.VersionConflict,
        "This position has changed since: it is at version 2 now.",
    )


def test_the_conflict_carries_what_stands_now(author, text):
    draft = editing.draft(fields(), [passage(text)], by=author)
    editing.amend(draft, {"stance": "oppose"}, [passage(text)], by=author, version=1)

    with pytest.raises(editing.VersionConflict) as conflict:
        editing.amend(draft, {"stance": "mixed"}, [passage(text)], by=author, version=1)

    assert (conflict.value.current.version, conflict.value.current.stance) == (2, "oppose")


def test_a_draft_is_changed_at_the_version_that_was_read(author, text):
    draft = editing.draft(fields(), [passage(text)], by=author)

    amended = editing.amend(
        draft, {"stance": "oppose"}, [passage(text, "Nobody answered")], by=author, version=1, reason="Heard."
    )

    assert (amended.version, amended.stance, amended.summary) == (2, "oppose", draft.summary)
    assert [quotation.exact for quotation in amended.quotations.all()] == ["Nobody answered"]
    revision = amended.revisions.first()
    assert (revision.act, revision.reason, revision.version) == (Act.AMEND, "Heard.", 2)
    assert (revision.before["stance"], revision.after["stance"]) == ("support", "oppose")
    assert revision.before["quotations"][0]["exact"] == "Drugs should be legal."
    assert revision.after["quotations"][0]["exact"] == "Nobody answered"


@pytest.mark.parametrize("state", ["in_review", "published", "withdrawn"])
def test_only_a_draft_is_changed(state, author, text):
    position = make_position(state=state, drafted_by=author)

    refused(
        lambda: editing.amend(position, {"stance": "oppose"}, [passage(text)], by=author, version=1),
        ValidationError,
        "“Amended” is for positions that are draft",
    )


def test_only_its_author_changes_a_draft(reviewer, text):
    position = make_position(state="draft")

    refused(
        lambda: editing.amend(position, {"stance": "oppose"}, [passage(text)], by=reviewer, version=1),
        PermissionDenied,
        "Only its author may change a draft.",
    )


# Drafting


def test_a_draft_holds_what_was_decided_and_leaves_its_first_revision(author, text):
    leader, summit = make_leader(slug="perez"), make_summit(slug="cartagena")
    said = {"leader": leader, "summit": summit, "summit_relation": "before", "confidence": "probable"}

    draft = editing.draft(fields(**said), [passage(text)], by=author, reason="From the news.")

    stored = Position.objects.get()
    assert (stored, stored.state, stored.version, stored.drafted_by) == (draft, "draft", 1, author)
    assert (stored.leader, stored.summit, stored.confidence) == (leader, summit, "probable")
    revision = stored.revisions.get()
    assert (revision.act, revision.by, revision.reason) == (Act.DRAFT, author, "From the news.")
    assert (revision.before, revision.after) == (None, snapshot(stored))
    assert (revision.after["leader"], revision.after["country"]) == ("perez", "GTM")


@pytest.mark.parametrize("who", ["", "inactive"])
def test_who_is_no_editor_does_not_draft(who, text):
    user = make_user("editor", is_active=False) if who else make_user()

    refused(
        lambda: editing.draft(fields(), [passage(text)], by=user),
        PermissionDenied,
        "You may not draft positions.",
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"stance": "sideways"}, "is not a valid choice"),
        ({"summary": ""}, "This field cannot be blank."),
        ({"issue": None}, "This field cannot be null."),
        ({"stated_on_precision": "day"}, "stated_on must agree with its precision"),
        ({"summit_relation": "at"}, "Say how it relates to the summit"),
        ({"country": None}, "Name a country or an organization: one of them, not both."),
    ],
)
def test_what_cannot_be_stored_is_refused_with_what_would_be_right(changed, message, author, text):
    make_issue()

    refused(lambda: editing.draft(fields(**changed), [passage(text)], by=author), ValidationError, message)


def test_an_organization_and_a_country_do_not_hold_one_position(author, text):
    both = fields(organization=make_organization())

    refused(lambda: editing.draft(both, [passage(text)], by=author), ValidationError, "one of them, not both")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "published"),
        ("published_by_id", 1),
        ("published_at", None),
        ("drafted_by_id", 1),
        ("version", 7),
        ("public_id", "mine"),
        ("id", 7),
        ("scheme_version", 9),
        ("document", "words"),
        ("colour", "red"),
    ],
)
def test_what_no_editor_decides_cannot_be_slipped_in(name, value, author, text):
    draft = editing.draft(fields(), [passage(text)], by=author)

    told = f"No editor decides {name}; they decide country, organization,"
    refused(lambda: editing.draft(fields(**{name: value}), [passage(text)], by=author), TypeError, told)
    refused(
        lambda: editing.amend(draft, {name: value}, [passage(text)], by=author, version=1), TypeError, told
    )


def test_all_that_editors_decide_are_fields_of_positions():
    assert set(CODED) <= {field.name for field in Position._meta.get_fields()}


def test_a_draft_is_coded_to_the_proposition_as_it_stands(author, text):
    issue = make_issue(scheme_version=3)
    draft = editing.draft(fields(issue=issue), [passage(text)], by=author)
    assert draft.scheme_version == 3

    other = make_issue("eradication", scheme_version=2)
    amended = editing.amend(draft, {"issue": other}, [passage(text)], by=author, version=1)

    assert amended.scheme_version == 2


def test_a_published_coding_keeps_the_version_of_its_proposition(author, reviewer, text):
    issue = make_issue()
    draft = editing.submit(editing.draft(fields(issue=issue), [passage(text)], by=author), by=author)
    issue.scheme_version = 2
    issue.save()

    published = editing.publish(draft, by=reviewer)

    assert published.scheme_version == 1


# Passages


def test_passages_are_cut_verbatim_from_the_text(author, text):
    chosen = [passage(text), passage(text, "🕊 Nobody answered", "reported")]

    draft = editing.draft(fields(), chosen, by=author)

    kept = draft.quotations.all()
    assert [(one.order, one.exact, one.voice, one.verified) for one in kept] == [
        (1, "Drugs should be legal.", "direct", True),
        (2, "🕊 Nobody answered", "reported", True),
    ]
    assert [(one.prefix, one.suffix) for one in kept] == [
        ("Señor Pérez said: “", "” 🕊 Nobody answered, and Cuba"),
        ("said: “Drugs should be legal.” ", ", and Cuba was not there."),
    ]
    assert all(one.prefix + one.exact + one.suffix in BODY for one in kept)


def test_a_passage_is_in_the_language_of_its_source(author):
    text = make_text("Las drogas deben ser legales.", language="es")

    draft = editing.draft(fields(), [passage(text, "drogas")], by=author)

    assert draft.quotations.get().language == "es"


def test_a_draft_is_found_by_its_passages_once_it_is_published(author, reviewer, text):
    draft = editing.submit(editing.draft(fields(), [passage(text)], by=author), by=author)

    editing.publish(draft, by=reviewer)

    assert Position.objects.published().matching("legal drugs").get() == draft


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (-3, 4), (0, len(BODY) + 1), (400, 410)])
def test_a_passage_that_is_no_piece_of_the_text_is_refused(author, text, start, end):
    nowhere = editing.Passage(text, start, end, "direct")

    refused(
        lambda: editing.draft(fields(), [nowhere], by=author), ValueError, f"{start} to {end} is no piece"
    )


def test_a_passage_in_a_voice_that_there_is_not_is_refused(author, text):
    sung = passage(text, voice="sung")

    refused(
        lambda: editing.draft(fields(), [sung], by=author), ValidationError, "'sung' is not a valid choice."
    )


def test_without_a_passage_there_is_no_position(author, text):
    draft = editing.draft(fields(), [passage(text)], by=author)

    told = "Without a passage of a source there is no position: add one."
    refused(lambda: editing.draft(fields(), [], by=author), ValidationError, told)
    refused(lambda: editing.amend(draft, {}, [], by=author, version=1), ValidationError, told)


def test_what_is_not_proven_is_not_published_and_the_passage_is_named(reviewer):
    position = make_position(state="in_review")
    make_quotation(position, make_text(BODY), "Nobody answered", verified=False)

    refused(
        lambda: editing.publish(position, by=reviewer),
        ValidationError,
        "Passage 2 is not proven against its source: “Nobody answered”",
    )


def test_what_has_no_passage_is_not_published(reviewer):
    position = make_position(state="in_review", voices=())

    refused(
        lambda: editing.publish(position, by=reviewer),
        ValidationError,
        "Nothing is published without a passage: add one.",
    )


def cut_from(body: str, exact: str) -> Position:
    """A position in review whose one passage is that piece of that text."""
    position = make_position(state="in_review", voices=())
    make_quotation(position, make_text(body), exact, language="en")
    return position


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_passage_taken_out_of_its_denial_is_not_published_without_a_reason(reviewer, reason):
    position = cut_from(
        "There is no consensus that legalization is the solution.", "legalization is the solution"
    )

    refused(
        lambda: editing.publish(position, by=reviewer, reason=reason),
        ValidationError,
        "Passage 1: The passage starts inside a sentence: “There is no consensus that” stands before it.', "
        "'Passage 1: The same sentence says “no”, outside the passage.",
    )


def test_the_reason_is_kept_with_the_cautions_that_it_answers(reviewer):
    position = cut_from(
        "There is no consensus that legalization is the solution.", "legalization is the solution"
    )

    editing.publish(position, by=reviewer, reason="The denial is in the attribution.")

    revision = position.revisions.get(act=Act.PUBLISH)
    assert revision.reason == "The denial is in the attribution."
    assert [(asked["quotation"], asked["kind"]) for asked in revision.cautions] == [
        (1, "starts_inside_sentence"),
        (1, "negation_outside"),
    ]


def test_a_whole_sentence_is_published_without_a_reason(reviewer):
    position = cut_from("There is no plan. Legalization is the solution.", "Legalization is the solution.")

    editing.publish(position, by=reviewer)

    assert position.revisions.get(act=Act.PUBLISH).cautions == []


def test_who_returns_a_cautioned_passage_answers_nothing(reviewer):
    position = cut_from("They never said that it works.", "it works")

    editing.return_to_author(position, by=reviewer, reason="It was denied.")

    assert position.revisions.get(act=Act.RETURN).cautions == []


# Sources and their texts

REFERENCE = {"slug": "new", "title": "A title", "publisher": "The Paper", "issued_precision": "unknown"}


def test_a_source_is_stored_with_the_text_that_was_pasted(author):
    source = editing.add_source(REFERENCE, BODY, by=author)

    text = source.texts.get()
    assert (text.body, text.length, text.version) == (BODY, len(BODY), 1)
    assert text.sha256 == hashlib.sha256(BODY.encode()).hexdigest()


@pytest.mark.parametrize("body", ["", " \n "])
def test_a_source_without_a_text_is_refused(author, body):
    refused(
        lambda: editing.add_source(REFERENCE, body, by=author),
        ValidationError,
        "A source needs its text: passages are cut from it.",
    )


def test_a_source_whose_reference_cannot_be_stored_leaves_no_text(author):
    refused(
        lambda: editing.add_source({**REFERENCE, "title": ""}, BODY, by=author),
        ValidationError,
        "This field cannot be blank.",
    )
    assert not SourceText.objects.exists()


def test_who_is_no_editor_adds_no_source_and_hands_in_no_text():
    reader, unheld = make_user(), make_unheld_text()

    refused(
        lambda: editing.add_source(REFERENCE, "Another text.", by=reader),
        PermissionDenied,
        "You may not add sources.",
    )
    refused(lambda: editing.hold_text(unheld, BODY, by=reader), PermissionDenied, "You may not add texts.")


def make_unheld_text(body: str = BODY) -> SourceText:
    digest = hashlib.sha256(body.encode()).hexdigest()
    return SourceText.objects.create(source=make_text().source, version=2, sha256=digest, length=len(body))


@pytest.mark.parametrize(("measured", "pasted"), [(BODY, BODY), (BODY + "\n", BODY)])
def test_the_text_that_was_measured_is_held_with_its_last_line_end_or_without(author, measured, pasted):
    unheld = make_unheld_text(measured)

    held = editing.hold_text(unheld, pasted, by=author)

    assert held.body == measured
    assert SourceText.objects.held().get(pk=unheld.pk).body == measured


@pytest.mark.parametrize("pasted", [BODY + "!", BODY.replace("é", "e"), BODY + "\n\n", ""])
def test_another_wording_is_not_held(author, pasted):
    unheld = make_unheld_text()

    with pytest.raises(ValidationError, match="another wording than the one that the offsets"):
        editing.hold_text(unheld, pasted, by=author)

    assert SourceText.objects.get(pk=unheld.pk).body is None


def test_a_text_that_is_held_already_can_be_handed_in_again(author):
    unheld = make_unheld_text()
    editing.hold_text(unheld, BODY, by=author)
    read_before = SourceText.objects.get(pk=unheld.pk)

    again = editing.hold_text(read_before, BODY, by=author)

    assert again.body == BODY


# The frame


def test_a_new_name_renews_the_words_and_the_columns_of_what_it_names():
    country = make_country(name="Guatemala")
    position = make_position(country=country)
    before = DataRevision.objects.current()
    country.name = "Quauhtlemallan"
    country.save()

    editing.renew_after(country)

    assert Position.objects.matching("Quauhtlemallan").get() == position
    assert DataRevision.objects.current() != before
