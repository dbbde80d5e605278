"""What everybody may read: the list, one position, and the pages of the frame."""

from __future__ import annotations

import datetime
import re
from html import unescape

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import columns, editing
from policy_positions.models import DataRevision, Participation, Position
from policy_positions.views.browse.positions import position_list
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_president,
    make_quotation,
    make_summit,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db

SECRET = "A sentence of the private text that no page may show."
BODY = f"{SECRET} Drugs should be legal, he said. {SECRET}"


def words(html: str) -> str:
    """What a reader sees, without tags, in one line."""
    shown = re.sub(r"(?s)<(script|style|title|head)\b.*?</\1>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return words(response.content.decode())


def rows(html: str) -> list[str]:
    """The addresses of the positions in the table, from top to bottom."""
    table = html.partition("<tbody>")[2].partition("</tbody>")[0]
    return list(dict.fromkeys(re.findall(r'href="(/positions/[0-9a-z]+/)"', table)))


@pytest.fixture
def guatemala(db):
    return make_country("GTM", name="Guatemala")


@pytest.fixture
def statement(guatemala) -> Position:
    """Pérez in April 2012, from a text that is held and is no reader's."""
    president = make_president(guatemala, "Otto Pérez Molina")
    position = make_position(
        voices=(), country=guatemala, leader=president, summary="He wants drugs legal.", date_note="In April."
    )
    make_quotation(position, make_text(BODY), "Drugs should be legal")
    return position


# The list


def test_the_list_shows_what_is_published_and_nothing_else(client, guatemala):
    published = make_position(country=guatemala)
    for state in ("draft", "in_review", "withdrawn"):
        make_position(country=guatemala, state=state)

    page = client.get(reverse("positions")).content.decode()

    assert rows(page) == [published.get_absolute_url()]
    assert "1 position" in words(page)


def test_editors_see_the_same_list_as_everybody(client, statement):
    make_draft()
    client.force_login(make_user("editor"))

    page = client.get(reverse("positions")).content.decode()

    assert rows(page) == [statement.get_absolute_url()]


def test_a_row_says_who_said_what_when_and_in_whose_voice(client, statement):
    page = read(client, reverse("positions"))

    for told in ("1 April 2012", "Guatemala", "Otto Pérez Molina", "President", "Legalization", "Supports"):
        assert told in page
    assert "Supports Direct speech Drugs should be legal In context" in page


def test_rows_come_in_the_order_and_with_the_columns_asked_for(client, guatemala):
    old = make_position(country=guatemala, stated_on=datetime.date(2012, 4, 1))
    new = make_position(country=guatemala, stated_on=datetime.date(2013, 6, 5))

    page = client.get(reverse("positions"), {"sort": "stated_on", "columns": "confidence,stated_on"})

    html = page.content.decode()
    assert rows(html) == [old.get_absolute_url(), new.get_absolute_url()]
    assert re.findall(r'data-label="(\w+)"', html) == ["Confidence", "Stated"] * 2


def test_a_filter_without_positions_says_so_and_how_to_go_on(client, statement):
    page = read(client, reverse("positions") + "?stance=oppose")

    assert "No positions" in page
    assert "Stance: Opposes" in page


def test_htmx_is_sent_the_results_alone_and_caches_are_told(client, statement):
    whole = client.get(reverse("positions"))
    part = client.get(reverse("positions"), headers={"HX-Request": "true"})

    assert "HX-Request" in whole["Vary"] and "HX-Request" in part["Vary"]
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert rows(part.content.decode()) == rows(whole.content.decode()) == [statement.get_absolute_url()]


def test_going_back_in_history_is_sent_the_whole_page(client, statement):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    page = client.get(reverse("positions"), headers=headers).content.decode()

    assert "<html" in page


def test_a_page_past_the_last_says_how_many_there_are(client, statement):
    response = client.get(reverse("positions"), {"page": "2"})

    assert response.status_code == 404
    assert "Guatemala" not in words(response.content.decode())


def test_the_words_searched_for_are_marked_in_the_passage(client, statement):
    html = client.get(reverse("positions"), {"q": "legal"}).content.decode()

    assert "Drugs should be <mark>legal</mark>" in html


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("positions", [1, 3])
def test_the_list_costs_three_queries(client, guatemala, positions, django_assert_num_queries):
    for _ in range(positions):
        make_position(country=guatemala, leader=make_president(guatemala, role="legislator"))
    client.get(reverse("positions"))

    with django_assert_num_queries(3):
        page = client.get(reverse("positions")).content.decode()

    assert len(rows(page)) == positions


def test_a_row_withdrawn_since_it_was_counted_is_neither_shown_nor_counted(rf, guatemala):
    stays, goes = make_position(country=guatemala), make_position(country=guatemala)
    request = rf.get(reverse("positions"))
    request.htmx, request.user = None, AnonymousUser()

    with DataRevision.objects.asked_once():
        columns.current()
        editing.withdraw(goes, by=make_user("reviewer"), reason="The source took it back.")
        page = position_list(request).content.decode()

    assert "<strong>1</strong> position" in page
    assert len(rows(page)) == 1
    assert stays.public_id in page


# One position


def test_a_position_is_shown_with_its_passage_its_context_and_its_record(client, statement):
    page = read(client, statement.get_absolute_url())

    for told in (
        "Otto Pérez Molina, President of Guatemala, on legalization",
        "He wants drugs legal.",
        "“Drugs should be legal”",
        "In April.",
        "Substance Not stated Confidence Certain",
    ):
        assert told in page
    assert statement.get_absolute_url() in page


def test_a_draft_is_not_found_by_readers(client, guatemala):
    draft = make_draft(country=guatemala, summary="Nobody may read this yet.")

    for user in (None, make_user()):
        if user:
            client.force_login(user)
        response = client.get(draft.get_absolute_url())
        assert response.status_code == 404
        assert "Nobody may read this yet." not in response.content.decode()


def test_a_draft_is_shown_to_editors_with_a_warning(client, guatemala):
    draft = make_draft(country=guatemala, summary="Only editors read this.")
    client.force_login(make_user("editor"))

    page = read(client, draft.get_absolute_url())

    assert "Only editors read this." in page
    assert "Draft. Only editors see this page until the position is published." in page


def test_a_withdrawn_position_keeps_its_page_and_says_why(client, statement):
    editing.withdraw(statement, by=make_user("reviewer"), reason="The newspaper took it back.")

    page = read(client, statement.get_absolute_url())

    assert "Withdrawn." in page
    assert "The newspaper took it back." in page


def test_readers_are_told_what_was_done_and_not_by_whom_or_in_review(client, guatemala):
    author, reviewer = make_user("editor"), make_user("reviewer")
    position = make_position(state="draft", country=guatemala, drafted_by=author)
    position = editing.submit(position, by=author, reason="Please be quick.")
    position = editing.publish(position, by=reviewer, reason="It is well cut.")

    page = read(client, position.get_absolute_url())

    assert "published, version 3 It is well cut." in page
    for hidden in ("Please be quick.", author.username, reviewer.username):
        assert hidden not in page


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("quotations", [1, 3])
def test_a_position_costs_five_queries(client, guatemala, quotations, django_assert_num_queries):
    leader = make_president(guatemala)
    texts = [make_text() for _ in range(quotations)]
    position = make_position(country=guatemala, leader=leader, texts=texts, voices=["direct"] * quotations)

    with django_assert_num_queries(5):
        html = client.get(position.get_absolute_url()).content.decode()

    assert len(set(re.findall(r"Text \d+\. The president said", html))) == quotations


# The text of a source is nobody's but the editors'


@pytest.mark.parametrize("query", ["", "?q=private+sentence"])
def test_no_page_shows_more_of_a_text_than_its_passages(client, statement, query):
    source = statement.quotations.get().source
    for address in (
        reverse("positions") + query,
        reverse("position", args=[statement.public_id]),
        reverse("source", args=[source.slug]),
        reverse("country", args=["GTM"]),
        reverse("leader", args=[statement.leader.slug]),
        reverse("issue", args=["legalization"]),
        reverse("sources"),
    ):
        assert SECRET not in client.get(address).content.decode(), address


def test_the_first_page_shows_the_last_additions_and_no_more_of_their_text(client, record):
    addition = make_position(voices=(), country=make_country("GTM"), summary="The last addition.")
    make_quotation(addition, make_text(BODY), "Drugs should be legal")
    make_draft(country=make_country("GTM"), summary="A draft.")

    html = client.get(reverse("home")).content.decode()

    assert addition.get_absolute_url() in html
    assert SECRET not in html and "A draft." not in html


def test_the_map_is_sent_how_an_issue_changes_and_nothing_of_drafts(client, statement):
    make_position(
        country=statement.country,
        leader=statement.leader,
        stance="oppose",
        stated_on=datetime.date(2013, 6, 5),
    )
    make_draft(country=statement.country, stated_on=datetime.date(2014, 1, 1))
    make_position(country=statement.country, leader=statement.leader, issue=make_issue("eradication"))

    told = client.get(reverse("map_steps"), {"issue": "legalization", "stance": ["support", "oppose"]}).json()

    assert told == {
        "url": "/positions/?stance=support&stance=oppose&country={country}&issue=legalization&as_of={as_of}",
        "changes": {"GTM": [["2012-04-01", "support", 1], ["2013-06-05", "oppose", 2]]},
    }


def test_the_states_as_the_slider_finds_them_are_those_of_the_page(client, record):
    asked = {"issue": "legalization", "as_of": "2012-04"}
    table = re.compile(r'(?s)<div class="standings".*?</div>')

    page = client.get(reverse("home"), asked).content.decode()
    part = client.get(reverse("map_standings"), asked).content.decode()

    assert "<html" not in part
    assert table.search(part)[0] == table.search(page)[0]


def test_the_first_page_does_not_grow_with_what_was_said_before(client, record):
    first = len(client.get(reverse("home")).content)
    for year in range(1990, 2012):
        make_position(country=make_country("GTM"), stated_on=datetime.date(year, 4, 1))

    assert (
        len(client.get(reverse("home")).content) < first + 22 * 50
    )  # an address and a stop of the slider each


def test_words_outside_the_passages_find_nothing(client, statement):
    page = client.get(reverse("positions"), {"q": "private"}).content.decode()

    assert rows(page) == []


# Countries, leaders, summits, issues, sources


def test_a_country_shows_where_it_stands_what_it_rests_on_and_who_does_not_speak_for_it(client, statement):
    congress = make_organization(name="Congress of Guatemala", country=statement.country)
    make_position(organization=congress, summary="Lawmakers against it.", stance="oppose")
    make_draft(country=statement.country, summary="A draft.")

    page = read(client, reverse("country", args=["GTM"]))

    assert "Supports" in page
    assert "1 statement of Guatemala on legalization" in page
    assert "Bodies of Guatemala that do not speak for it" in page
    assert "Congress of Guatemala" in page
    assert "A draft." not in page


def test_a_country_of_which_nothing_is_recorded_says_that_this_is_no_stance(client, statement):
    make_country("CUB", name="Cuba")

    page = read(client, reverse("country", args=["CUB"]))

    assert "No statement recorded" in page
    assert "That is a gap of the record, not a stance." in page


def test_every_count_of_a_standing_opens_as_many_rows(client, statement):
    make_position(country=statement.country, leader=make_leader(), voices=("anonymous",))
    make_position(country=statement.country, stated_on=None, stated_on_precision="unknown")

    html = client.get(reverse("issue", args=["legalization"])).content.decode()

    counted = re.findall(r'href="(/positions/\?[^"]+)">\s*(\d+) statement', html)
    assert [int(count) for _, count in counted] == [2]
    assert [len(rows(client.get(unescape(address)).content.decode())) for address, _ in counted] == [2]


def test_a_leader_s_page_holds_offices_names_and_what_was_said_on_each_issue(client, statement):
    leader = statement.leader
    leader.other_names = ["Otto Perez"]
    leader.save()
    make_position(country=statement.country, leader=leader, issue=make_issue("eradication"), stance="oppose")

    page = read(client, leader.get_absolute_url())

    for told in ("President of Guatemala", "Otto Perez", "On legalization", "On eradication", "Opposes"):
        assert told in page


def test_a_leader_who_changed_is_shown_with_both_and_a_mark(client, statement):
    make_position(
        country=statement.country,
        leader=statement.leader,
        stance="oppose",
        stated_on=datetime.date(2013, 6, 5),
    )

    page = read(client, statement.leader.get_absolute_url())

    assert "Changed" in page
    assert "Supports" in page and "Opposes" in page


def test_leaders_of_drafts_alone_are_not_listed(client, statement):
    make_draft(leader=make_leader("Nobody Yet"), country=statement.country)

    page = read(client, reverse("leaders"))

    assert "Otto Pérez Molina" in page
    assert "Nobody Yet" not in page


def test_a_summit_shows_who_took_part_and_what_was_said_before_and_at_it(client, guatemala):
    summit = make_summit(name="Summit of Cartagena", slug="cartagena", host_country=guatemala)
    excluded = {"status": "excluded", "reason": "Not a member since 1962."}
    Participation.objects.create(summit=summit, country=make_country("CUB", name="Cuba"), **excluded)
    make_position(country=guatemala, summit=summit, summit_relation="before", summary="Said before.")
    make_position(country=guatemala, summit=summit, summit_relation="at", summary="Said there.")
    make_position(country=guatemala, summary="Said elsewhere.")

    page = read(client, summit.get_absolute_url())

    for told in ("Cuba", "Not a member since 1962.", "Before the summit", "At the summit"):
        assert told in page
    assert "2 " in page and "Said elsewhere." not in page


def test_a_source_shows_its_passages_in_the_order_of_the_text_and_whose_they_are(client, guatemala):
    text = make_text("First words. Second words. Third words.")
    for exact in ("Third words.", "First words."):
        position = make_position(voices=(), country=guatemala)
        make_quotation(position, text, exact)
    make_quotation(make_draft(voices=(), country=guatemala), text, "Second words.")

    page = read(client, text.source.get_absolute_url())

    assert page.index("First words.") < page.index("Third words.")
    assert "Second words." not in page


def test_sources_of_drafts_alone_are_not_listed(client, statement):
    make_draft(texts=[make_text("Another.")])

    html = client.get(reverse("sources")).content.decode()

    assert set(re.findall(r'href="(/sources/[^"]+/)"', html)) == {
        statement.quotations.get().source.get_absolute_url()
    }


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("position", "0123456789"),
        ("country", "XXX"),
        ("country", "gtm"),
        ("leader", "nobody"),
        ("summit", "none"),
        ("issue", "none"),
        ("source", "none"),
    ],
)
def test_what_is_not_there_is_not_found(client, statement, name, key):
    response = client.get(reverse(name, args=[key]))

    assert response.status_code == 404
    assert "Otto Pérez Molina" not in response.content.decode()


PAGES = ("positions", "countries", "leaders", "summits", "issues", "sources", "matrix", "compare")


@pytest.mark.parametrize("name", [*PAGES, "agreement", "coverage", "methods"])
def test_pages_are_read_and_not_written(client, statement, name):
    assert client.post(reverse(name)).status_code == 405
    assert client.head(reverse(name)).content == b""


@pytest.mark.parametrize("name", ["home", "positions", "matrix", "compare", "agreement", "coverage"])
def test_a_filter_that_cannot_be_understood_is_refused_on_every_page_that_takes_one(client, statement, name):
    response = client.get(reverse(name), {"contry": "GTM"})

    assert response.status_code == 400
    assert "There is no filter “contry”" in words(response.content.decode())


def test_hostile_words_are_shown_and_not_run(client, guatemala):
    attack = "<script>alert(1)</script>"
    position = make_position(country=guatemala, summary=attack, leader=make_leader(attack))

    html = client.get(position.get_absolute_url()).content.decode()
    found = client.get(reverse("positions"), {"q": f'"{attack}"'}).content.decode()

    assert attack not in html and attack not in found
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
