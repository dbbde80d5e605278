"""Two editors at once: the second save shows both versions, keeps what was typed, and overwrites nothing."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import editing
from policy_positions.models import Correction, Position, SourceText
from tests.factories import make_text, make_user
from tests.sent_forms import sent_by
from tests.test_editing import fields, passage

BODY = "Señor Pérez said: “Drugs should be legal.” Nobody answered, and Cuba was not there."


@pytest.fixture
def author(db) -> User:
    return make_user("editor")


@pytest.fixture
def text(db) -> SourceText:
    return make_text(BODY)


@pytest.fixture
def draft(author, text) -> Position:
    return editing.draft(fields(), [passage(text)], by=author)


@pytest.fixture
def desk(client: Client, author) -> Client:
    client.force_login(author)
    return client


def typed(position: Position, text: SourceText, *, version: int = 1, **changed) -> dict[str, object]:
    """The whole form of the position as a browser sends it."""
    return {
        "version": version,
        "country": position.country_id,
        "issue": position.issue_id,
        "stance": "support",
        "substance": "not_stated",
        "stated": "",
        "summary": "Drugs should be legal, he said.",
        "confidence": "certain",
        "reason": "",
        "passages-TOTAL_FORMS": 1,
        "passages-INITIAL_FORMS": 0,
        "passages-0-text": text.pk,
        "passages-0-exact": "Drugs should be legal.",
        "passages-0-voice": "direct",
        **changed,
    }


def save(client: Client, position: Position, sent: dict[str, object], page: str = "desk_position_edit"):
    return client.post(reverse(page, args=[position.public_id]), sent)


def page_of(response) -> str:
    return html.unescape(response.content.decode())


# The page of a conflict


@pytest.fixture
def conflict(desk, draft, text, author):
    """Theirs: opposes. Yours: doubtful, another summary and another passage."""
    editing.amend(draft, fields(stance="oppose"), [passage(text)], by=author, version=1, reason="Again.")
    changed = {
        "confidence": "doubtful",
        "summary": "My own long summary.",
        "passages-0-exact": "Nobody answered",
        "passages-0-voice": "reported",
    }
    return save(desk, draft, typed(draft, text, **changed))


def test_the_second_save_shows_both_versions_and_keeps_what_was_typed(conflict, draft):
    page = page_of(conflict)

    assert conflict.status_code == 409
    assert "it is at version 2 now" in page and "Again." in page
    for theirs, yours in [("Opposes", "Supports"), ("Certain", "Doubtful")]:
        assert page.index(f"<span>{theirs}</span>") < page.index(f"<span>{yours}</span>")
    taken = {name: value for name, value in sent_by(page).items() if name.startswith("take-")}
    assert taken == {f"take-{line}": "yours" for line in ("confidence", "summary", "passages")} | {
        "take-stance": "theirs"
    }
    assert sent_by(page)["summary"] == "My own long summary."
    assert Position.objects.get().stance == "oppose"


def test_mine_can_be_saved_on_top_of_theirs(desk, conflict, draft):
    save(desk, draft, sent_by(page_of(conflict)))

    now = Position.objects.get()
    assert (now.version, now.stance, now.summary) == (3, "support", "My own long summary.")
    assert [revision.after["stance"] for revision in now.revisions.all()] == ["support", "oppose", "support"]


def test_a_line_of_theirs_and_the_rest_of_mine_are_put_together_and_read_before_they_are_saved(
    desk, conflict, draft
):
    chosen = {"merge": "1", "take-stance": "theirs", "take-summary": "yours", "take-passages": "theirs"}

    merged = page_of(save(desk, draft, {**sent_by(page_of(conflict)), **chosen}))

    assert "not saved yet" in merged
    assert "notice-error" not in merged
    assert Position.objects.get().version == 2
    form = sent_by(merged)
    assert (form["stance"], form["summary"]) == ("oppose", "My own long summary.")
    assert (form["confidence"], form["version"]) == ("doubtful", "2")
    assert form["passages-0-exact"] == "Drugs should be legal."


def test_what_was_put_together_is_saved_as_the_next_version(desk, conflict, draft):
    chosen = {"merge": "1", "take-stance": "theirs", "take-passages": "yours"}
    merged = page_of(save(desk, draft, {**sent_by(page_of(conflict)), **chosen}))

    save(desk, draft, sent_by(merged))

    now = Position.objects.get()
    assert (now.version, now.stance, now.confidence) == (3, "oppose", "doubtful")
    assert now.quotations.get().exact == "Nobody answered"


def test_theirs_can_be_taken_by_a_link(desk, conflict, draft):
    address = reverse("desk_position_edit", args=[draft.public_id])

    assert f'href="{address}">Take theirs' in page_of(conflict)
    assert sent_by(page_of(desk.get(address)))["stance"] == "oppose"


def test_theirs_changed_again_is_a_conflict_again(desk, conflict, draft, text, author):
    resent = sent_by(page_of(conflict))
    editing.amend(draft, fields(stance="mixed"), [passage(text)], by=author, version=2)

    again = save(desk, draft, resent)

    assert again.status_code == 409
    assert Position.objects.get().stance == "mixed"


def test_a_mistake_in_the_form_does_not_make_the_next_save_blind(desk, draft, text, author):
    editing.amend(draft, fields(stance="oppose"), [passage(text)], by=author, version=1)
    refused = save(desk, draft, typed(draft, text, summary=""))
    assert refused.status_code == 422

    again = save(desk, draft, {**sent_by(page_of(refused)), "summary": "He said it."})

    assert again.status_code == 409
    assert Position.objects.get().stance == "oppose"


def test_a_proposal_on_what_was_corrected_meanwhile_shows_both(desk, draft, text, author):
    reviewer = make_user("reviewer")
    published = editing.publish(editing.submit(draft, by=author), by=reviewer)
    first = editing.propose(
        published, fields(stance="oppose"), [passage(text)], by=author, version=3, reason="Misheard."
    )
    editing.apply(first, by=reviewer)
    mine = typed(published, text, version=3, stance="mixed", reason="Half of it.")

    response = save(desk, published, mine, "desk_position_correct")

    page = page_of(response)
    assert (response.status_code, sent_by(page)["take-stance"]) == (409, "yours")
    assert "Both changed it" in page
    assert "<span>Opposes</span>" in page and "<span>Mixed</span>" in page
    assert not Correction.objects.open().exists()


# Two connections


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each act in a thread with a connection of its own, begun together; what each ended with."""
    ready, ended = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        ready.wait(timeout=20)
        try:
            act()
            ended.append("saved")
        except editing.VersionConflict:
            ended.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(ended)


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_refused_and_nothing_is_lost():
    author, text = make_user("editor"), make_text(BODY)
    draft = editing.draft(fields(), [passage(text)], by=author)
    coded = [fields(stance="oppose"), fields(stance="mixed")]

    ended = at_once(
        *(
            lambda said=said: editing.amend(draft, said, [passage(text)], by=author, version=1)
            for said in coded
        )
    )

    assert ended == ["conflict", "saved"]
    now = Position.objects.get()
    assert (now.version, now.revisions.count()) == (2, 2)
    assert now.revisions.first().after["stance"] == now.stance


@pytest.mark.django_db(transaction=True)
def test_without_the_check_the_update_of_the_first_is_lost():
    """The twin: the same two saves by rows alone, each with what its editor had read."""
    author, text = make_user("editor"), make_text(BODY)
    draft = editing.draft(fields(), [passage(text)], by=author)
    first, second = Position.objects.get(pk=draft.pk), Position.objects.get(pk=draft.pk)
    first.stance, second.confidence = "oppose", "doubtful"

    ended = [*at_once(first.save), *at_once(second.save)]

    assert ended == ["saved", "saved"]
    now = Position.objects.get()
    assert (now.confidence, now.stance) == ("doubtful", "support")
