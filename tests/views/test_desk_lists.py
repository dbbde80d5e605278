"""The desk's lists: short on its first page, whole and in pages on their own."""

from __future__ import annotations

import re

from django.urls import reverse

import pytest

from policy_positions.models import SourceText
from policy_positions.views.edit.desk import RECENT, ROWS
from tests.factories import make_draft, make_leader, make_text, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("editor")
    client.force_login(user)
    return user


def titles(response) -> list[str]:
    links = r'<th scope="row"><a href="/desk/sources/[^"]+"><span lang="en">([^<]+)</span></a>'
    return re.findall(links, response.text)


def drafts_on(response) -> list[str]:
    """Their public ids, in the order of the page."""
    return re.findall(r'<th scope="row"><a href="/desk/positions/(\w+)/">', response.text)


def make_sources(*names: str) -> None:
    for name in names:
        source = make_text(f"A text on {name}.").source
        source.title = name
        source.save()


def test_the_desk_shows_the_sources_taken_in_last_and_leads_to_all(client, editor):
    make_sources(*(f"Number {number}" for number in range(RECENT + 1)))

    page = client.get(reverse("desk"))

    assert titles(page) == [f"Number {number}" for number in range(RECENT, 0, -1)]
    assert f"All {RECENT + 1} sources" in page.text


def test_a_source_is_found_by_all_of_its_words(client, editor):
    make_sources("Kerry in Antigua", "Kerry in Havana", "Summit in Antigua")

    page = client.get(reverse("desk_sources"), {"find": "antigua kerry"})

    assert titles(page) == ["Kerry in Antigua"]


def test_where_no_source_is_found_all_of_them_are_offered(client, editor):
    make_sources("Kerry in Antigua")

    page = client.get(reverse("desk_sources"), {"find": "Caracas"})

    assert titles(page) == []
    assert "Show all" in page.text


def test_a_source_says_whether_its_text_is_held(client, editor):
    make_sources("Held", "Passages only")
    SourceText.objects.filter(source__title="Passages only").delete()

    page = client.get(reverse("desk_sources"))

    assert re.findall(r'data-label="Text">([^<]+)<', page.text) == ["Passages only", "Held"]


def test_the_last_page_has_the_rest_of_the_sources(client, editor):
    make_sources(*(f"Number {number}" for number in range(ROWS + 2)))

    page = client.get(reverse("desk_sources"), {"find": "Number", "page": 2})

    assert titles(page) == ["Number 1", "Number 0"]
    assert 'href="?find=Number&amp;page=1"' in page.text


def test_an_editor_sees_all_of_their_own_drafts_and_nobody_elses(client, editor):
    own = [make_draft(drafted_by=editor) for _ in range(RECENT + 1)]
    make_draft()

    desk, drafts = client.get(reverse("desk")), client.get(reverse("desk_drafts"))

    assert drafts_on(drafts) == [draft.public_id for draft in reversed(own)]
    assert f"All {RECENT + 1} drafts" in desk.text


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("desk", 12), ("desk_sources", 6), ("desk_drafts", 8)])
def test_the_lists_cost_the_same_however_long(client, editor, django_assert_num_queries, name, queries, rows):
    for number in range(rows):
        make_draft(drafted_by=editor, leader=make_leader())
        make_sources(f"Number {number}")

    with django_assert_num_queries(queries):
        page = client.get(reverse(name))

    assert len(drafts_on(page) if name == "desk_drafts" else titles(page)) >= rows
