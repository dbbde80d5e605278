"""A bad import is undone as a whole: by who imported it, or by who reviews, with a reason, history kept."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

import pytest

from policy_positions import columns, editing
from policy_positions.editing.arriving import AsDrafts
from policy_positions.editing.importing import import_rows
from policy_positions.exports.reading import Line, read
from policy_positions.models import Import, Position, Revision
from policy_positions.uploads.working import carry_out
from policy_positions.vocabulary import ImportState, RecordKind, ReviewState
from tests.factories import make_user
from tests.uploads.rows import as_csv, frame, row, two_positions

pytestmark = pytest.mark.django_db
WHY = "The columns were shifted."


@pytest.fixture
def text():
    return frame()


@pytest.fixture
def author():
    return make_user("editor")


@pytest.fixture
def reviewer():
    return make_user("reviewer")


def imported(rows: Sequence[dict[str, Any]], by) -> Import:
    """The file as ``uploads`` imports it, without a thread of its own."""
    held = Import.objects.create(
        name="rows.csv", sha256="a" * 64, content=as_csv(list(rows)), made_by=by, state=ImportState.IMPORTING
    )
    carry_out(held)
    held.refresh_from_db()
    assert held.state == ImportState.IMPORTED
    return held


def lines(rows: Sequence[dict[str, Any]]) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.csv")
        path.write_bytes(as_csv(list(rows)))
        return list(read(path))


def states() -> list[str]:
    return list(Position.objects.order_by("pk").values_list("state", flat=True))


def publish_first(by) -> Position:
    first = Position.objects.earliest("pk")
    return editing.publish(editing.submit(first, by=first.drafted_by), by=by, reason="Read in full.")


def test_its_drafts_are_thrown_away_with_the_reason_and_keep_their_history(text, author):
    held = imported(two_positions(text), author)
    was = {each.pk: editing.snapshot(each) for each in Position.objects.all()}

    brought = editing.take_back_import(held, by=author, reason=WHY)

    assert (brought.drafts, states()) == (2, ["discarded", "discarded"])
    for position in Position.objects.all():
        last = position.revisions.latest("version")
        assert (last.act, last.by, last.reason, last.version) == ("discard", author, WHY, position.version)
        assert (last.before, last.after) == (was[position.pk], editing.snapshot(position))
    held.refresh_from_db()
    assert held.state == ImportState.TAKEN_BACK
    act = Revision.objects.of_record(RecordKind.IMPORT, str(held.pk)).latest("version")
    assert (act.act, act.reason, act.after["drafts"]) == ("take_back", WHY, 2)


def test_what_is_published_since_is_withdrawn_by_a_reviewer_and_leaves_the_columns(text, author, reviewer):
    held = imported(two_positions(text), author)
    published = publish_first(reviewer)
    editing.submit(Position.objects.latest("pk"), by=author)
    assert columns.renewed().size == 1

    brought = editing.take_back_import(held, by=reviewer, reason=WHY)

    assert (brought.in_review, brought.published) == (1, 1)
    assert states() == ["withdrawn", "discarded"]
    assert published.revisions.latest("version").reason == WHY
    assert columns.renewed().size == 0


def test_its_author_does_not_withdraw_what_a_reviewer_published(text, author, reviewer):
    held = imported(two_positions(text), author)
    publish_first(reviewer)

    with pytest.raises(ValidationError, match="a reviewer who did not import it"):
        editing.take_back_import(held, by=author, reason=WHY)

    held.refresh_from_db()
    assert (held.state, states()) == (ImportState.IMPORTED, ["published", "draft"])


def test_a_draft_that_it_changed_becomes_what_it_was(text, author):
    imported([row(text)], author)
    held = imported([row(text, stance="oppose", confidence="doubtful")], author)
    assert Position.objects.get().stance == "oppose"

    brought = editing.take_back_import(held, by=author, reason=WHY)

    position = Position.objects.get()
    assert (brought.changed, position.stance, position.state) == (1, "support", ReviewState.DRAFT)
    assert position.confidence == "certain"
    assert [each.act for each in position.revisions.order_by("version")] == ["draft", "amend", "restore"]


def test_a_draft_that_was_worked_on_since_stays_as_it_is(text, author):
    imported([row(text)], author)
    held = imported([row(text, stance="oppose")], author)
    editing.submit(Position.objects.get(), by=author)

    brought = editing.take_back_import(held, by=author, reason=WHY)

    assert (brought.changed, states()) == (0, ["in_review"])
    assert Position.objects.get().stance == "oppose"


def test_its_passages_can_be_coded_anew_after_it_and_not_before(text, author):
    held = imported([row(text, stance="oppose")], author)
    anew = [row(text, summary="Perez asks for a legal market.")]

    before = import_rows(lines(anew), arrival=AsDrafts(author))
    editing.take_back_import(held, by=author, reason=WHY)
    after = import_rows(lines(anew), arrival=AsDrafts(author))

    assert "is coded already" in before.rejections[0].reason
    assert after.rejections == []
    assert states() == ["discarded", "draft"]


def test_a_corrected_file_takes_up_what_was_taken_back_and_still_names(text, author):
    held = imported([row(text, stance="oppose")], author)
    editing.take_back_import(held, by=author, reason=WHY)

    import_rows(lines([row(text)]), arrival=AsDrafts(author))

    position = Position.objects.get()
    assert (position.state, position.stance) == (ReviewState.DRAFT, "support")
    acts = [each.act for each in position.revisions.order_by("version")]
    assert acts == ["draft", "discard", "take_up", "amend"]


def test_it_is_taken_back_once_with_a_reason_and_by_no_other_editor(text, author):
    held = imported(two_positions(text), author)

    with pytest.raises(PermissionDenied):
        editing.take_back_import(held, by=make_user("editor"), reason=WHY)
    with pytest.raises(ValidationError, match="Say why"):
        editing.take_back_import(held, by=author, reason=" ")
    assert states() == ["draft", "draft"]
    editing.take_back_import(held, by=author, reason=WHY)
    with pytest.raises(ValidationError, match="undone already"):
        editing.take_back_import(held, by=author, reason=WHY)


def test_a_draft_is_not_taken_up_again_where_its_words_are_coded_by_now(text, author):
    held = imported([row(text)], author)
    thrown_away = Position.objects.get()
    editing.take_back_import(held, by=author, reason=WHY)
    thrown_away.refresh_from_db()
    imported([row(text, summary="Perez asks for a legal market.")], author)

    with pytest.raises(ValidationError, match="is coded already"):
        editing.take_up(thrown_away, by=author)

    assert states() == ["discarded", "draft"]


# The page


def page(client, held: Import) -> str:
    return unescape(client.get(held.get_absolute_url()).content.decode())


def test_the_page_says_what_would_be_undone_and_undoes_it(client, text, author):
    held = imported(two_positions(text), author)
    client.force_login(author)

    told = page(client, held)
    answer = client.post(reverse("desk_import_take_back", args=[held.pk]), {"reason": WHY}, follow=True)

    assert "2 drafts are thrown away" in told
    assert "Undone: all that this file brought." in answer.content.decode()
    assert "Undo all of it" not in page(client, held)
    assert states() == ["discarded", "discarded"]


def test_without_a_reason_the_page_asks_for_it_and_nothing_is_undone(client, text, author):
    held = imported(two_positions(text), author)
    client.force_login(author)

    answer = client.post(reverse("desk_import_take_back", args=[held.pk]), {"reason": ""})

    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert states() == ["draft", "draft"]


def test_a_reviewer_finds_the_import_of_another_and_an_editor_does_not(client, text, author, reviewer):
    held = imported(two_positions(text), author)

    client.force_login(reviewer)
    assert held.get_absolute_url() in client.get(reverse("desk_imports")).content.decode()
    assert "Undo all of it" in page(client, held)

    client.force_login(make_user("editor"))
    assert held.get_absolute_url() not in client.get(reverse("desk_imports")).content.decode()
    assert client.post(reverse("desk_import_take_back", args=[held.pk]), {"reason": WHY}).status_code == 404
    assert states() == ["draft", "draft"]


def test_its_author_is_told_who_takes_back_what_is_published(client, text, author, reviewer):
    held = imported(two_positions(text), author)
    publish_first(reviewer)
    client.force_login(author)

    told = page(client, held)

    assert "a reviewer who did not import it undoes it, on this page" in told
    assert "Undo all of it" not in told


@pytest.mark.parametrize("rows", [1, 3])
def test_taking_back_costs_the_same_for_any_number_of_drafts(text, author, rows, django_assert_num_queries):
    held = imported(two_positions(text)[:rows], author)

    with django_assert_num_queries(28):
        editing.take_back_import(held, by=author, reason=WHY)


def test_one_draft_is_thrown_away_at_the_desk_and_taken_up_again(client, text, author):
    imported([row(text)], author)
    client.force_login(author)
    position = Position.objects.get()
    at_desk = reverse("desk_position", args=[position.public_id])

    client.post(reverse("desk_position_discard", args=[position.public_id]), {"version": 1})
    thrown_away = unescape(client.get(at_desk).content.decode())
    drafts = client.get(reverse("desk_drafts")).content.decode()
    client.post(reverse("desk_position_take_up", args=[position.public_id]), {"version": 2})

    assert "Take it up again" in thrown_away
    assert position.public_id not in drafts
    assert states() == ["draft"]
