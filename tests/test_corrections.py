"""Changing what is published: proposed by one, applied by another; drafts are undone alone."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

import pytest

from policy_positions import editing
from policy_positions.editing.recording import snapshot
from policy_positions.models import Correction, DataRevision, Position, Revision, SourceText
from policy_positions.vocabulary import Act
from tests.factories import make_issue, make_position, make_text, make_user
from tests.test_editing import fields, passage, refused

pytestmark = pytest.mark.django_db

BODY = "Señor Pérez said: “Drugs should be legal.” 🕊 Nobody answered, and Cuba was not there."


@pytest.fixture
def author(db) -> User:
    return make_user("editor")


@pytest.fixture
def reviewer(db) -> User:
    return make_user("reviewer")


@pytest.fixture
def text(db) -> SourceText:
    return make_text(BODY)


@pytest.fixture
def published(author, reviewer, text) -> Position:
    """At version 3, after a draft, a submission and a publication."""
    draft = editing.draft(fields(), [passage(text)], by=author)
    return editing.publish(editing.submit(draft, by=author), by=reviewer)


def propose(position: Position, by: User, passages: list[editing.Passage], **changed) -> Correction:
    coded = fields(stance="oppose", **changed)
    return editing.propose(
        position, coded, passages, by=by, version=position.version, reason="He was misheard."
    )


# Proposing


def test_what_is_published_stands_until_a_second_person_applies_the_change(author, published, text):
    before, public = snapshot(published), DataRevision.objects.current()

    correction = propose(published, author, [passage(text)])

    assert snapshot(published) == before
    assert DataRevision.objects.current() == public
    assert correction.proposed == {**before, "stance": "oppose"}
    assert (correction.act, correction.base_version, correction.is_open) == (Act.CORRECT, 3, True)


def test_a_proposal_is_validated_as_a_coding_is(author, published, text):
    refused(
        lambda: propose(published, author, [passage(text)], summary=""),
        ValidationError,
        "This field cannot be blank.",
    )
    refused(lambda: propose(published, author, []), ValidationError, "Without a passage of a source")


def test_a_proposal_that_changes_nothing_is_refused(author, published, text):
    refused(
        lambda: editing.propose(published, {}, [passage(text)], by=author, version=3, reason="It is so."),
        ValidationError,
        "nothing would change",
    )


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_proposal_says_why(author, published, text, reason):
    refused(
        lambda: editing.propose(
            published, fields(stance="oppose"), [passage(text)], by=author, version=3, reason=reason
        ),
        ValidationError,
        "Say why: the act “Corrected” is recorded with its reason.",
    )


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_only_what_is_published_is_corrected(author, text, state):
    position = make_position(state=state)

    refused(
        lambda: propose(position, author, [passage(text)]),
        ValidationError,
        "“Corrected” is for positions that are published",
    )


def test_a_reader_proposes_nothing(published, text):
    refused(
        lambda: propose(published, make_user(), [passage(text)]),
        PermissionDenied,
        "You may not propose changes.",
    )


def test_a_second_proposal_waits_for_the_first(author, published, text):
    propose(published, author, [passage(text)])

    refused(
        lambda: propose(published, make_user("editor"), [passage(text, "Nobody answered")]),
        ValidationError,
        f"{author} has proposed a change already",
    )


def test_a_proposal_on_what_has_changed_since_it_was_read_is_refused(author, reviewer, published, text):
    editing.apply(propose(published, author, [passage(text)]), by=reviewer)

    refused(
        lambda: propose(published, author, [passage(text, "Nobody answered")]),
        editing.VersionConflict,
        "it is at version 4 now",
    )


def test_a_correction_under_an_older_proposition_keeps_its_version(author, published, text):
    issue = make_issue()
    issue.scheme_version = 2
    issue.save()

    kept = propose(published, author, [passage(text)])

    assert kept.proposed["scheme_version"] == 1


# Deciding


def test_an_applied_change_is_published_with_its_reason(author, reviewer, published, text):
    correction = propose(published, author, [passage(text, "Nobody answered", "reported")])
    public = DataRevision.objects.current()

    corrected = editing.apply(correction, by=reviewer, note="I read it too.")

    assert (corrected.state, corrected.stance, corrected.version) == ("published", "oppose", 4)
    assert [quotation.exact for quotation in corrected.quotations.all()] == ["Nobody answered"]
    revision = corrected.revisions.first()
    assert (revision.act, revision.by, revision.reason) == (Act.CORRECT, reviewer, "He was misheard.")
    assert (revision.before["stance"], revision.after) == ("support", correction.proposed)
    assert DataRevision.objects.current() != public
    correction.refresh_from_db()
    assert (correction.state, correction.decided_by, correction.decision_note) == (
        "applied",
        reviewer,
        "I read it too.",
    )


def test_who_proposed_a_change_neither_applies_nor_declines_it(published, text):
    both = make_user("reviewer")
    correction = propose(published, both, [passage(text)])

    refused(lambda: editing.apply(correction, by=both), PermissionDenied, "Somebody else than who proposed")
    refused(lambda: editing.decline(correction, by=both, note="No."), PermissionDenied, "Somebody else than")


def test_an_editor_applies_nothing(author, published, text):
    correction = propose(published, author, [passage(text)])

    refused(lambda: editing.apply(correction, by=make_user("editor")), PermissionDenied, "Somebody else than")


def test_a_change_of_what_was_withdrawn_meanwhile_is_not_applied(author, reviewer, published, text):
    correction = propose(published, author, [passage(text)])
    editing.withdraw(published, by=reviewer, reason="A hoax.")

    refused(
        lambda: editing.apply(correction, by=reviewer),
        ValidationError,
        "“Corrected” is for positions that are published; this one is withdrawn.",
    )


def test_a_change_of_what_became_another_version_is_not_applied(author, reviewer, published, text):
    correction = propose(published, author, [passage(text)])
    Position.objects.filter(pk=published.pk).update(version=9)

    refused(lambda: editing.apply(correction, by=reviewer), editing.VersionConflict, "version 9 now")


def test_a_declined_change_leaves_what_is_published_and_says_why(author, reviewer, published, text):
    before = snapshot(published)
    correction = propose(published, author, [passage(text)])

    declined = editing.decline(correction, by=reviewer, note="He did say it.")

    assert (declined.state, declined.decision_note) == ("declined", "He did say it.")
    assert snapshot(published) == before
    refused(lambda: editing.apply(correction, by=reviewer), ValidationError, "has been decided: declined.")


def test_who_declines_says_why(author, reviewer, published, text):
    correction = propose(published, author, [passage(text)])

    refused(lambda: editing.decline(correction, by=reviewer, note=" "), ValidationError, "Say why")


def test_a_proposal_is_taken_back_by_who_made_it(author, reviewer, published, text):
    correction = propose(published, author, [passage(text)])

    refused(lambda: editing.take_back(correction, by=reviewer), PermissionDenied, "Only who proposed")
    taken = editing.take_back(correction, by=author)

    assert (taken.state, taken.decided_by) == ("taken_back", author)


# Going back to an earlier version


def test_a_draft_is_restored_by_its_author_as_a_new_version(author, text):
    draft = editing.draft(fields(), [passage(text)], by=author)
    editing.amend(draft, fields(stance="oppose"), [passage(text, "Nobody answered")], by=author, version=1)

    restored = editing.restore(draft, 1, by=author, version=2, reason="The first was right.")

    assert (restored.version, restored.stance) == (3, "support")
    assert [quotation.exact for quotation in restored.quotations.all()] == ["Drugs should be legal."]
    first, last = restored.revisions.last(), restored.revisions.first()
    assert (last.act, last.reason, last.after) == (Act.RESTORE, "The first was right.", first.after)


def test_a_version_that_can_no_longer_stand_is_not_restored(author, text):
    draft = editing.draft(fields(), [passage(text)], by=author)
    editing.amend(draft, fields(stance="oppose"), [passage(text)], by=author, version=1)
    Revision.objects.create(
        position=draft, version=3, act="amend", by=author, after={**snapshot(draft), "country": "XXX"}
    )
    Position.objects.filter(pk=draft.pk).update(version=3)

    refused(
        lambda: editing.restore(draft, 3, by=author, version=3),
        ValidationError,
        "That version names the country “XXX”, which is no longer on record.",
    )
    refused(lambda: editing.restore(draft, 8, by=author, version=3), ValidationError, "There is no version 8")


def test_nobody_restores_the_draft_of_another(author, text):
    draft = editing.draft(fields(), [passage(text)], by=author)

    refused(
        lambda: editing.restore(draft, 1, by=make_user("reviewer"), version=1),
        PermissionDenied,
        "Only its author may change a draft.",
    )


def test_a_published_position_is_restored_by_a_second_person(author, reviewer, published, text):
    corrected = editing.apply(propose(published, author, [passage(text)]), by=reviewer)

    undoing = editing.propose_restoring(corrected, 3, by=author, version=4, reason="It was right before.")
    restored = editing.apply(undoing, by=reviewer)

    assert (restored.version, restored.stance, restored.state) == (5, "support", "published")
    revision = restored.revisions.first()
    assert (revision.act, revision.reason) == (Act.RESTORE, "It was right before.")


def test_a_withdrawal_is_undone_by_a_second_person(author, reviewer, published):
    withdrawn = editing.withdraw(published, by=reviewer, reason="A hoax.")

    undoing = editing.propose_restoring(withdrawn, 3, by=author, version=4, reason="It was none.")
    assert Position.objects.get().state == "withdrawn"
    back = editing.apply(undoing, by=reviewer)

    assert (back.state, back.published_by, back.version) == ("published", reviewer, 5)
    assert back.revisions.first().act == Act.REINSTATE


def test_an_author_does_not_put_their_own_position_back(published, reviewer):
    author = make_user("reviewer")
    own = make_position(state="withdrawn", drafted_by=author)
    Revision.objects.create(position=own, version=1, act="load", by=author, after=snapshot(own))
    undoing = editing.propose_restoring(own, 1, by=reviewer, version=1, reason="It was right.")

    refused(lambda: editing.apply(undoing, by=author), PermissionDenied, "Somebody else than its author")


# Passages of texts that are not held


@pytest.fixture
def unheld(published) -> Position:
    """A published position whose source's text is not held, as in the record that ships."""
    body = published.quotations.get().text
    other = SourceText.objects.create(
        source=make_text("Another one.").source, version=2, sha256=body.sha256, length=body.length
    )
    published.quotations.update(text=other)
    return published


def test_what_was_proven_is_kept_where_the_text_is_not_held(author, reviewer, unheld):
    quotation = unheld.quotations.get()
    kept = editing.Passage(quotation.text, quotation.start, quotation.end, "reported")

    corrected = editing.apply(propose(unheld, author, [kept]), by=reviewer)

    now = corrected.quotations.get()
    assert (now.exact, now.prefix, now.verified, now.voice) == (
        quotation.exact,
        quotation.prefix,
        True,
        "reported",
    )


def test_another_passage_of_a_text_that_is_not_held_is_refused(author, unheld):
    quotation = unheld.quotations.get()
    other = editing.Passage(quotation.text, quotation.start + 1, quotation.end, "direct")

    refused(lambda: propose(unheld, author, [other]), ValidationError, "hand in the text first")
