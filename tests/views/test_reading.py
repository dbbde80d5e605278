"""The reading desk on the server: proposals are confirmed or changed, passages found, or put aside."""

from __future__ import annotations

import datetime
import re

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

import pytest

from policy_positions import editing, proposals
from policy_positions.models import Dismissal, Leader, Position, Source, SourceText
from policy_positions.views.edit.reading import MOST_LISTED
from policy_positions.vocabulary import ReviewState
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_quotation,
    make_summit,
    make_tenure,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db

LEGAL = "Perez has called for legalization."
TWICE = "No more war on farmers"
BODY = (
    f"It was hot 🌿 in town.\r\n\r\n{LEGAL} “{TWICE},” he said. They never said that it works. "
    f"“{TWICE},” he said again.\r\n"
)
GROUPS = ("who", "what", "when", "how")


@pytest.fixture
def text(db) -> SourceText:
    country = make_country(name_fr="Pays GTM")
    make_tenure(make_leader("Otto Pérez Molina", other_names=["Perez"]), country)
    make_issue(words=["legaliz*"], name="Legalization")
    return make_text(BODY)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_user("editor"))
    return client


def address(text: SourceText) -> str:
    return reverse("desk_read", args=[text.source.slug])


def place(exact: str = LEGAL) -> dict[str, int]:
    start = BODY.index(exact)
    return {"start": start, "end": start + len(exact)}


def shown_fields(page: str) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    form = re.search(r'<form method="post"[^>]*class="coding-form".*?</form>', page, re.DOTALL)[0]
    form = re.sub(r"<template.*?</template>", "", form, flags=re.DOTALL)
    sent = dict(re.findall(r'<input type="(?:hidden|text)" name="([^"]+)"(?: value="([^"]*)")?', form))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def coded(editor: Client, text: SourceText, exact: str = LEGAL, **changed) -> dict:
    """The form of a passage as it is shown, with a summary, all confirmed, and what is ``changed``."""
    sent = shown_fields(editor.get(address(text), place(exact)).content.decode())
    return {**sent, "summary": "He asks for it.", "confirmed": GROUPS, **changed}


def test_the_form_holds_what_is_proposed_with_its_reason(editor, text):
    page = editor.get(address(text), place()).content.decode()

    assert "“Perez” stands in the passage." in page
    assert "Office when the source appeared (April 2012): President of Country GTM." in page
    assert shown_fields(page)["leader"] == str(Leader.objects.get().pk)


def test_a_french_reading_desk_gives_its_reasons_in_french(editor, text):
    """The text is read once for all languages, here in English."""
    editor.get(address(text), place())

    page = editor.get(f"/fr{address(text)}", place()).content.decode()

    assert '<p class="help">Il est entre guillemets, à côté de «\u202fsaid\u202f».</p>' in page
    assert (
        '<p class="reason">«\u202fPerez\u202f» figure dans le passage. '
        "Fonction à la date de la source (avril 2012)\u202f: Président, Pays GTM.</p>"
    ) in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_meeting_is_known_by_its_series_whatever_is_spoken(db, language):
    make_summit(series="Summits of the Americas")

    with override(language):
        (meeting,) = proposals.gazetteer().meetings

    assert "Summit of the Americas" in meeting.names


def test_a_body_without_a_french_name_says_in_a_reason_that_it_is_english(editor, text):
    make_organization(name="Council of Growers")
    said = make_text("The Council of Growers has called for legalization.")

    page = editor.get(f"/fr{address(said)}", {"start": 0, "end": said.length}).content.decode()

    assert 'Titulaire\u202f: <span lang="en">Council of Growers</span>.' in page


def test_what_is_confirmed_is_saved_and_the_editor_goes_on_behind_it(editor, text):
    response = editor.post(address(text), coded(editor, text))

    position = Position.objects.get()
    quotation = position.quotations.get()
    assert response.headers["Location"] == f"{address(text)}#at-{place()['end']}"
    assert (quotation.start, quotation.end) == tuple(place().values())
    assert quotation.exact == LEGAL
    assert (position.state, position.stance, position.leader.name) == (
        "draft",
        "support",
        "Otto Pérez Molina",
    )
    assert position.stated.edtf() == "2012-04"


def test_what_is_proposed_is_not_saved_unseen(editor, text):
    response = editor.post(address(text), coded(editor, text, confirmed=("who", "when", "how")))

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Confirm what is proposed here, or change it.") == 1
    assert 'id="error-what"' in page
    assert not Position.objects.exists()


def test_what_an_editor_changed_needs_no_confirmation(editor, text):
    changed = {
        "leader": "",
        "country": make_country("MEX").pk,
        "stance": "oppose",
        "substance": "cannabis",
        "stated": "2011",
        "date_note": "He says so.",
        "passages-0-voice": "characterized",
        "confidence": "doubtful",
        "issue": make_issue("eradication").pk,
    }

    editor.post(address(text), coded(editor, text, confirmed=(), **changed))

    position = Position.objects.get()
    assert (position.country.iso3, position.stance, position.confidence) == ("MEX", "oppose", "doubtful")


def test_it_is_submitted_at_once_when_the_editor_says_so(editor, text):
    editor.post(address(text), coded(editor, text, submit=""))

    assert Position.objects.get().state == ReviewState.IN_REVIEW


def test_a_refused_form_keeps_what_was_typed_and_nothing_is_stored(editor, text):
    response = editor.post(address(text), coded(editor, text, summary="", coding_note="Typed."))

    assert response.status_code == 422
    assert "Typed." in response.content.decode()
    assert not Position.objects.exists()


def test_a_passage_is_widened_to_whole_words(editor, text):
    start = BODY.index("rez has called for legaliz")

    page = editor.get(address(text), {"start": start, "end": start + 26}).content.decode()

    assert f"<mark>{LEGAL.rstrip('.')}</mark>" in page


def test_a_passage_with_pieces_left_out_becomes_one_quotation_a_piece(editor, text):
    more = {
        "passages-TOTAL_FORMS": "2",
        "passages-1-text": text.pk,
        "passages-1-exact": "They never […] it works",
        "passages-1-voice": "reported",
    }

    response = editor.post(address(text), coded(editor, text, **more))
    assert response.status_code == 422
    assert "needs at least 3 words in a row" in response.content.decode()

    more["passages-1-exact"] = "It was hot […] They never said that"
    editor.post(address(text), coded(editor, text, **more))

    exact = [quotation.exact for quotation in Position.objects.get().quotations.all()]
    assert exact == [LEGAL, "It was hot", "They never said that"]


# With scripts off: the passage is pasted and the server finds it


def test_a_pasted_passage_is_found(editor, text):
    page = editor.get(address(text), {"passage": "they never  said"}).content.decode()
    found = editor.get(address(text), {"passage": "They never  said"}).content.decode()

    assert "This does not stand, word for word and in one piece, in the text." in page
    assert "<mark>They never said</mark>" in found


def test_a_pasted_passage_that_stands_twice_is_asked_for(editor, text):
    page = editor.get(address(text), {"passage": TWICE}).content.decode()

    asked = re.findall(r'href="[^"]*\?start=(\d+)&amp;end=(\d+)#coding">… ', page)
    assert [int(start) for start, _ in asked] == [BODY.index(TWICE), BODY.rindex(TWICE)]
    assert "It stands 2 times in the text" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"start": "5", "end": "2"},
        {"start": "x", "end": "9"},
        {"start": "0", "end": "99999"},
        {"start": "²", "end": "9"},
    ],
)
def test_offsets_that_are_no_piece_of_the_text_are_said(editor, text, asked):
    response = editor.get(address(text), asked)

    assert response.status_code == 422
    assert "Select some words of the text." in response.content.decode()


def test_a_source_without_its_text_asks_for_it(editor, text):
    empty = Source.objects.create(slug="empty", title="Empty", publisher="P", issued_precision="unknown")
    SourceText.objects.create(source=empty, sha256="a" * 64, length=3)

    response = editor.get(reverse("desk_read", args=["empty"]))

    assert response.headers["Location"] == reverse("desk_source_text", args=["empty"])


# The text and what lies on it


def test_every_code_point_of_the_text_is_on_the_page_in_order(editor, text):
    page = editor.get(address(text)).content.decode()

    block = re.search(r'id="source-text".*?>(.*)</div>\s*<div class="reading-side">', page, re.DOTALL)[1]
    words = re.sub(r"<[^>]+>", "", block).replace("&#13;", "\r")
    assert words == BODY


def test_what_is_coded_proposed_and_put_aside_is_marked_apart(editor, text):
    make_quotation(make_draft(voices=()), text, "It was hot 🌿 in town.")
    editing.dismiss(text, *place("They never said that it works.").values(), by=make_user("editor"))

    page = editor.get(address(text)).content.decode()

    marked = re.findall(r'class="mark mark-(\w+)" href="[^"]+"[^>]*>([^<]*)</a>', page)
    assert ("coded", "It was hot 🌿 in town.") in marked
    assert ("proposed", LEGAL) in marked
    assert ("dismissed", "They never said that it works.") in marked


def test_a_withdrawn_position_leaves_its_passage_free(editor, text):
    make_position(state="withdrawn", texts=[text], voices=())
    withdrawn = make_position(state="withdrawn", voices=())
    make_quotation(withdrawn, text, LEGAL)

    page = editor.get(address(text)).content.decode()

    assert "mark-coded" not in page
    assert "mark-proposed" in page


def test_a_dismissal_is_remembered_with_who_and_can_be_undone(editor, text):
    editor.post(reverse("desk_dismiss", args=[text.source.slug]), place())
    dismissal = Dismissal.objects.get()
    gone = editor.get(address(text)).content.decode()
    editor.post(reverse("desk_dismissal_undo", args=[dismissal.pk]))
    back = editor.get(address(text)).content.decode()

    dismissal.refresh_from_db()
    assert f"by {dismissal.dismissed_by}" in gone
    assert f'class="mark mark-proposed" href="?start={place()["start"]}&amp;' not in gone
    assert f'class="mark mark-proposed" href="?start={place()["start"]}&amp;' in back
    assert dismissal.undone_by == dismissal.dismissed_by


def test_putting_aside_twice_keeps_the_first(text):
    first, second = make_user("editor"), make_user("editor")

    kept = editing.dismiss(text, 3, 9, by=first)
    again = editing.dismiss(text, 3, 9, by=second)

    assert again == kept
    assert again.dismissed_by == first


def test_cautions_are_told_before_anything_is_saved(editor, text):
    page = editor.get(address(text), place("it works")).content.decode()

    assert "The same sentence says “never”, outside the passage." in page
    assert "Publishing it will want a written reason." in page


@pytest.mark.parametrize("name", ["desk_read", "desk_dismiss"])
def test_who_is_no_editor_is_kept_out(client, text, name):
    client.force_login(make_user())

    assert client.post(reverse(name, args=[text.source.slug]), place()).status_code == 403
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_of_the_desk_cost_the_same_however_long(editor, text, rows, django_assert_num_queries):
    author, leader = make_user("editor"), Leader.objects.get()
    for number in range(rows):
        position = make_draft(
            voices=(), leader=leader, drafted_by=author, stated_on=datetime.date(2012, 4, 1 + number)
        )
        make_quotation(position, text, "It was hot 🌿 in town.")
        editing.dismiss(text, number, number + 1, by=author)

    with django_assert_num_queries(19):
        page = editor.get(address(text)).content.decode()

    assert page.count('class="place place-dismissed"') == rows
    assert page.count(f"{reverse('desk')}positions/") == rows


def test_of_many_proposals_the_first_are_listed_and_the_others_move_up_as_these_are_done(editor, text):
    many = MOST_LISTED + 2
    said = "\r\n".join(f"In town {number}, Perez called for legalization." for number in range(many))
    full = make_text(said)
    before = editor.get(address(full)).content.decode()
    first, behind = (
        re.findall(r'class="mark mark-proposed" href="([^"]+)"', before)[at] for at in (0, MOST_LISTED)
    )

    span = dict(re.findall(r"(start|end)=(\d+)", first))
    editor.post(reverse("desk_dismiss", args=[full.source.slug]), span)
    after = editor.get(address(full)).content.decode()

    assert (
        before.count('class="place place-proposed"')
        == MOST_LISTED
        == after.count('class="place place-proposed"')
    )
    assert f"The first {MOST_LISTED} are listed." in before
    assert f'href="{address(full)}{behind}" data-code' not in before
    assert f'href="{address(full)}{behind}" data-code' in after
    assert (
        editor.get(f"{address(full)}{behind.replace('&amp;', '&')}").content.decode().count("coding-form")
        == 1
    )
