"""The source desk: a text is looked at before it is kept, and what it says of itself is only proposed."""

from __future__ import annotations

from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import pytest
from lxml.html import fromstring

from policy_positions import editing
from policy_positions.models import Source, SourceText
from tests import an_article
from tests.factories import make_draft, make_quotation, make_text, make_user

pytestmark = pytest.mark.django_db

TYPED = {
    "body": an_article.TEXT,
    "title": "A title",
    "publisher": "The Paper",
    "type": "article-newspaper",
    "language": "en",
}


@pytest.fixture
def editor(client: Client):
    user = make_user("editor")
    client.force_login(user)
    return user


def uploaded(content: bytes | str = an_article.PAGE, name: str = "article.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def read(client: Client, **typed):
    return client.post(reverse("desk_source_new"), typed)


def shown(response, name: str) -> str:
    """What the field of that name holds, as the browser shows it."""
    (field,) = fromstring(response.content.decode()).xpath(f"//main//*[@name='{name}']")
    return str(field.value or "").removeprefix("\n")


def said(response) -> str:
    return unescape(response.content.decode())


@pytest.mark.usefixtures("editor")
def test_an_uploaded_page_is_shown_and_nothing_is_kept(client):
    response = read(client, upload=uploaded())

    assert "CARTAGENA, Colombia — Leaders" in shown(response, "body")
    assert "Read, and not kept yet" in said(response)
    assert not Source.objects.exists()


@pytest.mark.usefixtures("editor")
def test_what_the_page_says_of_itself_is_proposed_with_where_it_stands(client):
    response = read(client, upload=uploaded())

    assert [shown(response, name) for name in ("title", "author", "publisher", "issued_on", "url")] == [
        an_article.TITLE,
        an_article.AUTHOR,
        an_article.PUBLISHER,
        "2012-04",
        an_article.ADDRESS,
    ]
    assert "Proposed, from <meta og:title>: look at it." in said(response)
    assert said(response).count("data-proposed") == 7


@pytest.mark.usefixtures("editor")
def test_what_the_editor_has_typed_stays_and_the_page_is_heard_beside_it(client):
    response = read(client, upload=uploaded(), title="My title", publisher=an_article.PUBLISHER)

    assert shown(response, "title") == "My title"
    assert f"The text says “{an_article.TITLE}” (<meta og:title>)." in said(response)
    assert "So does the text say (<meta og:site_name>)." in said(response)


@pytest.mark.usefixtures("editor")
def test_a_file_is_never_kept_without_being_shown(client):
    read(client, **TYPED, upload=uploaded("Another text altogether.", "a.txt"))

    assert not Source.objects.exists()


@pytest.mark.usefixtures("editor")
def test_what_was_shown_is_kept_with_the_digest_of_its_file(client):
    preview = read(client, upload=uploaded())
    names = ("body", "file", "title", "publisher", "type", "language", "issued_on")

    response = read(client, **{name: shown(preview, name) for name in names})

    source = Source.objects.get()
    text = source.texts.get()
    assert response.url == reverse("desk_read", args=[an_article.SLUG])
    assert (source.issued_on.edtf(), text.file_type) == ("2012-04", "text/html")
    assert len(text.file_sha256) == 64


@pytest.mark.usefixtures("editor")
def test_nobody_makes_up_the_file_that_a_text_is_from(client):
    read(client, **TYPED, file='{"sha256": "' + "a" * 64 + '", "type": "text/html"}')

    assert SourceText.objects.get().file_sha256 == ""


@pytest.mark.usefixtures("editor")
def test_a_file_that_is_no_text_says_so_and_loses_nothing_typed(client):
    response = read(client, upload=uploaded(b"%PDF-1.7", "a.txt"), title="My title", body="Typed.")

    assert response.status_code == 422
    assert "a.txt is a PDF, not a text: open it, copy the text and paste it." in said(response)
    assert (shown(response, "title"), shown(response, "body")) == ("My title", "Typed.")


def test_a_duplicate_is_told_when_it_is_read_before_a_word_is_typed(client, editor):
    editing.add_source(
        {"slug": "held", "title": "Held", "publisher": "P", "issued_precision": "unknown"},
        an_article.TEXT,
        by=editor,
    )

    exact = read(client, body=an_article.TEXT, read="1")
    near = read(client, body=an_article.RETOLD, read="1")

    assert 'This very text is on record already: <a href="/sources/held/">Held</a>' in said(exact)
    assert '75 % of its words stand, in the same order, in <a href="/sources/held/">Held</a>' in said(near)


def test_a_likeness_is_confirmed_by_a_box_that_is_there_when_it_is_needed(client, editor):
    editing.add_source(
        {"slug": "held", "title": "Held", "publisher": "P", "issued_precision": "unknown"},
        an_article.TEXT,
        by=editor,
    )
    box = '<input type="checkbox" name="although_alike"'
    typed = {**TYPED, "body": an_article.RETOLD}

    before = said(client.get(reverse("desk_source_new")))
    refused = said(read(client, **typed))
    read(client, **typed, although_alike="on")

    assert (box in before, box in refused) == (False, True)
    assert Source.objects.count() == 2


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(
    ("written", "kept"),
    [("2012", "2012"), ("2012-04", "2012-04"), ("2012-04-12", "2012-04-12"), ("", "XXXX")],
)
def test_a_date_is_kept_as_far_as_it_is_known(client, written, kept):
    read(client, **TYPED, issued_on=written)

    assert Source.objects.get().issued_on.edtf() == kept


@pytest.mark.usefixtures("editor")
def test_a_date_that_is_none_is_refused_beside_its_field(client):
    response = read(client, **TYPED, issued_on="2012-13")

    assert response.status_code == 422
    assert "'2012-13' is not a date of the calendar: write a year (2012)" in said(response)


# A source on record


def test_a_reference_is_changed_at_the_desk(client, editor):
    text = make_text(an_article.TEXT)
    address = reverse("desk_source_edit", args=[text.source.slug])
    reference = {"title": "New", "publisher": "P", "type": "report", "language": "es", "issued_on": "2013"}

    without = client.post(address, reference)
    client.post(address, {**reference, "reason": "The paper renamed it."})

    source = Source.objects.get()
    assert without.status_code == 422
    assert (source.title, source.type, source.issued_on.edtf()) == ("New", "report", "2013")


def test_a_corrected_text_shows_what_rests_on_the_old_one_and_moves_drafts(client, editor):
    text = make_text(an_article.TEXT)
    draft = make_draft(voices=(), drafted_by=editor)
    make_quotation(draft, text, an_article.LEGALIZATION_GTM)
    lost = make_draft(voices=(), drafted_by=editor)
    make_quotation(lost, text, an_article.STRATEGY_COL)
    corrected = "A note.\n\n" + an_article.TEXT.replace("a review of", "a new look at")

    client.post(
        reverse("desk_source_correct", args=[text.source.slug]), {"body": corrected, "reason": "A slip."}
    )
    page = said(client.get(reverse("desk_source", args=[text.source.slug])))
    client.post(reverse("desk_source_reanchor", args=[text.source.slug]))

    assert "Rest your draft on the newest text" in page
    assert "not found" in page
    assert draft.quotations.get().text.version == 2
    assert lost.quotations.get().text.version == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_source_costs_the_same_however_much_rests_on_it(
    client, editor, django_assert_num_queries, rows
):
    text = make_text(an_article.TEXT)
    for _ in range(rows):
        make_quotation(make_draft(voices=(), drafted_by=editor), text, an_article.LEGALIZATION_GTM)
    editing.correct_text(text.source, "A note. " + an_article.TEXT, by=editor, reason="A slip.")
    address = reverse("desk_source", args=[text.source.slug])

    with django_assert_num_queries(9):
        response = client.get(address)

    assert said(response).count("“" + an_article.LEGALIZATION_GTM) == rows


@pytest.mark.parametrize("name", ["desk_source", "desk_source_edit", "desk_source_correct"])
def test_readers_do_not_come_to_the_desk_of_a_source(client, name):
    text = make_text(an_article.TEXT)
    address = reverse(name, args=[text.source.slug])

    anonymous = client.get(address)
    client.force_login(make_user())
    reader = client.get(address)

    assert anonymous.url.startswith("/accounts/login/") or "login" in anonymous.url
    assert reader.status_code == 403
    assert an_article.PARAGRAPHS[0] not in reader.content.decode()
